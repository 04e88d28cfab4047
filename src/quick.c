#include "quick.h"

#include <string.h>

/* A line that stands by itself tells of no failure without one of these words in it (keys.c, scan.c): code, error, fail,
 * exception, status, <400>, or a letter of them hidden as \u0063 or \x63; in text, the Chinese words too. Letters count in both
 * cases. `pair` is the rarest two bytes of each, `before` how many of its bytes stand before that. */
static const struct trigger {
	char pair[2];
	unsigned char before;
	struct span word;
} triggers[] = {
	{{'o', 'd'}, 1, {"code", 4}},
	{{'r', 'r'}, 1, {"error", 5}},
	{{'f', 'a'}, 0, {"fail", 4}},
	{{'x', 'c'}, 1, {"except", 6}},
	{{'t', 'u'}, 3, {"status", 6}},
	{{'<', '4'}, 0, {"<4", 2}},
	{{'<', '5'}, 0, {"<5", 2}},
	{{'u', '0'}, 0, {"u00", 3}},
	{{'x', '4'}, 1, {"\\x4", 3}},
	{{'x', '5'}, 1, {"\\x5", 3}},
	{{'x', '6'}, 1, {"\\x6", 3}},
	{{'x', '7'}, 1, {"\\x7", 3}},
	{{'\xa4', '\xb1'}, 1, {"\xe5\xa4\xb1", 3}},
	{{'\xbc', '\x82'}, 1, {"\xe5\xbc\x82", 3}},
	{{'\x8a', '\xa5'}, 1, {"\xe6\x8a\xa5", 3}},
	{{'\x94', '\x99'}, 1, {"\xe9\x94\x99", 3}},
};

/* The trigger whose pair is at line.at[i], or NULL. */
static const struct trigger *trigger_at(struct span line, size_t i)
{
	char a = text_lower(line.at[i]), b = i + 1 < line.length ? text_lower(line.at[i + 1]) : '\0';
	for (const struct trigger *t = triggers; t < triggers + sizeof triggers / sizeof *triggers; t++)
		if (a == t->pair[0] && b == t->pair[1])
			return i >= t->before && span_starts_nocase(span_from(line, i - t->before), t->word) ? t : NULL;
	return NULL;
}

/* Whether the trigger at line.at[i] is in the name of a field that says that nothing failed: "code":"", "error":null,
 * "status_code":200. The line is data. */
static bool is_empty_field(struct span line, size_t i)
{
	static const char *const empty[] = {"\"\"", "null", "0,", "0}", "200,", "200}", "\"200\"", "[]", "\"completed\""};
	size_t start = i;
	while (start > 0 && (text_is_alnum(line.at[start - 1]) || line.at[start - 1] == '_'))
		start--;
	while (i < line.length && (text_is_alnum(line.at[i]) || line.at[i] == '_'))
		i++;
	if (start < 2 || line.at[start - 1] != '"' || line.at[start - 2] == '\\' || i + 2 > line.length || line.at[i] != '"' ||
		line.at[i + 1] != ':')
		return false;
	for (i += 2; i < line.length && line.at[i] == ' ';)
		i++;
	for (size_t k = 0; k < sizeof empty / sizeof *empty; k++)
		if (span_starts_nocase(span_from(line, i), span_of(empty[k])))
			return true;
	return false;
}

enum { BLOCK = 64 }; /* bytes looked at together: compilers make vector code of a loop of fixed length */

/* Marks in `marks` which of the BLOCK bytes from `at` begin a trigger's pair, and gives whether any does. One more byte is
 * read. */
static bool mark_pairs(const char *at, unsigned char marks[BLOCK])
{
	unsigned char any = 0;
	for (size_t i = 0; i < BLOCK; i++) {
		unsigned char a = (unsigned char)at[i], b = (unsigned char)at[i + 1], la = a | 0x20, lb = b | 0x20;
		marks[i] = (unsigned char)(((la == 'o') & (lb == 'd')) | ((la == 'r') & (lb == 'r')) | ((la == 'f') & (lb == 'a')) |
					   ((la == 'x') & (lb == 'c')) | ((la == 't') & (lb == 'u')) |
					   ((a == '<') & ((b & 0xfe) == '4')) | ((a == 'u') & (b == '0')) |
					   ((a == 'x') & ((b & 0xfc) == '4')));
		any |= marks[i];
	}
	return any;
}

/* Adds the marks of the Chinese words. */
static bool mark_chinese_pairs(const char *at, unsigned char marks[BLOCK])
{
	unsigned char any = 0;
	for (size_t i = 0; i < BLOCK; i++) {
		unsigned char a = (unsigned char)at[i], b = (unsigned char)at[i + 1];
		marks[i] |= (unsigned char)(((a == 0xa4) & (b == 0xb1)) | ((a == 0xbc) & (b == 0x82)) | ((a == 0x8a) & (b == 0xa5)) |
					    ((a == 0x94) & (b == 0x99)));
		any |= marks[i];
	}
	return any;
}

/* Whether `line` has a trigger that counts; BLOCK and one more bytes behind it can be read. */
static bool has_trigger(struct span line, bool data)
{
	unsigned char marks[BLOCK];
	for (size_t block = 0; block < line.length; block += BLOCK) {
		bool any = mark_pairs(line.at + block, marks);
		if (!data)
			any = mark_chinese_pairs(line.at + block, marks);
		size_t end = line.length - block < BLOCK ? line.length - block : BLOCK;
		for (size_t i = 0; any && i < end; i++)
			if (marks[i] && trigger_at(line, block + i) && !(data && is_empty_field(line, block + i)))
				return true;
	}
	return false;
}

/* Whether a tally begins so: its counts stand for failures of which it need not say more. */
static bool is_tally(struct span data)
{
	return span_starts_nocase(span_trim(span_from(data, 1)), SPAN("\"count\""));
}

/* Whether a line can be more than its words say: a status line, or the first of several lines of fields. */
static bool begins_something(struct span line)
{
	static const char *const starts[] = {"HTTP", "< HTTP", "\"", "'", "req", "x-req", "x_req", "mes", "msg", "err", "type"};
	line = span_from(line, literal_line_start(line));
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (span_starts_nocase(line, span_of(starts[i])))
			return true;
	return false;
}

size_t quick_pass(struct span text, uint64_t *lines, uint64_t *records)
{
	static const struct span success = {":HTTP_STATUS/2", sizeof ":HTTP_STATUS/2" - 1}, data_field = {"data:", 5};
	size_t at = 0;
	*lines = *records = 0;
	for (;;) {
		struct span rest = span_from(text, at);
		const char *newline = rest.length > 0 ? memchr(rest.at, '\n', rest.length) : NULL;
		if (!newline)
			return at;
		struct span line = {rest.at, (size_t)(newline - rest.at)}, body = line;
		if (line.length + BLOCK + 1 > rest.length)
			return at;
		if (line.length > 0 && !(line.at[0] == ':' && span_starts_nocase(line, success))) {
			if (span_starts_nocase(body, data_field))
				body = span_from(body, data_field.length);
			body = span_trim(body);
			/* Data that ends with its line, or text without any, opens nothing that the next line could close. */
			bool data = body.length > 0 && body.at[0] == '{' && body.at[body.length - 1] == '}';
			if (!data && (begins_something(line) || memchr(line.at, '{', line.length)))
				return at;
			if ((data && is_tally(body)) || has_trigger(line, data))
				return at;
		}
		at += line.length + 1;
		++*lines;
		*records += body.length > 0;
	}
}
