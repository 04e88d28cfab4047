/* What a person asks of the table -> rows, printed. */
#ifndef LOOKUP_H
#define LOOKUP_H

#include "options.h"
#include "print.h"

/* Answers the queries of `options`, or with every row that its filters leave. 1 if every query found something, 0 if
 * some found nothing, -1 after trouble; both after a line on standard error, unless it is to be quiet. */
int lookup(const struct options *options, struct printer *printer);

#endif
