#include "prefilter.h"

#include "fields.h"
#include "lex.h"

#include <assert.h>
#include <string.h>

/* A line without any of these words, in either case, reports no failure and adds nothing to one, unless a status begins
 * it. '#' is a 4 or 5, '?' any byte. The first DATA_WORDS matter everywhere, the others not in a line that is one JSON
 * object. A word is searched for by three bytes of it that are rare in ordinary text; `rare`: where they begin. */
static const struct word {
	struct span word;
	unsigned char rare;
} words[] = {
	/* ESC may begin a color inside a word; an escape may stand for a letter of one. */
	{{"\033[", 2}, 0}, {{"\\x", 2}, 0}, {{"\\u00", 4}, 1}, {{"<#", 2}, 0}, {{"code", 4}, 0}, {{"error", 5}, 2},
	{{"fail", 4}, 0}, {{"excep", 5}, 1}, {{"status", 6}, 3},
	/* Status lines, labels, Chinese words for an error and a status, reason phrases. */
	{{"http/??? ", 9}, 2}, {{"http/2 ", 7}, 2}, {{"http #", 6}, 3}, {{": #", 3}, 0}, {{"returned #", 10}, 7},
	{{"resp", 4}, 1}, {{"错", 3}, 0}, {{"失", 3}, 0}, {{"异", 3}, 0}, {{"状", 3}, 0}, {{"返", 3}, 0},
	{{"body", 4}, 0}, {{"titl", 4}, 1}, {{"request?id", 10}, 6}, {{"requestid", 9}, 6}, {{"bad ", 4}, 1},
	{{"too ", 4}, 1}, {{"unauth", 6}, 1}, {{"forb", 4}, 1}, {{" found", 6}, 3}, {{"unavail", 7}, 1},
	{{"<--", 3}, 0}, {{" entity", 7}, 3}};

enum {
	DATA_WORDS = 9,
	BLOCK = 64,   /* bytes looked at at once */
	LONG = 512,   /* a line in which it pays to find the content first */
	WORTH = 8192, /* bytes of text for which it pays to make the first index */
	FOLD = 0x5f,  /* bits of a byte that are looked at: a letter and its capital are the same */
};

/* All words are searched for at once. A window is four bytes of the text; every second one is looked at. Each word has
 * two: its three bytes with the byte before them, and with the byte behind. One of the two is looked at wherever it
 * stands. In a set of windows, bit k is the first of word k, bit 32 + k the second. An index has, for each pair of
 * bytes, the windows that begin with it and those that end with it. */
static struct index {
	size_t count; /* of words; 0: to be made */
	uint64_t begins[(FOLD | FOLD << 8) + 1], ends[(FOLD | FOLD << 8) + 1];
} text_index, data_index;
static_assert(LENGTH(words) <= 32, "a set has a bit for each window");

/* Whether `text` begins with a word. */
static bool starts(struct span text, struct span word)
{
	size_t n = 0;
	for (; n < word.length && n < text.length; n++) {
		char c = text_lower(text.at[n]), w = word.at[n];
		if (c != w && w != '?' && !(w == '#' && (c == '4' || c == '5')))
			return false;
	}
	return n == word.length;
}

/* Lists the bytes, folded, that can be at `i` in a word: any, if that is outside of it. Returns how many there are. */
static size_t bytes_at(struct span word, int i, unsigned char bytes[FOLD + 1])
{
	char byte = i < 0 || (size_t)i >= word.length ? '?' : word.at[i];
	char low = byte == '#' ? '4' : byte, high = byte == '#' ? '5' : byte;
	size_t count = 0;
	for (unsigned c = 0; c <= FOLD; c++)
		if (byte == '?' ? (c & FOLD) == c : c == (low & FOLD) || c == (high & FOLD))
			bytes[count++] = (unsigned char)c;
	return count;
}

static void enter_pairs(uint64_t *set, uint64_t bit, struct span word, int i)
{
	unsigned char a[FOLD + 1], b[FOLD + 1];
	size_t a_count = bytes_at(word, i, a), b_count = bytes_at(word, i + 1, b);
	for (size_t m = 0; m < b_count; m++)
		for (size_t k = 0; k < a_count; k++)
			set[a[k] | b[m] << 8] |= bit;
}

static void make_index(struct index *index, size_t count)
{
	index->count = count;
	for (size_t k = 0; k < count; k++)
		for (int window = 0; window < 2; window++) {
			uint64_t bit = (uint64_t)1 << (k + (window == 0 ? 0 : 32));
			enter_pairs(index->begins, bit, words[k].word, words[k].rare - 1 + window);
			enter_pairs(index->ends, bit, words[k].word, words[k].rare + 1 + window);
		}
}

/* The windows that may be at `at`. */
static inline uint64_t windows_at(const struct index *index, const unsigned char *at)
{
	const int mask = FOLD | FOLD << 8;
	return index->begins[(at[0] | at[1] << 8) & mask] & index->ends[(at[2] | at[3] << 8) & mask];
}

/* A search for words in one line after the other. */
struct search {
	struct span text;
	struct index *index;
	size_t looked; /* the windows before it hold none */
};

/* Returns where the word begins that one of the windows at `at` is in, if that is not before `from`; or SIZE_MAX. */
static size_t word_at(struct span text, uint64_t windows, size_t at, size_t from)
{
	for (; windows; windows &= windows - 1) {
		size_t bit = (size_t)__builtin_ctzll(windows);
		size_t start = at - words[bit % 32].rare + (bit < 32);
		if (start >= from && starts(span_from(text, start), words[bit % 32].word))
			return start;
	}
	return SIZE_MAX;
}

/* Returns where a word begins, from `from` on and before `end`; or `end`. */
static size_t next_word(struct search *search, size_t from, size_t end)
{
	for (search->looked = search->looked < from ? from : search->looked; search->looked < end;
		search->looked += BLOCK) {
		const unsigned char *at = (const unsigned char *)search->text.at + search->looked;
		unsigned char last[BLOCK + 2];
		if (search->text.length - search->looked < sizeof last) {
			memset(last, 0, sizeof last);
			at = memcpy(last, at, search->text.length - search->looked);
		}
		uint64_t any = 0;
		for (size_t k = 0; k < BLOCK; k += 8)
			any |= windows_at(search->index, at + k) | windows_at(search->index, at + k + 2) |
			       windows_at(search->index, at + k + 4) | windows_at(search->index, at + k + 6);
		for (size_t k = 0; any && k < BLOCK; k += 2) {
			size_t start =
				word_at(search->text, windows_at(search->index, at + k), search->looked + k, from);
			if (start < end)
				return start;
		}
		if (any && search->looked + BLOCK > end) /* what was found may be in the next line */
			break;
	}
	return end;
}

/* The bytes of a word that begins at line.at[i], and of the value behind it, if they report no failure: a field such as
 * `"code":""`, `"error":null`, `status=200`, `:HTTP_STATUS/200`; `0 errors`. Else 0. */
static size_t harmless_bytes(struct span line, size_t i, bool data)
{
	struct span word = span_from(line, i), rest = span_from(word, lex_name(word, false));
	if (i > 2 && memcmp(word.at - 3, " 0 ", 3) == 0 && memchr("eEfF", word.at[0], 4))
		return (size_t)(rest.at - word.at);
	if (data ? !span_starts(rest, SPAN("\":")) : rest.length < 2 || !memchr(":=/", rest.at[0], 3))
		return 0;
	rest = span_from(rest, data ? 2 : 1);
	rest = span_from(rest, span_starts(rest, SPAN(" ")));
	bool quoted = span_starts(rest, SPAN("\""));
	struct span value = span_from(rest, quoted);
	value.length = lex_name(value, false);
	struct span behind = span_from(rest, value.length + quoted);
	if (quoted ? !span_starts(behind, SPAN("\"")) : value.length == 0)
		return 0;
	if (value.length > 0 && memchr("2oOsS", value.at[0], 5) && !memchr("cCsS", word.at[0], 4))
		return 0; /* what failed may have a 200 as well */
	behind = span_from(behind, quoted);
	bool over = behind.length == 0 || memchr(data ? ",}]" : " ,\r", behind.at[0], 3);
	return over && fields_is_success(value) ? line.length - i - behind.length : 0;
}

/* The place of the quote that closes the string opened at line.at[i]; or the line's end. */
static size_t string_end(struct span line, size_t i)
{
	for (const char *quote; i < line.length && (quote = memchr(line.at + i + 1, '"', line.length - i - 1));) {
		size_t backslashes = 0;
		i = (size_t)(quote - line.at);
		while (line.at[i - 1 - backslashes] == '\\')
			backslashes++;
		if (backslashes % 2 == 0)
			return i;
	}
	return line.length;
}

/* The place of the first string of content, which is not read for failures, from line.at[from] on; or the line's end.
 * Names that do not end in t are rare. */
static size_t next_content(struct span line, size_t from)
{
	struct span rest = span_from(line, from);
	for (const char *end; (end = span_find_nocase(rest, SPAN("t\":"))); rest.at = end + 3) {
		const char *name = end, *value = end + 3 + (end[3] == ' ');
		while (name > rest.at && name[-1] != '"')
			name--;
		if (*value == '"' && fields_key((struct span){name, (size_t)(end - name) + 1}) == KEY_CONTENT)
			return (size_t)(value - line.at);
		rest.length = (size_t)(line.at + line.length - end) - 3;
	}
	return line.length;
}

/* Whether a word from `from` on and before `to` can report a failure. */
static bool matters(struct search *search, struct span line, bool data, size_t from, size_t to)
{
	size_t start = (size_t)(line.at - search->text.at);
	while ((from = next_word(search, start + from, start + to) - start) < to) {
		size_t n = harmless_bytes(line, from, data);
		if (n == 0)
			return true;
		from += n;
	}
	return false;
}

/* Whether a line can be a part of a failure; it is not blank. `searches`: in text, and in JSON. */
static bool must_read(struct search searches[2], struct span line)
{
	if (line.at[0] == 'd' && span_starts(line, SPAN("data:")))
		line = span_trim(span_from(line, strlen("data:")));
	if (line.length == 0)
		return false;
	char first = line.at[0], last = line.at[line.length - 1];
	bool data = first == '{' && last == '}';
	if (last == '{' || last == '[' || last == '(' || last == ',' || last == ':' || first == '"' || first == '\'' ||
		(last != '}' && memchr(line.at, '{', line.length)) ||             /* more of it may be below */
		(line.length > 4 && line.at[3] == ' ' && memchr("45", first, 2))) /* a status, perhaps */
		return true;
	struct search *search = &searches[data];
	if (search->index->count == 0)
		make_index(search->index, data ? DATA_WORDS : LENGTH(words));
	for (size_t from = 0, content; from < line.length; from = string_end(line, content)) {
		bool brief = !data || line.length - from <= LONG; /* has content searched for only if it has a word */
		if (brief && !matters(search, line, data, from, line.length))
			return false;
		content = data ? next_content(line, from) : line.length;
		if (matters(search, line, data, from, content))
			return true;
	}
	return false;
}

size_t prefilter_pass(struct span text, uint64_t *lines, uint64_t *records)
{
	struct search searches[2] = {{.text = text, .index = &text_index}, {.text = text, .index = &data_index}};
	size_t at = *lines = *records = 0;
	if (text.length < WORTH && text_index.count + data_index.count == 0)
		return 0;
	for (const char *end; at < text.length && (end = memchr(text.at + at, '\n', text.length - at));) {
		struct span line = span_trim((struct span){text.at + at, (size_t)(end - text.at) - at});
		if (line.length > 0 && must_read(searches, line))
			break;
		++*lines;
		*records += line.length > 0;
		at = (size_t)(end - text.at) + 1;
	}
	return at;
}
