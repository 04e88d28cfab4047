#include "layout.h"
#include "print_forms.h"

enum { GAP = 2 };

/* The widths of the columns before the message. */
struct columns {
	size_t status, code, retry;
};

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

/* The columns of the terminal behind so many. */
static size_t room_behind(const struct printer *printer, size_t before)
{
	return printer->width == 0 ? SIZE_MAX : printer->width > before ? printer->width - before : 0;
}

/* Status, code, retry and message, aligned, on a terminal below a header. */
static void list_wide(const struct printer *printer, const size_t rows[], size_t count)
{
	const bool headed = printer->width > 0;
	struct columns columns = headed ? (struct columns){6, 4, 5} : (struct columns){3, 1, 3};
	for (size_t i = 0; i < count; i++) {
		size_t code = text_columns(layout_or_dash(table_row(rows[i]).code));
		columns.code = code > columns.code ? code : columns.code;
	}
	/* A few long codes must not take the room of all messages. */
	if (headed && columns.code > printer->width * 2 / 5)
		columns.code = printer->width * 2 / 5;
	const size_t room = room_behind(printer, columns.status + columns.code + columns.retry + 3 * GAP);
	if (headed) {
		layout_color(printer, LAYOUT_BOLD);
		put_cell(printer, SPAN("status"), columns.status);
		put_cell(printer, SPAN("code"), columns.code);
		put_cell(printer, SPAN("retry"), columns.retry);
		(void)layout_cut(printer, SPAN("message"), room);
		layout_color(printer, LAYOUT_RESET);
		(void)putc('\n', printer->out);
	}
	for (size_t i = 0; i < count; i++) {
		char digits[DIGITS];
		struct row row = table_row(rows[i]);
		put_cell(printer, print_number((uint64_t)row.status, digits), columns.status);
		put_cell(printer, row.code, columns.code);
		put_colored(printer, print_retry(row.retry), columns.retry, print_retry_color(row.retry));
		(void)layout_cut(printer, layout_or_dash(row.message), room);
		(void)putc('\n', printer->out);
	}
}

/* Status and retry in columns, then the code, if there is one, and as much of the message as has room. A code is not
 * repeated: a message that begins further right belongs to the one above. */
static void list_narrow(const struct printer *printer, const size_t rows[], size_t count)
{
	enum { WIDTH = 3 }; /* of a status, and of retry */
	const size_t room = room_behind(printer, 2 * (WIDTH + GAP));
	struct span named = {0};
	for (size_t i = 0; i < count; i++) {
		char digits[DIGITS];
		struct row row = table_row(rows[i]);
		bool again = row.code.length > 0 && span_equals(row.code, named);
		put_cell(printer, print_number((uint64_t)row.status, digits), WIDTH);
		put_colored(printer, print_retry(row.retry), WIDTH, print_retry_color(row.retry));
		size_t column = again ? 0 : layout_cut(printer, row.code, room);
		size_t gap = row.code.length > 0 ? GAP : 0;
		if (column + gap < room) {
			layout_blanks(printer, gap);
			(void)layout_cut(printer, layout_or_dash(row.message), room - column - gap);
		}
		(void)putc('\n', printer->out);
		named = row.code;
	}
}

void list_rows(const struct printer *printer, const size_t rows[], size_t count)
{
	if (layout_is_narrow(printer))
		list_narrow(printer, rows, count);
	else
		list_wide(printer, rows, count);
}
