#include "tally.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Codes without a row that are counted apart: more of them are no tally. */
enum { UNKNOWN_MOST = 10000, ENTRIES_FIRST = 16 };

/* An entry, and the memory that its code is in; NULL: it has none. */
struct counted {
	struct tally_entry entry;
	size_t hash; /* compared first: codes may be chosen to fall on one place */
	char *code;
};

struct tally {
	uint64_t total;
	size_t count, room;        /* of entries */
	size_t unknown;            /* entries without a row */
	struct counted *entries;   /* rows that were not met stay away */
	size_t *slots, slot_count; /* entry number + 1 by hash; a power of two, never full */
};

/* FNV-1a. */
static size_t hash_of(size_t row, struct span code, int status)
{
	uint64_t hash = 14695981039346656037u ^ (uint64_t)row ^ (uint64_t)status << 32;
	hash *= 1099511628211u;
	for (size_t i = 0; i < code.length; i++)
		hash = (hash ^ (unsigned char)code.at[i]) * 1099511628211u;
	return (size_t)(hash ^ hash >> 29);
}

/* What an entry is found by: its row; else its code; else its status. */
static size_t hash_entry(const struct tally_entry *e)
{
	if (e->row != TABLE_NONE)
		return hash_of(e->row, (struct span){0}, 0);
	char bytes[TABLE_FOLDED];
	return hash_of(TABLE_NONE, table_fold(e->code, bytes), e->code.at ? 0 : e->status);
}

static bool is_same(const struct tally_entry *a, const struct tally_entry *b)
{
	if (a->row != b->row || a->row != TABLE_NONE)
		return a->row == b->row;
	if (!a->code.at || !b->code.at)
		return !a->code.at && !b->code.at && a->status == b->status;
	return table_same(a->code, b->code);
}

static size_t *slot_of(const struct tally *t, const struct tally_entry *e, size_t hash)
{
	for (size_t at = hash;; at++) {
		size_t *slot = &t->slots[at & (t->slot_count - 1)];
		if (*slot == 0)
			return slot;
		const struct counted *known = &t->entries[*slot - 1];
		if (known->hash == hash && is_same(&known->entry, e))
			return slot;
	}
}

/* Makes room for one more entry. */
static int grow(struct tally *t)
{
	if (t->count < t->room)
		return 0;
	size_t room = t->room ? t->room * 2 : ENTRIES_FIRST;
	struct counted *entries = realloc(t->entries, room * sizeof *entries);
	if (!entries)
		return -1;
	t->entries = entries;
	size_t *slots = calloc(room * 2, sizeof *slots);
	if (!slots)
		return -1;
	free(t->slots);
	t->slots = slots;
	t->slot_count = room * 2;
	t->room = room;
	for (size_t i = 0; i < t->count; i++)
		*slot_of(t, &t->entries[i].entry, t->entries[i].hash) = i + 1;
	return 0;
}

struct tally *tally_new(void)
{
	struct tally *tally = calloc(1, sizeof *tally);
	if (tally && grow(tally) != 0) {
		tally_free(tally);
		return NULL;
	}
	return tally;
}

void tally_free(struct tally *t)
{
	if (!t)
		return;
	for (size_t i = 0; i < t->count; i++)
		free(t->entries[i].code);
	free(t->entries);
	free(t->slots);
	free(t);
}

/* Sets the entry's code to a copy of `code`; where memory is short, it keeps what it has. */
static int set_code(struct counted *counted, struct span code)
{
	char *copy = malloc(code.length + 1);
	if (!copy)
		return -1;
	memcpy(copy, code.at, code.length);
	free(counted->code);
	counted->code = copy;
	counted->entry.code = (struct span){copy, code.length};
	return 0;
}

/* Adds a count to a sum, which stays what it can be at the most. */
static void add(uint64_t *sum, uint64_t count)
{
	*sum = count > UINT64_MAX - *sum ? UINT64_MAX : *sum + count;
}

int tally_add(struct tally *t, const struct finding *finding)
{
	struct tally_entry entry = {finding->count, finding->row, {0}, finding->status};
	if (entry.row == TABLE_NONE)
		entry.code = finding->code;
	size_t hash = hash_entry(&entry), *slot = slot_of(t, &entry, hash);
	if (*slot != 0) {
		struct counted *known = &t->entries[*slot - 1];
		if (span_compare(entry.code, known->entry.code) < 0 && set_code(known, entry.code) != 0)
			return -1;
		add(&known->entry.count, entry.count);
		if (known->entry.status != entry.status)
			known->entry.status = 0;
	} else {
		bool unknown = entry.row == TABLE_NONE;
		if (unknown && t->unknown == UNKNOWN_MOST) {
			errno = E2BIG;
			return -1;
		}
		if (grow(t) != 0)
			return -1;
		struct counted *added = &t->entries[t->count];
		*added = (struct counted){entry, hash, NULL};
		if (entry.code.at && set_code(added, entry.code) != 0)
			return -1;
		t->unknown += unknown;
		t->count++;
		*slot_of(t, &entry, hash) = t->count;
	}
	add(&t->total, entry.count);
	return 0;
}

static int compare_entries(const void *left, const void *right)
{
	const struct tally_entry *a = &((const struct counted *)left)->entry;
	const struct tally_entry *b = &((const struct counted *)right)->entry;
	if (a->count != b->count)
		return a->count < b->count ? 1 : -1;
	if (a->row != b->row) /* TABLE_NONE is the highest */
		return a->row < b->row ? -1 : 1;
	int order = span_compare(a->code, b->code);
	return order != 0 ? order : a->status - b->status;
}

void tally_sort(struct tally *t)
{
	if (t->count > 0)
		qsort(t->entries, t->count, sizeof *t->entries, compare_entries);
}

const struct tally_entry *tally_at(const struct tally *t, size_t i)
{
	return i < t->count ? &t->entries[i].entry : NULL;
}

uint64_t tally_total(const struct tally *t)
{
	return t->total;
}
