/* The table: its rows by code, status and part of a text. A row is known by its number, in the table's order. */
#ifndef TABLE_H
#define TABLE_H

#include "text.h"

enum retry { RETRY_UNKNOWN = -1, RETRY_NO, RETRY_YES };

struct row {
	int status;                                  /* HTTP status, 100-599; 0: none */
	struct span code, message, description, fix; /* `at` NULL: none; else a NUL follows */
	enum retry retry;
	bool page; /* a row of the service's page; else collected elsewhere */
};

#define TABLE_NONE ((size_t)-1)
/* The number of what the page has for status 200: no code, no message, and not one of the table's rows. */
#define TABLE_SUCCESS ((size_t)-2)

size_t table_count(void);
/* The texts of a row; `row` is below table_count, or TABLE_SUCCESS. TABLE_NONE has none. */
struct row table_row(size_t row);

/* Returns the row of a code or alias in any spelling, or TABLE_NONE: the first row of the code; for the fragment of a
 * help link, the row that it belongs to. O(1). */
size_t table_find(struct span code);
/* The first row of the code of `row`; of a row without a code, the row itself. */
size_t table_first(size_t row);
/* The next row of the same code after `row`, or TABLE_NONE. */
size_t table_next(size_t row);
/* Whether a row describes its code in general: a row of the page, or the first row of a code that the page does
 * not have. The other rows are cases: what the code, if there is one, means with this message. */
bool table_is_general(size_t row);
/* The next general row of the same code after `row`, or TABLE_NONE. */
size_t table_next_general(size_t row);
/* The first row of the page that has this status, or TABLE_NONE. */
size_t table_by_status(int status);
/* The next row of the page after `row` that has its status, or TABLE_NONE. */
size_t table_next_by_status(size_t row);
/* The first row after `after` (TABLE_NONE starts) in whose code or message `text`, not empty, occurs in any case, or
 * TABLE_NONE. One pass finds all. */
size_t table_by_part(struct span text, size_t after);
/* The first row of what a dotted code that is not in the table is related to: its last part if that is a code, else its
 * nearest parent that is one; or TABLE_NONE. */
size_t table_related(struct span code);
/* The first member after `after` of the family of `row`'s code (Throttling.RateQuota is of Throttling's), in the
 * table's order; TABLE_NONE for `after` starts, and ends. */
size_t table_family(size_t row, size_t after);

#endif
