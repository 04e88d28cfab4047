#include "suggest.h"

#include "codes_table.h"
#include "query.h"
#include "words.h"

enum {
	WRONG_MOST = 2,        /* letters at the most, */
	LETTERS_PER_WRONG = 4, /* and one in so many */
	SENTENCE_WORDS = 64,   /* of a sentence that are looked at */
	CODE_WORDS = 4         /* that a code may be written in */
};

static bool is_among(const size_t rows[], size_t count, size_t row)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i] == row)
			return true;
	return false;
}

/* Returns the row, none of the `count` in `near`, with the name nearest to `asked`; TABLE_NONE if more than `most`
 * letters are wrong. */
static size_t nearest_row(struct span asked, unsigned most, const size_t near[], size_t count)
{
	size_t nearest = TABLE_NONE;
	unsigned least = most + 1;
	for (size_t key = 0; key < codes_key_count; key++) {
		struct span name = {codes_pool + codes_keys[key].folded.at, codes_keys[key].folded.length};
		size_t row = codes_keys[key].row;
		if (name.length > asked.length + most || asked.length > name.length + most ||
			is_among(near, count, row))
			continue;
		unsigned distance = text_distance(asked, name);
		if (distance < least || (distance == least && row < nearest)) {
			least = distance;
			nearest = row;
		}
	}
	return least <= most ? nearest : TABLE_NONE;
}

size_t suggest_near(struct span text, size_t near[SUGGESTIONS])
{
	char bytes[CODE_FOLDED];
	struct span asked = code_fold(text, bytes);
	size_t digits = 0, count = 0;
	while (digits < asked.length && text_is_digit(asked.at[digits]))
		digits++;
	if (digits == asked.length || asked.length > TEXT_NEAR_LONGEST)
		return 0;
	unsigned most = (unsigned)asked.length / LETTERS_PER_WRONG;
	most = most < WRONG_MOST ? most : WRONG_MOST;
	while (count < SUGGESTIONS && (near[count] = nearest_row(asked, most, near, count)) != TABLE_NONE)
		count++;
	return count;
}

/* Returns the first row of the code that most of the `count` words are, *length of them; or TABLE_NONE. */
static size_t code_of(const struct span words[], size_t count, size_t *length)
{
	for (*length = count < CODE_WORDS ? count : CODE_WORDS;; --*length) {
		const struct span *last = &words[*length - 1];
		size_t row = table_find((struct span){words->at, (size_t)(last->at + last->length - words->at)});
		if (row != TABLE_NONE)
			return table_first(row);
		if (*length == 1)
			return TABLE_NONE;
	}
}

size_t suggest_codes(struct span query, struct span code, size_t near[SUGGESTIONS])
{
	struct span words[SENTENCE_WORDS];
	size_t count = suggest_near(code, near), word_count = 0, length;
	if (count > 0)
		return count;
	while (word_count < SENTENCE_WORDS && query_word(&query, &words[word_count]))
		word_count++;
	for (size_t i = 0; i < word_count && count < SUGGESTIONS; i += length) {
		size_t row = code_of(words + i, word_count - i, &length);
		if (row != TABLE_NONE && !is_among(near, count, row))
			near[count++] = row;
	}
	return count;
}
