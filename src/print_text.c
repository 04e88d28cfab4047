#include "layout.h"
#include "print.h"
#include "words.h"

#include <inttypes.h>
#include <string.h>

static void put_status_and_code(const struct printer *printer, struct place *place, int status, struct span code)
{
	char digits[DIGITS];
	layout_text(printer, place, answer_number((uint64_t)status, digits));
	if (status != 0)
		place->gap = 1;
	layout_text(printer, place, code);
}

/* Writes the first line of an answer, in bold; status 0: none. */
static void put_head(const struct printer *printer, int status, struct span code)
{
	struct place place = {.hang = LAYOUT_HANG, .stuck = true};
	layout_color(printer, LAYOUT_BOLD);
	put_status_and_code(
		printer, &place, status, status == 0 && code.length == 0 ? SPAN("An error without a code") : code);
	layout_color(printer, LAYOUT_RESET);
	(void)putc('\n', printer->out);
}

/* Writes whether to try again. */
static void put_advice(const struct printer *printer, struct place *place, const struct row *row)
{
	layout_gap(printer, place);
	if (row->retry == RETRY_UNKNOWN) {
		layout_text(printer, place, row->page ? SPAN("the documentation does not say") : SPAN("not known"));
	} else {
		layout_color(printer, layout_retry_color(row->retry));
		layout_text(printer, place, answer_retry(row->retry));
		layout_color(printer, LAYOUT_RESET);
		layout_text(printer, place,
			row->retry == RETRY_YES ? SPAN(", try again later") : SPAN(", change something first"));
	}
	(void)putc('\n', printer->out);
}

static void put_retry(const struct printer *printer, const struct row *row)
{
	struct place place = layout_label(printer, "Retry");
	put_advice(printer, &place, row);
}

void print_see_also(const struct printer *printer, size_t row)
{
	if (printer->format != FORMAT_TEXT)
		return;
	size_t first = table_family(row, TABLE_NONE);
	if (first != TABLE_NONE) {
		struct place place = layout_label(printer, "See also");
		for (size_t i = first; i != TABLE_NONE; i = table_family(row, i))
			layout_listed(printer, &place, table_row(i).code, i == first);
		(void)putc('\n', printer->out);
	}
	size_t count = 0;
	for (size_t i = table_first(row); i != TABLE_NONE; i = table_next(i))
		count += !table_is_general(i);
	if (count > 0) {
		char digits[DIGITS];
		struct place place = layout_label(printer, "Cases");
		layout_text(printer, &place, answer_number(count, digits));
		place.gap = 1;
		layout_text(printer, &place, count == 1 ? SPAN("message, msc-err -lc") : SPAN("messages, msc-err -lc"));
		place.gap = 1;
		layout_text(printer, &place, table_row(row).code); /* which means nothing to a shell */
		(void)putc('\n', printer->out);
	}
}

void print_more_cases(const struct printer *printer, size_t count, struct span status)
{
	if (printer->format != FORMAT_TEXT || printer->width == 0 || count == 0)
		return;
	struct place place = {.stuck = true};
	char line[80];
	(void)snprintf(line, sizeof line, "%zu more message%s of these codes: msc-err -ls %.*s", count,
		count == 1 ? "" : "s", (int)status.length, status.at);
	(void)putc('\n', printer->out);
	layout_text(printer, &place, span_of(line));
	(void)putc('\n', printer->out);
}

/* Whether a text that was read is not just another spelling of that of the table. */
static bool is_different(struct span read, struct span table)
{
	return read.at && !words_equal(read, table);
}

/* Writes the status and the code that were read if they differ from those of the row. */
static void put_came(const struct printer *printer, const struct finding *finding, const struct row *row)
{
	int other_status = finding->status != row->status ? finding->status : 0;
	if (other_status == 0 && !is_different(finding->code, row->code))
		return;
	struct place place = layout_label(printer, "Came as");
	put_status_and_code(printer, &place, other_status, finding->code);
	(void)putc('\n', printer->out);
}

static void put_where(const struct printer *printer, const struct finding *finding)
{
	bool named = finding->file.at != NULL;
	if (!named && finding->line <= 1)
		return;
	struct place place = layout_label(printer, "Where");
	layout_text(printer, &place, named ? finding->file : SPAN("line"));
	(void)fprintf(printer->out, "%s%" PRIu64 "\n", named ? ":" : " ", finding->line);
}

/* Writes the messages of the other general rows of a code, each with its advice if that differs. */
static void put_other_messages(const struct printer *printer, const struct finding *finding)
{
	for (size_t i = match_alternative(finding, TABLE_NONE); i != TABLE_NONE; i = match_alternative(finding, i)) {
		struct row other = table_row(i);
		struct place place = layout_label(printer, "Or else");
		layout_text(printer, &place, other.message);
		if (other.retry == table_row(finding->row).retry) {
			(void)putc('\n', printer->out);
			continue;
		}
		layout_break(printer, &place);
		layout_text(printer, &place, SPAN("Retry:"));
		place.gap = 1;
		put_advice(printer, &place, &other);
	}
}

/* Writes the codes of the status of a failure without a row, and whether to try again, which is known only if none of
 * them may be tried again. */
static void put_candidates(const struct printer *printer, const struct finding *finding)
{
	size_t first = match_alternative(finding, TABLE_NONE);
	if (first == TABLE_NONE) {
		layout_line(printer, "Retry",
			finding->code.at ? SPAN("not known: this code is not in the table")
					 : SPAN("not known: no code was found"));
		return;
	}
	struct span named = {0};
	const struct row none = {.retry = RETRY_NO};
	bool any = false; /* may be tried again, or it is not known */
	struct place place = layout_label(printer, "May be");
	for (size_t i = first; i != TABLE_NONE; i = match_alternative(finding, i)) {
		struct row other = table_row(i);
		any = any || other.retry != RETRY_NO;
		if (!span_equals(other.code, named))
			layout_listed(printer, &place, other.code, i == first);
		named = other.code;
	}
	(void)putc('\n', printer->out);
	if (any)
		layout_line(printer, "Retry", SPAN("not known: it may be any of these"));
	else
		put_retry(printer, &none);
}

/* How the row was found, if not by its code. */
static struct span found_by(const struct finding *finding)
{
	bool no_code = finding->code.length == 0;
	switch (finding->match) {
	case MATCH_RELATED:
		return SPAN("a related code: its own is not in the table");
	case MATCH_MESSAGE:
		if (no_code)
			return SPAN("its message: no code was found");
		return table_find(finding->code) != TABLE_NONE
			       ? SPAN("its message, which is more specific than its code")
			       : SPAN("its message: its code is not in the table");
	case MATCH_STATUS:
		return no_code ? SPAN("its status alone: no code was found")
			       : SPAN("its status alone: its code is too general");
	default: /* nothing to add; without a row, put_candidates has reported it */
		return (struct span){0};
	}
}

void print_finding_text(const struct printer *printer, const struct finding *finding)
{
	struct row row = table_row(finding->row);
	if (finding->row == TABLE_NONE) {
		put_head(printer, finding->status, finding->code);
		put_candidates(printer, finding);
	} else {
		put_head(printer, row.status, row.code);
		layout_line(printer, "Message", row.message);
		layout_line(printer, "Description", row.description);
		layout_line(printer, "Fix", row.fix);
		if (finding->row != TABLE_SUCCESS)
			put_retry(printer, &row);
		put_came(printer, finding, &row);
	}
	if (is_different(finding->message, row.message))
		layout_line(printer, "It said", finding->message);
	if (finding->row != TABLE_NONE && finding->alternatives)
		put_other_messages(printer, finding);
	layout_line(printer, "Request ID", finding->request_id);
	put_where(printer, finding);
	layout_line(printer, "Found by", found_by(finding));
}
