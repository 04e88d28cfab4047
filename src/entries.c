#include "entries.h"

#include "prefix.h"
#include "trim.h"

#include <string.h>

enum {
	ENTRY_LINES = 10000,
	ADJACENT_LINES = 4,
	CARRIED_LINES = 16,
	WAITING_LINES = 2, /* adjacent lines over which a status waits for its failure */
};

/* What an entry is, and how far it was read; a set. */
enum state {
	STATE_BLANK = 1,    /* the line above is blank */
	STATE_STACK = 2,    /* in a stack of frames */
	STATE_LINKED = 4,   /* behind a link between exceptions */
	STATE_RESPONSE = 8, /* in a response: its status line, headers, body */
	STATE_DATED = 16,   /* the entry begins with a date */
	STATE_DATA = 32,    /* the entry begins with data */
	STATE_FIELDS = 64,  /* fields go on on the next line */
	STATE_LATE = 128,   /* the status that waits may be that of the last failure */
};

static bool is_in(const struct entries *e, unsigned state)
{
	return e->state & state;
}

static void set(struct entries *e, unsigned state, bool on)
{
	e->state = on ? e->state | state : e->state & ~state;
}

void entries_init(struct entries *e, void *arg, void (*failure)(void *arg, const struct failure *failure))
{
	memset(e, 0, offsetof(struct entries, held));
	for (size_t i = 0; i < LENGTH(e->places); i++)
		e->held[i] = &e->places[i];
	e->seen_count = 0;
	memset(e->seen, 0, sizeof e->seen);
	e->arg = arg;
	e->failure = failure;
}

bool entries_continues_failure(const struct entries *e)
{
	return e->count > e->base && e->relation == RELATION_CONTINUES;
}

bool entries_lacks_status(const struct entries *e)
{
	return e->relation == RELATION_ADJACENT && e->count > 0 && !e->held[e->count - 1]->failure.status;
}

bool entries_is_idle(const struct entries *e)
{
	return e->count == 0 && !e->status && !e->id_length && !is_in(e, STATE_RESPONSE | STATE_FIELDS);
}

/* ---- Reporting ---- */

static bool was_seen(const struct entries *e, struct span id)
{
	for (unsigned i = 0; i < ENTRIES_SEEN; i++)
		if (id.length > 0 && span_equals(id, (struct span){e->seen[i].id, e->seen[i].length}))
			return true;
	return false;
}

static void drop(struct entries *e, unsigned i)
{
	struct held *dropped = e->held[i];
	e->count--;
	memmove(&e->held[i], &e->held[i + 1], (e->count - i) * sizeof *e->held);
	e->held[e->count] = dropped;
	e->unit -= e->unit > i;
	e->base -= e->base > i;
}

/* Reports the first failure that is held, unless its request was. */
static void report_first(struct entries *e)
{
	const struct failure *failure = &e->held[0]->failure;
	struct span id = failure->request_id;
	if (!was_seen(e, id)) {
		if (id.length > 0) {
			unsigned slot = e->seen_count++ % ENTRIES_SEEN;
			memcpy(e->seen[slot].id, id.at, id.length);
			e->seen[slot].length = id.length;
		}
		e->failure(e->arg, failure);
	}
	drop(e, 0);
}

/* How complete a failure is. */
static unsigned weight(const struct held *h)
{
	const struct failure *f = &h->failure;
	unsigned code = f->code.length == 0 ? 0 : f->row == TABLE_NONE ? 4 : 8;
	return code + (h->data ? 2U : 0U) + (f->message.length > 0 ? 1U : 0U);
}

/* Makes one of `held` and `own`, which stands below it: the more complete one stays, and is filled from the other. */
static void unite(struct held *held, struct held *own)
{
	if (weight(own) > weight(held)) {
		uint64_t line = held->failure.line;
		failure_fill(&own->failure, &held->failure);
		failure_copy(&held->failure, &own->failure);
		held->failure.line = line;
		held->data = own->data;
	} else {
		failure_fill(&held->failure, &own->failure);
	}
	struct span message = own->failure.message;
	if (message.length > held->failure.message.length && span_starts(message, held->failure.message))
		failure_set_message(&held->failure, message); /* the other one was cut */
	held->raised = held->raised || own->raised;
}

/* Whether two failures are of one request: their IDs are equal and their codes do not differ. */
static bool is_one_request(const struct failure *a, const struct failure *b)
{
	if (a->request_id.length == 0 || !span_equals(a->request_id, b->request_id))
		return false;
	return !a->code.length || !b->code.length || failure_is_same(a, b) ||
	       (a->row == TABLE_NONE) != (b->row == TABLE_NONE);
}

void entries_end(struct entries *e)
{
	if (is_in(e, STATE_LATE) && e->count > 0 && !e->held[e->count - 1]->failure.status)
		e->held[e->count - 1]->failure.status = e->status;
	for (unsigned i = 0; i + 1 < e->count; i++)
		for (unsigned k = i + 1; k < e->count;)
			if (is_one_request(&e->held[i]->failure, &e->held[k]->failure)) {
				unite(e->held[i], e->held[k]);
				drop(e, k);
			} else {
				k++;
			}
	while (e->count > 0)
		report_first(e);
	e->state = 0;
	e->status = 0;
	e->id_length = 0;
	e->base = e->unit = e->lines = e->adjacent = e->below = e->blanks = e->carried = 0;
}

/* ---- Lines ---- */

/* Whether a failure has nothing but a status, in digits or in words. */
static bool is_bare(const struct failure *f)
{
	return f->code.length == 0 && (f->message.length == 0 || fields_reason(f->message, NULL));
}

/* The last failure to which continuing lines may belong, or NULL. */
static const struct held *last_held(const struct entries *e)
{
	return e->count > e->base ? e->held[e->count - 1] : NULL;
}

static bool has_code(const struct entries *e)
{
	for (unsigned i = e->base; i < e->count; i++)
		if (e->held[i]->failure.code.length > 0)
			return true;
	return false;
}

/* A dated line begins an entry; below a response or a body it may be the client's word on the same, and in a dated
 * response it is a part of it. */
static enum relation relate_dated(const struct entries *e, const struct line *line)
{
	const struct held *last = last_held(e);
	bool body = e->count == 1 && last && last->data && !last->failure.status && !is_in(e, STATE_DATED);
	if (is_in(e, STATE_RESPONSE) && is_in(e, STATE_DATED) && !(line->flags & LINE_LEVEL))
		return e->lines < RESPONSE_LINES ? RELATION_CONTINUES : RELATION_NEW;
	return is_in(e, STATE_RESPONSE) || body ? RELATION_ADJACENT : RELATION_NEW;
}

/* What a line of words is, without a date, and with no blank line above. */
static enum relation relate_words(const struct entries *e, const struct line *line)
{
	const struct held *last = last_held(e);
	if (is_in(e, STATE_RESPONSE))
		return e->lines < RESPONSE_LINES ? RELATION_CONTINUES : RELATION_NEW;
	switch (line->kind) {
	case LINE_RECORD:
		return RELATION_NEW;
	case LINE_DATA:
		if (is_in(e, STATE_DATA) && last && (last->data || last->failure.code.length > 0))
			return RELATION_NEW; /* one body a line */
		return has_code(e) || e->below > 0 ? RELATION_ADJACENT : RELATION_CONTINUES;
	case LINE_BODY:
		return RELATION_CONTINUES;
	case LINE_HEADER:
		return last && is_bare(&last->failure) && !(line->flags & LINE_LEVEL) ? RELATION_CONTINUES
										      : RELATION_ADJACENT;
	case LINE_RAISED:
		return last && e->adjacent == 0 && !last->raised ? RELATION_CONTINUES : RELATION_ADJACENT;
	default:
		return RELATION_ADJACENT;
	}
}

/* A traceback below a body, or below the exception that ends another one, is new unless a link is between. */
static enum relation relate_frame(const struct entries *e, const struct line *line)
{
	const struct held *last = last_held(e);
	bool whole = is_in(e, STATE_DATA) || (last && last->raised);
	return whole && !is_in(e, STATE_LINKED) && (line->flags & LINE_TRACEBACK) ? RELATION_NEW : RELATION_CONTINUES;
}

/* The first line below a blank one stands apart, unless it is the body below a status. */
static enum relation relate_below_blank(const struct entries *e, const struct line *line)
{
	const struct held *last = last_held(e);
	bool waits = e->status && !is_in(e, STATE_LATE) && e->lines <= WAITING_LINES;
	if (line->kind == LINE_DATA && (last ? is_bare(&last->failure) : waits))
		return RELATION_CONTINUES;
	return e->count > 0 ? RELATION_APART : RELATION_NEW;
}

/* What a line below those of the entry is to it. */
static enum relation relate(const struct entries *e, const struct line *line)
{
	/* The first blank line of a response parts the headers from the body. */
	bool below_blank = is_in(e, STATE_BLANK) && !(is_in(e, STATE_RESPONSE) && e->blanks == 0);
	bool indented = line->flags & (below_blank ? LINE_INDENTED : LINE_INDENTED | LINE_DEEP);
	if (line->kind == LINE_BLANK || line->kind == LINE_LINK)
		return RELATION_CONTINUES;
	if (line->kind == LINE_FRAME)
		return relate_frame(e, line);
	if (is_in(e, STATE_STACK)) { /* Python's ends with the exception, at times below a blank line */
		bool raised = line->kind == LINE_RAISED && !(below_blank && span_starts(line->text, SPAN("Error:")));
		return indented || raised ? RELATION_CONTINUES : RELATION_NEW;
	}
	if (line->flags & LINE_DATED)
		return below_blank ? RELATION_NEW : relate_dated(e, line);
	if (indented || line->kind == LINE_CLOSING)
		return RELATION_CONTINUES;
	return below_blank ? relate_below_blank(e, line) : relate_words(e, line);
}

/* Notes the line at hand as one of the entry. */
static void note_line(struct entries *e)
{
	const struct line *line = &e->line;
	bool linked = is_in(e, STATE_LINKED), below_blank = is_in(e, STATE_BLANK);
	bool continues = e->relation == RELATION_CONTINUES;
	set(e, STATE_BLANK, line->kind == LINE_BLANK && !linked);
	if (line->kind == LINE_BLANK)
		return;
	e->blanks += below_blank && is_in(e, STATE_RESPONSE);
	set(e, STATE_LINKED, line->kind == LINE_LINK);
	if (line->kind == LINE_LINK) {
		/* What is below a link belongs to the last failure, whatever lines are between. */
		e->adjacent = 0;
		if (e->count > 0 && e->base == e->count && !is_in(e, STATE_LATE))
			e->base--;
	} else if (line->kind == LINE_BODY && continues) {
		e->below = 0;
	} else if (continues && line->kind != LINE_FRAME && !is_in(e, STATE_STACK) &&
		   (line->kind == LINE_CLOSING || (line->flags & (LINE_INDENTED | LINE_DEEP)))) {
		e->below += !(line->flags & LINE_MARKUP);
	}
}

/* The line at hand is the first of an entry. */
static void begin_entry(struct entries *e)
{
	set(e, STATE_DATED, e->line.flags & LINE_DATED);
	set(e, STATE_DATA, e->line.kind == LINE_DATA || e->line.kind == LINE_RECORD);
}

void entries_line(struct entries *e, struct span text)
{
	e->line = line_read(text);
	e->unit = e->count;
	bool idle = entries_is_idle(e);
	e->relation = idle ? RELATION_NEW : relate(e, &e->line);
	note_line(e);
	bool adjacent = e->relation == RELATION_ADJACENT;
	e->adjacent += adjacent && !(e->line.flags & LINE_HEADING);
	if (adjacent && (!e->status || ++e->age > WAITING_LINES)) {
		e->status = 0;
		e->id_length = 0;
		e->age = 0;
	}
	if (e->relation == RELATION_NEW || ++e->lines > ENTRY_LINES || e->adjacent > ADJACENT_LINES) {
		unsigned state = e->state & (idle ? STATE_BLANK | STATE_LINKED | STATE_STACK : 0U);
		entries_end(e);
		e->state |= state;
	}
	if (e->count == 0)
		begin_entry(e);
	set(e, STATE_STACK, e->line.kind != LINE_RAISED && (is_in(e, STATE_STACK) || e->line.kind == LINE_FRAME));
}

void entries_before(struct entries *e, struct span text)
{
	struct line line = line_read(text);
	if (line.kind != LINE_BLANK && !entries_is_idle(e) && relate(e, &line) == RELATION_NEW)
		entries_end(e);
}

bool entries_waits(const struct entries *e)
{
	return is_in(e, STATE_FIELDS);
}

bool entries_keeps_open(struct entries *e, const struct group *g, bool fields)
{
	bool waits = is_in(e, STATE_FIELDS);
	bool some = g->code_length || (g->facts & FACT_MESSAGE) || g->status || g->id_length || g->number ||
		    g->expects || (g->facts & FACT_FAILED);
	bool whole = g->code_length && g->message_length && (g->id_length || !waits);
	bool keeps = (fields || waits) && some && !whole && !(g->facts & FACT_PHRASE_CODE);
	set(e, STATE_FIELDS, keeps);
	if (!waits)
		e->carried = 0;
	return keeps;
}

bool entries_goes_on(struct entries *e, const struct group *g, struct span text)
{
	struct span rest = span_from(text, prefix_bytes(text));
	bool label, first;
	if (span_trim(rest).length == 0 || e->carried++ > CARRIED_LINES)
		return false;
	if (g->expects || (line_is_body(rest, &label) && g->code_length == 0))
		return true;
	struct lexed_key field = line_field(rest, &first);
	enum key key = field.bytes > 0 ? fields_label(field.name) : KEY_OTHER;
	bool spaced = field.bytes > 0 && first && text_is_space(rest.at[field.bytes - 1]); /* INFO:root is no field */
	if (key == KEY_OTHER && !spaced && !(field.bytes > 0 && field.quote.sign))
		return false;
	switch (key) { /* a second one begins another failure */
	case KEY_CODE:
	case KEY_ERROR_CODE:
		return g->code_length == 0;
	case KEY_STATUS:
	case KEY_HTTP_STATUS:
		return !g->status && g->code_length == 0;
	case KEY_REQUEST_ID:
		return g->id_length == 0;
	default:
		return true;
	}
}

void entries_response(struct entries *e)
{
	entries_end(e);
	begin_entry(e);
	set(e, STATE_RESPONSE, true);
	e->line.kind = LINE_WORDS; /* it may stand behind the data of another one */
	e->relation = RELATION_CONTINUES;
}

/* ---- Failures ---- */

static bool names(struct span message, struct span code)
{
	return code.length > 3 && span_find_nocase(message, code);
}

/* Whether two failures of one entry are one; `b` stands below. */
static bool is_one(const struct entries *e, const struct failure *a, const struct failure *b)
{
	bool adjacent = e->relation == RELATION_ADJACENT;
	if (a->request_id.length > 0 && b->request_id.length > 0)
		return span_equals(a->request_id, b->request_id);
	bool statuses = !a->status || !b->status || a->status == b->status;
	if (is_in(e, STATE_RESPONSE) && a->status == b->status && (is_bare(b) || is_bare(a)))
		return true;
	if (a->code.length == 0 || b->code.length == 0) {
		const struct failure *bare = a->code.length ? b : a, *full = a->code.length ? a : b;
		bool fills = bare->status && full->code.length &&
			     (!full->status || (bare->status == full->status && is_bare(bare)));
		/* Below a body, only a line that holds little but the status. */
		fills = fills && (bare == a || (e->line.flags & (LINE_SHORT | LINE_DATED)));
		return adjacent ? fills && e->adjacent == 1 && e->below == 0 : statuses;
	}
	if (adjacent) { /* the whole message below the cut one */
		enum { BEGINNING = 24 };
		return e->adjacent == 1 && failure_is_same(a, b) && a->status != b->status &&
		       a->message.length > BEGINNING &&
		       span_starts(b->message, (struct span){a->message.at, BEGINNING});
	}
	if (failure_is_same(a, b) || names(a->message, b->code) || names(b->message, a->code))
		return true;
	return statuses && (a->row == TABLE_NONE) != (b->row == TABLE_NONE);
}

static bool holds_request(const struct entries *e, const struct failure *failure)
{
	for (unsigned i = 0; i < e->count; i++)
		if (is_one_request(&e->held[i]->failure, failure))
			return true;
	return false;
}

/* The failure held that `own` is a further print of, or NULL; *i is its place. */
static struct held *find_print(struct entries *e, const struct held *own, unsigned *i)
{
	bool adjacent = e->relation == RELATION_ADJACENT;
	for (*i = e->relation == RELATION_APART ? e->unit : e->base; *i < e->unit; ++*i)
		if ((!adjacent || *i + 1 == e->unit) && is_one(e, &e->held[*i]->failure, &own->failure))
			return e->held[*i];
	for (*i = 0; *i < e->unit; ++*i)
		if (is_one_request(&e->held[*i]->failure, &own->failure))
			return e->held[*i];
	return NULL;
}

void entries_take(struct entries *e, const struct failure *failure, bool data)
{
	unsigned i;
	if (e->relation == RELATION_APART && !holds_request(e, failure)) {
		entries_end(e);
		begin_entry(e);
		e->relation = RELATION_NEW;
	}
	struct held *own = e->held[e->count];
	bool adjacent = e->relation == RELATION_ADJACENT;
	own->data = data;
	own->raised = e->line.kind == LINE_RAISED;
	failure_copy(&own->failure, failure);
	if (!failure->counted)
		trim_failure(&own->failure, !data);
	if (own->failure.request_id.length == 0) {
		struct span message = own->failure.message;
		failure_set_request_id(&own->failure, trim_request_id(&message));
	}
	struct held *print = find_print(e, own, &i);
	if (print) {
		unite(print, own);
		e->adjacent = e->below = 0; /* the entry goes on */
		e->relation = RELATION_CONTINUES;
		if (adjacent)
			e->base = i;
		return;
	}
	if (adjacent)
		e->base = e->count;
	if (!own->failure.status)
		own->failure.status = e->status;
	if (own->failure.request_id.length == 0)
		failure_set_request_id(&own->failure, (struct span){e->id, e->id_length});
	e->status = 0;
	e->id_length = 0;
	e->adjacent = e->below = 0;
	set(e, STATE_LATE, false);
	if (was_seen(e, own->failure.request_id))
		return;
	e->count++;
	if (e->count > ENTRIES_HELD)
		report_first(e);
}

/* A line apart reported no failure: its status waits, or the entry is over. */
static void unit_apart(struct entries *e, int status)
{
	if (!status || !(e->line.flags & LINE_SHORT)) {
		entries_end(e);
		return;
	}
	e->status = status;
	e->state = STATE_LATE;
	begin_entry(e);
	e->unit = e->base = e->count;
	e->lines = e->adjacent = e->below = e->blanks = e->age = 0;
}

/* Adds a status and a request ID to the failure that lacks them; without a failure they wait for one. */
static void leave(struct entries *e, struct failure *failure, int status, struct span id)
{
	if (!failure && status)
		e->status = status;
	if (!failure && id.length > 0 && id.length <= sizeof e->id) {
		memcpy(e->id, id.at, id.length);
		e->id_length = id.length;
	}
	if (failure && !failure->status)
		failure->status = status;
	if (failure && failure->request_id.length == 0)
		failure_set_request_id(failure, id);
}

void entries_unit(struct entries *e, int status, struct span id)
{
	bool adjacent = e->relation == RELATION_ADJACENT, unchanged = e->count == e->unit;
	bool datum = e->line.kind == LINE_DATA || e->line.kind == LINE_RECORD;
	set(e, STATE_FIELDS, false);
	if (e->relation == RELATION_APART && unchanged) {
		unit_apart(e, status);
		return;
	}
	struct failure *last = e->count > (adjacent ? 0 : e->base) ? &e->held[e->count - 1]->failure : NULL;
	bool near = e->adjacent <= 1 && (e->line.flags & LINE_SHORT);
	if (adjacent && (!near || (last && last->status)))
		last = NULL; /* it may be what follows that lacks them */
	if (!adjacent || !datum)
		leave(e, last, status, id);
	if (datum)
		set(e, STATE_RESPONSE, false);
	e->unit = e->count;
	if (adjacent && unchanged)
		e->base = e->count; /* what follows continues this line */
}
