/* What codes and messages are compared by: a code's letters, a message's words. Shared by the program and by
 * data/mktable, which makes the indexes of codes and of messages.
 *
 * Of a message's words are left out: case, punctuation (full-width too), spacing, "please", articles, "or", a plural s,
 * a leading `<400> Some.Code: `, and at the end a help link or a request ID. Known spelling mistakes of the service are
 * corrected. A URL inside a text is one word. Of Chinese and Japanese text each character is a word. */
#ifndef WORDS_H
#define WORDS_H

#include "text.h"

enum {
	WORD_ANY = 0,    /* a URL, or the xxx that stands for any words in a message of the table */
	WORDS_KEPT = 256 /* the rest of a text is ignored */
};

enum { CODE_FOLDED = 128 }; /* longer than any code */

/* Writes `code` to `bytes` as codes are compared: without case, '_', '-', '.' and space; cut to CODE_FOLDED. */
struct span code_fold(struct span code, char bytes[CODE_FOLDED]);
/* The hash of a code that was folded. */
uint32_t code_hash(struct span folded);
/* Whether two codes are equal once they are folded. */
bool code_equals(struct span a, struct span b);

/* The words of a text, each as a hash of it in lower case, or WORD_ANY. */
struct words {
	unsigned count;
	bool linked; /* a help link ends the text */
	uint32_t words[WORDS_KEPT];
};

/* Reads the words of `text`. */
void words_read(struct words *words, struct span text);

/* Whether a message begins with a code of its own: `<400> Some.Code: `. */
bool words_start_with_code(struct span text);

/* Whether two texts have the same words. A text with a URL equals none. */
bool words_equal(struct span a, struct span b);
/* Whether `text` has the words of `part` in a row, but for a last word that three dots cut. */
bool words_contain(struct span text, struct span part);

#endif
