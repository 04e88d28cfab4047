/* Where answers go and in which form. */
#ifndef PRINTER_H
#define PRINTER_H

#include "answer.h"

#include <stdio.h>

/* The most fields that one -o can hold; they may repeat. */
enum { FIELDS_MOST = 32 };

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_FIELDS, FORMAT_NONE /* of -q */ };

struct printer {
	FILE *out; /* checked for write errors when it is closed */
	enum format format;
	const enum field *fields; /* of FORMAT_FIELDS */
	size_t field_count;
	size_t width; /* columns of the terminal; 0: not a terminal, nothing is wrapped or cut */
	bool color;
	bool list;       /* rows are a list, however few */
	bool mixed;      /* standard error is a terminal too: messages stand among the answers */
	bool started;    /* something was printed: a blank line precedes the next text */
	bool complained; /* the last output was a message on standard error */
	bool failed;     /* an answer is missing: no memory */
};

#endif
