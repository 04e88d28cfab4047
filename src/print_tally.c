#include "layout.h"
#include "print.h"

#include <inttypes.h>

/* The columns before the code. */
static const char head[] = "   count   share  status  retry  ";

enum { HEAD_WIDTH = sizeof head - 1 };

static void put_bar(const struct printer *printer, uint64_t count, uint64_t most, size_t room)
{
	enum { BAR_MOST = 30, BAR_LEAST = 8 };
	size_t full = room < BAR_MOST ? room : BAR_MOST;
	if (room < BAR_LEAST)
		return;
	(void)fputs("  ", printer->out);
	layout_color(printer, LAYOUT_GREEN);
	for (size_t i = 0; i < full && (double)i < (double)count / (double)most * (double)full; i++)
		(void)fputs("\u2588", printer->out);
	layout_color(printer, LAYOUT_RESET);
}

static struct span entry_name(const struct finding *entry)
{
	struct span code = table_row(entry->row).code;
	return code.at ? code : entry->code.at ? entry->code : SPAN("(no code)");
}

/* Writes an entry: the numbers, the code, on a terminal with room a bar, and the message if the code has several rows.
 */
static void put_entry(
	const struct printer *printer, const struct tally *tally, const struct finding *entry, size_t longest)
{
	const size_t before_bar = HEAD_WIDTH + longest + 2;
	struct row row = table_row(entry->row);
	struct span name = entry_name(entry), message = row.message;
	if (row.code.at && table_next(table_first(entry->row)) == TABLE_NONE) /* the one row of its code */
		message = (struct span){0};
	int status = row.status != 0 ? row.status : entry->status;
	struct span retry = layout_or_dash(answer_retry(row.retry));
	(void)fprintf(printer->out, "%8" PRIu64 "  %5.1f%%  ", entry->count,
		100 * (double)entry->count / (double)tally_total(tally));
	(void)fprintf(printer->out, status != 0 ? "%6d  " : "     -  ", status);
	(void)fprintf(printer->out, "%-5.*s  ", (int)retry.length, retry.at);
	text_escape(printer->out, name, ESCAPE_TEXT);
	if (printer->width > before_bar) {
		layout_blanks(printer, longest - text_columns(name));
		put_bar(printer, entry->count, tally_at(tally, 0)->count, printer->width - before_bar);
	}
	if (message.length > 0) {
		struct place place = {.gap = 2, .hang = layout_is_narrow(printer) ? LAYOUT_HANG : HEAD_WIDTH};
		if (printer->width > 0) /* there may be a bar */
			layout_break(printer, &place);
		layout_text(printer, &place, message);
	}
	(void)putc('\n', printer->out);
}

void print_tally_text(const struct printer *printer, const struct tally *tally, uint64_t records)
{
	uint64_t total = tally_total(tally);
	size_t longest = 0;
	for (size_t i = 0; tally_at(tally, i); i++) {
		size_t columns = text_columns(entry_name(tally_at(tally, i)));
		longest = columns > longest ? columns : longest;
	}
	if (total > 0) {
		layout_color(printer, LAYOUT_BOLD);
		(void)fprintf(printer->out, "%scode\n", head);
		layout_color(printer, LAYOUT_RESET);
	}
	for (size_t i = 0; tally_at(tally, i); i++)
		put_entry(printer, tally, tally_at(tally, i), longest);
	(void)fprintf(printer->out, "%s%" PRIu64 " error%s in %" PRIu64 " record%s\n", total > 0 ? "\n" : "", total,
		total == 1 ? "" : "s", records, records == 1 ? "" : "s");
}
