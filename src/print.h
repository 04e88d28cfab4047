/* Answers: rows of the table, failures that were read, a tally; as text, as JSON or as fields. Everything from outside
 * is escaped. What could not be written, printer->out knows; what there was no memory for, printer->failed. */
#ifndef PRINT_H
#define PRINT_H

#include "match.h"
#include "printer.h"
#include "tally.h"

enum { PRINT_ROWS_MOST = 5 }; /* more are a list */

/* Before a line on standard error: writes out what was printed; a blank line parts them on the same terminal. */
void print_pause(struct printer *printer);

/* Prints rows that were looked up: each with all that is known of it or, in text, a line each where they are many. */
void print_rows(struct printer *printer, const size_t rows[], size_t count);
/* What follows the general rows of a code, of which `row` is one. In text: the codes of its family, and how many cases
 * it has and what lists them. */
void print_related(struct printer *printer, size_t row);
/* What follows the list of a status, 429 or 4xx. On a terminal: how many more rows, cases of these codes, have it. */
void print_more(struct printer *printer, size_t count, struct span status);

/* Prints a failure that was read. */
void print_finding(struct printer *printer, const struct finding *finding);
/* Prints a sorted tally of the failures in so many records; in text with a bar for each entry, on a terminal. */
void print_tally(struct printer *printer, const struct tally *tally, uint64_t records);

#endif
