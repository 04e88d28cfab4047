#include "index.h"

#include "words.h"

#include <stdlib.h>

static int add_word(struct index *index, struct index_row *row, uint32_t word)
{
	uint32_t *words = grow(index->words, index->word_count, &index->word_room, sizeof *words);
	if (!words)
		return -1;
	index->words = words;
	words[index->word_count++] = word;
	row->count++;
	row->gaps += word == WORD_ANY;
	return 0;
}

static int add_posting(struct index *index, uint32_t word, size_t row)
{
	struct posting *postings = grow(index->postings, index->posting_count, &index->posting_room, sizeof *postings);
	if (!postings)
		return -1;
	index->postings = postings;
	postings[index->posting_count++] = (struct posting){.word = word, .row = (uint32_t)row};
	return 0;
}

/* Adds the words of a message to the index, each of them leading to the row. */
static int add_message(struct index *index, size_t number, struct span message)
{
	struct index_row *row = &index->rows[number];
	struct words words;
	words_read(&words, message);
	row->first = index->word_count;
	row->linked = words.linked;
	for (unsigned i = 0; i < words.count && row->count < INDEX_ROW_WORDS; i++) {
		uint32_t word = words.words[i];
		if (word == WORD_ANY && i > 0 && words.words[i - 1] == WORD_ANY)
			continue;
		if (add_word(index, row, word) != 0 || (word != WORD_ANY && add_posting(index, word, number) != 0))
			return -1;
	}
	return 0;
}

static int order(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int by_word(const void *left, const void *right)
{
	const struct posting *a = left, *b = right;
	return a->word != b->word ? order(a->word, b->word) : order(a->row, b->row);
}

static int by_row(const void *left, const void *right)
{
	const struct posting *a = left, *b = right;
	if (a->row != b->row)
		return order(a->row, b->row);
	return a->rows != b->rows ? order(a->rows, b->rows) : order(a->word, b->word);
}

/* Leaves each word of a row once and counts the rows of each word. The postings are sorted by word. */
static void count_rows(struct index *index)
{
	struct posting *postings = index->postings;
	size_t kept = 0;
	for (size_t i = 0; i < index->posting_count; i++)
		if (kept == 0 || by_word(&postings[kept - 1], &postings[i]) != 0)
			postings[kept++] = postings[i];
	index->posting_count = kept;
	for (size_t i = 0, end; i < kept; i = end) {
		for (end = i; end < kept && postings[end].word == postings[i].word; end++)
			;
		for (size_t k = i; k < end; k++)
			postings[k].rows = (uint32_t)(end - i);
	}
}

/* Leaves the rarest words of each row. The postings are sorted by row, the rarest word first. */
static void pick_anchors(struct index *index)
{
	size_t kept = 0;
	for (size_t i = 0; i < index->posting_count; i++) {
		struct index_row *row = &index->rows[index->postings[i].row];
		if (row->anchors == INDEX_ANCHORS)
			continue;
		row->anchors++;
		index->postings[kept++] = index->postings[i];
	}
	index->posting_count = kept;
}

static void sort(struct index *index, int (*compare)(const void *, const void *))
{
	if (index->posting_count > 0) /* else there is no array */
		qsort(index->postings, index->posting_count, sizeof *index->postings, compare);
}

int index_make(struct index *index, const struct table *table)
{
	*index = (struct index){.rows = calloc(table->row_count, sizeof *index->rows)};
	if (!index->rows)
		return -1;
	for (size_t i = 0; i < table->row_count; i++) {
		if (add_message(index, i, table->rows[i].columns[MESSAGE].text) != 0)
			return -1;
	}
	sort(index, by_word);
	count_rows(index);
	sort(index, by_row);
	pick_anchors(index);
	sort(index, by_word);
	return 0;
}

void index_free(struct index *index)
{
	free(index->rows);
	free(index->words);
	free(index->postings);
	*index = (struct index){0};
}
