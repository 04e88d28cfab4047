/* mktable INPUT.csv OUTPUT.c: turns the table of codes into the C that src/codes_table.h promises. Runs on the build
 * machine. A table with a fault is refused with one line, NAME:LINE: what is wrong; OUTPUT.c is made whole or not at
 * all.
 *
 *     INPUT.csv -> csv.c records -> rows.c rows, keys -> index.c words -> mktable.c OUTPUT.c */
#include "index.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct pool {
	FILE *out;
	uint64_t length;
};

/* Every text becomes a string literal of its own; together they are the pool. */

/* Whether all was written is asked once, by table_put. */
static void put(struct pool *pool, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		char c = bytes[i];
		if (c < ' ' || c > '~' || c == '?') { /* octal ends after three digits; two ? could make a trigraph */
			fprintf(pool->out, "\\%03o", (unsigned)(unsigned char)c);
		} else {
			if (c == '"' || c == '\\')
				putc('\\', pool->out);
			putc(c, pool->out);
		}
	}
	pool->length += length;
}

static struct place begin(struct pool *pool)
{
	fputs("\t\"", pool->out);
	return (struct place){.at = pool->length};
}

static struct place end(struct pool *pool, struct place place)
{
	fputs("\"\n", pool->out);
	place.length = pool->length - place.at;
	return place;
}

static struct place put_text(struct pool *pool, struct csv_field text)
{
	struct place place = begin(pool);
	put(pool, text.at, text.length);
	return end(pool, place);
}

static struct place put_folded(struct pool *pool, struct csv_field name)
{
	struct place place = begin(pool);
	for (int c; (c = name_fold(&name)) != -1;)
		put(pool, &(char){(char)c}, 1);
	return end(pool, place);
}

/* Writes the pool and notes where each text is in it; returns its length. */
static uint64_t write_pool(struct table *table, struct index *index, FILE *out)
{
	struct pool pool = {.out = out};
	fputs("const char codes_pool[] =\n", out);
	for (struct row *row = table->rows; row < table->rows + table->row_count; row++) {
		row->code = put_text(&pool, row->columns[CODE]);
		row->message = put_text(&pool, row->columns[MESSAGE]);
		row->description = put_text(&pool, row->columns[DESCRIPTION]);
		row->fix = put_text(&pool, row->columns[FIX]);
	}
	for (struct index_word *word = index->words; word < index->words + index->word_count; word++)
		word->place = put_text(&pool, (struct csv_field){.at = word->text, .length = word->length});
	for (struct key *key = table->keys; key < table->keys + table->key_count; key++)
		key->folded = put_folded(&pool, key->name);
	fputs(";\n\n", out);
	return pool.length;
}

static void put_place(FILE *out, struct place place)
{
	fprintf(out, "{%" PRIu64 ", %" PRIu64 "}, ", place.at, place.length);
}

static int status_of(const struct row *row)
{
	return row->columns[STATUS].length > 0 ? atoi(row->columns[STATUS].at) : 0; /* three digits, then a comma */
}

static void write_rows(const struct table *table, const struct index *index, FILE *out)
{
	fputs("const struct codes_row codes_rows[] = {\n", out);
	for (size_t i = 0; i < table->row_count; i++) {
		const struct row *row = &table->rows[i];
		const struct index_row *words = &index->rows[i];
		fputs("\t{", out);
		put_place(out, row->code);
		put_place(out, row->message);
		put_place(out, row->description);
		put_place(out, row->fix);
		fprintf(out, "%zu, %zu, %zu, %u, %d, %d, %u, %d, %d},\n", row->first, row->next, words->first,
			words->count, status_of(row), retry_of(row->columns[RETRY]), words->anchors, row->page,
			words->linked);
	}
	fprintf(out, "};\nconst uint32_t codes_row_count = %zu;\n\n", table->row_count);
}

static void write_keys(const struct table *table, FILE *out)
{
	fputs("const struct codes_key codes_keys[] = {\n", out);
	for (const struct key *key = table->keys; key < table->keys + table->key_count; key++) {
		fputs("\t{", out);
		put_place(out, key->folded);
		fprintf(out, "%zu},\n", (size_t)(key->row - table->rows));
	}
	/* C has no empty arrays, and a table may have no code. */
	fprintf(out, "\t{{0, 0}, 0}};\nconst uint32_t codes_key_count = %zu;\n\n", table->key_count);
}

static void write_statuses(const struct table *table, FILE *out)
{
	size_t count = 0;
	fputs("const uint32_t codes_by_status[] = {", out);
	for (int status = 100; status < 600; status++)
		for (size_t i = 0; i < table->row_count; i++)
			if (table->rows[i].page && status_of(&table->rows[i]) == status) {
				fprintf(out, "%zu, ", i);
				count++;
			}
	fprintf(out, "0};\nconst uint32_t codes_status_count = %zu;\n\n", count);
}

static void put_numbers(FILE *out, const char *name, const uint32_t *numbers, size_t count)
{
	enum { A_LINE = 16 };
	fprintf(out, "const uint32_t %s[] = {\n\t", name);
	for (size_t i = 0; i < count; i++)
		fprintf(out, i % A_LINE == A_LINE - 1 ? "%" PRIu32 ",\n\t" : "%" PRIu32 ", ", numbers[i]);
	fputs("0};\n\n", out);
}

static void write_index(const struct index *index, FILE *out)
{
	fputs("const struct codes_word codes_words[] = {\n", out);
	for (const struct index_word *word = index->words; word < index->words + index->word_count; word++) {
		fputs("\t{", out);
		put_place(out, word->place);
		fprintf(out, "%" PRIu32 ", %zu, %zu},\n", word->hash, word->first, word->count);
	}
	fputs("\t{{0, 0}, 0, 0, 0}};\n\n", out);
	put_numbers(out, "codes_word_slots", index->slots, index->slot_count);
	put_numbers(out, "codes_row_words", index->row_words, index->row_word_count);
	put_numbers(out, "codes_postings", index->postings, index->posting_count);
	fprintf(out, "const uint32_t codes_word_mask = %zu;\n\n", index->slot_count - 1);
}

/* What a compiler must have made of it. The pool ends with the last key's text, or without keys the last word's. */
static void write_checks(const struct table *table, const struct index *index, FILE *out, uint64_t length)
{
	struct place row = table->rows[table->row_count - 1].fix;
	const struct {
		const char *what;
		uint64_t value;
		const char *why;
	} checks[] = {
		{"sizeof codes_pool - 1 ==", length, "the pool is whole"},
		{"sizeof codes_pool >", row.at + row.length, "the rows lie in the pool"},
		{"sizeof codes_rows / sizeof *codes_rows ==", table->row_count, "the rows are all there"},
		{"sizeof codes_keys / sizeof *codes_keys - 1 ==", table->key_count, "the keys are all there"},
		{"sizeof codes_words / sizeof *codes_words - 1 ==", index->word_count, "the words are all there"},
		{"sizeof codes_word_slots / sizeof *codes_word_slots >", index->word_count, "a slot is free"},
		{"sizeof codes_row_words / sizeof *codes_row_words - 1 ==", index->row_word_count,
			"the words of rows are all there"},
		{"sizeof codes_postings / sizeof *codes_postings - 1 ==", index->posting_count,
			"the postings are all there"},
	};
	for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
		fprintf(out, "static_assert(%s %" PRIu64 ", \"%s\");\n", checks[i].what, checks[i].value,
			checks[i].why);
}

static int table_write(struct table *table, struct index *index, FILE *out)
{
	fputs("/* Made by data/mktable.c from the table of codes in CSV: change that, not this. */\n"
	      "#include \"codes_table.h\"\n\n#include <assert.h>\n\n",
		out);
	uint64_t length = write_pool(table, index, out);
	write_rows(table, index, out);
	write_keys(table, out);
	write_statuses(table, out);
	write_index(index, out);
	write_checks(table, index, out, length);
	return length < UINT32_MAX ? 0 : fault(table, 1, "the table is too large");
}

/* Writes the table to a new file. */
static int table_put(struct table *table, struct index *index, const char *name)
{
	FILE *out = fopen(name, "wb");
	if (!out)
		return file_fault(name);
	int result = table_write(table, index, out);
	bool written = !ferror(out);
	written = fclose(out) == 0 && written;
	return written ? result : file_fault(name);
}

/* Writes beside `output` and renames at the end, so that nobody ever finds half a file. */
static int table_save(struct table *table, struct index *index, const char *output)
{
	struct stat old;
	if (stat(output, &old) == 0 && !S_ISREG(old.st_mode)) { /* /dev/null, say: renaming would replace it */
		fprintf(stderr, "%s: not a regular file\n", output);
		return -1;
	}
	size_t size = strlen(output) + sizeof ".tmp";
	char *temporary = malloc(size);
	if (!temporary)
		return file_fault(output);
	snprintf(temporary, size, "%s.tmp", output);
	int result = table_put(table, index, temporary);
	if (result == 0 && rename(temporary, output) != 0)
		result = file_fault(output);
	if (result != 0)
		(void)remove(temporary);
	free(temporary);
	return result;
}

int main(int argc, char *argv[])
{
	if (argc != 3) {
		fputs("usage: mktable INPUT.csv OUTPUT.c\n", stderr);
		return 2;
	}
	struct table table = {.name = argv[1]};
	struct index index = {0};
	bool good = table_load(&table) == 0 && table_read(&table) == 0;
	if (good && index_make(&index, &table) != 0)
		good = file_fault(argv[1]) == 0;
	good = good && table_save(&table, &index, argv[2]) == 0;
	index_free(&index);
	table_free(&table);
	return good ? 0 : 1;
}
