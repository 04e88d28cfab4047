#include "print_forms.h"

#include "layout.h"

struct span print_number(uint64_t number, char digits[DIGITS])
{
	size_t at = DIGITS;
	for (; number != 0; number /= 10) /* faster than printf, which would take longer than all the rest */
		digits[--at] = (char)('0' + number % 10);
	return (struct span){at < DIGITS ? digits + at : NULL, DIGITS - at};
}

struct span print_retry(enum retry retry)
{
	static const struct span words[] = {{NULL, 0}, {"no", 2}, {"yes", 3}};
	return words[retry - RETRY_UNKNOWN];
}

const char *print_retry_color(enum retry retry)
{
	return retry == RETRY_YES ? LAYOUT_GREEN : retry == RETRY_NO ? LAYOUT_RED : "";
}

void print_fields_of(struct fields *fields, const struct finding *finding)
{
	/* In the order of enum match. */
	static const char *const matches[] = {"code", "related", "message", "status", "none"};
	struct row row = table_row(finding->row);
	struct span none = {0}, *values = fields->values;
	char(*digits)[DIGITS] = fields->digits;
	values[FIELD_STATUS] = print_number((uint64_t)row.status, digits[FIELD_STATUS]);
	values[FIELD_CODE] = row.code;
	values[FIELD_MESSAGE] = row.message;
	values[FIELD_DESCRIPTION] = row.description;
	values[FIELD_FIX] = row.fix;
	values[FIELD_RETRY] = print_retry(row.retry);
	values[FIELD_SOURCE] = finding->row == TABLE_NONE ? none : row.page ? SPAN("page") : SPAN("seen");
	values[FIELD_MATCH] = finding->line != 0 ? span_of(matches[finding->match]) : none;
	values[FIELD_FILE] = finding->file;
	values[FIELD_LINE] = print_number(finding->line, digits[FIELD_LINE]);
	values[FIELD_INPUT_STATUS] = print_number((uint64_t)finding->status, digits[FIELD_INPUT_STATUS]);
	values[FIELD_INPUT_CODE] = finding->code;
	values[FIELD_INPUT_MESSAGE] = finding->message;
	values[FIELD_REQUEST_ID] = finding->request_id;
	values[FIELD_COUNT] = print_number(finding->count, digits[FIELD_COUNT]);
}

/* Writes the fields that the printer has, on one line. */
static void put_fields(const struct printer *printer, const struct finding *finding)
{
	struct fields fields;
	print_fields_of(&fields, finding);
	for (size_t i = 0; i < printer->field_count; i++) {
		if (i > 0)
			(void)putc('\t', printer->out);
		text_escape(printer->out, fields.values[printer->fields[i]], ESCAPE_FIELD);
	}
	(void)putc('\n', printer->out);
}

void print_pause(struct printer *printer)
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
		text_finding(printer, finding);
		break;
	case FORMAT_JSON:
		printer->failed = json_finding(printer->out, finding) != 0 || printer->failed;
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
	if (count > 0 && printer->format == FORMAT_TEXT && (printer->list || count > PRINT_ROWS_MOST)) {
		begin_text(printer);
		list_rows(printer, rows, count);
		return;
	}
	for (size_t i = 0; i < count; i++)
		print_finding(printer, &(struct finding){.row = rows[i]});
}

void print_tally(struct printer *printer, const struct tally *tally, uint64_t records)
{
	if (printer->format == FORMAT_TEXT)
		text_tally(printer, tally, records);
	else
		for (size_t i = 0; tally_at(tally, i); i++)
			print_finding(printer, tally_at(tally, i));
}
