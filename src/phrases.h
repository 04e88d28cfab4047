/* Words that announce a failure, its status or its code. The words around a number decide what it means: they are
 * in tables here. Nothing here keeps state. */
#ifndef PHRASES_H
#define PHRASES_H

#include "group.h"

/* What was seen on a line so far; a set. */
enum seen {
	SEEN_FAILURE = 1,  /* words report a failure */
	SEEN_FINE = 2,     /* a level INFO or DEBUG */
	SEEN_CODE = 4,     /* a code: what follows is its message */
	SEEN_SOURCE = 8,   /* the line is source code */
	SEEN_COMMENT = 16, /* or a comment in it */
};

/* What words announce. Texts without bytes were not there. */
struct announcement {
	enum rank rank;
	int status;
	size_t bytes; /* phrases_code: from the code to its message; 0: no code is announced */
	struct span code, message;
};

/* Whether a word, or words of another script, report a failure. */
bool phrases_fail(struct span word);
/* Whether a text has a number that may be a status, or a sign that stands behind a code or in a field. Without them it
 * reports nothing. */
bool phrases_are_in(struct span text);
/* What the three digits at line.at[at] announce. */
struct announcement phrases_status(struct span line, size_t at, unsigned seen);
/* What `word`, a part of `line`, announces as a code; `near`: the status that the line has so far. */
struct announcement phrases_code(struct span line, struct span word, unsigned seen, int near);
/* The status of the first `<400>` in a text, or 0. */
int phrases_angle(struct span text);

/* The bytes of the sign between a code and its message at the start of `text`, or 0. */
size_t phrases_code_separator(struct span text);

#endif
