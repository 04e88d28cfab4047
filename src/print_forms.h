/* The forms of an answer, each in a file of its own (print_*.c). For print.c alone. */
#ifndef PRINT_FORMS_H
#define PRINT_FORMS_H

#include "print.h"

enum { DIGITS = 20 }; /* of a uint64_t */

/* The decimal digits of `number`; no text for 0. */
struct span print_number(uint64_t number, char digits[DIGITS]);
/* "yes", "no", or no text; and its colour, "" for no text. */
struct span print_retry(enum retry retry);
const char *print_retry_color(enum retry retry);

/* The values of all fields of an answer; `at` NULL: unknown. */
struct fields {
	struct span values[FIELDS];
	char digits[FIELDS][DIGITS]; /* of the values that are numbers */
};
/* Fills *fields from `finding` and its row. */
void print_fields_of(struct fields *fields, const struct finding *finding);

/* As a JSON object, on one line. -1: there was no memory. */
int json_finding(FILE *out, const struct finding *finding);

/* As text. */
void text_finding(const struct printer *printer, const struct finding *finding);
void text_tally(const struct printer *printer, const struct tally *tally, uint64_t records);

/* As a list, one line for each row. */
void list_rows(const struct printer *printer, const size_t rows[], size_t count);

#endif
