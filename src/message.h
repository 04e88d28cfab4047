/* A message -> the row that it is an instance of: the row has the same words in order, any words for its xxx, and one
 * word more or less for every six. An index finds it, so that the cost does not grow with the table. */
#ifndef MESSAGE_H
#define MESSAGE_H

#include "table.h"
#include "words.h"

/* A message that was read, as words. */
struct message {
	struct span text; /* the caller's */
	int status;       /* of the failure, or 0: decides between rows that fit alike */
	struct words words;
	uint64_t seen[4]; /* a bit for each word, by its last bits */
};

/* Reads the words of `text`, which must outlive the message. */
struct message *message_read(struct message *message, struct span text, int status);

/* Returns the row that the message fits best of the code whose first row is `first`, or TABLE_NONE. A row of fewer than
 * four words must be the whole message. A message that was cut fits the row that begins with it. */
size_t message_of_code(const struct message *message, size_t first);

/* What a row must be if no code leads to it. Each asks more than the one before. */
enum extent {
	EXTENT_QUERY, /* a part of the message; all of it if the row has fewer than four words */
	EXTENT_PART,  /* a part of the message, and of four words or more */
	EXTENT_WHOLE, /* all of the message, and of four words or more */
	EXTENT_CASE,  /* as EXTENT_WHOLE, and a case: not table_is_general */
};
/* Returns the row of any code, or of none, that the message fits best, or TABLE_NONE. */
size_t message_of_any(const struct message *message, enum extent extent);

/* The same of a text whose words are needed once. */
size_t message_find(struct span text, enum extent extent);

#endif
