#include "level.h"

#include "phrases.h"
#include "prefix.h"
#include "trim.h"

#include <string.h>

enum { SHORTEST = 7 }; /* bytes of a string that may report a failure */

/* Whether the content of a string may be data. */
bool data_is_in(struct span text)
{
	if (!memchr(text.at, '{', text.length))
		return false;
	text = span_from(text, lex_blanks(text));
	text = span_from(text, prefix_bytes(text));
	return text.length > 1 && (text.at[0] == '{' || (text.at[0] == '[' && memchr("{ \\", text.at[1], 3)));
}

/* Reports, once a line, that a failure may be nested too deep. */
static void complain_deep(struct tokens *t)
{
	if (t->deep_line != t->line)
		t->sink.skipped(t->sink.arg, t->line, "nested too deep");
	t->deep_line = t->line;
}

/* The value of the field at hand was read: stores it, and reads a string that may report a failure. `quote`: of the
 * string; its sign is 0 for a bare value. */
static void take_value(struct tokens *t, struct span raw, struct quote quote)
{
	struct group *g = groups_top(&t->groups);
	enum key key = g->key;
	char bytes[FAILURE_MESSAGE];
	bool array = g->kind == GROUP_ARRAY, text = g->kind == GROUP_TEXT;
	g->expects = array;
	if (t->beyond > 0 && (key == KEY_CODE || key == KEY_ERROR_CODE) && !fields_is_success(raw))
		complain_deep(t);
	if (t->beyond > 0 || (g->facts & FACT_MUTED))
		return;
	if (key == KEY_CONTENT || key == KEY_INPUT) {
		/* The body of a response that failed, as HTTP::Tiny holds it. */
		if (key == KEY_CONTENT && g->kind == GROUP_OBJECT && data_is_in(raw) && !(g->facts & FACT_ROLE))
			level_open(t, raw, quote, FACT_CONTENT);
		return;
	}
	if (array ? key == KEY_REQUEST_ID : key != KEY_OTHER && key != KEY_DETAIL && key != KEY_ANSWER)
		group_take(g, key,
			quote.sign ? lex_decode(raw, quote, bytes, sizeof bytes) : span_cut(raw, sizeof bytes),
			quote.sign);
	if (!(quote.sign || text) || raw.length < SHORTEST || (g->facts & FACT_KNOWN_CODE))
		return;
	bool error = key == KEY_ERROR_MESSAGE, words = fields_is_message(key) || key == KEY_ERROR ||
						       key == KEY_DETAIL || key == KEY_VALUE || key == KEY_EVENT;
	if (!(words ? phrases_are_in(raw) : data_is_in(raw)) || (!error && groups_in_answer(&t->groups)))
		return;
	bool announced = error || key == KEY_ERROR || g->own == KEY_ERROR || (top_level(t)->seen & SEEN_FAILURE);
	level_open(t, raw, quote, (announced ? FACT_ANNOUNCED : 0U) | (error ? FACT_OWN_MESSAGE : 0U));
}

/* ---- Brackets ---- */

/* Closes the groups from groups.at[depth] on. */
static void close_groups(struct tokens *t, unsigned depth)
{
	struct groups *groups = &t->groups;
	struct level *level = top_level(t);
	while (groups->depth > depth) {
		const struct group *g = groups_top(groups);
		if (t->sink.words && g->message_length > 0 && !(g->facts & (FACT_ANSWER | FACT_ROLE | FACT_FINE)))
			t->sink.words(t->sink.arg, (struct span){g->message, g->message_length}, g->line, true);
		groups_close(groups);
	}
	struct group *g = groups_top(groups);
	g->expects = g->kind == GROUP_ARRAY;
	if (depth != level->base + 1)
		return;
	t->beyond = 0;
	for (unsigned i = g->first; i < groups->found.count && g->rank == RANK_REPORTED; i++)
		groups->found.at[i]->failure.line = g->line;
	if (g->rank == RANK_NEAR) { /* the status before the data is its own */
		g->rank = RANK_NONE;
		g->status = 0;
	}
	g->facts &= ~(unsigned)FACT_WORDS;
	level->line |= LEVEL_HAS_DATA;
}

/* Whether data is the value of a variable in source code: `name = {`. Data::Dumper of Perl prints $VAR1 = {. */
static bool is_assigned(const struct level *level, struct span data)
{
	struct span before = span_trim((struct span){level->from, (size_t)(data.at - level->from)});
	size_t name = before.length > 0 && before.at[0] != '$' ? lex_name(before, false) : 0;
	return name > 0 && span_equals(span_trim(span_from(before, name)), SPAN("="));
}

/* Opens a group for the bracket that `text` begins with, as the value of the field `own`; returns its bytes. */
size_t data_open(struct tokens *t, struct span text, enum key own)
{
	struct level *level = top_level(t);
	struct groups *groups = &t->groups;
	char sign;
	size_t n = lex_sign(text, &sign);
	if (groups->depth + 1 >= GROUP_DEPTH) {
		t->beyond++; /* what is in it is lexed, and not stored */
		if (own == KEY_ERROR)
			complain_deep(t);
		return n;
	}
	const struct group *around = groups_top(groups);
	bool outermost = groups->depth == level->base + 1 && is_input(t);
	bool begins = outermost && (level->line & LEVEL_EMPTY);
	/* A failure has the line of the outermost data, or of the item of an outermost list. */
	bool item = is_input(t) && around->kind == GROUP_ARRAY && groups->depth == 2;
	uint64_t line = outermost || item ? t->line : around->line;
	enum group_kind kind = sign == '{' ? GROUP_OBJECT : sign == '[' ? GROUP_ARRAY : GROUP_PARENS;
	struct group *g = groups_open(groups, kind, own, line);
	g->facts |= (level->seen & SEEN_SOURCE) || (outermost && is_assigned(level, text)) ? FACT_SOURCE : 0U;
	g->facts |= begins && span_starts(text, SPAN("{\"count\":")) ? FACT_TALLY : 0U;
	if (sign == '{' && lex_is_doubled(span_from(text, n)))
		g->quote.sign = SIGN_DOUBLED;
	if (outermost && text.at > level->from && text.at[-1] == '\'')
		g->quote.literal = true;
	return n;
}

static bool is_closed_by(const struct group *g, char sign)
{
	return sign == '}'   ? g->kind == GROUP_OBJECT
	       : sign == ']' ? g->kind == GROUP_ARRAY || g->kind == GROUP_FIELDS
			     : g->kind == GROUP_PARENS;
}

/* Closes the nearest group that the bracket closes, and those in it. */
static void close_bracket(struct tokens *t, char sign)
{
	struct groups *groups = &t->groups;
	struct level *level = top_level(t);
	unsigned depth = groups->depth;
	if (sign == ')' && level->wrappers > 0) {
		level->wrappers--;
		return;
	}
	if (t->beyond > 0) {
		t->beyond--;
		return;
	}
	while (depth > level->base + 1 && !is_closed_by(&groups->at[depth - 1], sign))
		depth--;
	if (depth > level->base + 1)
		close_groups(t, depth - 1);
}

/* ---- Values ---- */

/* Reads a string, whose quote is `quote` and has `opening` bytes. `words`: in a text, where it ends with the line. */
static size_t read_string(struct tokens *t, struct span text, struct quote quote, size_t opening, bool words)
{
	struct group *g = groups_top(&t->groups);
	if (g->quote.sign == SIGN_DOUBLED && quote.sign == '"' && span_starts(text, SPAN("\"\""))) {
		quote.sign = SIGN_DOUBLED;
		opening = 2;
	} else if (quote.sign == '"' && (g->quote.sign == SIGN_DOUBLED || quote.slashes < g->quote.slashes)) {
		close_groups(t, top_level(t)->base + 1); /* the string that the data stands in ends */
		return opening;
	}
	if (quote.slashes > g->quote.slashes && quote.sign == '"')
		g->quote = quote;
	quote.literal = g->quote.literal && quote.sign == '"';
	bool value = g->expects || g->kind == GROUP_ARRAY;
	unsigned lines = value && !words ? STRING_LINES : 1;
	struct span content = span_from(text, opening);
	struct string string = lex_string(content, quote, lines);
	enum tokens_more more = is_input(t) ? t->more : TOKENS_END;
	bool room = more == TOKENS_MORE || (more == TOKENS_FULL && top_level(t)->at > 0);
	if (string.end == STRING_OPEN && !words && room)
		return WAITS;
	if (string.end == STRING_OPEN && !words && more == TOKENS_FULL && string.bytes == content.length) {
		t->skipping = FED_STRING;
		t->quote = quote;
	}
	level_count_lines(t, (struct span){content.at, string.bytes});
	if (value)
		take_value(t, (struct span){content.at, string.length}, quote);
	return opening + string.bytes;
}

/* Reads the name of a constructor and its bracket in data: Python's ApiError(code=…), Rust's Some(…). */
static size_t read_constructor(struct tokens *t, struct span text, size_t name)
{
	struct span inside = span_from(text, name + 1);
	if (lex_key(span_from(inside, lex_blanks(inside)), false).bytes > 0)
		return name + data_open(t, span_from(text, name), groups_top(&t->groups)->key);
	top_level(t)->wrappers++;
	return name + 1;
}

static size_t read_bare(struct tokens *t, struct span text, struct span line)
{
	struct group *g = groups_top(&t->groups);
	bool words = g->kind == GROUP_TEXT, whole = fields_is_message(g->key) || g->key == KEY_CONTENT;
	if (!g->expects && g->kind != GROUP_ARRAY)
		return lex_name(text, false);
	if (words && !whole && !fields_is_own(g->key)) {
		g->expects = false;
		return 0;
	}
	size_t n = lex_bare(words ? line : text, whole);
	if (is_input(t) && t->more == TOKENS_FULL && n == text.length)
		return WAITS;
	struct span raw = {text.at, n};
	while (words && !whole && raw.length > 1 && raw.at[raw.length - 1] == '.')
		raw.length--; /* it ends the sentence */
	g->facts |= words && fields_is_message(g->key) ? FACT_MESSAGE : 0U;
	if (n > 0 && !span_equals_nocase(raw, SPAN("array"))) /* PHP's Array ( */
		take_value(t, raw, (struct quote){0});
	return n;
}

/* The bytes of the type before a value: Python's b'…', `chr "…"` as R's str prints it, PHP's string(4); or 0. */
static size_t type_bytes(struct span text)
{
	static const struct span types[] = {WORD("chr "), WORD("int "), WORD("num "), WORD("logi ")};
	if (!memchr("bfurcinls", text.at[0], 9))
		return 0;
	if (memchr("bfur", text.at[0], 4) && text.length > 1 && memchr("\"'", text.at[1], 2))
		return 1;
	if (span_starts(text, SPAN("string("))) {
		size_t n = strlen("string(") + lex_bare(span_from(text, strlen("string(")), false);
		return n + (n < text.length && text.at[n] == ')');
	}
	for (size_t i = 0; i < LENGTH(types); i++)
		if (span_starts(text, types[i]))
			return types[i].length;
	return 0;
}

/* Reads the value of the field at hand, in data or in a text; returns its bytes, 0 if there is none. */
size_t data_value(struct tokens *t, struct span text)
{
	struct group *g = groups_top(&t->groups);
	bool words = g->kind == GROUP_TEXT, whole = fields_is_message(g->key) || g->key == KEY_CONTENT;
	struct span line = text;
	struct quote quote;
	char c = text.at[0], sign;
	if (words)
		line.length = (size_t)(level_line_end(top_level(t), text) - text.at);
	(void)lex_sign(text, &sign);
	if (sign == '{' || ((sign == '[' || sign == '(') && !(words && whole))) {
		g->expects = g->kind == GROUP_ARRAY;
		return data_open(t, text, g->key);
	}
	size_t n = lex_quote(text, &quote);
	if (n > 0)
		return read_string(t, line, quote, n, words);
	if (c == '<' && !(words && whole)) { /* Python's <HTTPStatus.BAD_REQUEST: 400> */
		enum { LONGEST = 64 };
		size_t room = line.length < LONGEST ? line.length : LONGEST;
		const char *end = memchr(line.at, '>', room);
		if (end && end > line.at + 4)
			take_value(t, (struct span){end - 3, 3}, (struct quote){0});
		return end ? (size_t)(end - line.at) : 1;
	}
	n = type_bytes(text);
	if (n > 0)
		return n;
	n = lex_name(text, false);
	if (!words && n > 0 && n < text.length && text.at[n] == '(')
		return read_constructor(t, text, n);
	return read_bare(t, text, line);
}

/* ---- Data ---- */

/* Whether data cannot go on on a line; `rest` is behind its prefix. */
static bool breaks_off(const struct group *g, struct span line, struct span rest, bool below_blank)
{
	char sign;
	bool unindented = rest.at == line.at;
	if (rest.length == 0 || rest.at[0] == '\n')
		return false;
	if (prefix_is_dated(line) && (unindented || line.at[0] == '['))
		return true;
	(void)lex_sign(rest, &sign);
	if (lex_key(rest, false).bytes > 0)
		return false;
	if (sign == '{')
		return unindented && g->kind != GROUP_ARRAY && !g->expects;
	if (sign == '[')
		return rest.length > 1 && text_is_alnum(rest.at[1]) && !text_is_digit(rest.at[1]);
	if (memchr("\"'`", sign, 3))
		return unindented && below_blank;
	if (memchr("}]),:;(<+%&\\", sign, 12) || sign == SIGN_CURLY)
		return false;
	size_t n = lex_name(rest, false);
	struct span behind = span_from(rest, n + lex_blanks(span_from(rest, n)));
	return n == 0 || !(behind.length == 0 || memchr(",}])(\n{", behind.at[0], 7));
}

/* At the start of a line in data: skips its prefix, or ends data that does not go on. */
static size_t begin_data_line(struct tokens *t, struct span text)
{
	struct level *level = top_level(t);
	size_t n = prefix_bytes(text);
	bool below_blank = level->line & LEVEL_BELOW_BLANK;
	if (is_input(t) && text.at[0] == ':') /* a comment of an event stream */
		return lex_line(text);
	bool deep = t->beyond > 0 && !text_is_space(text.at[0]) && !memchr("}])", text.at[0], 3);
	if (deep || breaks_off(groups_top(&t->groups), text, span_from(text, n), below_blank)) {
		t->beyond = 0;
		close_groups(t, level->base + 1);
		if (is_input(t))
			level_end_line(t, NULL);
		return 0;
	}
	level->line = (level->line & LEVEL_HAS_DATA) | LEVEL_EMPTY;
	level->end = NULL;
	return n;
}

static size_t read_key(struct tokens *t, struct group *g, struct span text)
{
	struct lexed_key key = lex_key(text, false);
	if (key.bytes == 0)
		return 0;
	if (is_input(t) && t->more == TOKENS_FULL && key.bytes == text.length)
		return WAITS;
	if (g->kind == GROUP_ARRAY && text.at[0] != '[')
		g->kind = GROUP_FIELDS;
	g->key = fields_key(key.name);
	g->facts |= key.equals ? FACT_EQUALS : 0U;
	g->expects = true;
	group_note(g, g->key);
	return key.bytes;
}

/* Reads one token of data; returns its bytes. */
size_t data_token(struct tokens *t, struct span text)
{
	struct level *level = top_level(t);
	struct group *g = groups_top(&t->groups);
	char sign;
	if (level->line & LEVEL_START) {
		size_t n = begin_data_line(t, text);
		if (n > 0 || (level->line & LEVEL_START))
			return n;
	}
	size_t n = text.at[0] == '"' ? 0 : lex_blanks(text);
	if (n > 0)
		return n;
	n = lex_sign(text, &sign);
	bool first = level->line & LEVEL_EMPTY;
	level->line &= ~(unsigned)LEVEL_EMPTY;
	switch (sign) {
	case '\n':
		t->line += is_input(t);
		level->line = LEVEL_START | (first ? LEVEL_BELOW_BLANK : 0U) | (level->line & LEVEL_HAS_DATA);
		return 1;
	case ',':
	case ';':
		g->expects = g->kind == GROUP_ARRAY;
		return n;
	case '}':
	case ']':
	case ')':
		close_bracket(t, sign);
		if (t->groups.depth == level->base + 1)
			level->from = text.at + n;
		return n;
	default:
		break;
	}
	size_t read = !g->expects || g->kind == GROUP_ARRAY || first ? read_key(t, g, text) : 0;
	if (read == 0)
		read = data_value(t, text);
	return read > 0 ? read : n;
}
