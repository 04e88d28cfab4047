#include "entries.h"

#include "prefix.h"
#include "trim.h"

#include <string.h>

enum {
	ENTRY_LINES = 10000,
	ADJACENT_LINES = 4,
};

/* What was read and reported of the entry; a set. */
enum state {
	/* Of the entry. */
	STATE_DATA = 1,     /* it begins with data */
	STATE_RESPONSE = 2, /* it is a response: a status line, headers, a body */
	STATE_HEADERS = 4,  /* of which the body was not reached yet: the blank line above it does not end the entry */
	/* Of the lines above. */
	STATE_BLANK = 8,    /* the last one is blank, and no link is right above it */
	STATE_LINKED = 16,  /* the last one that is not blank is a link between exceptions */
	STATE_STACK = 32,   /* they are frames of a stack, which ends with an exception */
	STATE_FIELDS = 64,  /* their text stays open for a field: see entries_keep_open */
	STATE_STATED = 128, /* the status that waits may be that of a body below a blank line */
	/* Of the failures. */
	STATE_ITEMS = 256, /* the last one reported is an item of a list */
};

static bool is_in(const struct entries *e, unsigned state)
{
	return e->state & state;
}

static void set(struct entries *e, unsigned state, bool on)
{
	e->state = on ? e->state | state : e->state & ~state;
}

static bool is_data(const struct line *line)
{
	return line->kind == LINE_DATA || line->kind == LINE_RECORD;
}

void entries_init(struct entries *e, void *arg, void (*failure)(void *arg, const struct failure *failure))
{
	memset(e, 0, offsetof(struct entries, held));
	found_init(&e->held);
	e->arg = arg;
	e->failure = failure;
}

bool entries_is_idle(const struct entries *e)
{
	return e->held.count == 0 && !e->status && !e->id_length && !is_in(e, STATE_RESPONSE | STATE_FIELDS);
}

/* The last failure that lines below can complete, or NULL. */
static struct found *last_held(const struct entries *e)
{
	return e->held.count > e->apart ? e->held.at[e->held.count - 1] : NULL;
}

/* The last failure of the lines that continuing lines continue, or NULL. */
static struct found *last_continued(const struct entries *e)
{
	return e->held.count > e->base ? last_held(e) : NULL;
}

bool entries_continues_failure(const struct entries *e)
{
	return e->relation == RELATION_CONTINUES && last_continued(e);
}

bool entries_lacks_status(const struct entries *e)
{
	const struct found *last = last_held(e);
	return e->relation == RELATION_ADJACENT && last && !last->failure.status;
}

/* ---- Reporting ---- */

/* Whether a failure of that request was reported. */
static bool was_reported(const struct entries *e, struct span id)
{
	for (unsigned i = 0; i < ENTRIES_REPORTED && id.length > 0; i++)
		if (span_equals(id, (struct span){e->reported[i].id, e->reported[i].length}))
			return true;
	return false;
}

/* Reports a failure, and stores the ID of its request. */
static void report(struct entries *e, const struct failure *failure)
{
	struct span id = failure->request_id;
	if (id.length > 0) {
		unsigned slot = e->reported_count++ % ENTRIES_REPORTED;
		memcpy(e->reported[slot].id, id.at, id.length);
		e->reported[slot].length = id.length;
	}
	if (e->failure)
		e->failure(e->arg, failure);
}

/* Removes the failure held at `i`. */
static void drop(struct entries *e, unsigned i)
{
	found_drop(&e->held, i);
	e->unit -= e->unit > i;
	e->base -= e->base > i;
	e->apart -= e->apart > i;
}

/* Reports the first failure that is held, with what others of the same request add, unless the request was reported.
 * Items of one response are failures of their own, though they have its request ID. */
static void report_first(struct entries *e)
{
	struct found *first = e->held.at[0];
	unsigned item = first->origin & ORIGIN_ITEM;
	for (unsigned i = 1; i < e->held.count;)
		if (found_is_one_request(first, e->held.at[i]) && !(item & e->held.at[i]->origin)) {
			found_unite(first, e->held.at[i]);
			drop(e, i);
		} else {
			i++;
		}
	bool reports = !was_reported(e, first->failure.request_id) || (item && is_in(e, STATE_ITEMS));
	if (reports)
		report(e, &first->failure);
	set(e, STATE_ITEMS, item && reports);
	drop(e, 0);
}

/* Forgets a status and a request ID that wait. */
static void forget(struct entries *e)
{
	e->status = 0;
	e->id_length = 0;
}

void entries_end(struct entries *e)
{
	/* A status that no failure below it took belongs to the one above. */
	if (e->held.count > 0)
		found_complete(e->held.at[e->held.count - 1], e->status, (struct span){0});
	while (e->held.count > 0)
		report_first(e);
	forget(e);
	e->state = 0;
	e->base = e->unit = e->apart = e->lines = e->adjacent = 0;
}

/* ---- Lines ---- */

/* Whether a failure has nothing but a status, in digits or in words. */
static bool is_bare(const struct failure *f)
{
	return f->code.length == 0 && (f->message.length == 0 || fields_reason(f->message, NULL));
}

/* Whether the line that is read and that of the last failure are lines of one list or log. */
static bool is_alike(const struct entries *e)
{
	return e->form.first == e->above.first || e->form.rest == e->above.rest;
}

/* What a line without indentation is, with no blank line above. */
static enum relation relate_words(const struct entries *e, const struct line *line)
{
	const struct found *last = last_continued(e);
	bool coded = last && last->failure.code.length > 0, data = last && !(last->origin & ORIGIN_WORDS);
	if (line->flags & LINE_DATED) /* below a body, it may be the client's word on the same */
		return data && !last->failure.status ? RELATION_ADJACENT : RELATION_NEW;
	switch (line->kind) {
	case LINE_RECORD:
		return RELATION_NEW;
	case LINE_DATA:
		if (is_in(e, STATE_DATA) && (data || coded))
			return RELATION_NEW; /* one body a line */
		return coded ? RELATION_ADJACENT : RELATION_CONTINUES;
	case LINE_BODY:
		return last && is_alike(e) ? RELATION_ADJACENT : RELATION_CONTINUES;
	case LINE_HEADER:
		return last && is_bare(&last->failure) ? RELATION_CONTINUES : RELATION_ADJACENT;
	case LINE_RAISED:
		return last && !(last->origin & ORIGIN_RAISED) ? RELATION_CONTINUES : RELATION_ADJACENT;
	default:
		return RELATION_ADJACENT;
	}
}

/* A stack is new below a body, below the exception that ends another one, or below a blank line, but not below a
 * failure without a code. Below a link or further frames it continues. */
static enum relation relate_frame(const struct entries *e, bool below_blank)
{
	const struct found *last = last_continued(e);
	bool whole = is_in(e, STATE_DATA) || (last && (last->origin & ORIGIN_RAISED));
	bool apart = below_blank && (!last || last->failure.code.length > 0);
	return (whole || apart) && !is_in(e, STATE_STACK | STATE_LINKED) ? RELATION_NEW : RELATION_CONTINUES;
}

/* The first line below a blank one stands apart, unless it is the body below a status. */
static enum relation relate_below_blank(const struct entries *e, const struct line *line)
{
	const struct found *last = last_continued(e);
	if (line->flags & LINE_DATED)
		return RELATION_NEW;
	bool waits = last ? is_bare(&last->failure) : e->status && is_in(e, STATE_STATED) && e->held.count == 0;
	if (waits && (line->kind == LINE_DATA || line->kind == LINE_CLOSING))
		return RELATION_CONTINUES;
	return e->held.count > 0 ? RELATION_APART : RELATION_NEW;
}

/* What a line below those of the entry is to it. */
static enum relation relate(const struct entries *e, const struct line *line)
{
	bool below_blank = is_in(e, STATE_BLANK) && !is_in(e, STATE_HEADERS);
	bool indented = line->flags & (below_blank ? LINE_INDENTED : LINE_INDENTED | LINE_DEEP);
	if (line->kind == LINE_BLANK || line->kind == LINE_LINK)
		return RELATION_CONTINUES;
	if (line->kind == LINE_FRAME)
		return relate_frame(e, below_blank && !indented);
	if (is_in(e, STATE_STACK)) /* Python's ends with the exception, at times below a blank line */
		return indented || line->kind == LINE_RAISED ? RELATION_CONTINUES : RELATION_NEW;
	bool inside = line->kind == LINE_CLOSING || is_in(e, STATE_RESPONSE);
	if (indented || (inside && !below_blank))
		return RELATION_CONTINUES;
	return below_blank ? relate_below_blank(e, line) : relate_words(e, line);
}

/* Stores what the lines below depend on. */
static void note_line(struct entries *e)
{
	enum line_kind kind = e->line.kind;
	bool blank = kind == LINE_BLANK;
	if (!blank && is_in(e, STATE_BLANK))
		set(e, STATE_HEADERS, false);
	set(e, STATE_BLANK, blank && !is_in(e, STATE_LINKED));
	if (!blank)
		set(e, STATE_LINKED, kind == LINE_LINK);
	if (kind == LINE_LINK) { /* lines below it continue the last failure, whatever lines are between */
		e->adjacent = 0;
		e->base -= e->base > e->apart && e->base == e->held.count;
	}
	if (e->relation == RELATION_ADJACENT) {
		e->adjacent++;
		e->base = e->held.count; /* lines below continue this one */
	}
}

/* The line that is read is the first of an entry. */
static void begin_entry(struct entries *e)
{
	set(e, STATE_DATA, is_data(&e->line));
}

/* The line at hand stands apart and is the first of an entry. */
static void begin_apart(struct entries *e)
{
	entries_end(e);
	begin_entry(e);
	e->relation = RELATION_NEW;
}

void entries_line(struct entries *e, struct span text)
{
	bool idle = entries_is_idle(e);
	e->line = line_read(text);
	e->form = (struct line_form){0};
	if (!is_data(&e->line)) /* bodies, one a line, are no list */
		e->form = line_form(e->line.text);
	e->unit = e->held.count;
	e->relation = idle ? RELATION_NEW : relate(e, &e->line);
	note_line(e);
	unsigned most = is_in(e, STATE_RESPONSE) ? RESPONSE_LINES : ENTRY_LINES;
	if (idle) /* a link or a stack above may still be of the failure to come */
		e->lines = 0;
	else if (e->relation == RELATION_NEW || ++e->lines > most || e->adjacent > ADJACENT_LINES)
		entries_end(e);
	if (e->held.count == 0)
		begin_entry(e);
	set(e, STATE_STACK, e->line.kind != LINE_RAISED && (is_in(e, STATE_STACK) || e->line.kind == LINE_FRAME));
}

void entries_expect(struct entries *e, struct span text)
{
	struct line line = line_read(text);
	if (line.kind != LINE_BLANK && !entries_is_idle(e) && relate(e, &line) == RELATION_NEW)
		entries_end(e);
}

void entries_response(struct entries *e)
{
	entries_end(e);
	begin_entry(e);
	set(e, STATE_RESPONSE | STATE_HEADERS, true);
	e->line.kind = LINE_WORDS; /* it may stand behind the data of another one */
	e->relation = RELATION_CONTINUES;
}

/* ---- Fields on lines of their own ---- */

bool entries_is_open(const struct entries *e)
{
	return is_in(e, STATE_FIELDS);
}

bool entries_keep_open(struct entries *e, const struct group *g, bool fields)
{
	bool some =
		g->code_length || (g->facts & (FACT_MESSAGE | FACT_FAILED)) || g->status || g->id_length || g->expects;
	bool whole = g->code_length && g->message_length;
	bool keeps = fields && some && !whole;
	set(e, STATE_FIELDS, keeps);
	return keeps;
}

bool entries_is_next_field(const struct group *g, struct span text)
{
	bool first;
	struct span line = span_from(text, prefix_bytes(text));
	if (g->expects) {
		struct line value = line_read(text);
		bool words = value.kind == LINE_WORDS || value.kind == LINE_BLANK;
		return words && !(value.flags & LINE_DATED);
	}
	struct lexed_key field = line_field(line, &first);
	if (field.bytes == 0)
		return false;
	struct span value = span_from(line, field.bytes);
	value.length = lex_name(value, false);
	switch (fields_label(field.name)) { /* a second one begins another failure */
	case KEY_CODE:
	case KEY_ERROR_CODE:
		return g->code_length == 0 && !(g->status && failure_status(value));
	case KEY_STATUS:
	case KEY_HTTP_STATUS:
		return !g->status && g->code_length == 0;
	case KEY_REQUEST_ID:
		return g->id_length == 0;
	case KEY_OTHER: /* INFO:root is no field */
		return first && text_is_space(line.at[field.bytes - 1]);
	default:
		return true;
	}
}

/* ---- Failures ---- */

/* Whether a failure on an adjacent line is the one above it, printed again: one has the code and the other the status,
 * or both have the same. On lines that are alike they are attempts, or calls in a list, unless one message was cut. */
static bool is_again(const struct found *above, const struct found *below, bool alike)
{
	const struct failure *a = &above->failure, *b = &below->failure;
	if (a->request_id.length > 0 && b->request_id.length > 0)
		return found_is_one_request(above, below);
	if ((a->status && b->status && a->status != b->status) || !found_is_one(above, below))
		return false;
	struct span first = a->message, second = b->message;
	bool cut = first.length > 0 && second.length > 0 && first.length != second.length &&
		   (span_starts(first, second) || span_starts(second, first));
	if (a->code.length > 0 && b->code.length > 0)
		return failure_is_same(a, b) && (!alike || cut);
	if (a->code.length == 0 && b->code.length == 0)
		return a->status && b->status && !alike;
	return a->code.length > 0 ? b->status : a->status;
}

/* The failure held from lines above that is the same as `own`, or NULL. */
static struct found *find_same(const struct entries *e, const struct found *own)
{
	if (e->relation == RELATION_ADJACENT) {
		struct found *last = e->unit > e->apart ? e->held.at[e->unit - 1] : NULL;
		return last && is_again(last, own, is_alike(e)) ? last : NULL;
	}
	for (unsigned i = e->base; i < e->unit; i++)
		if (found_is_one(e->held.at[i], own))
			return e->held.at[i];
	return NULL;
}

void entries_take(struct entries *e, const struct found *found)
{
	if (e->relation == RELATION_APART)
		begin_apart(e);
	struct found *own = e->held.at[e->held.count];
	own->origin =
		(found->origin & (ORIGIN_WORDS | ORIGIN_ITEM)) | (e->line.kind == LINE_RAISED ? ORIGIN_RAISED : 0U);
	failure_copy(&own->failure, &found->failure);
	if (!own->failure.counted)
		trim_failure(&own->failure, own->origin & ORIGIN_WORDS);
	if (own->failure.request_id.length == 0) {
		struct span message = own->failure.message;
		failure_set_request_id(&own->failure, trim_request_id(&message));
	}
	struct found *same = find_same(e, own);
	e->adjacent = 0; /* the entry goes on */
	e->above = e->form;
	if (same) {
		found_unite(same, own);
		if (e->relation == RELATION_ADJACENT) /* the line and those that continue it belong to that failure */
			e->base = e->unit - 1;
		e->relation = RELATION_CONTINUES;
		return;
	}
	found_complete(own, e->status, (struct span){e->id, e->id_length});
	forget(e);
	e->held.count++;
	if (e->held.count > FOUND_MOST)
		report_first(e);
}

/* The failure that a status and request ID of the unit complete, or NULL: they wait for one. */
static struct found *find_incomplete(const struct entries *e)
{
	if (e->relation != RELATION_ADJACENT)
		return last_continued(e);
	bool near = e->adjacent <= 1 && (e->line.flags & LINE_SHORT);
	return near && entries_lacks_status(e) ? last_held(e) : NULL;
}

/* Completes a failure with what the unit has, or stores it for the next one. */
static void add(struct entries *e, int status, bool stated, struct span id)
{
	struct found *found = find_incomplete(e);
	if (found) {
		found_complete(found, status, id);
		return;
	}
	if (status) {
		e->status = status;
		set(e, STATE_STATED, stated);
	}
	if (id.length > 0 && id.length <= sizeof e->id) {
		memcpy(e->id, id.at, id.length);
		e->id_length = id.length;
	}
}

void entries_end_unit(struct entries *e, int status, bool stated, struct span id)
{
	bool data = is_data(&e->line);
	set(e, STATE_FIELDS, false);
	if (e->relation == RELATION_APART) {
		if (stated && (e->line.flags & LINE_SHORT)) { /* of the failure below, or of the one above */
			e->base = e->apart = e->held.count;
			e->state = 0;
		} else {
			begin_apart(e);
		}
	}
	if (!data || e->relation != RELATION_ADJACENT)
		add(e, status, stated, id);
	if (data)
		set(e, STATE_RESPONSE | STATE_HEADERS, false);
	e->unit = e->held.count;
}
