#include "found.h"

#include "words.h"

#include <string.h>

void found_init(struct found_list *list)
{
	list->count = 0;
	for (size_t i = 0; i < LENGTH(list->places); i++)
		list->at[i] = &list->places[i];
}

void found_drop(struct found_list *list, unsigned i)
{
	struct found *dropped = list->at[i];
	list->count--;
	memmove(&list->at[i], &list->at[i + 1], (list->count - i) * sizeof *list->at);
	list->at[list->count] = dropped;
}

enum strength found_strength(const struct found *found)
{
	const struct failure *f = &found->failure;
	return f->code.length == 0 ? STRENGTH_WEAK : f->row == TABLE_NONE ? STRENGTH_UNKNOWN : STRENGTH_KNOWN;
}

void found_complete(struct found *found, int status, struct span request_id)
{
	struct failure *failure = &found->failure;
	if (!failure->status)
		failure->status = status;
	if (failure->request_id.length == 0)
		failure_set_request_id(failure, request_id);
}

bool found_is_one_request(const struct found *a, const struct found *b)
{
	struct span id = a->failure.request_id;
	return id.length > 0 && span_equals(id, b->failure.request_id);
}

/* Whether a failure has a message of the service: words without a code are those of a client. */
static bool has_message(const struct found *found)
{
	bool client = (found->origin & ORIGIN_WORDS) && found->failure.code.length == 0;
	return found->failure.message.length > 0 && !client;
}

/* Whether both have a message of the service, and neither is a part of the other. */
static bool messages_differ(const struct found *first, const struct found *second)
{
	struct span a = first->failure.message, b = second->failure.message;
	return has_message(first) && has_message(second) && !words_contain(a, b) && !words_contain(b, a);
}

static bool names(struct span message, struct span code)
{
	return span_find_nocase(message, code) != NULL;
}

/* Whether the statuses and codes of two failures allow that they are one. */
static bool may_be_one(const struct failure *a, const struct failure *b)
{
	bool statuses = !a->status || !b->status || a->status == b->status;
	if (a->code.length == 0 || b->code.length == 0)
		return statuses;
	if (failure_is_same(a, b) || names(a->message, b->code) || names(b->message, a->code))
		return true;
	return statuses && (a->row == TABLE_NONE) != (b->row == TABLE_NONE);
}

bool found_is_one(const struct found *a, const struct found *b)
{
	if (a->failure.request_id.length > 0 && b->failure.request_id.length > 0)
		return found_is_one_request(a, b);
	return may_be_one(&a->failure, &b->failure) && !messages_differ(a, b);
}

/* How complete a failure is: first by its code, then by how it was read. */
static unsigned weight(const struct found *found)
{
	bool data = !(found->origin & ORIGIN_WORDS), message = found->failure.message.length > 0;
	return found_strength(found) * 4 + data * 2 + message;
}

void found_unite(struct found *first, struct found *second)
{
	struct failure *f = &first->failure;
	struct span message = second->failure.message;
	unsigned raised = (first->origin | second->origin) & ORIGIN_RAISED;
	if (weight(second) > weight(first)) {
		uint64_t line = f->line;
		failure_fill(&second->failure, f);
		failure_copy(f, &second->failure);
		f->line = line;
		first->origin = second->origin;
	} else {
		failure_fill(f, &second->failure);
		if (message.length > f->message.length && span_starts(message, f->message))
			failure_set_message(f, message); /* that of the first was cut */
	}
	first->origin |= raised;
}
