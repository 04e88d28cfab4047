/* A line that a terminal program broke into several, because it was too wide -> one line again. Agents with a full
 * screen do so, and whoever copies from a terminal. */
#ifndef WRAP_H
#define WRAP_H

#include "text.h"

/* How a line goes on with the one below it. */
struct joint {
	bool joins;
	bool blank;  /* a blank stands between the two parts */
	size_t keep; /* bytes of the line, without a frame behind it */
	size_t skip; /* bytes of the next line that are no part of it: indentation, a frame */
};

struct wrap {
	unsigned lines;  /* joined so far */
	size_t last;     /* where the last of them begins */
	size_t indented; /* columns before the first */
	bool framed;     /* the first stands in a box */
	unsigned open;   /* brackets that are open before the last */
	bool blanks;     /* the program leaves the blank at which it breaks a line at its end */
};

/* Whether `line`, without its end, may go on below: a cheap test that hardly any line passes. */
bool wrap_may_go_on(const struct wrap *wrap, struct span line);
/* Whether it does, and how; `next` is the line below, without its end. The caller joins them; *wrap is updated. */
struct joint wrap_join(struct wrap *wrap, struct span line, struct span next);

#endif
