#include "tokens.h"

#include "entries.h"
#include "phrases.h"

#include <stdlib.h>
#include <string.h>

enum {
	LEVELS = 6,            /* strings in strings that are read, the input being the first */
	UNESCAPED = 32 * 1024, /* bytes of one that are read */
	STRING_LINES = 33,     /* over which a string in data goes on */
	RESPONSE_LINES = 100,  /* for which a status line holds */
	LABEL_LONGEST = 24,    /* bytes of words before a field with which a line begins */
	SIGNS = 5, SLASHES = 16, /* quotes for which a search without success is remembered */
};

/* What is known of the line at hand; a set. */
enum {
	LINE_BELOW_BLANK = 16, /* in data: the line above is blank */
	LINE_START = 1,   /* nothing of it was read yet */
	LINE_EMPTY = 2,   /* nothing but blanks was */
	LINE_FIELDS = 4,  /* it begins with a field */
	LINE_HAS_DATA = 8,
};

/* A text being read: the input, or what a string in it says. */
struct level {
	struct span text;
	size_t at;         /* bytes read of it */
	unsigned base;     /* its own group is groups.at[base] */
	unsigned first;    /* failures found before it */
	const char *from;  /* where the words at hand begin: the line's start, or behind data */
	const char *end;   /* of the line; NULL: not looked for yet */
	unsigned line;     /* a set of LINE_ */
	unsigned spoken;   /* a set of SPOKEN_ */
	unsigned wrappers; /* brackets of Some( that are open */
	const char *barren[SIGNS][SLASHES]; /* see lex_string */
};

struct tokens {
	struct tokens_sink sink;
	enum tokens_more more;
	uint64_t line, records;
	uint64_t event_line;     /* of the status of an event; 0: none, or its failure was found */
	uint64_t deep_line;      /* complained of: more brackets than groups */
	unsigned response_lines; /* left of a response behind its status line */
	unsigned beyond;         /* brackets open that have no group */
	enum { FED_LINES, FED_STRING, FED_LONG_LINE } skipping; /* what the next text goes on with */
	bool waiting;            /* a string of the input is open */
	struct quote quote;      /* of the string of FED_STRING */
	unsigned depth;          /* of levels; the input alone is 1 */
	struct level levels[LEVELS];
	struct entries entries;
	struct groups groups;
	char *scratch; /* LEVELS of UNESCAPED bytes */
};

/* What a token is when more text is needed to read it. */
#define WAITS ((size_t)-1)

static struct level *top_level(struct tokens *t)
{
	return &t->levels[t->depth - 1];
}

static bool is_input(const struct tokens *t)
{
	return t->depth == 1;
}

static bool is_message(enum key key)
{
	return key == KEY_MESSAGE || key == KEY_ERROR_MESSAGE;
}

/* ---- Units: what is found in a line, or in data of several ---- */

static void take_overflow(void *arg, const struct failure *failure)
{
	struct tokens *t = arg;
	entries_take(&t->entries, failure, true);
}

/* The unit at hand is over: hands what was found in it to its entry. */
static void end_unit(struct tokens *t)
{
	struct groups *groups = &t->groups;
	while (groups->depth > 1)
		groups_close(groups);
	const struct group *g = &groups->at[0];
	groups_close(groups);
	for (unsigned i = 0; i < groups->count; i++) {
		struct found *found = groups->found[i];
		if (!found->failure.status)
			found->failure.status = phrases_angle(found->failure.message);
		entries_take(&t->entries, &found->failure, !(found->origin & ORIGIN_WORDS));
		t->event_line = 0;
		groups->response = 0;
	}
	entries_unit(&t->entries, g->rank != RANK_NONE ? g->status : 0, (struct span){g->id, g->id_length});
	groups->count = 0;
	t->beyond = 0;
	groups_open(groups, GROUP_TEXT, KEY_OTHER, t->line);
}

/* Hands a failure that is no more than a status to the entry. */
static void take_status(struct tokens *t, uint64_t line, int status, struct span message)
{
	struct failure *failure = &t->groups.found[GROUP_FOUND]->failure;
	failure_clear(failure);
	failure->line = line;
	failure->status = status;
	failure_set_message(failure, message);
	entries_take(&t->entries, failure, false);
}

/* A response begins: its status holds for the body, and is a failure by itself. */
static void begin_response(struct tokens *t, const struct status_line *line)
{
	t->response_lines = RESPONSE_LINES;
	t->groups.response = line->status;
	if (!line->status) {
		entries_end(&t->entries);
		return;
	}
	entries_response(&t->entries);
	if (line->version)
		take_status(t, t->line, line->status, phrases_message(line->message));
	t->entries.unit = t->entries.count;
}

/* An event of a stream is over: a status in it that belongs to no data is a failure by itself. */
static void end_event(struct tokens *t)
{
	if (t->event_line)
		take_status(t, t->event_line, t->groups.event, (struct span){0});
	t->event_line = 0;
	t->groups.event = 0;
}

/* ---- Strings ---- */

/* Whether a string says something that may be data. */
static bool is_data(struct span text)
{
	text = span_from(text, lex_blanks(text));
	text = span_from(text, lex_prefix(text));
	return text.length > 1 && (text.at[0] == '{' || (text.at[0] == '[' && memchr("{ \\", text.at[1], 3)));
}

/* Begins to read what a string says, one level deeper. */
static void open_string(struct tokens *t, struct span raw, struct quote quote, unsigned facts)
{
	struct groups *groups = &t->groups;
	if (t->depth == LEVELS || groups->depth + 1 >= GROUP_DEPTH)
		return;
	bool announced = facts & FACT_ANNOUNCED;
	char *bytes = t->scratch + t->depth * (size_t)UNESCAPED;
	struct span text = lex_decode(raw, quote, bytes, UNESCAPED);
	if (text.at == bytes)
		text.length = text_uncolour(bytes, text.length);
	struct level *level = &t->levels[t->depth++];
	*level = (struct level){.text = text,
		.base = groups->depth,
		.first = groups->count,
		.from = text.at,
		.line = LINE_START,
		.spoken = announced ? SPOKEN_FAILURE : 0U};
	struct group *g = groups_open(groups, GROUP_TEXT, KEY_OTHER, groups_top(groups)->line);
	g->quote = (struct quote){0};
	g->facts |= facts;
}

static void end_line(struct tokens *t, const char *here);

/* A string was read: of the failures that it says, the one that says most counts. */
static void close_string(struct tokens *t)
{
	struct groups *groups = &t->groups;
	struct level *level = top_level(t);
	uint64_t line = groups->at[level->base].line;
	bool own = groups->at[level->base].facts & FACT_OWN_MESSAGE;
	unsigned best = level->first;
	if (!(level->line & LINE_START) && groups_top(groups)->kind == GROUP_TEXT)
		end_line(t, NULL);
	while (groups->depth > level->base)
		groups_close(groups);
	for (unsigned i = level->first + 1; i < groups->count; i++)
		if (groups->found[i]->strength > groups->found[best]->strength)
			best = i;
	while (groups->count > level->first + 1) {
		bool before = groups->count - 1 > best;
		groups_drop(groups, before ? groups->count - 1 : level->first);
		best -= before ? 0U : 1U;
	}
	if (groups->count > level->first) {
		groups->found[level->first]->origin |= own ? 0U : ORIGIN_STRING;
		groups->found[level->first]->failure.line = line;
	}
	t->depth--;
}

/* Takes an item of a list: the name of a header, its value, or a status line, as lists of headers hold them. */
static void take_item(struct tokens *t, struct group *g, struct span raw)
{
	enum { LONGEST_NAME = 16 };
	if (g->facts & FACT_NAMES_ID) {
		g->facts &= ~(unsigned)FACT_NAMES_ID;
		group_take(g, KEY_REQUEST_ID, raw, true);
	} else if (raw.length <= LONGEST_NAME && fields_key(raw) == KEY_REQUEST_ID) {
		g->facts |= FACT_NAMES_ID;
	} else if (raw.at[0] == 'H') {
		struct status_line line = line_status(raw);
		if (line.found && line.version) {
			t->groups.response = line.status;
			t->response_lines = RESPONSE_LINES;
		}
	}
}

/* Takes the value of the field at hand: a string, or bare. */
static void take_value(struct tokens *t, struct span raw, struct quote quote, bool quoted)
{
	struct group *g = groups_top(&t->groups);
	enum key key = g->key;
	char bytes[FAILURE_MESSAGE];
	bool array = g->kind == GROUP_ARRAY, text = g->kind == GROUP_TEXT, muted = g->facts & FACT_MUTED;
	bool content = key == KEY_CONTENT && !text;
	g->expects = array;
	if (t->beyond > 0 || muted || raw.length == 0 || key == KEY_CONTENT || (key == KEY_INPUT && !text)) {
		if (is_message(key) && !muted && quoted)
			g->facts |= FACT_MESSAGE;
		/* The body of a response that failed, as HTTP::Tiny holds it. */
		if (content && quoted && !muted && !array && t->beyond == 0 && is_data(raw) && !(g->facts & FACT_ROLE))
			open_string(t, raw, quote, FACT_CONTENT);
		return;
	}
	bool speaks = is_message(key) || key == KEY_ERROR || key == KEY_DETAIL || key == KEY_VALUE || key == KEY_EVENT;
	if (array)
		take_item(t, g, raw);
	else if (key != KEY_OTHER && key != KEY_DETAIL && key != KEY_ANSWER)
		group_take(g, key, quoted ? lex_decode(raw, quote, bytes, sizeof bytes) : span_cut(raw, sizeof bytes),
			quoted);
	bool announced = key == KEY_ERROR || key == KEY_ERROR_MESSAGE || g->own == KEY_ERROR || (top_level(t)->spoken & SPOKEN_FAILURE);
	if ((quoted || text) && raw.length > 6 && !(g->facts & FACT_KNOWN_CODE) && (speaks || is_data(raw)) &&
		(key == KEY_ERROR_MESSAGE || !groups_in_answer(&t->groups)))
		open_string(t, raw, quote,
			(announced ? FACT_ANNOUNCED : 0U) | (key == KEY_ERROR_MESSAGE ? FACT_OWN_MESSAGE : 0U));
}

/* ---- Brackets ---- */

/* Closes the groups from groups.at[depth] on. */
static void close_groups(struct tokens *t, unsigned depth)
{
	struct groups *groups = &t->groups;
	struct level *level = top_level(t);
	while (groups->depth > depth) {
		const struct group *g = groups_top(groups);
		if (t->sink.words && g->message_length > 0 && !(g->facts & (FACT_ANSWER | FACT_ROLE | FACT_SUCCESS)))
			t->sink.words(t->sink.arg, (struct span){g->message, g->message_length}, g->line, true);
		groups_close(groups);
	}
	struct group *g = groups_top(groups);
	g->expects = g->kind == GROUP_ARRAY;
	if (depth != level->base + 1)
		return;
	bool used = g->rank == RANK_NEAR; /* the status before the data is its own */
	for (unsigned i = g->first; i < groups->count; i++) {
		struct failure *failure = &groups->found[i]->failure;
		used = used || (g->status && !(g->facts & FACT_PHRASE_CODE) && failure->status == g->status);
		if (g->rank == RANK_REPORTED)
			failure->line = g->line;
	}
	if (used) {
		g->rank = RANK_NONE;
		g->status = 0;
		g->message_length = 0;
	}
	g->facts &= ~(unsigned)FACT_WORDS;
	level->line |= LINE_HAS_DATA;
}

/* A bracket has no group because too many are open; what is in it is not read. */
static void pass_deep(struct tokens *t, enum key own)
{
	t->beyond++;
	if (own == KEY_ERROR && t->deep_line != t->line) {
		t->sink.skipped(t->sink.arg, t->line, "nested too deep");
		t->deep_line = t->line;
	}
}

/* Opens a group for the bracket that `text` begins with, as the value of the field `own`; returns its bytes. */
static size_t open_bracket(struct tokens *t, struct span text, enum key own)
{
	struct level *level = top_level(t);
	struct groups *groups = &t->groups;
	char sign;
	size_t n = lex_sign(text, &sign);
	if (groups->depth + 1 >= GROUP_DEPTH) {
		pass_deep(t, own);
		return n;
	}
	const struct group *around = groups_top(groups);
	bool outermost = groups->depth == level->base + 1 && is_input(t);
	bool begins = outermost && !(level->line & LINE_HAS_DATA) && (level->line & LINE_EMPTY);
	/* A failure has the line of the outermost data, or of the item of an outermost list. */
	bool item = is_input(t) && around->kind == GROUP_ARRAY && groups->depth == 2;
	uint64_t line = outermost || item ? t->line : around->line;
	enum group_kind kind = sign == '{' ? GROUP_OBJECT : sign == '[' ? GROUP_ARRAY : GROUP_PARENS;
	struct group *g = groups_open(groups, kind, own, line);
	g->facts |= level->spoken & SPOKEN_SOURCE ? FACT_SOURCE : 0U;
	g->facts |= begins && span_starts(text, SPAN("{\"count\":")) ? FACT_TALLY : 0U;
	if (sign == '{' && lex_is_doubled(span_from(text, n)))
		g->quote.sign = SIGN_DOUBLED;
	if (outermost && text.at > level->from && text.at[-1] == '\'')
		g->quote.literal = true;
	level->line &= ~(unsigned)LINE_EMPTY;
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

static void count_lines(struct tokens *t, struct span text)
{
	for (size_t i = 0; is_input(t) && (i += lex_line(span_from(text, i))) < text.length; i++)
		t->line++;
}

static const char **barren_of(struct level *level, struct quote quote)
{
	size_t sign = quote.sign == '"' ? 0 : quote.sign == '\'' ? 1 : quote.sign == '`' ? 2 : quote.sign == SIGN_CURLY ? 3 : 4;
	return &level->barren[sign][quote.slashes < SLASHES ? quote.slashes : SLASHES - 1];
}

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
	struct string string = lex_string(content, quote, lines, barren_of(top_level(t), quote));
	enum tokens_more more = is_input(t) ? t->more : TOKENS_END;
	if (string.end == STRING_OPEN && !words && more == TOKENS_MORE)
		return WAITS;
	if (string.end == STRING_OPEN && !words && more == TOKENS_FULL) {
		t->skipping = FED_STRING;
		t->quote = quote;
	}
	count_lines(t, (struct span){content.at, string.bytes});
	if (value)
		take_value(t, (struct span){content.at, string.length}, quote, true);
	return opening + string.bytes;
}

/* Reads the name of a constructor and its bracket in data: Python's ApiError(code=…), Rust's Some(…), PHP's string(4).
 */
static size_t read_constructor(struct tokens *t, struct span text, size_t name)
{
	struct group *g = groups_top(&t->groups);
	struct span inside = span_from(text, name + 1);
	if (span_equals((struct span){text.at, name}, SPAN("string")))
		return name + 1 + lex_bare(inside, false) + 1;
	if (lex_key(span_from(inside, lex_blanks(inside)), false).bytes > 0)
		return name + open_bracket(t, span_from(text, name), g->key);
	top_level(t)->wrappers++;
	return name + 1;
}

/* Takes a bare value in a text, without what ends the sentence. */
static struct span trim_bare(struct group *g, struct span raw, bool whole)
{
	struct span id = is_message(g->key) ? phrases_request_id(&raw) : (struct span){0};
	if (id.length > 0)
		group_take(g, KEY_REQUEST_ID, id, true);
	while (raw.length > 1 && (raw.at[raw.length - 1] == '`' || (raw.at[raw.length - 1] == '.' && !whole)))
		raw.length--;
	g->facts |= is_message(g->key) ? FACT_MESSAGE : 0U;
	return raw;
}

static size_t read_bare(struct tokens *t, struct span text, struct span line)
{
	struct group *g = groups_top(&t->groups);
	bool words = g->kind == GROUP_TEXT, whole = is_message(g->key) || g->key == KEY_CONTENT;
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
	if (words)
		raw = trim_bare(g, raw, whole);
	if (n > 0 && !span_equals_nocase(raw, SPAN("array"))) /* PHP's Array ( */
		take_value(t, raw, (struct quote){0}, false);
	return n;
}

/* The bytes of what names the type of a value before it: Python's b'…', `chr "…"` as R's str prints it; or 0. */
static size_t type_bytes(struct span text)
{
	static const struct span types[] = {{"chr \"", 5}, {"int ", 4}, {"num ", 4}, {"logi ", 5}};
	if (text.length > 1 && memchr("bfur", text.at[0], 4) && memchr("\"'", text.at[1], 2))
		return 1;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (span_starts(text, types[i]))
			return types[i].length - (i == 0);
	return 0;
}

/* Reads the value of the field at hand, in data or in a text; returns its bytes, 0 if there is none. */
static size_t read_value(struct tokens *t, struct span text)
{
	struct group *g = groups_top(&t->groups);
	bool words = g->kind == GROUP_TEXT, whole = is_message(g->key) || g->key == KEY_CONTENT;
	struct span line = text;
	struct quote quote;
	char c = text.at[0], sign;
	if (words)
		line.length = (size_t)(top_level(t)->end - text.at);
	(void)lex_sign(text, &sign);
	if (sign == '{' || ((sign == '[' || sign == '(') && !(words && whole))) {
		g->expects = g->kind == GROUP_ARRAY;
		return open_bracket(t, text, g->key);
	}
	size_t n = lex_quote(text, &quote);
	if (n > 0)
		return read_string(t, line, quote, n, words);
	if (c == '<' && !(words && whole)) { /* Python's <HTTPStatus.BAD_REQUEST: 400> */
		enum { LONGEST = 64 };
		size_t room = line.length < LONGEST ? line.length : LONGEST;
		const char *end = memchr(line.at, '>', room);
		if (end && end > line.at + 4)
			take_value(t, (struct span){end - 3, 3}, (struct quote){0}, false);
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
	if (rest.length == 0 || rest.at[0] == '\n')
		return false;
	if (lex_is_dated(line) && (rest.at == line.at || line.at[0] == '['))
		return true;
	(void)lex_sign(rest, &sign);
	if (lex_key(rest, false).bytes > 0)
		return false;
	if (sign == '{')
		return g->kind != GROUP_ARRAY && !g->expects && rest.at == line.at;
	if (below_blank && rest.at == line.at && memchr("\"'`", sign, 3))
		return true;
	if (memchr("\"'`}]),:;(<+%\\", sign, 14) || sign == SIGN_CURLY || text_is_digit(sign))
		return false;
	if (sign == '[')
		return rest.length > 1 && text_is_alnum(rest.at[1]) && !text_is_digit(rest.at[1]);
	if (sign == '-' || sign == '&')
		return rest.length < 2 || (!text_is_digit(rest.at[1]) && sign == '-');
	size_t n = lex_name(rest, false);
	struct span behind = span_from(rest, n + lex_blanks(span_from(rest, n)));
	if (n == 0 || n > 32)
		return true;
	return !(behind.length == 0 || memchr(",}])(\n{", behind.at[0], 7));
}

/* At the start of a line in data: skips its prefix, or ends data that does not go on. */
static size_t begin_data_line(struct tokens *t, struct span text)
{
	struct level *level = top_level(t);
	size_t n = lex_prefix(text);
	bool below_blank = level->line & LINE_BELOW_BLANK;
	if (is_input(t) && text.at[0] == ':') /* a comment of an event stream */
		return lex_line(text);
	if (breaks_off(groups_top(&t->groups), text, span_from(text, n), below_blank)) {
		close_groups(t, level->base + 1);
		if (is_input(t))
			end_line(t, NULL);
		return 0;
	}
	level->line = (level->line & LINE_HAS_DATA) | LINE_EMPTY;
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
static size_t read_data(struct tokens *t, struct span text)
{
	struct level *level = top_level(t);
	struct group *g = groups_top(&t->groups);
	char sign;
	if (level->line & LINE_START) {
		size_t n = begin_data_line(t, text);
		if (n > 0 || (level->line & LINE_START))
			return n;
	}
	size_t n = lex_blanks(text);
	if (n > 0)
		return n;
	n = lex_sign(text, &sign);
	bool first = level->line & LINE_EMPTY;
	switch (sign) {
	case '\n':
		t->line += is_input(t);
		level->line = LINE_START | (first ? LINE_BELOW_BLANK : 0U) | (level->line & LINE_HAS_DATA);
		return 1;
	case ',':
	case ';':
		g->expects = g->kind == GROUP_ARRAY;
		level->line &= ~(unsigned)LINE_EMPTY;
		return n;
	case '}':
	case ']':
	case ')':
		level->line &= ~(unsigned)LINE_EMPTY;
		close_bracket(t, sign);
		if (t->groups.depth == level->base + 1)
			level->from = text.at + n;
		return n;
	default:
		break;
	}
	level->line &= ~(unsigned)LINE_EMPTY;
	size_t key = !g->expects || g->kind == GROUP_ARRAY || first ? read_key(t, g, text) : 0;
	if (key > 0)
		return key;
	size_t value = read_value(t, text);
	return value > 0 ? value : n;
}

/* ---- Words ---- */

/* Whether a bracket in a text opens data; `before`: the byte before it. */
static bool opens_data(struct span text, char before, struct span line)
{
	struct span inside = span_from(text, 1);
	struct quote quote;
	inside = span_from(inside, lex_blanks(inside));
	if (inside.length == 0 || inside.at[0] == '\n')
		return text.at[0] != '(' || span_trim(line).length == 1 || before == 'y' || before == ' ';
	if (lex_is_doubled(inside) && text.at[0] == '{')
		return true;
	struct lexed_key key = lex_key(inside, false);
	bool own = key.bytes > 0 && fields_is_own(fields_key(key.name));
	switch (text.at[0]) {
	case '{':
		return key.bytes > 0 || inside.at[0] == '}' || lex_quote(inside, &quote) > 0;
	case '[':
		return inside.at[0] == '{' ||
		       (inside.at[0] == '[' && inside.length > 1 && memchr("{[\"'", inside.at[1], 4)) ||
		       (lex_quote(inside, &quote) > 0 && quote.sign != '`') || own;
	default:
		return own || (key.equals && before != ' ');
	}
}

/* Whether braces hold labels of a metric: http_requests{code="500"}. */
static bool is_metric(struct span text)
{
	enum { HEAD = 12, LONGEST = 256 };
	struct span line = {text.at, lex_line((struct span){text.at, text.length < LONGEST ? text.length : LONGEST})};
	return line.length > HEAD && !memchr(line.at, ':', HEAD) && span_find_nocase(line, SPAN("=\""));
}

/* Whether a field in a text is one of a failure, and not of prose or source. */
static bool is_field(const struct level *level, const struct group *g, const struct lexed_key *field, enum key key,
	struct span value, char before)
{
	bool known = g->code_length || g->number || g->id_length || g->status || (g->facts & FACT_FAILED);
	bool last = value.length == 0 || value.at[0] == '\n', own = fields_is_own(key);
	if (field->quote.sign) {
		size_t word = field->quote.sign == '\'' ? lex_name(value, false) : 0;
		bool prose = word > 0 && span_starts(span_from(value, word), SPAN(": ")); /* invoking 'chat': Error: … */
		return !prose && (own || !last);
	}
	if (!own || (last && !known && !(level->line & (LINE_FIELDS | LINE_EMPTY))))
		return false;
	return (!is_message(key) && key != KEY_TYPE) || field->equals || before == '(' || known;
}

/* Reads a field in a text, up to its value; returns its bytes, 0 if there is none. */
static size_t read_field(struct tokens *t, struct span text, char before)
{
	struct level *level = top_level(t);
	struct group *g = groups_top(&t->groups);
	if ((level->spoken & SPOKEN_CODE) || memchr("./?&$@\\", before, 7) || text_is_alnum(before))
		return 0;
	struct lexed_key field = lex_key(text, true);
	if (field.bytes == 0)
		return 0;
	enum key key = fields_label(field.name);
	struct span value = span_from(text, field.bytes);
	bool number = value.length > 2 && text_is_digit(value.at[0]) && text_is_digit(value.at[1]) &&
		      text_is_digit(value.at[2]);
	if (!is_field(level, g, &field, key, value, before))
		return 0;
	if (key == KEY_STATUS && number && field.equals && (level->spoken & SPOKEN_SOURCE))
		return 0;
	if ((level->line & LINE_EMPTY) || (size_t)(text.at - level->from) < LABEL_LONGEST)
		level->line |= LINE_FIELDS;
	if (!field.quote.sign && number && key != KEY_REQUEST_ID && !is_message(key))
		return 0; /* what it means, the words around it say */
	g->key = key;
	g->facts |= field.equals ? FACT_EQUALS : 0U;
	g->expects = true;
	group_note(g, key == KEY_ROLE ? key : KEY_OTHER);
	return field.bytes;
}

/* Takes the message that words announce, and a code if there is one. */
static void take_announced(struct group *g, struct span code, struct span message)
{
	struct span id = phrases_request_id(&message);
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

/* Reads a number in a text. */
static size_t read_number(struct tokens *t, struct span text, struct span line, bool apart)
{
	struct level *level = top_level(t);
	struct group *g = groups_top(&t->groups);
	size_t n = 1;
	while (n < text.length && text_is_alnum(text.at[n]))
		n++;
	if (!apart || (g->rank == RANK_REPORTED && g->status))
		return n;
	struct announcement a = {0};
	if (n == 3)
		a = phrases_status(line, (size_t)(text.at - line.at), level->spoken);
	if (a.rank == RANK_NONE || (a.rank < g->rank && g->rank != RANK_NEAR)) {
		if (g->rank == RANK_NEAR) {
			g->rank = RANK_NONE;
			g->status = 0;
		}
		return n;
	}
	g->rank = a.rank;
	g->status = a.status;
	if (a.rank != RANK_REPORTED)
		return n;
	level->spoken |= SPOKEN_FAILURE | (a.code.length > 0 ? SPOKEN_CODE : 0U);
	if (!(g->facts & (FACT_MESSAGE | FACT_PHRASE_CODE))) {
		take_announced(g, a.code, a.message);
		g->facts |= FACT_ERROR_TEXT; /* a field says it better */
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

/* Reads a word in a text: a code with its message, or a word that speaks of a failure. */
static size_t read_word(struct tokens *t, struct span text, struct span line, bool apart)
{
	struct level *level = top_level(t);
	struct group *g = groups_top(&t->groups);
	size_t at = (size_t)(text.at - line.at);
	char before = at > 0 ? line.at[at - 1] : ' ', sign;
	g->facts |= FACT_WORDS;
	if (apart && (unsigned char)text.at[0] < 0x80) {
		struct announcement a = phrases_code(line, at, level->spoken, g->status);
		if (a.bytes > 0) {
			level->spoken |= SPOKEN_CODE;
			if (!(g->facts & FACT_PHRASE_CODE)) {
				take_announced(g, a.code, a.message);
				g->status = g->status ? g->status : a.status;
				g->rank = g->rank == RANK_NEAR ? RANK_LABELLED : g->rank;
			}
			return a.bytes;
		}
	}
	if (lex_sign(text, &sign) == 3)
		return 3;
	size_t n = word_bytes(text);
	struct span word = {text.at, n};
	bool key = before == '"' && span_starts(span_from(text, n), SPAN("\":"));
	if (before != '`' && !key && phrases_speak(word) && !failure_is_code_word(word)) {
		level->spoken |= SPOKEN_FAILURE;
		g->facts |= FACT_ANNOUNCED;
	}
	if (span_equals(word, SPAN("INFO")) || span_equals(word, SPAN("DEBUG")))
		level->spoken |= SPOKEN_FINE;
	if (g->rank == RANK_NEAR && !span_equals(word, SPAN("data")) && !span_starts(span_from(text, n), SPAN("="))) {
		g->rank = RANK_NONE;
		g->status = 0;
	}
	return n;
}

/* Opens the data that a bracket in a text begins, or returns 0. */
static size_t read_bracket(struct tokens *t, struct span text, struct span line, char before, bool apart)
{
	struct level *level = top_level(t);
	struct group *g = groups_top(&t->groups);
	size_t at = (size_t)(text.at - line.at);
	if (!opens_data(text, before, line))
		return 0;
	bool metric = text.at[0] == '{' && !apart && is_metric(text);
	if (t->sink.words && at > 0 && is_input(t))
		t->sink.words(t->sink.arg, (struct span){level->from, at}, t->line, false);
	enum key own = g->key;
	g->key = KEY_OTHER;
	size_t n = open_bracket(t, text, own);
	if (metric)
		groups_top(&t->groups)->facts |= FACT_MUTED;
	return n;
}

/* Reads `:HTTP_STATUS/400`, a comment of an event stream. */
static size_t read_event_status(struct tokens *t, struct span text)
{
	static const struct span sign = {":HTTP_STATUS/", 13};
	size_t n = text.length < sign.length + 3 ? text.length : sign.length + 3;
	top_level(t)->line &= ~(unsigned)LINE_EMPTY;
	end_event(t);
	t->groups.event = n > sign.length ? failure_status((struct span){text.at + sign.length, n - sign.length}) : 0;
	t->event_line = t->groups.event && is_input(t) ? t->line : 0;
	return n;
}

static bool read_status_line(struct tokens *t, struct span line)
{
	struct status_line status = line_status(line);
	if (status.found)
		begin_response(t, &status);
	return status.found;
}

/* Reads one token of a text; returns its bytes. */
static size_t read_words(struct tokens *t, struct span text)
{
	struct level *level = top_level(t);
	struct group *g = groups_top(&t->groups);
	if (!level->end || level->end < text.at)
		level->end = text.at + lex_line(text);
	struct span line = {level->from, (size_t)(level->end - level->from)};
	size_t at = (size_t)(text.at - level->from), n = 0;
	char c = text.at[0], before = at > 0 ? level->from[at - 1] : ' ', sign;
	struct quote quote;
	if (text_is_space(c))
		return 1;
	if (c == ':' && span_starts_nocase(text, SPAN(":HTTP_STATUS/")))
		return read_event_status(t, text);
	if (g->expects) {
		level->line |= level->line & LINE_EMPTY ? LINE_FIELDS : 0U; /* its key is on the line before */
		n = read_value(t, text);
		if (n > 0) {
			level->line &= ~(unsigned)LINE_EMPTY;
			return n;
		}
	}
	bool foreign = (unsigned char)c >= 0x80, word = text_is_alnum(c) || c == '_' || foreign;
	bool apart = !text_is_alnum(before) && before != '_';
	if (apart && (word || c == '[' || lex_quote(text, &quote) > 0)) {
		n = read_field(t, text, before);
		if (n > 0) {
			level->line &= ~(unsigned)LINE_EMPTY;
			return n;
		}
	}
	if (c == '{' || c == '[' || c == '(') {
		n = read_bracket(t, text, line, before, apart);
		if (n > 0)
			return n;
	}
	level->line &= ~(unsigned)LINE_EMPTY;
	g->key = KEY_OTHER;
	if (text_is_digit(c))
		return read_number(t, text, line, apart);
	if (at == 0 && (level->line & LINE_HAS_DATA) && is_input(t) && span_starts(text, SPAN("HTTP/"))) {
		end_unit(t); /* a response behind another one */
		if (read_status_line(t, line))
			return line.length;
	}
	if (word)
		return read_word(t, text, line, apart);
	n = 1;
	while (c == '\\' && n + 1 < text.length && text.at[n] == c && text.at[n + 1] == c)
		n++;
	return lex_sign(text, &sign) == 3 ? 3 : n;
}

/* ---- Lines ---- */

static void begin_line(struct tokens *t, struct span text)
{
	struct level *level = top_level(t);
	struct entries *entries = &t->entries;
	struct span line = {text.at, lex_line(text)};
	const struct group *g = &t->groups.at[level->base];
	level->from = text.at;
	level->end = text.at + line.length;
	level->line = LINE_EMPTY;
	level->wrappers = 0;
	level->spoken = phrases_is_source(line) ? SPOKEN_SOURCE : 0U;
	if (!is_input(t)) {
		level->spoken |= g->facts & FACT_ANNOUNCED ? SPOKEN_FAILURE : 0U;
		return;
	}
	if (entries_waits(entries) && entries_goes_on(entries, g, line)) {
		level->spoken |= g->facts & FACT_ANNOUNCED ? SPOKEN_FAILURE : 0U;
		return;
	}
	if (entries_waits(entries))
		end_unit(t);
	entries_line(entries, line);
	if (entries->relation != RELATION_CONTINUES)
		t->groups.response = 0;
	t->groups.at[0].line = t->line;
	level->spoken |= entries_continues_failure(entries) ? SPOKEN_FAILURE : 0U;
}

/* The line at hand is over; `here`: its end, NULL if its words are not to be shown to the sink. */
static void end_line(struct tokens *t, const char *here)
{
	struct level *level = top_level(t);
	bool empty = level->line & LINE_EMPTY, fields = level->line & LINE_FIELDS;
	if (t->sink.words && is_input(t) && here)
		t->sink.words(t->sink.arg, (struct span){level->from, (size_t)(here - level->from)}, t->line, false);
	bool data = level->line & LINE_HAS_DATA;
	level->line = LINE_START;
	if (!is_input(t))
		return;
	t->records += !empty;
	if (t->groups.response && t->response_lines-- == 0)
		t->groups.response = 0;
	bool coded = false;
	for (unsigned i = 0; i < t->groups.count; i++)
		coded = coded || t->groups.found[i]->strength >= STRENGTH_UNKNOWN;
	if (empty || coded || !entries_keeps_open(&t->entries, &t->groups.at[0], fields))
		end_unit(t);
	if (empty || data)
		end_event(t);
}

/* At the start of a line in a text: reads a status line, or skips the prefix. */
static size_t begin_words(struct tokens *t, struct span text)
{
	struct level *level = top_level(t);
	begin_line(t, text);
	struct span line = {text.at, (size_t)(level->end - text.at)};
	size_t n = lex_prefix(line);
	if (is_input(t) && read_status_line(t, span_from(line, line.length > 0 && line.at[0] == '<' ? 0 : n))) {
		level->line &= ~(unsigned)LINE_EMPTY;
		return line.length;
	}
	return n;
}

/* Reads one token; returns its bytes, or WAITS. */
static size_t read_token(struct tokens *t, struct span text)
{
	struct level *level = top_level(t);
	if (groups_top(&t->groups)->kind != GROUP_TEXT || t->beyond > 0)
		return read_data(t, text);
	if (text.at[0] != '\n')
		return level->line & LINE_START ? begin_words(t, text) : read_words(t, text);
	if (level->line & LINE_START)
		begin_line(t, text);
	end_line(t, text.at);
	t->line += is_input(t);
	return 1;
}

/* Reads the texts of all levels to their ends. */
static void read_levels(struct tokens *t)
{
	for (;;) {
		struct level *level = top_level(t);
		if (level->at >= level->text.length) {
			if (is_input(t))
				break;
			close_string(t);
			continue;
		}
		size_t n = read_token(t, span_from(level->text, level->at));
		if (n == WAITS)
			break;
		level->at += n;
	}
}

/* ---- The interface ---- */

struct tokens *tokens_new(const struct tokens_sink *sink)
{
	struct tokens *t = calloc(1, sizeof *t);
	if (!t)
		return NULL;
	t->scratch = malloc(LEVELS * (size_t)UNESCAPED);
	if (!t->scratch) {
		free(t);
		return NULL;
	}
	t->sink = *sink;
	t->line = 1;
	t->depth = 1;
	t->levels[0].line = LINE_START;
	groups_init(&t->groups, t, take_overflow);
	entries_init(&t->entries, sink->arg, sink->failure);
	groups_open(&t->groups, GROUP_TEXT, KEY_OTHER, 1);
	return t;
}

void tokens_free(struct tokens *t)
{
	if (t)
		free(t->scratch);
	free(t);
}

/* The bytes of what began in a text before: the rest of a long line, or of a long string. */
static size_t skip(struct tokens *t, struct span text, enum tokens_more more)
{
	const char *barren = NULL;
	size_t n = 0;
	if (t->skipping == FED_LONG_LINE) {
		n = lex_line(text);
		if (n < text.length)
			t->skipping = FED_LINES;
	} else if (t->skipping == FED_STRING) {
		struct string string = lex_string(text, t->quote, STRING_LINES, &barren);
		n = string.bytes;
		if (string.end != STRING_OPEN || more != TOKENS_FULL)
			t->skipping = FED_LINES;
	}
	return n;
}

size_t tokens_feed(struct tokens *t, struct span text, enum tokens_more more)
{
	struct level *level = &t->levels[0];
	memset(level->barren, 0, sizeof level->barren);
	level->text = text;
	level->end = NULL;
	level->at = skip(t, text, more);
	level->from = text.at + level->at;
	t->more = more;
	read_levels(t);
	size_t at = level->at;
	bool words = groups_top(&t->groups)->kind == GROUP_TEXT;
	if (more == TOKENS_END && at == text.length && words && !(level->line & LINE_START))
		end_line(t, text.at + at);
	t->waiting = at < text.length;
	if (more == TOKENS_FULL && words && !(level->line & LINE_HAS_DATA) && t->skipping == FED_LINES &&
		text.length > 0 && text.at[text.length - 1] != '\n') {
		t->sink.skipped(t->sink.arg, t->line, "line too long");
		t->skipping = FED_LONG_LINE;
		return text.length;
	}
	return more == TOKENS_FULL && at == 0 ? text.length : at;
}

void tokens_release(struct tokens *t)
{
	if (t->groups.depth == 1 && (t->levels[0].line & LINE_START)) {
		end_unit(t);
		end_event(t);
	}
	entries_end(&t->entries);
}

void tokens_end(struct tokens *t)
{
	if (!(t->levels[0].line & LINE_START))
		end_line(t, NULL);
	end_unit(t);
	end_event(t);
	entries_end(&t->entries);
}

bool tokens_is_idle(const struct tokens *t)
{
	return t->groups.depth == 1 && !t->groups.event && !t->groups.response && t->skipping == FED_LINES &&
	       !t->waiting && (t->levels[0].line & LINE_START) && entries_is_idle(&t->entries);
}

void tokens_skip_lines(struct tokens *t, uint64_t lines, uint64_t records)
{
	t->line += lines;
	t->records += records;
}

uint64_t tokens_records(const struct tokens *t)
{
	return t->records;
}
