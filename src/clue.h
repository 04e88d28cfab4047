/* What a text says of one failure. A clue owns its texts, but for one that a memo gives: what it was read from may go.
 */
#ifndef CLUE_H
#define CLUE_H

#include "table.h"

enum {
	CLUE_CODE = 96,      /* bytes kept of a code */
	CLUE_MESSAGE = 8192, /* of a message */
	CLUE_ID = 128,       /* of a request ID */
};

struct clue {
	int status; /* HTTP status, 400-599; 0: none */
	uint64_t line;
	uint64_t count;                        /* failures it stands for */
	struct span code, message, request_id; /* in the buffers below; `at` NULL: not said */
	size_t row;                            /* the first row of the code or of a relative; TABLE_NONE: none */
	bool related;                          /* of a relative */
	char code_bytes[CLUE_CODE], message_bytes[CLUE_MESSAGE], request_id_bytes[CLUE_ID];
};

/* Makes it say nothing: no text, `count` 1, `row` TABLE_NONE. */
void clue_clear(struct clue *clue);
/* Sets a text to a copy of `text` without white space around it, cut to what is kept. */
void clue_set_code(struct clue *clue, struct span text);
void clue_set_message(struct clue *clue, struct span text);
void clue_set_request_id(struct clue *clue, struct span text);
/* Makes `to` say what `from` does; not onto itself. */
void clue_copy(struct clue *to, const struct clue *from);
/* Takes from `from`, which is about the same code or about none, what `clue` does not say. */
void clue_fill(struct clue *clue, const struct clue *from);

/* Whether two clues name the same failure: one row by their codes, or the same code, and no two request IDs. */
bool clue_is_same(const struct clue *a, const struct clue *b);
/* Whether `text` could be a code: letters, digits, . _ - # and blanks, and not many of them. */
bool clue_is_code(struct span text);
/* Whether a word of a text can be a code that the table knows: it is written like one, and is no exception's class
 * name, unless behind a code and a dot. */
bool clue_is_code_word(struct span word);
/* Whether a word, not empty, behind a failure's status is a code, though the table may have none like it: it is written
 * like AllocationQuota.FreeTierOnly. */
bool clue_is_strange_code(struct span word);
/* The bytes of the sign that parts a code from its message, at the start of `text`; 0: there is none. */
size_t clue_code_separator(struct span text);
/* The HTTP status of a failure that `text` is, 400-599; else 0. */
int clue_status(struct span text);

#endif
