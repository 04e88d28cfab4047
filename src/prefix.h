/* What stands before the text of a line: what a container runtime, a logger or an event stream put there, signs of
 * comments, quotations and lists. */
#ifndef PREFIX_H
#define PREFIX_H

#include "text.h"

/* The bytes of what stands before a line's own text: a container's name, a time, `data:`, a sign of a comment. */
size_t prefix_bytes(struct span line);
/* The bytes of that which a container runtime put there. */
size_t prefix_container(struct span line);
/* Whether a line begins with a date, in brackets or not. */
bool prefix_is_dated(struct span line);
/* Whether `text` begins with a level of a log: ERROR, [WARN]. */
bool prefix_is_level(struct span text);

#endif
