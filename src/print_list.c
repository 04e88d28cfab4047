#include "layout.h"
#include "print.h"

#include <string.h>

enum { GAP = 2 };

/* Writes a cell in a colour, and blanks up to where the next begins. */
static void put_colored(const struct printer *printer, struct span text, size_t width, const char *color)
{
	layout_color(printer, color);
	size_t taken = layout_cut(printer, layout_or_dash(text), width);
	layout_color(printer, *color != '\0' ? LAYOUT_RESET : "");
	layout_blanks(printer, width - taken + GAP);
}

static void put_cell(const struct printer *printer, struct span text, size_t width)
{
	put_colored(printer, text, width, "");
}

/* The width of the column of codes. */
static size_t code_width(const struct printer *printer, const size_t rows[], size_t count)
{
	size_t width = printer->width > 0 ? strlen("code") : 0;
	for (size_t i = 0; i < count; i++) {
		size_t columns = text_columns(layout_or_dash(table_row(rows[i]).code));
		width = columns > width ? columns : width;
	}
	/* A few long codes must not take the room of all messages. */
	size_t most = printer->width > 0 ? printer->width * 2 / 5 : width;
	return width < most ? width : most;
}

static void put_header(const struct printer *printer, size_t status, size_t code, size_t retry, size_t room)
{
	layout_color(printer, LAYOUT_BOLD);
	put_cell(printer, SPAN("status"), status);
	put_cell(printer, SPAN("code"), code);
	put_cell(printer, SPAN("retry"), retry);
	(void)layout_cut(printer, SPAN("message"), room);
	layout_color(printer, LAYOUT_RESET);
	(void)putc('\n', printer->out);
}

/* Status, code, retry and message in columns, on a terminal below a header. On a narrow one the code is not in a column
 * but before the message, and is not repeated: a message that begins further right belongs to the code above. */
void print_rows_list(const struct printer *printer, const size_t rows[], size_t count)
{
	const bool narrow = layout_is_narrow(printer), headed = printer->width > 0 && !narrow;
	const size_t status = headed ? 6 : 3, retry = headed ? 5 : 3;
	const size_t code = narrow ? 0 : code_width(printer, rows, count);
	const size_t before = status + retry + 2 * GAP + (narrow ? 0 : code + GAP);
	const size_t room = printer->width == 0 ? SIZE_MAX : printer->width > before ? printer->width - before : 0;
	struct span above = {0};
	if (headed)
		put_header(printer, status, code, retry, room);
	for (size_t i = 0; i < count; i++) {
		char digits[DIGITS];
		struct row row = table_row(rows[i]);
		size_t column = 0, gap = narrow && row.code.length > 0 ? GAP : 0;
		put_cell(printer, answer_number((uint64_t)row.status, digits), status);
		if (!narrow)
			put_cell(printer, row.code, code);
		put_colored(printer, answer_retry(row.retry), retry, layout_retry_color(row.retry));
		if (narrow && !span_equals(row.code, above))
			column = layout_cut(printer, row.code, room);
		if (column + gap < room) {
			layout_blanks(printer, gap);
			(void)layout_cut(printer, layout_or_dash(row.message), room - column - gap);
		}
		(void)putc('\n', printer->out);
		above = row.code;
	}
}
