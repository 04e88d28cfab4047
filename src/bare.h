/* A short text in which nothing is a failure by its form: does it say one of the table's messages, or link to its help? */
#ifndef BARE_H
#define BARE_H

#include "clue.h"

/* Sets *clue to the first message or help link in `text`: on a line, on two that were one, or in data that is no answer.
 * 1: found; 0: there is none, or so many different ones that the text is documentation; -1: memory ran out. */
int bare_read(struct span text, struct clue *clue);

#endif
