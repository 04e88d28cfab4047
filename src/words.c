#include "words.h"

#include <string.h>

/* Words that carry no meaning, and the service's own spelling mistakes, sorted: as written, and what they count as (two
 * words at the most). */
static const struct spelling {
	const char written[12], meant[12];
} spellings[] = {
	{"a", ""},
	{"an", ""},
	{"apikey", "api key"},
	{"beyound", "beyond"},
	{"cannot", "can not"},
	{"occured", "occurred"},
	{"or", ""},
	{"oriention", "orientation"},
	{"please", ""},
	{"plesase", ""},
	{"preceeding", "preceding"},
	{"retrival", "retrieval"},
	{"s", ""}, /* parameter(s) */
	{"shoule", "should"},
	{"the", ""},
};

enum {
	PLURAL_SHORTEST = 4,    /* bytes of a word whose last s is left out */
	REQUEST_ID_SHORTEST = 8 /* bytes of what counts as a request ID */
};

/* FNV-1a over bytes in lower case. */
static const uint32_t HASH_START = 2166136261u;

static uint32_t hash_byte(uint32_t hash, char c)
{
	return (hash ^ (unsigned char)text_lower(c)) * 16777619u;
}

uint32_t word_hash(struct span word)
{
	uint32_t hash = HASH_START;
	for (size_t i = 0; i < word.length; i++)
		hash = hash_byte(hash, word.at[i]);
	return hash;
}

/* The bytes of the character beyond ASCII that `text` begins with, if it is part of a word; *alone: it is a word by
 * itself. */
static size_t letter(struct span text, bool *alone)
{
	uint32_t c;
	size_t length = text_decode(text, &c);
	/* General punctuation, CJK punctuation, full-width forms; and U+FFFD, which stands for invalid UTF-8. */
	if ((c >= 0x80 && c < 0xc0) || (c >= 0x2000 && c < 0x2c00) || (c >= 0x3000 && c < 0x3040) || c >= 0xfe00)
		return 0;
	*alone = c >= 0x3000 && c < 0xe000;
	return length;
}

/* The bytes of the URL at the start of `text`, or 0. */
static size_t url_length(struct span text)
{
	size_t i = span_starts_nocase(text, SPAN("https://")) ? 8 : span_starts_nocase(text, SPAN("http://")) ? 7 : 0;
	if (i == 0)
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
	static const struct span names[] = {{"request id", 10}, {"request_id", 10}, {"requestid", 9}};
	for (size_t i = 0; i < LENGTH(names); i++) {
		if (!span_starts_nocase(text, names[i]))
			continue;
		struct span id = span_from(text, names[i].length);
		size_t digits = 0, n = 0;
		while (id.length > 0 && memchr(" :=\"'", id.at[0], 5))
			id = span_from(id, 1);
		for (; n < id.length && (text_is_alnum(id.at[n]) || id.at[n] == '-'); n++)
			digits += text_is_digit(id.at[n]);
		return digits > 0 && n >= REQUEST_ID_SHORTEST;
	}
	return false;
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
	static const struct span leads[] = {
		{"for details, see", 16}, {"for more details, see", 21}, {"for more information, see", 25}, {"see", 3}};
	size_t i = 0, n = 0;
	while (i < LENGTH(leads) && !span_starts_nocase(text, leads[i]))
		i++;
	if (i == LENGTH(leads))
		return false;
	struct span link = span_from(text, leads[i].length);
	while (link.length > 0 && memchr(": (", link.at[0], 3))
		link = span_from(link, 1);
	while (n < link.length && !text_is_space(link.at[n]))
		n++;
	bool fragment = n > 0 && memchr(link.at, '#', n) != NULL;
	return (fragment || url_length(link) > 0) && is_end(span_from(link, n));
}

bool words_name_code(struct span text)
{
	return code_prefix(span_trim(text)) > 0;
}

struct words words_of(struct span text)
{
	for (size_t prefix = 1; prefix > 0; text = span_from(text, prefix)) {
		text = span_trim(text);
		prefix = code_prefix(text);
	}
	return (struct words){.rest = text};
}

/* Finishes a word: corrects its spelling and removes the s of a plural. Returns whether it counts. */
static bool finish(struct words *words, struct word *word)
{
	const char first = text_lower(word->text.at[0]);
	size_t i = 0;
	while (i < LENGTH(spellings) && spellings[i].written[0] < first)
		i++;
	for (; i < LENGTH(spellings) && spellings[i].written[0] == first; i++) {
		if (!span_equals_nocase(word->text, span_of(spellings[i].written)))
			continue;
		const char *meant = spellings[i].meant, *blank = strchr(meant, ' ');
		words->pending = blank ? blank + 1 : NULL;
		word->text = (struct span){meant, blank ? (size_t)(blank - meant) : strlen(meant)};
		word->hash = word_hash(word->text);
		break;
	}
	size_t last = word->text.length - 1;
	if (last + 1 >= PLURAL_SHORTEST && text_lower(word->text.at[last]) == 's' &&
		text_lower(word->text.at[last - 1]) != 's') {
		word->text.length--;
		word->hash = word_hash(word->text);
	}
	return word->text.length > 0;
}

/* Takes the word that `words->rest` begins with, if there is one, else a byte. */
static bool take_word(struct words *words, struct word *word)
{
	struct span rest = words->rest;
	uint32_t hash = HASH_START;
	size_t length = 0;
	for (;;) {
		bool alone = false;
		size_t n = 1;
		while (length < rest.length && text_is_alnum(rest.at[length]))
			hash = hash_byte(hash, rest.at[length++]);
		if (length == rest.length || (unsigned char)rest.at[length] < 0x80)
			break;
		n = letter(span_from(rest, length), &alone);
		if (n == 0 || (alone && length > 0))
			break;
		for (size_t i = 0; i < n; i++)
			hash = hash_byte(hash, rest.at[length++]);
		if (alone)
			break;
	}
	words->rest = span_from(rest, length > 0 ? length : 1);
	*word = (struct word){{rest.at, length}, hash};
	return length > 0;
}

bool words_next(struct words *words, struct word *word)
{
	if (words->pending) {
		struct span text = span_of(words->pending);
		*word = (struct word){text, word_hash(text)};
		words->pending = NULL;
		return true;
	}
	while (words->rest.length > 0) {
		struct span rest = words->rest;
		char first = text_lower(rest.at[0]);
		size_t url = first == 'h' ? url_length(rest) : 0;
		if (url > 0) {
			words->rest = span_from(rest, url);
			*word = (struct word){{rest.at, 0}, 0};
			return true;
		}
		words->linked = (first == 'f' || first == 's') && is_link(rest);
		if (words->linked || (first == 'r' && is_request_id(rest))) {
			words->rest.length = 0;
			return false;
		}
		if (take_word(words, word) && finish(words, word))
			return true;
	}
	return false;
}

bool words_equal(struct span a, struct span b)
{
	struct words left = words_of(a), right = words_of(b);
	struct word x, y;
	for (;;) {
		bool more = words_next(&left, &x);
		if (words_next(&right, &y) != more)
			return false;
		if (!more)
			return true;
		if (x.hash != y.hash || x.text.length == 0 || !span_equals_nocase(x.text, y.text))
			return false;
	}
}
