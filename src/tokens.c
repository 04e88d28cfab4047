#include "level.h"

#include "phrases.h"
#include "prefix.h"
#include "trim.h"

#include <stdlib.h>
#include <string.h>

/* ---- Units: what is found in a line, or in data of several ---- */

static void pass_overflow(void *arg, const struct found *found)
{
	struct tokens *t = arg;
	entries_take(&t->entries, found);
}

void level_complain(const struct tokens *t, const char *why)
{
	if (t->sink.skipped)
		t->sink.skipped(t->sink.arg, t->line, why);
}

void level_end_unit(struct tokens *t)
{
	struct groups *groups = &t->groups;
	while (groups->depth > 1)
		groups_close(groups);
	const struct group *text = &groups->at[0]; /* what was read of it stays when it is closed */
	groups_close(groups);
	for (unsigned i = 0; i < groups->found.count; i++) {
		struct found *found = groups->found.at[i];
		if (!found->failure.status)
			found->failure.status = phrases_angle(found->failure.message);
		entries_take(&t->entries, found);
	}
	if (groups->found.count > 0) { /* it has their status */
		t->event.status_line = 0;
		groups->response_status = 0;
	}
	entries_end_unit(&t->entries, text->rank != RANK_NONE ? text->status : 0, text->rank >= RANK_STATED,
		(struct span){text->id, text->id_length});
	groups->found.count = 0;
	t->beyond = 0;
	groups_open(groups, GROUP_TEXT, KEY_OTHER, t->line);
}

/* Passes a failure that has only a status to the entry. It is made in the spare place of the list, which is free
 * between two calls of groups. */
static void report_status(struct tokens *t, uint64_t line, int status, struct span message)
{
	struct found *found = t->groups.found.at[FOUND_MOST];
	struct failure *failure = &found->failure;
	found->origin = ORIGIN_WORDS;
	failure_clear(failure);
	failure->line = line;
	failure->status = status;
	failure_set_message(failure, message);
	entries_take(&t->entries, found);
}

/* The status holds for the body, and is a failure by itself, which that of the body may complete. */
bool level_status_line(struct tokens *t, struct span text)
{
	struct status_line line = line_status(text);
	/* `HTTP 429` below a body completes the failure in that. */
	if (!line.found || (!line.sure && entries_lacks_status(&t->entries)))
		return false;
	t->response_lines = RESPONSE_LINES;
	t->groups.response_status = line.status;
	if (!line.status) {
		entries_end(&t->entries);
		return true;
	}
	entries_response(&t->entries);
	if (line.sure)
		report_status(t, t->line, line.status, trim_message(line.message));
	entries_end_unit(&t->entries, 0, false, (struct span){0});
	return true;
}

/* ---- Event streams (WHATWG, server-sent events, section 9.2.6) ---- */

/* Ends an event: a status of it that no data has is a failure by itself. */
static void end_event(struct tokens *t)
{
	if (t->event.status_line)
		report_status(t, t->event.status_line, t->groups.event_status, (struct span){0});
	t->event = (struct event){0};
	t->groups.event_status = 0;
}

/* Reads what only an event stream has in a line: the name of an event; data that is plain text, the message of a
 * failure. Returns the bytes read, 0 if the line is still to be read like any other. */
static size_t read_event_line(struct tokens *t, struct span line)
{
	struct group *g = groups_top(&t->groups);
	if (span_starts(line, SPAN("id:")) || span_starts(line, SPAN("event:"))) {
		if (t->event.data)
			end_event(t);
		if (line.at[0] == 'e')
			t->event.error = span_equals(span_trim(span_from(line, strlen("event:"))), SPAN("error"));
		return 0;
	}
	if (!span_starts(line, SPAN("data:")))
		return 0;
	t->event.data = true;
	struct span data = span_trim(span_from(line, strlen("data:")));
	if (!(t->event.error || t->groups.event_status) || data.length == 0 || memchr("{[\"}]", data.at[0], 5))
		return 0;
	prose_store(g, (struct span){0}, data);
	g->rank = RANK_REPORTED;
	g->facts |= FACT_ANNOUNCED;
	return line.length;
}

/* The status is that of the data of this event if that was read before, else of the data behind. */
size_t level_event_status(struct tokens *t, struct span text)
{
	enum { SIGN = sizeof ":HTTP_STATUS/" - 1 };
	struct group *g = groups_top(&t->groups);
	struct span digits = span_cut(span_from(text, SIGN), 3);
	digits.length = lex_line(digits);
	int status = failure_status(digits);
	if (t->event.data && status && is_input(t)) {
		g->status = status;
		g->rank = RANK_LABELLED;
	} else {
		bool error = t->event.error;
		end_event(t);
		t->event.error = error;
		t->groups.event_status = status;
		t->event.status_line = status && is_input(t) ? t->line : 0;
	}
	return SIGN + digits.length;
}

/* ---- Strings ---- */

void level_open(struct tokens *t, struct span raw, struct quote quote, unsigned facts)
{
	struct groups *groups = &t->groups;
	if (t->depth == LEVELS || groups->depth + 1 >= GROUP_DEPTH)
		return;
	char *bytes = t->scratch[t->depth];
	struct span text = lex_decode(raw, quote, bytes, UNESCAPED);
	if (text.at == bytes)
		text.length = text_uncolour(bytes, text.length);
	t->levels[t->depth++] = (struct level){.text = text, .groups = groups->depth + 1, .state = LEVEL_START};
	struct group *g = groups_open(groups, GROUP_TEXT, KEY_OTHER, groups_top(groups)->line);
	g->quote = (struct quote){0};
	g->facts |= facts;
}

/* Ends the current string: keeps the strongest of the failures found in it. */
static void close_string(struct tokens *t)
{
	struct groups *groups = &t->groups;
	const struct group *g = &groups->at[top_level(t)->groups - 1];
	while (groups_top(groups) >= g)
		groups_close(groups);
	struct found_list *found = &groups->found;
	while (found->count > g->first + 1) {
		bool weaker = found_strength(found->at[g->first]) < found_strength(found->at[g->first + 1]);
		found_drop(found, weaker ? g->first : g->first + 1);
	}
	if (found->count > g->first) {
		found->at[g->first]->origin |= g->facts & FACT_OWN_MESSAGE ? 0U : ORIGIN_STRING;
		found->at[g->first]->failure.line = g->line;
	}
	t->depth--;
}

/* ---- Lines ---- */

static void begin_line(struct tokens *t, struct span text)
{
	struct level *level = top_level(t);
	struct entries *entries = &t->entries;
	const struct group *g = &t->groups.at[level->groups - 1];
	struct span line = {text.at, lex_line(text)};
	enum line_source source = line_source(line);
	bool announced = g->facts & FACT_ANNOUNCED;
	level->from = text.at;
	level->end = text.at + line.length;
	level->state = LEVEL_EMPTY;
	level->wrappers = 0;
	if (is_input(t) && !(entries_is_open(entries) && entries_is_next_field(g, line))) {
		if (entries_is_open(entries))
			level_end_unit(t);
		entries_line(entries, line);
		if (entries->relation != RELATION_CONTINUES)
			t->groups.response_status = 0;
		t->groups.at[0].line = t->line;
		announced = entries_continues_failure(entries);
	}
	level->seen = announced ? SEEN_FAILURE : 0U;
	level->seen |= source == SOURCE_CODE ? SEEN_SOURCE : source == SOURCE_COMMENT ? SEEN_COMMENT : 0U;
}

void level_end_words(const struct tokens *t, const char *end)
{
	const char *from = t->levels[0].from;
	if (t->sink.words && is_input(t))
		t->sink.words(t->sink.arg, (struct span){from, (size_t)(end - from)}, t->line);
}

/* Whether a code was found that no field below can replace; `open`: fields may follow, and the code of one replaces a
 * code in a message.
 */
static bool has_final_code(const struct tokens *t, bool open)
{
	for (unsigned i = 0; i < t->groups.found.count; i++) {
		const struct found *found = t->groups.found.at[i];
		if (found->failure.code.length > 0 && !(open && (found->origin & ORIGIN_STRING)))
			return true;
	}
	return false;
}

/* Whether the message of a code that words announce is on a line below the one that ends at `end`, which has none but
 * ends with a colon, or, of .NET, with the bracket of `HTTP 400 (type: code)`. Sets the group to read it. */
static bool expects_message(struct tokens *t, const char *end)
{
	const struct level *level = top_level(t);
	struct group *g = &t->groups.at[0];
	if (!(g->facts & FACT_PHRASE_CODE) || g->message_length > 0)
		return false;
	struct span line = span_trim((struct span){level->from, end ? (size_t)(end - level->from) : 0});
	if (line.length > 0) {
		g->key = KEY_MESSAGE;
		g->expects = memchr("):", line.at[line.length - 1], 2);
	}
	return g->expects;
}

void level_end_line(struct tokens *t, const char *end)
{
	struct level *level = top_level(t);
	unsigned state = level->state;
	level->state = LEVEL_START;
	if (!is_input(t))
		return;
	if (end)
		level_end_words(t, end);
	bool expects = expects_message(t, end), empty = (state & LEVEL_EMPTY) && !expects;
	bool fields = (state & LEVEL_FIELDS) || entries_is_open(&t->entries) || expects;
	t->records += !(state & LEVEL_EMPTY);
	if (t->groups.response_status && t->response_lines-- == 0)
		t->groups.response_status = 0;
	if (empty || has_final_code(t, fields) || !entries_keep_open(&t->entries, &t->groups.at[0], fields))
		level_end_unit(t);
	if (empty)
		end_event(t);
	else if (state & LEVEL_HAS_DATA)
		t->groups.event_status = 0; /* it was the status of that data */
}

/* At the start of a line in a text: reads a status line, or skips the prefix. */
static size_t begin_words(struct tokens *t, struct span text)
{
	struct level *level = top_level(t);
	begin_line(t, text);
	struct span line = {text.at, (size_t)(level->end - text.at)};
	size_t prefix = prefix_bytes(line);
	if (!is_input(t) || line.length == 0)
		return prefix;
	size_t read = memchr("ied", line.at[0], 3) ? read_event_line(t, line) : 0;
	if (level_status_line(t, span_from(line, line.at[0] == '<' ? 0 : prefix))) /* `< HTTP/1.1 400` of curl -v */
		read = line.length;
	if (read > 0)
		level->state &= ~(unsigned)LEVEL_EMPTY;
	return read > 0 ? read : prefix;
}

/* Reads one token; returns its bytes, or WAITS. */
static size_t read_token(struct tokens *t, struct span text)
{
	struct level *level = top_level(t);
	if (groups_top(&t->groups)->kind != GROUP_TEXT || t->beyond > 0)
		return data_token(t, text);
	if (text.at[0] != '\n')
		return level->state & LEVEL_START ? begin_words(t, text) : prose_token(t, text);
	if (level->state & LEVEL_START)
		begin_line(t, text);
	level_end_line(t, text.at);
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
	t->sink = *sink;
	t->line = 1;
	t->depth = 1;
	t->levels[0] = (struct level){.groups = 1, .state = LEVEL_START};
	groups_init(&t->groups, t, pass_overflow);
	entries_init(&t->entries, sink->arg, sink->failure);
	groups_open(&t->groups, GROUP_TEXT, KEY_OTHER, 1);
	return t;
}

void tokens_free(struct tokens *t)
{
	free(t);
}

/* Skips the rest of a line or string that was too long; returns its bytes. */
static size_t skip_rest(struct tokens *t, struct span text, enum tokens_more more)
{
	size_t n = 0;
	if (t->rest == REST_LINE) {
		n = lex_line(text);
		if (n < text.length)
			t->rest = REST_NONE;
	} else if (t->rest == REST_STRING) {
		struct string string = lex_string(text, t->rest_quote, STRING_LINES);
		n = string.bytes;
		level_count_lines(t, (struct span){text.at, n});
		if (string.end != STRING_OPEN || more != TOKENS_FULL)
			t->rest = REST_NONE;
	}
	return n;
}

size_t tokens_feed(struct tokens *t, struct span text, enum tokens_more more)
{
	struct level *level = &t->levels[0];
	level->text = text;
	level->end = NULL;
	level->at = skip_rest(t, text, more);
	level->from = text.at + level->at;
	t->more = more;
	read_levels(t);
	bool in_words = groups_top(&t->groups)->kind == GROUP_TEXT;
	if (more == TOKENS_END && in_words && !(level->state & LEVEL_START))
		level_end_line(t, text.at + level->at);
	if (more != TOKENS_FULL)
		return level->at;
	bool ends_in_line = text.length > 0 && text.at[text.length - 1] != '\n';
	if (ends_in_line && in_words && !(level->state & LEVEL_HAS_DATA) && t->rest == REST_NONE) {
		level_complain(t, "line too long");
		t->rest = REST_LINE;
		return text.length;
	}
	return level->at > 0 ? level->at : text.length; /* a bare value as long as the buffer is dropped */
}

void tokens_release(struct tokens *t)
{
	if (t->groups.depth == 1 && (t->levels[0].state & LEVEL_START)) {
		level_end_unit(t);
		end_event(t);
	}
	entries_end(&t->entries);
}

void tokens_end(struct tokens *t)
{
	if (!(t->levels[0].state & LEVEL_START))
		level_end_line(t, NULL);
	level_end_unit(t);
	end_event(t);
	entries_end(&t->entries);
}

/* Whether no token, data, event or response goes on in the next line. An entry may. */
static bool is_between_lines(const struct tokens *t)
{
	return t->groups.depth == 1 && !t->groups.event_status && !t->groups.response_status && t->rest == REST_NONE &&
	       (t->levels[0].state & LEVEL_START);
}

void tokens_expect(struct tokens *t, struct span line)
{
	if (is_between_lines(t) && !entries_is_open(&t->entries))
		entries_expect(&t->entries, line);
}

bool tokens_is_idle(const struct tokens *t)
{
	return is_between_lines(t) && entries_is_idle(&t->entries);
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
