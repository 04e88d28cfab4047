#include "wrap.h"

#include "failure.h"
#include "fields.h"
#include "line.h"

#include <string.h>

enum {
	NARROWEST = 24, /* columns of a terminal */
	WIDEST = 240,
	WORDS_WIDTH = 76, /* columns into which a broken line of words and the next word do not fit */
	UNBREAKABLE = 40, /* a longer word, in bytes, is broken where the line ends */
	LINES_MOST = 40,
};

static size_t indentation(struct span line)
{
	size_t n = 0;
	while (n < line.length && line.at[n] == ' ')
		n++;
	return n;
}

/* The bytes of the frame of a box at the start of a line, or 0. */
static size_t frame_before(struct span line)
{
	size_t n = indentation(line);
	return span_starts(span_from(line, n), SPAN("│")) ? n + strlen("│") : 0;
}

/* The bytes of a line without the frame of a box at its end. */
static size_t without_frame(struct span line)
{
	size_t n = line.length;
	if (span_ends_nocase(line, SPAN("│")))
		for (n -= strlen("│"); n > 0 && line.at[n - 1] == ' ';)
			n--;
	return n;
}

/* The brackets open behind `text`, of which there are `open` before it. */
static unsigned open_brackets(struct span text, unsigned open)
{
	for (size_t i = 0; i < text.length; i++)
		if (memchr("{[(", text.at[i], 3))
			open++;
		else if (memchr("}])", text.at[i], 3))
			open -= open > 0;
	return open;
}

/* Whether words on the line report a status: `Error: 400 The …`, `unexpected status 401`. */
static bool has_status(struct span line)
{
	enum { BETWEEN = 64 }; /* bytes from the word to the number */
	static const struct span words[] = {WORD("status"), WORD("error")};
	for (size_t k = 0; k < LENGTH(words); k++) {
		const char *at = span_find_nocase(line, words[k]);
		struct span rest = at ? span_from(line, (size_t)(at - line.at)) : (struct span){0};
		for (size_t i = words[k].length; i + 3 < rest.length && i < BETWEEN; i++)
			if (failure_status((struct span){rest.at + i, 3}) && !text_is_alnum(rest.at[i - 1]) &&
				!text_is_alnum(rest.at[i + 3]))
				return true;
	}
	return false;
}

bool wrap_may_go_on(const struct wrap *wrap, struct span line)
{
	struct span last = span_from(line, wrap->last);
	if (last.length < NARROWEST || last.length > WIDEST || wrap->lines == LINES_MOST)
		return false;
	last.length = without_frame(last);
	last = span_trim(last);
	char end = last.length > 0 ? last.at[last.length - 1] : '}';
	if (memchr("};", end, 2) || span_starts(line, SPAN("data:")) || lex_is_cut(last))
		return false;
	if (wrap->lines == 0 && memchr("{[(,", end, 4)) /* data that is written over lines */
		return false;
	return open_brackets(last, wrap->open) > 0 || (end != '.' && has_status(line));
}

/* Whether the next line cannot be the rest of a broken one, whatever is above it. */
static bool begins_anew(struct span next)
{
	struct line line = line_read(next);
	bool first;
	struct lexed_key field = line_field(line.text, &first); /* `Error code: 401` */
	if (field.bytes > 0 && !field.quote.sign && fields_is_own(fields_label(field.name)))
		return true;
	switch (line.kind) {
	case LINE_BLANK:
	case LINE_RECORD:
	case LINE_LINK:
	case LINE_FRAME:
		return true;
	case LINE_RAISED: /* an exception, or a code */
		return failure_is_class((struct span){line.text.at, lex_name(line.text, false)});
	case LINE_DATA:
		return !span_starts(line.text, SPAN("{\\")); /* escaped data goes on in a string */
	default:
		return (line.flags & (LINE_DATED | LINE_LEVEL)) || span_starts(line.text, SPAN("at "));
	}
}

/* Whether a line of words goes on: the next word did not fit, and does not begin a sentence. */
static bool words_go_on(struct span last, struct span next, bool framed)
{
	size_t word = 0;
	while (word < next.length && !text_is_space(next.at[word]))
		word++;
	char first = next.at[0];
	bool small = (first >= 'a' && first <= 'z') || text_is_digit(first) || memchr("\"'`", first, 3);
	bool label = word > 0 && next.at[word - 1] == ':',
	     status = word == 3 && failure_status((struct span){next.at, word});
	return small && !label && !status && (framed || last.length + 1 + word > WORDS_WIDTH);
}

/* Whether two lines begin with the same word or key: they are records of one log. */
static bool begin_alike(struct span line, struct span next)
{
	size_t n = 0;
	while (n < line.length && n < next.length && line.at[n] == next.at[n]) {
		if (n > 0 && (line.at[n] == ' ' || line.at[n] == '='))
			return true;
		n++;
	}
	return false;
}

struct joint wrap_join(struct wrap *wrap, struct span line, struct span next)
{
	const struct joint none = {0};
	struct span last = span_from(line, wrap->last);
	size_t frame = frame_before(next), indented = indentation(span_from(next, frame));
	struct span rest = span_from(next, frame + indented);
	if (wrap->lines == 0) {
		wrap->framed = frame_before(line) > 0;
		wrap->indented = indentation(span_from(line, frame_before(line)));
	}
	if (next.length > WIDEST || (frame > 0) != wrap->framed || indented < wrap->indented || begins_anew(rest))
		return none;
	if (begin_alike(span_from(line, frame_before(line) + wrap->indented), rest))
		return none;
	unsigned open = open_brackets(last, wrap->open);
	if (open == 0 && !words_go_on(last, rest, wrap->framed))
		return none;
	struct joint joint = {.joins = true, .keep = wrap->last + without_frame(last), .skip = frame + indented};
	while (joint.keep > 1 && line.at[joint.keep - 1] == ' ' && line.at[joint.keep - 2] == ' ')
		joint.keep--; /* rich fills lines with blanks */
	struct span kept = {line.at, joint.keep};
	char end = kept.at[kept.length - 1];
	size_t word = 0; /* the bytes of the last one */
	while (word < kept.length && kept.at[kept.length - 1 - word] != ' ')
		word++;
	bool breaks_word = (word > UNBREAKABLE && text_is_alnum(end)) || end == '-' || end == '/';
	joint.blank = end != ' ' && !breaks_word && (!wrap->blanks || wrap->framed);
	wrap->blanks = wrap->blanks || (end == ' ' && !wrap->framed);
	wrap->open = open;
	wrap->lines++;
	wrap->last = joint.keep + joint.blank;
	return joint;
}
