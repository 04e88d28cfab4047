#include "group.h"

#include "words.h"

#include <string.h>

static bool has(const struct group *g, unsigned facts)
{
	return g->facts & facts;
}

void groups_init(struct groups *groups, void *arg, void (*overflow)(void *arg, const struct found *found))
{
	groups->depth = 0;
	groups->event_status = groups->response_status = 0;
	found_init(&groups->found);
	groups->arg = arg;
	groups->overflow = overflow;
}

struct group *groups_open(struct groups *groups, enum group_kind kind, enum key own, uint64_t line)
{
	const struct group *around = groups->depth > 0 ? groups_top(groups) : NULL;
	struct group *g = &groups->at[groups->depth++];
	memset(g, 0, offsetof(struct group, code));
	g->kind = kind;
	g->own = own;
	g->key = kind == GROUP_ARRAY ? own : KEY_OTHER;
	g->expects = kind == GROUP_ARRAY;
	g->first = groups->found.count;
	g->line = line;
	if (!around)
		return g;
	g->quote = around->quote;
	g->facts = around->facts & (FACT_MUTED | FACT_SOURCE | FACT_CONTENT);
	if (has(around, FACT_TALLY) && own == KEY_INPUT) {
		g->facts |= FACT_TALLY;
		g->count = around->count;
	}
	if ((kind != GROUP_TEXT && own == KEY_CONTENT) ||
		(around->kind != GROUP_TEXT && own == KEY_INPUT && !has(g, FACT_TALLY)))
		g->facts |= FACT_MUTED;
	return g;
}

bool groups_in_answer(const struct groups *groups)
{
	for (unsigned i = groups->depth; i > 0 && groups->at[i - 1].kind != GROUP_TEXT; i--)
		if (has(&groups->at[i - 1], FACT_ANSWER | FACT_MUTED))
			return true;
	return false;
}

/* ---- Values of fields ---- */

static bool is_digits(struct span text)
{
	for (size_t i = 0; i < text.length; i++)
		if (!text_is_digit(text.at[i]))
			return false;
	return text.length > 0;
}

static bool is_one_of(struct span text, const char *const words[])
{
	for (; *words; words++)
		if (span_equals_nocase(text, span_of(*words)))
			return true;
	return false;
}

/* The status of "429", "429 Too Many Requests" or "HTTPStatus.BAD_REQUEST"; else 0. */
static int status_of(struct span text)
{
	struct span number = {text.at, 3};
	if (text.length == 3)
		return failure_status(text);
	if (text.length > 3 && text.at[3] == ' ' && failure_status(number) && fields_reason(span_from(text, 4), NULL))
		return failure_status(number);
	const char *dot = text.length > 3 ? memchr(text.at, '.', text.length) : NULL;
	return dot ? fields_reason(span_from(text, (size_t)(dot - text.at) + 1), NULL) : 0;
}

/* Whether the value of a field is a code; "Code" is a label of a form. */
static bool is_code(struct span text)
{
	return failure_is_code(text) && !(text.length == 3 && is_digits(text)) && !fields_is_success(text) &&
	       !span_equals_nocase(text, SPAN("code"));
}

/* Whether a name of a class ends as that of an exception does. */
static bool is_exception(struct span name)
{
	bool capital = name.length > 0 && name.at[0] >= 'A' && name.at[0] <= 'Z';
	return capital && !memchr(name.at, ' ', name.length) && failure_is_class(name);
}

static size_t keep(char *to, size_t room, struct span text)
{
	return span_keep(to, room, text).length;
}

static void take_code(struct group *g, enum key key, struct span text, bool quoted)
{
	int status = status_of(text);
	bool own = key == KEY_ERROR_CODE;
	if (status) {
		g->number = status;
	} else if (is_code(text) && (g->code_length == 0 || (own && !has(g, FACT_ERROR_CODE)))) {
		bool known = table_find(text) != TABLE_NONE;
		g->code_length = keep(g->code, sizeof g->code, text);
		g->facts &= ~(unsigned)(FACT_ERROR_CODE | FACT_KNOWN_CODE);
		g->facts |=
			(own ? FACT_ERROR_CODE : 0U) | (known ? FACT_KNOWN_CODE : 0U) | (quoted ? 0U : FACT_BARE_CODE);
	}
}

static void take_status(struct group *g, enum key key, struct span text)
{
	static const char *const fine[] = {"ok", "success", "succeeded", "passed", NULL};
	int status = status_of(text);
	if (status && (!g->status || key == KEY_HTTP_STATUS))
		g->status = status;
	else if (!status && key == KEY_STATUS && is_one_of(text, fine))
		g->facts |= FACT_FINE;
	else if (!status && (g->number || (g->kind == GROUP_TEXT && g->status)) && g->code_length == 0 &&
		 !fields_reason(text, NULL) && table_find(text) != TABLE_NONE)
		g->code_length = keep(g->code, sizeof g->code, text); /* Code: 403, status: AccessDenied */
}

static void take_message(struct group *g, enum key key, struct span text, bool quoted)
{
	if (key != KEY_ERROR) {
		bool own = key == KEY_ERROR_MESSAGE && text.length > 0;
		bool better = own == has(g, FACT_ERROR_MESSAGE) ? text.length > g->message_length : own;
		g->facts |= (quoted ? FACT_MESSAGE : 0U) | (own ? FACT_ERROR_MESSAGE : 0U);
		if (better || has(g, FACT_ERROR_TEXT)) {
			g->message_length = keep(g->message, sizeof g->message, text);
			g->facts &= ~(unsigned)FACT_ERROR_TEXT;
		}
	} else if (quoted && g->message_length == 0 && !fields_is_success(text)) {
		g->message_length = keep(g->message, sizeof g->message, text);
		g->facts |= g->message_length > 0 ? FACT_ERROR_TEXT : 0U;
	}
}

void group_note(struct group *g, enum key key)
{
	g->facts |= key == KEY_ANSWER   ? FACT_ANSWER
		    : key == KEY_ACCESS ? FACT_ACCESS
		    : key == KEY_ROLE   ? FACT_ROLE
		    : key == KEY_PLACE  ? FACT_PLACE
					: 0U;
}

/* Stores a level or severity. */
static void take_level(struct group *g, struct span text)
{
	static const char *const fine[] = {"trace", "debug", "info", "notice", "ok", "none", "10", "20", "30", NULL};
	static const char *const warning[] = {"warn", "warning", "minor", "low", NULL};
	g->facts |= is_one_of(text, fine) ? FACT_FINE : is_one_of(text, warning) ? FACT_WARNING : 0U;
}

/* Stores a count of a tally that this program printed. */
static void take_count(struct group *g, struct span text)
{
	enum { MOST_DIGITS = 16 };
	if (!has(g, FACT_TALLY) || !is_digits(text) || text.length > MOST_DIGITS)
		return;
	uint64_t count = 0;
	for (size_t i = 0; i < text.length; i++)
		count = count * 10 + (uint64_t)(text.at[i] - '0');
	g->count = count;
}

void group_take(struct group *g, enum key key, struct span text, bool quoted)
{
	text = span_trim(text);
	switch (key) {
	case KEY_CODE:
	case KEY_ERROR_CODE:
		take_code(g, key, text, quoted);
		break;
	case KEY_STATUS:
	case KEY_HTTP_STATUS:
		take_status(g, key, text);
		break;
	case KEY_MESSAGE:
	case KEY_ERROR_MESSAGE:
	case KEY_ERROR:
		take_message(g, key, text, quoted);
		break;
	case KEY_TYPE:
		g->type_length = keep(g->type, sizeof g->type, text);
		break;
	case KEY_REQUEST_ID:
		if (!fields_is_success(text))
			g->id_length = keep(g->id, sizeof g->id, text);
		break;
	case KEY_TASK_STATUS:
	case KEY_EVENT:
		if (span_equals_nocase(text, SPAN("FAILED")) || span_equals_nocase(text, SPAN("task-failed")))
			g->facts |= FACT_FAILED;
		break;
	case KEY_SUCCESS:
		g->facts |= span_equals_nocase(text, SPAN("true")) ? FACT_FINE : 0U;
		break;
	case KEY_COUNT:
		take_count(g, text);
		break;
	case KEY_LEVEL:
		take_level(g, text);
		break;
	case KEY_ACCESS:
		g->facts |= span_starts(text, SPAN("http")) ? FACT_URL : 0U;
		break;
	case KEY_NAME: /* of an exception, or of a header whose value is the next field */
		g->facts |= fields_key(text) == KEY_REQUEST_ID ? FACT_NAMES_ID : 0U;
		break;
	case KEY_VALUE:
		if (has(g, FACT_NAMES_ID) && quoted)
			g->id_length = keep(g->id, sizeof g->id, text);
		break;
	default:
		break;
	}
}

/* ---- The rule ---- */

/* What the groups around the one that closes add to it. */
struct context {
	int status;     /* the nearest: of the group itself, of one around, of the event, of the response */
	bool near;      /* one has RANK_NEAR: a number right before the data may be its status */
	bool announced; /* one has FACT_ANNOUNCED: words report a failure */
};

static struct context context_of(const struct groups *groups)
{
	struct context c = {0};
	for (unsigned i = groups->depth; i > 0; i--) {
		const struct group *g = &groups->at[i - 1];
		c.announced = c.announced || has(g, FACT_ANNOUNCED);
		c.near = c.near || g->rank == RANK_NEAR;
		if (!c.status)
			c.status = i == 1 && groups->event_status ? groups->event_status : g->status;
	}
	if (!c.status)
		c.status = groups->response_status;
	return c;
}

/* Whether an unknown code without quotes looks like a code and not like a variable: it begins with a capital and has a
 * _ or a dot, which does not end a sentence. */
static bool is_written_as_code(struct span text)
{
	bool small = false, split = false;
	for (size_t i = 0; i < text.length; i++) {
		small = small || (text.at[i] >= 'a' && text.at[i] <= 'z');
		split = split || text.at[i] == '_' || text.at[i] == '.';
	}
	return text.length > 0 && text.at[0] >= 'A' && text.at[0] <= 'Z' && split &&
	       (!small || text.at[text.length - 1] != '.');
}

/* Whether a message is no more than a request, `GET /path`: the line of an access log. */
static bool is_request(struct span message)
{
	size_t method = 0;
	while (method < message.length && message.at[method] >= 'A' && message.at[method] <= 'Z')
		method++;
	return method > 0 && span_starts(span_from(message, method), SPAN(" /"));
}

/* The code of a group: its own, or the type that stands for it. */
static struct span code_of(const struct group *g, bool has_status)
{
	static const char *const schema[] = {"object", "string", "array", "integer", "number", "boolean", "null", NULL};
	struct span code = {g->code, g->code_length}, type = {g->type, g->type_length};
	bool error = g->own == KEY_ERROR || has(g, FACT_PHRASE_CODE);
	if (is_digits(code) && !has_status && !error && g->count == 0)
		code.length = 0; /* a number alone is no code */
	if (code.length > 0 || g->number || type.length < 3)
		return code;
	bool known = table_find(type) != TABLE_NONE;
	bool meant = error || (has(g, FACT_MESSAGE) && known && (has_status || span_find_nocase(type, SPAN("error"))));
	return meant && is_code(type) && !is_one_of(type, schema) && (known || !is_exception(type)) ? type : code;
}

/* Whether a code is no more than a name: nothing else of a failure stands beside it in a text, in the brackets of a
 * program or behind =, and no words announce one. */
static bool is_mere_name(const struct group *g, const struct context *c, bool known)
{
	bool alone = !g->message_length && !g->id_length && !g->status && !has(g, FACT_PHRASE_CODE);
	bool named = g->kind == GROUP_TEXT || g->kind == GROUP_PARENS || has(g, FACT_EQUALS);
	bool announced = c->announced && (known || c->status);
	return alone && named && !announced;
}

/* Whether a group with a code reports a failure. */
static bool judge_code(const struct group *g, const struct context *c, const struct failure *f)
{
	bool known = f->row != TABLE_NONE, phrase = has(g, FACT_PHRASE_CODE);
	if (is_mere_name(g, c, known))
		return false;
	if (known)
		return true;
	if (has(g, FACT_PLACE | FACT_SOURCE | FACT_FINE) || (has(g, FACT_WARNING) && !c->status))
		return false;
	bool bare = g->kind == GROUP_TEXT || has(g, FACT_BARE_CODE);
	if (bare && !phrase && !is_written_as_code(f->code))
		return false;
	return phrase || has(g, FACT_ERROR_CODE | FACT_MESSAGE | FACT_FAILED) || g->message_length ||
	       g->own == KEY_ERROR || c->status || g->count;
}

/* Whether words without a code report a failure: a client reports it, or a field has its message, and it has a status
 * that is not the number right before some data. */
static bool judge_text(const struct group *g, const struct context *c, const struct failure *f)
{
	bool message = has(g, FACT_MESSAGE) && f->status && !has(g, FACT_FINE | FACT_SOURCE);
	return g->rank == RANK_REPORTED || (message && !c->near);
}

/* Whether data without a code, or with one that judge_code refused, reports a failure. */
static bool judge_data(const struct group *g, const struct context *c, const struct failure *f)
{
	bool bare = has(g, FACT_BARE_CODE); /* perhaps a variable of a program */
	struct span code = {g->code, g->code_length};
	if (has(g, FACT_FAILED) || g->count || (g->number && !bare && !has(g, FACT_SOURCE)))
		return true;
	bool message = g->message_length && (has(g, FACT_MESSAGE) || !bare);
	if (g->own == KEY_ERROR && (message || f->status)) /* error: {message: …} */
		return true;
	if (has(g, FACT_ERROR_TEXT) && is_digits(code) && code.at[0] != '2') /* {code: 1001, error: "…"} */
		return true;
	/* All else needs a status. */
	if (!f->status || has(g, FACT_FINE | FACT_SOURCE | FACT_ROLE))
		return false;
	bool client = has(g, FACT_URL) || (g->id_length && !has(g, FACT_ACCESS));
	bool response = client && g->status && !has(g, FACT_ANSWER) && g->kind != GROUP_ARRAY;
	bool says = g->message_length && !has(g, FACT_ACCESS) && !is_request(f->message);
	return response || (says && !bare && (c->announced || !c->near));
}

/* Whether a group has anything that may be a failure. */
static bool has_any(const struct group *g)
{
	return g->code_length || g->type_length || g->message_length || g->number || g->rank || g->count ||
	       has(g, FACT_FAILED) || (g->kind != GROUP_TEXT && g->status);
}

/* THE RULE: whether the facts of a group report a failure. Sets *f to it. */
static bool judge(const struct group *g, const struct context *c, struct failure *f)
{
	bool text = g->kind == GROUP_TEXT;
	if (has(g, FACT_MUTED) || !has_any(g))
		return false;
	failure_clear(f);
	f->line = g->line;
	f->count = g->count ? g->count : 1;
	f->counted = g->count > 0;
	f->status = g->number ? g->number : c->status;
	failure_set_code(f, code_of(g, f->status));
	failure_set_message(f, (struct span){g->message, g->message_length});
	failure_set_request_id(f, (struct span){g->id, g->id_length});
	if (f->code.length > 0) {
		bool fine = has(g, FACT_FINE) && !has(g, FACT_FAILED) && g->own != KEY_ERROR && !text;
		if (!fine && judge_code(g, c, f))
			return true;
		failure_set_code(f, (struct span){0});
	}
	return text ? judge_text(g, c, f) : judge_data(g, c, f);
}

/* ---- What becomes of what was found inside ---- */

/* Drops those of the failures inside that are not read, and adds the status and request ID of the group to the rest. */
static void complete_inner(struct groups *groups, const struct group *g)
{
	bool answer = has(g, FACT_ANSWER) && g->kind != GROUP_TEXT;
	for (unsigned i = g->first; i < groups->found.count;) {
		struct found *found = groups->found.at[i];
		/* Content that the group is in waits for the group around that. */
		bool content = (found->origin & ORIGIN_CONTENT) && !has(g, FACT_CONTENT);
		if ((answer && (found->origin & ORIGIN_STRING)) || (content && !g->status)) {
			found_drop(&groups->found, i);
			continue;
		}
		if (content) /* of a response that failed */
			found->origin &= ~(unsigned)ORIGIN_CONTENT;
		found_complete(found, g->status, (struct span){g->id, g->id_length});
		i++;
	}
}

/* Adds to `own`, the failure of a group, what one inside that does not replace it knows of the same. */
static void fill_own(struct found *own, const struct found *inside)
{
	struct failure *outer = &own->failure;
	const struct failure *inner = &inside->failure;
	bool same = inner->code.length > 0 && code_equals(inner->code, outer->code);
	if (same && inner->message.length > 0 && !span_starts(outer->message, inner->message))
		failure_set_message(outer, inner->message); /* the outer one may be the client's */
	if (same || inner->code.length == 0)
		failure_fill(outer, inner);
}

/* The group reports a failure, the last one found. One inside replaces it if more is known of its code; an item of a
 * list with another known code stays beside it; any other fills its gaps. */
static void merge_inner(struct groups *groups, unsigned first)
{
	struct found *own = groups->found.at[groups->found.count - 1];
	bool replaced = false;
	for (unsigned i = first; groups->found.at[i] != own;) {
		struct found *inner = groups->found.at[i];
		bool stronger = found_strength(inner) > found_strength(own);
		bool item = (inner->origin & ORIGIN_ITEM) && found_strength(inner) == STRENGTH_KNOWN &&
			    !code_equals(inner->failure.code, own->failure.code);
		if (stronger)
			found_complete(inner, own->failure.status, own->failure.request_id);
		replaced = replaced || stronger;
		if (stronger || item) {
			i++;
			continue;
		}
		fill_own(own, inner);
		found_drop(&groups->found, i);
	}
	if (replaced)
		found_drop(&groups->found, groups->found.count - 1);
}

/* Whether a failure, and one found before it in the group `around`, may be one. Items of a list are several. So are
 * two codes side by side in a text, unless words are between. */
static bool may_unite(const struct group *around, const struct found *before, const struct found *found)
{
	bool coded = before->failure.code.length > 0 && found->failure.code.length > 0;
	bool apart = around->kind == GROUP_TEXT && !has(around, FACT_WORDS) && coded;
	return !(before->origin & ORIGIN_ITEM) && !apart && found_is_one(before, found);
}

/* Hands the failures from `first` on to the group around; unites each with one that was found there before. */
static void hand_up(struct groups *groups, unsigned first, const struct group *around)
{
	struct found_list *list = &groups->found;
	for (unsigned i = first; i < list->count;) {
		struct found *found = list->at[i];
		unsigned k = around->first;
		if (around->kind == GROUP_ARRAY) {
			found->origin |= ORIGIN_ITEM;
			k = first;
		}
		while (k < first && !may_unite(around, list->at[k], found))
			k++;
		if (k < first) {
			found_unite(list->at[k], found);
			found_drop(list, i);
		} else {
			i++;
		}
	}
}

/* Hands out the first failure found if there is no room for a further one. */
static void make_room(struct groups *groups)
{
	if (groups->found.count < FOUND_MOST)
		return;
	groups->overflow(groups->arg, groups->found.at[0]);
	found_drop(&groups->found, 0);
	for (unsigned i = 0; i <= groups->depth; i++) /* the group that was closed last, too */
		groups->at[i].first -= groups->at[i].first > 0;
}

void groups_close(struct groups *groups)
{
	struct group *g = groups_top(groups), *around = groups->depth > 1 ? g - 1 : NULL;
	struct context context = context_of(groups);
	complete_inner(groups, g);
	struct found *own = groups->found.at[groups->found.count];
	if (judge(g, &context, &own->failure)) {
		own->origin =
			(g->kind == GROUP_TEXT ? ORIGIN_WORDS : 0U) | (has(g, FACT_CONTENT) ? ORIGIN_CONTENT : 0U);
		groups->found.count++;
		merge_inner(groups, g->first);
	} else if (around && around->kind != GROUP_ARRAY && !around->id_length && !has(g, FACT_ANSWER)) {
		around->id_length = keep(around->id, sizeof around->id, (struct span){g->id, g->id_length});
	}
	groups->depth--;
	if (around)
		hand_up(groups, g->first, around);
	make_room(groups);
}
