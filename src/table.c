#include "table.h"

#include "codes_table.h"

#include <string.h>

static struct span pool_text(struct codes_text text)
{
	return (struct span){codes_pool + text.at, text.length};
}

size_t table_count(void)
{
	return codes_row_count;
}

struct row table_row(size_t row)
{
	const struct codes_row *from = &codes_rows[row];

	return (struct row){
		.status = from->status,
		.code = pool_text(from->code),
		.message = pool_text(from->message),
		.description = pool_text(from->description),
		.retry = (enum retry)from->retry,
		.json = pool_text(from->json),
	};
}

struct row table_success(void)
{
#define SUCCESS "The status code 200 indicates that the request is successful."
	return (struct row){
		.status = 200,
		.description = SPAN(SUCCESS),
		.retry = RETRY_UNSAID,
		.json = SPAN("\"status\":200,\"code\":null,\"message\":null,\"description\":\"" SUCCESS
			     "\",\"retryable\":null"),
	};
#undef SUCCESS
}

/* Keys. */

static bool is_dropped(char c)
{
	return c == '_' || c == '-' || c == '.' || c == ' ';
}

struct span table_fold(struct span code, char bytes[TABLE_FOLDED])
{
	struct span folded = {bytes, 0};

	for (size_t i = 0; i < code.length && folded.length < TABLE_FOLDED; i++)
		if (!is_dropped(code.at[i]))
			bytes[folded.length++] = text_lower(code.at[i]);
	return folded;
}

bool table_same(struct span a, struct span b)
{
	char bytes_a[TABLE_FOLDED], bytes_b[TABLE_FOLDED];

	return span_equals(table_fold(a, bytes_a), table_fold(b, bytes_b));
}

/* The first key that is not before `folded`, or codes_key_count. */
static size_t lower_key(struct span folded)
{
	size_t low = 0, high = codes_key_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (span_compare(folded, pool_text(codes_keys[middle].folded)) > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t table_find(struct span code)
{
	char bytes[TABLE_FOLDED];
	struct span folded = table_fold(code, bytes);
	size_t key = lower_key(folded);

	if (key == codes_key_count || span_compare(folded, pool_text(codes_keys[key].folded)) != 0)
		return TABLE_NONE;
	return codes_keys[key].row;
}

size_t table_next(size_t row)
{
	size_t next = codes_rows[row].next;

	return next < codes_row_count ? next : TABLE_NONE;
}

size_t table_related(struct span code)
{
	size_t last = code.length;
	size_t row = TABLE_NONE;

	while (last > 0 && code.at[last - 1] != '.')
		last--;
	if (last == 0) /* not dotted */
		return TABLE_NONE;
	row = table_find(span_from(code, last));
	for (size_t end = last; row == TABLE_NONE && end > 0; end--)
		if (code.at[end - 1] == '.')
			row = table_find((struct span){code.at, end - 1});
	return row;
}

size_t table_family(size_t row, size_t after)
{
	struct span code = pool_text(codes_rows[row].code);
	size_t best = TABLE_NONE;

	char bytes[TABLE_FOLDED];
	struct span folded = table_fold(code, bytes);

	/* The family's keys stand together; its rows need not. */
	for (size_t key = lower_key(folded); key < codes_key_count; key++) {
		size_t member = codes_keys[key].row;
		struct span name = pool_text(codes_rows[member].code);

		if (!span_starts(pool_text(codes_keys[key].folded), folded))
			break;
		if (name.length > code.length && name.at[code.length] == '.' && span_starts_nocase(name, code) &&
			(after == TABLE_NONE || member > after) && member < best)
			best = member;
	}
	return best;
}

/* Messages, as words. */

enum {
	MESSAGE_WORDS = 512, /* of a message that came; the rest is not looked at */
	ROW_WORDS = 64,      /* of a message of the table */
	WORDS_PER_EDIT = 6,  /* a row of so many words may have one word more or less */
	WHOLE_BELOW = 4,     /* a row of fewer words must be the whole message */
	LEADING_LEAST = 3,   /* words that say which row of a code is meant, though the row goes on */
};

/* The words that say nothing, and the page's own mistakes. */
static const struct spelling {
	char written[12], meant[12];
} spellings[] = {
	{"a", ""},
	{"an", ""},
	{"the", ""},
	{"or", ""},
	{"plesase", "please"},
	{"occured", "occurred"},
	{"retrival", "retrieval"},
	{"preceeding", "preceding"},
};

/* A word of a row's message that stands for any words. */
static bool is_gap(struct span word)
{
	return word.length == 0;
}

static bool is_letter(char c)
{
	return text_is_alnum(c) || (unsigned char)c >= 0x80;
}

static bool is_ascii(char c)
{
	return (unsigned char)c < 0x80;
}

static bool is_help_link(struct span text)
{
	return span_starts_nocase(text, SPAN("http://")) || span_starts_nocase(text, SPAN("https://")) ||
	       span_starts_nocase(text, SPAN("for details, see"));
}

/* Splits a message up to its help link into `words`, and gives how many. Of a row, xxx and (s) are gaps. */
static size_t split(struct span message, bool of_row, struct span words[], size_t most)
{
	size_t count = 0;
	size_t i = 0;

	while (i < message.length && count < most) {
		struct span rest = span_from(message, i);
		struct span word = {rest.at, 0};

		if (of_row && i > 0 && is_letter(rest.at[-1]) && span_starts_nocase(rest, SPAN("(s)"))) {
			words[count++] = word;
			i += 3;
			continue;
		}
		if (is_help_link(rest))
			break;
		/* Chinese stands beside other words without a blank. */
		while (word.length < rest.length && is_letter(rest.at[word.length]) &&
			is_ascii(rest.at[word.length]) == is_ascii(rest.at[0]))
			word.length++;
		i += word.length > 0 ? word.length : 1;
		if (word.length == 0)
			continue;
		if (of_row && span_equals_nocase(word, SPAN("xxx"))) {
			words[count++] = (struct span){rest.at, 0};
			continue;
		}
		for (size_t k = 0; k < sizeof(spellings) / sizeof(*spellings); k++)
			if (text_lower(word.at[0]) == spellings[k].written[0] &&
				span_equals_nocase(word, span_of(spellings[k].written)))
				word = span_of(spellings[k].meant);
		if (word.length > 0)
			words[count++] = word;
	}
	return count;
}

static bool is_joined(struct span whole, struct span a, struct span b)
{
	return !is_gap(a) && !is_gap(b) && whole.length == a.length + b.length && span_starts_nocase(whole, a) &&
	       span_ends_nocase(whole, b);
}

static unsigned min(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* The letter that a text begins with, as a bit; 0 where it is another sign, or may begin xxx or a word that says
 * nothing.
 */
static uint32_t first_letter(struct span text)
{
	char c = text.length > 0 ? text_lower(text.at[0]) : ' ';

	return c < 'a' || c > 'z' || memchr("aotx", c, 4) != NULL ? 0 : UINT32_C(1) << (c - 'a');
}

/* Whether the first word of a row's message is among `came`, whose first letters are `letters`: without it, none fits.
 */
static bool may_fit(struct span message, const struct span *came, size_t came_count, uint32_t letters)
{
	struct span first[2];
	size_t count;

	if (first_letter(message) & ~letters)
		return false;
	count = split(message, true, first, 2);

	if (count == 0 || is_gap(first[0]))
		return true;
	for (size_t j = 0; j < came_count; j++)
		if (span_equals_nocase(first[0], came[j]) || (count > 1 && is_joined(came[j], first[0], first[1])) ||
			(j > 0 && is_joined(first[0], came[j - 1], came[j])))
			return true;
	return false;
}

/* How well `row`, the words of a row, fits `came`, the words of a message: its words less two for each word too many
 * or too few, or 0 if it does not fit. It fits where it stands in `came` in order and almost without a gap; Sellers'
 * algorithm finds the place, a word split in two (can not, cannot) costing nothing. */
static unsigned fit(const struct span *row, size_t row_count, const struct span *came, size_t came_count)
{
	enum { NEVER = 0x4000 };
	/* cost[i % 3][j]: edits between the first i words of the row and the best stretch of `came` that ends at j */
	unsigned cost[3][MESSAGE_WORDS + 1];
	unsigned words = 0, allowed, least = 0, least_before = 0;
	bool whole, begun = false;

	for (size_t i = 0; i < row_count; i++)
		words += !is_gap(row[i]);
	allowed = words / WORDS_PER_EDIT;
	whole = words < WHOLE_BELOW;
	for (size_t j = 0; j <= came_count; j++)
		cost[0][j] = whole ? (unsigned)j : 0;

	for (size_t i = 1; i <= row_count; i++) {
		unsigned *now = cost[i % 3];
		const unsigned *before = cost[(i + 2) % 3], *earlier = cost[(i + 1) % 3];
		struct span word = row[i - 1];

		for (size_t j = 0; j <= came_count; j++) {
			/* A word missing; but the first one says what the message is about. */
			now[j] = is_gap(word) ? before[j] : begun ? before[j] + 1 : NEVER;
			if (j == 0)
				continue;
			/* A word too many. */
			now[j] = min(now[j], is_gap(word) ? now[j - 1] : now[j - 1] + 1);
			if (!is_gap(word) && span_equals_nocase(word, came[j - 1]))
				now[j] = min(now[j], before[j - 1]);
			/* A name of a code in one word is no short message: AccessDenied. */
			if (!whole && i >= 2 && is_joined(came[j - 1], row[i - 2], word))
				now[j] = min(now[j], earlier[j - 1]);
			if (j >= 2 && !is_gap(word) && is_joined(word, came[j - 2], came[j - 1]))
				now[j] = min(now[j], before[j - 2]);
		}
		least_before = least;
		least = now[came_count];
		for (size_t j = 0; j < came_count; j++)
			least = min(least, now[j]);
		if (least > allowed && least_before > allowed)
			return 0;
		begun = begun || !is_gap(word);
	}
	if (whole)
		least = cost[row_count % 3][came_count];
	return least <= allowed ? words - 2 * least : 0;
}

/* As fit, for a message that may have been cut: its words where the row begins with all of them, else 0. */
static unsigned fit_leading(const struct span *row, size_t row_count, const struct span *came, size_t came_count)
{
	if (came_count < LEADING_LEAST || came_count > row_count)
		return 0;
	for (size_t i = 0; i < came_count; i++)
		if (!span_equals_nocase(row[i], came[i]))
			return 0;
	return (unsigned)came_count;
}

size_t table_by_message(struct span message)
{
	struct span came[MESSAGE_WORDS];
	size_t came_count = split(message, false, came, MESSAGE_WORDS);
	size_t best = TABLE_NONE;
	unsigned best_fit = 0;
	uint32_t letters = 0;

	for (size_t i = 0; i < came_count; i++)
		letters |= first_letter(came[i]);
	for (size_t i = 0; i < table_count(); i++) {
		struct span row[ROW_WORDS], text = pool_text(codes_rows[i].message);
		unsigned its_fit = 0;

		if (may_fit(text, came, came_count, letters))
			its_fit = fit(row, split(text, true, row, ROW_WORDS), came, came_count);
		if (its_fit > best_fit) {
			best_fit = its_fit;
			best = i;
		}
	}
	return best;
}

size_t table_pick(size_t first, struct span message)
{
	struct span came[MESSAGE_WORDS];
	size_t came_count;
	size_t best = TABLE_NONE;
	unsigned best_fit = 0;

	/* Most are the table's, word for word. */
	for (size_t i = first; i != TABLE_NONE; i = table_next(i))
		if (span_equals(message, pool_text(codes_rows[i].message)))
			return i;
	came_count = split(message, false, came, MESSAGE_WORDS);
	for (size_t i = first; i != TABLE_NONE; i = table_next(i)) {
		struct span row[ROW_WORDS];
		size_t row_count = split(pool_text(codes_rows[i].message), true, row, ROW_WORDS);
		unsigned its_fit = fit(row, row_count, came, came_count);

		if (its_fit == 0)
			its_fit = fit_leading(row, row_count, came, came_count);
		if (its_fit > best_fit) {
			best_fit = its_fit;
			best = i;
		}
	}
	return best;
}

bool table_same_words(struct span a, struct span b)
{
	struct span words_a[MESSAGE_WORDS], words_b[MESSAGE_WORDS];
	size_t count = split(a, false, words_a, MESSAGE_WORDS);

	if (split(b, false, words_b, MESSAGE_WORDS) != count)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!span_equals_nocase(words_a[i], words_b[i]))
			return false;
	return count < MESSAGE_WORDS;
}

/* Near misses. */

enum {
	NEAR_MOST = 2,        /* letters wrong at the most, */
	LETTERS_PER_WRONG = 4 /* and one in so many */
};

static bool is_among(const size_t rows[], size_t count, size_t row)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i] == row)
			return true;
	return false;
}

size_t table_suggest(struct span text, size_t near[TABLE_SUGGESTIONS])
{
	char folded[TEXT_NEAR_LONGEST];
	struct span asked = {folded, 0};
	unsigned most;
	bool number = true;
	size_t count;

	for (size_t i = 0; i < text.length; i++) {
		if (is_dropped(text.at[i]))
			continue;
		if (asked.length == TEXT_NEAR_LONGEST)
			return 0;
		folded[asked.length++] = text_lower(text.at[i]);
		number = number && text_is_digit(text.at[i]);
	}
	if (number)
		return 0;
	most = min(NEAR_MOST, (unsigned)asked.length / LETTERS_PER_WRONG);

	for (count = 0; count < TABLE_SUGGESTIONS; count++) {
		unsigned least = most + 1;

		near[count] = TABLE_NONE;
		for (size_t key = 0; key < codes_key_count; key++) {
			struct span name = pool_text(codes_keys[key].folded);
			size_t row = codes_keys[key].row;
			unsigned its_distance;

			if (name.length > asked.length + most || asked.length > name.length + most ||
				is_among(near, count, row))
				continue;
			its_distance = text_distance(asked, name);
			if (its_distance < least || (its_distance == least && row < near[count])) {
				least = its_distance;
				near[count] = row;
			}
		}
		if (least > most)
			break;
	}
	return count;
}
