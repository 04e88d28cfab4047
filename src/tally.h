/* Counts the failures of each row of the table and of each code that is not in it. The result does not depend on the
 * order of the failures, and tallies add up: those of two parts of an input make that of the whole. */
#ifndef TALLY_H
#define TALLY_H

#include "match.h"

struct tally;

/* Returns an empty tally, or NULL if there is no memory. tally_free frees it. */
struct tally *tally_new(void);
void tally_free(struct tally *tally);
/* Counts a finding. Returns -1 if it is not counted: errno is ENOMEM, or E2BIG if there are too many different codes
 * without a row. Codes that were met before are still counted, and with E2BIG every row. */
int tally_add(struct tally *tally, const struct finding *finding);
/* Sorts the entries: the most frequent first, equals in the table's order. */
void tally_sort(struct tally *tally);
/* Returns the entry at `i`, or NULL past the last. It has a count and a row; without a row, the code, in the spelling
 * that is first bytewise, and the status, if it was the same each time. */
const struct finding *tally_at(const struct tally *tally, size_t i);
/* The number of failures counted. */
uint64_t tally_total(const struct tally *tally);

#endif
