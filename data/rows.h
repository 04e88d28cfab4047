/* The table of codes, read from CSV and checked: bytes -> rows -> keys. The CSV begins with the names of its columns:
 *
 *     status       three digits, 100 to 599, or empty
 *     code         letters, digits, _ - . (several rows may have the same code, with other messages), or empty
 *     message      any text, its variable parts written xxx; empty only beside a code
 *     description  any text
 *     fix          any text; not empty in a row that was seen
 *     retry        yes, no, or empty where nobody can tell
 *     aliases      other names of the code, separated by spaces, on its first row: made like codes; or fragments of a
 *                  help link, # and the like, on the row they belong to
 *     source       page or seen; all rows of the page come first
 *
 * Codes and aliases are compared without case, _ - . and space. */
#ifndef ROWS_H
#define ROWS_H

#include "csv.h"

enum column { STATUS, CODE, MESSAGE, DESCRIPTION, FIX, RETRY, ALIASES, SOURCE, COLUMNS };

/* Where a text lies in the pool that mktable writes. 64 bits, to find out that a pool is too large for 32. */
struct place {
	uint64_t at, length;
};

struct row {
	struct csv_field columns[COLUMNS];
	size_t line;           /* of the file */
	bool page;             /* its source */
	size_t first, next;    /* rows of the same code; next: the number of rows where there is none */
	size_t next_of_status; /* the next row of the page with the same status, or likewise; set by mktable */
	struct place code, message, description, fix; /* set by mktable */
};

struct key {
	struct csv_field name;
	struct row *row; /* that it leads to: the first of the code, or that of a fragment */
	bool is_alias;
	struct place folded; /* set by mktable */
};

struct table {
	const char *name; /* of the file, for messages */
	char *bytes;      /* of the file; the fields point into them */
	size_t length, room;
	struct row *rows; /* as in the file */
	size_t row_count, row_room;
	struct key *keys; /* codes and aliases, each once, sorted as compared */
	size_t key_count, key_room;
};

/* Reads the file that the table is named for into its bytes. Returns 0, or -1 after a line on standard error. */
int table_load(struct table *table);
/* Makes rows and keys of the bytes, which are not NULL and are changed by it. Returns 0 or -1 likewise. */
int table_read(struct table *table);
/* Frees what the table holds, read or half read. */
void table_free(struct table *table);

/* Report on standard error what is wrong with a line of the table, or with a file: errno. Return -1. */
int fault(const struct table *table, size_t line, const char *what);
int file_fault(const char *name);

/* Returns an array with room for one more than `count` elements: `array`, or a larger one and *room with it; NULL if
 * there is no memory. */
void *grow(void *array, size_t count, size_t *room, size_t size);

/* Removes the first word of a list that spaces separate; returns it, empty at the end. */
struct span next_word(struct span *words);

/* The status of a row, 0 for none. */
int status_of(const struct row *row);

/* A `word` of the retry column as a number: 1 yes, 0 no, -1 empty; RETRY_BAD for any other. */
enum { RETRY_BAD = -2 };
int retry_of(struct span word);

#endif
