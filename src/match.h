/* A failure -> the row of the table that explains it. */
#ifndef MATCH_H
#define MATCH_H

#include "failure.h"
#include "table.h"

/* What a row was found by. */
enum match {
	MATCH_CODE,    /* the code or an alias of it; among its rows, the message */
	MATCH_RELATED, /* a relative of a dotted code that is not in the table; then the message */
	MATCH_MESSAGE, /* the message: no code came, or it is unknown, or none of its rows fits and a case of another
			  does */
	MATCH_STATUS,  /* the HTTP status alone, when no code came */
	MATCH_NONE,    /* nothing: row is TABLE_NONE */
};

/* One failure, and what the table says of it. The spans are bytes as they came, unchecked, in somebody else's memory;
 * `at` NULL: none came. */
struct finding {
	struct span file; /* the name given with -f; NULL: standard input */
	uint64_t line;    /* on which the failure begins, from 1 */
	int status;       /* HTTP status that came; 0: none */
	struct span code, message, request_id;
	uint64_t count; /* how many failures it stands for: 1, or what a tally says */

	enum match match;
	size_t row;        /* TABLE_NONE: none, or several by the status */
	bool alternatives; /* other general rows fit as well: see match_alternative */
};

/* What a failure means by the table. Its texts stay the failure's. */
struct finding finding_of(const struct failure *failure);
/* Finds the row of a finding by its status, code and message, and sets match, row and alternatives. Where no code came
 * and the message has a help link, sets the code to the link's fragment. */
void match_find(struct finding *finding);
/* The first row after `after` (TABLE_NONE starts) that fits as well as finding->row, or TABLE_NONE: the other general
 * rows of its code, or all rows of its status where that alone decided. */
size_t match_alternative(const struct finding *finding, size_t after);

#endif
