#include "print_forms.h"

static void put_number(FILE *out, uint64_t number)
{
	char digits[20];
	size_t at = sizeof digits;
	for (; number != 0; number /= 10) /* printf takes longer than all the rest */
		digits[--at] = (char)('0' + number % 10);
	(void)fwrite(digits + at, 1, sizeof digits - at, out);
}

/* Writes a field; nothing where it is not known. */
static void put_field(FILE *out, enum field field, const struct row *row, const struct finding *came)
{
	static const struct span retries[] = {{"", 0}, {"no", 2}, {"yes", 3}};
	struct span text = {0};
	switch (field) {
	case FIELD_STATUS:
		put_number(out, (uint64_t)row->status);
		return;
	case FIELD_CODE:
		text = row->code;
		break;
	case FIELD_MESSAGE:
		text = row->message;
		break;
	case FIELD_DESCRIPTION:
		text = row->description;
		break;
	case FIELD_FIX:
		text = row->fix;
		break;
	case FIELD_RETRY:
		text = retries[row->retry + 1];
		break;
	case FIELD_SOURCE:
		if (came->row != TABLE_NONE)
			text = row->page ? SPAN("page") : SPAN("seen");
		break;
	case FIELD_MATCH:
		if (came->line != 0) /* a tally has none */
			text = span_of(print_match_name(came->match));
		break;
	case FIELD_FILE:
		text = came->file;
		break;
	case FIELD_LINE:
		put_number(out, came->line);
		return;
	case FIELD_REQUEST_ID:
		text = came->request_id;
		break;
	case FIELD_INPUT_STATUS:
		put_number(out, (uint64_t)came->status);
		return;
	case FIELD_INPUT_CODE:
		text = came->code;
		break;
	case FIELD_INPUT_MESSAGE:
		text = came->message;
		break;
	case FIELD_COUNT:
		put_number(out, came->count);
		return;
	case FIELDS:
		break;
	}
	text_escape(out, text, ESCAPE_FIELD);
}

void fields_finding(const struct printer *printer, const struct finding *finding)
{
	struct row row = {.retry = RETRY_UNKNOWN};
	if (finding->row != TABLE_NONE)
		row = table_row(finding->row);
	for (size_t i = 0; i < printer->field_count; i++) {
		if (i > 0)
			(void)putc('\t', printer->out);
		put_field(printer->out, printer->fields[i], &row, finding);
	}
	(void)putc('\n', printer->out);
}

void fields_row(const struct printer *printer, size_t row)
{
	fields_finding(printer, &(struct finding){.row = row, .match = MATCH_NONE});
}
