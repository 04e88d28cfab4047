/* API responses -> what went wrong in them, printed. */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include "options.h"
#include "print.h"

/* Explains the errors in a text given as an argument, whose number is *failures, though the filters may pass fewer. 1 if
 * one passes, 0 if not, or -1 after a line on standard error. */
int explain_text(const struct options *options, struct printer *printer, struct span text, size_t *failures);
/* As explain_text, for a code or one like it and the message that came with it. */
int explain_code(
	const struct options *options, struct printer *printer, struct span code, struct span message, size_t *failures);
/* Explains the errors in the files of `options`. As explain_text. */
int explain_files(const struct options *options, struct printer *printer);

#endif
