#include "csv.h"

#include <string.h>

static bool is_ahead(const struct csv *csv, const char *bytes)
{
	size_t length = strlen(bytes);
	return (size_t)(csv->end - csv->at) >= length && memcmp(csv->at, bytes, length) == 0;
}

/* Steps over `bytes` if they are next. */
static bool take(struct csv *csv, const char *bytes)
{
	bool ahead = is_ahead(csv, bytes);
	if (ahead)
		csv->at += strlen(bytes);
	return ahead;
}

static bool is_field_end(const struct csv *csv)
{
	return csv->at == csv->end || is_ahead(csv, ",") || is_ahead(csv, "\n") || is_ahead(csv, "\r\n");
}

/* What follows the opening quote. Unquoting only ever shortens, so it is done in place. Returns what is wrong, or NULL.
 */
static const char *read_quoted(struct csv *csv, struct csv_field *field)
{
	char *to = csv->at;
	field->text.at = to;
	while (csv->at < csv->end) {
		if (take(csv, "\r\n") || take(csv, "\n")) {
			*to++ = '\n';
			csv->line++;
		} else if (take(csv, "\"\"")) {
			*to++ = '"';
		} else if (take(csv, "\"")) {
			field->text.length = (size_t)(to - field->text.at);
			return is_field_end(csv) ? NULL : "text after a closing quote";
		} else {
			*to++ = *csv->at++;
		}
	}
	return "a quote that never closes";
}

static const char *read_plain(struct csv *csv, struct csv_field *field)
{
	field->text.at = csv->at;
	for (; !is_field_end(csv); csv->at++) {
		if (*csv->at == '"')
			return "a quote in a field that is not quoted";
		if (*csv->at == '\r')
			return "a carriage return without a line feed";
	}
	field->text.length = (size_t)(csv->at - field->text.at);
	return NULL;
}

/* What is wrong with the characters of a field, or NULL. */
static const char *text_fault(struct span text)
{
	uint32_t c;
	for (size_t length; text.length > 0; text = span_from(text, length)) {
		length = csv_character(text, &c);
		if (length == 0)
			return "invalid UTF-8";
		if (c == 0)
			return "a NUL byte";
	}
	return NULL;
}

struct csv csv_start(char *bytes, size_t length)
{
	struct csv csv = {.at = bytes, .end = bytes + length, .line = 1};
	take(&csv, "\xef\xbb\xbf");
	return csv;
}

int csv_next(struct csv *csv, struct csv_field *fields, size_t most)
{
	if (csv->at == csv->end)
		return 0;
	csv->fields = 0;
	do {
		struct csv_field field = {.line = csv->line};
		csv->fault = (take(csv, "\"") ? read_quoted : read_plain)(csv, &field);
		if (!csv->fault)
			csv->fault = text_fault(field.text);
		if (csv->fault) {
			csv->line = field.line;
			return -1;
		}
		if (csv->fields < most)
			fields[csv->fields] = field;
		csv->fields++;
	} while (take(csv, ","));
	csv->line += take(csv, "\r\n") || take(csv, "\n");
	return 1;
}

size_t csv_character(struct span text, uint32_t *c)
{
	size_t bytes = text_decode(text, c);
	return *c != 0xfffd || span_starts(text, SPAN("\ufffd")) ? bytes : 0; /* text_decode's sign of invalid UTF-8 */
}
