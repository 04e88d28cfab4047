/* Words that announce a failure, its status or its code. What a number in a text means, the words around it say: they are
 * in tables here. Nothing here keeps state. */
#ifndef PHRASES_H
#define PHRASES_H

#include "group.h"

/* What was read of a line so far; a set. */
enum spoken {
	SPOKEN_FAILURE = 1, /* words speak of a failure */
	SPOKEN_FINE = 2,    /* a level INFO or DEBUG */
	SPOKEN_CODE = 4,    /* a code: what follows is its message */
	SPOKEN_SOURCE = 8,  /* the line is source code */
	SPOKEN_COMMENT = 16, /* or a comment in it */
};

/* What words announce. Texts without bytes were not there. */
struct announcement {
	enum rank rank;
	int status;
	size_t bytes; /* phrases_code: from the code to its message; 0: no code is announced */
	struct span code, message;
};

/* Whether a word, or words of another script, speak of a failure. */
bool phrases_speak(struct span word);
/* What the three digits at line.at[at] announce. */
struct announcement phrases_status(struct span line, size_t at, unsigned spoken);
/* What the word at line.at[at] announces as a code; `near`: the status that the line has so far. */
struct announcement phrases_code(struct span line, size_t at, unsigned spoken, int near);
/* The status of the first `<400>` in a text, or 0. */
int phrases_angle(struct span text);
/* What the form of a line says: SPOKEN_SOURCE, SPOKEN_COMMENT or 0. */
unsigned phrases_source(struct span line);

/* The message at the start of `text`: to the end of the line, or to a bracket that was opened before it. */
struct span phrases_message(struct span text);
/* The request ID at the end of a message, which is cut before it; else empty. */
struct span phrases_request_id(struct span *message);
/* The bytes of the sign between a code and its message at the start of `text`, or 0. */
size_t phrases_code_separator(struct span text);
/* Takes from the message of a failure what a client put around it: a class or the status before it, codes, quotes and
 * words of its own behind it. `words`: the failure was read from words. */
void phrases_clean(struct failure *failure, bool words);

#endif
