#include "tally.h"

#include "words.h"

#include <errno.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>

/* More codes without a row than UNKNOWN_MOST are not counted. */
enum { UNKNOWN_MOST = 10000, ENTRIES_FIRST = 16 };

struct tally_entry {
	struct finding finding;  /* first: the tree compares findings */
	char code[FAILURE_CODE]; /* the memory of its code */
};

struct tally {
	uint64_t total;
	size_t count, room; /* of entries */
	size_t unknown;     /* entries without a row */
	struct tally_entry **entries;
	void *tree; /* of the entries, as tsearch keeps them */
};

/* Orders entries by row, TABLE_NONE last; without a row, by code; without a code, by status. */
static int compare_keys(const void *left, const void *right)
{
	const struct finding *a = left, *b = right;
	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	if (a->row != TABLE_NONE)
		return 0;
	if (!a->code.at || !b->code.at)
		return a->code.at ? 1 : b->code.at ? -1 : a->status - b->status;
	char bytes_a[CODE_FOLDED], bytes_b[CODE_FOLDED];
	return span_compare(code_fold(a->code, bytes_a), code_fold(b->code, bytes_b));
}

struct tally *tally_new(void)
{
	return calloc(1, sizeof(struct tally));
}

void tally_free(struct tally *t)
{
	if (!t)
		return;
	for (size_t i = 0; i < t->count; i++) {
		(void)tdelete(t->entries[i], &t->tree, compare_keys);
		free(t->entries[i]);
	}
	free(t->entries);
	free(t);
}

static void set_code(struct tally_entry *entry, struct span code)
{
	entry->finding.code = span_keep(entry->code, sizeof entry->code, code);
}

/* Adds an entry with a copy of the code of `key`. Returns NULL if there is no memory, or it is one unknown code too
 * many. */
static struct tally_entry *add_entry(struct tally *t, const struct finding *key)
{
	const bool unknown = key->row == TABLE_NONE;
	if (unknown && t->unknown == UNKNOWN_MOST) {
		errno = E2BIG;
		return NULL;
	}
	if (t->count == t->room) {
		size_t room = t->room ? t->room * 2 : ENTRIES_FIRST;
		struct tally_entry **entries = realloc(t->entries, room * sizeof *entries);
		if (!entries)
			return NULL;
		t->entries = entries;
		t->room = room;
	}
	struct tally_entry *added = malloc(sizeof *added);
	if (!added)
		return NULL;
	added->finding = *key;
	set_code(added, key->code);
	if (!tsearch(added, &t->tree, compare_keys)) {
		free(added);
		return NULL;
	}
	t->unknown += unknown;
	t->entries[t->count++] = added;
	return added;
}

static void add_saturated(uint64_t *sum, uint64_t count)
{
	*sum = count > UINT64_MAX - *sum ? UINT64_MAX : *sum + count;
}

int tally_add(struct tally *t, const struct finding *finding)
{
	struct finding key = {.row = finding->row, .status = finding->status};
	if (key.row == TABLE_NONE)
		key.code = finding->code;
	else
		key.status = 0;
	struct tally_entry *const *found = tfind(&key, &t->tree, compare_keys);
	struct tally_entry *entry = found ? *found : add_entry(t, &key);
	if (!entry)
		return -1;
	if (span_compare(key.code, entry->finding.code) < 0)
		set_code(entry, key.code);
	if (entry->finding.status != key.status)
		entry->finding.status = 0;
	add_saturated(&entry->finding.count, finding->count);
	add_saturated(&t->total, finding->count);
	return 0;
}

static int compare_entries(const void *left, const void *right)
{
	const struct finding *a = &(*(struct tally_entry *const *)left)->finding;
	const struct finding *b = &(*(struct tally_entry *const *)right)->finding;
	if (a->count != b->count)
		return a->count < b->count ? 1 : -1;
	return compare_keys(a, b);
}

void tally_sort(struct tally *t)
{
	if (t->count > 0)
		qsort(t->entries, t->count, sizeof *t->entries, compare_entries);
}

const struct finding *tally_at(const struct tally *t, size_t i)
{
	return i < t->count ? &t->entries[i]->finding : NULL;
}

uint64_t tally_total(const struct tally *t)
{
	return t->total;
}
