/* A query that nothing fits -> the codes that may have been meant. */
#ifndef SUGGEST_H
#define SUGGEST_H

#include "table.h"

/* Fills `near` with the first rows of codes a letter or two from `code`, which is what is left of the query without the
 * marks around it; if there are none, of those that the query, a sentence then, names. Returns how many. */
size_t suggest_codes(struct span query, struct span code, size_t near[TABLE_SUGGESTIONS]);

#endif
