/* The messages of a table -> an index that finds a row by the words of a message: which words there are, and which rows
 * each of the rarer ones belongs to. Words are those of src/words.h. */
#ifndef INDEX_H
#define INDEX_H

#include "rows.h"

enum {
	INDEX_ROW_WORDS = 64, /* of a message; the rest is not compared */
	INDEX_ANCHORS = 4,    /* words of a row that lead to it, its rarest */
	INDEX_GAP = 0         /* the number of what stands for any words: xxx */
};

struct index_word {
	char *text; /* in lower case, ended by a NUL */
	size_t length;
	uint32_t hash;
	size_t rows;        /* that have it */
	size_t first;       /* of its postings */
	size_t count;       /* of them */
	struct place place; /* for the writer to note */
};

struct index_row {
	size_t first; /* of its words */
	unsigned count, anchors;
	bool linked; /* its message ends in a help link */
};

struct index {
	struct index_word *words; /* word number n is words[n - 1] */
	size_t word_count, word_room;
	uint32_t *slots; /* word numbers by hash, 0: free; slot_count is a power of two */
	size_t slot_count;
	uint32_t *row_words; /* word numbers of all rows, and INDEX_GAP */
	size_t row_word_count, row_word_room;
	struct index_row *rows; /* as in the table */
	uint32_t *postings;     /* rows of each word that is an anchor of them */
	size_t posting_count;
};

/* Makes the index of a table that was read. 0, or -1 where memory is short. */
int index_make(struct index *index, const struct table *table);
/* Frees what it holds, made or half made. */
void index_free(struct index *index);

#endif
