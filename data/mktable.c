/* mktable INPUT.csv OUTPUT.c: turns the table of codes into the C that src/codes_table.h promises. Runs on the build
 * machine. A table with a fault is refused with one line, NAME:LINE: what is wrong; OUTPUT.c is made whole or not at
 * all.
 *
 *     INPUT.csv -> csv.c records -> rows.c rows, keys -> index.c words -> mktable.c OUTPUT.c */
#include "index.h"

#include "codes_table.h"
#include "words.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Every text becomes a string literal of its own that ends with a NUL; together they are the pool. */
struct pool {
	FILE *out;
	uint64_t length;
};

/* table_put checks once for write errors. */
static struct place put_text(struct pool *pool, struct span text)
{
	struct place place = {pool->length, text.length};
	fputs("\t\"", pool->out);
	for (size_t i = 0; i < text.length; i++) {
		char c = text.at[i];
		if (c < ' ' || c > '~' || c == '?') { /* octal ends after three digits; two ? could make a trigraph */
			fprintf(pool->out, "\\%03o", (unsigned)(unsigned char)c);
		} else {
			if (c == '"' || c == '\\')
				putc('\\', pool->out);
			putc(c, pool->out);
		}
	}
	fputs("\\0\"\n", pool->out);
	pool->length += text.length + 1;
	return place;
}

/* Writes the pool and notes where each text is in it; returns its length. */
static uint64_t write_pool(struct table *table, FILE *out)
{
	char bytes[CODE_FOLDED];
	struct pool pool = {.out = out};
	fputs("const char codes_pool[] =\n", out);
	for (struct row *row = table->rows; row < table->rows + table->row_count; row++) {
		row->code = put_text(&pool, row->columns[CODE].text);
		row->message = put_text(&pool, row->columns[MESSAGE].text);
	}
	for (struct row *row = table->rows; row < table->rows + table->row_count; row++) {
		row->description = put_text(&pool, row->columns[DESCRIPTION].text);
		row->fix = put_text(&pool, row->columns[FIX].text);
	}
	for (struct key *key = table->keys; key < table->keys + table->key_count; key++)
		key->folded = put_text(&pool, code_fold(key->name.text, bytes));
	fputs(";\n\n", out);
	return pool.length;
}

static void put_place(FILE *out, struct place place)
{
	fprintf(out, "{%" PRIu64 ", %" PRIu64 "}, ", place.at, place.length);
}

static void put_numbers(FILE *out, const uint32_t *numbers, size_t count)
{
	enum { A_LINE = 16 };
	for (size_t i = 0; i < count; i++)
		fprintf(out, i % A_LINE == 0 ? "\n\t%" PRIu32 "," : " %" PRIu32 ",", numbers[i]);
	fputs("\n\t0};\n\n", out);
}

/* Links the rows of the page that have the same status, and writes the first of each status. */
static void write_statuses(struct table *table, FILE *out)
{
	uint32_t first[CODES_STATUS_HIGHEST - CODES_STATUS_LOWEST + 1];
	for (size_t i = 0; i < sizeof first / sizeof *first; i++)
		first[i] = (uint32_t)table->row_count;
	for (size_t i = table->row_count; i-- > 0;) {
		struct row *row = &table->rows[i];
		row->next_of_status = table->row_count;
		if (row->page && status_of(row) > 0) {
			uint32_t *next = &first[status_of(row) - CODES_STATUS_LOWEST];
			row->next_of_status = *next;
			*next = (uint32_t)i;
		}
	}
	fputs("const uint32_t codes_first_of_status[] = {", out);
	put_numbers(out, first, sizeof first / sizeof *first);
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
		fprintf(out, "%zu, %zu, %zu, %zu, %d, %d, %u, %u, %u, %d, %d},\n", row->first, row->next,
			row->next_of_status, words->first, status_of(row), retry_of(row->columns[RETRY].text),
			words->count, words->gaps, words->anchors, row->page, words->linked);
	}
	fprintf(out, "};\nconst uint32_t codes_row_count = %zu;\n\n", table->row_count);
}

/* Writes the slots by which the elements with these hashes are found: see src/codes_table.h. At least half are free.
 */
static int write_slots(FILE *out, const char *name, const uint32_t *hashes, size_t count)
{
	size_t slot_count = 1;
	while (slot_count < 2 * count + 1)
		slot_count *= 2;
	uint32_t *slots = calloc(slot_count, sizeof *slots);
	if (!slots)
		return -1;
	for (size_t i = 0; i < count; i++) {
		size_t at = hashes[i];
		while (slots[at & (slot_count - 1)] != 0)
			at++;
		slots[at & (slot_count - 1)] = (uint32_t)(i + 1);
	}
	fprintf(out, "const uint32_t codes_%s_mask = %zu;\n", name, slot_count - 1);
	fprintf(out, "const uint32_t codes_%s_slots[] = {", name);
	put_numbers(out, slots, slot_count);
	free(slots);
	return 0;
}

static int write_keys(const struct table *table, FILE *out)
{
	uint32_t *hashes = calloc(table->key_count + 1, sizeof *hashes);
	if (!hashes)
		return -1;
	fputs("const struct codes_key codes_keys[] = {\n", out);
	for (size_t i = 0; i < table->key_count; i++) {
		const struct key *key = &table->keys[i];
		char bytes[CODE_FOLDED];
		hashes[i] = code_hash(code_fold(key->name.text, bytes));
		fputs("\t{", out);
		put_place(out, key->folded);
		fprintf(out, "%" PRIu32 ", %zu},\n", hashes[i], (size_t)(key->row - table->rows));
	}
	/* C has no empty arrays, and a table may have no code. */
	fprintf(out, "\t{{0, 0}, 0, 0}};\nconst uint32_t codes_key_count = %zu;\n\n", table->key_count);
	int result = write_slots(out, "key", hashes, table->key_count);
	free(hashes);
	return result;
}

static int write_index(const struct index *index, FILE *out)
{
	const struct posting *postings = index->postings;
	size_t count = 0;
	uint32_t *hashes = calloc(index->posting_count + 1, sizeof *hashes);
	if (!hashes)
		return -1;
	fputs("const uint32_t codes_row_words[] = {", out);
	put_numbers(out, index->words, index->word_count);
	fputs("const uint32_t codes_postings[] = {\n", out);
	for (size_t i = 0; i < index->posting_count; i++)
		fprintf(out, "\t%" PRIu32 ",\n", postings[i].row);
	fputs("\t0};\n\nconst struct codes_word codes_words[] = {\n", out);
	for (size_t i = 0, end; i < index->posting_count; i = end) {
		for (end = i; end < index->posting_count && postings[end].word == postings[i].word; end++)
			;
		hashes[count++] = postings[i].word;
		fprintf(out, "\t{%" PRIu32 ", %zu, %zu},\n", postings[i].word, i, end - i);
	}
	fputs("\t{0, 0, 0}};\n\n", out);
	int result = write_slots(out, "word", hashes, count);
	free(hashes);
	return result;
}

static int table_write(struct table *table, const struct index *index, FILE *out)
{
	fputs("/* Made by data/mktable.c from the table of codes in CSV: change that, not this. */\n"
	      "#include \"codes_table.h\"\n\n#include <assert.h>\n\n",
		out);
	uint64_t length = write_pool(table, out);
	fprintf(out, "static_assert(sizeof codes_pool - 1 == %" PRIu64 ", \"the pool is whole\");\n\n", length);
	write_statuses(table, out);
	write_rows(table, index, out);
	if (write_keys(table, out) != 0 || write_index(index, out) != 0)
		return file_fault(table->name);
	return length < UINT32_MAX ? 0 : fault(table, 1, "the table is too large");
}

/* Writes the table to a new file. */
static int table_put(struct table *table, const struct index *index, const char *name)
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
static int table_save(struct table *table, const struct index *index, const char *output)
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
