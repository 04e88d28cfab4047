/* The table of codes, read from CSV and checked: bytes -> rows -> keys. The CSV begins with the names of its columns:
 *
 *     status       three digits, 100 to 599
 *     code         letters, digits, _ - . (several rows may have the same code, if they differ in what they say)
 *     message      any text but none
 *     description  any text
 *     retry        yes, no, or empty where the source does not say
 *     aliases      other names of the code, separated by spaces, on its first row: made like codes, or # and the like
 *
 * Codes and aliases are compared without case, _ - . and space. */
#ifndef ROWS_H
#define ROWS_H

#include "csv.h"

#include <stdbool.h>

enum column { STATUS, CODE, MESSAGE, DESCRIPTION, RETRY, ALIASES, COLUMNS };

/* Where a text lies in the pool that is written. 64 bits, so that a table too large for it can be seen to be one. */
struct place {
	uint64_t at, length;
};

struct row {
	struct csv_field columns[COLUMNS];
	size_t key;                                    /* its code's */
	size_t next;                                   /* row of the same code, or the number of rows */
	struct place code, message, description, json; /* for the writer to note */
};

struct key {
	struct csv_field name;
	struct row *row, *last; /* of the code */
	bool is_alias;
	struct place folded; /* for the writer to note */
};

struct table {
	const char *name; /* of the file, for messages */
	char *bytes;      /* of the file; the fields lie in them */
	size_t length, room;
	struct row *rows; /* as in the file */
	size_t row_count, row_room;
	struct key *keys; /* codes and aliases, each once, sorted as compared */
	size_t key_count, key_room;
};

/* Reads the file that the table is named for into its bytes. 0, or -1 after saying on standard error what is wrong. */
int table_load(struct table *table);
/* Makes rows and keys of the bytes, which are not NULL and are changed by it. 0 or -1 likewise. */
int table_read(struct table *table);
/* Frees what the table holds, read or half read. */
void table_free(struct table *table);

/* Say on standard error what is wrong with a line of the table, or with a file: errno. Give -1. */
int fault(const struct table *table, size_t line, const char *what);
int file_fault(const char *name);

/* Takes the next character that counts in comparing names off `name`, in lower case; -1 at its end. */
int name_fold(struct csv_field *name);

/* What a good `word` of the retry column is in JSON, and as a number: 1, 0, -1. */
struct retry {
	const char *word, *json;
	int value;
};
const struct retry *retry_of(struct csv_field word);

#endif
