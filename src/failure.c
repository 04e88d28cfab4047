#include "failure.h"

#include "words.h"

#include <string.h>

void failure_clear(struct failure *failure)
{
	memset(failure, 0, offsetof(struct failure, code_bytes));
	failure->count = 1;
	failure->row = TABLE_NONE;
}

void failure_set_code(struct failure *failure, struct span text)
{
	failure->code = span_keep(failure->code_bytes, sizeof failure->code_bytes, text);
	failure->row = table_find(failure->code);
	failure->related = false;
	if (failure->row == TABLE_NONE) {
		failure->row = table_related(failure->code);
		failure->related = failure->row != TABLE_NONE;
	}
}

void failure_set_message(struct failure *failure, struct span text)
{
	failure->message = span_keep(failure->message_bytes, sizeof failure->message_bytes, text);
}

void failure_set_request_id(struct failure *failure, struct span text)
{
	failure->request_id = span_keep(failure->request_id_bytes, sizeof failure->request_id_bytes, text);
}

/* Copies a text that was kept: it fits and is trimmed. */
static struct span copy(char *bytes, struct span text)
{
	return text.at ? (struct span){memcpy(bytes, text.at, text.length), text.length} : text;
}

void failure_copy(struct failure *to, const struct failure *from)
{
	memcpy(to, from, offsetof(struct failure, code_bytes));
	to->code = copy(to->code_bytes, from->code);
	to->message = copy(to->message_bytes, from->message);
	to->request_id = copy(to->request_id_bytes, from->request_id);
}

void failure_fill(struct failure *failure, const struct failure *from)
{
	if (failure->status == 0)
		failure->status = from->status;
	if (failure->message.length == 0)
		failure_set_message(failure, from->message);
	if (failure->request_id.length == 0)
		failure_set_request_id(failure, from->request_id);
}

bool failure_is_same(const struct failure *a, const struct failure *b)
{
	if (a->request_id.length > 0 && b->request_id.length > 0 && !span_equals(a->request_id, b->request_id))
		return false;
	if (a->row != TABLE_NONE && b->row != TABLE_NONE && table_first(a->row) == table_first(b->row))
		return true;
	return code_equals(a->code, b->code);
}

bool failure_is_code(struct span text)
{
	enum { LONGEST = 64 };
	if (text.length == 0 || text.length > LONGEST)
		return false;
	for (size_t i = 0; i < text.length; i++)
		if (!text_is_alnum(text.at[i]) && !memchr("._-#", text.at[i], 4))
			return false;
	return true;
}

int failure_status(struct span text)
{
	if (text.length != 3 || text.at[0] < '4' || text.at[0] > '5' || !text_is_digit(text.at[1]) ||
		!text_is_digit(text.at[2]))
		return 0;
	return (text.at[0] - '0') * 100 + (text.at[1] - '0') * 10 + (text.at[2] - '0');
}

bool failure_is_class(struct span name)
{
	return span_ends_nocase(name, SPAN("error")) || span_ends_nocase(name, SPAN("exception"));
}

bool failure_is_code_word(struct span word)
{
	enum { SHORTEST = 4 };
	if (word.length < SHORTEST)
		return false;
	const char *dot = memchr(word.at, '.', word.length);
	bool joined = memchr(word.at, '_', word.length) != NULL;
	bool capital = word.at[0] >= 'A' && word.at[0] <= 'Z';
	if (!capital && (dot || !joined))
		return false;
	bool known = table_find(word) != TABLE_NONE;
	/* InternalError.Algo.ModelServingError is the service's, App.InternalError is not. */
	if (failure_is_class(word) &&
		!(dot && (known || table_find((struct span){word.at, (size_t)(dot - word.at)}) != TABLE_NONE)))
		return false;
	return known || (dot && table_related(word) != TABLE_NONE);
}
