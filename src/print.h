/* Prints rows of the table, failures that were read, and a tally, as text, JSON or fields. All text from outside is
 * escaped. A write error is left in printer->out; printer->failed is set if there is no memory for an answer. */
#ifndef PRINT_H
#define PRINT_H

#include "printer.h"
#include "tally.h"

/* To be called before a message on standard error: flushes the output and, on the same terminal, adds a blank line. */
void print_before_message(struct printer *printer);

/* Prints rows that were looked up. In text, more than five are a list, one line each. */
void print_rows(struct printer *printer, const size_t rows[], size_t count);
/* Prints what follows the general rows of a code, of which `row` is one. Only in text: the codes of its family, the
 * number of its cases, and the command that lists them. */
void print_see_also(const struct printer *printer, size_t row);
/* Prints what follows the list of a status, 429 or 4xx. Only on a terminal: the number of cases that also have it. */
void print_more_cases(const struct printer *printer, size_t count, struct span status);

/* Prints a failure that was read, or a row or an entry of a tally, which have no line. */
void print_finding(struct printer *printer, const struct finding *finding);
/* Prints a sorted tally of the failures in so many records; in text with a bar for each entry, on a terminal. */
void print_tally(struct printer *printer, const struct tally *tally, uint64_t records);

/* For print.c alone: the forms of an answer, each in a file print_*.c. */
int print_finding_json(FILE *out, const struct finding *finding); /* one line; -1: there was no memory */
void print_finding_text(const struct printer *printer, const struct finding *finding);
void print_tally_text(const struct printer *printer, const struct tally *tally, uint64_t records);
void print_rows_list(const struct printer *printer, const size_t rows[], size_t count); /* one line for each row */

#endif
