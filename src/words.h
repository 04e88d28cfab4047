/* The text of a message -> the words that count when two messages are compared. Shared by the program and by
 * data/mktable, which makes the index of messages: both must see the same words.
 *
 * Left out are case, punctuation (full-width too), spacing, "please", articles, "or", a plural s, a leading
 * `<400> Some.Code: `, and at the end a help link or a request ID. Known spelling mistakes of the service are put
 * right. A URL inside a text is one word. Of Chinese and Japanese text each character is a word. */
#ifndef WORDS_H
#define WORDS_H

#include "text.h"

/* One word of a text. */
struct word {
	struct span text; /* as written, in any case, or its spelling put right; empty: a URL, equal to no other word */
	uint32_t hash;    /* of the text in lower case; as word_hash */
};

/* A text that is being split. */
struct words {
	struct span rest;
	const char *pending; /* the second half of a word that counts as two; NULL: none */
	bool linked;         /* a help link ended the text */
};

/* Starts splitting `text`, which must outlive the words. */
struct words words_of(struct span text);
/* Takes the next word. False at the end. */
bool words_next(struct words *words, struct word *word);

/* The hash of a word, in any case. */
uint32_t word_hash(struct span word);

/* Whether a text begins with a code of its own: `<400> Some.Code: `. */
bool words_name_code(struct span text);

/* Whether two texts have the same words. */
bool words_equal(struct span a, struct span b);

#endif
