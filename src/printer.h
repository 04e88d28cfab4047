/* Where answers go and in which form. */
#ifndef PRINTER_H
#define PRINTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* The fields of an answer, in the order of the JSON keys. */
enum field {
	FIELD_STATUS,
	FIELD_CODE,
	FIELD_MESSAGE,
	FIELD_DESCRIPTION,
	FIELD_FIX,
	FIELD_RETRY,
	FIELD_SOURCE,
	FIELD_MATCH, /* from here on: of failures that were read */
	FIELD_FILE,
	FIELD_LINE,
	FIELD_INPUT_STATUS,
	FIELD_INPUT_CODE,
	FIELD_INPUT_MESSAGE,
	FIELD_REQUEST_ID,
	FIELD_COUNT, /* of a tally */
	FIELDS
};

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
	bool mixed;      /* standard error is the same terminal */
	bool started;    /* something was printed: a blank line precedes the next text */
	bool complained; /* the last output was a message on standard error */
	bool failed;     /* an answer is missing: no memory */
};

#endif
