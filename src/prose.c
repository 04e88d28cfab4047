#include "level.h"

#include "phrases.h"
#include "trim.h"

#include <string.h>

enum { LABEL_LONGEST = 24 }; /* bytes of words before a field with which a line begins */

/* Whether a bracket in a text opens data; `before`: the byte before it. */
static bool opens_data(struct span text, char before)
{
	struct span inside = span_from(text, 1);
	struct quote quote;
	inside = span_from(inside, lex_blanks(inside));
	if (inside.length == 0 || inside.at[0] == '\n')
		return text.at[0] != '(' || !text_is_alnum(before) || before == 'y'; /* array( */
	if (lex_is_doubled(inside) && text.at[0] == '{')
		return true;
	struct lexed_key key = lex_key(inside, false);
	switch (text.at[0]) {
	case '{':
		return key.bytes > 0 || inside.at[0] == '}' || lex_quote(inside, &quote) > 0;
	case '[':
		return inside.at[0] == '{' ||
		       (inside.at[0] == '[' && inside.length > 1 && memchr("{[\"'", inside.at[1], 4)) ||
		       (lex_quote(inside, &quote) > 0 && quote.sign != '`') || fields_is_own(fields_key(key.name));
	default:
		return fields_is_own(fields_key(key.name)) || (key.equals && before != ' ');
	}
}

/* Whether braces hold labels of a metric: http_requests{code="500"}. */
static bool is_metric(struct span text)
{
	struct span inside = span_from(text, 1);
	struct lexed_key key = lex_key(inside, false);
	return key.equals && span_starts(span_from(inside, key.bytes), SPAN("\""));
}

/* Whether a field in a text is one of a failure, and not of prose or source. */
static bool is_field(const struct level *level, const struct group *g, const struct lexed_key *field, enum key key,
	struct span value)
{
	bool own = fields_is_own(key), ends_line = value.length == 0 || value.at[0] == '\n';
	bool behind_failure = g->code_length || g->number || g->status;
	if (field->equals && (key == KEY_ERROR || key == KEY_FAILURE) && span_starts(value, SPAN("\""))) /* logfmt */
		return true;
	if (field->quote.sign || span_starts(value, SPAN("chr \""))) /* str of R */
		return own || !ends_line;
	if (!own || (ends_line && !behind_failure && !(level->state & (LEVEL_FIELDS | LEVEL_EMPTY))))
		return false;
	return (!fields_is_message(key) && key != KEY_TYPE) || field->equals || behind_failure;
}

/* Reads the key of a field in a text and its separator; returns their bytes, 0 if there is none. */
static size_t read_field(struct tokens *t, struct span text, char before)
{
	struct level *level = top_level(t);
	struct group *g = groups_top(&t->groups);
	if ((level->seen & SEEN_CODE) || memchr("./?&$@\\", before, 7))
		return 0;
	struct lexed_key field = lex_key(text, true);
	if (field.bytes == 0)
		return 0;
	enum key key = fields_label(field.name);
	struct span value = span_from(text, field.bytes);
	struct quote quote;
	size_t opening = field.equals ? lex_quote(value, &quote) : 0;
	if (key == KEY_NAME && opening > 0) /* of a test, in XML: it is not read */
		return field.bytes + opening + lex_string(span_from(value, opening), quote, 1).bytes;
	if (!is_field(level, g, &field, key, value))
		return 0;
	if ((level->state & LEVEL_EMPTY) || (size_t)(text.at - level->from) < LABEL_LONGEST)
		level->state |= LEVEL_FIELDS;
	if (!field.quote.sign && failure_status(span_cut(value, 3)) && key != KEY_REQUEST_ID && !fields_is_message(key))
		return 0; /* phrases_status decides what the number means */
	g->key = key;
	g->facts |= field.equals ? FACT_EQUALS : 0U;
	g->expects = true;
	g->facts |= key == KEY_ROLE ? FACT_ROLE : 0U;
	return field.bytes;
}

void prose_store(struct group *g, struct span code, struct span message)
{
	struct span id = trim_request_id(&message);
	if (code.length > 0) {
		g->code_length = 0;
		group_take(g, KEY_CODE, code, true);
		g->facts |= FACT_PHRASE_CODE;
	}
	g->message_length = 0;
	group_take(g, KEY_MESSAGE, message, false);
	if (id.length > 0)
		group_take(g, KEY_REQUEST_ID, id, true);
}

/* Reads a number in a text. `apart`, here and below: what is before it belongs to no word. */
static size_t read_number(struct tokens *t, struct span text, struct span line, bool apart)
{
	struct level *level = top_level(t);
	struct group *g = groups_top(&t->groups);
	size_t n = 1;
	while (n < text.length && text_is_alnum(text.at[n]))
		n++;
	enum { NEAR = 16 }; /* bytes from a number to its data */
	bool has_status = g->rank == RANK_REPORTED && g->status;
	/* A further failure on the line, behind data of the first, has data of its own. */
	struct span near = span_cut(text, NEAR);
	bool another = has_status && is_input(t) && t->groups.found.count > 0 &&
		       failure_status(span_cut(text, 3)) != g->status && memchr(near.at, '{', near.length);
	if (!apart || (has_status && !another))
		return n;
	struct announcement a = {0};
	if (n == 3)
		a = phrases_status(line, (size_t)(text.at - line.at), level->seen);
	if (another) {
		if (a.rank != RANK_REPORTED)
			return n;
		level_end_unit(t); /* another failure behind the data of one */
		g = groups_top(&t->groups);
	}
	if (a.rank == RANK_NONE)
		level_drop_near(g);
	if (a.rank == RANK_NONE || a.rank < g->rank)
		return n;
	g->rank = a.rank;
	g->status = a.status;
	if (a.rank != RANK_REPORTED)
		return n;
	level->seen |= SEEN_FAILURE | (a.code.length > 0 ? SEEN_CODE : 0U);
	if (!(g->facts & (FACT_MESSAGE | FACT_PHRASE_CODE))) {
		prose_store(g, a.code, a.message);
		g->facts |= FACT_ERROR_TEXT; /* a field has a better one */
	}
	g->facts |= FACT_ANNOUNCED;
	return n;
}

/* The bytes of a word, of ASCII or of other scripts. */
static size_t word_bytes(struct span text)
{
	char sign;
	size_t n = 0;
	if ((unsigned char)text.at[0] < 0x80) {
		n = lex_name(text, false);
		while (n > 1 && (text.at[n - 1] == '.' || text.at[n - 1] == '-'))
			n--;
	} else {
		while (n < text.length && (unsigned char)text.at[n] >= 0x80 &&
			!(n > 0 && lex_sign(span_from(text, n), &sign) == 3))
			n++;
	}
	return n > 0 ? n : 1;
}

/* Reads a word in a text: a code with its message, or a word that reports a failure. */
static size_t read_word(struct tokens *t, struct span text, struct span line, bool apart)
{
	struct level *level = top_level(t);
	struct group *g = groups_top(&t->groups);
	char before = text.at > line.at ? text.at[-1] : ' ', sign;
	g->facts |= FACT_WORDS;
	if (lex_sign(text, &sign) == 3)
		return 3;
	struct span word = {text.at, word_bytes(text)};
	struct announcement a = {0};
	if (apart)
		a = phrases_code(line, word, level->seen, g->status);
	if (a.bytes > 0) {
		level->seen |= SEEN_CODE;
		if (!(g->facts & FACT_PHRASE_CODE)) {
			prose_store(g, a.code, a.message);
			g->status = g->status ? g->status : a.status;
			g->rank = g->rank == RANK_NEAR ? RANK_LABELLED : g->rank;
		}
		return a.bytes;
	}
	struct span behind = span_from(text, word.length);
	bool key = before == '"' && span_starts(behind, SPAN("\":"));
	bool quoted = before == '`' && !span_starts(behind, SPAN(": ")); /* in a document */
	if (!quoted && !key && phrases_fail(word) && !failure_is_code_word(word)) {
		level->seen |= SEEN_FAILURE;
		g->facts |= FACT_ANNOUNCED;
	}
	if (span_equals(word, SPAN("INFO")) || span_equals(word, SPAN("DEBUG")))
		level->seen |= SEEN_FINE;
	if (!span_equals(word, SPAN("data")) && !span_starts(behind, SPAN("=")))
		level_drop_near(g);
	return word.length;
}

/* The message before fields in parentheses: `Request failed: Slow down. (code=Throttling)`, behind the words that
 * report the failure. Empty if none do. */
static struct span message_before(struct span words)
{
	struct span message = {0};
	for (const char *colon; (colon = memchr(words.at, ':', words.length));) {
		struct span before = {words.at, (size_t)(colon - words.at)};
		words = span_from(words, before.length + 1);
		if (phrases_fail(before) && span_starts(words, SPAN(" ")))
			message = span_trim(words);
	}
	return message;
}

/* Opens the data that a bracket in a text begins; returns its bytes, 0 if it begins none. */
static size_t read_bracket(struct tokens *t, struct span text, char before, bool apart)
{
	struct group *g = groups_top(&t->groups);
	if (!opens_data(text, before))
		return 0;
	bool metric = text.at[0] == '{' && !apart && is_metric(text);
	level_end_words(t, text.at);
	enum key own = g->key;
	g->key = KEY_OTHER;
	const struct level *level = top_level(t);
	struct span words = {level->from, (size_t)(text.at - level->from)};
	size_t n = data_open(t, text, own);
	if (text.at[0] == '(' && before == ' ' && is_input(t) && groups_top(&t->groups) != g)
		group_take(groups_top(&t->groups), KEY_ERROR, message_before(words), true);
	if (metric)
		groups_top(&t->groups)->facts |= FACT_MUTED;
	return n;
}

/* The bytes of a sign, or of the backslashes that escape it. */
static size_t sign_bytes(struct span text)
{
	char sign;
	size_t n = 1;
	if (text.at[0] == '\\')
		while (n + 1 < text.length && text.at[n] == '\\' && text.at[n + 1] == '\\')
			n++;
	return lex_sign(text, &sign) == 3 ? 3 : n;
}

/* Reads one token that is not blank: a field, data, a number, a word or a sign. */
static size_t read_nonblank(struct tokens *t, struct span text)
{
	struct level *level = top_level(t);
	struct group *g = groups_top(&t->groups);
	struct span line = {level->from, (size_t)(level_line_end(level, text) - level->from)};
	size_t n = 0;
	char c = text.at[0], before = text.at > line.at ? text.at[-1] : ' ';
	struct quote quote;
	if (c == ':' && span_starts_nocase(text, SPAN(":HTTP_STATUS/")))
		return level_event_status(t, text);
	if (g->expects) {
		level->state |= level->state & LEVEL_EMPTY ? LEVEL_FIELDS : 0U; /* its key is on the line before */
		n = data_value(t, text);
	}
	bool word = text_is_alnum(c) || c == '_' || (unsigned char)c >= 0x80;
	bool apart = !text_is_alnum(before) && before != '_';
	if (n == 0 && apart && (word || c == '[' || lex_quote(text, &quote) > 0))
		n = read_field(t, text, before);
	if (n == 0 && (c == '{' || c == '[' || c == '('))
		n = read_bracket(t, text, before, apart);
	if (n > 0)
		return n;
	g->key = KEY_OTHER;
	if (text_is_digit(c))
		return read_number(t, text, line, apart);
	if (text.at == line.at && (level->state & LEVEL_HAS_DATA) && is_input(t) && span_starts(text, SPAN("HTTP/"))) {
		level_end_unit(t); /* a response behind another one */
		if (level_status_line(t, line))
			return line.length;
	}
	if (word)
		return read_word(t, text, line, apart);
	return sign_bytes(text);
}

size_t prose_token(struct tokens *t, struct span text)
{
	struct level *level = top_level(t);
	if (text_is_space(text.at[0]))
		return 1;
	size_t n = read_nonblank(t, text);
	if (n != WAITS)
		level->state &= ~(unsigned)LEVEL_EMPTY;
	return n;
}
