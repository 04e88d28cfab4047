#include "print_forms.h"

#include "layout.h"

struct span print_digits(int status, char digits[3])
{
	for (int i = 3, rest = status; i-- > 0; rest /= 10)
		digits[i] = (char)('0' + rest % 10);
	return (struct span){digits, status != 0 ? 3 : 0};
}

const char *print_match_name(enum match match)
{
	static const char *const names[] = {
		[MATCH_CODE] = "code",
		[MATCH_RELATED] = "related",
		[MATCH_MESSAGE] = "message",
		[MATCH_STATUS] = "status",
		[MATCH_NONE] = "none",
	};
	return names[match];
}

struct finding print_entry_finding(const struct tally_entry *entry)
{
	struct finding finding = {.count = entry->count, .row = entry->row, .match = MATCH_NONE};
	if (entry->row == TABLE_NONE) {
		finding.status = entry->status;
		finding.code = entry->code;
	}
	return finding;
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

/* Before each answer in text: a blank line behind what came before. */
static void begin_text(struct printer *printer)
{
	if (printer->started)
		(void)putc('\n', printer->out);
	printer->complained = false;
}

static void print_row(struct printer *printer, size_t row)
{
	switch (printer->format) {
	case FORMAT_TEXT:
		begin_text(printer);
		text_row(printer, row);
		break;
	case FORMAT_JSON:
		printer->failed = json_row(printer->out, row) != 0 || printer->failed;
		break;
	case FORMAT_FIELDS:
		fields_row(printer, row);
		break;
	}
	printer->started = true;
}

void print_rows(struct printer *printer, const size_t rows[], size_t count)
{
	if (count > 0 && printer->format == FORMAT_TEXT && (printer->list || count > PRINT_ROWS_MOST)) {
		begin_text(printer);
		list_rows(printer, rows, count);
		printer->started = true;
		return;
	}
	for (size_t i = 0; i < count; i++)
		print_row(printer, rows[i]);
}

void print_related(struct printer *printer, size_t row)
{
	if (printer->format == FORMAT_TEXT)
		text_related(printer, row);
}

void print_more(struct printer *printer, size_t count, struct span status)
{
	if (printer->format != FORMAT_TEXT || printer->width == 0 || count == 0)
		return;
	struct place place = {.stuck = true};
	char number[32];
	(void)snprintf(number, sizeof number, "\n%zu", count);
	(void)fputs(number, printer->out);
	place.column = span_of(number).length - 1;
	place.gap = 1;
	layout_text(printer, &place,
		count == 1 ? SPAN("more message of these codes:") : SPAN("more messages of these codes:"));
	place.gap = 1;
	layout_text(printer, &place, SPAN("msc-err -ls"));
	place.gap = 1;
	layout_text(printer, &place, status);
	(void)putc('\n', printer->out);
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
		fields_finding(printer, finding);
		break;
	}
	printer->started = true;
}

void print_tally(struct printer *printer, const struct tally *tally, uint64_t records)
{
	if (printer->format == FORMAT_TEXT) {
		text_tally(printer, tally, records);
		return;
	}
	for (size_t i = 0; tally_at(tally, i); i++) {
		const struct tally_entry *entry = tally_at(tally, i);
		if (printer->format == FORMAT_JSON) {
			printer->failed = json_entry(printer->out, entry) != 0 || printer->failed;
		} else {
			struct finding finding = print_entry_finding(entry);
			fields_finding(printer, &finding);
		}
	}
}
