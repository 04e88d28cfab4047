/* What data/mktable makes of data/codes.csv. Offsets, not pointers: nothing to relocate at start-up, however long the
 * table is. Read by codes.c alone. */
#ifndef CODES_TABLE_H
#define CODES_TABLE_H

#include <stdint.h>

/* A text in codes_pool, not ended by a NUL. */
struct codes_text {
	uint32_t at, length;
};

struct codes_row {
	struct codes_text code, message, description;
	struct codes_text json; /* "status":…,"code":…,"message":…,"description":…,"retryable":… ready to print */
	uint32_t next;          /* the next row of the same code, or codes_row_count */
	int16_t status;
	int8_t retry; /* 1 yes, 0 no, -1 not said */
};

/* A code or an alias, folded: lower case, without '_', '-', '.' and space. */
struct codes_key {
	struct codes_text folded;
	uint32_t row; /* the first row of the code */
};

extern const char codes_pool[];
extern const struct codes_row codes_rows[]; /* as in the file */
extern const struct codes_key codes_keys[]; /* sorted by folded, bytewise, each once */
extern const uint32_t codes_row_count, codes_key_count;

#endif
