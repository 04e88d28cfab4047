#include "lex.h"

#include "fields.h"
#include "prefix.h"

#include <string.h>

enum { NAME_LONGEST = 64 };

/* Sets of bytes, a bit for each. */
struct byte_set {
	uint64_t bits[4];
};
static const struct byte_set name_bytes = {{0x03ff601000000000, 0x07fffffe87ffffff, 0, 0}}; /* letters digits $-.@_ */
static const struct byte_set string_stops = {
	{0x000000c400000400, 0x0000000110000000, 0, 1ULL << 34}}; /* \n"&'`\ 0xe2 */

static inline bool is_in(const struct byte_set *set, char c)
{
	unsigned char byte = (unsigned char)c;
	return set->bits[byte >> 6] >> (byte & 63) & 1;
}

static inline bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

bool lex_starts_with(struct span text, const char *const words[])
{
	for (; *words; words++)
		if (span_starts_nocase(text, span_of(*words)))
			return true;
	return false;
}

size_t lex_line(struct span text)
{
	const char *end = text.length > 0 ? memchr(text.at, '\n', text.length) : NULL;
	return end ? (size_t)(end - text.at) : text.length;
}

size_t lex_sign(struct span text, char *sign)
{
	static const struct {
		char utf8[4];
		char sign;
	} signs[] = {
		{"：", ':'}, {"，", ','}, {"“", SIGN_CURLY}, {"”", SIGN_CURLY}, {"（", '('}, {"）", ')'}, {"！", '!'}};
	*sign = text.length > 0 ? text.at[0] : '\0';
	if ((*sign == (char)0xe2 || *sign == (char)0xef) && text.length >= 3)
		for (size_t i = 0; i < LENGTH(signs); i++)
			if (memcmp(text.at, signs[i].utf8, 3) == 0) {
				*sign = signs[i].sign;
				return 3;
			}
	return text.length > 0;
}

size_t lex_quote(struct span text, struct quote *quote)
{
	size_t n = 0;
	while (n < text.length && n < QUOTE_SLASHES && text.at[n] == '\\')
		n++;
	if (n == text.length)
		return 0;
	struct span rest = span_from(text, n);
	char c = rest.at[0];
	*quote = (struct quote){c, (unsigned char)n, false};
	if (c == '"' || c == '\'' || c == '`')
		return n + 1;
	if (c == '&' && n == 0) {
		quote->sign = SIGN_HTML;
		return span_starts(rest, SPAN("&quot;")) ? 6 : span_starts(rest, SPAN("&#34;")) ? 5 : 0;
	}
	if (c == (char)0xe2 && n == 0) {
		size_t bytes = lex_sign(rest, &quote->sign);
		return quote->sign == SIGN_CURLY ? bytes : 0;
	}
	return 0;
}

bool lex_is_doubled(struct span text)
{
	text = span_from(text, lex_blanks(text));
	return span_starts(text, SPAN("\"\"")) && text.length > 2 && text_is_alnum(text.at[2]);
}

/* The bytes of a blank, or of one that is written with signs: \n of any depth, <br>, the frame of a box. */
static size_t blank(struct span text)
{
	size_t n = 0;
	switch (text.at[0]) {
	case ' ':
	case '\t':
	case '\r':
		return 1;
	case '\\':
		while (n < text.length && n < QUOTE_SLASHES && text.at[n] == '\\')
			n++;
		return n < text.length && memchr("nrt", text.at[n], 3) ? n + 1 : 0;
	case '<':
		return span_starts(text, SPAN("<br>")) ? 4 : 0;
	case (char)0xe2:
		return span_starts(text, SPAN("│")) || span_starts(text, SPAN("║")) ? 3 : 0;
	default:
		return 0;
	}
}

size_t lex_some_blanks(struct span text)
{
	size_t i = 0;
	for (size_t n; i < text.length && (n = blank(span_from(text, i))) > 0; i += n)
		;
	return i;
}

/* Whether what is behind a quote can be behind a string: the end of the line, a sign of data, or another key. */
static bool is_behind_string(struct span text)
{
	char sign;
	if (text.length == 0 || memchr(",:}]\n", text.at[0], 5) || span_starts(text, SPAN("...")))
		return true;
	size_t i = lex_blanks(text);
	if (i == text.length || text.at[i] == '\n')
		return true;
	(void)lex_sign(span_from(text, i), &sign);
	if (i > 0 && text_is_alnum(sign))
		return lex_key(span_from(text, i), false).bytes > 0;
	return memchr(",:=}])>;+\\`<&", sign, 13) || (i == 0 && (sign == '"' || sign == '\'' || sign == SIGN_CURLY));
}

/* Whether a line begins something else than the rest of a string. */
static bool ends_strings(struct span line)
{
	if (prefix_is_dated(line))
		return true;
	struct span rest = span_from(line, prefix_bytes(line));
	size_t length = lex_line(rest);
	return span_trim((struct span){rest.at, length}).length == 0 || span_starts(rest, SPAN("{\"")) ||
	       span_starts(rest, SPAN("[{\""));
}

/* As lex_quote, for a quote inside a string opened by `open`: "" is one quote where the string has such quotes. Of """
 * the first ends the string around. */
static size_t inner_quote(struct span text, struct quote open, struct quote *quote)
{
	size_t n = lex_quote(text, quote);
	if (open.sign != SIGN_DOUBLED || !span_starts(text, SPAN("\"\"")) || span_starts(text, SPAN("\"\"\"")))
		return n;
	quote->sign = SIGN_DOUBLED;
	return 2;
}

/* Whether `quote`, inside a string opened by `open`, may end it. Without backslashes before `open`, an even number of
 * them before `quote` is escaped itself, and is content. */
static bool may_close(struct quote quote, struct quote open)
{
	bool alike = quote.sign == open.sign || (open.sign == SIGN_CURLY && quote.sign == '"');
	bool escaped = open.slashes == 0 && quote.slashes % 2 == 0 && !open.literal;
	return alike && (quote.slashes == open.slashes || escaped);
}

/* Whether `quote`, inside a string opened by `open`, ends a string around that. */
static bool closes_around(struct quote quote, struct quote open)
{
	bool outer = open.sign == SIGN_DOUBLED ? quote.slashes == 0 : quote.slashes < open.slashes;
	return quote.sign == '"' && outer;
}

bool lex_is_cut(struct span text)
{
	enum { DOTS = 3 };
	return text.length > DOTS && memcmp(text.at + text.length - DOTS, "...", DOTS) == 0 &&
	       !memchr(" {[(,", text.at[text.length - DOTS - 1], 5);
}

struct string lex_string(struct span text, struct quote quote, unsigned lines)
{
	/* The byte at which a quote that ends the string begins, but for backslashes. */
	char sign = quote.sign == SIGN_HTML ? '&' : quote.sign < ' ' ? '"' : quote.sign;
	bool only = quote.slashes == 0 || sign == '"'; /* else a quote of another sign may end a string around it */
	size_t newline = text.length, i = 0;
	while (i < text.length) {
		i += only ? text_printable(span_from(text, i), sign, '\\') : 0;
		struct span rest = span_from(text, i);
		struct quote q;
		char c = rest.length > 0 ? rest.at[0] : '\0';
		if (!is_in(&string_stops, c)) {
			i += rest.length > 0;
			continue;
		}
		if (c == '\n') {
			newline = newline == text.length ? i : newline;
			if (i + 1 < text.length ? lines-- <= 1 || ends_strings(span_from(rest, 1)) : lines <= 1)
				break;
			if (quote.sign == '\'' && lex_is_cut((struct span){text.at, i})) /* Python escapes line ends */
				break;
			i++;
			continue;
		}
		size_t n = inner_quote(rest, quote, &q);
		if (n > 0 && may_close(q, quote)) {
			if (is_behind_string(span_from(rest, n)))
				return (struct string){i + (quote.slashes == 0 ? q.slashes : 0U), i + n, STRING_CLOSED};
		} else if (n > 0 && closes_around(q, quote)) {
			return (struct string){i, i, STRING_CUT};
		}
		i += n > 0 ? n : span_starts(rest, SPAN("\\\n")) || c != '\\' ? 1 : 2;
	}
	return (struct string){newline, newline, i >= text.length ? STRING_OPEN : STRING_CUT};
}

size_t lex_name(struct span text, bool foreign)
{
	char sign;
	size_t i = 0;
	if (text.length > 10 && text_lower(text.at[0]) == 'r' && span_starts_nocase(text, SPAN("request id")))
		return strlen("request id");
	while (i < text.length && i < NAME_LONGEST) {
		if (!is_in(&name_bytes, text.at[i]) &&
			!(foreign && (unsigned char)text.at[i] >= 0x80 && lex_sign(span_from(text, i), &sign) == 1))
			break;
		i++;
	}
	return i;
}

/* The bytes of a separator with the blanks and asterisks (of Markdown) around it, or 0. */
static size_t separator(struct span text, bool *equals)
{
	char sign;
	size_t i = 0;
	while (i < text.length && i < 2 && text.at[i] == '*')
		i++;
	i += lex_blanks(span_from(text, i));
	size_t n = lex_sign(span_from(text, i), &sign);
	char next = i + n < text.length ? text.at[i + n] : '\n';
	*equals = sign == '=';
	if (n == 0 || (sign == '=' ? next == '=' || next == '~' : sign != ':' || next == ':' || next == '/'))
		return 0;
	i += n + (sign == '=' && next == '>');
	i += lex_blanks(span_from(text, i));
	while (i < text.length && text.at[i] == '*')
		i++;
	return i + lex_blanks(span_from(text, i));
}

/* A key as JSON writes it, `"name":`, by far the most frequent one. */
static struct lexed_key json_key(struct span text)
{
	size_t n = 1;
	if (text.length < 4 || text.at[0] != '"')
		return (struct lexed_key){0};
	while (n < text.length && n <= NAME_LONGEST && is_in(&name_bytes, text.at[n]))
		n++;
	if (n == 1 || n + 2 >= text.length || text.at[n] != '"' || text.at[n + 1] != ':' || text.at[n + 2] == ':' ||
		text.at[n + 2] == '/')
		return (struct lexed_key){0};
	size_t blanks = lex_blanks(span_from(text, n + 2));
	return (struct lexed_key){n + 2 + blanks, {text.at + 1, n - 1}, {'"', 0, false}, false};
}

/* The bytes of the quote that opens a key's name; 0, and a sign of 0: there is none. */
static size_t opening_quote(struct span text, struct quote *quote)
{
	size_t n = lex_quote(text, quote);
	if (n == 0)
		*quote = (struct quote){0};
	if (n != 1 || !lex_is_doubled(text))
		return n;
	quote->sign = SIGN_DOUBLED;
	return 2;
}

/* The bytes of the quote that closes a key's name, or 0. */
static size_t closing_quote(struct span text, struct quote open)
{
	struct quote q;
	if (open.sign == SIGN_DOUBLED)
		return span_starts(text, SPAN("\"\"")) ? 2 : 0;
	size_t n = lex_quote(text, &q);
	return n > 0 && q.sign == open.sign && q.slashes == open.slashes ? n : 0;
}

/* As lex_key, for any way to write a key: name:, "name":, name =>, and [name] => of PHP. */
static struct lexed_key any_key(struct span text, bool foreign)
{
	const struct lexed_key none = {0};
	struct lexed_key key = none;
	bool bracket = text.length > 0 && text.at[0] == '[';
	size_t at = bracket;
	at += opening_quote(span_from(text, at), &key.quote);
	size_t n = lex_name(span_from(text, at), foreign);
	if (n == 0 || (bracket && text_is_digit(text.at[at]))) /* [0] => is an item of a list */
		return none;
	key.name = (struct span){text.at + at, n};
	at += n;
	if (key.quote.sign) {
		size_t closing = closing_quote(span_from(text, at), key.quote);
		if (closing == 0)
			return none;
		at += closing;
	}
	if (bracket && (at == text.length || text.at[at++] != ']'))
		return none;
	size_t between = separator(span_from(text, at), &key.equals);
	if (between == 0 || (bracket && !memchr(text.at + at, '>', between)))
		return none;
	key.bytes = at + between;
	return key;
}

struct lexed_key lex_key(struct span text, bool foreign)
{
	struct lexed_key key = json_key(text);
	return key.bytes > 0 ? key : any_key(text, foreign);
}

/* Whether a bare value ends at the comma, semicolon or blank that `text` begins with; *bytes: of that sign. */
static bool ends_bare(struct span text, bool words, size_t *bytes)
{
	char sign;
	*bytes = lex_sign(text, &sign);
	if (!words)
		return memchr(",; ", sign, 3);
	size_t at = *bytes + lex_blanks(span_from(text, *bytes));
	struct lexed_key key = lex_key(span_from(text, at), true);
	if (key.bytes == 0)
		return false;
	/* A known field ends a message; `see: https://` and `16:9` do not. Go's %+v has no blank behind the colon. */
	bool known = fields_label(key.name) != KEY_OTHER, name = !text_is_digit(key.name.at[0]) && key.name.length < 6;
	bool tight = !key.equals && !text_is_space(text.at[at + key.bytes - 1]) && (known || name);
	return sign == ',' ? known || key.equals : key.equals || tight;
}

size_t lex_bare(struct span text, bool words)
{
	unsigned open = 0;
	size_t i = 0;
	for (size_t n; i < text.length; i += n) {
		char c = text.at[i];
		n = 1;
		if (text_is_alnum(c))
			continue;
		if (c == '\n' || (c == '\\' && i + 1 < text.length && memchr("n\"'", text.at[i + 1], 3)))
			break;
		if (memchr("{[(", c, 3)) {
			if (!words)
				break;
			open++;
		} else if (memchr("}])", c, 3)) {
			if (open == 0)
				break;
			open--;
		} else if (c == ',' || c == ';' || (c == ' ' && words && i > 0) || c == (char)0xef) {
			if (ends_bare(span_from(text, i), words, &n) && open == 0)
				break;
			while (c == ' ' && i + n < text.length &&
				is_blank(text.at[i + n])) /* looked past by ends_bare */
				n++;
		} else if (!words && memchr(" \"'`", c, 4)) {
			break;
		}
	}
	while (i > 0 && is_blank(text.at[i - 1]))
		i--;
	return i;
}
