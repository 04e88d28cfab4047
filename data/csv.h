/* CSV by RFC 4180, in UTF-8, read from memory: quoted fields, doubled quotes, newlines within quotes, LF or CRLF ends,
 * a byte order mark at the start, no newline needed at the end. What is not CSV is a fault, never a guess. */
#ifndef CSV_H
#define CSV_H

#include "text.h"

/* A field, unquoted, and the line on which it begins. */
struct csv_field {
	struct span text;
	size_t line;
};

/* Where reading is. */
struct csv {
	char *at, *end;
	size_t line;       /* of `at`; after a fault, where the faulty field begins */
	size_t fields;     /* how many the last record had */
	const char *fault; /* what is wrong, once csv_next returned -1 */
};

/* Starts reading `bytes`, which are not NULL, are changed by it and must outlive the fields. */
struct csv csv_start(char *bytes, size_t length);
/* Reads the next record and returns 1; its first `most` fields are then in `fields`. 0 at the end, -1 on a fault. A
 * CRLF within quotes becomes LF, so that a file says the same with either line end. */
int csv_next(struct csv *csv, struct csv_field *fields, size_t most);
/* Decodes the first character of `text`, which is not empty, into *c, and returns its bytes; 0 if it is not UTF-8
 * (RFC 3629). */
size_t csv_character(struct span text, uint32_t *c);

#endif
