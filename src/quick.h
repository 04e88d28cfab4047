/* The lines that cannot tell of a failure, passed over without reading them. Most of a log or of a stream is such. */
#ifndef QUICK_H
#define QUICK_H

#include "literal.h"

/* The bytes of the whole lines at the start of `text` of which each, read by itself, tells of no failure and begins
 * nothing that goes on in the next; *lines is how many, *records how many of them are not blank. It may leave a
 * harmless line, but never passes over one that matters. */
size_t quick_pass(struct span text, uint64_t *lines, uint64_t *records);

/* Whether a field or a word that begins in the first `length` bytes of data could tell of a failure: by its looks, in
 * data that is not read. quick_pass passes over no line where that is so. */
bool quick_tells(struct span data, size_t length);

#endif
