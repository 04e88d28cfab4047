#include "suggest.h"

#include "query.h"

enum {
	SENTENCE_WORDS = 64, /* of a sentence that are looked at */
	CODE_WORDS = 4       /* that a code may be written in */
};

/* A sentence, by its words, without the marks around them. */
struct sentence {
	struct span words[SENTENCE_WORDS];
	size_t count;
};

static void read_sentence(struct sentence *sentence, struct span text)
{
	sentence->count = 0;
	while (sentence->count < SENTENCE_WORDS && query_word(&text, &sentence->words[sentence->count]))
		sentence->count++;
}

/* The first row of the code that most words from `i` on are, of which *length is the number; or TABLE_NONE. */
static size_t code_at(const struct sentence *sentence, size_t i, size_t *length)
{
	const struct span *words = sentence->words + i;
	for (size_t n = sentence->count - i < CODE_WORDS ? sentence->count - i : CODE_WORDS; n > 0; n--) {
		const char *end = words[n - 1].at + words[n - 1].length;
		size_t row = table_find((struct span){words[0].at, (size_t)(end - words[0].at)});
		*length = n;
		if (row != TABLE_NONE)
			return table_first(row);
	}
	return TABLE_NONE;
}

static bool is_among(const size_t rows[], size_t count, size_t row)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i] == row)
			return true;
	return false;
}

size_t suggest_codes(struct span query, struct span code, size_t near[TABLE_SUGGESTIONS])
{
	struct sentence sentence;
	size_t count = table_suggest(code, near), length = 1;
	if (count > 0)
		return count;
	read_sentence(&sentence, query);
	for (size_t i = 0; i < sentence.count && count < TABLE_SUGGESTIONS; i += length) {
		size_t row = code_at(&sentence, i, &length);
		if (row != TABLE_NONE && !is_among(near, count, row))
			near[count++] = row;
	}
	return count;
}
