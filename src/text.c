#include "text.h"

#include <limits.h>
#include <string.h>

struct span span_of(const char *string)
{
	return (struct span){string, strlen(string)};
}

struct span span_cut(struct span text, size_t most)
{
	if (text.length <= most)
		return text;
	text.length = most;
	while (text.length > 0 && most - text.length < 3 && ((unsigned char)text.at[text.length] & 0xc0) == 0x80)
		text.length--;
	return text;
}

struct span span_trim(struct span text)
{
	while (text.length > 0 && text_is_space(text.at[0]))
		text = span_from(text, 1);
	while (text.length > 0 && text_is_space(text.at[text.length - 1]))
		text.length--;
	return text;
}

struct span span_keep(char *bytes, size_t room, struct span text)
{
	text = span_trim(span_cut(span_trim(text), room));
	if (text.length == 0)
		return (struct span){0};
	return (struct span){memmove(bytes, text.at, text.length), text.length};
}

bool span_equals(struct span a, struct span b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

int span_compare(struct span a, struct span b)
{
	size_t length = a.length < b.length ? a.length : b.length;
	int order = length > 0 ? memcmp(a.at, b.at, length) : 0;
	return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

bool span_starts(struct span text, struct span start)
{
	return start.length <= text.length && (start.length == 0 || memcmp(text.at, start.at, start.length) == 0);
}

bool span_starts_nocase(struct span text, struct span start)
{
	if (start.length > text.length)
		return false;
	for (size_t i = 0; i < start.length; i++)
		if (text_lower(text.at[i]) != text_lower(start.at[i]))
			return false;
	return true;
}

bool span_ends_nocase(struct span text, struct span end)
{
	return end.length <= text.length && span_starts_nocase(span_from(text, text.length - end.length), end);
}

const char *span_find_nocase(struct span text, struct span needle)
{
	const uint64_t each = UINT64_MAX / 255, high = each * 128, lower = each * 0x20;
	if (needle.length == 0)
		return text.at;
	/* Eight places at once: where the needle may begin and end, its byte is 0 (H. S. Warren, Hacker's Delight,
	 * 6-1). */
	const size_t last = needle.length - 1;
	const uint64_t first_byte = each * (unsigned char)(needle.at[0] | 0x20);
	const uint64_t last_byte = each * (unsigned char)(needle.at[last] | 0x20);
	for (size_t i = 0; i + last < text.length; i++) {
		if (i + last + 8 <= text.length) {
			uint64_t differs = ((text_load8(text.at + i) | lower) ^ first_byte) |
					   ((text_load8(text.at + i + last) | lower) ^ last_byte);
			uint64_t places = (differs - each) & ~differs & high;
			i += places != 0 ? (size_t)__builtin_ctzll(places) / 8 : 7;
			if (places == 0)
				continue;
		}
		if (span_starts_nocase(span_from(text, i), needle))
			return text.at + i;
	}
	return NULL;
}

static unsigned min(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

unsigned text_distance(struct span a, struct span b)
{
	unsigned cost[3][TEXT_NEAR_LONGEST + 1]; /* cost[i % 3][j]: between the first i letters of a and j of b */
	if (a.length > TEXT_NEAR_LONGEST || b.length > TEXT_NEAR_LONGEST)
		return UINT_MAX;
	for (size_t j = 0; j <= b.length; j++)
		cost[0][j] = (unsigned)j;
	for (size_t i = 1; i <= a.length; i++) {
		unsigned *now = cost[i % 3];
		const unsigned *before = cost[(i + 2) % 3], *earlier = cost[(i + 1) % 3];
		now[0] = (unsigned)i;
		for (size_t j = 1; j <= b.length; j++) {
			now[j] = min(before[j], now[j - 1]) + 1;
			now[j] = min(now[j], before[j - 1] + (a.at[i - 1] != b.at[j - 1]));
			if (i >= 2 && j >= 2 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1])
				now[j] = min(now[j], earlier[j - 2] + 1);
		}
	}
	return cost[a.length % 3][b.length];
}

size_t text_decode(struct span text, uint32_t *c)
{
	/* What a character begins with, and the range of its second byte (RFC 3629, section 4). */
	static const struct {
		unsigned char first, last, low, high, length;
	} forms[] = {{0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3}, {0xe1, 0xec, 0x80, 0xbf, 3},
		{0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3}, {0xf0, 0xf0, 0x90, 0xbf, 4},
		{0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4}};
	const unsigned char *at = (const unsigned char *)text.at;
	*c = at[0];
	if (at[0] < 0x80)
		return 1;
	size_t form = 0, length = 1;
	while (form < LENGTH(forms) && (at[0] < forms[form].first || at[0] > forms[form].last))
		form++;
	if (form == LENGTH(forms)) {
		*c = 0xfffd;
		return 1;
	}
	unsigned char low = forms[form].low, high = forms[form].high;
	for (*c &= 0x7fU >> forms[form].length; length < forms[form].length; length++) {
		if (length == text.length || at[length] < low || at[length] > high) {
			*c = 0xfffd;
			break;
		}
		*c = *c << 6 | (at[length] & 0x3fU);
		low = 0x80;
		high = 0xbf;
	}
	return length;
}

enum { SEQUENCE_LONGEST = 32 }; /* bytes of a control sequence */

/* `text` begins with an escape. Returns the bytes of the control sequence there, or 0 if it is none; *whole: it has its
 * last byte. */
static size_t sequence_bytes(struct span text, bool *whole)
{
	size_t n = 2;
	*whole = false;
	if (text.length < n)
		return text.length;
	if (text.at[1] != '[' && text.at[1] != '(')
		return 0;
	char first = text.at[1] == '[' ? '@' : '0'; /* of the bytes that end it */
	while (first == '@' && n < text.length && n < SEQUENCE_LONGEST && text.at[n] >= ' ' && text.at[n] < first)
		n++;
	if (n == text.length)
		return n;
	*whole = text.at[n] >= first && text.at[n] <= '~';
	return *whole ? n + 1 : 0;
}

size_t text_uncolour(char *bytes, size_t length)
{
	const char *escape = length > 0 ? memchr(bytes, '\033', length) : NULL;
	size_t to = escape ? (size_t)(escape - bytes) : length;
	for (size_t i = to; i < length;) {
		bool whole = false;
		size_t n = bytes[i] == '\033' ? sequence_bytes((struct span){bytes + i, length - i}, &whole) : 0;
		if (whole)
			i += n;
		else if (bytes[i] == '\033') /* it must not begin a sequence with what is left behind it */
			i++;
		else
			bytes[to++] = bytes[i++];
	}
	return to;
}

size_t text_open_colour(struct span text)
{
	bool whole;
	for (size_t n = 1; n <= SEQUENCE_LONGEST && n <= text.length; n++)
		if (text.at[text.length - n] == '\033')
			return sequence_bytes(span_from(text, text.length - n), &whole) == n && !whole ? n : 0;
	return 0;
}

struct range {
	uint32_t first, last;
};

/* clang-format off */
/* Combining marks, joiners and selectors of the scripts that error messages are met in. */
static const struct range zero_width[] = {
	{0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x0610, 0x061a}, {0x064b, 0x065f}, {0x06d6, 0x06dc},
	{0x0941, 0x094d}, {0x0e31, 0x0e31}, {0x0e34, 0x0e3a}, {0x0e47, 0x0e4e}, {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff},
	{0x200b, 0x200d}, {0x2060, 0x2064}, {0x20d0, 0x20f0}, {0x302a, 0x302d}, {0x3099, 0x309a}, {0xfe00, 0xfe0f},
	{0xfe20, 0xfe2f}, {0xfeff, 0xfeff}, {0xe0100, 0xe01ef},
};

/* East Asian wide and full-width characters, and emoji: rather too wide than too narrow. */
static const struct range double_width[] = {
	{0x1100, 0x115f}, {0x231a, 0x231b}, {0x23e9, 0x23f3}, {0x2614, 0x2615}, {0x26a1, 0x26ab}, {0x26d4, 0x26d4},
	{0x2705, 0x2705}, {0x2728, 0x2757}, {0x2795, 0x2797}, {0x2b50, 0x2b50}, {0x2e80, 0x303e}, {0x3041, 0xa4cf},
	{0xa960, 0xa97f}, {0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfe10, 0xfe19}, {0xfe30, 0xfe6f}, {0xff01, 0xff60},
	{0xffe0, 0xffe6}, {0x16fe0, 0x1b2ff}, {0x1f18e, 0x1f64f}, {0x1f680, 0x1faff}, {0x20000, 0x3fffd},
};

/* What could act on a terminal, or change the order in which text is read. */
static const struct range unsafe[] = {
	{0x0000, 0x001f}, {0x007f, 0x009f},                   /* C0, DEL, C1 */
	{0x061c, 0x061c}, {0x200e, 0x200f}, {0x2028, 0x202e}, /* marks; line ends and embeddings */
	{0x2066, 0x2069}, {0xfff9, 0xfffb},                   /* isolates, annotations */
};
/* clang-format on */

static bool in_ranges(const struct range *ranges, size_t count, uint32_t c)
{
	size_t i = 0;
	while (i < count && c > ranges[i].last)
		i++;
	return i < count && c >= ranges[i].first;
}

static bool is_unsafe(uint32_t c)
{
	return (c < ' ' || c > '~') && in_ranges(unsafe, LENGTH(unsafe), c);
}

size_t text_width(uint32_t c)
{
	if (is_unsafe(c))
		return sizeof "\\u001b" - 1;
	if (c < 0x300)
		return 1;
	if (in_ranges(zero_width, LENGTH(zero_width), c))
		return 0;
	return in_ranges(double_width, LENGTH(double_width), c) ? 2 : 1;
}

size_t text_columns(struct span text)
{
	size_t columns = 0;
	while (text.length > 0) {
		uint32_t c;
		text = span_from(text, text_decode(text, &c));
		columns += text_width(c);
	}
	return columns;
}

void text_escape(FILE *out, struct span text, enum escape into)
{
	const char *written = text.at; /* all before it is */
	while (text.length > 0) {
		/* Constants, so that the compiler leaves out what they make needless. */
		text = span_from(text,
			into == ESCAPE_FIELD ? text_printable(text, '\\', '\\') : text_printable(text, '\0', '\0'));
		if (text.length == 0)
			break;
		uint32_t c;
		size_t length = text_decode(text, &c);
		if (c != '\\' && c != 0xfffd && !is_unsafe(c)) {
			text = span_from(text, length);
			continue;
		}
		(void)fwrite(written, 1, (size_t)(text.at - written), out);
		if (span_starts(text, SPAN(TEXT_NUL))) {
			(void)fputs("\\u0000", out);
			length = strlen(TEXT_NUL);
		} else if (c == 0xfffd)
			(void)fputs("\ufffd", out);
		else if (into == ESCAPE_FIELD && (c == '\t' || c == '\n' || c == '\\'))
			(void)fprintf(out, "\\%c", c == '\t' ? 't' : c == '\n' ? 'n' : '\\');
		else
			(void)fprintf(out, "\\u%04x", (unsigned)c);
		text = span_from(text, length);
		written = text.at;
	}
	if (text.at != written)
		(void)fwrite(written, 1, (size_t)(text.at - written), out);
}

void text_escape_short(FILE *out, struct span text)
{
	struct span shown = span_cut(text, 120);
	text_escape(out, shown, ESCAPE_TEXT);
	if (shown.length < text.length)
		(void)fputs("...", out);
}

void text_begin_complaint(FILE *err, struct span about)
{
	(void)fputs("msc-err: ", err);
	text_escape_short(err, about);
	(void)fputs(": ", err);
}

void text_complain(FILE *err, struct span about, const char *what)
{
	text_begin_complaint(err, about);
	(void)fprintf(err, "%s\n", what);
}
