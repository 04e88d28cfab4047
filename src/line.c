#include "line.h"

#include "failure.h"
#include "fields.h"
#include "prefix.h"

#include <string.h>

enum {
	LABEL_LONGEST = 24, /* bytes of a label of some words */
	SHORT_LONGEST = 64,
};

/* Whether data has a field of a log's record near its start. */
static bool is_record(struct span line)
{
	enum { HEAD = 200 };
	static const struct span names[] = {
		WORD("level\""), WORD("time"), WORD("ts\""), WORD("severity\""), WORD("@timestamp\""), WORD("log\"")};
	struct span rest = {line.at, line.length < HEAD ? line.length : HEAD};
	for (const char *at; rest.length > 0 && (at = memchr(rest.at, '"', rest.length));) {
		rest = span_from(rest, (size_t)(at - rest.at) + 1);
		for (size_t i = 0; i < LENGTH(names); i++)
			if (rest.length > 0 && rest.at[0] == names[i].at[0] && span_starts(rest, names[i]))
				return true;
	}
	return false;
}

/* Whether a line begins as the last one of a traceback: `openai.RateLimitError: …`. */
static bool is_raised(struct span line)
{
	size_t n = lex_name(line, false), name = 0;
	bool small = false;
	if (n == 0 || n == line.length || line.at[n] != ':' || memchr(line.at, '-', n))
		return false;
	for (size_t i = 0; i < n; i++)
		if (line.at[i] == '.')
			name = i + 1;
	for (size_t i = name; i < n; i++)
		small = small || (line.at[i] >= 'a' && line.at[i] <= 'z');
	return small && line.at[name] >= 'A' && line.at[name] <= 'Z';
}

/* Whether a line is a header of HTTP: a name of letters, blanks and hyphens, a colon and a blank. */
static bool is_header(struct span line)
{
	size_t i = 0;
	while (i < line.length && i < LABEL_LONGEST &&
		((text_is_alnum(line.at[i]) && !text_is_digit(line.at[i])) || line.at[i] == ' ' || line.at[i] == '-'))
		i++;
	return i > 0 && i < LABEL_LONGEST && i + 1 < line.length && line.at[i] == ':' && line.at[i + 1] == ' ';
}

static bool is_body_label(struct span text)
{
	static const char *const bodies[] = {
		"body", "response", "error:", "data", "detail", "header", "reply", "msg", "code", "request", NULL};
	struct span label = {text.at, text.length < LABEL_LONGEST ? text.length : LABEL_LONGEST};
	return (memchr(label.at, ':', label.length) || memchr(label.at, '{', label.length)) &&
	       lex_starts_with(text, bodies);
}

/* Whether a line marks a place in the line above. */
static bool is_caret(struct span text)
{
	text = span_trim(text);
	for (size_t i = 0; i < text.length; i++)
		if (text.at[i] != '^' && text.at[i] != '~')
			return false;
	return true;
}

static enum line_kind kind_of(struct span text, unsigned *flags)
{
	static const char *const links[] = {"During handling of", "The above exception was", "Caused by", "[cause]",
		"CAUSE:", "Suppressed:", "(truncated", "[stacktrace]", "#", "from ", "... ", "Troubleshooting URL",
		NULL};
	static const char *const frames[] = {"File \"", "Stack trace", "stack:", NULL};
	char first = text.at[0];
	if (first == '{' || span_starts(text, SPAN("[{")) || span_starts(text, SPAN("b'{")))
		return is_record(text) ? LINE_RECORD : LINE_DATA;
	if (memchr("}])<", first, 4))
		return LINE_CLOSING;
	if (is_caret(text))
		return LINE_LINK; /* node shows the source of an uncaught exception above it */
	if (memchr("dDtTcCsS[(#fF.", first, 14)) {
		if (lex_starts_with(text, links))
			return LINE_LINK;
		if (span_starts_nocase(text, SPAN("Traceback"))) {
			*flags |= LINE_TRACEBACK;
			return LINE_FRAME;
		}
		if (lex_starts_with(text, frames))
			return LINE_FRAME;
	}
	if (is_body_label(text))
		return LINE_BODY;
	return is_raised(text) ? LINE_RAISED : is_header(text) ? LINE_HEADER : LINE_WORDS;
}

struct line line_read(struct span text)
{
	struct line line = {.kind = LINE_BLANK, .text = span_from(text, prefix_container(text))};
	struct span whole = line.text;
	size_t prefix = prefix_bytes(whole);
	line.text = span_from(whole, prefix);
	struct span trimmed = span_trim(line.text);
	if (trimmed.length == 0)
		return line;
	if (prefix_is_dated(whole))
		line.flags |= LINE_DATED;
	bool far = prefix > 2 && text_is_space(line.text.at[-1]) && text_is_space(line.text.at[-2]);
	if (text_is_space(whole.at[0]) || (far && !(line.flags & LINE_DATED)))
		line.flags |= LINE_INDENTED;
	if (trimmed.length <= SHORT_LONGEST)
		line.flags |= LINE_SHORT;
	if (prefix_is_level(line.text))
		line.flags |= LINE_LEVEL;
	line.kind = kind_of(line.text, &line.flags);
	return line;
}

struct status_line line_status(struct span text)
{
	static const char *const starts[] = {"<-- ", "< HTTP", "HTTP"};
	const struct status_line none = {0};
	size_t k = 0, at;
	if (text.length == 0 || !memchr("<H", text.at[0], 2))
		return none;
	while (k < 3 && !span_starts(text, span_of(starts[k])))
		k++;
	if (k == 3)
		return none;
	for (at = strlen(starts[k]) - 1; at < text.length && at < 12 && text.at[at] != ' '; at++)
		;
	bool version = k == 0 || memchr(text.at, '/', at);
	struct span rest = span_from(text, at + 1);
	if (rest.length < 3 || !text_is_digit(rest.at[0]))
		return none;
	bool alone = span_trim(rest).length == 3 || fields_reason(span_from(rest, 4), NULL);
	if (version ? rest.length > 3 && !text_is_space(rest.at[3]) : !alone)
		return none;
	return (struct status_line){true, version, failure_status((struct span){rest.at, 3}), span_from(rest, 3)};
}

struct lexed_key line_field(struct span text, bool *first)
{
	const char *start = text.at;
	struct lexed_key key = lex_key(text, true);
	while (key.bytes == 0 && text.length > 0 && text_is_alnum(text.at[0]) && text.at <= start + LABEL_LONGEST) {
		text = span_from(text, lex_name(text, false) + 1);
		key = lex_key(text, true);
	}
	*first = text.at == start;
	return key;
}

/* Whether a comment ends a line of source code, or is all of it. */
static bool is_commented(struct span line)
{
	const char *at = line.at, *end = line.at + line.length;
	for (; (at = memchr(at, '/', (size_t)(end - at))); at++)
		if (end - at > 2 && memcmp(at, "// ", 3) == 0 && (at == line.at || memchr(" ;", at[-1], 2)))
			return true;
	return false;
}

enum line_source line_source(struct span line)
{
	static const char *const starts[] = {"return ", "raise ", "throw ", "SELECT ", "UPDATE ", "INSERT ", "if ",
		"if (", "case ", "const ", "let ", "var ", "def ", "class ", "res.", "#define ", "assert", "expect(",
		"it(", "test(", "* @", "self.", "elif ", "} else", "static ", "public ", "private ", "export ",
		"import ", "from ", "async ", "function ", NULL};
	line = span_trim(line);
	if (line.length == 0 || memchr("{['", line.at[0], 3))
		return SOURCE_NOT;
	for (const char *const *start = starts; *start; start++)
		if (span_starts(line, span_of(*start))) /* in this case only: `Import failed` is no code */
			return SOURCE_CODE;
	if (is_commented(line) || span_starts(line, SPAN("\"\"\"")))
		return SOURCE_COMMENT;
	bool statement = line.at[line.length - 1] == ';' && !prefix_is_dated(line) &&
			 memchr("=(", line.at[0], 2) == NULL &&
			 (memchr(line.at, '(', line.length) || memchr(line.at, '=', line.length));
	return statement ? SOURCE_COMMENT : SOURCE_NOT;
}
