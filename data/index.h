/* The messages of a table -> an index that finds a row by the words of a message: which rows each of the rarer words
 * leads to. Words are those of src/words.h. */
#ifndef INDEX_H
#define INDEX_H

#include "rows.h"

enum {
	INDEX_ROW_WORDS = 64, /* of a message; the rest is not compared */
	INDEX_ANCHORS = 4     /* words of a row that lead to it, its rarest */
};

/* The words of a row's message. */
struct index_row {
	size_t first; /* of its words */
	unsigned count, gaps, anchors;
	bool linked; /* its message ends in a help link */
};

/* A word that leads to a row. */
struct posting {
	uint32_t word, row;
	uint32_t rows; /* that have the word */
};

struct index {
	struct index_row *rows; /* as in the table */
	uint32_t *words;        /* of all rows; WORD_ANY for xxx, however many words */
	size_t word_count, word_room;
	struct posting *postings; /* sorted by word and row */
	size_t posting_count, posting_room;
};

/* Makes the index of a table that was read. 0, or -1 where memory is short. */
int index_make(struct index *index, const struct table *table);
/* Frees what it holds, made or half made. */
void index_free(struct index *index);

#endif
