#include "layout.h"
#include "print_forms.h"

enum { GAP = 2 };

static const char *const retries[] = {"-", "no", "yes"};

/* The columns that stand before the message. */
struct columns {
	size_t status, code, retry;
};

static struct span or_dash(struct span text)
{
	return text.length > 0 ? text : SPAN("-");
}

/* Writes a cell, and blanks up to where the next begins. */
static void put_cell(const struct printer *printer, struct span text, size_t width)
{
	size_t taken = layout_cut(printer, text, width);
	layout_blanks(printer, width - taken + GAP);
}

static void put_status_cell(const struct printer *printer, int status, size_t width)
{
	char digits[3];
	put_cell(printer, or_dash(print_digits(status, digits)), width);
}

static void put_retry_cell(const struct printer *printer, enum retry retry, size_t width)
{
	static const char *const colors[] = {"", LAYOUT_RED, LAYOUT_GREEN};
	struct span word = span_of(retries[retry + 1]);
	layout_color(printer, colors[retry + 1]);
	(void)layout_cut(printer, word, width);
	if (retry != RETRY_UNKNOWN)
		layout_color(printer, LAYOUT_RESET);
	layout_blanks(printer, width - word.length + GAP);
}

/* The columns of the terminal behind so many. */
static size_t room_behind(const struct printer *printer, size_t before)
{
	return printer->width == 0 ? SIZE_MAX : printer->width > before ? printer->width - before : 0;
}

static size_t room_for_message(const struct printer *printer, const struct columns *columns)
{
	return room_behind(printer, columns->status + columns->code + columns->retry + 3 * GAP);
}

static struct columns columns_for(const struct printer *printer, const size_t rows[], size_t count)
{
	const bool headed = printer->width > 0;
	struct columns columns = {.status = headed ? sizeof "status" - 1 : 3,
		.code = headed ? sizeof "code" - 1 : 1,
		.retry = headed ? sizeof "retry" - 1 : 3};
	for (size_t i = 0; i < count; i++) {
		size_t code = text_columns(or_dash(table_row(rows[i]).code));
		columns.code = code > columns.code ? code : columns.code;
	}
	/* A few long codes must not take the room of all messages. */
	if (headed && columns.code > printer->width * 2 / 5)
		columns.code = printer->width * 2 / 5;
	return columns;
}

static void put_header(const struct printer *printer, const struct columns *columns)
{
	layout_color(printer, LAYOUT_BOLD);
	put_cell(printer, SPAN("status"), columns->status);
	put_cell(printer, SPAN("code"), columns->code);
	put_cell(printer, SPAN("retry"), columns->retry);
	(void)layout_cut(printer, SPAN("message"), room_for_message(printer, columns));
	layout_color(printer, LAYOUT_RESET);
	(void)putc('\n', printer->out);
}

/* Status, code, retry and message, below each other. */
static void list_wide(const struct printer *printer, const size_t rows[], size_t count)
{
	struct columns columns = columns_for(printer, rows, count);
	if (printer->width > 0)
		put_header(printer, &columns);
	for (size_t i = 0; i < count; i++) {
		struct row row = table_row(rows[i]);
		put_status_cell(printer, row.status, columns.status);
		put_cell(printer, or_dash(row.code), columns.code);
		put_retry_cell(printer, row.retry, columns.retry);
		(void)layout_cut(printer, or_dash(row.message), room_for_message(printer, &columns));
		(void)putc('\n', printer->out);
	}
}

/* Status and retry below each other, then the code, if there is one, and as much of the message as has room. A code is
 * not repeated: a message that begins further right belongs to the one above. */
static void list_narrow(const struct printer *printer, const size_t rows[], size_t count)
{
	const struct columns columns = {.status = 3, .retry = 3};
	const size_t room = room_behind(printer, columns.status + columns.retry + 2 * GAP);
	struct span named = {0};
	for (size_t i = 0; i < count; i++) {
		struct row row = table_row(rows[i]);
		bool again = row.code.length > 0 && span_equals(row.code, named);
		put_status_cell(printer, row.status, columns.status);
		put_retry_cell(printer, row.retry, columns.retry);
		size_t column = again ? 0 : layout_cut(printer, row.code, room);
		size_t gap = row.code.length > 0 ? GAP : 0;
		if (column + gap < room) {
			layout_blanks(printer, gap);
			(void)layout_cut(printer, or_dash(row.message), room - column - gap);
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
