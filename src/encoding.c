#include "encoding.h"

#include <string.h>

struct encoding encoding_of(struct span start)
{
	enum { NUL_BYTES = 4 };
	static const struct {
		struct span magic;
		unsigned at;   /* where the magic stands */
		unsigned nuls; /* without magic: which of the first bytes are NUL, bit 0 the first */
		struct encoding encoding;
	} kinds[] = {
		{{"\x1f\x8b", 2}, 0, 0, {"compressed with gzip", "zcat"}},
		{{"\x28\xb5\x2f\xfd", 4}, 0, 0, {"compressed with zstd", "zstdcat"}},
		{{"\xfd\x37zXZ\0", 6}, 0, 0, {"compressed with xz", "xzcat"}},
		{{"1AY&SY", 6}, 4, 0, {"compressed with bzip2", "bzcat"}}, /* behind BZh and a digit */
		{{"PK\x03\x04", 4}, 0, 0, {"compressed with zip", "unzip -p"}},
		{{"\xff\xfe\0\0", 4}, 0, 0, {"UTF-32", "iconv -f UTF-32 -t UTF-8"}},
		{{"\0\0\xfe\xff", 4}, 0, 0, {"UTF-32", "iconv -f UTF-32 -t UTF-8"}},
		{{"\xff\xfe", 2}, 0, 0, {"UTF-16", "iconv -f UTF-16 -t UTF-8"}},
		{{"\xfe\xff", 2}, 0, 0, {"UTF-16", "iconv -f UTF-16 -t UTF-8"}},
		{{NULL, 0}, 0, 0xa, {"UTF-16", "iconv -f UTF-16LE -t UTF-8"}},
		{{NULL, 0}, 0, 0x5, {"UTF-16", "iconv -f UTF-16BE -t UTF-8"}},
	};
	unsigned nuls = 0;
	for (unsigned i = 0; i < NUL_BYTES && i < start.length; i++)
		nuls |= (start.at[i] == '\0' ? 1U : 0U) << i;
	for (size_t i = 0; i < LENGTH(kinds); i++)
		if (kinds[i].nuls ? nuls == kinds[i].nuls : span_starts(span_from(start, kinds[i].at), kinds[i].magic))
			return kinds[i].encoding;
	return (struct encoding){0};
}

size_t encoding_mark(struct span start)
{
	return span_starts(start, SPAN("\xef\xbb\xbf")) ? 3 : 0;
}

bool encoding_is_foreign(struct span text)
{
	static const struct span replacement = {"\xef\xbf\xbd", 3};
	while ((text = span_from(text, text_printable(text, '\0', '\0'))).length > 0) {
		uint32_t c;
		size_t n = text_decode(text, &c);
		if (c == 0xfffd && !span_starts(text, replacement))
			return true;
		text = span_from(text, n);
	}
	return false;
}

void encoding_write_command(FILE *err, const char *reader, struct span file)
{
	bool plain = file.length > 0 && file.at[0] != '-';
	for (size_t i = 0; i < file.length; i++)
		plain = plain && (text_is_alnum(file.at[i]) || memchr("./_-", file.at[i], 4));
	(void)fprintf(err, "%s ", reader);
	text_escape(err, plain ? file : SPAN("FILE"), ESCAPE_TEXT); /* no name that a shell would have to quote */
	(void)fputs(" | msc-err\n", err);
}
