/* Queries -> the rows of the table that answer them, printed. */
#ifndef LOOKUP_H
#define LOOKUP_H

#include "options.h"
#include "print.h"

/* Answers the queries of `options`; without a query, prints every row that passes the filters. Returns 1 if every query
 * found something, 0 if one found nothing, -1 after an error. 0 and -1 come with a line on standard error, but 0 not if
 * `options` is quiet. */
int lookup(const struct options *options, struct printer *printer);

#endif
