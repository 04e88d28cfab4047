/* A message that came -> the row whose message it is an instance of: the row's words in order, with any words where the
 * row says xxx, and a word more or less for every six. By an index, so that the cost does not grow with the table. */
#ifndef MESSAGE_H
#define MESSAGE_H

#include "table.h"

enum { MESSAGE_WORDS = 256 }; /* the rest of a message is not looked at */

/* The words of a message that came. */
struct message {
	struct span text; /* the caller's */
	int status;       /* that came with it, or 0: of rows that fit alike, the one with this status is taken */
	bool linked;      /* a help link ends it */
	unsigned count;
	uint32_t words[MESSAGE_WORDS]; /* numbers of the table's words; 0: a word that no row has */
};

/* Reads the words of `text`, which must outlive the message. */
struct message *message_read(struct message *message, struct span text, int status);

/* The row of the code whose first row is `first` that the message fits best, or TABLE_NONE. A row of fewer than four
 * words must be the whole message. A message that was cut fits the row that begins with it. */
size_t message_of_code(const struct message *message, size_t first);

/* What a message must be for a row that its code does not lead to. */
enum extent {
	EXTENT_QUERY, /* somebody asks for it: the row's message may stand inside it, and may be short if it is all of
			 it */
	EXTENT_PART,  /* the row's message may stand inside it */
	EXTENT_WHOLE, /* nothing stands before or behind the row's message */
	EXTENT_CASE,  /* likewise, and the row is a case: see table_is_general */
};
/* The row of any code, or of none, that the message fits best, or TABLE_NONE. Never a row of fewer than four words,
 * which prove nothing. */
size_t message_of_any(const struct message *message, enum extent extent);

/* The same of a text whose words are needed once. */
size_t message_find(struct span text, enum extent extent);

#endif
