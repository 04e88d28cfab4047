/* cJSON prints the objects. Its strings end at a NUL: what was read is copied with a TEXT_NUL for each NUL in it; the
 * texts of a row have none. cJSON prints every byte from 0x7f on as it is, so text_escape writes what it printed. */
#include "print.h"

#include <cjson/cJSON.h>

#include <stdlib.h>
#include <string.h>

enum {
	ITEMS = FIELDS + 3, /* of an answer or an alternative, at the most */
	PRINTED = 4096,     /* bytes of most answers */
};

/* The free part of the memory for an answer: the items are allocated together, with the copied texts behind them. cJSON
 * would allocate each by itself, which takes longer than printing them. */
struct draft {
	cJSON *item;
	char *text;
};

/* Adds an item to an object or an array; the key is a literal. */
static cJSON *add(struct draft *draft, cJSON *to, const char *key, int type)
{
	cJSON *item = draft->item++;
	*item = (cJSON){.type = type};
	if (to)
		(void)cJSON_AddItemToObjectCS(to, key, item);
	return item;
}

/* Returns a copy of `text` for cJSON. */
static char *copy_text(struct draft *draft, struct span text)
{
	char *copy = draft->text;
	for (const char *nul; (nul = memchr(text.at, '\0', text.length));) {
		size_t before = (size_t)(nul - text.at);
		memcpy(draft->text, text.at, before);
		draft->text = stpcpy(draft->text + before, TEXT_NUL);
		text = span_from(text, before + 1);
	}
	memcpy(draft->text, text.at, text.length);
	draft->text += text.length;
	*draft->text++ = '\0';
	return copy;
}

static int type_of(enum field field, struct span value)
{
	if (!value.at)
		return cJSON_NULL;
	switch (field_forms[field].type) {
	case TYPE_BOOLEAN:
		return span_equals(value, SPAN("yes")) ? cJSON_True : cJSON_False;
	case TYPE_NUMBER:
		return cJSON_Raw; /* a double would not hold every number */
	default:
		return cJSON_String;
	}
}

/* Adds the fields from `field` to `last`. */
static void add_fields(struct draft *draft, cJSON *to, const struct answer *answer, enum field field, enum field last)
{
	for (; field <= last; field++) {
		struct span value = answer->values[field];
		int type = type_of(field, value);
		bool outlives = field <= FIELD_SOURCE && type != cJSON_Raw; /* see struct answer */
		cJSON *item = add(draft, to, field_forms[field].key, type);
		if (value.at) /* cJSON does not change it */
			item->valuestring = outlives ? (char *)(uintptr_t)value.at : copy_text(draft, value);
	}
}

static void add_alternatives(struct draft *draft, cJSON *to, const struct finding *finding)
{
	cJSON *array = add(draft, to, "alternatives", cJSON_Array);
	for (size_t i = match_alternative(finding, TABLE_NONE); i != TABLE_NONE; i = match_alternative(finding, i)) {
		struct answer answer;
		answer_set(&answer, &(struct finding){.row = i});
		add_fields(draft, add(draft, array, "", cJSON_Object), &answer, FIELD_STATUS, FIELD_SOURCE);
	}
}

/* Starts a draft with room for an answer. Returns false if there is no memory. */
static bool begin(struct draft *draft, const struct answer *answer, const struct finding *finding)
{
	size_t objects = 1;
	for (size_t i = match_alternative(finding, TABLE_NONE); i != TABLE_NONE; i = match_alternative(finding, i))
		objects++;
	size_t text = objects * (DIGITS + 1); /* the status of each row */
	for (size_t i = FIELD_SOURCE + 1; i < FIELDS; i++)
		text += answer->values[i].length * strlen(TEXT_NUL) + 1;
	draft->item = malloc(objects * ITEMS * sizeof *draft->item + text);
	if (!draft->item)
		return false;
	draft->text = (char *)(draft->item + objects * ITEMS);
	return true;
}

int print_finding_json(FILE *out, const struct finding *finding)
{
	const bool is_counted = finding->line == 0 && finding->count > 0; /* in a tally */
	struct answer answer;
	struct draft draft;
	answer_set(&answer, finding);
	if (!begin(&draft, &answer, finding))
		return -1;
	cJSON *object = add(&draft, NULL, NULL, cJSON_Object);
	if (is_counted)
		add_fields(&draft, object, &answer, FIELD_COUNT, FIELD_COUNT);
	add_fields(&draft, object, &answer, FIELD_STATUS, FIELD_SOURCE);
	if (finding->line != 0) {
		add_fields(&draft, object, &answer, FIELD_MATCH, FIELD_MATCH);
		cJSON *input = add(&draft, object, "input", cJSON_Object);
		add_fields(&draft, input, &answer, FIELD_FILE, FIELD_REQUEST_ID);
	} else if (is_counted) {
		bool known = finding->row != TABLE_NONE;
		cJSON *input = add(&draft, object, "input", known ? cJSON_NULL : cJSON_Object);
		if (!known)
			add_fields(&draft, input, &answer, FIELD_INPUT_STATUS, FIELD_INPUT_CODE);
	}
	if (finding->alternatives)
		add_alternatives(&draft, object, finding);
	char *printed = cJSON_PrintBuffered(object, PRINTED, false);
	if (printed) {
		text_escape(out, span_of(printed), ESCAPE_TEXT);
		(void)putc('\n', out);
	}
	cJSON_free(printed);
	free(object);
	return printed ? 0 : -1;
}
