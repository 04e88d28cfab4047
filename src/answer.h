/* The fields of an answer: their names for -o, their keys in JSON, and their values. */
#ifndef ANSWER_H
#define ANSWER_H

#include "match.h"

/* In the order in which JSON has them. */
enum field {
	FIELD_STATUS,
	FIELD_CODE,
	FIELD_MESSAGE,
	FIELD_DESCRIPTION,
	FIELD_FIX,
	FIELD_RETRY,
	FIELD_SOURCE,
	FIELD_MATCH, /* from here on: of failures that were read */
	FIELD_FILE,  /* from here to FIELD_REQUEST_ID: in JSON, of the object "input" */
	FIELD_LINE,
	FIELD_INPUT_STATUS,
	FIELD_INPUT_CODE,
	FIELD_INPUT_MESSAGE,
	FIELD_REQUEST_ID,
	FIELD_COUNT, /* of a tally */
	FIELDS
};

enum field_type { TYPE_STRING, TYPE_NUMBER, TYPE_BOOLEAN };

/* By enum field. The texts lie in it: pointers would have to be relocated at start-up. */
extern const struct field_form {
	char name[16], key[16];
	enum field_type type;
} field_forms[FIELDS];

enum { DIGITS = 20 }; /* of a uint64_t */

/* The values of all fields; `at` NULL: unknown. Those up to FIELD_SOURCE, but the numbers, are the table's texts or
 * literals: a NUL follows them, and they outlive the answer. */
struct answer {
	struct span values[FIELDS];
	char digits[FIELDS][DIGITS]; /* of the values that are numbers */
};

/* Fills *answer from `finding` and its row. */
void answer_set(struct answer *answer, const struct finding *finding);

/* The decimal digits of `number`; no text for 0. */
struct span answer_number(uint64_t number, char digits[DIGITS]);
/* "yes", "no", or no text. */
struct span answer_retry(enum retry retry);

#endif
