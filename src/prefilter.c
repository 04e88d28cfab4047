#include "prefilter.h"

#include <string.h>

enum { BLOCK = 64, BEYOND = 2 };

/* What a line must hold to tell of a failure, by itself or with the next: in any case, and three bytes of it that are
 * rare enough to look for. */
static const struct trigger {
	unsigned char before; /* bytes of it before those three */
	struct span word;
} triggers[] = {{0, {"code", 4}}, {1, {"error", 5}}, {0, {"fail", 4}}, {1, {"excep", 5}}, {2, {"status", 6}},
	{0, {"<4", 2}}, {0, {"<5", 2}}, {1, {"\\u00", 4}}, {0, {"\\x", 2}}, {0, {"http", 4}}, {0, {"<--", 3}},
	{0, {"错", 3}}, {0, {"失", 3}}, {0, {"异", 3}}, {0, {"报", 3}}, {0, {"状", 3}}, {0, {"返", 3}},
	{0, {"\033", 1}}, {0, {"bad ", 4}}, {0, {"too ", 4}}, {2, {"unauth", 6}}, {0, {"forb", 4}}, {1, {" found", 6}},
	{3, {"unavail", 7}}, {1, {" entity", 7}}, {0, {"titl", 4}}, {0, {"resp", 4}}, {0, {"body", 4}}, {3, {"request_id", 10}}, {3, {"request-id", 10}}, {3, {"requestid", 9}}, {0, {": 4", 3}}, {0, {": 5", 3}}};

enum { TRIGGERS = sizeof triggers / sizeof *triggers };

static bool is_trigger(struct span text, size_t i)
{
	for (const struct trigger *t = triggers; t < triggers + TRIGGERS; t++)
		if (i >= t->before && span_starts_nocase(span_from(text, i - t->before), t->word)) {
			struct span behind = span_from(text, i + 4);
			return t->word.at[0] != 'h' || span_starts(behind, SPAN("/")) || span_starts(behind, SPAN(" "));
		}
	return false;
}

/* Marks where in a block the rare bytes of a trigger stand; 32 is the bit between the two cases. The compiler makes
 * vectors of it. */
#if defined __x86_64__ && defined __gnu_linux__
__attribute__((target_clones("avx2", "default")))
#endif
static bool
mark(const char *at, unsigned char marks[BLOCK])
{
	unsigned char low[BLOCK + BEYOND], any[BLOCK] = {0}, all = 0;
	for (size_t k = 0; k < BLOCK + BEYOND; k++)
		low[k] = (unsigned char)at[k] | 32;
	for (const struct trigger *t = triggers; t < triggers + TRIGGERS; t++) {
		const unsigned char *w = (const unsigned char *)t->word.at + t->before;
		size_t n = t->word.length - t->before;
		unsigned char a = w[0] | 32, b = n > 1 ? w[1] | 32 : 0, c = n > 2 ? w[2] | 32 : 0;
		if (n > 2)
			for (size_t k = 0; k < BLOCK; k++)
				any[k] |= (low[k] == a) & (low[k + 1] == b) & (low[k + 2] == c);
		else if (n > 1)
			for (size_t k = 0; k < BLOCK; k++)
				any[k] |= (low[k] == a) & (low[k + 1] == b);
		else
			for (size_t k = 0; k < BLOCK; k++)
				any[k] |= low[k] == a;
	}
	for (size_t k = 0; k < BLOCK; k++)
		all |= any[k];
	if (all)
		memcpy(marks, any, BLOCK);
	return all;
}

/* Where the next trigger begins, from `i` on; or a place behind `end` without one before it. */
static size_t next_trigger(struct span text, size_t i, size_t end)
{
	unsigned char any[BLOCK];
	for (; i < end && i + BLOCK + BEYOND <= text.length; i += BLOCK)
		if (mark(text.at + i, any))
			for (size_t k = 0; k < BLOCK; k++)
				if (any[k] && is_trigger(text, i + k))
					return i + k;
	for (; i < end && i < text.length; i++)
		if (is_trigger(text, i))
			return i;
	return i;
}

size_t prefilter_pass(struct span text, uint64_t *lines, uint64_t *records)
{
	size_t clear = 0, at = 0;
	*lines = *records = 0;
	for (const char *newline; at < text.length && (newline = memchr(text.at + at, '\n', text.length - at));) {
		size_t length = (size_t)(newline - text.at) - at, last = length;
		if (clear < at + length)
			clear = next_trigger(text, clear, at + length);
		if (clear < at + length)
			break;
		while (last > 0 && text_is_space(text.at[at + last - 1]))
			last--;
		/* Data that a line leaves open, and the key of a value below it, are for the reader. */
		char end = last > 0 ? text.at[at + last - 1] : ' ';
		bool opens = strchr("{[(,:", end) || (end != '}' && memchr(text.at + at, '{', length));
		if (opens || (length > 0 && strchr("'\"[", text.at[at])))
			break;
		++*lines;
		*records += last > 0;
		at += length + 1;
	}
	return at;
}
