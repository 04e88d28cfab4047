/* An answer -> text, JSON or fields on a FILE *. Everything from outside goes through text_escape. Whether it was
 * written is the FILE's to tell. */
#ifndef PRINT_H
#define PRINT_H

#include "form.h"
#include "match.h"
#include "tally.h"

struct printer {
	FILE *out;
	enum format format;
	enum field fields[FIELDS_MOST];
	size_t field_count;
	size_t width; /* columns to wrap text to; 0: no wrapping */
	bool color;
	bool mixed;      /* complaints go to the same terminal */
	bool started;    /* something was printed: text puts a blank line before what follows */
	bool complained; /* the last of it was a complaint */
};

/* Before a line on standard error: what was printed is seen first, and on the same terminal a blank line parts them. */
void print_pause(struct printer *printer);

/* Prints a row that was looked up. */
void print_row(struct printer *printer, const struct row *row);
/* In text, names the family of `row`'s code, if it has one. Follows print_row. */
void print_family(struct printer *printer, size_t row);
/* Prints what was found in a response. */
void print_finding(struct printer *printer, const struct finding *finding);
/* Prints a sorted tally of what was found in so many records; in text with a bar for each entry, on a terminal. */
void print_tally(struct printer *printer, const struct tally *tally, uint64_t records);

#endif
