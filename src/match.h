/* A failure -> the row of the table that explains it. */
#ifndef MATCH_H
#define MATCH_H

#include "failure.h"
#include "table.h"

/* How a row was found. */
enum match {
	MATCH_CODE,    /* by the code or an alias of it; among its rows, by the message */
	MATCH_RELATED, /* by a relative of a dotted code that is not in the table; then by the message */
	MATCH_MESSAGE, /* by the message: there is no code, it is unknown, or only a case of another code fits */
	MATCH_STATUS,  /* by the HTTP status alone: there is no code, or one that means nothing */
	MATCH_NONE,    /* there is none */
};

/* A failure and its row. The texts are raw bytes in memory of the caller; `at` NULL: unknown. */
struct finding {
	struct span file; /* the name given with -f; NULL: standard input */
	uint64_t line;    /* on which the failure begins, from 1; 0 in a tally, or for a row alone */
	int status;       /* HTTP status of the failure; 0: unknown */
	struct span code, message, request_id;
	uint64_t count; /* failures that it stands for: more than one if a tally was read, or counted */

	enum match match;
	size_t row;        /* TABLE_NONE for MATCH_NONE, and for MATCH_STATUS with alternatives */
	bool alternatives; /* there are others, which match_alternative returns */
};

/* Returns the finding for a failure, whose texts it shares, with its row. If the failure has no code and the message
 * has a help link, the code is the fragment of the link. */
struct finding finding_of(const struct failure *failure);
/* Returns the first row after `after` (TABLE_NONE starts) that fits as well as finding->row, or TABLE_NONE: the other
 * general rows of its code, or all rows of its status where that alone decided. */
size_t match_alternative(const struct finding *finding, size_t after);

#endif
