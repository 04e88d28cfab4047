/* A query without a match -> the codes that are probably meant. */
#ifndef SUGGEST_H
#define SUGGEST_H

#include "table.h"

enum { SUGGESTIONS = 3 }; /* at most */

/* Fills `near` with first rows of codes a letter or two from `text` (swapped, missing, extra or wrong), nearest first.
 * Returns how many; none for a number. */
size_t suggest_near(struct span text, size_t near[SUGGESTIONS]);
/* As suggest_near, for `code`, which is the query without punctuation around it. If no code is near, fills `near` with
 * the codes that the query contains as words. */
size_t suggest_codes(struct span query, struct span code, size_t near[SUGGESTIONS]);

#endif
