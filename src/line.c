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
		if (rest.length == 0 || !memchr("lts@", rest.at[0], 4))
			continue;
		for (size_t i = 0; i < LENGTH(names); i++)
			if (span_starts(rest, names[i]))
				return true;
	}
	return false;
}

/* Whether a line begins as the last one of a traceback: `openai.RateLimitError: …`. The name behind the last dot begins
 * with a capital and has small letters; it is not that of a field, `Status: …`. */
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
	return small && line.at[name] >= 'A' && line.at[name] <= 'Z' &&
	       !fields_is_own(fields_label((struct span){line.at, n}));
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

/* Whether a line marks a place in the line above. */
static bool is_caret(struct span text)
{
	text = span_trim(text);
	for (size_t i = 0; i < text.length; i++)
		if (text.at[i] != '^' && text.at[i] != '~')
			return false;
	return true;
}

/* Whether a line begins with one of some words, in any case. */
static bool begins_with(struct span line, const struct span words[], size_t count)
{
	char first = (char)(line.at[0] | ' '); /* a letter in lower case */
	for (size_t i = 0; i < count; i++)
		if ((words[i].at[0] | ' ') == first && span_starts_nocase(line, words[i]))
			return true;
	return false;
}

static enum line_kind kind_of(struct span line)
{
	static const struct span links[] = {WORD("During handling of"), WORD("The above exception was"),
		WORD("Caused by"), WORD("[cause]"), WORD("cause:"), WORD("Suppressed:"), WORD("(truncated"),
		WORD("[stacktrace]"), WORD("from "), WORD("... "), WORD("Troubleshooting URL"),
		WORD("Serialized Error:")}; /* vitest */
	static const struct span frames[] = {WORD("Traceback"), WORD("File \""), WORD("Stack trace"), WORD("stack:")};
	static const struct span bodies[] = {WORD("body"), WORD("response"), WORD("error:"), WORD("data"),
		WORD("detail"), WORD("header"), WORD("reply"), WORD("msg"), WORD("code"), WORD("request")};
	char first = line.at[0];
	if (first == '{' || span_starts(line, SPAN("[{")) || span_starts(line, SPAN("b'{")))
		return is_record(line) ? LINE_RECORD : LINE_DATA;
	if (memchr("}])<", first, 4))
		return LINE_CLOSING;
	bool numbered = first == '#' && line.length > 1 && text_is_digit(line.at[1]); /* a frame of PHP */
	/* node shows the source of an uncaught exception above it */
	if (is_caret(line) || numbered || begins_with(line, links, LENGTH(links)))
		return LINE_LINK;
	if (begins_with(line, frames, LENGTH(frames)))
		return LINE_FRAME;
	struct span label = {line.at, line.length < LABEL_LONGEST ? line.length : LABEL_LONGEST};
	if (memchr(label.at, ':', label.length) && begins_with(line, bodies, LENGTH(bodies)))
		return LINE_BODY;
	return is_raised(line) ? LINE_RAISED : is_header(line) ? LINE_HEADER : LINE_WORDS;
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
	/* Two blanks behind a prefix indent the text; behind a date they align the columns of a log. */
	bool two_blanks = prefix > 2 && text_is_space(line.text.at[-1]) && text_is_space(line.text.at[-2]);
	if (text_is_space(whole.at[0]))
		line.flags |= LINE_INDENTED;
	else if (two_blanks && !(line.flags & LINE_DATED))
		line.flags |= LINE_DEEP;
	if (trimmed.length <= SHORT_LONGEST)
		line.flags |= LINE_SHORT;
	if (prefix_is_level(line.text))
		line.flags |= LINE_LEVEL;
	line.kind = kind_of(line.text);
	return line;
}

struct line_form line_form(struct span text)
{
	enum { REST = 64 };
	const uint32_t prime = 16777619; /* FNV-1a */
	uint32_t hash[2] = {2166136261, 2166136261};
	size_t first = 0; /* bytes up to the end of the first word */
	for (bool word = false; first < text.length && first < REST && !(word && text.at[first] == ' '); first++)
		word = word || (text_is_alnum(text.at[first]) && !text_is_digit(text.at[first]));
	for (size_t i = 0; i < text.length && i < first + REST; i++)
		if (!text_is_digit(text.at[i]))
			hash[i > first] = (hash[i > first] ^ (unsigned char)text.at[i]) * prime;
	return (struct line_form){hash[0], hash[1]};
}

struct status_line line_status(struct span text)
{
	enum { LONGEST = 12 }; /* of what stands before the status: `< HTTP/1.1` */
	const struct status_line none = {0};
	bool okhttp = span_starts(text, SPAN("<-- "));
	if (!okhttp && !span_starts(text, SPAN("HTTP")) && !span_starts(text, SPAN("< HTTP")))
		return none;
	size_t at = strlen("<--");
	while (at < text.length && at < LONGEST && text.at[at] != ' ')
		at++;
	struct span status = span_from(text, at + 1);
	if (status.length < 3 || !text_is_digit(status.at[0]))
		return none;
	bool sure = okhttp || memchr(text.at, '/', at);
	bool whole = status.length == 3 || text_is_space(status.at[3]);
	bool alone = span_trim(status).length == 3 || fields_reason(span_from(status, 4), NULL);
	if (sure ? !whole : !alone)
		return none;
	return (struct status_line){true, sure, failure_status((struct span){status.at, 3}), span_from(status, 3)};
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
	if (key.bytes > 0)
		key.bytes += (size_t)(text.at - start);
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

/* Whether a line is the title of a commit as logs, release notes and lists of pull requests print it:
 * `3f1c2aa fix(api): …`, `* feat: …`, `#97 Fix: …`. See conventionalcommits.org. */
static bool is_commit_title(struct span line)
{
	static const struct span types[] = {
		WORD("fix"), WORD("feat"), WORD("docs"), WORD("chore"), WORD("refactor"), WORD("perf"), WORD("revert")};
	const char *start = line.at;
	if (memchr("-*#", line.at[0], 3))
		line = span_trim(span_from(line, 1));
	size_t n = 0;
	while (n < line.length && memchr("0123456789abcdef", line.at[n], 16))
		n++;
	if (n > 0 && n < line.length && line.at[n] == ' ')
		line = span_from(line, n + 1);
	bool marked = line.at > start;
	size_t type = 0;
	for (size_t i = 0; i < LENGTH(types); i++)
		if (marked ? span_starts_nocase(line, types[i]) : span_starts(line, types[i]))
			type = types[i].length;
	if (type == 0)
		return false;
	struct span behind = span_from(line, type);
	const char *end = span_starts(behind, SPAN("(")) ? memchr(behind.at, ')', behind.length) : NULL;
	if (end)
		behind = span_from(behind, (size_t)(end - behind.at) + 1);
	return span_starts(span_from(behind, span_starts(behind, SPAN("!"))), SPAN(": "));
}

enum line_source line_source(struct span line)
{
	static const struct span starts[] = {WORD("return "), WORD("raise "), WORD("throw "), WORD("SELECT "),
		WORD("UPDATE "), WORD("INSERT "), WORD("if "), WORD("if ("), WORD("case "), WORD("const "),
		WORD("let "), WORD("var "), WORD("def "), WORD("class "), WORD("res."), WORD("#define "),
		WORD("assert"), WORD("expect("), WORD("it("), WORD("test("), WORD("* @"), WORD("self."), WORD("elif "),
		WORD("} else"), WORD("static "), WORD("public "), WORD("private "), WORD("export "), WORD("import "),
		WORD("from "), WORD("async "), WORD("function "),
		/* Test runners print the name of a test that passed behind these; TAP also of one that failed. */
		WORD("✓ "), WORD("✔ "), WORD("√ "), WORD("✅ "), WORD("↓ "), WORD("ok "), WORD("not ok "),
		WORD("--- PASS"), WORD("PASS "), WORD("Passed ")};
	line = span_trim(line);
	if (line.length == 0 || memchr("{['", line.at[0], 3))
		return SOURCE_NOT;
	for (size_t i = 0; i < LENGTH(starts); i++) /* in this case only: `Import failed` is no code */
		if (starts[i].at[0] == line.at[0] && span_starts(line, starts[i]))
			return SOURCE_CODE;
	if (is_commit_title(line))
		return SOURCE_CODE;
	if (is_commented(line) || span_starts(line, SPAN("/*")) || span_starts(line, SPAN("<!--")) ||
		span_starts(line, SPAN("\"\"\"")))
		return SOURCE_COMMENT;
	bool statement = line.at[line.length - 1] == ';' && !memchr("=(", line.at[0], 2) && !prefix_is_dated(line);
	bool operates = memchr(line.at, '(', line.length) || memchr(line.at, '=', line.length);
	return statement && operates ? SOURCE_COMMENT : SOURCE_NOT;
}
