/* Data that was read before, and what it told. Failures come again and again, and differ in little but their IDs: such
 * data need not be read again. Some hundreds are kept, the last ones. */
#ifndef MEMO_H
#define MEMO_H

#include "clue.h"
#include "literal.h"

struct memo;

/* A memo of nothing yet; NULL where memory is short. Give it to memo_free. */
struct memo *memo_new(void);
void memo_free(struct memo *memo);

/* Looks for data that `line`, the rest of one, begins with; `around` is the HTTP status that the text around gives it,
 * or 0. Gives its bytes; 0 where such data was not kept. *failure is what it tells of, valid until the next call; NULL
 * where it tells of nothing. */
size_t memo_find(struct memo *memo, struct span line, int around, const struct clue **failure);

/* Keeps the first `length` bytes of `line`, if there is room for them. `literal` has just read them, where they stand;
 * `failure` is the only one that they told of, or NULL. */
void memo_keep(struct memo *memo, struct span line, size_t length, int around, const struct literal *literal,
	const struct clue *failure);

#endif
