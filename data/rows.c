#include "rows.h"

#include "words.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEADER "status,code,message,description,fix,retry,aliases,source"

int fault(const struct table *table, size_t line, const char *what)
{
	fprintf(stderr, "%s:%zu: %s\n", table->name, line, what);
	return -1;
}

/* As fault, for a name that conflicts with another line. */
static int clash(const struct table *table, const char *kind, struct csv_field name, const char *what, size_t line)
{
	int shown = name.text.length < 100 ? (int)name.text.length : 100;
	fprintf(stderr, "%s:%zu: %s %.*s %s line %zu\n", table->name, name.line, kind, shown, name.text.at, what, line);
	return -1;
}

int file_fault(const char *name)
{
	fprintf(stderr, "%s: %s\n", name, strerror(errno));
	return -1;
}

void *grow(void *array, size_t count, size_t *room, size_t size)
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

static bool equals(struct span text, const char *string)
{
	return span_equals(text, span_of(string));
}

static int compare_folded(struct span a, struct span b)
{
	char left[CODE_FOLDED], right[CODE_FOLDED];
	return span_compare(code_fold(a, left), code_fold(b, right));
}

struct span next_word(struct span *words)
{
	while (words->length > 0 && *words->at == ' ')
		*words = span_from(*words, 1);
	struct span word = {.at = words->at};
	while (word.length < words->length && word.at[word.length] != ' ')
		word.length++;
	*words = span_from(*words, word.length);
	return word;
}

/* The columns: each function returns what is wrong with a field of its column, or NULL. */

static const char *status_fault(struct span status)
{
	bool good = status.length == 3 && status.at[0] >= '1' && status.at[0] <= '5' && text_is_digit(status.at[1]) &&
		    text_is_digit(status.at[2]);
	return good || status.length == 0 ? NULL : "status is not a number from 100 to 599";
}

static const char *name_fault(struct span code)
{
	bool counts = false;
	for (size_t i = 0; i < code.length; i++) {
		counts = counts || text_is_alnum(code.at[i]);
		if (!text_is_alnum(code.at[i]) && !strchr("_-.", code.at[i]))
			return "a character in a code that is no letter, digit, _ - or .";
	}
	return counts ? NULL : "a code without a letter or digit";
}

static const char *code_fault(struct span code)
{
	return code.length > 0 ? name_fault(code) : NULL;
}

static const char *any_text(struct span text)
{
	(void)text;
	return NULL;
}

int status_of(const struct row *row)
{
	return row->columns[STATUS].text.length > 0 ? atoi(row->columns[STATUS].text.at)
						    : 0; /* three digits, then a comma */
}

int retry_of(struct span word)
{
	return equals(word, "yes") ? 1 : equals(word, "no") ? 0 : word.length == 0 ? -1 : RETRY_BAD;
}

static const char *retry_fault(struct span retry)
{
	return retry_of(retry) != RETRY_BAD ? NULL : "retry is not yes, no or empty";
}

static const char *aliases_fault(struct span aliases)
{
	const char *what = NULL;
	for (struct span alias; !what && (alias = next_word(&aliases)).length > 0;) {
		bool is_fragment = *alias.at == '#' && alias.length > 1;
		alias.at += is_fragment;
		alias.length -= is_fragment;
		what = name_fault(alias);
	}
	return what;
}

static const char *source_fault(struct span source)
{
	return equals(source, "page") || equals(source, "seen") ? NULL : "source is not page or seen";
}

static const struct {
	const char *name;
	const char *(*fault)(struct span);
} columns[COLUMNS] = {
	[STATUS] = {"status", status_fault},
	[CODE] = {"code", code_fault},
	[MESSAGE] = {"message", any_text},
	[DESCRIPTION] = {"description", any_text},
	[FIX] = {"fix", any_text},
	[RETRY] = {"retry", retry_fault},
	[ALIASES] = {"aliases", aliases_fault},
	[SOURCE] = {"source", source_fault},
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

/* What is wrong with the fields of a row taken together, or NULL; `before` is the row before it, or NULL. */
static const char *row_fault(const struct row *row, const struct row *before)
{
	if (row->columns[CODE].text.length == 0 && row->columns[MESSAGE].text.length == 0)
		return "neither a code nor a message";
	if (row->page && before && !before->page)
		return "a row of the page behind one that was seen";
	return row->page || row->columns[FIX].text.length > 0 ? NULL : "a row that was seen has no fix";
}

static int add_row(struct table *table, struct row *row, size_t fields)
{
	row->line = row->columns[STATUS].line;
	if (fields != COLUMNS)
		return fault(table, row->line, fields < COLUMNS ? "too few fields" : "too many fields");
	for (size_t i = 0; i < COLUMNS; i++) {
		const char *what = columns[i].fault(row->columns[i].text);
		if (what)
			return fault(table, row->columns[i].line, what);
	}
	row->page = equals(row->columns[SOURCE].text, "page");
	const char *what = row_fault(row, table->row_count > 0 ? &table->rows[table->row_count - 1] : NULL);
	if (what)
		return fault(table, row->line, what);
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
		good = equals(row.columns[i].text, columns[i].name);
	if (got >= 0 && !good)
		return fault(table, 1, "the header is not " HEADER);
	while (got > 0 && (got = csv_next(&csv, row.columns, COLUMNS)) > 0)
		if (add_row(table, &row, csv.fields) != 0)
			return -1;
	if (got < 0)
		return fault(table, csv.line, csv.fault);
	return table->row_count > 0 ? 0 : fault(table, csv.line, "the table is empty");
}

/* Conflicts between rows are found by sorting: only neighbours are compared. */

static int by_place(const struct row *a, const struct row *b)
{
	return (a > b) - (a < b);
}

static int by_code(const void *left, const void *right)
{
	const struct row *a = *(struct row *const *)left, *b = *(struct row *const *)right;
	int order = compare_folded(a->columns[CODE].text, b->columns[CODE].text);
	return order != 0 ? order : by_place(a, b);
}

static int compare_messages(const struct row *a, const struct row *b)
{
	int order = compare_folded(a->columns[CODE].text, b->columns[CODE].text);
	if (order == 0)
		order = span_compare(a->columns[STATUS].text, b->columns[STATUS].text);
	return order != 0 ? order : span_compare(a->columns[MESSAGE].text, b->columns[MESSAGE].text);
}

static int by_message(const void *left, const void *right)
{
	const struct row *a = *(struct row *const *)left, *b = *(struct row *const *)right;
	int order = compare_messages(a, b);
	return order != 0 ? order : by_place(a, b);
}

static struct csv_field name_of(const struct row *row)
{
	return row->columns[row->columns[CODE].text.length > 0 ? CODE : MESSAGE];
}

static int check_repeats(const struct table *table, struct row **sorted)
{
	qsort(sorted, table->row_count, sizeof *sorted, by_message);
	for (size_t i = 1; i < table->row_count; i++)
		if (compare_messages(sorted[i - 1], sorted[i]) == 0)
			return clash(table, "the row of", name_of(sorted[i]), "repeats", sorted[i - 1]->line);
	return 0;
}

static bool is_fragment(struct span alias)
{
	return *alias.at == '#';
}

/* Only the first row of a code may have aliases of it. Returns 0, or -1 after a message. */
static int check_aliases(const struct table *table, const struct row *row, const struct row *first)
{
	struct span aliases = row->columns[ALIASES].text;
	for (struct span alias; (alias = next_word(&aliases)).length > 0;)
		if (!is_fragment(alias) && row->columns[CODE].text.length == 0)
			return fault(table, row->line, "an alias of a row without a code");
		else if (!is_fragment(alias) && row != first)
			return clash(
				table, "aliases of", row->columns[CODE], "belong to its first row, on", first->line);
	return 0;
}

/* Links the rows of each code, in the order of the file. */
static int link_rows(struct table *table, struct row **sorted)
{
	struct row *first = NULL;
	qsort(sorted, table->row_count, sizeof *sorted, by_code);
	for (size_t i = 0; i < table->row_count; i++) {
		struct row *row = sorted[i], *before = i > 0 ? sorted[i - 1] : NULL;
		struct csv_field code = row->columns[CODE];
		bool same =
			code.text.length > 0 && before && compare_folded(code.text, before->columns[CODE].text) == 0;
		if (same && !span_equals(code.text, first->columns[CODE].text))
			return clash(table, "code", code, "is spelled otherwise on", first->line);
		first = same ? first : row;
		row->first = (size_t)(first - table->rows);
		row->next = table->row_count;
		if (same)
			before->next = (size_t)(row - table->rows);
		if (check_aliases(table, row, first) != 0)
			return -1;
	}
	return 0;
}

static int check_rows(struct table *table)
{
	struct row **sorted = malloc(table->row_count * sizeof *sorted);
	if (!sorted)
		return file_fault(table->name);
	for (size_t i = 0; i < table->row_count; i++)
		sorted[i] = &table->rows[i];
	int result = check_repeats(table, sorted) != 0 ? -1 : link_rows(table, sorted);
	free(sorted);
	return result;
}

/* Of one name, a code comes before aliases, and those in the order of the file. */
static int by_name(const void *left, const void *right)
{
	const struct key *a = left, *b = right;
	int order = compare_folded(a->name.text, b->name.text);
	if (order == 0)
		order = a->is_alias - b->is_alias;
	return order != 0 ? order : (a->name.text.at > b->name.text.at) - (a->name.text.at < b->name.text.at);
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

/* An alias may only repeat an alias of the same row. Returns 0, or -1 after a message. */
static int check_alias(const struct table *table, const struct key *a, const struct key *alias)
{
	if (!a->is_alias)
		return clash(table, "alias", alias->name, "is itself a code, on", a->row->line);
	if (a->row != alias->row)
		return clash(table, "alias", alias->name, "belongs to another row, on", a->row->line);
	return 0;
}

/* Sorts the keys and leaves each name once. */
static int sort_keys(struct table *table)
{
	size_t kept = 0;
	struct key *keys = table->keys;
	if (table->key_count > 0) /* else there is no array */
		qsort(keys, table->key_count, sizeof *keys, by_name);
	for (size_t i = 0; i < table->key_count; i++)
		if (i == 0 || compare_folded(keys[kept - 1].name.text, keys[i].name.text) != 0)
			keys[kept++] = keys[i];
		else if (check_alias(table, &keys[kept - 1], &keys[i]) != 0)
			return -1;
	table->key_count = kept;
	return 0;
}

static int add_names(struct table *table)
{
	for (struct row *row = table->rows; row < table->rows + table->row_count; row++) {
		bool first = row == &table->rows[row->first];
		if (first && row->columns[CODE].text.length > 0 && add_key(table, row->columns[CODE], row, false) != 0)
			return -1;
		struct csv_field aliases = row->columns[ALIASES], name = aliases;
		while ((name.text = next_word(&aliases.text)).length > 0)
			if (add_key(table, name, row, true) != 0)
				return -1;
	}
	return sort_keys(table);
}

int table_read(struct table *table)
{
	return read_rows(table) != 0 || check_rows(table) != 0 ? -1 : add_names(table);
}

void table_free(struct table *table)
{
	free(table->bytes);
	free(table->rows);
	free(table->keys);
	*table = (struct table){0};
}
