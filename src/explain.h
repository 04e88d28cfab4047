/* API responses -> what went wrong in them, printed. */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include "options.h"
#include "print.h"

/* Explains the errors in a text given as an argument: 1 if there was one, 0 if not, or -1 after a line on standard
 * error. *any: whether there was one, though the filters may pass none. */
int explain_text(const struct options *options, struct printer *printer, struct span text, bool *any);
/* As explain_text, for a code or one like it and the message that came with it. */
int explain_code(
	const struct options *options, struct printer *printer, struct span code, struct span message, bool *any);
/* Explains the errors in the files of `options`. As explain_text. */
int explain_files(const struct options *options, struct printer *printer);

#endif
