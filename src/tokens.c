#include "level.h"

#include "phrases.h"
#include "prefix.h"
#include "trim.h"

#include <stdlib.h>
#include <string.h>

/* ---- Units: what is found in a line, or in data of several ---- */

static void take_overflow(void *arg, const struct found *found)
{
	struct tokens *t = arg;
	entries_take(&t->entries, found);
}

/* The unit at hand is over: hands what was found in it to its entry. */
void level_end_unit(struct tokens *t)
{
	struct groups *groups = &t->groups;
	while (groups->depth > 1)
		groups_close(groups);
	const struct group *g = &groups->at[0];
	groups_close(groups);
	for (unsigned i = 0; i < groups->found.count; i++) {
		struct found *found = groups->found.at[i];
		if (!found->failure.status)
			found->failure.status = phrases_angle(found->failure.message);
		entries_take(&t->entries, found);
		t->event.line = 0;
		groups->response = 0;
	}
	entries_end_unit(&t->entries, g->rank != RANK_NONE ? g->status : 0, (struct span){g->id, g->id_length});
	groups->found.count = 0;
	t->beyond = 0;
	groups_open(groups, GROUP_TEXT, KEY_OTHER, t->line);
}

/* Hands a failure that is no more than a status to the entry. */
static void take_status(struct tokens *t, uint64_t line, int status, struct span message)
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

/* A response begins: its status holds for the body, and is a failure by itself. */
bool level_status_line(struct tokens *t, struct span text)
{
	struct status_line line = line_status(text);
	/* `HTTP 429` below a body completes the failure in that. */
	if (!line.found || (!line.sure && entries_lacks_status(&t->entries)))
		return false;
	t->response_lines = RESPONSE_LINES;
	t->groups.response = line.status;
	if (!line.status) {
		entries_end(&t->entries);
		return true;
	}
	entries_response(&t->entries);
	if (line.sure)
		take_status(t, t->line, line.status, trim_message(line.message));
	t->entries.unit = t->entries.held.count;
	return true;
}

/* ---- Event streams (WHATWG, server-sent events, section 9.2.6) ---- */

/* An event is over: a status in it that belongs to no data is a failure by itself. */
static void end_event(struct tokens *t)
{
	if (t->event.line)
		take_status(t, t->event.line, t->groups.event, (struct span){0});
	t->event = (struct event){0};
	t->groups.event = 0;
}

/* Reads a line of an event as such: its name; data that is plain text, the message of a failure. Returns the bytes
 * read, 0 if the line is to be read like any other. */
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
	if (!(t->event.error || t->groups.event) || data.length == 0 || memchr("{[\"}]", data.at[0], 5))
		return 0;
	prose_take(g, (struct span){0}, data);
	g->rank = RANK_REPORTED;
	g->facts |= FACT_ANNOUNCED;
	return line.length;
}

/* The status is that of the data behind it, or of the data of this event that was read before. */
size_t level_event_status(struct tokens *t, struct span text)
{
	enum { SIGN = sizeof ":HTTP_STATUS/" - 1 };
	struct group *g = groups_top(&t->groups);
	struct span digits = span_cut(span_from(text, SIGN), 3);
	int status = failure_status(digits);
	if (t->event.data && status && is_input(t)) {
		g->status = status;
		g->rank = RANK_LABELLED;
	} else {
		bool error = t->event.error;
		end_event(t);
		t->event.error = error;
		t->groups.event = status;
		t->event.line = status && is_input(t) ? t->line : 0;
	}
	return SIGN + digits.length;
}

/* ---- Strings ---- */

/* Begins to read the text of a string, one level deeper. */
void level_open(struct tokens *t, struct span raw, struct quote quote, unsigned facts)
{
	struct groups *groups = &t->groups;
	if (t->depth == LEVELS || groups->depth + 1 >= GROUP_DEPTH)
		return;
	bool announced = facts & FACT_ANNOUNCED;
	char *bytes = t->scratch[t->depth];
	struct span text = lex_decode(raw, quote, bytes, UNESCAPED);
	if (text.at == bytes)
		text.length = text_uncolour(bytes, text.length);
	struct level *level = &t->levels[t->depth++];
	*level = (struct level){.text = text,
		.base = groups->depth,
		.first = groups->found.count,
		.from = text.at,
		.line = LEVEL_START,
		.seen = announced ? SEEN_FAILURE : 0U};
	struct group *g = groups_open(groups, GROUP_TEXT, KEY_OTHER, groups_top(groups)->line);
	g->quote = (struct quote){0};
	g->facts |= facts;
}

/* The string at hand was read: keeps the strongest of the failures found in it. */
static void close_string(struct tokens *t)
{
	struct groups *groups = &t->groups;
	const struct level *level = top_level(t);
	const struct group *g = &groups->at[level->base];
	unsigned first = level->first;
	while (groups->depth > level->base)
		groups_close(groups);
	struct found_list *found = &groups->found;
	while (found->count > first + 1) {
		bool weaker = found_strength(found->at[first]) < found_strength(found->at[first + 1]);
		found_drop(found, weaker ? first : first + 1);
	}
	if (found->count > first) {
		found->at[first]->origin |= g->facts & FACT_OWN_MESSAGE ? 0U : ORIGIN_STRING;
		found->at[first]->failure.line = g->line;
	}
	t->depth--;
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
	level->line = LEVEL_EMPTY;
	level->wrappers = 0;
	enum line_source source = line_source(line);
	level->seen = source == SOURCE_CODE ? SEEN_SOURCE : source == SOURCE_COMMENT ? SEEN_COMMENT : 0U;
	if (!is_input(t) || (entries_is_open(entries) && entries_is_next_field(g, line))) {
		level->seen |= g->facts & FACT_ANNOUNCED ? SEEN_FAILURE : 0U;
		return;
	}
	if (entries_is_open(entries))
		level_end_unit(t);
	entries_line(entries, line);
	if (entries->relation != RELATION_CONTINUES)
		t->groups.response = 0;
	t->groups.at[0].line = t->line;
	level->seen |= entries_continues_failure(entries) ? SEEN_FAILURE : 0U;
}

/* The line at hand is over; `here`: its end, NULL if its words are not to be shown to the sink. */
void level_end_line(struct tokens *t, const char *here)
{
	struct level *level = top_level(t);
	bool empty = level->line & LEVEL_EMPTY, fields = level->line & LEVEL_FIELDS;
	if (t->sink.words && is_input(t) && here)
		t->sink.words(t->sink.arg, (struct span){level->from, (size_t)(here - level->from)}, t->line, false);
	bool data = level->line & LEVEL_HAS_DATA;
	level->line = LEVEL_START;
	if (!is_input(t))
		return;
	t->records += !empty;
	if (t->groups.response && t->response_lines-- == 0)
		t->groups.response = 0;
	bool open = fields || entries_is_open(&t->entries), coded = false;
	for (unsigned i = 0; i < t->groups.found.count;
		i++) { /* a code in a message may yield to that of a field below */
		const struct found *found = t->groups.found.at[i];
		coded = coded || (found->failure.code.length > 0 && !(open && (found->origin & ORIGIN_STRING)));
	}
	if (empty || coded || !entries_keep_open(&t->entries, &t->groups.at[0], fields))
		level_end_unit(t);
	if (empty)
		end_event(t);
	else if (data)
		t->groups.event = 0;
}

/* At the start of a line in a text: reads a status line, or skips the prefix. */
static size_t begin_words(struct tokens *t, struct span text)
{
	struct level *level = top_level(t);
	begin_line(t, text);
	struct span line = {text.at, (size_t)(level->end - text.at)};
	size_t n = prefix_bytes(line);
	if (!is_input(t))
		return n;
	size_t read = line.length > 0 && memchr("ied", line.at[0], 3) ? read_event_line(t, line) : 0;
	if (level_status_line(t, span_from(line, line.length > 0 && line.at[0] == '<' ? 0 : n)))
		read = line.length;
	if (read > 0)
		level->line &= ~(unsigned)LEVEL_EMPTY;
	return read > 0 ? read : n;
}

/* Reads one token; returns its bytes, or WAITS. */
static size_t read_token(struct tokens *t, struct span text)
{
	struct level *level = top_level(t);
	if (groups_top(&t->groups)->kind != GROUP_TEXT || t->beyond > 0)
		return data_token(t, text);
	if (text.at[0] != '\n')
		return level->line & LEVEL_START ? begin_words(t, text) : prose_token(t, text);
	if (level->line & LEVEL_START)
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
	t->levels[0].line = LEVEL_START;
	groups_init(&t->groups, t, take_overflow);
	entries_init(&t->entries, sink->arg, sink->failure);
	groups_open(&t->groups, GROUP_TEXT, KEY_OTHER, 1);
	return t;
}

void tokens_free(struct tokens *t)
{
	free(t);
}

/* The bytes of what began in a text before: the rest of a long line, or of a long string. */
static size_t skip(struct tokens *t, struct span text, enum tokens_more more)
{
	size_t n = 0;
	if (t->skipping == FED_LONG_LINE) {
		n = lex_line(text);
		if (n < text.length)
			t->skipping = FED_LINES;
	} else if (t->skipping == FED_STRING) {
		struct string string = lex_string(text, t->quote, STRING_LINES);
		n = string.bytes;
		level_count_lines(t, (struct span){text.at, n});
		if (string.end != STRING_OPEN || more != TOKENS_FULL)
			t->skipping = FED_LINES;
	}
	return n;
}

size_t tokens_feed(struct tokens *t, struct span text, enum tokens_more more)
{
	struct level *level = &t->levels[0];
	level->text = text;
	level->end = NULL;
	level->at = skip(t, text, more);
	level->from = text.at + level->at;
	t->more = more;
	read_levels(t);
	size_t at = level->at;
	bool words = groups_top(&t->groups)->kind == GROUP_TEXT;
	if (more == TOKENS_END && at == text.length && words && !(level->line & LEVEL_START))
		level_end_line(t, text.at + at);
	t->waiting = at < text.length;
	if (more == TOKENS_FULL && words && !(level->line & LEVEL_HAS_DATA) && t->skipping == FED_LINES &&
		text.length > 0 && text.at[text.length - 1] != '\n') {
		t->sink.skipped(t->sink.arg, t->line, "line too long");
		t->skipping = FED_LONG_LINE;
		return text.length;
	}
	return more == TOKENS_FULL && at == 0 ? text.length : at;
}

void tokens_release(struct tokens *t)
{
	if (t->groups.depth == 1 && (t->levels[0].line & LEVEL_START)) {
		level_end_unit(t);
		end_event(t);
	}
	entries_end(&t->entries);
}

void tokens_end(struct tokens *t)
{
	if (!(t->levels[0].line & LEVEL_START))
		level_end_line(t, NULL);
	level_end_unit(t);
	end_event(t);
	entries_end(&t->entries);
}

/* Whether nothing but an entry is open before the next line. */
static bool is_between_lines(const struct tokens *t)
{
	return t->groups.depth == 1 && !t->groups.event && !t->groups.response && t->skipping == FED_LINES &&
	       !t->waiting && (t->levels[0].line & LEVEL_START);
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
