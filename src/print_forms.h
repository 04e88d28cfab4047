/* The forms of an answer, for print.c alone: a file of src/print_*.c for each. */
#ifndef PRINT_FORMS_H
#define PRINT_FORMS_H

#include "print.h"

/* The digits of an HTTP status; nothing for 0, which is none. */
struct span print_digits(int status, char digits[3]);
/* The word for a match, as JSON and fields have it. */
const char *print_match_name(enum match match);
/* The row of a tally's entry, or what came where it has none, as a finding without a line. */
struct finding print_entry_finding(const struct tally_entry *entry);

/* As text. */
void text_row(const struct printer *printer, size_t row);
void text_related(const struct printer *printer, size_t row);
void text_finding(const struct printer *printer, const struct finding *finding);
void text_tally(const struct printer *printer, const struct tally *tally, uint64_t records);

/* As a list of a line each. */
void list_rows(const struct printer *printer, const size_t rows[], size_t count);

/* As a JSON object, on one line. -1: there was no memory. */
int json_row(FILE *out, size_t row);
int json_finding(FILE *out, const struct finding *finding);
int json_entry(FILE *out, const struct tally_entry *entry);

/* As the fields that the printer has, on one line. */
void fields_row(const struct printer *printer, size_t row);
void fields_finding(const struct printer *printer, const struct finding *finding);

#endif
