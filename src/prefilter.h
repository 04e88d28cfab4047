/* Lines that cannot be a part of a failure, found without reading them. Most lines of a log or of a stream are such. */
#ifndef PREFILTER_H
#define PREFILTER_H

#include "text.h"

/* Returns the bytes of the lines at the start of `text` that cannot be a part of a failure, by themselves or with the
 * line below them; *lines is how many those are, *records how many of them are not blank. To be called at the start of
 * a line, when nothing above it is open. It may leave a harmless line, and never passes one that matters. It looks no
 * further than at the first line that it leaves, and passes nothing of a text without a line end. */
size_t prefilter_pass(struct span text, uint64_t *lines, uint64_t *records);

#endif
