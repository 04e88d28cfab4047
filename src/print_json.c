/* cJSON puts the objects together and prints them. Two things that it does not do are done here: its strings end at a
 * NUL, so a mark stands for one until the object is written; and it prints every byte from 0x7f on as it is. */
#include "print_forms.h"

#include <cjson/cJSON.h>

#include <string.h>

enum { PRINTED = 16 * 1024 }; /* bytes of an object that is printed without memory of its own; few are longer */

/* What stands for a NUL, as in Java's modified UTF-8; no valid text contains it. */
#define NUL_MARK "\xc0\x80"

/* An object under construction. If memory runs out, the rest is left out and nothing of it is written. */
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

/* An item of a type whose text is in `valuestring`; NULL if there is no memory. */
static cJSON *text_item(int type, struct span text)
{
	cJSON *item = cJSON_CreateNull();
	char *to = item ? cJSON_malloc(2 * text.length + 1) : NULL;
	if (!to) {
		cJSON_Delete(item);
		return NULL;
	}
	item->type = type;
	item->valuestring = to;
	while (text.length > 0) {
		const char *nul = memchr(text.at, '\0', text.length);
		size_t length = nul ? (size_t)(nul - text.at) : text.length;
		memcpy(to, text.at, length);
		to += length;
		if (nul) {
			memcpy(to, NUL_MARK, sizeof NUL_MARK - 1);
			to += sizeof NUL_MARK - 1;
			length++;
		}
		text = span_from(text, length);
	}
	*to = '\0';
	return item;
}

static cJSON *field_item(enum field field, struct span value)
{
	if (!value.at)
		return cJSON_CreateNull();
	switch (field) {
	case FIELD_RETRY:
		return cJSON_CreateBool(span_equals(value, SPAN("yes")));
	case FIELD_STATUS:
	case FIELD_LINE:
	case FIELD_INPUT_STATUS:
	case FIELD_COUNT:
		return text_item(cJSON_Raw, value); /* a double would not hold every number */
	default:
		return text_item(cJSON_String, value);
	}
}

/* Adds the fields from `field` to `last`. */
static void add_fields(struct draft *draft, cJSON *to, const struct fields *fields, enum field field, enum field last)
{
	/* In the order of enum field. */
	static const char *const keys[] = {"status", "code", "message", "description", "fix", "retryable", "source",
		"match", "file", "line", "status", "code", "message", "request_id", "count"};
	for (; field <= last; field++)
		add(draft, to, keys[field], field_item(field, fields->values[field]));
}

static void add_alternatives(struct draft *draft, const struct finding *finding)
{
	cJSON *array = cJSON_CreateArray();
	for (size_t i = match_alternative(finding, TABLE_NONE); i != TABLE_NONE; i = match_alternative(finding, i)) {
		struct fields fields;
		cJSON *row = cJSON_CreateObject();
		print_fields_of(&fields, &(struct finding){.row = i});
		add_fields(draft, row, &fields, FIELD_STATUS, FIELD_SOURCE);
		if (array && row && cJSON_AddItemToArray(array, row))
			continue;
		cJSON_Delete(row);
		draft->failed = true;
	}
	add(draft, draft->object, "alternatives", array);
}

/* Writes what cJSON printed; it left NULs as marks, and all from DEL on raw. */
static void put_printed(FILE *out, const char *printed)
{
	struct span rest = span_of(printed);
	for (const char *nul; strchr(rest.at, *NUL_MARK) && (nul = strstr(rest.at, NUL_MARK));) { /* strchr is fast */
		size_t before = (size_t)(nul - rest.at);
		text_escape(out, (struct span){rest.at, before}, ESCAPE_TEXT);
		(void)fputs("\\u0000", out);
		rest = span_from(rest, before + sizeof NUL_MARK - 1);
	}
	text_escape(out, rest, ESCAPE_TEXT);
	(void)putc('\n', out);
}

int json_answer(FILE *out, const struct finding *finding, enum subject subject)
{
	char bytes[PRINTED], *longer = NULL;
	struct fields fields;
	struct draft draft = {.object = cJSON_CreateObject()};
	print_fields_of(&fields, finding);
	if (subject == SUBJECT_TALLY)
		add_fields(&draft, draft.object, &fields, FIELD_COUNT, FIELD_COUNT);
	add_fields(&draft, draft.object, &fields, FIELD_STATUS, FIELD_SOURCE);
	if (subject == SUBJECT_FAILURE)
		add_fields(&draft, draft.object, &fields, FIELD_MATCH, FIELD_MATCH);
	if (subject == SUBJECT_TALLY && finding->row != TABLE_NONE) {
		add(&draft, draft.object, "input", cJSON_CreateNull());
	} else if (subject != SUBJECT_ROW) {
		cJSON *input = cJSON_CreateObject();
		if (subject == SUBJECT_TALLY)
			add_fields(&draft, input, &fields, FIELD_INPUT_STATUS, FIELD_INPUT_CODE);
		else
			add_fields(&draft, input, &fields, FIELD_FILE, FIELD_REQUEST_ID);
		add(&draft, draft.object, "input", input);
	}
	if (finding->alternatives)
		add_alternatives(&draft, finding);
	bool printed = false;
	if (!draft.failed) {
		printed = cJSON_PrintPreallocated(draft.object, bytes, sizeof bytes, false);
		if (!printed)
			longer = cJSON_PrintUnformatted(draft.object);
	}
	if (printed || longer)
		put_printed(out, longer ? longer : bytes);
	cJSON_free(longer);
	cJSON_Delete(draft.object);
	return printed || longer ? 0 : -1;
}
