/* Where answers go, and in which form. */
#ifndef PRINTER_H
#define PRINTER_H

#include "form.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct printer {
	FILE *out; /* whether all was written, it knows */
	enum format format;
	enum field fields[FIELDS_MOST]; /* of FORMAT_FIELDS */
	size_t field_count;
	size_t width; /* columns of the terminal; 0: no terminal, nothing is wrapped or cut */
	bool color;
	bool list;       /* rows are a list, however few */
	bool mixed;      /* complaints go to the same terminal */
	bool started;    /* something was printed: text puts a blank line before what follows */
	bool complained; /* the last of it was a complaint */
	bool failed;     /* an answer is missing: there was no memory for it */
};

#endif
