#include "message.h"

#include "codes_table.h"

#include <string.h>

enum {
	WORDS_PER_EDIT = 6, /* a row of so many words may have one word more or less */
	WHOLE_BELOW = 4,    /* a row of fewer words must be the whole message, and proves nothing without its code */
	LEADING_LEAST = 3,  /* words of a message that was cut, by which the row of a code is known */
	FEW = 16,           /* rows of a code: all of them are tried */
	CANDIDATES = 32,    /* rows that are tried at the most, */
	POSTINGS = 512,     /* found in about so many entries of the index */
	VOTES = 1024        /* a power of two */
};

/* How a row fits a message. */
struct fit {
	size_t row; /* TABLE_NONE: it does not */
	int score;  /* the words of the row, less two for each word that the message has more or less */
	bool whole; /* nothing stands before or behind */
};

struct message *message_read(struct message *m, struct span text, int status)
{
	m->text = text;
	m->status = status;
	words_read(&m->words, text);
	memset(m->seen, 0, sizeof m->seen);
	for (unsigned i = 0; i < m->words.count; i++) {
		uint32_t word = m->words.words[i];
		m->seen[word / 64 % LENGTH(m->seen)] |= UINT64_C(1) << word % 64;
	}
	return m;
}

static const uint32_t *row_words(size_t row)
{
	return codes_row_words + codes_rows[row].words;
}

/* The words of a row that are not xxx. */
static unsigned own_words(size_t row)
{
	return codes_rows[row].word_count - (unsigned)codes_rows[row].gaps;
}

/* Whether the message may have all but `allowed` words of a row, in whatever order. Rejects most rows. */
static bool may_fit(const struct message *m, size_t row, unsigned allowed)
{
	const uint32_t *words = row_words(row);
	unsigned missing = 0;
	for (unsigned i = 0; i < codes_rows[row].word_count && missing <= allowed; i++) {
		bool seen = m->seen[words[i] / 64 % LENGTH(m->seen)] >> words[i] % 64 & 1;
		missing += !seen && words[i] != WORD_ANY;
	}
	return missing <= allowed;
}

/* Whether the message begins with the words of a row that has no xxx. */
static bool is_beginning(const struct message *m, size_t row)
{
	unsigned count = codes_rows[row].word_count;
	return codes_rows[row].gaps == 0 && count <= m->words.count &&
	       memcmp(m->words.words, row_words(row), count * sizeof(uint32_t)) == 0;
}

/* Whether the message is the row's, word for word, with one word at least for each xxx. */
static bool is_instance(const struct message *m, size_t row)
{
	const uint32_t *r = row_words(row), *end = r + codes_rows[row].word_count, *gap = NULL;
	const uint32_t *c = m->words.words, *last = c + m->words.count, *retry = NULL;
	while (c < last)
		if (r < end && *r == WORD_ANY) {
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

/* Fits a row to a part of the message with at most so many edits. This is Sellers' algorithm: for one word of the row
 * after the other, the nearest stretch that ends at each place of the message. */
static struct fit fit_stretch(const struct message *m, size_t row, unsigned allowed)
{
	struct stretch stretches[2][WORDS_KEPT + 1];
	const uint32_t *words = row_words(row);
	unsigned count = codes_rows[row].word_count, best = m->words.count;
	for (unsigned j = 0; j <= m->words.count; j++)
		stretches[0][j] = (struct stretch){.start = (uint16_t)j};
	for (unsigned i = 1; i <= count; i++) {
		const struct stretch *before = stretches[(i - 1) % 2];
		struct stretch *now = stretches[i % 2];
		unsigned edit = words[i - 1] != WORD_ANY; /* a gap costs nothing, however long */
		unsigned least = UINT16_MAX;
		for (unsigned j = 0; j <= m->words.count; j++) {
			now[j] = before[j]; /* the row's word is missing */
			now[j].edits = (uint16_t)(now[j].edits + edit);
			if (j > 0)
				now[j] = nearer(now[j], now[j - 1], edit); /* the message has a word more */
			if (j > 0 && edit && words[i - 1] == m->words.words[j - 1])
				now[j] = nearer(now[j], before[j - 1], 0);
			least = now[j].edits < least ? now[j].edits : least;
		}
		if (least > allowed)
			return (struct fit){.row = TABLE_NONE};
	}
	const struct stretch *ends = stretches[count % 2];
	for (unsigned j = m->words.count; j-- > 0;)
		if (ends[j].edits < ends[best].edits)
			best = j;
	return (struct fit){
		.row = row,
		.score = (int)own_words(row) - 2 * ends[best].edits,
		.whole = ends[best].start == 0 && best == m->words.count,
	};
}

/* Whether `a` fits better than `b`, which may be none. What fits alike is decided by the status, by the text, by the
 * help link, and last by the order of the table. */
static bool is_better(const struct message *m, const struct fit *a, const struct fit *b)
{
	if (b->row == TABLE_NONE)
		return true;
	if (a->score != b->score)
		return a->score > b->score;
	const struct codes_row *left = &codes_rows[a->row], *right = &codes_rows[b->row];
	const int by[] = {
		a->whole - b->whole,
		(m->status && left->status == m->status) - (m->status && right->status == m->status),
		span_equals(m->text, table_row(a->row).message) - span_equals(m->text, table_row(b->row).message),
		(left->linked == m->words.linked) - (right->linked == m->words.linked),
		right->gaps - left->gaps,
	};
	for (size_t i = 0; i < LENGTH(by); i++)
		if (by[i] != 0)
			return by[i] > 0;
	return a->row < b->row;
}

/* Fits a row to the message, and keeps it in *best if it is better. `whole`: only if it is all of the message, as it
 * must be if it has few words. */
static void try_row(const struct message *m, size_t row, bool whole, struct fit *best)
{
	const unsigned words = own_words(row), allowed = words / WORDS_PER_EDIT;
	if ((best->row != TABLE_NONE && (int)words < best->score) || !may_fit(m, row, allowed))
		return;
	whole = whole || words < WHOLE_BELOW;
	struct fit fit = {.row = row, .score = (int)words, .whole = is_instance(m, row)};
	if (!fit.whole && (whole || !is_beginning(m, row)))
		fit = fit_stretch(m, row, allowed);
	if (fit.row != TABLE_NONE && (fit.whole || !whole) && is_better(m, &fit, best))
		*best = fit;
}

/* The rows that a word leads to, or NULL. */
static const struct codes_word *find_word(uint32_t hash)
{
	for (uint32_t at = hash, number; (number = codes_word_slots[at & codes_word_mask]) != 0; at++)
		if (codes_words[number - 1].hash == hash)
			return &codes_words[number - 1];
	return NULL;
}

/* Adds a row to `rows`, once. Returns how many they are. */
static unsigned add_candidate(size_t rows[], unsigned count, size_t row)
{
	for (unsigned i = 0; i < count; i++)
		if (rows[i] == row)
			return count;
	rows[count] = row;
	return count + 1;
}

/* Finds the rows at least half of whose rarest words are in the message. Each of these words votes for its rows. */
static unsigned find_candidates(const struct message *m, size_t rows[CANDIDATES])
{
	unsigned char votes[VOTES] = {0}; /* rows of a large table share them, and are tried though they have too few */
	unsigned count = 0, seen = 0;
	for (unsigned j = 0; j < m->words.count && seen < POSTINGS; j++) {
		const struct codes_word *word = find_word(m->words.words[j]);
		if (!word)
			continue;
		seen += word->count;
		for (uint32_t i = word->first; i < word->first + word->count && count < CANDIDATES; i++) {
			size_t row = codes_postings[i];
			unsigned char *vote = &votes[row % VOTES];
			*vote = (unsigned char)(*vote + (*vote < UINT8_MAX));
			if (*vote * 2 >= codes_rows[row].anchors)
				count = add_candidate(rows, count, row);
		}
	}
	return count;
}

/* The row of the code that begins with all words of a message that was cut. */
static size_t find_cut(const struct message *m, size_t first)
{
	unsigned count = m->words.count;
	if (count < LEADING_LEAST)
		return TABLE_NONE;
	for (size_t row = first; row != TABLE_NONE; row = table_next(row))
		if (count <= codes_rows[row].word_count &&
			memcmp(m->words.words, row_words(row), count * sizeof(uint32_t)) == 0)
			return row;
	return TABLE_NONE;
}

size_t message_of_code(const struct message *m, size_t first)
{
	size_t rows[CANDIDATES];
	unsigned count = 0;
	struct fit best = {.row = TABLE_NONE};
	for (size_t row = first; row < codes_row_count && count <= FEW; row = codes_rows[row].next)
		rows[count++] = row;
	if (count > FEW)
		count = find_candidates(m, rows);
	for (unsigned i = 0; i < count; i++)
		if (codes_rows[rows[i]].first == first)
			try_row(m, rows[i], false, &best);
	return best.row != TABLE_NONE ? best.row : find_cut(m, first);
}

size_t message_of_any(const struct message *m, enum extent extent)
{
	const unsigned least = extent == EXTENT_QUERY ? 0 : WHOLE_BELOW;
	const bool whole = extent == EXTENT_WHOLE || extent == EXTENT_CASE;
	size_t rows[CANDIDATES];
	struct fit best = {.row = TABLE_NONE};
	for (unsigned i = 0, count = find_candidates(m, rows); i < count; i++)
		if (own_words(rows[i]) >= least && !(extent == EXTENT_CASE && table_is_general(rows[i])))
			try_row(m, rows[i], whole, &best);
	return best.row;
}

size_t message_find(struct span text, enum extent extent)
{
	struct message message;
	return message_of_any(message_read(&message, text, 0), extent);
}
