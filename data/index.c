#include "index.h"

#include "words.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS_FIRST = 1024 };

/* The slot of a word: its own, or the free one where it belongs. */
static uint32_t *slot_of(const struct index *index, uint32_t hash, struct span text)
{
	for (size_t at = hash;; at++) {
		uint32_t *slot = &index->slots[at & (index->slot_count - 1)];
		if (*slot == 0)
			return slot;
		const struct index_word *word = &index->words[*slot - 1];
		if (word->hash == hash && span_equals_nocase(text, (struct span){word->text, word->length}))
			return slot;
	}
}

/* Keeps at least half of the slots free. */
static int grow_slots(struct index *index)
{
	if (index->word_count * 2 < index->slot_count)
		return 0;
	size_t count = index->slot_count > 0 ? index->slot_count * 2 : SLOTS_FIRST;
	uint32_t *slots = calloc(count, sizeof *slots);
	if (!slots)
		return -1;
	free(index->slots);
	index->slots = slots;
	index->slot_count = count;
	for (size_t i = 0; i < index->word_count; i++) {
		struct index_word *word = &index->words[i];
		*slot_of(index, word->hash, (struct span){word->text, word->length}) = (uint32_t)(i + 1);
	}
	return 0;
}

/* The number of a word, which is added if it is new; 0 where memory is short. */
static uint32_t number_of(struct index *index, const struct word *word)
{
	if (grow_slots(index) != 0)
		return 0;
	uint32_t *slot = slot_of(index, word->hash, word->text);
	if (*slot != 0)
		return *slot;
	struct index_word *words = grow(index->words, index->word_count, &index->word_room, sizeof *words);
	if (!words)
		return 0;
	index->words = words;
	char *text = malloc(word->text.length + 1);
	if (!text)
		return 0;
	for (size_t i = 0; i < word->text.length; i++)
		text[i] = text_lower(word->text.at[i]);
	text[word->text.length] = '\0';
	words[index->word_count++] = (struct index_word){.text = text, .length = word->text.length, .hash = word->hash};
	*slot = (uint32_t)index->word_count;
	return *slot;
}

/* Whether a word of a row stands for any words. */
static bool is_gap(struct span word)
{
	return word.length == 0 || span_find_nocase(word, SPAN("xxx"));
}

/* Adds the words of a message to the index. */
static int add_message(struct index *index, struct index_row *row, struct span message)
{
	struct words words = words_of(message);
	row->first = index->row_word_count;
	for (struct word word; row->count < INDEX_ROW_WORDS && words_next(&words, &word);) {
		uint32_t number = is_gap(word.text) ? INDEX_GAP : number_of(index, &word);
		if (number == 0 && !is_gap(word.text))
			return -1;
		if (number == INDEX_GAP && row->count > 0 && index->row_words[index->row_word_count - 1] == INDEX_GAP)
			continue;
		uint32_t *row_words =
			grow(index->row_words, index->row_word_count, &index->row_word_room, sizeof *row_words);
		if (!row_words)
			return -1;
		index->row_words = row_words;
		row_words[index->row_word_count++] = number;
		row->count++;
	}
	row->linked = words.linked;
	return 0;
}

/* Fills `distinct` with the words of a row, each once; returns how many. */
static unsigned distinct_words(const struct index *index, const struct index_row *row, uint32_t distinct[])
{
	unsigned count = 0;
	for (unsigned i = 0; i < row->count; i++) {
		uint32_t number = index->row_words[row->first + i];
		unsigned k = 0;
		while (k < count && distinct[k] != number)
			k++;
		if (number != INDEX_GAP && k == count)
			distinct[count++] = number;
	}
	return count;
}

/* Fills `anchors` with the rarest words of a row, and returns how many. */
static unsigned pick_anchors(const struct index *index, const struct index_row *row, uint32_t anchors[INDEX_ANCHORS])
{
	uint32_t distinct[INDEX_ROW_WORDS];
	unsigned left = distinct_words(index, row, distinct), count = 0;
	while (count < INDEX_ANCHORS && left > 0) {
		unsigned best = 0;
		for (unsigned i = 1; i < left; i++)
			if (index->words[distinct[i] - 1].rows < index->words[distinct[best] - 1].rows)
				best = i;
		anchors[count++] = distinct[best];
		distinct[best] = distinct[--left];
	}
	return count;
}

/* Notes for each word the rows that it leads to: first how many, then which. */
static int add_postings(struct index *index, size_t row_count)
{
	uint32_t anchors[INDEX_ANCHORS];
	for (size_t i = 0; i < row_count; i++) {
		struct index_row *row = &index->rows[i];
		row->anchors = pick_anchors(index, row, anchors);
		for (unsigned k = 0; k < row->anchors; k++)
			index->words[anchors[k] - 1].count++;
		index->posting_count += row->anchors;
	}
	index->postings = calloc(index->posting_count + 1, sizeof *index->postings);
	if (!index->postings)
		return -1;
	size_t first = 0;
	for (size_t i = 0; i < index->word_count; i++) {
		index->words[i].first = first;
		first += index->words[i].count;
		index->words[i].count = 0;
	}
	for (size_t i = 0; i < row_count; i++)
		for (unsigned k = 0, count = pick_anchors(index, &index->rows[i], anchors); k < count; k++) {
			struct index_word *word = &index->words[anchors[k] - 1];
			index->postings[word->first + word->count++] = (uint32_t)i;
		}
	return 0;
}

int index_make(struct index *index, const struct table *table)
{
	uint32_t distinct[INDEX_ROW_WORDS];
	*index = (struct index){.rows = calloc(table->row_count, sizeof *index->rows)};
	if (!index->rows || grow_slots(index) != 0)
		return -1;
	for (size_t i = 0; i < table->row_count; i++) {
		struct csv_field message = table->rows[i].columns[MESSAGE];
		if (add_message(index, &index->rows[i], (struct span){message.at, message.length}) != 0)
			return -1;
		for (unsigned k = 0, count = distinct_words(index, &index->rows[i], distinct); k < count; k++)
			index->words[distinct[k] - 1].rows++;
	}
	return add_postings(index, table->row_count);
}

void index_free(struct index *index)
{
	for (size_t i = 0; i < index->word_count; i++)
		free(index->words[i].text);
	free(index->words);
	free(index->slots);
	free(index->row_words);
	free(index->rows);
	free(index->postings);
	*index = (struct index){0};
}
