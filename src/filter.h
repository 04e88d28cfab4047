/* What -s, -c, -m and -r leave of the rows of the table, and of the failures found. */
#ifndef FILTER_H
#define FILTER_H

#include "match.h"
#include "options.h"

/* A row counts by its own status, code or aliases, message and retry. */
bool filter_passes_row(const struct options *options, const struct row *row);
/* A failure counts by the status and the code that came, or those of its row; by the message that came, or its row's.
 */
bool filter_passes_finding(const struct options *options, const struct finding *finding);

#endif
