/* The content of a string, without its escapes: the part of lex that writes bytes. */
#include "lex.h"
#include "prefix.h"

#include <string.h>

/* Writes a character as UTF-8; returns its bytes. */
static size_t put_utf8(char *to, uint32_t c)
{
	static const unsigned char first[] = {0, 0xc0, 0xe0, 0xf0};
	size_t more = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
	for (size_t i = more; i > 0; i--, c >>= 6)
		to[i] = (char)(0x80 | (c & 0x3f));
	to[0] = (char)(first[more] | c);
	return more + 1;
}

/* The number that the first `digits` bytes of `text` are in hexadecimal, or -1. */
static int32_t hex(struct span text, size_t digits)
{
	int32_t value = 0;
	if (text.length < digits)
		return -1;
	for (size_t i = 0; i < digits; i++) {
		char c = text_lower(text.at[i]);
		if (!text_is_digit(c) && (c < 'a' || c > 'f'))
			return -1;
		value = value * 16 + (text_is_digit(c) ? c - '0' : c - 'a' + 10);
	}
	return value;
}

/* The character of the escape whose backslash stands before `text`; *bytes: its length without the backslash. Two
 * escapes of UTF-16 surrogates are one character. */
static uint32_t escaped(struct span text, size_t *bytes)
{
	size_t digits = text.at[0] == 'u' ? 4 : text.at[0] == 'x' ? 2 : 0;
	int32_t value = digits > 0 ? hex(span_from(text, 1), digits) : -1;
	*bytes = 1;
	if (value < 0)
		return text.at[0] == 'n'                        ? '\n'
		       : text.at[0] == 't' || text.at[0] == 'r' ? ' '
								: (unsigned char)text.at[0];
	*bytes += digits;
	if (value >= 0xd800 && value < 0xdc00 && span_starts(span_from(text, 5), SPAN("\\u"))) {
		int32_t low = hex(span_from(text, 7), 4);
		if (low >= 0xdc00 && low < 0xe000) {
			*bytes += 6;
			return 0x10000U + ((uint32_t)(value - 0xd800) << 10) + (uint32_t)(low - 0xdc00);
		}
	}
	return (uint32_t)value;
}

/* Removes one layer of backslashes, in place; returns the bytes left. */
static size_t unescape(char *bytes, size_t length)
{
	size_t to = 0;
	for (size_t i = 0; i < length;) {
		if (bytes[i] != '\\' || i + 1 == length) {
			bytes[to++] = bytes[i++];
			continue;
		}
		size_t n;
		uint32_t c = escaped((struct span){bytes + i + 1, length - i - 1}, &n);
		if (n == 1)
			bytes[to++] = (char)c;
		else
			to += put_utf8(bytes + to, c);
		i += 1 + n;
	}
	return to;
}

/* Decodes the entities of HTML, in place; returns the bytes left. */
static size_t unescape_html(char *bytes, size_t length)
{
	static const struct {
		struct span entity;
		char c;
	} entities[] = {{WORD("&quot;"), '"'}, {WORD("&#34;"), '"'}, {WORD("&amp;"), '&'}, {WORD("&lt;"), '<'},
		{WORD("&gt;"), '>'}, {WORD("&#39;"), '\''}};
	size_t to = 0, count = LENGTH(entities);
	for (size_t i = 0; i < length;) {
		size_t k = 0;
		struct span rest = {bytes + i, length - i};
		while (k < count && (bytes[i] != '&' || !span_starts(rest, entities[k].entity)))
			k++;
		bytes[to++] = k < count ? entities[k].c : bytes[i];
		i += k < count ? entities[k].entity.length : 1;
	}
	return to;
}

struct span lex_decode(struct span raw, struct quote quote, char *to, size_t room)
{
	bool escapes = memchr(raw.at, '\\', raw.length), wrapped = memchr(raw.at, '\n', raw.length);
	size_t length = 0;
	if (!escapes && !wrapped && quote.sign != SIGN_HTML && quote.sign != SIGN_DOUBLED)
		return raw;
	for (size_t i = 0; i < raw.length && length < room; i++) {
		to[length++] = raw.at[i];
		if (raw.at[i] == '\n') {
			to[length - 1] = ' ';
			i += prefix_bytes(span_from(raw, i + 1));
		} else if (quote.sign == SIGN_DOUBLED && span_starts(span_from(raw, i), SPAN("\"\""))) {
			i++;
		}
	}
	if (quote.sign == SIGN_HTML)
		length = unescape_html(to, length);
	/* Each layer of a string in a string escapes the one inside: its quotes have 0, 1, 3, 7 backslashes. */
	unsigned layers = quote.literal ? 2 : 1;
	for (unsigned slashes = quote.slashes; slashes > 0 && layers < 4; slashes /= 2)
		layers++;
	for (; escapes && layers > 0; layers--)
		length = unescape(to, length);
	return span_cut((struct span){to, length}, length);
}
