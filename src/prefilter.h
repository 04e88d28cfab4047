/* The lines that cannot tell of a failure: they hold none of a few strings. Most of a log or of a stream is such. */
#ifndef PREFILTER_H
#define PREFILTER_H

#include "text.h"

/* The bytes of the whole lines at the start of `text` that hold no trigger; *lines is how many, *records how many of
 * them are not blank. */
size_t prefilter_pass(struct span text, uint64_t *lines, uint64_t *records);

#endif
