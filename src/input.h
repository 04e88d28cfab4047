/* A file descriptor -> text in a buffer of fixed size. */
#ifndef INPUT_H
#define INPUT_H

#include "text.h"

enum { INPUT_SIZE = 256 * 1024 }; /* the longest line of text */

struct input {
	int from;                   /* the file descriptor read */
	int copy_to;                /* every byte is written there as well, at once; -1: nowhere */
	bool interruptible;         /* SIGINT, which the caller has blocked, ends a wait */
	bool full;                  /* there is no room for more */
	size_t start, end;          /* of the bytes that are still to be read */
	char bytes[INPUT_SIZE + 1]; /* the longest line with its end */
};

enum input_result {
	INPUT_MORE,
	INPUT_END,
	INPUT_SILENT,      /* nothing came for as long as the caller waits */
	INPUT_INTERRUPTED, /* by SIGINT, before there was more */
	INPUT_FAILED,      /* reading failed, with errno */
	INPUT_COPY_FAILED, /* writing the copy failed, with errno */
};

/* Begins to read `from`, which stays the caller's; widens its pipe if the system allows. */
void input_start(struct input *input, int from, int copy_to, bool interruptible);
/* Waits for more bytes, at most `milliseconds` unless that is negative, and adds them; there must be room. If the copy
 * fails, the bytes are added all the same. */
enum input_result input_fill(struct input *input, int milliseconds);
/* The bytes to be read. Valid until the next input_fill. */
struct span input_text(const struct input *input);
/* Removes the control sequences of a terminal between `from` and `length` in the text, and makes CR line ends of an
 * event stream LF. Returns how many bytes the first `length` are now; input_text has moved. */
size_t input_clean(struct input *input, size_t from, size_t length);
/* Removes `length` bytes from `from` on; `blank`: a blank replaces them. */
void input_remove(struct input *input, size_t from, size_t length, bool blank);
/* Drops the first `length` bytes, which were read. */
void input_pass(struct input *input, size_t length);

#endif
