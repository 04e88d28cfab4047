/* Text that is not UTF-8: how it is recognized, and the command that converts it. */
#ifndef ENCODING_H
#define ENCODING_H

#include "text.h"

struct encoding {
	const char *name;   /* "UTF-16", "compressed with gzip"; NULL: it can be read */
	const char *reader; /* the command that prints it as UTF-8 */
};

/* The encoding of a text that begins so: ENCODING_START bytes are enough. */
enum { ENCODING_START = 10 };
struct encoding encoding_of(struct span start);
/* The bytes of the UTF-8 byte order mark that a text begins with, or 0. */
size_t encoding_mark(struct span start);
/* Whether bytes of a text are not UTF-8. */
bool encoding_is_foreign(struct span text);
/* Writes the end of an error message: the command that reads `file` with `reader`. */
void encoding_write_command(FILE *err, const char *reader, struct span file);

#endif
