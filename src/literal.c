#include "literal.h"

#include <string.h>

enum { NAME_LONGEST = 64 }; /* bytes of a key */

/* A string's quote when that is a typographic one; no byte is it. */
enum { CURLY = 256 };

/* The sign that `text` begins with, and its bytes: typographic quotes and full-width signs are those of ASCII, as
 * machine-translated text has them for the data's own. */
static int sign_at(struct span text, size_t *bytes)
{
	static const struct {
		char utf8[4];
		int sign;
	} signs[] = {{"\xe2\x80\x9c", CURLY}, {"\xe2\x80\x9d", CURLY}, {"\xef\xbc\x9a", ':'}, {"\xef\xbc\x8c", ','}};
	*bytes = 1;
	if ((unsigned char)text.at[0] >= 0x80 && text.length >= 3)
		for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
			if (memcmp(text.at, signs[i].utf8, 3) == 0) {
				*bytes = 3;
				return signs[i].sign;
			}
	return (unsigned char)text.at[0];
}

static bool is_one_of(int sign, const char *signs)
{
	for (; *signs; signs++)
		if (sign == *signs)
			return true;
	return false;
}

static bool is_quote(int sign)
{
	return sign == '"' || sign == '\'' || sign == CURLY;
}

static inline bool is_name_byte(char c)
{
	return text_is_alnum(c) || c == '_' || c == '-' || c == '.' || c == '$' || c == '@';
}

/* Whether a sign is a byte of another script. */
static bool is_foreign(int sign)
{
	return sign >= 0x80 && sign != CURLY;
}

static size_t skip_blanks(struct span text, size_t i)
{
	while (i < text.length && (text.at[i] == ' ' || text.at[i] == '\t' || text.at[i] == '\r'))
		i++;
	return i;
}

/* Whether `text` begins as `form` does, in which 0 stands for any digit. */
static bool is_of_form(struct span text, const char *form)
{
	for (size_t i = 0; form[i]; i++)
		if (i >= text.length || (form[i] == '0' ? !text_is_digit(text.at[i]) : text.at[i] != form[i]))
			return false;
	return true;
}

/* The bytes of the time (RFC 3339) that Docker, Kubernetes or Heroku put before each line of a log, and of Heroku's
 * name for the process, `app[web.1]:`, behind it. */
static size_t time_prefix(struct span text)
{
	if (!is_of_form(text, "0000-00-00T00:00:00"))
		return 0;
	if (text.length > NAME_LONGEST)
		text.length = NAME_LONGEST;
	const char *end = memchr(text.at, ' ', text.length);
	if (!end)
		return 0;
	size_t n = skip_blanks(text, (size_t)(end - text.at)), name = n;
	while (name < text.length && is_name_byte(text.at[name]))
		name++;
	const char *tag = name > n && name < text.length && text.at[name] == '['
				  ? memchr(text.at + name, ']', text.length - name)
				  : NULL;
	if (tag && tag + 1 < text.at + text.length && tag[1] == ':')
		n = skip_blanks(text, (size_t)(tag - text.at) + 2);
	return n;
}

/* The bytes of what some programs put before each line of a log: a date in brackets, `api-1  |` of docker compose,
 * `[pod/api/main]` of kubectl, `I/flutter ( 5342):` of Android. */
static size_t log_prefix(struct span text)
{
	if (text.length > NAME_LONGEST)
		text.length = NAME_LONGEST;
	if (span_starts(text, SPAN("[pod/")) || is_of_form(text, "[0000-00-00")) {
		const char *end = memchr(text.at, ']', text.length);
		return end ? (size_t)(end - text.at) + 1 : 0;
	}
	bool android = text.length > 1 && text.at[1] == '/';
	const char *end = memchr(text.at, android ? '(' : '|', text.length);
	if (!end)
		return 0;
	size_t length = (size_t)(end - text.at), i = 0;
	while (i < length && (is_name_byte(text.at[i]) || (android && i == 1)))
		i++;
	if (i == 0 || skip_blanks(text, i) < length)
		return 0;
	if (!android)
		return length + 1;
	i = skip_blanks(text, length + 1);
	while (i < text.length && text_is_digit(text.at[i]))
		i++;
	return span_starts(span_from(text, i), SPAN("):")) ? i + 2 : 0;
}

/* The bytes of what syslog puts before each line (RFC 3164, section 4.1): `Mar 12 10:22:31 host app[123]:`. */
static size_t syslog_prefix(struct span text)
{
	enum { TIME = 15, LONGEST = 96 };
	if (text.length > LONGEST)
		text.length = LONGEST;
	if (text.length < TIME || text.at[3] != ' ' || text.at[6] != ' ' || text.at[9] != ':' || text.at[12] != ':' ||
		!text_is_digit(text.at[TIME - 1]))
		return 0;
	const char *end = memchr(text.at + TIME, ':', text.length - TIME);
	return end ? (size_t)(end - text.at) + 1 : 0;
}

size_t literal_line_start(struct span text)
{
	static const char *const starts[] = {"data:", "//", "#", "*", ">", "|", "│", "║", "- "};
	size_t i = skip_blanks(text, 0);
	if (i < text.length && (text_is_digit(text.at[i]) || text.at[i] == '{' || text.at[i] == '"'))
		return i;
	size_t prefix = log_prefix(span_from(text, i));
	i = skip_blanks(text, i + (prefix > 0 ? prefix : syslog_prefix(span_from(text, i))));
	while (i + 1 < text.length && text.at[i] == '>' && text_is_space(text.at[i + 1])) /* a quotation in another */
		i = skip_blanks(text, i + 1);
	for (size_t k = 0; k < sizeof starts / sizeof *starts; k++)
		if (span_starts_nocase(span_from(text, i), span_of(starts[k]))) {
			i = skip_blanks(text, i + strlen(starts[k]));
			break;
		}
	while (i < text.length && text.at[i] == '*') /* Markdown's emphasis, and code in a list */
		i++;
	return i + (i + 1 < text.length && text.at[i] == '`' && text_is_alnum(text.at[i + 1]));
}

size_t literal_timed_start(struct span text)
{
	size_t i = skip_blanks(text, 0);
	if (i < text.length && text_is_digit(text.at[i]))
		i += time_prefix(span_from(text, i));
	return i + literal_line_start(span_from(text, i));
}

/* The bytes of Markdown's emphasis that ends behind a key, `**code**: …`. */
static size_t emphasis(struct span text, size_t i)
{
	size_t n = 0;
	while (n < 2 && i + n < text.length && text.at[i + n] == '*')
		n++;
	return n;
}

bool literal_is_tally(struct span line)
{
	const char *quote = memchr(line.at, '"', line.length);
	return quote && span_starts_nocase(span_from(line, (size_t)(quote - line.at)), SPAN("\"count\""));
}

/* The bytes of the sign between a key and its value at text.at[i], or 0. '=>' is Ruby's and PHP's. */
static size_t separator(struct span text, size_t i, bool *equals)
{
	if (i >= text.length)
		return 0;
	size_t bytes;
	int sign = sign_at(span_from(text, i), &bytes);
	char next = i + bytes < text.length ? text.at[i + bytes] : '\n';
	*equals = sign == '=';
	if (sign == '=' && next == '>')
		return bytes + 1;
	if (sign == '=' && next != '=')
		return bytes;
	if (sign == ':' && next != ':' && next != '/')
		return bytes;
	return 0;
}

/* The bytes of a name; without quotes around it, it may be Chinese, up to a sign of that script. */
static size_t name_bytes(struct span text, bool chinese)
{
	static const struct span request_id = {"request id", 10}; /* the one name of two words */
	size_t i = 0, bytes;
	if (text.length > 0 && text_lower(text.at[0]) == 'r' && span_starts_nocase(text, request_id))
		return request_id.length;
	while (i < text.length && i < NAME_LONGEST &&
		(is_name_byte(text.at[i]) || (chinese && is_foreign(sign_at(span_from(text, i), &bytes)))))
		i++;
	return i;
}

/* Whether `text` begins with a key as PHP's print_r and var_dump have it: `[code] =>`, `["code"]=>`. */
static bool is_php_key(struct span text, struct span *name)
{
	size_t quote = text.length > 1 && text.at[1] == '"', start = 1 + quote;
	size_t end = start + name_bytes(span_from(text, start), false);
	if (end == start || text_is_digit(text.at[start]))
		return false;
	*name = (struct span){text.at + start, end - start};
	struct span behind = span_from(text, end);
	if (!span_starts(behind, quote ? SPAN("\"]") : SPAN("]")))
		return false;
	return span_starts(span_from(behind, skip_blanks(behind, 1 + quote)), SPAN("=>"));
}

bool literal_is_key(struct span text, struct span *name)
{
	if (text.length == 0)
		return false;
	if (text.at[0] == '[')
		return is_php_key(text, name);
	size_t quote_bytes;
	int quote = sign_at(text, &quote_bytes);
	size_t start = is_quote(quote) ? quote_bytes : 0, i = start;
	if (i >= text.length || text_is_digit(text.at[i]) || is_one_of(text.at[i], "-.$@"))
		return false;
	size_t n = name_bytes(span_from(text, i), start == 0);
	if (n == 0)
		return false;
	i += n;
	*name = (struct span){text.at + start, i - start};
	if (start > 0) {
		if (i >= text.length || !is_quote(sign_at(span_from(text, i), &quote_bytes)))
			return false;
		i += quote_bytes;
	}
	bool equals;
	return separator(text, skip_blanks(text, i + emphasis(text, i)), &equals) > 0;
}

/* The bytes of a word that says whose field a key behind it is: `Error message: …`. */
static size_t error_word(struct span text)
{
	static const struct span word = {"error ", 6};
	struct span name;
	return span_starts_nocase(text, word) && literal_is_key(span_from(text, word.length), &name) ? word.length : 0;
}

bool literal_is_data(struct span string)
{
	static const struct span field = {"data:", 5}; /* of an SSE event */
	if (span_starts(string, field))
		string = span_from(string, skip_blanks(string, field.length));
	return string.length > 0 && string.at[0] == '{';
}

void literal_start(struct literal *l, bool group, bool line_start)
{
	memset(l, 0, offsetof(struct literal, json));
	l->group = group;
	l->line_start = line_start;
	if (group) {
		l->depth = 1;
		l->closers[1] = '}';
		l->json[l->length++] = '{';
	} else {
		l->expect = EXPECT_VALUE;
	}
}

static void put_bytes(struct literal *l, const char *bytes, size_t length)
{
	if (l->muted)
		return;
	if (l->length + length > LITERAL_SIZE) {
		l->interesting = l->overflow = true;
		return;
	}
	memcpy(l->json + l->length, bytes, length);
	l->length += length;
}

static void put(struct literal *l, char c)
{
	put_bytes(l, &c, 1);
}

static enum key key_named(const struct literal *l, struct span name)
{
	return l->chinese ? key_of_label(name) : key_of(name);
}

/* Begins a member of an object or an element of an array. */
static void begin_item(struct literal *l)
{
	l->item = l->length;
	if (l->length > 0 && !is_one_of(l->json[l->length - 1], "{[:"))
		put(l, ',');
}

/* Takes back the member at hand: it tells nothing. */
static void drop_item(struct literal *l)
{
	if (!l->muted)
		l->length = l->item;
}

/* The same where no value came. */
static void drop_value(struct literal *l)
{
	drop_item(l);
	l->expect = EXPECT_KEY;
}

static inline bool in_array(const struct literal *l)
{
	return l->depth > 0 && l->depth <= LITERAL_DEPTH && l->closers[l->depth] == ']';
}

static void value_ended(struct literal *l)
{
	if (in_array(l))
		l->key = (enum key)l->keys[l->depth];
	l->expect = l->depth == 0 || in_array(l) ? EXPECT_VALUE : EXPECT_KEY;
	if (l->depth == 0)
		l->state = LITERAL_DONE;
}

/* Whether the value of a field of this kind can tell something about an error. */
static bool is_wanted(enum key key)
{
	return key != KEY_OTHER && key != KEY_CONTENT;
}

static bool is_success(struct span value)
{
	return key_is_success(value) || span_starts(value, SPAN("200 ")); /* code: 200 and so on */
}

/* Whether a value is a failure's status, by its looks. */
static bool is_status(struct span value)
{
	enum { DIGITS = 3 };
	return value.length >= DIGITS && (value.at[0] == '4' || value.at[0] == '5') &&
	       (value.length == DIGITS || (value.at[DIGITS] == ' ' && key_reason(span_from(value, DIGITS + 1))));
}

/* Notes what the scalar at hand says: most answers say nothing that is worth a closer look. */
static void weigh_value(struct literal *l, struct span value)
{
	value = span_trim(value);
	switch (l->key) {
	case KEY_CODE:
	case KEY_ERROR_CODE:
		l->code = l->code || (value.length > 0 && value.length != 3); /* three bytes are a status */
		l->failing = l->failing || !is_success(value);
		break;
	case KEY_MESSAGE:
		l->message = true;
		l->interesting = l->interesting || value.length > 0;
		break;
	case KEY_ERROR:
		l->grave = l->grave || !is_success(value);
		break;
	case KEY_TELLING:
		l->interesting = l->interesting || !is_success(value);
		break;
	case KEY_HTTP_STATUS:
	case KEY_STATUS:
		l->failing = l->failing || is_status(value);
		break;
	case KEY_TASK_STATUS:
	case KEY_EVENT:
		l->failing = l->failing || span_find_nocase(value, SPAN("fail"));
		l->interesting = l->interesting || memchr(value.at, ' ', value.length); /* a log's words */
		break;
	case KEY_COUNT:
		l->count = true;
		break;
	default:
		break;
	}
	l->grave = l->grave || l->failing;
	l->interesting = l->interesting || l->grave;
}

/* Elements of an array are kept only where they may be words about an error. */
static bool keeps_scalar(const struct literal *l)
{
	if (l->muted || (l->key == KEY_COUNT && !l->first))
		return false;
	return in_array(l) ? l->key == KEY_ERROR || l->key == KEY_TELLING || l->key == KEY_MESSAGE : is_wanted(l->key);
}

static void open_bracket(struct literal *l, char bracket, const char *at)
{
	if (in_array(l))
		begin_item(l);
	bool content = l->key == KEY_CONTENT || (l->key == KEY_INPUT && !l->count);
	l->depth++;
	if (!l->muted && (l->depth > LITERAL_DEPTH || content)) {
		put_bytes(l, "null", 4);
		l->muted = l->depth;
		if (!content) {
			l->interesting = l->overflow = true;
			l->grave = l->grave || l->key == KEY_ERROR || l->key == KEY_CODE || l->key == KEY_ERROR_CODE;
			l->deep = at;
		}
	}
	if (l->depth <= LITERAL_DEPTH) {
		l->closers[l->depth] = bracket == '{' ? '}' : ']';
		l->keys[l->depth] = (unsigned char)l->key;
	}
	put(l, bracket);
	l->last = bracket;
	l->grave = l->grave || (l->key == KEY_ERROR && bracket == '{');
	if (l->key == KEY_ERROR || (l->key == KEY_INPUT && l->count))
		l->interesting = true;
	l->expect = bracket == '{' ? EXPECT_KEY : EXPECT_VALUE;
}

static void close_bracket(struct literal *l)
{
	if (l->expect == EXPECT_COLON)
		drop_item(l);
	else if (l->expect == EXPECT_VALUE && !in_array(l))
		drop_item(l);
	put(l, l->depth <= LITERAL_DEPTH ? l->closers[l->depth] : '}');
	if (l->muted == l->depth)
		l->muted = 0;
	l->depth--;
	value_ended(l);
}

/* Data in a string of a field that nobody knows is a program's: {"upstream":"{\"code\":…. The key, just written, is
 * made one of those that are read. */
static void tell_data(struct literal *l)
{
	if (l->key != KEY_OTHER || in_array(l) || l->muted || l->overflow)
		return;
	l->key = KEY_TELLING;
	l->json[l->length - strlen("T\":")] = key_letter(l->key);
}

static void open_string(struct literal *l, int quote, const char *opened)
{
	l->quote = quote;
	l->quote_is_key = l->expect == EXPECT_KEY;
	l->opened = opened;
	l->kept = l->quote_is_key ? !l->muted : keeps_scalar(l);
	if (l->quote_is_key || in_array(l))
		begin_item(l);
	if (l->kept)
		put(l, '"');
	l->string = l->length;
	l->full = false;
}

/* Opens the string last closed again, which goes on behind a '+'. */
static void reopen_string(struct literal *l, int quote)
{
	l->joined = false;
	l->quote = quote;
	if (!l->kept)
		l->item = l->length; /* nothing of it is to be taken back */
	else if (!l->muted && !l->overflow)
		l->length--; /* its quote */
}

static void close_string(struct literal *l)
{
	struct span text = l->kept ? (struct span){l->json + l->string, l->length - l->string} : (struct span){0};
	l->quote = 0;
	l->bare = false;
	l->last = '"';
	if (l->kept && !l->quote_is_key)
		put(l, '"');
	if (l->quote_is_key) {
		l->quoted = l->quoted || l->opened;
		l->first = false;
		if (!l->muted && !l->overflow) {
			l->key = key_named(l, text);
			l->seen |= 1U << l->key;
			l->length = l->string;
			put_bytes(l, (const char[]){key_letter(l->key), '"'}, 2);
		}
		l->expect = EXPECT_COLON;
		return;
	}
	if (l->kept)
		weigh_value(l, text);
	else if (!l->muted)
		drop_item(l);
	value_ended(l);
}

/* The bytes of a character of JSON's strings that `at` begins with, an escape perhaps: two for a surrogate pair. */
static size_t character_bytes(const char *at)
{
	size_t n = 1;
	if (at[0] == '\\')
		return at[1] != 'u' ? 2 : text_lower(at[2]) == 'd' && memchr("89abAB", at[3], 6) ? 12 : 6;
	while (n < 4 && ((unsigned char)at[n] & 0xc0) == 0x80)
		n++;
	return n;
}

/* Gives the end of the first characters of a string that have `least` bytes or more together. */
static size_t character_end(const char *at, size_t least)
{
	size_t n = 0;
	while (n < least)
		n += character_bytes(at + n);
	return n;
}

/* Makes room in the string at hand, which is full: its beginning and its end are kept, where a traceback says what
 * failed. */
static void drop_middle(struct literal *l)
{
	static const struct span gap = {"\\n…\\n", 7};
	enum { HEAD = LITERAL_STRING / 4, TAIL = LITERAL_STRING * 3 / 8 };
	char *string = l->json + l->string, *end = l->json + l->length;
	*end = '\0'; /* no byte of a character */
	size_t head = character_end(string, HEAD) + gap.length;
	size_t tail = (size_t)(end - string) - TAIL;
	tail = l->full ? head + character_end(string + head, tail - head) : character_end(string, tail);
	if (!l->full)
		memcpy(string + head - gap.length, gap.at, gap.length);
	l->full = true;
	memmove(string + head, string + tail, (size_t)(end - string) - tail);
	l->length -= tail - head;
}

/* Adds an escape to the string at hand, which is not torn. */
static void put_escape(struct literal *l, const char *bytes, size_t length)
{
	if (!l->kept || l->muted || l->overflow)
		return;
	if (l->length - l->string + length > LITERAL_STRING)
		drop_middle(l);
	put_bytes(l, bytes, length);
}

/* Adds text to it. */
static void put_string_bytes(struct literal *l, const char *bytes, size_t length)
{
	while (length > 0 && l->kept && !l->muted && !l->overflow) {
		size_t room = LITERAL_STRING - (l->length - l->string), n = length < room ? length : room;
		put_bytes(l, bytes, n);
		bytes += n;
		length -= n;
		if (length > 0 && !l->overflow)
			drop_middle(l);
	}
}

/* One character by its number, as JSON wants it. Zero and lone surrogates become U+FFFD: cJSON ends a string at the
 * first and refuses the second. */
static void put_codepoint(struct literal *l, uint32_t c)
{
	static const char hex[] = "0123456789abcdef";
	if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\') {
		char byte = (char)c;
		put_string_bytes(l, &byte, 1);
		return;
	}
	if (c == 0 || (c >= 0xd800 && c < 0xe000) || c > 0xffff)
		c = 0xfffd;
	char escape[6] = {'\\', 'u', hex[c >> 12 & 15], hex[c >> 8 & 15], hex[c >> 4 & 15], hex[c & 15]};
	put_escape(l, escape, sizeof escape);
}

/* Reads `digits` hexadecimal digits; -1 where there are other bytes. */
static int32_t read_hex(struct span text, size_t digits)
{
	int32_t value = 0;
	for (size_t i = 0; i < digits; i++) {
		char c = i < text.length ? text_lower(text.at[i]) : ' ';
		if (!text_is_digit(c) && !(c >= 'a' && c <= 'f'))
			return -1;
		value = value * 16 + (text_is_digit(c) ? c - '0' : c - 'a' + 10);
	}
	return value;
}

/* Reads the escape that `text` begins with (RFC 8259, section 7, and Python's \' and \xNN) and gives its bytes. */
static size_t read_escape(struct literal *l, struct span text)
{
	char c = text.length > 1 ? text.at[1] : '\n';
	int32_t code = c == 'u' ? read_hex(span_from(text, 2), 4) : c == 'x' ? read_hex(span_from(text, 2), 2) : -1;
	if (code >= 0xd800 && code < 0xdc00 && span_starts(span_from(text, 6), SPAN("\\u"))) {
		int32_t low = read_hex(span_from(text, 8), 4);
		if (low >= 0xdc00 && low < 0xe000) {
			put_escape(l, text.at, 12);
			return 12;
		}
	}
	if (code >= 0) {
		put_codepoint(l, (uint32_t)code);
		return c == 'u' ? 6 : 4;
	}
	if (c == '\n' || (unsigned char)c < ' ' || (unsigned char)c >= 0x7f) {
		put_escape(l, "\\\\", 2);
		return 1;
	}
	if (is_one_of(c, "\"\\/bfnrt"))
		put_escape(l, text.at, 2);
	else if (c == '\'')
		put_string_bytes(l, "'", 1);
	else { /* no escape: a Windows path, a regular expression */
		put_escape(l, "\\\\", 2);
		put_string_bytes(l, &c, 1);
	}
	return 2;
}

/* Whether what stands behind a string's closing quote lets it be that: another key, too, among some with a '='. */
static bool is_after_string(const struct literal *l, struct span text)
{
	size_t i = skip_blanks(text, 0), bytes;
	struct span name;
	if (i >= text.length || text.at[i] == '\n')
		return true;
	if (i > 0 && l->group && l->equals && literal_is_key(span_from(text, i), &name) && name.at[name.length] == '=')
		return true;
	if (text.at[i] == '+') { /* a long string that Node.js parts at its newlines */
		i = skip_blanks(text, i + 1);
		return i >= text.length || text.at[i] == '\n';
	}
	return is_one_of(sign_at(span_from(text, i), &bytes), ",:}])=");
}

/* A line that ends in '}' ends what began on it: a closer or a quote may be missing, but the next line is another
 * record. */
static bool ends_with_line(const struct literal *l, const char *newline)
{
	if (l->group || l->lines > 0)
		return false;
	while (newline > l->fed && text_is_space(newline[-1]))
		newline--;
	return (newline > l->fed ? newline[-1] : l->before) == '}';
}

/* A group in the middle of a line goes on with the next only where it began to tell of a failure, or where the line
 * tells of one and ends in its request ID. */
static bool stays_on_line(const struct literal *l)
{
	return l->group && !l->line_start && !l->failing && !(l->told && l->key == KEY_REQUEST_ID);
}

/* A line ends inside a string: was it wrapped, or is it broken off? Wrapped, if a quote comes soon that can close it.
 * 1: yes, 0: no, -1: more text is needed to tell. */
static int is_wrapped(const struct literal *l, struct span text)
{
	unsigned lines = 0;
	for (size_t i = 0; i < text.length; i++) {
		size_t bytes;
		int sign = sign_at(span_from(text, i), &bytes);
		if (sign == '\\') {
			i++;
		} else if (sign == l->quote || (l->quote == CURLY && sign == '"')) {
			return is_after_string(l, span_from(text, i + bytes));
		} else if (sign == '\n') {
			size_t next = skip_blanks(text, i + 1);
			if (++lines > LITERAL_LINES || (next < text.length && text.at[next] == '\n'))
				return 0;
		}
	}
	return -1;
}

/* The bytes that a string cannot simply hold: quotes, typographic ones too, the backslash, controls. */
#define FOUR(c) [c] = 1, [c + 1] = 1, [c + 2] = 1, [c + 3] = 1
static const unsigned char stops_string[256] = {FOUR(0), FOUR(4), FOUR(8), FOUR(12), FOUR(16), FOUR(20), FOUR(24),
	FOUR(28), ['"'] = 1, ['\''] = 1, ['\\'] = 1, [0xe2] = 1};
#undef FOUR

/* The same for a block of bytes; compilers make vector code of a loop of fixed length. */
enum { BLOCK = 64, SHORT = 48 };

static bool block_stops_string(const char *at)
{
	unsigned char stop = 0;
	for (size_t i = 0; i < BLOCK; i++) {
		unsigned char c = (unsigned char)at[i];
		stop |= (unsigned char)((c == '"') | (c == '\'') | (c == '\\') | (c < ' ') | (c == 0xe2));
	}
	return stop;
}

/* The bytes before the next one that a string cannot simply hold. */
static size_t plain_bytes(struct span text)
{
	size_t n = 0;
	while (n < text.length && !stops_string[(unsigned char)text.at[n]]) {
		n++;
		if (n == SHORT)
			while (n + BLOCK <= text.length && !block_stops_string(text.at + n))
				n += BLOCK;
	}
	return n;
}

/* The bytes of a JSON string that is not kept, up to where it may end. */
static size_t dropped_bytes(struct span text)
{
	for (size_t from = 0;;) {
		const char *quote = memchr(text.at + from, '"', text.length - from);
		size_t end = quote ? (size_t)(quote - text.at) : text.length, backslashes = 0;
		const char *newline = memchr(text.at + from, '\n', end - from);
		if (newline)
			return (size_t)(newline - text.at);
		while (backslashes < end && text.at[end - 1 - backslashes] == '\\')
			backslashes++;
		if (backslashes % 2 == 0)
			return end;
		if (!quote)
			return end - 1;
		from = end + 1;
	}
}

/* Reads on in a string; gives the bytes taken. */
static size_t read_string(struct literal *l, struct span text, bool last)
{
	size_t n = !l->kept && l->quote == '"' ? dropped_bytes(text) : plain_bytes(text);
	if (n > 0) {
		put_string_bytes(l, text.at, n);
		return n;
	}
	size_t bytes;
	int sign = sign_at(text, &bytes);
	if (sign == '\\')
		return read_escape(l, text);
	if (sign == '\n') {
		int wrapped = ends_with_line(l, text.at) || stays_on_line(l) ? 0 : is_wrapped(l, text);
		if (wrapped < 0 && !last)
			return 0;
		if (wrapped <= 0) {
			l->state = LITERAL_CUT;
			return 0;
		}
		put_string_bytes(l, " ", 1);
		l->lines++;
		return 1 + literal_timed_start(span_from(text, 1));
	}
	bool closes = sign == l->quote || (l->quote == CURLY && sign == '"');
	/* An apostrophe in a string of single quotes is more common than such a string without a sign behind it. */
	if (closes && sign == '\'' && !is_after_string(l, span_from(text, bytes)))
		closes = false;
	if (closes)
		close_string(l);
	else if (sign == '"')
		put_escape(l, "\\\"", 2);
	else if ((unsigned char)text.at[0] < ' ')
		put_codepoint(l, (unsigned char)text.at[0]);
	else
		put_string_bytes(l, text.at, bytes);
	return bytes;
}

/* RFC 8259's number, short enough to be one. */
static bool is_number(struct span text)
{
	size_t i = text.length > 0 && text.at[0] == '-', start = i;
	while (i < text.length && text_is_digit(text.at[i]))
		i++;
	if (i == start || (text.at[start] == '0' && i > start + 1))
		return false;
	if (i + 1 < text.length && text.at[i] == '.' && text_is_digit(text.at[i + 1]))
		for (i++; i < text.length && text_is_digit(text.at[i]);)
			i++;
	return i == text.length && i < 32;
}

/* Whether a key of this kind, `value` behind it, ends a value without quotes before it; in the middle of a message's
 * words only that of a request ID does, or of a word that is written like a code. */
static bool is_next_field(enum key key, bool apart, struct span value)
{
	bool code = (key == KEY_CODE || key == KEY_ERROR_CODE) && value.length > 0 && value.at[0] >= 'A' &&
		    value.at[0] <= 'Z';
	return key == KEY_REQUEST_ID || code || (apart && key_is_field(key));
}

/* What stands in `text` behind the sign that is behind `name`. */
static struct span value_of(struct span text, struct span name)
{
	size_t i = (size_t)(name.at + name.length - text.at);
	while (i < text.length && is_one_of(text.at[i], " \t:=>*"))
		i++;
	return span_from(text, i);
}

/* The bytes of a value without quotes: up to a comma, a line's end, a bracket that it did not open, or the next key. */
static size_t bare_bytes(const struct literal *l, struct span text)
{
	unsigned open = 0;
	size_t i = 0, bytes = 1;
	bool apart = true;                       /* what stands before the blank parts a message from another field */
	if (l->group && l->key == KEY_CONTENT) { /* whatever it says */
		const char *end = memchr(text.at, '\n', text.length);
		return end ? (size_t)(end - text.at) : text.length;
	}
	while (i < text.length && (text_is_alnum(text.at[i]) || is_one_of(text.at[i], "+-.")))
		i++;
	if (i < text.length && is_one_of(text.at[i], ",]}")) /* JSON's own */
		return i;
	for (i = 0; i < text.length; i += bytes) {
		int sign = sign_at(span_from(text, i), &bytes);
		struct span name;
		if (sign == '\n' || (sign == ',' && open == 0))
			break;
		if (sign == '{')
			break;
		if (sign == '[' || sign == '(')
			open++;
		else if (is_one_of(sign, "])}") && open-- == 0)
			break;
		else if (i > 0 && text_is_space(text.at[i - 1]) && apart && error_word(span_from(text, i)) > 0)
			break;
		else if (i > 0 && text_is_space(text.at[i - 1]) && literal_is_key(span_from(text, i), &name) &&
			 (l->equals || is_next_field(key_named(l, name), apart, value_of(text, name))))
			break;
		if (!text_is_space((char)sign))
			apart = l->key != KEY_MESSAGE || !text_is_alnum((char)sign);
	}
	return i;
}

static void put_bare_text(struct literal *l, struct span text)
{
	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (c < ' ' || c == '"' || c == '\\')
			put_codepoint(l, c);
		else
			put_string_bytes(l, text.at + i, 1);
	}
}

/* `text` up to the first sign with a blank behind it: `Error code: InvalidApiKey. Error message: …`. */
static struct span first_clause(struct span text)
{
	for (size_t i = 0; i + 1 < text.length; i++)
		if (is_one_of(text.at[i], ".;") && text.at[i + 1] == ' ')
			text.length = i;
	return text;
}

/* What Python's <HTTPStatus.UNAUTHORIZED: 401> or HTTPStatus.UNAUTHORIZED stands for, or PHP's int(401). */
static struct span enum_value(struct span text)
{
	static const struct span type = {"HTTPStatus.", 11}, number = {"int(", 4};
	const char *sign = text.length > 2 && text.at[0] == '<' && text.at[text.length - 1] == '>'
				   ? memchr(text.at, ':', text.length)
				   : NULL;
	if (sign)
		return span_trim((struct span){sign + 1, (size_t)(text.at + text.length - 1 - sign) - 1});
	if (span_starts(text, number) && text.at[text.length - 1] == ')')
		return (struct span){text.at + number.length, text.length - number.length - 1};
	if (!span_starts(text, type))
		return text;
	const char *digits = key_reason(span_from(text, type.length));
	return digits ? span_of(digits) : span_from(text, type.length);
}

/* A value without blanks, Markdown's emphasis and code quotes around it. */
static struct span unemphasized(struct span text)
{
	text = span_trim(text);
	while (text.length > 0 && is_one_of(text.at[0], "*`"))
		text = span_trim(span_from(text, 1));
	while (text.length > 0 && is_one_of(text.at[text.length - 1], "*`"))
		text.length--;
	return span_trim(text);
}

/* Writes a value without quotes: null, true, false and numbers as JSON's, other text as a string. */
static void put_bare(struct literal *l, struct span text)
{
	static const struct {
		const char *word, *json;
	} words[] = {{"null", "null"}, {"None", "null"}, {"NULL", "null"}, {"nil", "null"}, {"undefined", "null"},
		{"true", "true"}, {"True", "true"}, {"false", "false"}, {"False", "false"}};
	if (l->key == KEY_CODE || l->key == KEY_ERROR_CODE || l->key == KEY_HTTP_STATUS)
		while (text.length > 0 && is_one_of(text.at[text.length - 1], " \t\r-:(."))
			text.length--; /* `Error code: 400 - {…}` */
	if (l->key == KEY_CODE || l->key == KEY_ERROR_CODE)
		text = first_clause(text);
	text = enum_value(l->group ? unemphasized(text) : span_trim(text));
	weigh_value(l, text);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (span_equals(text, span_of(words[i].word))) {
			put_bytes(l, words[i].json, strlen(words[i].json));
			return;
		}
	if (is_number(text)) {
		put_bytes(l, text.at, text.length);
		return;
	}
	l->bare_code = l->bare_code || l->key == KEY_CODE || l->key == KEY_ERROR_CODE;
	put(l, '"');
	l->string = l->length;
	l->full = false;
	put_bare_text(l, text);
	put(l, '"');
}

/* Whether `text`, with a '{' behind it, is the type of the object that begins there: `Object [Headers] {` of Node.js,
 * `%Response{` of Elixir, `&Error{` of Go. */
static bool is_type(struct span text)
{
	for (size_t i = 0; i < text.length; i++)
		if (!is_name_byte(text.at[i]) && !is_one_of(text.at[i], "[]%&* "))
			return false;
	return text.length < NAME_LONGEST && (is_one_of(text.at[0], "%&*") || (text.at[0] >= 'A' && text.at[0] <= 'Z'));
}

/* Reads a value without quotes; 0 where none can be. */
static size_t read_bare(struct literal *l, struct span text)
{
	size_t n = bare_bytes(l, text);
	if (n == 0)
		return 0;
	if (n < text.length && text.at[n] == '{' && !key_is_field(l->key) && is_type((struct span){text.at, n}))
		return n;
	if (in_array(l))
		begin_item(l);
	l->kept = keeps_scalar(l);
	if (l->kept)
		put_bare(l, (struct span){text.at, n});
	else
		drop_item(l);
	l->bare = true;
	l->last = 'a';
	value_ended(l);
	return n;
}

/* A comma was part of the value before it, which goes on. */
static size_t go_on_bare(struct literal *l, struct span text)
{
	size_t n = l->bare ? bare_bytes(l, text) : 0;
	if (n > 0 && l->kept && l->key != KEY_CODE && l->key != KEY_ERROR_CODE && l->key != KEY_HTTP_STATUS &&
		l->key != KEY_REQUEST_ID && l->length > 0 && l->json[l->length - 1] == '"') {
		l->length--;
		put_string_bytes(l, ", ", 2);
		put_bare_text(l, span_trim((struct span){text.at, n}));
		put(l, '"');
	}
	return n;
}

/* The text of a string between double quotes that `text` begins with, if it ends soon, is no data and nothing in it
 * must be looked at; `at` NULL otherwise. */
static struct span plain_string(struct span text)
{
	if (text.length < 2 || text.at[0] != '"' || literal_is_data(span_from(text, 1)))
		return (struct span){0};
	struct span inside = span_from(text, 1);
	if (inside.length > LITERAL_STRING)
		inside.length = LITERAL_STRING;
	size_t n = text_plain(inside);
	return n < inside.length && inside.at[n] == '"' ? (struct span){inside.at, n} : (struct span){0};
}

/* Reads a string of that kind; else gives 0. */
static size_t read_plain_string(struct literal *l, struct span text)
{
	struct span string = plain_string(text);
	if (!string.at)
		return 0;
	open_string(l, '"', string.at);
	put_string_bytes(l, string.at, string.length);
	close_string(l);
	return string.length + 2;
}

/* Reads a member as most are: "name":"value", or "name": where the value is another. Gives 0 where it is written
 * otherwise. */
static size_t read_plain_member(struct literal *l, struct span text)
{
	struct span name = plain_string(text);
	size_t at = name.length + 2;
	if (!name.at || at + 2 > text.length || text.at[at] != ':' || text.at[at + 1] == ':' || text.at[at + 1] == '/')
		return 0;
	at += text.at[at + 1] == ' ' ? 2 : 1;
	struct span value = plain_string(span_from(text, at));
	l->first = l->last == '{' && l->depth == 1 && !l->inside;
	l->quoted = true;
	l->equals = l->bare = false;
	l->last = '"';
	l->key = key_of(name);
	l->seen |= 1U << l->key;
	l->kept = keeps_scalar(l);
	bool id = l->key == KEY_REQUEST_ID;
	if (value.at && (!l->kept || id) && l->loose_count < LITERAL_LOOSE) {
		l->loose[l->loose_count].text = value;
		l->loose[l->loose_count++].id = id;
	}
	l->opened = value.at;
	l->quote_is_key = !value.at;
	if (value.at && !l->kept)
		return at + value.length + 2;
	char key[] = {'"', key_letter(l->key), '"', ':', '"'};
	begin_item(l);
	put_bytes(l, key, value.at ? 5 : 4);
	if (!value.at) {
		l->expect = EXPECT_VALUE;
		return at;
	}
	l->string = l->length;
	l->full = false;
	put_bytes(l, value.at, value.length);
	put(l, '"');
	weigh_value(l, value);
	return at + value.length + 2;
}

/* Reads on as long as members are so written. */
static size_t read_plain_members(struct literal *l, struct span text)
{
	size_t at = 0, n;
	while (!l->muted && !l->overflow && l->expect == EXPECT_KEY &&
		(n = read_plain_member(l, span_from(text, at))) > 0) {
		at += n;
		if (at + 1 < text.length && text.at[at] == ',' && l->expect == EXPECT_KEY) {
			l->last = ',';
			at += text.at[at + 1] == ' ' ? 2 : 1;
		}
	}
	return at;
}

static size_t read_key(struct literal *l, struct span text, bool outdented)
{
	bool equals;
	struct span name;
	size_t n = error_word(text);
	if (n > 0)
		return n;
	if (text.at[0] == ':' && literal_is_key(span_from(text, 1), &name)) /* Ruby's {:code=>…} */
		return 1;
	if (text.at[0] == '[' && literal_is_key(text, &name)) {
		open_string(l, '"', name.at);
		put_string_bytes(l, name.at, name.length);
		close_string(l);
		return name.length + (text.at[1] == '"' ? 4 : 2);
	}
	if (outdented && l->quoted) /* text again, behind data that was broken off */
		return 0;
	n = name_bytes(text, l->chinese);
	size_t end = n + emphasis(text, n);
	if (n == 0 || separator(text, skip_blanks(text, end), &equals) == 0)
		return go_on_bare(l, text);
	/* `message: …. For details, see: https://…` */
	if (l->group && l->bare && !equals && !outdented && l->last == ',' && l->key == KEY_MESSAGE &&
		key_named(l, (struct span){text.at, n}) == KEY_OTHER)
		return go_on_bare(l, text);
	open_string(l, '"', NULL);
	put_string_bytes(l, text.at, n);
	close_string(l);
	return end;
}

static bool has_seen(const struct literal *l, enum key key)
{
	return l->seen >> key & 1;
}

/* Whether a group has what a failure is told by. */
static bool is_whole(const struct literal *l)
{
	return l->code && l->message;
}

/* Whether a group that has it, and ends with its line, ends there. Where its fields stand on lines of their own, the
 * next may be the request ID. */
static bool ends_whole(const struct literal *l)
{
	return is_whole(l) && (has_seen(l, KEY_REQUEST_ID) || (l->lines == 1 && !(l->quoted && l->last == ',')));
}

/* Whether a group goes on with the line `text`: with another key of an error; with any in quotes or, where the group
 * began at a line's start, in small letters, as in YAML. What it has already is of another record. */
static bool group_goes_on(const struct literal *l, struct span text)
{
	struct span name;
	size_t bytes;
	if (text.length > 0 && is_one_of(text.at[0], "}])"))
		return true;
	if (!literal_is_key(span_from(text, error_word(text)), &name))
		return false;
	enum key key = key_named(l, name);
	if (key_is_field(key) && l->depth == 1 && has_seen(l, key))
		return (key == KEY_CODE || key == KEY_ERROR_CODE) && !l->code && !l->message;
	if (is_whole(l) && !l->quoted)
		return key == KEY_REQUEST_ID;
	if (key == KEY_CODE || key == KEY_ERROR_CODE)
		return !l->code;
	if (key == KEY_MESSAGE)
		return !l->message;
	return key_is_field(key) || is_quote(sign_at(text, &bytes)) ||
	       (l->line_start && text_lower(name.at[0]) == name.at[0]);
}

static size_t end_line(struct literal *l, const char *newline)
{
	bool over = ends_with_line(l, newline);
	l->lines++;
	/* `key:` alone on a line; in quotes, the value comes with the next one, and so does a code's message. */
	if (l->group && l->expect == EXPECT_VALUE && !in_array(l) && !l->quoted && !(l->key == KEY_MESSAGE && l->code))
		drop_value(l);
	over = over || stays_on_line(l) || (l->overflow && l->muted); /* nested too deep: another line may do better */
	if (over || (l->group && (ends_whole(l) || l->lines > LITERAL_LINES))) {
		l->state = LITERAL_CUT;
		return 0;
	}
	l->after_newline = true;
	return 1;
}

/* The bytes of the rule of a box that ends a line; 0 where `text` does not begin with one. */
static size_t box_end(struct span text)
{
	static const char *const rules[] = {"│", "║"};
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (span_starts(text, span_of(rules[i]))) {
			size_t end = skip_blanks(text, strlen(rules[i]));
			return end < text.length && text.at[end] == '\n' ? strlen(rules[i]) : 0;
		}
	return 0;
}

/* The bytes of a line's end in a table's cell, <br>; 0 where `text` does not begin with one. */
static size_t line_break(struct span text)
{
	static const char *const breaks[] = {"<br>", "<br/>", "<br />"};
	for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++)
		if (span_starts_nocase(text, span_of(breaks[i])))
			return strlen(breaks[i]);
	return 0;
}

/* Whether a line begins with a field called data, which holds an object or a text: `data: {`, as a line of an SSE
 * event's data would begin. */
static bool is_data_field(const struct literal *l, struct span text)
{
	static const struct span name = {"data:", 5};
	text = span_from(text, skip_blanks(text, 0));
	if (l->expect != EXPECT_KEY || !span_starts(text, name))
		return false;
	struct span value = span_from(text, skip_blanks(text, name.length)), key;
	return value.length > 0 && is_one_of(value.at[0], "{['\"") && !literal_is_key(value, &key);
}

/* The bytes of what Rust and Swift print before a value that may not be there, which a ')' ends: Some(, Optional(. */
static size_t some_bytes(struct span text)
{
	static const char *const words[] = {"Some(", "Optional("};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (span_starts(text, span_of(words[i])))
			return strlen(words[i]);
	return 0;
}

/* The bytes of a value's type that PHP's var_dump prints before it: `string(4) "Flow"`, `array(2) {`. */
static size_t php_type(struct span text)
{
	static const char *const types[] = {"string(", "array("};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (span_starts(text, span_of(types[i]))) {
			size_t n = strlen(types[i]);
			while (n < text.length && text_is_digit(text.at[n]))
				n++;
			return span_starts(span_from(text, n), SPAN(") ")) ? n + 2 : 0;
		}
	return 0;
}

/* Whether a line, `text`, is not of the data above it, which broke off: no sign parts it from the value before it, or
 * it is words. */
static bool is_broken_off(const struct literal *l, struct span text)
{
	size_t bytes;
	int sign = sign_at(text, &bytes);
	if (l->expect != EXPECT_VALUE || l->depth == 0 || is_one_of(sign, "\n,}])"))
		return false;
	size_t digits = 0;
	while (digits < text.length && (text_is_digit(text.at[digits]) || text.at[digits] == '.'))
		digits++;
	if (digits > 0 && digits < text.length && is_one_of(text.at[digits], ",]"))
		return false;
	if (in_array(l) && !is_one_of(l->last, ",["))
		return true;
	if (l->group || is_quote(sign) || is_one_of(sign, "{[") || php_type(text) > 0)
		return false;
	size_t n = bare_bytes(l, text);
	struct span value = span_trim((struct span){text.at, n});
	return value.length > 0 &&
	       (memchr(value.at, ' ', value.length) || (n < text.length && !is_one_of(text.at[n], "\n,])}{")));
}

/* Whether a '[' begins the words of a message, `message: [tts:]Engine return …`, and no list. */
static bool is_tag(const struct literal *l, struct span text)
{
	return l->group && l->key == KEY_MESSAGE && text.length > 1 && text_is_alnum(text.at[1]);
}

/* Reads one token outside strings; 0 where it waits or stops. */
static size_t read_structure(struct literal *l, struct span text)
{
	struct span name;
	if (l->after_newline) {
		size_t skipped = is_data_field(l, text) ? skip_blanks(text, 0) : literal_timed_start(text);
		l->after_newline = false;
		struct span start = span_from(text, skipped);
		if (l->group && l->expect == EXPECT_VALUE && !in_array(l) &&
			literal_is_key(span_from(start, error_word(start)), &name))
			drop_value(l);
		if (l->group && l->expect == EXPECT_KEY && !group_goes_on(l, span_from(text, skipped))) {
			l->state = LITERAL_CUT;
			return 0;
		}
		/* Behind a date text begins again, but for a group's fields. */
		l->outdented =
			skipped == 0 || (!l->group && is_of_form(span_from(text, skip_blanks(text, 0)), "[0000-00-00"));
		if (skipped > 0)
			return skipped;
	}
	size_t bytes, taken = 0;
	int sign = sign_at(text, &bytes);
	bool outdented = l->outdented;
	l->outdented = false;
	if (outdented && is_broken_off(l, text)) {
		l->state = LITERAL_CUT;
		return 0;
	}
	switch (sign) {
	case '\n':
		return end_line(l, text.at);
	case ',':
		if (!in_array(l) && l->expect != EXPECT_KEY)
			drop_value(l);
		l->joined = false;
		l->last = ',';
		return bytes;
	case ' ':
	case '\t':
	case '\r':
	case ';':
		return bytes;
	case '}':
	case ']':
	case ')':
		if (sign == ')' && l->some) {
			l->some = false;
			return bytes;
		}
		close_bracket(l);
		l->joined = false;
		l->last = (char)sign;
		return bytes;
	case '<':
		taken = line_break(text);
		break;
	case 0xe2:
		taken = l->expect == EXPECT_VALUE ? box_end(text) : 0;
		break;
	case '+':
		l->joined = l->last == '"' && !l->quote_is_key;
		taken = l->joined ? bytes : 0;
		break;
	default:
		break;
	}
	if (taken > 0)
		return taken;
	if (l->joined && is_quote(sign)) {
		reopen_string(l, sign);
		return bytes;
	}
	l->joined = false;
	if (l->expect == EXPECT_COLON) {
		taken = separator(text, 0, &l->equals);
		if (taken > 0) {
			put(l, ':');
			l->expect = EXPECT_VALUE;
		}
	} else if (is_quote(sign) && l->group && l->bare && l->expect == EXPECT_KEY && !literal_is_key(text, &name)) {
		taken = go_on_bare(l, text);
	} else if (is_quote(sign)) {
		taken = l->expect == EXPECT_KEY ? read_plain_members(l, text) : read_plain_string(l, text);
		if (taken == 0) {
			if (l->expect == EXPECT_VALUE && literal_is_data(span_from(text, bytes)))
				tell_data(l);
			open_string(l, sign, text.at + bytes);
			taken = bytes;
		}
	} else if (l->expect == EXPECT_KEY) {
		taken = read_key(l, text, outdented);
	} else if (sign == '{' || (sign == '[' && !is_tag(l, text))) {
		open_bracket(l, (char)sign, text.at);
		taken = bytes;
	} else if ((taken = some_bytes(text)) > 0) {
		l->some = true;
	} else if ((taken = php_type(text)) == 0) {
		taken = read_bare(l, text);
	}
	if (taken == 0)
		l->state = LITERAL_CUT;
	return taken;
}

size_t literal_feed(struct literal *l, struct span text, bool last)
{
	size_t i = 0, back = l->follows ? LITERAL_STRING : 0, end = text.length > back ? text.length - back : 0;
	l->fed = text.at;
	l->opened = NULL;
	l->deep = l->deep ? text.at : NULL;
	while (i < end && l->state == LITERAL_OPEN) {
		size_t n = l->quote ? read_string(l, span_from(text, i), last) : read_structure(l, span_from(text, i));
		if (n == 0)
			break;
		if (l->overflow && !l->deep)
			l->deep = text.at + i;
		i += n;
	}
	for (size_t k = i; k > 0; k--)
		if (!text_is_space(text.at[k - 1])) {
			l->before = text.at[k - 1];
			break;
		}
	return i;
}

size_t literal_text(const struct literal *l, struct span text, size_t n)
{
	bool told = l->key == KEY_MESSAGE || l->key == KEY_ERROR || l->key == KEY_TELLING;
	if (l->state != LITERAL_CUT || l->quote || l->last != '"' || l->quote_is_key || !l->opened || !told)
		return n;
	return (size_t)(l->opened - text.at);
}

bool literal_wants_id(const struct literal *l)
{
	return is_whole(l) && !has_seen(l, KEY_REQUEST_ID);
}

struct span literal_json(struct literal *l)
{
	if (l->quote)
		close_string(l);
	if (l->overflow)
		return (struct span){0};
	if (l->expect == EXPECT_COLON || (l->expect == EXPECT_VALUE && l->depth > 0 && !in_array(l)))
		drop_item(l);
	for (unsigned depth = l->muted ? l->muted - 1 : l->depth; depth > 0; depth--)
		l->json[l->length++] = l->closers[depth];
	return (struct span){l->json, l->length};
}
