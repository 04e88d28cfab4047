#include "prefix.h"

#include <string.h>

enum { NAME_LONGEST = 64 };

/* The bytes at the start of `text`, at most NAME_LONGEST, that are letters, digits or one of `signs`. */
static size_t letters(struct span text, const char *signs, size_t count)
{
	size_t n = 0;
	while (n < text.length && n < NAME_LONGEST && (text_is_alnum(text.at[n]) || memchr(signs, text.at[n], count)))
		n++;
	return n;
}

static size_t blanks(struct span text)
{
	size_t n = 0;
	while (n < text.length && memchr(" \t\r", text.at[n], 3))
		n++;
	return n;
}

/* The bytes of what `text` begins with, if that has the form; else 0. In a form, 0 is a digit, @ a name, % a path, +
 * the rest of a time, ~ blanks or nothing, any other byte itself. */
static size_t form(struct span text, const char *f)
{
	size_t i = 0;
	for (; *f; f++) {
		size_t n;
		switch (*f) {
		case '@':
			n = letters(span_from(text, i), "$-.@_", 5);
			break;
		case '%':
			n = letters(span_from(text, i), "$-.@_/", 6);
			break;
		case '+':
			n = letters(span_from(text, i), "$-.@_/:+", 8);
			break;
		case '~':
			i += blanks(span_from(text, i));
			continue;
		default:
			n = i < text.length && (*f == '0' ? text_is_digit(text.at[i]) : text.at[i] == *f);
		}
		if (n == 0)
			return 0;
		i += n;
	}
	return i;
}

bool prefix_is_dated(struct span line)
{
	line = span_from(line, line.length > 0 && line.at[0] == '[');
	return form(line, "0000-00-00") > 0 || form(line, "0000/00/00") > 0;
}

size_t prefix_container(struct span line)
{
	size_t n = form(line, "0000-00-00T00:00:00+~@~F"); /* stdout or stderr */
	return n + (n > 0 && n < line.length && line.at[n] == ' ');
}

bool prefix_is_level(struct span text)
{
	if (text.length == 0 || (text.at[0] != '[' && (text.at[0] < 'A' || text.at[0] > 'Z')))
		return false;
	static const char *const levels[] = {"ERROR", "WARN", "INFO", "DEBUG", "FATAL", "CRITICAL", "SEVERE"};
	text = span_from(text, text.at[0] == '[');
	for (size_t k = 0; k < LENGTH(levels); k++)
		if (span_starts(text, span_of(levels[k])))
			return true;
	return false;
}

/* The bytes of what a program puts before each line of its log. */
static size_t log_prefix(struct span line)
{
	static const char *const forms[] = {"0000-00-00T00:00:00+~@[@]:~", "0000-00-00T00:00:00+~",
		"[0000-00-00~00:00:00]~", "[0000-00-00T+]~", "@/@~(~@):~", "@~00~00:00:00~@~@[@]:~",
		"@~0~00:00:00~@~@[@]:~", "@~|~", "[pod/%]~"};
	size_t name = letters(line, "$-.@_", 5), next = name + blanks(span_from(line, name));
	bool named = name > 0 && next < line.length && memchr("|/0123", line.at[next], 6);
	if (!named && !(line.length > 0 && (text_is_digit(line.at[0]) || line.at[0] == '[')))
		return 0;
	for (size_t k = 0; k < LENGTH(forms); k++) {
		size_t n = form(line, forms[k]);
		if (n > 0)
			return n;
	}
	return 0;
}

/* The bytes of signs of comments, quotations, lists and boxes, and of an event stream's `data:`. */
static size_t sign_prefix(struct span line)
{
	static const char *const signs[] = {
		"- ", "//", "#", "*", ">", "|", "│", "║", ".. ", "..$ ", "$ "}; /* the last three: str of R */
	size_t i = 0;
	if (span_starts_nocase(line, SPAN("data:"))) {
		i = strlen("data:");
		i += blanks(span_from(line, i));
	}
	for (size_t k = 0; k < LENGTH(signs) && i < line.length; k++)
		while (span_starts(span_from(line, i), span_of(signs[k]))) {
			i += strlen(signs[k]);
			i += blanks(span_from(line, i));
		}
	return i;
}

/* Whether a line's own text begins with that byte, so that no prefix does. */
static bool is_own_text(char c)
{
	return c == '{' || c == '"' || c == '\n' || c == '}';
}

size_t prefix_bytes(struct span line)
{
	if (line.length == 0 || is_own_text(line.at[0]))
		return 0;
	size_t i = prefix_container(line);
	i += blanks(span_from(line, i));
	if (i == line.length || is_own_text(line.at[i]))
		return i;
	size_t log = log_prefix(span_from(line, i));
	i += log;
	i += log > 0 ? log_prefix(span_from(line, i)) : 0; /* of a container, behind that of journald */
	if (i < line.length && (memchr("-/#*>|dD.$", line.at[i], 10) || line.at[i] == (char)0xe2))
		i += sign_prefix(span_from(line, i));
	return i + (i + 1 < line.length && line.at[i] == '`' && text_is_alnum(line.at[i + 1]));
}
