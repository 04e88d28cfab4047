/* cJSON puts the objects together and prints them. Two things it cannot do are done around it: its strings end at a
 * NUL, so one inside a value is a mark until the object is written; and it prints every byte from 0x7f on as it is. */
#include "print_forms.h"

#include <cjson/cJSON.h>

#include <inttypes.h>
#include <string.h>

enum { PRINTED = 16 * 1024 }; /* bytes of an object that need no memory of their own; few are longer */

/* What stands for a NUL: as Java writes it into UTF-8, where it is no character. */
#define NUL_MARK "\xc0\x80"

/* Adds `item` to an object that lets go of it with all others; the key is a literal. -1: there was no memory. */
static int add(cJSON *object, const char *key, cJSON *item)
{
	if (item && cJSON_AddItemToObjectCS(object, key, item))
		return 0;
	cJSON_Delete(item);
	return -1;
}

/* An item of a type whose text is in `valuestring`; NULL where there is no memory. */
static cJSON *text_item(int type, struct span text)
{
	size_t nuls = 0;
	for (const char *at = text.at; (at = memchr(at, '\0', text.length - (size_t)(at - text.at))); at++)
		nuls++;
	cJSON *item = cJSON_CreateNull();
	char *copy = item ? cJSON_malloc(text.length + nuls + 1) : NULL;
	if (!copy) {
		cJSON_Delete(item);
		return NULL;
	}
	item->type = type;
	item->valuestring = copy;
	if (nuls == 0) {
		memcpy(copy, text.at, text.length);
		copy += text.length;
	}
	for (size_t i = 0; nuls > 0 && i < text.length; i++)
		if (text.at[i] != '\0') {
			*copy++ = text.at[i];
		} else {
			memcpy(copy, NUL_MARK, sizeof NUL_MARK - 1);
			copy += sizeof NUL_MARK - 1;
		}
	*copy = '\0';
	return item;
}

/* `at` NULL is null. */
static int add_text(cJSON *object, const char *key, struct span text)
{
	return add(object, key, text.at ? text_item(cJSON_String, text) : cJSON_CreateNull());
}

/* As it is, whatever a double can hold. */
static int add_number(cJSON *object, const char *key, uint64_t number)
{
	char digits[24];
	size_t at = sizeof digits;
	do
		digits[--at] = (char)('0' + number % 10);
	while ((number /= 10) != 0);
	return add(object, key, text_item(cJSON_Raw, (struct span){digits + at, sizeof digits - at}));
}

/* 0 is null. */
static int add_status(cJSON *object, const char *key, int status)
{
	return status != 0 ? add_number(object, key, (uint64_t)status) : add(object, key, cJSON_CreateNull());
}

/* Adds the keys of a row; all null for TABLE_NONE. */
static int add_row(cJSON *object, size_t number)
{
	struct row row = {.retry = RETRY_UNKNOWN};
	struct span source = {0};
	if (number != TABLE_NONE) {
		row = table_row(number);
		source = row.page ? SPAN("page") : SPAN("seen");
	}
	return add_status(object, "status", row.status) || add_text(object, "code", row.code) ||
			       add_text(object, "message", row.message) ||
			       add_text(object, "description", row.description) || add_text(object, "fix", row.fix) ||
			       add(object, "retryable",
				       row.retry == RETRY_UNKNOWN ? cJSON_CreateNull()
								  : cJSON_CreateBool(row.retry == RETRY_YES)) ||
			       add_text(object, "source", source)
		       ? -1
		       : 0;
}

/* Adds an object, filled by what follows, to `parent`; NULL: there was no memory. */
static cJSON *add_object(cJSON *parent, const char *key)
{
	cJSON *object = cJSON_CreateObject();
	return add(parent, key, object) == 0 ? object : NULL;
}

static int add_input(cJSON *object, const struct finding *finding)
{
	cJSON *input = add_object(object, "input");
	return !input || add_text(input, "file", finding->file) || add_number(input, "line", finding->line) ||
			       add_status(input, "status", finding->status) || add_text(input, "code", finding->code) ||
			       add_text(input, "message", finding->message) ||
			       add_text(input, "request_id", finding->request_id)
		       ? -1
		       : 0;
}

static int add_alternatives(cJSON *object, const struct finding *finding)
{
	cJSON *array = cJSON_CreateArray();
	if (add(object, "alternatives", array) != 0)
		return -1;
	for (size_t i = match_alternative(finding, TABLE_NONE); i != TABLE_NONE; i = match_alternative(finding, i)) {
		cJSON *row = cJSON_CreateObject();
		if (!row || !cJSON_AddItemToArray(array, row)) {
			cJSON_Delete(row);
			return -1;
		}
		if (add_row(row, i) != 0)
			return -1;
	}
	return 0;
}

/* Whether every byte is ASCII, and none is DEL. */
static bool is_harmless(struct span printed)
{
	const uint64_t each = UINT64_MAX / 255, high = each * 128;
	uint64_t seen = 0;
	size_t i = 0;
	for (; i + 8 <= printed.length; i += 8) {
		uint64_t bytes = text_load8(printed.at + i);
		seen |= bytes | (bytes + each);
	}
	for (; i < printed.length; i++)
		seen |= (unsigned char)printed.at[i] | ((unsigned char)printed.at[i] + 1U);
	return (seen & high) == 0;
}

/* Writes printed JSON: what cJSON left raw, from DEL on, is escaped if it is not harmless UTF-8. */
static void put_printed(FILE *out, const char *printed)
{
	struct span rest = span_of(printed);
	if (is_harmless(rest)) {
		(void)fwrite(rest.at, 1, rest.length, out);
		return;
	}
	for (const char *nul; (nul = strstr(rest.at, NUL_MARK));) {
		size_t before = (size_t)(nul - rest.at);
		text_escape(out, (struct span){rest.at, before}, ESCAPE_TEXT);
		(void)fputs("\\u0000", out);
		rest = span_from(rest, before + sizeof NUL_MARK - 1);
	}
	text_escape(out, rest, ESCAPE_TEXT);
}

/* Writes the object as one line, if there was memory for all of it, and deletes it. */
static int write_object(FILE *out, cJSON *object, int added)
{
	char bytes[PRINTED], *longer = NULL;
	const char *printed = bytes;
	if (added == 0 && !cJSON_PrintPreallocated(object, bytes, sizeof bytes, false))
		printed = longer = cJSON_PrintUnformatted(object);
	cJSON_Delete(object);
	if (added != 0 || !printed)
		return -1;
	put_printed(out, printed);
	(void)putc('\n', out);
	cJSON_free(longer);
	return 0;
}

int json_row(FILE *out, size_t row)
{
	cJSON *object = cJSON_CreateObject();
	return write_object(out, object, object ? add_row(object, row) : -1);
}

int json_finding(FILE *out, const struct finding *finding)
{
	cJSON *object = cJSON_CreateObject();
	int added = !object || add_row(object, finding->row) ||
				    add_text(object, "match", span_of(print_match_name(finding->match))) ||
				    add_input(object, finding) ||
				    (finding->alternatives && add_alternatives(object, finding))
			    ? -1
			    : 0;
	return write_object(out, object, added);
}

/* Adds what a tally's entry without a row was counted by. */
static int add_counted(cJSON *object, const struct tally_entry *entry)
{
	cJSON *input = add_object(object, "input");
	return !input || add_status(input, "status", entry->status) || add_text(input, "code", entry->code) ? -1 : 0;
}

int json_entry(FILE *out, const struct tally_entry *entry)
{
	cJSON *object = cJSON_CreateObject();
	int added = !object || add_number(object, "count", entry->count) || add_row(object, entry->row) ||
				    (entry->row != TABLE_NONE ? add(object, "input", cJSON_CreateNull())
							      : add_counted(object, entry))
			    ? -1
			    : 0;
	return write_object(out, object, added);
}
