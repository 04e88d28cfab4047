/* What data/mktable makes of data/codes.csv. Offsets, not pointers: nothing to relocate at start-up, however long the
 * table is. Read by codes.c alone. */
#ifndef CODES_TABLE_H
#define CODES_TABLE_H

#include <stdint.h>

/* A text in table_pool, not ended by a NUL. */
struct table_text {
	uint32_t at, length;
};

struct table_row {
	struct table_text code, message, description;
	struct table_text json; /* "status":…,"code":…,"message":…,"description":…,"retryable":… ready to print */
	uint32_t next;          /* the next row of the same code, or table_row_count */
	int16_t status;
	int8_t retry; /* 1 yes, 0 no, -1 not said */
};

/* A code or an alias, folded: lower case, without '_', '-', '.' and space. */
struct table_key {
	struct table_text folded;
	uint32_t row; /* the first row of the code */
};

extern const char table_pool[];
extern const struct table_row table_rows[]; /* as in the file */
extern const struct table_key table_keys[]; /* sorted by folded, bytewise, each once */
extern const uint32_t table_row_count, table_key_count;

#endif
