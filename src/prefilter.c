#include "prefilter.h"

#include "fields.h"

#include <string.h>

/* A line without any of these words, in any case, reports no failure and adds nothing to one. The first DATA_WORDS
 * matter everywhere, the others not in a line that is one JSON object. A word is searched for by three bytes of it, the
 * first of them at `rare`: the rarer they are in ordinary text, the faster. The shorter words come first, and every
 * 16th behind one of those is rare itself. */
static const struct word {
	struct span word;
	unsigned char rare;
} words[] = {
	/* ESC may begin a color inside a word; an escape may stand for a letter of one. */
	{{"\033", 1}, 0}, {{"\\x", 2}, 0}, {{"\\u00", 4}, 1}, {{"<4", 2}, 0}, {{"<5", 2}, 0}, {{"code", 4}, 0},
	{{"error", 5}, 2}, {{"fail", 4}, 0}, {{"excep", 5}, 1}, {{"status", 6}, 3},
	/* Status lines, labels, Chinese words for an error and a status, reason phrases. */
	{{"http/", 5}, 2}, {{"http 4", 6}, 3}, {{"http 5", 6}, 3}, {{": 4", 3}, 0}, {{": 5", 3}, 0}, {{"resp", 4}, 1},
	{{"错", 3}, 0}, {{"失", 3}, 0}, {{"异", 3}, 0}, {{"报", 3}, 0}, {{"状", 3}, 0}, {{"body", 4}, 0},
	{{"titl", 4}, 1}, {{"request_id", 10}, 6}, {{"request-id", 10}, 6}, {{"requestid", 9}, 6}, {{"bad ", 4}, 1},
	{{"too ", 4}, 1}, {{"unauth", 6}, 1}, {{"forb", 4}, 1}, {{" found", 6}, 3}, {{"unavail", 7}, 1}, {{"返", 3}, 0},
	{{"<--", 3}, 0}, {{" entity", 7}, 3}, {{"api returned", 12}, 4}};

enum {
	DATA_WORDS = 10,
	WORDS = LENGTH(words),
	SHARED = 16, /* words of which only every 16th has the same bits */
	BLOCK = 64,  /* bytes looked at at once */
	LONG = 512,  /* a line in which it pays to find the content first, if it begins within AHEAD */
	AHEAD = 256,
	WORTH = 32768, /* bytes of text for which it pays to make the first index */
};

/* How the words are found, all at once, in two loads for two bytes. A window is four bytes. Each word has two of them:
 * its rare bytes with the byte before, and with the byte behind. One of the two begins at an even place, so that
 * windows at every second place are enough. An index has the windows that a pair of bytes can begin, and those that it
 * can end, as sets: 1 << k % SHARED for the first window of word k, and the same << SHARED for the other. */
static struct index {
	size_t count; /* of words; 0: to be made */
	uint32_t begins[1 << 16], ends[1 << 16];
} text_index, data_index;

/* Lists the bytes that can be at `i` in a word: any, if that is outside of it. Returns how many there are. */
static size_t bytes_at(struct span word, int i, unsigned char bytes[256])
{
	size_t count = 0;
	for (unsigned c = 0; c < 256; c++)
		if (i < 0 || (size_t)i >= word.length || text_lower((char)c) == word.at[i])
			bytes[count++] = (unsigned char)c;
	return count;
}

static void enter_pairs(uint32_t *set, uint32_t bit, struct span word, int i)
{
	unsigned char a[256], b[256];
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
			uint32_t bit = (uint32_t)1 << (k % SHARED + (window == 0 ? 0 : SHARED));
			enter_pairs(index->begins, bit, words[k].word, words[k].rare - 1 + window);
			enter_pairs(index->ends, bit, words[k].word, words[k].rare + 1 + window);
		}
}

/* The windows, perhaps, that are at `at`. */
static inline uint32_t windows_at(const struct index *index, const unsigned char *at)
{
	return index->begins[at[0] | at[1] << 8] & index->ends[at[2] | at[3] << 8];
}

/* A search for words in one line after the other. */
struct search {
	struct span text;
	const struct index *index;
	size_t looked; /* the windows before it hold none */
};

/* Whether one of the windows at `at` is in a word that begins at `from` or behind; *found is where. */
static bool has_word(const struct search *search, uint32_t windows, size_t at, size_t from, size_t *found)
{
	for (; windows; windows &= windows - 1) {
		size_t bit = (size_t)__builtin_ctz(windows);
		for (size_t k = bit % SHARED; k < search->index->count; k += SHARED) {
			*found = at - words[k].rare + (bit < SHARED);
			if (*found >= from && span_starts_nocase(span_from(search->text, *found), words[k].word))
				return true;
		}
	}
	return false;
}

/* Returns where a word begins, from `from` on and before `end`; or `end`. */
static size_t next_word(struct search *search, size_t from, size_t end)
{
	const struct index *index = search->index;
	for (search->looked = search->looked < from ? from : search->looked; search->looked < end;
		search->looked += BLOCK) {
		const unsigned char *at = (const unsigned char *)search->text.at + search->looked;
		unsigned char last[BLOCK + 2];
		if (search->text.length - search->looked < sizeof last) {
			memset(last, 0, sizeof last);
			at = memcpy(last, at, search->text.length - search->looked);
		}
		uint32_t any = 0;
		for (size_t k = 0; k < BLOCK; k += 8)
			any |= windows_at(index, at + k) | windows_at(index, at + k + 2) |
			       windows_at(index, at + k + 4) | windows_at(index, at + k + 6);
		size_t found;
		for (size_t k = 0; any && k < BLOCK; k += 2)
			if (has_word(search, windows_at(index, at + k), search->looked + k, from, &found) &&
				found < end)
				return found;
		if (any && search->looked + BLOCK > end) /* what was found may be in the next line */
			break;
	}
	return end;
}

/* Whether the word at line.at[i] is in the name of a field whose value reports no failure: `"code":""`, `"error":null`,
 * `status=200`, `:HTTP_STATUS/200`; in an access log's `HTTP/1.1"`; or in `0 errors` and `0 failed`. */
static bool is_harmless(struct span line, size_t i, bool data)
{
	enum { LONGEST = 32 };
	if (i > 2 && memcmp(line.at + i - 3, " 0 ", 3) == 0 && memchr("eEfF", line.at[i], 4))
		return true;
	bool status = memchr("cCsS", line.at[i], 4); /* code, status: what failed may have a 200 as well */
	struct span rest = span_from(line, i);
	size_t n = 0;
	while (n < rest.length && n < LONGEST && (text_is_alnum(rest.at[n]) || rest.at[n] == '_'))
		n++;
	rest = span_from(rest, n);
	if (!data && span_starts(rest, SPAN("/")) && rest.length > 4 && rest.at[4] == '"')
		return true;
	if (data && !span_starts(rest, SPAN("\":")))
		return false;
	rest = span_from(rest, data ? 1 : 0);
	if (rest.length < 2 || !memchr(":=/", rest.at[0], 3))
		return false;
	rest = span_from(rest, rest.at[1] == ' ' ? 2 : 1);
	bool quoted = span_starts(rest, SPAN("\""));
	rest = span_from(rest, quoted);
	for (n = 0; n < rest.length && n < LONGEST && text_is_alnum(rest.at[n]);)
		n++;
	struct span value = {rest.at, n}, behind = span_from(rest, n);
	if (quoted ? !span_starts(behind, SPAN("\"")) : n == 0)
		return false;
	behind = span_from(behind, quoted);
	bool over = behind.length == 0 ? !data : memchr(data ? ",}]" : " ,\r", behind.at[0], 3) != NULL;
	return over && fields_is_success(value) && (status || n == 0 || !memchr("2oOsS", value.at[0], 5));
}

/* The place of the quote that closes the string opened at line.at[i]; or the line's end. */
static size_t string_end(struct span line, size_t i)
{
	for (const char *quote; (quote = memchr(line.at + i + 1, '"', line.length - i - 1));) {
		size_t backslashes = 0;
		i = (size_t)(quote - line.at);
		while (line.at[i - 1 - backslashes] == '\\')
			backslashes++;
		if (backslashes % 2 == 0)
			return i;
	}
	return line.length;
}

/* How far a line of JSON was read. */
struct walk {
	size_t at;    /* outside of strings */
	bool content; /* in the value of a field for content, not for failures */
};

/* Reads on past the string that line.at[i] is in. Returns whether that is content, which is not read for failures. */
static bool walk_content(struct walk *walk, struct span line, size_t i)
{
	while (walk->at <= i) {
		size_t start = walk->at++;
		if (line.at[start] == '"') {
			walk->at = string_end(line, start) + 1;
			bool key = span_starts(span_from(line, walk->at), SPAN(":"));
			if (walk->at > i)
				return !key && walk->content && walk->at < line.length;
			if (key)
				walk->content = fields_key((struct span){line.at + start + 1, walk->at - start - 2}) ==
						KEY_CONTENT;
		} else if (!text_is_alnum(line.at[start]) && !memchr("{}[],: .+-", line.at[start], 10)) {
			return false; /* no JSON */
		}
	}
	return false;
}

/* Whether a word from `from` on and before `to` can report a failure. */
static bool matters(struct search *search, struct span line, bool data, size_t from, size_t to)
{
	struct walk walk = {0};
	size_t start = (size_t)(line.at - search->text.at);
	while ((from = next_word(search, start + from, start + to) - start) < to)
		if (is_harmless(line, from, data))
			from++;
		else if (data && walk_content(&walk, line, from))
			from = walk.at;
		else
			return true;
	return false;
}

/* Whether a line can be a part of a failure; it is not blank. */
static bool must_read(struct search *search, struct span line)
{
	if (span_starts(line, SPAN("data:")))
		line = span_trim(span_from(line, strlen("data:")));
	if (line.length == 0)
		return false;
	char last = line.at[line.length - 1];
	bool data = line.at[0] == '{' && last == '}';
	if (memchr("{[(,:", last, 5) || memchr("'\"", line.at[0], 2) ||
		(last != '}' && memchr(line.at, '{', line.length))) /* more of it may be below */
		return true;
	struct index *index = data ? &data_index : &text_index;
	if (index->count == 0)
		make_index(index, data ? DATA_WORDS : WORDS);
	if (search->index != index)
		search->looked = 0;
	search->index = index;
	static const struct span content = {"\"content\":\"", 11};
	if (data && line.length > LONG)
		for (const char *at = line.at; (at = memchr(at, '"', (size_t)(line.at + AHEAD - at))); at++)
			if (memcmp(at, content.at, content.length) == 0) {
				size_t string = (size_t)(at - line.at) + content.length - 1;
				return matters(search, line, data, 0, string) ||
				       matters(search, line, data, string_end(line, string), line.length);
			}
	return matters(search, line, data, 0, line.length);
}

size_t prefilter_pass(struct span text, uint64_t *lines, uint64_t *records)
{
	struct search search = {.text = text};
	size_t at = 0;
	*lines = *records = 0;
	if (text.length < WORTH && text_index.count + data_index.count == 0)
		return 0;
	for (const char *end; at < text.length && (end = memchr(text.at + at, '\n', text.length - at));) {
		struct span line = span_trim((struct span){text.at + at, (size_t)(end - text.at) - at});
		if (line.length > 0 && must_read(&search, line))
			break;
		++*lines;
		*records += line.length > 0;
		at = (size_t)(end - text.at) + 1;
	}
	return at;
}
