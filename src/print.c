#include "print.h"

enum { ROWS_MOST = 5 }; /* more are printed as a list */

/* Writes the fields that the printer has, on one line. */
static void put_fields(const struct printer *printer, const struct finding *finding)
{
	struct answer answer;
	answer_set(&answer, finding);
	for (size_t i = 0; i < printer->field_count; i++) {
		if (i > 0)
			(void)putc('\t', printer->out);
		text_escape(printer->out, answer.values[printer->fields[i]], ESCAPE_FIELD);
	}
	(void)putc('\n', printer->out);
}

void print_before_message(struct printer *printer)
{
	if (printer->mixed) {
		if (printer->started && !printer->complained)
			(void)putc('\n', printer->out);
		printer->started = printer->complained = true;
	}
	(void)fflush(printer->out);
}

/* Separates an answer in text from what was printed before it. */
static void begin_text(struct printer *printer)
{
	if (printer->started)
		(void)putc('\n', printer->out);
	printer->started = true;
	printer->complained = false;
}

void print_finding(struct printer *printer, const struct finding *finding)
{
	switch (printer->format) {
	case FORMAT_TEXT:
		begin_text(printer);
		print_finding_text(printer, finding);
		break;
	case FORMAT_JSON:
		printer->failed = print_finding_json(printer->out, finding) != 0 || printer->failed;
		break;
	case FORMAT_FIELDS:
		put_fields(printer, finding);
		break;
	case FORMAT_NONE:
		return;
	}
	printer->started = true;
}

void print_rows(struct printer *printer, const size_t rows[], size_t count)
{
	if (count > 0 && printer->format == FORMAT_TEXT && (printer->list || count > ROWS_MOST)) {
		begin_text(printer);
		print_rows_list(printer, rows, count);
		return;
	}
	for (size_t i = 0; i < count; i++)
		print_finding(printer, &(struct finding){.row = rows[i]});
}

void print_tally(struct printer *printer, const struct tally *tally, uint64_t records)
{
	if (printer->format == FORMAT_TEXT)
		print_tally_text(printer, tally, records);
	else
		for (size_t i = 0; tally_at(tally, i); i++)
			print_finding(printer, tally_at(tally, i));
}
