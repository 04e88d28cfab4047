/* A file descriptor -> the text that is to be read next, in a buffer of fixed size. */
#ifndef READER_H
#define READER_H

#include "text.h"

enum { READER_SIZE = 256 * 1024 }; /* bytes that can be looked at together: the longest line of text */

struct reader {
	int from;                    /* the file descriptor read */
	int copy_to;                 /* every byte is written there as well, at once; -1: nowhere */
	bool interruptible;          /* SIGINT, which the caller has blocked, is looked for */
	bool full;                   /* there is no room for more */
	size_t start, end;           /* of what is not yet settled */
	char bytes[READER_SIZE + 1]; /* the longest line with its end */
};

/* How a read went. */
enum reader_result {
	READER_MORE,
	READER_END,
	READER_INTERRUPTED, /* by SIGINT, before there was more */
	READER_FAILED,      /* reading: errno says why */
	READER_COPY_FAILED, /* writing the copy: errno says why */
};

/* Begins to read `from`, which stays the caller's; makes its pipe wider where the system allows. */
void reader_start(struct reader *reader, int from, int copy_to, bool interruptible);
/* Waits for more bytes and adds them; there must be room: not `full`. Where the copy
 * fails, the bytes read are added all the same. */
enum reader_result reader_fill(struct reader *reader);
/* What is not settled yet. Valid until the next reader_fill. */
struct span reader_text(const struct reader *reader);
/* Takes the colours out of what stands from `from` on in the first `length` bytes of it; gives the bytes that these are
 * now. */
size_t reader_uncolour(struct reader *reader, size_t from, size_t length);
/* Settles the first `length` bytes of it. */
void reader_settle(struct reader *reader, size_t length);

#endif
