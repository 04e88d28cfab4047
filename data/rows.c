#include "rows.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEADER "status,code,message,description,retry,aliases"

int fault(const struct table *table, size_t line, const char *what)
{
	fprintf(stderr, "%s:%zu: %s\n", table->name, line, what);
	return -1;
}

/* As fault(), of a name that does not go with what another line says. */
static int clash(const struct table *table, const char *kind, struct csv_field name, const char *what, size_t line)
{
	int shown = name.length < 100 ? (int)name.length : 100;
	fprintf(stderr, "%s:%zu: %s %.*s %s line %zu\n", table->name, name.line, kind, shown, name.at, what, line);
	return -1;
}

int file_fault(const char *name)
{
	fprintf(stderr, "%s: %s\n", name, strerror(errno));
	return -1;
}

/* An array with room for one more than `count` elements: `array` itself, or grown and *room with it, or NULL. */
static void *grow(void *array, size_t count, size_t *room, size_t size)
{
	size_t more = *room > 0 ? *room * 2 : 64;
	if (count < *room)
		return array;
	if (more > SIZE_MAX / 2 / size) {
		errno = ENOMEM;
		return NULL;
	}
	void *grown = realloc(array, more * size);
	*room = grown ? more : *room;
	return grown;
}

static int compare(struct csv_field a, struct csv_field b)
{
	int order = memcmp(a.at, b.at, a.length < b.length ? a.length : b.length);
	return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

static bool equals(struct csv_field field, const char *string)
{
	return compare(field, (struct csv_field){.at = string, .length = strlen(string)}) == 0;
}

int name_fold(struct csv_field *name)
{
	while (name->length > 0) {
		char c = *name->at++;
		name->length--;
		if (!strchr("_-. ", c))
			return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
	}
	return -1;
}

static int compare_folded(struct csv_field a, struct csv_field b)
{
	int left, right;
	do {
		left = name_fold(&a);
		right = name_fold(&b);
	} while (left == right && left != -1);
	return left - right;
}

/* Cuts the next word off `words`; an empty one at the end. */
static struct csv_field next_word(struct csv_field *words)
{
	for (; words->length > 0 && *words->at == ' '; words->length--)
		words->at++;
	struct csv_field word = {.at = words->at, .line = words->line};
	for (; words->length > 0 && *words->at != ' '; words->length--, word.length++)
		words->at++;
	return word;
}

/* The columns: each function gives what is wrong with a field of its column, or NULL. */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_alnum(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static const char *status_fault(struct csv_field status)
{
	bool good = status.length == 3 && status.at[0] >= '1' && status.at[0] <= '5' && is_digit(status.at[1]) &&
		    is_digit(status.at[2]);
	return good ? NULL : "status is not a number from 100 to 599";
}

static const char *code_fault(struct csv_field code)
{
	bool counts = false;
	for (size_t i = 0; i < code.length; i++) {
		counts = counts || is_alnum(code.at[i]);
		if (!is_alnum(code.at[i]) && !strchr("_-.", code.at[i]))
			return "a character in a code that is no letter, digit, _ - or .";
	}
	return counts ? NULL : code.length == 0 ? "code is empty" : "a code without a letter or digit";
}

static const char *any_text(struct csv_field text)
{
	(void)text;
	return NULL;
}

static const char *message_fault(struct csv_field message)
{
	return message.length > 0 ? NULL : "message is empty";
}

const struct retry *retry_of(struct csv_field word)
{
	static const struct retry retries[] = {{"yes", "true", 1}, {"no", "false", 0}, {"", "null", -1}};
	for (size_t i = 0; i < sizeof retries / sizeof *retries; i++)
		if (equals(word, retries[i].word))
			return &retries[i];
	return NULL;
}

static const char *retry_fault(struct csv_field retry)
{
	return retry_of(retry) ? NULL : "retry is not yes, no or empty";
}

static const char *aliases_fault(struct csv_field aliases)
{
	const char *what = NULL;
	for (struct csv_field alias; !what && (alias = next_word(&aliases)).length > 0;) {
		bool is_fragment = *alias.at == '#' && alias.length > 1;
		alias.at += is_fragment;
		alias.length -= is_fragment;
		what = code_fault(alias);
	}
	return what;
}

static const struct {
	const char *name;
	const char *(*fault)(struct csv_field);
} columns[COLUMNS] = {
	[STATUS] = {"status", status_fault},
	[CODE] = {"code", code_fault},
	[MESSAGE] = {"message", message_fault},
	[DESCRIPTION] = {"description", any_text},
	[RETRY] = {"retry", retry_fault},
	[ALIASES] = {"aliases", aliases_fault},
};

/* Reading. */

int table_load(struct table *table)
{
	FILE *in = fopen(table->name, "rb");
	if (!in)
		return file_fault(table->name);
	size_t got = 1;
	char *bytes = NULL;
	while (got > 0 && (bytes = grow(table->bytes, table->length, &table->room, 1))) {
		table->bytes = bytes;
		got = fread(bytes + table->length, 1, table->room - table->length, in);
		table->length += got;
	}
	int result = bytes && !ferror(in) ? 0 : file_fault(table->name);
	(void)fclose(in); /* nothing was written that could be lost */
	return result;
}

static int add_row(struct table *table, const struct row *row, size_t fields)
{
	if (fields != COLUMNS)
		return fault(table, row->columns[STATUS].line, fields < COLUMNS ? "too few fields" : "too many fields");
	for (size_t i = 0; i < COLUMNS; i++) {
		const char *what = columns[i].fault(row->columns[i]);
		if (what)
			return fault(table, row->columns[i].line, what);
	}
	struct row *rows = grow(table->rows, table->row_count, &table->row_room, sizeof *rows);
	if (!rows)
		return file_fault(table->name);
	table->rows = rows;
	rows[table->row_count++] = *row;
	return 0;
}

static int read_rows(struct table *table)
{
	struct csv csv = csv_start(table->bytes, table->length);
	struct row row = {0};
	int got = csv_next(&csv, row.columns, COLUMNS);
	bool good = got > 0 && csv.fields == COLUMNS;
	for (size_t i = 0; good && i < COLUMNS; i++)
		good = equals(row.columns[i], columns[i].name);
	if (got >= 0 && !good)
		return fault(table, 1, "the header is not " HEADER);
	while (got > 0 && (got = csv_next(&csv, row.columns, COLUMNS)) > 0)
		if (add_row(table, &row, csv.fields) != 0)
			return -1;
	if (got < 0)
		return fault(table, csv.line, csv.fault);
	return table->row_count > 0 ? 0 : fault(table, csv.line, "the table is empty");
}

/* Naming. What rows must not say of each other is found by sorting, so that only neighbours need comparing. */

/* Of one name, codes come before aliases, and codes of the same row twice are equal. */
static int compare_keys(const struct key *a, const struct key *b)
{
	int order = compare_folded(a->name, b->name);
	if (order == 0)
		order = a->is_alias - b->is_alias;
	for (size_t i = STATUS; order == 0 && !a->is_alias && i <= DESCRIPTION; i++)
		order = compare(a->row->columns[i], b->row->columns[i]);
	return order;
}

static int by_name(const void *left, const void *right)
{
	const struct key *a = left, *b = right;
	int order = compare_keys(a, b);
	return order != 0 ? order : (a->name.at > b->name.at) - (a->name.at < b->name.at);
}

static int add_key(struct table *table, struct csv_field name, struct row *row, bool is_alias)
{
	struct key *keys = grow(table->keys, table->key_count, &table->key_room, sizeof *keys);
	if (!keys)
		return file_fault(table->name);
	table->keys = keys;
	keys[table->key_count++] = (struct key){.name = name, .row = row, .is_alias = is_alias};
	return 0;
}

/* Whether two keys of one name, neighbours when sorted, may be: 0, or -1 after saying why not. */
static int check_keys(const struct table *table, const struct key *a, const struct key *b)
{
	bool same_code = compare(a->row->columns[CODE], b->row->columns[CODE]) == 0;
	if (b->is_alias && !a->is_alias)
		return clash(table, "alias", b->name, "is itself a code, on", a->name.line);
	if (b->is_alias)
		return same_code ? 0 : clash(table, "alias", b->name, "belongs to another code on", a->name.line);
	if (compare_keys(a, b) == 0)
		return clash(table, "the row of", b->name, "repeats", a->name.line);
	const struct key *early = a->row < b->row ? a : b, *late = early == a ? b : a;
	return same_code ? 0 : clash(table, "code", late->name, "is spelt otherwise on", early->name.line);
}

/* Sorts the keys and leaves each name once. */
static int sort_keys(struct table *table)
{
	size_t kept = 0;
	struct key *keys = table->keys;
	qsort(keys, table->key_count, sizeof *keys, by_name);
	for (size_t i = 0; i < table->key_count; i++) {
		bool is_new = i == 0 || compare_folded(keys[i - 1].name, keys[i].name) != 0;
		if (!is_new && check_keys(table, &keys[i - 1], &keys[i]) != 0)
			return -1;
		if (is_new)
			keys[kept++] = keys[i];
		if (!keys[kept - 1].is_alias)
			keys[i].row->key = kept - 1;
	}
	table->key_count = kept;
	return 0;
}

/* Links the rows of each code, in the order of the file. */
static int link_rows(struct table *table)
{
	for (size_t i = 0; i < table->row_count; i++) {
		struct row *row = &table->rows[i];
		struct key *key = &table->keys[row->key];
		row->next = table->row_count;
		if (!key->last)
			key->row = row;
		else if (row->columns[ALIASES].length > 0)
			return clash(table, "aliases of", row->columns[CODE], "belong to its first row, on",
				key->row->columns[CODE].line);
		else
			key->last->next = i;
		key->last = row;
	}
	return 0;
}

static int add_names(struct table *table)
{
	for (struct row *row = table->rows; row < table->rows + table->row_count; row++) {
		struct csv_field aliases = row->columns[ALIASES], name = row->columns[CODE];
		for (bool is_alias = false; name.length > 0; is_alias = true, name = next_word(&aliases))
			if (add_key(table, name, row, is_alias) != 0)
				return -1;
	}
	return 0;
}

int table_read(struct table *table)
{
	return read_rows(table) != 0 || add_names(table) != 0 || sort_keys(table) != 0 ? -1 : link_rows(table);
}

void table_free(struct table *table)
{
	free(table->bytes);
	free(table->rows);
	free(table->keys);
	*table = (struct table){0};
}
