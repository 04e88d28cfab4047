#include "layout.h"

#include <string.h>

enum {
	WIDTH_MOST = 100, /* longer lines are hard to read, however wide the terminal */
	NARROW = 60,      /* columns below which text is not set beside its label */
	LABEL_WIDTH = 15,
};

bool layout_is_narrow(const struct printer *printer)
{
	return printer->width > 0 && printer->width < NARROW;
}

static size_t wrap_width(const struct printer *printer)
{
	return printer->width < WIDTH_MOST ? printer->width : WIDTH_MOST;
}

const char *layout_retry_color(enum retry retry)
{
	return retry == RETRY_YES ? LAYOUT_GREEN : retry == RETRY_NO ? LAYOUT_RED : "";
}

void layout_color(const struct printer *printer, const char *color)
{
	if (printer->color)
		(void)fputs(color, printer->out);
}

void layout_blanks(const struct printer *printer, size_t count)
{
	while (count-- > 0)
		(void)putc(' ', printer->out);
}

void layout_gap(const struct printer *printer, struct place *place)
{
	layout_blanks(printer, place->gap);
	place->column += place->gap;
	place->gap = 0;
}

void layout_break(const struct printer *printer, struct place *place)
{
	(void)putc('\n', printer->out);
	layout_blanks(printer, place->hang);
	place->column = place->hang;
	place->gap = 0;
	place->stuck = true;
}

/* Whether a character may not begin a line: it closes or ends something in Chinese or Japanese. */
static bool is_closing(uint32_t c)
{
	static const uint32_t closing[] = {0x3001, 0x3002, 0x3009, 0x300b, 0x300d, 0x300f, 0x3011, 0x3015, 0xff01,
		0xff09, 0xff0c, 0xff0e, 0xff1a, 0xff1b, 0xff1f, 0xff3d, 0xff5d};
	for (size_t i = 0; i < LENGTH(closing); i++)
		if (c == closing[i])
			return true;
	return false;
}

/* The bytes of the line end that `text` begins with, or 0. */
static size_t line_end(struct span text)
{
	size_t cr = text.at[0] == '\r';
	return cr < text.length && text.at[cr] == '\n' ? cr + 1 : 0;
}

/* The bytes at the front of `text` that no line may break: a word, or one wide character with what belongs to it.
 * *columns is what they take on a terminal. */
static size_t unbroken(struct span text, size_t *columns)
{
	size_t length = 0;
	bool after_wide = false, joined = false;
	*columns = 0;
	while (length < text.length && text.at[length] != ' ' && line_end(span_from(text, length)) == 0) {
		uint32_t c;
		size_t taken = text_decode(span_from(text, length), &c);
		size_t width = text_width(c);
		if (length > 0 && width > 0 && (after_wide || width == 2) && !joined && !is_closing(c))
			break;
		after_wide = after_wide || width == 2;
		joined = c == 0x200d; /* zero width joiner */
		*columns += width;
		length += taken;
	}
	return length;
}

void layout_text(const struct printer *printer, struct place *place, struct span text)
{
	text = span_trim(text);
	while (text.length > 0) {
		size_t columns, length = line_end(text);
		if (text.at[0] == ' ') {
			length = 1;
			place->gap++;
		} else if (length > 0) {
			if (!place->stuck)
				layout_break(printer, place);
			place->gap = 0;
		} else {
			length = unbroken(text, &columns);
			if (printer->width > 0 && !place->stuck &&
				place->column + place->gap + columns > wrap_width(printer))
				layout_break(printer, place);
			layout_gap(printer, place);
			text_escape(printer->out, (struct span){text.at, length}, ESCAPE_TEXT);
			place->column += columns;
			place->stuck = false;
		}
		text = span_from(text, length);
	}
}

void layout_listed(const struct printer *printer, struct place *place, struct span text, bool first)
{
	if (!first) {
		(void)putc(',', printer->out);
		place->column++;
		place->gap = 1;
		/* The comma behind it must fit as well. */
		if (printer->width > 0 && place->column + place->gap + text.length + 1 > wrap_width(printer))
			layout_break(printer, place);
	}
	layout_text(printer, place, text);
}

struct place layout_label(const struct printer *printer, const char *label)
{
	struct place place = {.column = strlen("  :") + strlen(label), .gap = 1, .hang = LAYOUT_HANG};
	layout_blanks(printer, 2);
	(void)fputs(label, printer->out);
	(void)putc(':', printer->out);
	if (!layout_is_narrow(printer)) {
		place.hang = LABEL_WIDTH;
		place.gap = LABEL_WIDTH - place.column;
		place.stuck = true;
	}
	return place;
}

void layout_line(const struct printer *printer, const char *label, struct span text)
{
	if (span_trim(text).length == 0)
		return;
	struct place place = layout_label(printer, label);
	layout_text(printer, &place, text);
	(void)putc('\n', printer->out);
}

size_t layout_cut(const struct printer *printer, struct span text, size_t room)
{
	size_t column = 0;
	bool whole = text_columns(text) <= room; /* white space is a column at most */
	while (text.length > 0) {
		uint32_t c;
		size_t length = text_decode(text, &c);
		bool blank = text_is_space(text.at[0]);
		size_t width = blank ? 1 : text_width(c);
		if (!whole && column + width >= room)
			break;
		if (blank)
			(void)putc(' ', printer->out);
		else
			text_escape(printer->out, (struct span){text.at, length}, ESCAPE_TEXT);
		column += width;
		text = span_from(text, length);
	}
	if (text.length > 0 && room > 0) {
		(void)fputs("\u2026", printer->out);
		column++;
	}
	return column;
}
