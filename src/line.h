/* A line of text -> what it is by itself, whatever stands around it. No state. */
#ifndef LINE_H
#define LINE_H

#include "lex.h"

enum line_kind {
	LINE_BLANK,
	LINE_RECORD,  /* data with a level or a time: a record of a log */
	LINE_DATA,    /* any other that begins with { or [{ */
	LINE_LINK,    /* what parts an exception from its cause, numbered frames, "... 12 more" */
	LINE_FRAME,   /* a frame of a stack, or the head of one */
	LINE_RAISED,  /* an exception: the last line of a traceback of Python */
	LINE_CLOSING, /* begins with a closing bracket or a tag */
	LINE_BODY,    /* a label such as `body:`, with or without data behind it */
	LINE_HEADER,  /* Content-Type: text/html */
	LINE_WORDS,
};

/* More about it; a set. */
enum {
	LINE_DATED = 1,    /* it begins with a date */
	LINE_LEVEL = 2,    /* the level of a log is next */
	LINE_INDENTED = 4, /* it begins with a blank */
	LINE_DEEP = 8,     /* its text is indented behind a prefix */
	LINE_SHORT = 16,   /* too short for much more than a status or an ID */
};

struct line {
	enum line_kind kind;
	unsigned flags;
	struct span text; /* behind its prefix, without the end of the line */
};

struct line line_read(struct span text);

/* What lines of one list or log have in common: hashes of the first word and of the start of the rest, without digits.
 */
struct line_form {
	uint32_t first, rest;
};
struct line_form line_form(struct span text);

/* Whether a line is source code of a program, or of its documentation, tests and history. */
enum line_source {
	SOURCE_NOT,
	SOURCE_COMMENT, /* a comment, or a statement with a string */
	SOURCE_CODE,
};
enum line_source line_source(struct span line);

/* The status line of a response, as curl -i, curl -v, OkHttp or Net::HTTP print it, or `HTTP 401` alone on a line. */
struct status_line {
	bool found;
	bool sure;           /* false for `HTTP 401`, which may be words about a response */
	int status;          /* 400-599; 0: the response did not fail */
	struct span message; /* behind the status */
};
struct status_line line_status(struct span text);

/* The key of the field that a line begins with, perhaps behind a few words: `Error code:`, `HTTP status code:`. Sets
 * *first: no words stand before it. `bytes`: up to the value, those words included; 0: there is none. */
struct lexed_key line_field(struct span text, bool *first);

#endif
