/* What was read of one failure: status, code, message, request ID, line. A failure owns its texts: what it was read
 * from may go. */
#ifndef FAILURE_H
#define FAILURE_H

#include "table.h"

enum {
	FAILURE_CODE = 96,      /* bytes kept of a code */
	FAILURE_MESSAGE = 8192, /* of a message */
	FAILURE_ID = 128,       /* of a request ID */
};

struct failure {
	int status; /* HTTP status, 400-599; 0: none */
	uint64_t line;
	uint64_t count;                        /* failures that it stands for */
	bool counted;                          /* it was read from a tally of this program: the texts are a row's */
	struct span code, message, request_id; /* in the buffers below; `at` NULL: none came */
	size_t row;   /* as table_find finds it for the code, or table_related; or TABLE_NONE */
	bool related; /* `row` is that of a related code */
	char code_bytes[FAILURE_CODE], message_bytes[FAILURE_MESSAGE], request_id_bytes[FAILURE_ID];
};

/* Empties it: no text, `count` 1, `row` TABLE_NONE. */
void failure_clear(struct failure *failure);
/* Each keeps a copy of `text` without white space at its ends, cut to what is kept; failure_set_code also finds its
 * row.
 */
void failure_set_code(struct failure *failure, struct span text);
void failure_set_message(struct failure *failure, struct span text);
void failure_set_request_id(struct failure *failure, struct span text);
/* Copies `from` to `to`, which is another. */
void failure_copy(struct failure *to, const struct failure *from);
/* Copies status, message and request ID of `from` where `failure` has none. */
void failure_fill(struct failure *failure, const struct failure *from);

/* Whether two failures have the same code, or codes of one row, and no different request IDs. */
bool failure_is_same(const struct failure *a, const struct failure *b);

/* Whether `text` has the form of a code, known or not: letters, digits, . _ - and #, at most 64 of them. */
bool failure_is_code(struct span text);
/* Whether a word of a text is a known code, by its form too: no ordinary word, and no name of an exception's class
 * unless behind a known code and a dot. */
bool failure_is_code_word(struct span word);
/* Whether `name` ends as the class of an exception does. */
bool failure_is_class(struct span name);
/* The HTTP status of a failure, 400-599, that the three digits of `text` are; else 0. */
int failure_status(struct span text);

#endif
