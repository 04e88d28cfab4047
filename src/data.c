#include "level.h"

#include "phrases.h"
#include "prefix.h"
#include "trim.h"

#include <string.h>

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
		level_complain(t, "nested too deep");
	t->deep_line = t->line;
}

/* Reads a value as a text one level deeper if it may report a failure: data in a string, or the words of a message. */
static void read_inside(struct tokens *t, struct span raw, struct quote quote)
{
	enum { SHORTEST = 7 }; /* bytes of a text that may */
	const struct group *g = groups_top(&t->groups);
	enum key key = g->key;
	if (key == KEY_INPUT)
		return;
	if (key == KEY_CONTENT) { /* the body of a response that failed, as HTTP::Tiny holds it */
		if (g->kind == GROUP_OBJECT && data_is_in(raw) && !(g->facts & FACT_ROLE))
			level_open(t, raw, quote, FACT_CONTENT);
		return;
	}
	if (!(quote.sign || g->kind == GROUP_TEXT) || raw.length < SHORTEST || (g->facts & FACT_KNOWN_CODE))
		return;
	bool error = key == KEY_ERROR_MESSAGE;
	bool words = fields_is_message(key) || key == KEY_EVENT || (key >= KEY_ERROR && key <= KEY_DETAIL);
	if (!(words ? phrases_are_in(raw) : data_is_in(raw)) || (!error && groups_in_answer(&t->groups)))
		return;
	bool announced = error || key == KEY_ERROR || key == KEY_FAILURE || g->own == KEY_ERROR ||
			 (top_level(t)->seen & SEEN_FAILURE);
	level_open(t, raw, quote, (announced ? FACT_ANNOUNCED : 0U) | (error ? FACT_OWN_MESSAGE : 0U));
}

/* A value was read: in an array another one comes next, elsewhere a key. */
static void expect_next(struct group *g)
{
	g->expects = g->kind == GROUP_ARRAY;
}

/* Stores the value of the current field, and reads what is in it. `quote`: of a string; its sign is 0 for a bare value.
 */
static void take_value(struct tokens *t, struct span raw, struct quote quote)
{
	struct group *g = groups_top(&t->groups);
	char bytes[FAILURE_MESSAGE];
	expect_next(g);
	if (t->beyond > 0 && (g->key == KEY_CODE || g->key == KEY_ERROR_CODE) && !fields_is_success(raw))
		complain_deep(t);
	if (t->beyond > 0 || (g->facts & FACT_MUTED))
		return;
	/* An item of a list has the key of the list. */
	if (g->kind == GROUP_ARRAY ? g->key == KEY_REQUEST_ID : fields_is_kept(g->key)) {
		struct span value =
			quote.sign ? lex_decode(raw, quote, bytes, sizeof bytes) : span_cut(raw, sizeof bytes);
		group_take(g, g->key, value, quote.sign);
	}
	read_inside(t, raw, quote);
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
			t->sink.words(t->sink.arg, (struct span){g->message, g->message_length}, g->line);
		groups_close(groups);
	}
	struct group *g = groups_top(groups);
	expect_next(g);
	if (depth > level->groups) /* other data is around */
		return;
	t->beyond = 0;
	for (unsigned i = g->first; i < groups->found.count && g->rank == RANK_REPORTED; i++)
		groups->found.at[i]->failure.line = g->line;
	level_drop_near(g); /* it was the status of that data */
	g->facts &= ~(unsigned)FACT_WORDS;
	level->state |= LEVEL_HAS_DATA;
}

/* Whether data is the value of a variable in source code: `name = {`. Data::Dumper of Perl prints $VAR1 = {. */
static bool is_assigned(const struct level *level, struct span data)
{
	struct span before = span_trim((struct span){level->from, (size_t)(data.at - level->from)});
	size_t name = before.length > 0 && before.at[0] != '$' ? lex_name(before, false) : 0;
	return name > 0 && span_equals(span_trim(span_from(before, name)), SPAN("="));
}

size_t data_open(struct tokens *t, struct span text, enum key own)
{
	struct level *level = top_level(t);
	struct groups *groups = &t->groups;
	char sign;
	size_t n = lex_sign(text, &sign);
	if (groups->depth + 1 >= GROUP_DEPTH) {
		t->beyond++; /* what is in it is read, but not stored */
		if (own == KEY_ERROR)
			complain_deep(t);
		return n;
	}
	const struct group *around = groups_top(groups);
	bool outermost = groups->depth == level->groups && is_input(t);
	bool begins = outermost && (level->state & LEVEL_EMPTY);
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
	while (depth > level->groups && !is_closed_by(&groups->at[depth - 1], sign))
		depth--;
	if (depth > level->groups)
		close_groups(t, depth - 1);
}

/* ---- Values ---- */

/* Relates the quote that `text` begins with to those of the group: notes it if it is escaped deeper; makes it a doubled
 * one, of a CSV cell, if those are. Returns false if it is the quote around the data, whose string ends. */
static bool match_quote(struct group *g, struct span text, struct quote *quote, size_t *bytes)
{
	if (quote->sign != '"')
		return true;
	if (g->quote.sign == SIGN_DOUBLED) {
		quote->sign = SIGN_DOUBLED;
		*bytes = 2;
		return span_starts(text, SPAN("\"\""));
	}
	if (quote->slashes > g->quote.slashes)
		g->quote = *quote;
	quote->literal = g->quote.literal;
	return quote->slashes == g->quote.slashes;
}

/* Whether a token of the input that the text ends in can be read again with more of it. */
static bool can_wait(struct tokens *t)
{
	return is_input(t) && (t->more == TOKENS_MORE || (t->more == TOKENS_FULL && top_level(t)->at > 0));
}

/* Reads a string, whose quote is `quote` and has `opening` bytes. `in_text`: outside of data, where it ends with the
 * line.
 */
static size_t read_string(struct tokens *t, struct span text, struct quote quote, size_t opening, bool in_text)
{
	struct group *g = groups_top(&t->groups);
	size_t outer = opening;
	if (!match_quote(g, text, &quote, &opening)) {
		close_groups(t, top_level(t)->groups);
		return outer;
	}
	bool value = g->expects || g->kind == GROUP_ARRAY;
	struct span content = span_from(text, opening);
	struct string string = lex_string(content, quote, value && !in_text ? STRING_LINES : 1);
	bool open = string.end == STRING_OPEN && !in_text;
	if (open && can_wait(t))
		return WAITS;
	if (open && is_input(t) && t->more == TOKENS_FULL && string.bytes == content.length) {
		t->rest = REST_STRING;
		t->rest_quote = quote;
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

/* Whether a bare value of a field is words, with blanks and commas. */
static bool has_words(enum key key)
{
	return fields_is_message(key) || key == KEY_CONTENT;
}

/* Reads a value without quotes, or a name that is no value. */
static size_t read_bare(struct tokens *t, struct span text, struct span line)
{
	struct group *g = groups_top(&t->groups);
	bool in_text = g->kind == GROUP_TEXT, words = has_words(g->key);
	if (!g->expects && g->kind != GROUP_ARRAY)
		return lex_name(text, false);
	if (in_text && !words && !fields_is_own(g->key)) {
		g->expects = false;
		return 0;
	}
	size_t n = lex_bare(in_text ? line : text, words);
	if (is_input(t) && t->more == TOKENS_FULL && n == text.length)
		return WAITS;
	struct span raw = {text.at, n};
	while (in_text && !words && raw.length > 1 && raw.at[raw.length - 1] == '.')
		raw.length--; /* it ends the sentence */
	g->facts |= in_text && fields_is_message(g->key) ? FACT_MESSAGE : 0U;
	if (n > 0 && !span_equals_nocase(raw, SPAN("array"))) /* PHP's Array ( */
		take_value(t, raw, (struct quote){0});
	return n;
}

/* Reads a member of an enumeration as Python prints it: <HTTPStatus.BAD_REQUEST: 400>. */
static size_t read_member(struct tokens *t, struct span line)
{
	enum { LONGEST = 64 };
	struct span start = span_cut(line, LONGEST);
	const char *end = memchr(start.at, '>', start.length);
	if (end && end > line.at + 4)
		take_value(t, (struct span){end - 3, 3}, (struct quote){0});
	return end ? (size_t)(end - line.at) : 1;
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

size_t data_value(struct tokens *t, struct span text)
{
	struct group *g = groups_top(&t->groups);
	bool in_text = g->kind == GROUP_TEXT, words = in_text && has_words(g->key);
	struct span line = text;
	struct quote quote;
	char sign;
	if (in_text)
		line.length = (size_t)(level_line_end(top_level(t), text) - text.at);
	(void)lex_sign(text, &sign);
	if (sign == '{' || ((sign == '[' || sign == '(') && !words)) {
		expect_next(g);
		return data_open(t, text, g->key);
	}
	size_t n = lex_quote(text, &quote);
	if (n > 0)
		return read_string(t, line, quote, n, in_text);
	if (sign == '<' && !words)
		return read_member(t, line);
	n = type_bytes(text);
	if (n > 0)
		return n;
	n = lex_name(text, false);
	if (!in_text && n > 0 && n < text.length && text.at[n] == '(')
		return read_constructor(t, text, n);
	return read_bare(t, text, line);
}

/* ---- Data ---- */

/* Whether the data ends above `line`; `rest` is the line behind its prefix. */
static bool ends_above(struct tokens *t, struct span line, struct span rest)
{
	const struct group *g = groups_top(&t->groups);
	bool unindented = rest.at == line.at, below_blank = top_level(t)->state & LEVEL_BELOW_BLANK;
	if (t->beyond > 0 && !text_is_space(line.at[0]) && !memchr("}])", line.at[0], 3))
		return true;
	if (rest.length == 0 || rest.at[0] == '\n')
		return false;
	if ((top_level(t)->state & LEVEL_CUT) && !text_is_space(line.at[0]))
		return true;
	if (prefix_is_dated(line) && (unindented || line.at[0] == '['))
		return true;
	struct lexed_key key = lex_key(rest, false);
	if (key.bytes > 0) { /* `Error: …` and `WARNING:app:` at the margin are no fields */
		bool name = unindented && !key.quote.sign && (failure_is_class(key.name) || prefix_is_level(rest));
		return name && (rest.at[0] < 'a' || memchr(key.name.at, '.', key.name.length));
	}
	char sign;
	(void)lex_sign(rest, &sign);
	if (sign == '{')
		return unindented && g->kind != GROUP_ARRAY && !g->expects;
	if (sign == '[') /* [ERROR] */
		return rest.length > 1 && text_is_alnum(rest.at[1]) && !text_is_digit(rest.at[1]);
	if (memchr("\"'`", sign, 3))
		return unindented && below_blank;
	if (memchr("}]),:;(<+%&\\", sign, 12) || sign == SIGN_CURLY)
		return false;
	size_t name = lex_name(rest, false);
	struct span behind = span_from(rest, name + lex_blanks(span_from(rest, name)));
	bool is_value = name > 0 && (behind.length == 0 || memchr(",}])(\n{", behind.at[0], 7));
	return !is_value;
}

/* Closes all data of the level, which ends before the next line. */
static void end_data(struct tokens *t)
{
	close_groups(t, top_level(t)->groups);
	if (is_input(t))
		level_end_line(t, NULL);
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

size_t data_token(struct tokens *t, struct span text)
{
	struct level *level = top_level(t);
	struct group *g = groups_top(&t->groups);
	char sign;
	if (level->state & LEVEL_START) {
		if (is_input(t) && text.at[0] == ':') /* a comment of an event stream */
			return lex_line(text);
		size_t prefix = prefix_bytes(text);
		if (ends_above(t, text, span_from(text, prefix))) {
			end_data(t);
			return 0;
		}
		level->state = (level->state & LEVEL_HAS_DATA) | LEVEL_EMPTY;
		level->end = NULL;
		if (prefix > 0)
			return prefix;
	}
	size_t n = text.at[0] == '"' ? 0 : lex_blanks(text);
	if (n > 0)
		return n;
	n = lex_sign(text, &sign);
	bool first = level->state & LEVEL_EMPTY;
	level->state &= ~(unsigned)LEVEL_EMPTY;
	switch (sign) {
	case '\n':
		t->line += is_input(t);
		level->state = LEVEL_START | (first ? LEVEL_BELOW_BLANK : 0U) | (level->state & LEVEL_HAS_DATA) |
			       (lex_is_cut((struct span){level->text.at, level->at}) ? LEVEL_CUT : 0U);
		return 1;
	case ',':
	case ';':
		expect_next(g);
		return n;
	case '}':
	case ']':
	case ')':
		close_bracket(t, sign);
		if (t->groups.depth == level->groups)
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
