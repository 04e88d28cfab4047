/* A failure with where it was found, the list of those that wait, and the one rule that makes one of two. */
#ifndef FOUND_H
#define FOUND_H

#include "failure.h"

enum { FOUND_MOST = 16 }; /* failures that wait */

/* Where a failure was found; a set. */
enum origin {
	ORIGIN_STRING = 1 << 0,  /* in a string */
	ORIGIN_ITEM = 1 << 1,    /* in an item of a list: one of several */
	ORIGIN_WORDS = 1 << 2,   /* in words, outside of brackets */
	ORIGIN_CONTENT = 1 << 3, /* in content: it counts only in a response that failed */
	ORIGIN_RAISED = 1 << 4,  /* on the last line of a traceback */
};

struct found {
	unsigned origin;
	struct failure failure;
};

/* Failures in the order of the text, with room for one more than FOUND_MOST. */
struct found_list {
	unsigned count;
	struct found *at[FOUND_MOST + 1]; /* pointers into `places` */
	struct found places[FOUND_MOST + 1];
};

void found_init(struct found_list *list);
/* Removes the failure at `i`. */
void found_drop(struct found_list *list, unsigned i);

/* How much is known of a failure by its code. */
enum strength {
	STRENGTH_WEAK,    /* no code */
	STRENGTH_UNKNOWN, /* a code that the table does not have */
	STRENGTH_KNOWN,
};
enum strength found_strength(const struct found *found);

/* Adds the status and the request ID that a failure lacks. */
void found_complete(struct found *found, int status, struct span request_id);
/* Whether two failures are of one request: their IDs are equal. */
bool found_is_one_request(const struct found *a, const struct found *b);
/* Whether two failures that are printed together can be one: their request IDs, statuses, codes and messages do not
 * differ. Codes do not if one is empty, if one message names the other's code, or if the table has only one of them: a
 * gateway's code around that of the service. */
bool found_is_one(const struct found *a, const struct found *b);
/* Makes `first` one failure with `second`, which is printed below it: the more complete one, filled from the other. It
 * has the line of the first. */
void found_unite(struct found *first, struct found *second);

#endif
