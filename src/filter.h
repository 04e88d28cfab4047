/* The filters -s, -c, -m and -r. If one is repeated, one of them must fit; different ones must all fit. */
#ifndef FILTER_H
#define FILTER_H

#include "match.h"
#include "options.h"

/* Whether a row, or TABLE_SUCCESS, passes. */
bool filter_passes_row(const struct options *options, size_t row);
/* Whether a failure passes: by its status, else its row's; by its own code and message or those of its row; by its
 * row's retry. */
bool filter_passes_finding(const struct options *options, const struct finding *finding);

#endif
