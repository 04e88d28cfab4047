/* Which lines belong together; a failure once, and when it is complete.
 *
 * An entry is a record of a log with the lines below that belong to it, a response behind its status line, an exception
 * with its stack and causes. A line has one of four relations to the entry above it:
 *
 * - new: it begins with a date, is a record of data, a status line, a traceback below a body or a blank line, or
 *   anything below an entry that has ended;
 * - continuing: it is indented, a closing bracket or tag, a frame, a link between exceptions, a label (`body:`), a
 *   header below a bare status, an exception right below its record, or a body right below a status;
 * - adjacent: it is any other, for a few lines;
 * - apart: it is the first one below a blank line, unless it is indented, a link, or the body below a status.
 *
 * Failures of continuing lines are one if nothing tells them apart (found_is_one). An adjacent line completes the last
 * failure with a status, a code or a request ID that it lacks, or prints it again in another form. Lines of one form
 * that print the same failure are attempts, or calls in a list. A line apart reports its own failures, so that records
 * with a blank line between them do not change each other.
 *
 * A status on a line without a failure waits for the next failure, or completes the last one of its entry. A status
 * alone is no complete record: its body may follow below a blank line. A status that prose mentions, of a rank below
 * RANK_STATED, belongs to no failure beyond a blank line.
 *
 * A failure has the line on which it begins, and is reported when its entry ends. */
#ifndef ENTRIES_H
#define ENTRIES_H

#include "group.h"
#include "line.h"

enum {
	ENTRIES_REPORTED = 8,
	RESPONSE_LINES = 100, /* of a response, below which its status no longer holds */
};

/* What a line is to the entry above it. */
enum relation { RELATION_NEW, RELATION_APART, RELATION_ADJACENT, RELATION_CONTINUES };

struct entries {
	void *arg;
	void (*failure)(void *arg, const struct failure *failure); /* or NULL */
	unsigned state;                                            /* a set, see entries.c */
	struct line line;       /* the one that is read; its text is valid no longer than that */
	enum relation relation; /* of `line` */
	struct line_form form;  /* of `line` */
	struct line_form above; /* of the line with the last failure */
	unsigned lines;         /* of the entry */
	unsigned adjacent;      /* adjacent lines since the last failure or link */
	int status;             /* read on a line without a failure; it waits for one */
	size_t id_length;       /* likewise a request ID */
	char id[FAILURE_ID];
	unsigned reported_count;
	struct {
		size_t length;
		char id[FAILURE_ID];
	} reported[ENTRIES_REPORTED]; /* request IDs of the last failures reported */
	/* Failures not reported yet, in the order of the text: held.at[0] to [base - 1] are of lines that the next one
	 * does not continue, [base] to [unit - 1] of those that it may continue, and those from [unit] on are of the
	 * unit that is read. Those before [apart] are above a status that stands apart: no other line completes them.
	 */
	unsigned base, unit, apart;
	struct found_list held;
};

void entries_init(struct entries *e, void *arg, void (*failure)(void *arg, const struct failure *failure));
/* A line begins outside of brackets. */
void entries_line(struct entries *e, struct span line);
/* Adds a copy of a failure in the unit that is read. A unit is a line, or data of several lines. */
void entries_take(struct entries *e, const struct found *found);
/* The unit is over; its status and request ID, if any, complete a failure of the entry, or wait for one. `stated`: the
 * status may do so over a blank line. */
void entries_end_unit(struct entries *e, int status, bool stated, struct span id);
/* The line that is read begins a response. */
void entries_response(struct entries *e);
/* Ends the entry if `line`, which is read next, is no part of it. */
void entries_expect(struct entries *e, struct span line);
/* Ends the entry: reports the failures that it holds. */
void entries_end(struct entries *e);

/* Fields of one failure may stand on lines of their own (`code: X`, `message: Y`). At the end of a line: decides
 * whether its text, the group `text`, stays open for fields on the next one; returns that. `fields`: it begins with a
 * field, or was open. */
bool entries_keep_open(struct entries *e, const struct group *text, bool fields);
/* Whether the text of the lines above stays open. */
bool entries_is_open(const struct entries *e);
/* Whether the next line, `text`, begins with a further field of the failure in the open group `g`, or with the value of
 * its last field. */
bool entries_is_next_field(const struct group *g, struct span text);

/* Whether nothing of the lines above waits for further lines. */
bool entries_is_idle(const struct entries *e);
/* Whether the line that is read continues an entry that has a failure. */
bool entries_continues_failure(const struct entries *e);
/* Whether the line that is read is adjacent, and the failure above it has no status. */
bool entries_lacks_status(const struct entries *e);

#endif
