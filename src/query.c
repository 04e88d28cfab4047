#include "query.h"

#include <string.h>

enum { SPACING_LEAST = 4 }; /* letters of a word that is also found in other spacing */

/* Whether `character` is punctuation that may stand around a code. */
static bool is_mark(struct span character)
{
	static const char marks[] = " \"'`()[]{}<>,.;:!?=*|\\"
				    "\u201c\u201d\u2018\u2019\u3001\u3002\u300c\u300d\u3010\u3011"
				    "\uff08\uff09\uff0c\uff1a\uff1b\uff1f";
	uint32_t c;
	/* A part of a character would be found in them, too. */
	return character.length > 0 && text_decode(character, &c) == character.length && c != 0xfffd &&
	       span_find_nocase(SPAN(marks), character);
}

struct span query_strip(struct span text)
{
	struct span rest = text;
	while (rest.length > 0) {
		uint32_t c;
		size_t first = text_decode(rest, &c), last = span_cut(rest, rest.length - 1).length;
		if (is_mark((struct span){rest.at, first}))
			rest = span_from(rest, first);
		else if (is_mark(span_from(rest, last)))
			rest.length = last;
		else
			return rest;
	}
	return text;
}

struct span query_unname(struct span text)
{
	static const char *const names[] = {
		"HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP", "status", "error", "code", "_", ":", "=", " "};
	for (size_t i = 0; i < LENGTH(names);) {
		struct span name = span_of(names[i++]);
		if (!span_starts_nocase(text, name))
			continue;
		text = span_from(text, name.length);
		i = 0; /* any name may follow */
	}
	return text;
}

bool query_word(struct span *rest, struct span *word)
{
	*rest = span_trim(*rest);
	if (rest->length == 0)
		return false;
	size_t n = 0;
	while (n < rest->length && !text_is_space(rest->at[n]))
		n++;
	*word = query_strip((struct span){rest->at, n});
	*rest = span_from(*rest, n);
	return true;
}

/* Whether `text` is only letters, digits and `signs`. */
static bool is_made_of(struct span text, const char *signs)
{
	for (size_t i = 0; i < text.length; i++)
		if (!text_is_alnum(text.at[i]) && !memchr(signs, text.at[i], strlen(signs)))
			return false;
	return true;
}

bool query_is_one_word(struct span text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text_is_space(text.at[i]))
			return false;
	return true;
}

bool query_is_words(struct span text)
{
	return is_made_of(text, " '-");
}

bool query_is_record(struct span text)
{
	return text.length > 0 && (memchr(text.at, '{', text.length) || memchr(text.at, '\n', text.length));
}

bool query_is_file_name(struct span text)
{
	static const char *const ends[] = {
		".log", ".txt", ".json", ".jsonl", ".ndjson", ".out", ".err", ".md", ".gz", ".zst"};
	if (!is_made_of(text, "./_-"))
		return false;
	for (size_t i = 0; i < LENGTH(ends); i++)
		if (span_ends_nocase(text, span_of(ends[i])))
			return true;
	return memchr(text.at, '/', text.length) != NULL;
}

static bool is_spacing(char c)
{
	return c == ' ' || c == '_' || c == '-' || c == '.';
}

/* Whether a word begins at `i`, which may be the end: "key" does in "ApiKey". */
static bool is_word_start(struct span text, size_t i)
{
	return i == 0 || i == text.length || !text_is_alnum(text.at[i]) || !text_is_alnum(text.at[i - 1]) ||
	       (text_lower(text.at[i]) != text.at[i] && text_lower(text.at[i - 1]) == text.at[i - 1]);
}

/* Whether whole words that `text` begins with are `word`, spacing aside: `ratelimit`, but not "nope" in "no person". */
static bool starts_in_any_spacing(struct span text, struct span word)
{
	size_t i = 0;
	for (size_t n = 0; n < word.length; n++) {
		if (is_spacing(word.at[n]))
			continue;
		while (i < text.length && is_spacing(text.at[i]))
			i++;
		if (i == text.length || text_lower(text.at[i++]) != text_lower(word.at[n]))
			return false;
	}
	return is_word_start(text, i);
}

bool query_occurs(struct span word, struct span text)
{
	if (span_find_nocase(text, word))
		return true;
	while (word.length > 0 && is_spacing(word.at[0]))
		word = span_from(word, 1);
	if (word.length < SPACING_LEAST)
		return false;
	const char first = text_lower(word.at[0]);
	for (size_t i = 0; i < text.length; i++)
		if (text_lower(text.at[i]) == first && is_word_start(text, i) &&
			starts_in_any_spacing(span_from(text, i), word))
			return true;
	return false;
}
