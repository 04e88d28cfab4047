/* Reading, from the first byte to the last answer: text that a program printed -> the failures in it, matched with the
 * table, filtered, and printed or counted. */
#ifndef READ_H
#define READ_H

#include "options.h"
#include "print.h"

/* Reads the files of `options`. Returns 1 if a failure passed the filters, 0 if none did, or -1 after a line on
 * standard error. */
int read_files(const struct options *options, struct printer *printer);
/* As read_files, for a text given as an argument. *failures: how many there were, passed or not. */
int read_query(const struct options *options, struct printer *printer, struct span text, size_t *failures);
/* As read_query, for a code and the message that came with it. */
int read_code(const struct options *options, struct printer *printer, struct span code, struct span message,
	size_t *failures);

#endif
