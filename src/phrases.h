/* Words that announce a failure, its status or its code. Tables list the words around a number that make it a status.
 * Nothing here keeps state. */
#ifndef PHRASES_H
#define PHRASES_H

#include "group.h"

/* What was seen on a line so far; a set. */
enum seen {
	SEEN_FAILURE = 1,  /* words report a failure */
	SEEN_FINE = 2,     /* a level INFO or DEBUG */
	SEEN_CODE = 4,     /* a code: what follows is its message */
	SEEN_SOURCE = 8,   /* it is source code */
	SEEN_COMMENT = 16, /* it is a comment in source code */
};

/* What words announce. A text is empty if there is none. */
struct announcement {
	enum rank rank; /* of phrases_status; RANK_NONE: there is no status */
	size_t bytes;   /* of phrases_code: from the code to its message; 0: there is no code */
	int status;
	struct span code, message;
};

/* Whether a word, or words of another script, report a failure. */
bool phrases_fail(struct span word);
/* Whether a text has a number that may be a status, or a sign that can follow a code or the name of a field. A text
 * without them reports nothing. */
bool phrases_are_in(struct span text);
/* What the three digits at line.at[at] announce. */
struct announcement phrases_status(struct span line, size_t at, unsigned seen);
/* What `word`, a part of `line`, announces as a code; `status`: that of the line so far, or 0. */
struct announcement phrases_code(struct span line, struct span word, unsigned seen, int status);
/* The status of the first `<400>` in a text, or 0. */
int phrases_angle(struct span text);

#endif
