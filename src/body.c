#include "body.h"

#include "keys.h"
#include "literal.h"
#include "table.h"

#include <cjson/cJSON.h>
#include <string.h>

#define COUNT_MOST 9007199254740992.0 /* whole numbers below it are exact in a double */

enum { TYPE_SHORTEST = 3 }; /* letters of a type that can stand for a code */

/* How sure an object's failure is. */
enum strength {
	STRENGTH_NONE,
	STRENGTH_WEAK,    /* a failure without a code: one with a code, further in, says it better */
	STRENGTH_UNKNOWN, /* a code that the table does not know: yields to one that it does, further in */
	STRENGTH_KNOWN,
};

/* The fields of an object that can tell of a failure; NULL: not there. */
struct fields {
	const cJSON *code, *error_code, *status, *message, *type, *request_id, *state, *success, *count, *error;
	bool answer, access, calm, role, named;
};

/* What the objects around a value say of it. */
struct surroundings {
	const cJSON *next; /* the member to read next */
	enum key key;      /* of the value whose members are read */
	bool array;
	bool answer; /* inside a response that did not fail, as far as was seen */
	int status;
	struct span request_id;
	uint64_t count;
};

struct walk {
	const struct body_sink *sink;
	bool bare;
	struct surroundings at[LITERAL_DEPTH + 2];
	unsigned depth;
	/* The failure whose object is being read: what is inside is the same one, said again. */
	enum strength strength;
	unsigned failure_depth;
	bool told; /* there was one, and it was told: it stands in `failure` */
	struct clue failure;
	struct clue inner;
};

static struct span text_of(const cJSON *value)
{
	return cJSON_IsString(value) ? span_trim(span_of(value->valuestring)) : (struct span){0};
}

static bool is_digits(struct span text)
{
	for (size_t i = 0; i < text.length; i++)
		if (!text_is_digit(text.at[i]))
			return false;
	return text.length > 0;
}

/* A value's text; of "429 Too Many Requests", or Spring's "429 TOO_MANY_REQUESTS", the number. */
static struct span number_of(const cJSON *value)
{
	enum { DIGITS = 3 };
	struct span text = text_of(value);
	if (text.length > DIGITS && text.at[DIGITS] == ' ' && is_digits((struct span){text.at, DIGITS}) &&
		key_reason(span_from(text, DIGITS + 1)))
		text.length = DIGITS;
	return text;
}

/* The HTTP status of a failure that a number, or digits in a string, are, perhaps with their reason. */
static int status_of(const cJSON *value)
{
	if (cJSON_IsNumber(value))
		return value->valueint >= 400 && value->valueint <= 599 ? value->valueint : 0;
	return clue_status(number_of(value));
}

/* The code that a field holds; nothing where it holds a status, or says that nothing failed. */
static struct span code_of(const cJSON *value)
{
	struct span text = number_of(value);
	bool status = text.length == 3 && is_digits(text);
	return clue_is_code(text) && !status && !key_is_success(text) ? text : (struct span){0};
}

/* Whether a type is one of JSON Schema's (section 6.1.1 of its validation): it describes a field. */
static bool is_schema(struct span type)
{
	static const char *const types[] = {"object", "string", "array", "integer", "number", "boolean", "null"};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (span_equals(type, span_of(types[i])))
			return true;
	return false;
}

/* Whether a name is an exception's class: RateLimitError, AI_APICallError. */
static bool is_class(struct span name)
{
	bool capital = name.length > 0 && name.at[0] >= 'A' && name.at[0] <= 'Z';
	return capital && !memchr(name.at, ' ', name.length) &&
	       (span_ends_nocase(name, SPAN("Error")) || span_ends_nocase(name, SPAN("Exception")));
}

/* Whether a log's level says that nothing failed; numbers are those of Bunyan and pino. */
static bool is_calm(const cJSON *level)
{
	static const char *const words[] = {"trace", "debug", "info", "notice"};
	enum { INFO = 30 };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (span_equals_nocase(text_of(level), span_of(words[i])))
			return true;
	return cJSON_IsNumber(level) && level->valueint > 0 && level->valueint <= INFO;
}

/* Whether a message is a request's line in a server's log: GET /v1. */
static bool is_request(struct span message)
{
	static const char *const methods[] = {"GET /", "POST /", "PUT /", "DELETE /", "PATCH /", "HEAD /", "OPTIONS /"};
	for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
		if (span_starts(message, span_of(methods[i])))
			return true;
	return false;
}

static struct fields read_fields(const cJSON *object)
{
	struct fields f = {0};
	for (const cJSON *member = object->child; member; member = member->next) {
		switch (key_of_letter(*member->string)) {
		case KEY_CODE:
			/* `Status code: 400, …, error code: X`: the first of two is the status. */
			if (f.code && !f.status && code_of(f.code).length == 0)
				f.status = f.code, f.code = member;
			else
				f.code = code_of(f.code).length > 0 ? f.code : member;
			break;
		case KEY_ERROR_CODE:
			f.error_code = code_of(f.error_code).length > 0 ? f.error_code : member;
			break;
		case KEY_STATUS:
			f.status = f.status ? f.status : member;
			break;
		case KEY_HTTP_STATUS:
			if (status_of(member) || !status_of(f.status))
				f.status = member;
			break;
		case KEY_MESSAGE:
			/* Of two the longer: a log's own is short. */
			if (!f.message || text_of(member).length > text_of(f.message).length)
				f.message = member;
			break;
		case KEY_TYPE:
			f.type = member;
			break;
		case KEY_REQUEST_ID:
			if (text_of(member).length > 0)
				f.request_id = member;
			break;
		case KEY_TASK_STATUS:
		case KEY_EVENT:
			f.state = member;
			break;
		case KEY_SUCCESS:
			f.success = member;
			break;
		case KEY_COUNT:
			if (member == object->child) /* as a tally has it */
				f.count = member;
			break;
		case KEY_ERROR:
			f.error = member;
			break;
		case KEY_ANSWER:
			f.answer = true;
			break;
		case KEY_ACCESS:
			f.access = true;
			break;
		case KEY_LEVEL:
			f.calm = is_calm(member);
			break;
		case KEY_ROLE:
			f.role = true;
			break;
		case KEY_NAME:
			f.named = is_class(text_of(member));
			break;
		default:
			break;
		}
		for (const cJSON *inner = cJSON_IsObject(member) ? member->child : NULL; inner; inner = inner->next)
			f.access = f.access || key_of_letter(*inner->string) == KEY_ACCESS;
	}
	f.access = f.access || f.calm || is_request(text_of(f.message));
	return f;
}

/* A code without quotes may be a name in a program (`code: string`): one that the table does not know must look like
 * nothing else. */
static bool is_bare_code(struct span text)
{
	bool small = false, split = false;
	for (size_t i = 0; i < text.length; i++) {
		small = small || (text.at[i] >= 'a' && text.at[i] <= 'z');
		split = split || text.at[i] == '_' || text.at[i] == '.';
	}
	return text.at[0] >= 'A' && text.at[0] <= 'Z' && split && (!small || text.at[text.length - 1] != '.');
}

static bool is_failed(const cJSON *state)
{
	struct span text = text_of(state);
	return span_equals_nocase(text, SPAN("FAILED")) || span_equals_nocase(text, SPAN("task-failed"));
}

/* Whether an object reports a failure, and what it says of it itself. */
static enum strength read_failure(
	const struct walk *w, const struct fields *f, enum key key, int status, uint64_t count, struct clue *clue)
{
	clue_clear(clue);
	clue->status = status;
	clue_set_message(clue, text_of(f->message));
	if (clue->message.length == 0)
		clue_set_message(clue, text_of(f->error));
	bool message = cJSON_IsString(f->message);

	struct span code = code_of(f->error_code);
	if (code.length == 0)
		code = code_of(f->code);
	/* A number where a code should be says that something failed only together with more, or counted. */
	if (is_digits(code) && !clue->status && key != KEY_ERROR && !(count && key == KEY_INPUT))
		code = (struct span){0};
	int numbered = status_of(f->code) ? status_of(f->code) : status_of(f->error_code);
	if (numbered)
		clue->status = numbered;
	/* `Code: 403, status: AccessDenied`: the labels are the other way round. */
	if (code.length == 0 && numbered && table_find(text_of(f->status)) != TABLE_NONE)
		code = text_of(f->status);
	/* Outside an error's own object only a type that says so itself: quick.c knows no other. */
	bool typed = message && span_find_nocase(text_of(f->type), SPAN("error")) &&
		     table_find(text_of(f->type)) != TABLE_NONE;
	if (code.length == 0 && !numbered && (key == KEY_ERROR || typed) && !is_schema(text_of(f->type)) &&
		(!is_class(text_of(f->type)) || table_find(text_of(f->type)) != TABLE_NONE))
		code = text_of(f->type).length >= TYPE_SHORTEST ? code_of(f->type) : code;
	clue_set_code(clue, code);

	if (code.length > 0) {
		if (clue->row != TABLE_NONE)
			return STRENGTH_KNOWN;
		bool told = f->error_code || message || text_of(f->error).length > 0 || key == KEY_ERROR ||
			    cJSON_IsFalse(f->success) || status || count || is_failed(f->state);
		if (told && !f->calm && !cJSON_IsTrue(f->success) && (!w->bare || is_bare_code(code)))
			return STRENGTH_UNKNOWN;
		clue_set_code(clue, (struct span){0});
	}
	if (is_failed(f->state) || numbered)
		return STRENGTH_WEAK;
	if (count && key == KEY_INPUT)
		return STRENGTH_WEAK;
	if (key == KEY_ERROR && (clue->message.length > 0 || clue->status))
		return STRENGTH_WEAK;
	if (text_of(f->error).length > 0 && cJSON_IsNumber(f->code) && f->code->valueint != 0 &&
		f->code->valueint / 100 != 2)
		return STRENGTH_WEAK;
	bool said = clue->message.length > 0 && !f->role && (!f->access || text_of(f->error).length > 0);
	if (clue->status && !w->bare && (said || (f->named && !f->role && !f->calm)))
		return STRENGTH_WEAK;
	return STRENGTH_NONE;
}

static void finish_failure(struct walk *w)
{
	if (w->strength != STRENGTH_NONE) {
		w->sink->failure(w->sink->arg, &w->failure);
		w->told = true;
	}
	w->strength = STRENGTH_NONE;
}

/* Takes a failure found at `depth`: as one of its own, or as part of the one around it. */
static void take_failure(struct walk *w, enum strength strength, const struct clue *clue, unsigned depth)
{
	if (w->strength == STRENGTH_NONE) {
		w->strength = strength;
		w->failure_depth = depth;
		clue_copy(&w->failure, clue);
		return;
	}
	if (w->strength == STRENGTH_KNOWN || strength <= w->strength) {
		if (clue->code.length == 0 || table_same(clue->code, w->failure.code))
			clue_fill(&w->failure, clue);
		return;
	}
	struct clue outer;
	clue_copy(&outer, &w->failure);
	clue_copy(&w->failure, clue);
	if (w->failure.status == 0)
		w->failure.status = outer.status;
	if (w->failure.request_id.length == 0)
		clue_set_request_id(&w->failure, outer.request_id);
	/* Several items of one failed task are several failures. */
	if (w->strength == STRENGTH_WEAK)
		w->failure_depth = depth;
	w->strength = strength;
}

/* Reads an object's own fields, then makes its members the next to be read. */
static void enter_object(struct walk *w, const cJSON *object, enum key key)
{
	struct surroundings *around = &w->at[w->depth], *inside = &w->at[w->depth + 1];
	struct fields f = read_fields(object);
	*inside = *around;
	inside->next = object->child;
	inside->key = key;
	inside->array = false;
	inside->answer = around->answer || f.answer;
	if (status_of(f.status))
		inside->status = status_of(f.status);
	if (text_of(f.request_id).length > 0)
		inside->request_id = text_of(f.request_id);
	if (cJSON_IsNumber(f.count) && f.count->valuedouble >= 1 && f.count->valuedouble < COUNT_MOST)
		inside->count = (uint64_t)f.count->valuedouble;
	w->depth++;

	struct clue *clue = &w->inner;
	enum strength strength = read_failure(w, &f, key, inside->status, inside->count, clue);
	if (strength == STRENGTH_NONE)
		return;
	clue_set_request_id(clue, inside->request_id);
	clue->count = inside->count ? inside->count : 1;
	/* Another code among the items of what failed is another failure. */
	if (around->array && strength == STRENGTH_KNOWN && w->strength == STRENGTH_KNOWN &&
		!clue_is_same(&w->failure, clue))
		w->sink->failure(w->sink->arg, clue);
	else
		take_failure(w, strength, clue, w->depth);
}

/* Whether a string may be read for an error: a program's own words, in what is no answer. */
static bool is_telling(const struct walk *w, enum key key)
{
	if (key != KEY_MESSAGE && key != KEY_ERROR && key != KEY_TELLING && key != KEY_EVENT)
		return false;
	return w->strength == STRENGTH_NONE ? !w->at[w->depth].answer : w->strength != STRENGTH_KNOWN;
}

static void read_member(struct walk *w, const cJSON *member, enum key key)
{
	if (cJSON_IsObject(member)) {
		enter_object(w, member, key);
	} else if (cJSON_IsArray(member)) {
		w->at[w->depth + 1] = w->at[w->depth];
		w->depth++;
		w->at[w->depth].next = member->child;
		w->at[w->depth].key = key;
		w->at[w->depth].array = true;
	} else if (cJSON_IsString(member) && is_telling(w, key)) {
		struct clue *clue = &w->inner;
		struct span words = span_of(member->valuestring);
		words.length = text_uncolour(member->valuestring, words.length);
		if (!w->sink->words(w->sink->arg, words, key == KEY_ERROR || w->strength != STRENGTH_NONE, clue))
			return;
		if (w->told && w->strength == STRENGTH_NONE && clue_is_same(&w->failure, clue) &&
			span_equals(w->failure.message, clue->message))
			return; /* said in another field as well */
		if (clue->status == 0)
			clue->status = w->at[w->depth].status;
		if (clue->request_id.length == 0)
			clue_set_request_id(clue, w->at[w->depth].request_id);
		take_failure(w,
			clue->row != TABLE_NONE ? STRENGTH_KNOWN
			: clue->code.length > 0 ? STRENGTH_UNKNOWN
						: STRENGTH_WEAK,
			clue, w->depth + 1);
	}
}

int body_read(struct span json, int around, bool bare, const struct body_sink *sink)
{
	cJSON *root = cJSON_ParseWithLength(json.at, json.length);
	if (!root)
		return -1;
	struct walk w;
	w.sink = sink;
	w.bare = bare;
	w.depth = 0;
	w.strength = STRENGTH_NONE;
	w.told = false;
	w.at[0] = (struct surroundings){.status = around};
	read_member(&w, root, KEY_OTHER);
	while (w.depth > 0) {
		struct surroundings *here = &w.at[w.depth];
		const cJSON *member = here->next;
		if (member) {
			here->next = member->next;
			read_member(&w, member, here->array ? here->key : key_of_letter(*member->string));
			continue;
		}
		if (w.strength != STRENGTH_NONE && w.depth <= w.failure_depth)
			finish_failure(&w);
		w.depth--;
	}
	finish_failure(&w);
	cJSON_Delete(root);
	return 0;
}

int body_message(struct span json, char *bytes, size_t room, struct span *message)
{
	cJSON *root = cJSON_ParseWithLength(json.at, json.length);
	*message = (struct span){bytes, 0};
	if (!root)
		return -1;
	if (cJSON_IsObject(root)) {
		struct fields f = read_fields(root);
		struct span text = {0};
		if (!f.answer && !f.role && !cJSON_IsTrue(f.success))
			text = span_cut(text_of(f.message), room);
		if (text.length > 0)
			memcpy(bytes, text.at, text.length);
		message->length = text.length;
	}
	cJSON_Delete(root);
	return 0;
}
