/* API responses -> what went wrong in them, printed. */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include "options.h"
#include "print.h"

/* Explains the errors in a response given as an argument. How many were found, or -1 after a line on standard error. */
int explain_text(const struct options *options, struct printer *printer, struct span text);
/* Explains the errors in the files of `options`. As explain_text. */
int explain_files(const struct options *options, struct printer *printer);

#endif
