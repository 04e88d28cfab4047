/* Text for a terminal: wrapped between words, or cut to a number of columns. All of it is written by text_escape. */
#ifndef LAYOUT_H
#define LAYOUT_H

#include "printer.h"
#include "text.h"

#define LAYOUT_BOLD "\033[1m"
#define LAYOUT_RED "\033[31m"
#define LAYOUT_GREEN "\033[32m"
#define LAYOUT_RESET "\033[0m"

enum { LAYOUT_HANG = 4 }; /* the indent of continuation lines, where text is not beside its label */

/* Where the next word goes: after `gap` spaces at `column`, or on the next line after `hang`. */
struct place {
	size_t column, gap, hang;
	bool stuck; /* the word stays on this line, however long: it would be no better off on the next */
};

/* Whether the terminal is too narrow for text beside labels and in columns. */
bool layout_is_narrow(const struct printer *printer);

/* `text`, or a dash if there is none. */
static inline struct span layout_or_dash(struct span text)
{
	return text.length > 0 ? text : SPAN("-");
}

/* The colour of "yes" and "no" for whether to try again; "" for neither. */
const char *layout_retry_color(enum retry retry);
/* Writes `color` if the printer uses colours. */
void layout_color(const struct printer *printer, const char *color);
void layout_blanks(const struct printer *printer, size_t count);
/* Writes the spaces that are due. */
void layout_gap(const struct printer *printer, struct place *place);
/* Ends the line and indents the next one. */
void layout_break(const struct printer *printer, struct place *place);
/* Writes `text` at *place, wrapped, and advances *place. */
void layout_text(const struct printer *printer, struct place *place, struct span text);
/* Writes `text` as the next item of a list: after a comma if it is not the first. */
void layout_listed(const struct printer *printer, struct place *place, struct span text, bool first);

/* Writes "  LABEL:" and returns the place of its text. */
struct place layout_label(const struct printer *printer, const char *label);
/* Writes a line "  LABEL: TEXT"; nothing if the text is empty. */
void layout_line(const struct printer *printer, const char *label, struct span text);

/* Writes `text` on one line in at most `room` columns, ending in an ellipsis if it is cut. Returns the columns written.
 * White space of any kind becomes a blank. SIZE_MAX: no limit. */
size_t layout_cut(const struct printer *printer, struct span text, size_t room);

#endif
