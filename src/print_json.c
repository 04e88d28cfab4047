/* cJSON puts the objects together and prints them. Two things it cannot do are done around it: its strings end at a
 * NUL, so one inside a value is a mark until the object is written; and it prints every byte from 0x7f on as it is. */
#include "print_forms.h"

#include <cjson/cJSON.h>

#include <inttypes.h>
#include <string.h>

enum { PRINTED = 16 * 1024 }; /* bytes of an object that need no memory of their own; few are longer */

/* What stands for a NUL: as Java writes it into UTF-8, where it is no character. */
#define NUL_MARK "\xc0\x80"

/* An object that is put together. Where memory is short, the rest is left out, and nothing of it is written. */
struct draft {
	cJSON *object;
	bool failed;
};

/* Adds `item` to an object of the draft, which frees it with all others; the key is a literal. */
static void add(struct draft *draft, cJSON *to, const char *key, cJSON *item)
{
	if (to && item && cJSON_AddItemToObjectCS(to, key, item))
		return;
	cJSON_Delete(item);
	draft->failed = true;
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
static void add_text(struct draft *draft, cJSON *to, const char *key, struct span text)
{
	add(draft, to, key, text.at ? text_item(cJSON_String, text) : cJSON_CreateNull());
}

/* As it is, whatever a double can hold. */
static void add_number(struct draft *draft, cJSON *to, const char *key, uint64_t number)
{
	char digits[24];
	size_t at = sizeof digits;
	do
		digits[--at] = (char)('0' + number % 10);
	while ((number /= 10) != 0);
	add(draft, to, key, text_item(cJSON_Raw, (struct span){digits + at, sizeof digits - at}));
}

/* 0 is null. */
static void add_status(struct draft *draft, cJSON *to, int status)
{
	if (status != 0)
		add_number(draft, to, "status", (uint64_t)status);
	else
		add(draft, to, "status", cJSON_CreateNull());
}

static void add_retryable(struct draft *draft, cJSON *to, enum retry retry)
{
	add(draft, to, "retryable", retry == RETRY_UNKNOWN ? cJSON_CreateNull() : cJSON_CreateBool(retry == RETRY_YES));
}

/* Adds the keys of a row; all null for TABLE_NONE. */
static void add_row(struct draft *draft, cJSON *to, size_t number)
{
	struct row row = {.retry = RETRY_UNKNOWN};
	struct span source = {0};
	if (number != TABLE_NONE) {
		row = table_row(number);
		source = row.page ? SPAN("page") : SPAN("seen");
	}
	add_status(draft, to, row.status);
	add_text(draft, to, "code", row.code);
	add_text(draft, to, "message", row.message);
	add_text(draft, to, "description", row.description);
	add_text(draft, to, "fix", row.fix);
	add_retryable(draft, to, row.retry);
	add_text(draft, to, "source", source);
}

static void add_input(struct draft *draft, const struct finding *finding)
{
	cJSON *input = cJSON_CreateObject();
	add_text(draft, input, "file", finding->file);
	add_number(draft, input, "line", finding->line);
	add_status(draft, input, finding->status);
	add_text(draft, input, "code", finding->code);
	add_text(draft, input, "message", finding->message);
	add_text(draft, input, "request_id", finding->request_id);
	add(draft, draft->object, "input", input);
}

static void add_alternatives(struct draft *draft, const struct finding *finding)
{
	cJSON *array = cJSON_CreateArray();
	for (size_t i = match_alternative(finding, TABLE_NONE); i != TABLE_NONE; i = match_alternative(finding, i)) {
		cJSON *row = cJSON_CreateObject();
		add_row(draft, row, i);
		if (array && row && cJSON_AddItemToArray(array, row))
			continue;
		cJSON_Delete(row);
		draft->failed = true;
	}
	add(draft, draft->object, "alternatives", array);
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

/* Writes a draft as one line, unless memory was short, and frees it. Returns 0, or -1. */
static int write_draft(FILE *out, struct draft *draft)
{
	char bytes[PRINTED], *longer = NULL;
	const char *printed = NULL;
	if (!draft->failed) {
		if (cJSON_PrintPreallocated(draft->object, bytes, sizeof bytes, false))
			printed = bytes;
		else
			printed = longer = cJSON_PrintUnformatted(draft->object);
	}
	if (printed) {
		put_printed(out, printed);
		(void)putc('\n', out);
	}
	cJSON_free(longer);
	cJSON_Delete(draft->object);
	return printed ? 0 : -1;
}

int json_row(FILE *out, size_t row)
{
	struct draft draft = {.object = cJSON_CreateObject()};
	add_row(&draft, draft.object, row);
	return write_draft(out, &draft);
}

int json_finding(FILE *out, const struct finding *finding)
{
	struct draft draft = {.object = cJSON_CreateObject()};
	add_row(&draft, draft.object, finding->row);
	add_text(&draft, draft.object, "match", span_of(print_match_name(finding->match)));
	add_input(&draft, finding);
	if (finding->alternatives)
		add_alternatives(&draft, finding);
	return write_draft(out, &draft);
}

int json_entry(FILE *out, const struct tally_entry *entry)
{
	struct draft draft = {.object = cJSON_CreateObject()};
	cJSON *input = entry->row == TABLE_NONE ? cJSON_CreateObject() : cJSON_CreateNull();
	add_number(&draft, draft.object, "count", entry->count);
	add_row(&draft, draft.object, entry->row);
	if (entry->row == TABLE_NONE) {
		add_status(&draft, input, entry->status);
		add_text(&draft, input, "code", entry->code);
	}
	add(&draft, draft.object, "input", input);
	return write_draft(out, &draft);
}
