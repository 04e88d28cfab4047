/* mktable INPUT.csv OUTPUT.c: turns the table of codes into the C that src/codes_table.h promises. Runs on the build
 * machine. A table with a fault is refused with one line, NAME:LINE: what is wrong; OUTPUT.c is made whole or not at
 * all.
 *
 *     INPUT.csv -> csv.c records -> rows.c rows, keys -> mktable.c OUTPUT.c */
#include "rows.h"

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

static void put_string(struct pool *pool, const char *string)
{
	put(pool, string, strlen(string));
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

/* The same that text_escape (src/text.h) escapes. */
static bool is_escaped(uint32_t c)
{
	static const uint32_t ranges[][2] = {{0, 0x1f}, {0x7f, 0x9f}, {0x61c, 0x61c}, {0x200e, 0x200f},
		{0x2028, 0x202e}, {0x2066, 0x2069}, {0xfff9, 0xfffb}};
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (c >= ranges[i][0] && c <= ranges[i][1])
			return true;
	return false;
}

/* ,"key":"text" */
static void put_json_member(struct pool *pool, const char *key, struct csv_field text)
{
	static const char named[] = "\"\\\b\f\n\r\t", names[] = "\"\\bfnrt";
	uint32_t c = 0;
	put_string(pool, ",\"");
	put_string(pool, key);
	put_string(pool, "\":\"");
	for (size_t i = 0, length; i < text.length; i += length) {
		char escape[] = "\\u0000";
		const char *name = strchr(named, text.at[i]);
		length = csv_character(text.at + i, text.length - i, &c);
		if (name) {
			escape[1] = names[name - named];
			put(pool, escape, 2);
		} else if (is_escaped(c)) {
			snprintf(escape, sizeof escape, "\\u%04x", (unsigned)c & 0xffff);
			put_string(pool, escape);
		} else {
			put(pool, text.at + i, length);
		}
	}
	put_string(pool, "\"");
}

static struct place put_json(struct pool *pool, const struct csv_field *row)
{
	struct place place = begin(pool);
	put_string(pool, "\"status\":");
	put(pool, row[STATUS].at, row[STATUS].length);
	put_json_member(pool, "code", row[CODE]);
	put_json_member(pool, "message", row[MESSAGE]);
	put_json_member(pool, "description", row[DESCRIPTION]);
	put_string(pool, ",\"retryable\":");
	put_string(pool, retry_of(row[RETRY])->json);
	return end(pool, place);
}

/* Writes the pool and notes where each text is in it; gives its length. */
static uint64_t write_pool(struct table *table, FILE *out)
{
	struct pool pool = {.out = out};
	fputs("const char codes_pool[] =\n", out);
	for (struct row *row = table->rows; row < table->rows + table->row_count; row++) {
		row->code = put_text(&pool, row->columns[CODE]);
		row->message = put_text(&pool, row->columns[MESSAGE]);
		row->description = put_text(&pool, row->columns[DESCRIPTION]);
		row->json = put_json(&pool, row->columns);
	}
	for (struct key *key = table->keys; key < table->keys + table->key_count; key++)
		key->folded = put_folded(&pool, key->name);
	fputs(";\n\n", out);
	return pool.length;
}

static void put_place(FILE *out, struct place place)
{
	fprintf(out, "{%" PRIu64 ", %" PRIu64 "}, ", place.at, place.length);
}

static void write_rows(const struct table *table, FILE *out)
{
	fputs("const struct codes_row codes_rows[] = {\n", out);
	for (const struct row *row = table->rows; row < table->rows + table->row_count; row++) {
		fputs("\t{", out);
		put_place(out, row->code);
		put_place(out, row->message);
		put_place(out, row->description);
		put_place(out, row->json);
		fprintf(out, "%zu, %.3s, %d},\n", row->next, row->columns[STATUS].at,
			retry_of(row->columns[RETRY])->value);
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
	fprintf(out, "};\nconst uint32_t codes_key_count = %zu;\n\n", table->key_count);
}

/* What a compiler must have made of it. The pool ends with the last key, and the rows' texts with the last row's. */
static void write_checks(const struct table *table, FILE *out, uint64_t length)
{
	struct place row = table->rows[table->row_count - 1].json, key = table->keys[table->key_count - 1].folded;
	const struct {
		const char *what;
		uint64_t value;
		const char *why;
	} checks[] = {
		{"sizeof codes_pool - 1 ==", length, "the pool is whole"},
		{"sizeof codes_pool >", row.at + row.length, "the rows lie in the pool"},
		{"sizeof codes_pool >", key.at + key.length, "the keys lie in the pool"},
		{"sizeof codes_rows / sizeof *codes_rows ==", table->row_count, "the rows are all there"},
		{"sizeof codes_keys / sizeof *codes_keys ==", table->key_count, "the keys are all there"},
	};
	for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
		fprintf(out, "static_assert(%s %" PRIu64 ", \"%s\");\n", checks[i].what, checks[i].value,
			checks[i].why);
}

static int table_write(struct table *table, FILE *out)
{
	fputs("/* Made by data/mktable.c from the table of codes in CSV: change that, not this. */\n"
	      "#include \"codes_table.h\"\n\n#include <assert.h>\n\n",
		out);
	uint64_t length = write_pool(table, out);
	write_rows(table, out);
	write_keys(table, out);
	write_checks(table, out, length);
	return length < UINT32_MAX ? 0 : fault(table, 1, "the table is too large");
}

/* Writes the table to a new file. */
static int table_put(struct table *table, const char *name)
{
	FILE *out = fopen(name, "wb");
	if (!out)
		return file_fault(name);
	int result = table_write(table, out);
	bool written = !ferror(out);
	written = fclose(out) == 0 && written;
	return written ? result : file_fault(name);
}

/* Writes beside `output` and renames at the end, so that nobody ever finds half a file. */
static int table_save(struct table *table, const char *output)
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
	int result = table_put(table, temporary);
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
	bool good = table_load(&table) == 0 && table_read(&table) == 0 && table_save(&table, argv[2]) == 0;
	table_free(&table);
	return good ? 0 : 1;
}
