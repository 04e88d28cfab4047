#include "tally.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Beyond so many codes without a row, counting makes no sense. */
enum { UNKNOWN_MOST = 10000, ENTRIES_FIRST = 16 };

struct counted {
	struct finding entry;
	size_t hash; /* compared first: codes may be chosen to fall on one slot */
	char *code;  /* the memory of the entry's code, or NULL */
};

struct tally {
	uint64_t total;
	size_t count, room; /* of entries */
	size_t unknown;     /* entries without a row */
	struct counted *entries;
	size_t *slots, slot_count; /* entry number + 1 by hash, 0: free; a power of two, never full */
};

/* The hash (FNV-1a) of what an entry is found by: its row; else its code; else its status. */
static size_t hash_entry(const struct finding *e)
{
	char bytes[TABLE_FOLDED];
	struct span code = table_fold(e->code, bytes); /* nothing if there is a row */
	uint64_t hash = 14695981039346656037u ^ (uint64_t)e->row;
	if (e->row == TABLE_NONE && !e->code.at)
		hash ^= (uint64_t)e->status << 32;
	hash *= 1099511628211u;
	for (size_t i = 0; i < code.length; i++)
		hash = (hash ^ (unsigned char)code.at[i]) * 1099511628211u;
	return (size_t)(hash ^ hash >> 29);
}

static bool is_same(const struct finding *a, const struct finding *b)
{
	if (a->row != b->row || a->row != TABLE_NONE)
		return a->row == b->row;
	if (!a->code.at || !b->code.at)
		return !a->code.at && !b->code.at && a->status == b->status;
	return table_same(a->code, b->code);
}

/* The slot of an entry: its own, or the free one where it belongs. */
static size_t *slot_of(const struct tally *t, const struct finding *e, size_t hash)
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

/* Sets the entry's code to a copy of `code`. If there is no memory, the entry keeps its code. */
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

static void add_saturated(uint64_t *sum, uint64_t count)
{
	*sum = count > UINT64_MAX - *sum ? UINT64_MAX : *sum + count;
}

int tally_add(struct tally *t, const struct finding *finding)
{
	const bool unknown = finding->row == TABLE_NONE;
	struct finding entry = {.count = finding->count, .row = finding->row};
	if (unknown) {
		entry.code = finding->code;
		entry.status = finding->status;
	}
	size_t hash = hash_entry(&entry), *slot = slot_of(t, &entry, hash);
	if (*slot != 0) {
		struct counted *known = &t->entries[*slot - 1];
		if (span_compare(entry.code, known->entry.code) < 0 && set_code(known, entry.code) != 0)
			return -1;
		add_saturated(&known->entry.count, entry.count);
		if (known->entry.status != entry.status)
			known->entry.status = 0;
	} else {
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
	add_saturated(&t->total, entry.count);
	return 0;
}

static int compare_entries(const void *left, const void *right)
{
	const struct finding *a = &((const struct counted *)left)->entry, *b = &((const struct counted *)right)->entry;
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

const struct finding *tally_at(const struct tally *t, size_t i)
{
	return i < t->count ? &t->entries[i].entry : NULL;
}

uint64_t tally_total(const struct tally *t)
{
	return t->total;
}
