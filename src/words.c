#include "words.h"

#include <string.h>

enum { LETTERS = 26, SPELLINGS = 3 };

/* Words by their first letter, and the words that they count as: none, or those without the service's spelling
 * mistake. */
static const struct spelling {
	struct span written;
	const char *meant;
} spellings[LETTERS][SPELLINGS] = {
	['a' - 'a'] = {{WORD("a"), ""}, {WORD("an"), ""}, {WORD("apikey"), "api key"}},
	['b' - 'a'] = {{WORD("beyound"), "beyond"}},
	['c' - 'a'] = {{WORD("cannot"), "can not"}},
	['o' - 'a'] = {{WORD("or"), ""}, {WORD("occured"), "occurred"}, {WORD("oriention"), "orientation"}},
	['p' - 'a'] = {{WORD("please"), ""}, {WORD("plesase"), ""}, {WORD("preceeding"), "preceding"}},
	['r' - 'a'] = {{WORD("retrival"), "retrieval"}},
	['s' - 'a'] = {{WORD("s"), ""} /* parameter(s) */, {WORD("shoule"), "should"}},
	['t' - 'a'] = {{WORD("the"), ""}},
};

enum {
	PLURAL_SHORTEST = 4,     /* bytes of a word whose last s is left out */
	REQUEST_ID_SHORTEST = 8, /* bytes of a request ID */
	REQUEST_ID_LONGEST = 64, /* the rest of a longer one is not looked at */
	LINK_LONGEST = 256
};

/* The letters and digits of ASCII, in lower case; 0: no letter or digit. */
/* clang-format off */
static const unsigned char lower[256] =
	"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
	"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" "0123456789" "\0\0\0\0\0\0"
	"\0abcdefghijklmnopqrstuvwxyz\0\0\0\0\0"
	"\0abcdefghijklmnopqrstuvwxyz";
/* clang-format on */

struct span code_fold(struct span code, char bytes[CODE_FOLDED])
{
	size_t length = 0;
	for (size_t i = 0; i < code.length && length < CODE_FOLDED; i++) {
		char c = code.at[i], letter = (char)lower[(unsigned char)c];
		if (letter)
			bytes[length++] = letter;
		else if (c != '_' && c != '-' && c != '.' && c != ' ')
			bytes[length++] = c;
	}
	return (struct span){bytes, length};
}

uint32_t code_hash(struct span folded)
{
	const uint64_t factor = 0x9e3779b97f4a7c15; /* Knuth's multiplicative hashing */
	uint64_t hash = folded.length, last = 0;
	size_t i = 0;
	for (; i + sizeof hash <= folded.length; i += sizeof hash)
		hash = (hash ^ text_load8(folded.at + i)) * factor;
	for (; i < folded.length; i++)
		last = last << 8 | (unsigned char)folded.at[i];
	hash = (hash ^ last) * factor;
	return (uint32_t)(hash >> 32); /* the bits that depend on all of the code */
}

bool code_equals(struct span a, struct span b)
{
	char bytes_a[CODE_FOLDED], bytes_b[CODE_FOLDED];
	return span_equals(a, b) || span_equals(code_fold(a, bytes_a), code_fold(b, bytes_b));
}

/* The bytes of the character beyond ASCII that `text` begins with, if it is part of a word, else 0; *alone: it is a
 * word by itself. */
static size_t letter_beyond_ascii(struct span text, bool *alone)
{
	uint32_t c;
	if (text.length == 0 || (unsigned char)text.at[0] < 0x80)
		return 0;
	size_t length = text_decode(text, &c);
	/* General punctuation, CJK punctuation, full-width forms; and U+FFFD, which stands for invalid UTF-8. */
	if ((c >= 0x80 && c < 0xc0) || (c >= 0x2000 && c < 0x2c00) || (c >= 0x3000 && c < 0x3040) || c >= 0xfe00)
		return 0;
	*alone = c >= 0x3000 && c < 0xe000;
	return length;
}

/* The bytes of the URL whose scheme is the first `scheme` bytes of `text`, or 0. */
static size_t url_length(struct span text, size_t scheme)
{
	size_t i = scheme + 3;
	if (i > text.length || memcmp(text.at + scheme, "://", 3) != 0)
		return 0;
	while (i < text.length && (unsigned char)text.at[i] < 0x80 && !text_is_space(text.at[i]) &&
		!memchr("\"'`<>()[]{},", text.at[i], 12))
		i++;
	while (text.at[i - 1] == '.')
		i--;
	return i;
}

/* Whether a request ID begins `text`: `request id: 5b0a…`. */
static bool is_request_id(struct span text)
{
	const struct span request = SPAN("request"), name = SPAN("id");
	if (!span_starts_nocase(text, request))
		return false;
	struct span id = span_from(text, request.length);
	id = span_from(id, id.length > 0 && (id.at[0] == ' ' || id.at[0] == '_'));
	if (!span_starts_nocase(id, name))
		return false;
	id = span_from(id, name.length);
	while (id.length > 0 && memchr(" :=\"'", id.at[0], 5))
		id = span_from(id, 1);
	size_t digits = 0, n = 0;
	for (; n < id.length && n < REQUEST_ID_LONGEST && (text_is_alnum(id.at[n]) || id.at[n] == '-'); n++)
		digits += text_is_digit(id.at[n]);
	return digits > 0 && n >= REQUEST_ID_SHORTEST;
}

/* The bytes of `<400> Some.Code: ` at the start of `text`, or 0. */
static size_t code_prefix(struct span text)
{
	enum { NUMBER = 5 };
	if (text.length < NUMBER || text.at[0] != '<' || text.at[NUMBER - 1] != '>')
		return 0;
	size_t i = NUMBER + (size_t)(text.length > NUMBER && text.at[NUMBER] == ' '), start = i;
	while (i < text.length && (text_is_alnum(text.at[i]) || memchr("._-", text.at[i], 3)))
		i++;
	return i > start && i < text.length && text.at[i] == ':' ? i + 1 : (size_t)NUMBER;
}

/* Whether nothing is left of a text but signs and a request ID. */
static bool is_end(struct span text)
{
	while (text.length > 0 && !text_is_alnum(text.at[0]) && (unsigned char)text.at[0] < 0x80)
		text = span_from(text, 1);
	return text.length == 0 || is_request_id(text);
}

/* Whether `text` is a help link and nothing else: `For details, see: https://…`, `see: …#apikey-error`. */
static bool is_link(struct span text)
{
	static const struct span leads[] = {WORD("for details, see"), WORD("for more details, see"),
		WORD("for more information, see"), WORD("see")};
	size_t i = 0, n = 0;
	while (i < LENGTH(leads) && !span_starts_nocase(text, leads[i]))
		i++;
	if (i == LENGTH(leads))
		return false;
	struct span rest = span_from(text, leads[i].length);
	while (rest.length > 0 && memchr(": (", rest.at[0], 3))
		rest = span_from(rest, 1);
	while (n < rest.length && n < LINK_LONGEST && !text_is_space(rest.at[n]))
		n++;
	bool link = n > 0 && (memchr(rest.at, '#', n) || span_find_nocase((struct span){rest.at, n}, SPAN("://")));
	return link && is_end(span_from(rest, n));
}

bool words_start_with_code(struct span text)
{
	return code_prefix(span_trim(text)) > 0;
}

/* Returns the bytes of the word that `text` begins with, 0 if it begins with none. *hash: of the word without the s of
 * a plural (FNV-1a). */
static size_t read_word(struct span text, uint32_t *hash)
{
	const uint32_t prime = 16777619;
	uint32_t now = 2166136261, before = now; /* before: without the last byte */
	size_t length = 0, n;
	bool alone = false;
	do {
		for (unsigned char c; length < text.length && (c = lower[(unsigned char)text.at[length]]); length++) {
			before = now;
			now = (now ^ c) * prime;
		}
		n = letter_beyond_ascii(span_from(text, length), &alone);
		if (alone && length > 0) /* a word of its own, behind this one */
			break;
		for (size_t end = length + n; length < end; length++)
			now = (now ^ (unsigned char)text.at[length]) * prime;
	} while (n > 0 && !alone);
	bool plural = length >= PLURAL_SHORTEST && text_lower(text.at[length - 1]) == 's' &&
		      text_lower(text.at[length - 2]) != 's';
	*hash = plural ? before : now;
	return length;
}

static void add(struct words *words, uint32_t word)
{
	if (words->count < WORDS_KEPT)
		words->words[words->count++] = word;
}

/* What a word counts as, or NULL if as itself. */
static const char *meaning(struct span word, unsigned char first)
{
	if (first < 'a' || first > 'z')
		return NULL;
	const struct spelling *spelling = spellings[first - 'a'];
	for (size_t i = 0; i < SPELLINGS && spelling[i].meant; i++)
		if (span_equals_nocase(word, spelling[i].written))
			return spelling[i].meant;
	return NULL;
}

/* Adds the word that `text`, not empty, begins with. Returns the bytes that it takes: of what is no word one, of a help
 * link or a request ID at the end all. */
static size_t take_word(struct words *words, struct span text)
{
	unsigned char first = lower[(unsigned char)text.at[0]];
	uint32_t hash;
	size_t length = read_word(text, &hash), url = url_length(text, length);
	if (length == 0)
		return 1;
	words->linked = (first == 'f' || first == 's') && is_link(text);
	if (words->linked || (first == 'r' && is_request_id(text)))
		return text.length;
	struct span word = {text.at, length};
	const char *meant = meaning(word, first);
	if (url > 0 || (first == 'x' && span_starts_nocase(word, SPAN("xxx"))))
		add(words, WORD_ANY);
	else if (!meant)
		add(words, hash);
	for (size_t n; meant && *meant != '\0'; meant += n + (meant[n] == ' ')) {
		n = read_word(span_of(meant), &hash);
		add(words, hash);
	}
	return url > 0 ? url : length;
}

void words_read(struct words *words, struct span text)
{
	words->count = 0;
	words->linked = false;
	for (size_t prefix = 1; prefix > 0; text = span_from(text, prefix)) {
		text = span_trim(text);
		prefix = code_prefix(text);
	}
	while (text.length > 0 && words->count < WORDS_KEPT) {
		unsigned char c = (unsigned char)text.at[0];
		bool sign = c < 0x80 && lower[c] == 0;
		text = span_from(text, sign ? 1 : take_word(words, text));
	}
}

bool words_equal(struct span a, struct span b)
{
	struct words left, right;
	words_read(&left, a);
	words_read(&right, b);
	if (left.count != right.count || left.count == WORDS_KEPT)
		return false;
	for (unsigned i = 0; i < left.count; i++)
		if (left.words[i] != right.words[i] || left.words[i] == WORD_ANY)
			return false;
	return true;
}

bool words_contain(struct span text, struct span part)
{
	struct words all, some;
	if (span_starts(text, part)) /* it may end within a word */
		return true;
	words_read(&all, text);
	words_read(&some, part);
	if (span_ends_nocase(part, SPAN("...")) || span_ends_nocase(part, SPAN("…")))
		some.count -= some.count > 0; /* it may be cut */
	for (unsigned i = 0; i + some.count <= all.count; i++)
		if (memcmp(all.words + i, some.words, some.count * sizeof *some.words) == 0)
			return true;
	return false;
}
