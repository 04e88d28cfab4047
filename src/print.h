/* Answers: rows of the table, failures that were read, a tally; as text, as JSON or as fields. Everything from outside
 * is escaped. A write error is left in printer->out; if there was no memory for an answer, printer->failed is set. */
#ifndef PRINT_H
#define PRINT_H

#include "match.h"
#include "printer.h"
#include "tally.h"

enum { PRINT_ROWS_MOST = 5 }; /* more are a list */

/* To be called before a line on standard error: writes out what was printed and, on the same terminal, a blank line. */
void print_pause(struct printer *printer);

/* Prints rows that were looked up. In text, more than PRINT_ROWS_MOST are a list of a line each. */
void print_rows(struct printer *printer, const size_t rows[], size_t count);
/* Prints what follows the general rows of a code, of which `row` is one. In text: the codes of its family, how many
 * cases it has, and the command that lists them. */
void print_related(const struct printer *printer, size_t row);
/* Prints what follows the list of a status, 429 or 4xx. On a terminal: how many cases of these codes also have it. */
void print_more(const struct printer *printer, size_t count, struct span status);

/* Prints a failure that was read, or a row or an entry of a tally, which have no line. */
void print_finding(struct printer *printer, const struct finding *finding);
/* Prints a sorted tally of the failures in so many records; in text with a bar for each entry, on a terminal. */
void print_tally(struct printer *printer, const struct tally *tally, uint64_t records);

#endif
