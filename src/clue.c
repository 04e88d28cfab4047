#include "clue.h"

#include "codes.h"

#include <string.h>

void clue_clear(struct clue *clue)
{
	memset(clue, 0, offsetof(struct clue, code_bytes));
	clue->count = 1;
}

static struct span keep(char *bytes, size_t room, struct span text)
{
	text = span_trim(text);
	if (text.length == 0)
		return (struct span){0};
	if (text.length > room)
		text.length = room;
	memmove(bytes, text.at, text.length);
	return (struct span){bytes, text.length};
}

void clue_set_code(struct clue *clue, struct span text)
{
	clue->code = keep(clue->code_bytes, sizeof clue->code_bytes, text);
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
	clue_clear(to);
	to->line = from->line;
	to->count = from->count;
	clue_fill(to, from);
}

void clue_fill(struct clue *clue, const struct clue *from)
{
	if (clue->status == 0)
		clue->status = from->status;
	if (clue->code.length == 0)
		clue_set_code(clue, from->code);
	if (clue->message.length == 0)
		clue_set_message(clue, from->message);
	if (clue->request_id.length == 0)
		clue_set_request_id(clue, from->request_id);
}

static size_t row_of(struct span code)
{
	size_t row = codes_find(code);
	return row != CODES_NONE ? row : codes_related(code);
}

bool clue_is_known(const struct clue *clue)
{
	return clue->code.length > 0 && row_of(clue->code) != CODES_NONE;
}

bool clue_is_same(const struct clue *a, const struct clue *b)
{
	if (a->request_id.length > 0 && b->request_id.length > 0 && !span_equals(a->request_id, b->request_id))
		return false;
	size_t row = row_of(a->code);
	return span_equals_nocase(a->code, b->code) || (row != CODES_NONE && row == row_of(b->code));
}

bool clue_is_code(struct span text)
{
	enum { SHORTEST = 3, LONGEST = 64 };
	if (text.length > CLUE_CODE)
		return false;
	if (codes_find(text) != CODES_NONE)
		return true;
	if (text.length < SHORTEST || text.length > LONGEST)
		return false;
	for (size_t i = 0; i < text.length; i++)
		if (!text_is_alnum(text.at[i]) && !memchr("._-# ", text.at[i], 5))
			return false;
	return true;
}

int clue_status(struct span text)
{
	if (text.length != 3 || text.at[0] < '4' || text.at[0] > '5' || !text_is_digit(text.at[1]) || !text_is_digit(text.at[2]))
		return 0;
	return (text.at[0] - '0') * 100 + (text.at[1] - '0') * 10 + (text.at[2] - '0');
}

bool clue_is_code_word(struct span word)
{
	enum { SHORTEST = 4 };
	if (word.length < SHORTEST)
		return false;
	bool dotted = memchr(word.at, '.', word.length) != NULL, joined = memchr(word.at, '_', word.length) != NULL;
	bool capital = word.at[0] >= 'A' && word.at[0] <= 'Z';
	if (!capital && (dotted || !joined))
		return false;
	if (span_ends_nocase(word, SPAN("error")) || span_ends_nocase(word, SPAN("exception")))
		return false;
	return row_of(word) != CODES_NONE;
}

size_t clue_code_separator(struct span text)
{
	static const char *const signs[] = {":", " - ", " – ", "：", " : "};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (span_starts_nocase(text, span_of(signs[i])))
			return strlen(signs[i]);
	return 0;
}
