/* Which lines belong together; a failure once, and when it is complete.
 *
 * An entry is a record of a log with the lines below that belong to it, a response behind its status line, an exception
 * with its stack and causes. A line has one of four relations to the entry above it:
 *
 * - new: it begins with a date, is a record of data, a status line, a traceback below a body, or anything below an
 *   entry that has ended;
 * - continuing: it is indented, a closing bracket or tag, a frame, a link between exceptions, a label (`body:`), a
 *   header below a bare status, an exception right below its record, or a body right below a status;
 * - adjacent: it is any other, for a few lines;
 * - apart: it is the first one below a blank line, unless it is indented, a link, or the body below a status.
 *
 * Failures of continuing lines are one if nothing tells them apart (found_is_one). An adjacent line only completes the
 * last failure: with a status, a code or a request ID that it lacks. A line apart reports its own failures, so that
 * records with a blank line between them do not change each other.
 *
 * A status on a line without a failure waits for the next failure, or completes the last one of its entry. A status
 * alone is no complete record: its body may follow below a blank line.
 *
 * A failure has the line on which it begins, and is reported when its entry ends. */
#ifndef ENTRIES_H
#define ENTRIES_H

#include "group.h"
#include "line.h"

enum {
	ENTRIES_SEEN = 8,
	RESPONSE_LINES = 100, /* for which a status line holds */
};

enum relation { RELATION_NEW, RELATION_APART, RELATION_ADJACENT, RELATION_CONTINUES };

struct entries {
	void *arg;
	void (*failure)(void *arg, const struct failure *failure); /* or NULL */
	unsigned state;                                            /* a set, see entries.c */
	struct line line;       /* the one at hand; its text is valid while it is read */
	enum relation relation; /* of that to the entry */
	unsigned lines;         /* of the entry */
	unsigned adjacent;      /* of those: the adjacent ones since the last failure */
	int status;             /* of lines that report no failure; it waits for one */
	size_t id_length;       /* likewise a request ID */
	char id[FAILURE_ID];
	unsigned unit; /* failures held from before the line or data at hand */
	unsigned base; /* the first that continuing lines may belong to */
	unsigned seen_count;
	struct {
		size_t length;
		char id[FAILURE_ID];
	} seen[ENTRIES_SEEN]; /* request IDs of the last failures reported */
	struct found_list held;
};

void entries_init(struct entries *e, void *arg, void (*failure)(void *arg, const struct failure *failure));
/* A line begins outside of brackets. */
void entries_line(struct entries *e, struct span line);
/* Ends the entry if `line`, which comes next, is no part of it. */
void entries_before(struct entries *e, struct span line);
/* Fields of one failure may stand on lines of their own (`code: X`, `message: Y`). At the end of a line: whether its
 * text, the group `text`, stays open for the next one; `fields`: the line begins with a field, or the text was open. */
bool entries_keeps_open(struct entries *e, const struct group *text, bool fields);
/* Whether it stayed open. */
bool entries_waits(const struct entries *e);
/* At the start of the next line `text`, if the group `g` was kept open: whether the line goes on with its fields. */
bool entries_goes_on(const struct group *g, struct span text);
/* A response begins with the line at hand. */
void entries_response(struct entries *e);
/* Adds a failure of the line or data at hand to the entry, which keeps a copy. */
void entries_take(struct entries *e, const struct found *found);
/* The line or data at hand is over, and leaves a status and a request ID to its entry. */
void entries_unit(struct entries *e, int status, struct span id);
/* The entry is over: reports what it holds. */
void entries_end(struct entries *e);
/* Whether the line at hand continues an entry that has a failure. */
bool entries_continues_failure(const struct entries *e);
/* Whether the line at hand may complete the failure above it with a status. */
bool entries_lacks_status(const struct entries *e);
bool entries_is_idle(const struct entries *e);

#endif
