/* A record's error: what came, and the row of the table it means. */
#ifndef FINDING_H
#define FINDING_H

#include "failure.h"
#include "table.h"

/* How the row was found. */
enum match {
	MATCH_CODE,    /* by the code or an alias of it */
	MATCH_RELATED, /* by a relative of a dotted code that is not in the table */
	MATCH_MESSAGE, /* by the message */
	MATCH_STATUS,  /* by the HTTP status alone, when no code came */
	MATCH_NONE,    /* not at all: row is TABLE_NONE */
};

/* One failure. The spans are bytes as they came, unchecked, in somebody else's memory; `at` NULL: not said. */
struct finding {
	struct span file; /* the name given with -f; NULL: standard input */
	uint64_t line;    /* of the error's beginning, from 1 */
	int status;       /* HTTP status that came; 0: none */
	struct span code, message, request_id;
	enum match match;
	size_t row;        /* TABLE_NONE: none, or several by the status */
	bool alternatives; /* other rows fit as well: see finding_alternative */
	uint64_t count;    /* how many failures it stands for: 1, or what a tally said */
};

/* What a failure means by the table. Its texts stay the failure's. */
struct finding finding_of(const struct failure *failure);
/* The first row after `after` (TABLE_NONE starts) that fits as well as finding->row, or TABLE_NONE: the other rows of
 * its code, or all rows of its status where that alone decided. */
size_t finding_alternative(const struct finding *finding, size_t after);

#endif
