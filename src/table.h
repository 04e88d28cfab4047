/* The table: find by code, by status, by text; near misses. A row is known by its number, in the table's order. */
#ifndef TABLE_H
#define TABLE_H

#include "text.h"

enum retry { RETRY_UNSAID = -1, RETRY_NO, RETRY_YES };

struct row {
	int status; /* HTTP status, 100-599 */
	struct span code, message, description;
	enum retry retry;
	struct span json; /* the five keys of the row as JSON, without braces */
};

#define TABLE_NONE ((size_t)-1)

enum {
	TABLE_SUGGESTIONS = 3, /* the most that table_suggest gives */
	TABLE_FOLDED = 128,    /* a longer code is none */
};

size_t table_count(void);
/* What row `row` holds; `row` is below table_count. */
struct row table_row(size_t row);
/* What the page says of status 200, which has no row of its own: code and message are NULL. */
struct row table_success(void);

/* `code` as codes are compared, without case, '_', '-', '.' and space, in `bytes`; cut where it is longer. */
struct span table_fold(struct span code, char bytes[TABLE_FOLDED]);
/* Whether two codes are one in any spelling; their aliases are not looked up. */
bool table_same(struct span a, struct span b);
/* The first row of a code or alias, in any spelling; or TABLE_NONE. O(log n). */
size_t table_find(struct span code);
/* The next row of the same code after `row`, or TABLE_NONE. */
size_t table_next(size_t row);
/* The first row of what a dotted code that is not in the table is related to: its last part if that is a code, else its
 * nearest parent that is one; or TABLE_NONE. */
size_t table_related(struct span code);
/* The first member after `after` of the family of `row`'s code (Throttling.RateQuota is of Throttling's), in the
 * table's order; TABLE_NONE for `after` starts, and ends. */
size_t table_family(size_t row, size_t after);

/* The row that `message` is an instance of: the table's words, in order, with real values for its xxx, a word more or
 * less, the spelling put right, a help link at the end. A short message of the table must be all of `message`.
 * TABLE_NONE if it is none's. */
size_t table_by_message(struct span message);
/* The row of the code that `first` begins whose message `message` fits best, or TABLE_NONE if it fits none. */
size_t table_pick(size_t first, struct span message);

/* Whether two messages are the same but for case, punctuation, spelling and a help link. */
bool table_same_words(struct span a, struct span b);

/* Fills `near` with first rows of codes a letter or two from `text` (swapped, missing, extra or wrong), nearest first,
 * and gives how many. None for a number. */
size_t table_suggest(struct span text, size_t near[TABLE_SUGGESTIONS]);

#endif
