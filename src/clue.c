#include "clue.h"

#include <string.h>

void clue_clear(struct clue *clue)
{
	memset(clue, 0, offsetof(struct clue, code_bytes));
	clue->count = 1;
	clue->row = TABLE_NONE;
}

static struct span keep(char *bytes, size_t room, struct span text)
{
	text = span_trim(text);
	if (text.length == 0)
		return (struct span){0};
	text = span_cut(text, room);
	memmove(bytes, text.at, text.length);
	return (struct span){bytes, text.length};
}

/* Copies what fits into `bytes` already. */
static struct span copy(char *bytes, struct span text)
{
	if (!text.at)
		return text;
	memcpy(bytes, text.at, text.length);
	return (struct span){bytes, text.length};
}

void clue_set_code(struct clue *clue, struct span text)
{
	clue->code = keep(clue->code_bytes, sizeof clue->code_bytes, text);
	clue->row = clue->code.length > 0 ? table_find(clue->code) : TABLE_NONE;
	clue->related = false;
	if (clue->row == TABLE_NONE && clue->code.length > 0) {
		clue->row = table_related(clue->code);
		clue->related = clue->row != TABLE_NONE;
	}
}

void clue_set_message(struct clue *clue, struct span text)
{
	clue->message = keep(clue->message_bytes, sizeof clue->message_bytes, text);
}

void clue_set_request_id(struct clue *clue, struct span text)
{
	clue->request_id = keep(clue->request_id_bytes, sizeof clue->request_id_bytes, text);
}

void clue_copy(struct clue *to, const struct clue *from)
{
	memcpy(to, from, offsetof(struct clue, code_bytes));
	to->code = copy(to->code_bytes, from->code);
	to->message = copy(to->message_bytes, from->message);
	to->request_id = copy(to->request_id_bytes, from->request_id);
}

void clue_fill(struct clue *clue, const struct clue *from)
{
	if (clue->status == 0)
		clue->status = from->status;
	if (clue->message.length == 0)
		clue_set_message(clue, from->message);
	if (clue->request_id.length == 0)
		clue_set_request_id(clue, from->request_id);
}

bool clue_is_same(const struct clue *a, const struct clue *b)
{
	if (a->request_id.length > 0 && b->request_id.length > 0 && !span_equals(a->request_id, b->request_id))
		return false;
	return (a->row != TABLE_NONE && a->row == b->row) || table_same(a->code, b->code);
}

bool clue_is_code(struct span text)
{
	enum { SHORTEST = 1, LONGEST = 64 };
	if (text.length < SHORTEST || text.length > LONGEST)
		return false;
	for (size_t i = 0; i < text.length; i++)
		if (!text_is_alnum(text.at[i]) && !memchr("._-# ", text.at[i], 5))
			return false;
	return true;
}

int clue_status(struct span text)
{
	if (text.length != 3 || text.at[0] < '4' || text.at[0] > '5' || !text_is_digit(text.at[1]) ||
		!text_is_digit(text.at[2]))
		return 0;
	return (text.at[0] - '0') * 100 + (text.at[1] - '0') * 10 + (text.at[2] - '0');
}

/* Whether a word is an exception's class. */
static bool is_class_name(struct span word)
{
	return span_ends_nocase(word, SPAN("error")) || span_ends_nocase(word, SPAN("exception"));
}

bool clue_is_strange_code(struct span word)
{
	return word.at[0] >= 'A' && word.at[0] <= 'Z' && memchr(word.at, '.', word.length) && clue_is_code(word) &&
	       !is_class_name(word);
}

bool clue_is_code_word(struct span word)
{
	enum { SHORTEST = 4 };
	if (word.length < SHORTEST)
		return false;
	const char *dot = memchr(word.at, '.', word.length);
	bool joined = memchr(word.at, '_', word.length) != NULL;
	bool capital = word.at[0] >= 'A' && word.at[0] <= 'Z';
	if (!capital && (dot || !joined))
		return false;
	/* InternalError.Algo.ModelServingError is the service's, App.InternalError is not. */
	if (is_class_name(word) && (!dot || table_find((struct span){word.at, (size_t)(dot - word.at)}) == TABLE_NONE))
		return false;
	return table_find(word) != TABLE_NONE || (dot && table_related(word) != TABLE_NONE);
}

size_t clue_code_separator(struct span text)
{
	static const struct span signs[] = {{":", 1}, {" - ", 3}, {" – ", 5}, {" — ", 5}, {"：", 3}, {" : ", 3}};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (span_starts(text, signs[i]))
			return signs[i].length;
	return 0;
}
