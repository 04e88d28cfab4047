#include "message.h"

#include "codes_table.h"
#include "words.h"

#include <string.h>

enum {
	WORDS_PER_EDIT = 6, /* a row of so many words may have one word more or less */
	WHOLE_BELOW = 4,    /* a row of fewer words must be the whole message, and proves nothing without its code */
	LEADING_LEAST = 3,  /* words of a message that was cut, by which the row of a code is known */
	CANDIDATES = 32,    /* rows that are tried, */
	POSTINGS = 512,     /* of about as many that share a word */
	FEW = 16,           /* rows that share a rare word */
	VOTES = 1024        /* a power of two */
};

/* How a row fits a message. */
struct fit {
	size_t row;           /* TABLE_NONE: it does not */
	unsigned words, gaps; /* of the row */
	unsigned edits;       /* words more or less */
	bool whole;           /* nothing stands before or behind */
};

static uint32_t word_number(const struct word *word)
{
	if (word->text.length == 0)
		return 0;
	for (uint32_t at = word->hash;; at++) {
		uint32_t number = codes_word_slots[at & codes_word_mask];
		if (number == 0)
			return 0;
		const struct codes_word *known = &codes_words[number - 1];
		struct span text = {codes_pool + known->text.at, known->text.length};
		if (known->hash == word->hash && span_equals_nocase(word->text, text))
			return number;
	}
}

struct message *message_read(struct message *m, struct span text, int status)
{
	struct words words = words_of(text);
	m->text = text;
	m->status = status;
	m->count = 0;
	for (struct word word; m->count < MESSAGE_WORDS && words_next(&words, &word);)
		m->words[m->count++] = word_number(&word);
	m->linked = words.linked;
	return m;
}

static const uint32_t *row_words(size_t row)
{
	return codes_row_words + codes_rows[row].words;
}

/* Whether the message begins with all words of a row without gaps. */
static bool is_beginning(const struct message *m, size_t row, unsigned gaps)
{
	unsigned count = codes_rows[row].word_count;
	return gaps == 0 && count <= m->count && memcmp(m->words, row_words(row), count * sizeof *m->words) == 0;
}

/* Whether the message is the row's, word for word, with one word at least for each gap. */
static bool is_instance(const struct message *m, size_t row)
{
	const uint32_t *r = row_words(row), *end = r + codes_rows[row].word_count, *gap = NULL;
	const uint32_t *c = m->words, *last = c + m->count, *retry = NULL;
	while (c < last)
		if (r < end && *r == 0) {
			gap = ++r;
			retry = ++c;
		} else if (r < end && *r == *c) {
			r++;
			c++;
		} else if (gap) { /* the gap takes one word more */
			r = gap;
			c = ++retry;
		} else {
			return false;
		}
	return r == end;
}

/* The stretch of a message that is nearest to the beginning of a row: where it starts, and the words it has more or
 * less. */
struct stretch {
	uint16_t start, edits;
};

static struct stretch nearer(struct stretch a, struct stretch b, unsigned edits)
{
	b.edits = (uint16_t)(b.edits + edits);
	return b.edits < a.edits ? b : a;
}

/* Fits a row to the message with at most so many edits. This is Sellers' algorithm: for one word of the row after the
 * other, the nearest stretch that ends at each place of the message. */
static void fit_stretch(const struct message *m, size_t row, unsigned allowed, struct fit *fit)
{
	struct stretch stretches[2][MESSAGE_WORDS + 1];
	const uint32_t *words = row_words(row);
	unsigned count = codes_rows[row].word_count, best = m->count;
	for (unsigned j = 0; j <= m->count; j++)
		stretches[0][j] = (struct stretch){.start = (uint16_t)j};
	for (unsigned i = 1; i <= count; i++) {
		const struct stretch *before = stretches[(i - 1) % 2];
		struct stretch *now = stretches[i % 2];
		unsigned edit = words[i - 1] != 0; /* a gap costs nothing, however long */
		unsigned least = UINT16_MAX;
		for (unsigned j = 0; j <= m->count; j++) {
			now[j] = before[j]; /* the row's word is missing */
			now[j].edits = (uint16_t)(now[j].edits + edit);
			if (j > 0)
				now[j] = nearer(now[j], now[j - 1], edit); /* the message has a word more */
			if (j > 0 && edit && words[i - 1] == m->words[j - 1])
				now[j] = nearer(now[j], before[j - 1], 0);
			least = now[j].edits < least ? now[j].edits : least;
		}
		if (least > allowed)
			return;
	}
	const struct stretch *ends = stretches[count % 2];
	for (unsigned j = m->count; j-- > 0;)
		if (ends[j].edits < ends[best].edits)
			best = j;
	fit->edits = ends[best].edits;
	fit->whole = ends[best].start == 0 && best == m->count;
	if (fit->edits <= allowed)
		fit->row = row;
}

/* The words of the row that the message has, less two for each word more or less. */
static int score_of(const struct fit *fit)
{
	return (int)fit->words - 2 * (int)fit->edits;
}

/* How a row fits the message; no more is found out of one that cannot be better than `best`. */
static struct fit fit_row(const struct message *m, size_t row, const struct fit *best)
{
	struct fit fit = {.row = TABLE_NONE};
	for (unsigned i = 0; i < codes_rows[row].word_count; i++)
		fit.words += row_words(row)[i] != 0;
	fit.gaps = codes_rows[row].word_count - fit.words;
	if (is_instance(m, row)) {
		fit.row = row;
		fit.whole = true;
	} else if (is_beginning(m, row, fit.gaps)) {
		fit.row = fit.words < WHOLE_BELOW ? TABLE_NONE : row;
	} else if (best->row == TABLE_NONE || (int)fit.words >= score_of(best)) {
		fit_stretch(m, row, fit.words / WORDS_PER_EDIT, &fit);
		if (fit.words < WHOLE_BELOW && !fit.whole)
			fit.row = TABLE_NONE;
	}
	return fit;
}

/* Whether `a` fits better than `b`. What fits alike is decided by the status, by the text, by the help link, and last
 * by the order of the table. */
static bool is_better(const struct message *m, const struct fit *a, const struct fit *b)
{
	if (a->row == TABLE_NONE || b->row == TABLE_NONE)
		return a->row != TABLE_NONE;
	struct row left = table_row(a->row), right = table_row(b->row);
	const int by[] = {
		score_of(a) - score_of(b),
		a->whole - b->whole,
		(m->status && left.status == m->status) - (m->status && right.status == m->status),
		span_equals(m->text, left.message) - span_equals(m->text, right.message),
		(codes_rows[a->row].linked == m->linked) - (codes_rows[b->row].linked == m->linked),
		(int)b->gaps - (int)a->gaps,
	};
	for (size_t i = 0; i < LENGTH(by); i++)
		if (by[i] != 0)
			return by[i] > 0;
	return a->row < b->row;
}

/* The rows that share at least half of their rarest words with the message. What leads to few rows is followed first:
 * what leads to many is given up when enough were seen. */
static unsigned find_candidates(const struct message *m, size_t rows[CANDIDATES])
{
	unsigned char votes[VOTES] = {0}; /* by the row's last bits: rows that share them are candidates too early */
	unsigned count = 0, seen = 0;
	for (unsigned j = 0; j < 2 * m->count && count < CANDIDATES && seen < POSTINGS; j++) {
		uint32_t number = m->words[j % m->count];
		if (number == 0 || (codes_words[number - 1].count <= FEW) != (j < m->count))
			continue;
		const struct codes_word *word = &codes_words[number - 1];
		seen += word->count;
		for (uint32_t i = word->first; i < word->first + word->count && count < CANDIDATES; i++) {
			size_t row = codes_postings[i];
			unsigned char *vote = &votes[row & (VOTES - 1)];
			*vote = (unsigned char)(*vote + (*vote < UINT8_MAX));
			if (*vote * 2 < codes_rows[row].anchors)
				continue;
			unsigned k = count;
			while (k > 0 && rows[k - 1] != row)
				k--;
			if (k == 0)
				rows[count++] = row;
		}
	}
	return count;
}

/* The row of the code that begins with all words of a message that was cut. */
static size_t find_leading(const struct message *m, size_t first)
{
	if (m->count < LEADING_LEAST)
		return TABLE_NONE;
	for (size_t row = first; row != TABLE_NONE; row = table_next(row))
		if (m->count <= codes_rows[row].word_count &&
			memcmp(m->words, row_words(row), m->count * sizeof *m->words) == 0)
			return row;
	return TABLE_NONE;
}

/* The rows of a code that may fit: all, if they are few. */
static unsigned find_rows(const struct message *m, size_t first, size_t rows[CANDIDATES])
{
	unsigned count = 0;
	for (size_t row = first; row != TABLE_NONE && count <= FEW; row = table_next(row))
		rows[count++] = row;
	return count <= FEW ? count : find_candidates(m, rows);
}

size_t message_of_code(const struct message *m, size_t first)
{
	size_t rows[CANDIDATES];
	struct fit best = {.row = TABLE_NONE};
	for (unsigned i = 0, count = find_rows(m, first, rows); i < count; i++) {
		if (codes_rows[rows[i]].first != first)
			continue;
		struct fit fit = fit_row(m, rows[i], &best);
		if (is_better(m, &fit, &best))
			best = fit;
	}
	return best.row != TABLE_NONE ? best.row : find_leading(m, first);
}

size_t message_of_any(const struct message *m, enum extent extent)
{
	size_t rows[CANDIDATES];
	struct fit best = {.row = TABLE_NONE};
	for (unsigned i = 0, count = find_candidates(m, rows); i < count; i++) {
		if (extent == EXTENT_CASE && table_is_general(rows[i]))
			continue;
		struct fit fit = fit_row(m, rows[i], &best);
		bool proves = extent == EXTENT_QUERY || fit.words >= WHOLE_BELOW;
		if (proves && (extent <= EXTENT_PART || fit.whole) && is_better(m, &fit, &best))
			best = fit;
	}
	return best.row;
}

size_t message_find(struct span text, enum extent extent)
{
	struct message message;
	return message_of_any(message_read(&message, text, 0), extent);
}
