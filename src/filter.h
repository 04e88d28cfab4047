/* What -s, -c, -m and -r leave of the rows of the table, and of the failures found. Of filters of one kind one must
 * fit, of each kind. */
#ifndef FILTER_H
#define FILTER_H

#include "match.h"
#include "options.h"

/* Whether a row, or TABLE_SUCCESS, passes: by its own status, code or aliases, message and retry. */
bool filter_passes_row(const struct options *options, size_t row);
/* Whether a failure passes: by the status that came, else its row's; by the code and the message that came or those of
 * its row; by its row's retry. */
bool filter_passes_finding(const struct options *options, const struct finding *finding);

#endif
