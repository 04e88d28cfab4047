#include "quick.h"

#include <string.h>

/* The shortest parts of words without which no line tells of a failure (keys.c, scan.c): code, error, fail, exception,
 * reject, status, <400>, HTTP 400, the same in
 * Chinese, and letters hidden in \u0063. Bytes are compared with 0x20 set: letters of both
 * cases, and some signs, fall together. */

/* Whether `at` begins one of them. Four bytes and the one after are there to be looked at. */
static bool is_trigger(const char *at)
{
	switch ((unsigned char)at[0] | 0x20) {
	case 'c':
		return memcmp(at, "code", 4) == 0 || span_equals_nocase((struct span){at, 4}, SPAN("code"));
	case 'r':
		return span_equals_nocase((struct span){at, 4}, SPAN("rror"));
	case 'f':
		return span_equals_nocase((struct span){at, 4}, SPAN("fail"));
	case 'x':
		return span_equals_nocase((struct span){at, 4}, SPAN("xcep"));
	case 'j':
		return span_equals_nocase((struct span){at, 4}, SPAN("ject"));
	case 't':
		return span_equals_nocase((struct span){at, 4}, SPAN("tatu")) ||
		       (span_equals_nocase((struct span){at, 3}, SPAN("tp ")) && (at[3] == '4' || at[3] == '5'));
	case 'u':
		return (at[1] == '0' && at[2] == '0' && at[3] >= '3' && at[3] <= '7') || memcmp(at, "u9519", 5) == 0 ||
		       memcmp(at, "u5931", 5) == 0 || span_equals_nocase((struct span){at, 5}, SPAN("u5f02")) ||
		       span_equals_nocase((struct span){at, 5}, SPAN("u62a5"));
	case 0xe5 | 0x20:
		return memcmp(at, "失", 3) == 0 || memcmp(at, "异", 3) == 0;
	case 0xe6 | 0x20:
		return memcmp(at, "报", 3) == 0;
	case 0xe9 | 0x20:
		return memcmp(at, "错", 3) == 0;
	case '<' | 0x20:
		return at[0] == '<' && (at[1] == '4' || at[1] == '5');
	default:
		return false;
	}
}

/* Whether a line of `length` bytes has a trigger; `length` and 4 more bytes can be read. */
static bool has_trigger(const char *line, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (is_trigger(line + i))
			return true;
	return false;
}

/* Whether a line opens nothing: no brace, or those of data that is the whole line and ends with it. */
static bool is_closed(struct span line)
{
	if (span_starts_nocase(line, SPAN("data:")))
		line = span_from(line, strlen("data:"));
	line = span_trim(line);
	if (line.length == 0 || memchr(line.at, '{', line.length) == NULL)
		return true;
	return line.at[0] == '{' && line.at[line.length - 1] == '}';
}

size_t quick_pass(struct span text, uint64_t *lines)
{
	enum { BEYOND = 5 }; /* bytes behind a line's end that a look at its last byte takes in */
	size_t at = 0;
	*lines = 0;
	for (;;) {
		struct span rest = span_from(text, at);
		const char *newline = rest.length > 0 ? memchr(rest.at, '\n', rest.length) : NULL;
		if (!newline)
			return at;
		struct span line = {rest.at, (size_t)(newline - rest.at)};
		if (line.length == 0 || line.length + BEYOND > rest.length || !is_closed(line) || has_trigger(line.at, line.length) ||
			span_starts_nocase(line, SPAN("HTTP/")) || span_starts_nocase(line, SPAN("< HTTP/")))
			return at;
		at += line.length + 1;
		++*lines;
	}
}
