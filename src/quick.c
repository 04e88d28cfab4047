#include "quick.h"

#include "keys.h"

#include <string.h>
#ifdef __x86_64__
#include <cpuid.h>
#include <immintrin.h>
#endif

/* A line that stands by itself tells of no failure without one of these words in it (keys.c, scan.c): code, error,
 * fail, exception, status, <400>, or a byte of them hidden as \u0063 or \x63; in text, Chinese ones too. Letters
 * count in both cases. `before` is how many bytes of a word stand before the rare ones that mark_rare finds. */
static const struct trigger {
	char first;
	unsigned char before;
	struct span word;
} triggers[] = {
	{'c', 0, {"code", 4}},
	{'r', 1, {"error", 5}},
	{'f', 0, {"fail", 4}},
	{'x', 1, {"except", 6}},
	{'a', 2, {"status", 6}},
	{'<', 0, {"<4", 2}},
	{'<', 0, {"<5", 2}},
	{'u', 0, {"u00", 3}},
	{'x', 1, {"\\x3c", 4}},
	{'x', 1, {"\\x4", 3}},
	{'x', 1, {"\\x5", 3}},
	{'x', 1, {"\\x6", 3}},
	{'x', 1, {"\\x7", 3}},
};

/* Whether text.at[i] is the first of a trigger's rare bytes. */
static bool is_trigger(struct span text, size_t i)
{
	char first = text_lower(text.at[i]);
	for (const struct trigger *t = triggers; t < triggers + sizeof triggers / sizeof *triggers; t++)
		if (first == t->first && i >= t->before && span_starts_nocase(span_from(text, i - t->before), t->word))
			return true;
	return false;
}

enum { NAME_LONGEST = 64 }; /* bytes of a name before and behind a trigger: there may be many in one */

static bool is_name_byte(char c)
{
	return text_is_alnum(c) || c == '_';
}

/* Where the name that text.at[i] is in ends. */
static size_t name_end(struct span text, size_t i)
{
	for (size_t most = i + NAME_LONGEST; i < most && i < text.length && is_name_byte(text.at[i]);)
		i++;
	return i;
}

/* Whether the trigger at line.at[i] is in the name of a field that says that nothing failed: "code":"", "error":null,
 * "status_code":200. The line is data. */
static bool is_empty_field(struct span line, size_t i)
{
	size_t start = i, most = i > NAME_LONGEST ? i - NAME_LONGEST : 0;
	while (start > most && is_name_byte(line.at[start - 1]))
		start--;
	i = name_end(line, i);
	if (start < 1 || line.at[start - 1] != '"' || (start > 1 && line.at[start - 2] == '\\') ||
		i + 2 > line.length || line.at[i] != '"' || line.at[i + 1] != ':')
		return false;
	struct span name = {line.at + start, i - start};
	for (i += 2; i < line.length && line.at[i] == ' ';)
		i++;
	size_t opening = i < line.length && line.at[i] == '"', end = i + opening;
	while (end < line.length && text_is_alnum(line.at[end]))
		end++;
	struct span value = {line.at + i + opening, end - i - opening};
	if (opening > 0 && (end >= line.length || line.at[end++] != '"'))
		return false;
	if (opening > 0 && value.length > 0 && key_of(name) == KEY_MESSAGE) /* whatever it says */
		return false;
	if (span_starts(span_from(line, i), SPAN("[]")))
		end = i + strlen("[]");
	return end > i && end < line.length && memchr(",}]", line.at[end], 3) && key_is_success(value);
}

bool quick_tells(struct span data, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (is_trigger(data, i) && !is_empty_field(data, i))
			return true;
	return false;
}

/* The place of the quote that closes the string opened at line.at[i], or the line's end. */
static size_t string_end(struct span line, size_t i)
{
	for (const char *quote; (quote = memchr(line.at + i + 1, '"', line.length - i - 1));) {
		size_t end = (size_t)(quote - line.at), backslashes = 0;
		while (line.at[end - 1 - backslashes] == '\\')
			backslashes++;
		if (backslashes % 2 == 0)
			return end;
		i = end;
	}
	return line.length;
}

/* Whether data.at[i] stands in a string that is not read, whatever it says: the value of a field that tells of no
 * error. *end is where the string ends. False too where what stands before is not strictly JSON. */
static bool is_unread(struct span data, size_t i, size_t *end)
{
	enum { DEEPEST = 60 };
	uint64_t arrays = 0; /* a bit for each bracket open, 1: '[' */
	unsigned depth = 0;
	struct span name = {0};
	char before = ':'; /* the last byte that is no blank; '"' for a string, 'a' for another value */
	for (size_t at = 0; at < i; at++) {
		char c = data.at[at];
		bool value = before == ':' || (arrays & 1 && (before == '[' || before == ','));
		if (c == '"') {
			bool key = !(arrays & 1) && (before == '{' || before == ',');
			*end = string_end(data, at);
			if (depth == 0 || *end + 1 >= data.length || (key ? data.at[*end + 1] != ':' : !value))
				return false;
			if (*end >= i) {
				/* What is not plain in a name is read as an escape, whose letters count. */
				bool named = before == ':' && name.length > 0 && text_plain(name) == name.length;
				enum key field = named ? key_of(name) : KEY_CODE;
				return field == KEY_CONTENT ||
				       (field == KEY_OTHER && !literal_is_data(span_from(data, at + 1)));
			}
			name = key ? (struct span){data.at + at + 1, *end - at - 1} : (struct span){0};
			at = key ? *end + 1 : *end;
			before = key ? ':' : '"';
		} else if (c == '{' || c == '[') {
			if (!value || ++depth > DEEPEST)
				return false;
			arrays = arrays << 1 | (c == '[');
			before = c;
		} else if (c == '}' || c == ']') {
			if (depth-- <= 1)
				return false;
			arrays >>= 1;
			before = 'a';
		} else if (c == ',') {
			before = c;
		} else if (text_is_alnum(c) || c == '.' || c == '-' || c == '+') {
			if (!value && before != 'a')
				return false;
			before = 'a';
		} else if (c != ' ') {
			return false;
		}
	}
	return false;
}

/* Whether the trigger at line.at[i] is told to be a success: status=200, "code: 200". */
static bool is_success(struct span line, size_t i)
{
	char first = text_lower(line.at[i]);
	if (first != 'c' && first != 'a') /* what failed may tell of a 200 as well */
		return false;
	i = name_end(line, i);
	if (i < line.length && (line.at[i] == '=' || line.at[i] == ':'))
		i++;
	if (i < line.length && line.at[i] == ' ')
		i++;
	return i + 3 < line.length && span_starts(span_from(line, i), SPAN("200")) &&
	       (line.at[i + 3] == ' ' || line.at[i + 3] == ',');
}

enum {
	TRIGGERS_MOST = 64, /* of one line that are looked at: each look begins with the line */
	BLOCK = 64,         /* bytes looked at together */
	BEYOND = BLOCK + 2, /* bytes from the first of a block that are read */
};

/* Vectors of bytes, as gcc and clang have them for every machine: a comparison gives all ones where it holds. */
typedef unsigned char bytes16 __attribute__((vector_size(16)));

static bytes16 load(const char *at)
{
	bytes16 bytes;
	memcpy(&bytes, at, sizeof bytes);
	return bytes;
}

static bytes16 where(bytes16 bytes, unsigned char is)
{
	return (bytes16)(bytes == is);
}

/* Marks in `marks` which of the BLOCK bytes from `at` begin what few texts but triggers have: cod, rr, fa, xc, atu, <4,
 * u0, x3, x4. Two more bytes are read. Gives whether any does. */
static bool mark_rare(const char *at, char marks[BLOCK])
{
	bytes16 any = {0}, none = {0};
	for (size_t i = 0; i < BLOCK; i += sizeof any) {
		bytes16 a = load(at + i), b = load(at + i + 1), la = a | 0x20, lb = b | 0x20,
			lc = load(at + i + 2) | 0x20;
		bytes16 hit = (where(la, 'c') & where(lb, 'o') & where(lc, 'd')) | (where(la, 'r') & where(lb, 'r')) |
			      (where(la, 'f') & where(lb, 'a')) | (where(la, 'x') & where(lb, 'c')) |
			      (where(la, 'a') & where(lb, 't') & where(lc, 'u')) |
			      (where(a, '<') & where(b & 0xfe, '4')) | (where(a, 'u') & where(b, '0')) |
			      (where(a, 'x') & (where(b & 0xfc, '4') | where(b, '3')));
		memcpy(marks + i, &hit, sizeof hit);
		any |= hit;
	}
	return memcmp(&any, &none, sizeof any) != 0;
}

#ifdef __x86_64__
typedef unsigned char bytes32 __attribute__((vector_size(32)));

/* Whether the processor has AVX2 and the system keeps its registers. Asked when it is first wanted:
 * __builtin_cpu_supports would ask at every start of the program, which takes long on a virtual machine. */
static bool has_avx2(void)
{
	enum { SSE_AND_AVX = 6 };
	static enum { UNKNOWN, NO, YES } known;
	if (known == UNKNOWN) {
		unsigned a, b, c, d, kept = 0, high;
		if (__get_cpuid(1, &a, &b, &c, &d) && c & bit_OSXSAVE)
			__asm__("xgetbv" : "=a"(kept), "=d"(high) : "c"(0));
		known = (kept & SSE_AND_AVX) == SSE_AND_AVX && __get_cpuid_count(7, 0, &a, &b, &c, &d) && b & bit_AVX2
				? YES
				: NO;
	}
	return known == YES;
}

/* For each of 32 bytes, the words that a row has for its low four bits as well as for its high four; upper case counts
 * as lower. A byte that is not ASCII has none. */
__attribute__((target("avx2"))) static inline bytes32 words_with(const char *at, const unsigned char rows[2][16])
{
	__m256i low = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)rows[0])),
		high = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)rows[1]));
	bytes32 bytes;
	memcpy(&bytes, at, sizeof bytes);
	return (bytes32)_mm256_shuffle_epi8(low, (__m256i)bytes) &
	       (bytes32)_mm256_shuffle_epi8(high, (__m256i)(bytes >> 4 | 2));
}

/* Where the next block is, from `i` on and before `end`, in which mark_rare can mark what a trigger has; else as
 * next_trigger. Most have none, and this tells so in a third of the time. */
__attribute__((target("avx2"))) static size_t next_block(struct span text, size_t i, size_t end)
{
	/* What begins where mark_rare marks: cod, rro, fai, xce, atu, <4, u00, x3 and x4. */
	enum { COD = 1, RRO = 2, FAI = 4, XCE = 8, ATU = 16, TAG = 32, U00 = 64, X4 = 128, TWO_BYTES = TAG | X4 };
	static const unsigned char first[2][16] = {
		{[1] = ATU, [2] = RRO, [3] = COD, [5] = U00, [6] = FAI, [8] = XCE | X4, [12] = TAG},
		{[3] = TAG, [6] = COD | FAI | ATU, [7] = RRO | XCE | U00 | X4}};
	static const unsigned char second[2][16] = {
		{U00, FAI, RRO, XCE | X4, ATU | TAG | X4, TAG | X4, X4, X4, [15] = COD},
		{[3] = TAG | U00 | X4, [6] = COD | FAI | XCE, [7] = RRO | ATU}};
	static const unsigned char third[2][16] = {{[0] = U00, [4] = COD, [5] = XCE | ATU, [9] = FAI, [15] = RRO},
		{[3] = U00, [6] = COD | RRO | FAI | XCE, [7] = ATU}};
	for (; i < end && i + BEYOND <= text.length; i += BLOCK) {
		bytes32 any = {0};
		for (const char *at = text.at + i; at < text.at + i + BLOCK; at += sizeof any)
			any |= words_with(at, first) & words_with(at + 1, second) &
			       (words_with(at + 2, third) | TWO_BYTES);
		if (!_mm256_testz_si256((__m256i)any, (__m256i)any))
			break;
	}
	return i;
}
#endif

/* Where the next trigger is, from `i` on and before `end`, by its rare bytes; else where the search ended, not before
 * `end` but where `text` is over. */
static size_t next_trigger(struct span text, size_t i, size_t end)
{
	static const char none[8];
	char marks[BLOCK];
	for (;; i += BLOCK) {
#ifdef __x86_64__
		if (has_avx2())
			i = next_block(text, i, end);
#endif
		if (i >= end || i + BEYOND > text.length)
			return i;
		if (!mark_rare(text.at + i, marks))
			continue;
		for (size_t k = 0; k < BLOCK; k++)
			if (k % sizeof none == 0 && memcmp(marks + k, none, sizeof none) == 0)
				k += sizeof none - 1;
			else if (marks[k] && is_trigger(text, i + k))
				return i + k;
	}
}

/* Whether a line, and what follows it in its last block, is ASCII. */
static bool is_ascii(struct span line)
{
	bytes16 all = {0}, none = {0};
	for (size_t i = 0; i < line.length; i += sizeof all)
		all |= load(line.at + i) & 0x80;
	return memcmp(&all, &none, sizeof all) == 0;
}

/* Whether a text has one of the Chinese words: error, failure, exception, report, state, return. */
static bool has_chinese(struct span line)
{
	static const struct span words[] = {{"\xe9\x94\x99", 3}, {"\xe5\xa4\xb1", 3}, {"\xe5\xbc\x82", 3},
		{"\xe6\x8a\xa5", 3}, {"\xe7\x8a\xb6", 3}, {"\xe8\xbf\x94", 3}};
	if (is_ascii(line))
		return false;
	for (size_t i = 0; i < line.length; i++)
		for (size_t k = 0; k < sizeof words / sizeof *words; k++)
			if (line.at[i] == words[k].at[0] && span_starts(span_from(line, i), words[k]))
				return true;
	return false;
}

/* Whether a line can be more than its words say: a status line, or the first of several lines of fields. */
static bool begins_something(struct span line)
{
	static const struct span starts[] = {{"http", 4}, {"< http", 6}, {"<--", 3}, {"\"", 1}, {"'", 1}, {"req", 3},
		{"x", 1}, {"mes", 3}, {"msg", 3}, {"err", 3}, {"type", 4}, {"code", 4}, {"stat", 4}, {"resp", 4},
		{"task", 4}, {"\xe2\x80", 2}, {"\v", 1}, {"\f", 1}};
	line = span_from(line, literal_line_start(line));
	struct span name;
	if (line.length > 0 && line.at[0] == '[' && literal_is_key(line, &name)) /* PHP's */
		return true;
	char first = line.length > 0 ? text_lower(line.at[0]) : '\0';
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (first == starts[i].at[0] && span_starts_nocase(line, starts[i]))
			return true;
	return false;
}

size_t quick_pass(struct span text, uint64_t *lines, uint64_t *records)
{
	static const struct span success = {":HTTP_STATUS/2", sizeof ":HTTP_STATUS/2" - 1}, data_field = {"data:", 5};
	size_t at = 0, trigger = 0;
	*lines = *records = 0;
	for (;;) {
		struct span rest = span_from(text, at);
		const char *newline = rest.length > 0 ? memchr(rest.at, '\n', rest.length) : NULL;
		if (!newline || at + (size_t)(newline - rest.at) + BEYOND > text.length)
			return at;
		struct span line = {rest.at, (size_t)(newline - rest.at)}, body = line;
		if (memchr(line.at, '\033', line.length)) /* a colour may stand in a word */
			return at;
		bool passed = line.length == 0 || (line.at[0] == ':' && span_starts_nocase(line, success)),
		     data = false;
		if (!passed) {
			if (line.at[0] == 'd' && span_starts_nocase(line, data_field))
				body = span_from(line, data_field.length);
			body = span_trim(body);
			/* Data that ends with its line, or text without any, opens nothing that the next line could
			 * close. */
			data = body.length > 0 && body.at[0] == '{' && body.at[body.length - 1] == '}';
			/* The counts of a tally stand for failures of which it need not say more. */
			if (data ? literal_is_tally(body)
				 : begins_something(line) || memchr(line.at, '{', line.length) || has_chinese(line))
				return at;
		}
		size_t line_end = at + line.length, start = (size_t)(body.at - text.at), next;
		unsigned met = 0;
		for (trigger = next_trigger(text, trigger > at ? trigger : at, line_end); trigger < line_end;
			trigger = next_trigger(text, next, line_end)) {
			next = trigger + 1;
			if (passed || (data ? is_empty_field(line, trigger - at) : is_success(line, trigger - at)))
				continue;
			if (!data || ++met > TRIGGERS_MOST || !is_unread(body, trigger - start, &next))
				return at;
			next += start;
		}
		at += line.length + 1;
		++*lines;
		*records += span_trim(line).length > 0;
	}
}
