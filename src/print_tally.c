#include "layout.h"
#include "print_forms.h"

#include <inttypes.h>

/* The columns of a tally before the code: what they hold, and how wide they are. */
static const char head[] = "   count   share  status  retry";

enum { HEAD_WIDTH = sizeof head - 1 + sizeof "  " - 1 };

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

static struct span entry_name(const struct tally_entry *entry)
{
	struct span code = entry->row != TABLE_NONE ? table_row(entry->row).code : entry->code;
	return code.at ? code : SPAN("(no code)");
}

/* The message of an entry whose code has several rows, or whose row has no code; nothing of others. */
static struct span entry_message(const struct tally_entry *entry)
{
	if (entry->row == TABLE_NONE)
		return (struct span){0};
	struct row row = table_row(entry->row);
	bool alone = row.code.at && table_next(table_first(entry->row)) == TABLE_NONE;
	return alone ? (struct span){0} : row.message;
}

/* Whether the terminal has no room for the longest code behind the numbers. */
static bool is_tally_narrow(const struct printer *printer, size_t longest)
{
	return printer->width > 0 && printer->width < HEAD_WIDTH + longest;
}

/* The numbers of an entry, up to where the code stands if it follows. */
static void put_numbers(
	const struct printer *printer, const struct tally *tally, const struct tally_entry *entry, bool code_follows)
{
	static const char *const retries[] = {"-", "no", "yes"};
	struct row row = {.status = entry->status, .retry = RETRY_UNKNOWN};
	if (entry->row != TABLE_NONE)
		row = table_row(entry->row);
	(void)fprintf(printer->out, "%8" PRIu64 "  %5.1f%%  ", entry->count,
		100 * (double)entry->count / (double)tally_total(tally));
	(void)fprintf(printer->out, row.status != 0 ? "%6d" : "     -", row.status);
	(void)fprintf(printer->out, code_follows ? "  %-5s  " : "  %s", retries[row.retry + 1]);
}

/* One entry: the code behind the numbers or, where the terminal has no room for that, above them. */
static void put_entry(
	const struct printer *printer, const struct tally *tally, const struct tally_entry *entry, size_t longest)
{
	struct span name = entry_name(entry), message = entry_message(entry);
	bool narrow = is_tally_narrow(printer, longest);
	if (narrow) {
		text_escape(printer->out, name, ESCAPE_TEXT);
		(void)putc('\n', printer->out);
	}
	put_numbers(printer, tally, entry, !narrow);
	if (!narrow)
		text_escape(printer->out, name, ESCAPE_TEXT);
	if (printer->width > HEAD_WIDTH + longest + 2) {
		layout_blanks(printer, longest - text_columns(name));
		put_bar(printer, entry->count, tally_at(tally, 0)->count, printer->width - HEAD_WIDTH - longest - 2);
	}
	if (message.length > 0) {
		struct place place = {.gap = 2, .hang = layout_is_narrow(printer) ? LAYOUT_HANG : HEAD_WIDTH};
		if (printer->width > 0) /* there may be a bar */
			layout_break(printer, &place);
		layout_text(printer, &place, message);
	}
	(void)putc('\n', printer->out);
}

void text_tally(const struct printer *printer, const struct tally *tally, uint64_t records)
{
	uint64_t total = tally_total(tally);
	size_t longest = 0;
	for (size_t i = 0; tally_at(tally, i); i++) {
		size_t columns = text_columns(entry_name(tally_at(tally, i)));
		longest = columns > longest ? columns : longest;
	}
	if (total > 0) {
		layout_color(printer, LAYOUT_BOLD);
		(void)fprintf(printer->out, is_tally_narrow(printer, longest) ? "code\n%s\n" : "%s  code\n", head);
		layout_color(printer, LAYOUT_RESET);
	}
	for (size_t i = 0; tally_at(tally, i); i++)
		put_entry(printer, tally, tally_at(tally, i), longest);
	(void)fprintf(printer->out, "%s%" PRIu64 " error%s in %" PRIu64 " record%s\n", total > 0 ? "\n" : "", total,
		total == 1 ? "" : "s", records, records == 1 ? "" : "s");
}
