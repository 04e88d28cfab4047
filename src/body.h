/* The JSON of a literal -> the failures it reports. */
#ifndef BODY_H
#define BODY_H

#include "clue.h"

/* Where a body's failures go, and who reads the words in it. */
struct body_sink {
	void *arg;
	void (*failure)(void *arg, const struct clue *clue);
	/* Reads what a program said, escaped JSON perhaps; `told`: that it is about a failure is known. Gives false
	 * where it tells of none. */
	bool (*words)(void *arg, struct span text, bool told, struct clue *clue);
};

/* Reads a literal's `json`; `around` is the HTTP status that the text around it gives, or 0; `bare`: its codes may be
 * without quotes. Gives -1 where memory ran out. */
int body_read(struct span json, int around, bool bare, const struct body_sink *sink);

/* Copies the message of a body that is neither an answer nor a part of a conversation to `room` bytes, which *message
 * is then; its length is 0 where there is none. Gives -1 where memory ran out. */
int body_message(struct span json, char *bytes, size_t room, struct span *message);

#endif
