/* How often each row of the table failed, and each code that is not in it. The order of what is counted does not
 * matter, and tallies add up: a part of the input counted here and a part there make the tally of the whole. */
#ifndef TALLY_H
#define TALLY_H

#include "match.h"

/* One line of a tally. */
struct tally_entry {
	uint64_t count;
	size_t row;       /* TABLE_NONE: what has none, by its code */
	struct span code; /* its first spelling in the order of bytes; `at` NULL: none came, the status is counted */
	int status;       /* that came, if the same in all; else 0 */
};

struct tally;

/* An empty tally; NULL where memory is short. Give it to tally_free. */
struct tally *tally_new(void);
void tally_free(struct tally *tally);
/* Counts a finding. -1 where it is not counted: errno is ENOMEM, or E2BIG where different codes without a row are too
 * many. What was met before is still counted, and with E2BIG every row. */
int tally_add(struct tally *tally, const struct finding *finding);
/* Sorts what was counted, the most frequent first, equals by the table's order. */
void tally_sort(struct tally *tally);
/* The entry at `i`, in order after tally_sort; NULL past the last. */
const struct tally_entry *tally_at(const struct tally *tally, size_t i);
/* The number of failures counted. */
uint64_t tally_total(const struct tally *tally);

#endif
