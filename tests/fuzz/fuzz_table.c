/* CSV -> table -> C, by the generator's own code. A table that is read can be written as CSV and read again, and is
 * then the same; for one that is refused there is one line of complaint. */
#define _GNU_SOURCE /* fopencookie */
#define main mktable_main
#include "mktable.c"
#undef main

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

struct text {
	char *bytes;
	size_t length;
};

static void must(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "== %s\n", what);
	abort();
}

static FILE *open_text(struct text *text)
{
	FILE *file = open_memstream(&text->bytes, &text->length);
	must(file != NULL, "no memory");
	return file;
}

/* A copy that the reading may change, without a byte behind it. */
static struct table table_of(const void *bytes, size_t length)
{
	struct table table = {.name = "in.csv", .bytes = malloc(length ? length : 1), .length = length};
	must(table.bytes != NULL, "no memory");
	if (length > 0)
		memcpy(table.bytes, bytes, length);
	return table;
}

/* Reads the table; complaints go to *said. */
static int read_aloud(struct table *table, struct text *said)
{
	FILE *real = stderr;
	stderr = open_text(said);
	int result = table_read(table);
	fclose(stderr);
	stderr = real;
	return result;
}

static bool is_printable(struct text text)
{
	for (size_t i = 0; i < text.length; i++)
		if ((text.bytes[i] < ' ' && text.bytes[i] != '\n' && text.bytes[i] != '\t') || text.bytes[i] > '~')
			return false;
	return text.length > 0 && text.bytes[text.length - 1] == '\n';
}

static struct text csv_of(const struct table *table)
{
	struct text csv;
	FILE *out = open_text(&csv);
	fputs("\xef\xbb\xbfstatus,code,message,description,fix,retry,aliases,source", out);
	for (const struct row *row = table->rows; row < table->rows + table->row_count; row++)
		for (size_t i = 0; i < COLUMNS; i++) {
			fputs(i == 0 ? "\r\n\"" : ",\"", out);
			for (size_t k = 0; k < row->columns[i].text.length; k++) {
				char c = row->columns[i].text.at[k];
				if (c == '"' || c == '\n')
					putc(c == '"' ? '"' : '\r', out);
				putc(c, out);
			}
			putc('"', out);
		}
	fclose(out);
	return csv;
}

static struct text code_of(struct table *table)
{
	struct text code;
	struct index index = {0};
	FILE *out = open_text(&code);
	must(index_make(&index, table) == 0, "no memory");
	must(table_write(table, &index, out) == 0, "a table that was read cannot be written");
	fclose(out);
	index_free(&index);
	return code;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct table table = table_of(bytes, length);
	struct text said;
	int result = read_aloud(&table, &said);
	size_t lines = 0;
	for (size_t i = 0; i < said.length; i++)
		lines += said.bytes[i] == '\n';
	must(lines == (result != 0), "not one line for a fault, or a line for none");
	must(result == 0 || is_printable(said), "the complaint about a fault is not clean");
	free(said.bytes);
	if (result == 0) {
		struct text csv = csv_of(&table), code = code_of(&table);
		struct table again = table_of(csv.bytes, csv.length);
		must(is_printable(code), "the C made of a table is not plain text");
		must(table.row_count > 0, "an empty table");
		must(read_aloud(&again, &said) == 0, "a table that was read and written cannot be read");
		free(said.bytes);
		struct text code_again = code_of(&again);
		must(code.length == code_again.length && memcmp(code.bytes, code_again.bytes, code.length) == 0,
			"read again, a table is another");
		free(csv.bytes);
		free(code.bytes);
		free(code_again.bytes);
		table_free(&again);
	}
	table_free(&table);
	return 0;
}
