/* Facts of a group -> whether it reports a failure, and which. A group is a text (an entry of a log, a response, the
 * content of a string) or a bracketed value. Groups stand in groups: when one closes, what was found in it waits until
 * the group around it closes, too. */
#ifndef GROUP_H
#define GROUP_H

#include "fields.h"
#include "found.h"
#include "lex.h"

enum {
	GROUP_DEPTH = 64, /* groups in groups */
	GROUP_TYPE = 64,  /* bytes kept of a type */
};

enum group_kind {
	GROUP_TEXT,
	GROUP_OBJECT,
	GROUP_ARRAY,
	GROUP_FIELDS, /* [Code=X, Status=400] */
	GROUP_PARENS,
};

/* What is known of a group; a set. */
enum fact {
	/* Its code. */
	FACT_KNOWN_CODE = 1 << 0,  /* the table has it */
	FACT_BARE_CODE = 1 << 1,   /* it has no quotes */
	FACT_ERROR_CODE = 1 << 2,  /* its field is KEY_ERROR_CODE */
	FACT_PHRASE_CODE = 1 << 3, /* words announce it */
	/* Its message. */
	FACT_MESSAGE = 1 << 4,       /* it has a field for messages, in quotes or in words */
	FACT_ERROR_MESSAGE = 1 << 5, /* its field is KEY_ERROR_MESSAGE */
	FACT_ERROR_TEXT = 1 << 6,    /* the message is of another field or of words: that of a message replaces it */
	/* What it is: signs of a failure. */
	FACT_FAILED = 1 << 7,    /* a task or an event that failed */
	FACT_ANNOUNCED = 1 << 8, /* words in it report a failure */
	/* Signs of something else. */
	FACT_ANSWER = 1 << 9,   /* a field of a response that did not fail */
	FACT_FINE = 1 << 10,    /* a status, severity or level of success; success: true */
	FACT_WARNING = 1 << 11, /* a level or severity between fine and failed */
	FACT_ROLE = 1 << 12,    /* a chat message */
	FACT_ACCESS = 1 << 13,  /* a record of a request */
	FACT_URL = 1 << 14,     /* and its URL is whole, so a client wrote it */
	FACT_PLACE = 1 << 15,   /* a place in a source file */
	FACT_TALLY = 1 << 16,   /* what this program printed with --count */
	/* What it stands in; the groups in it have these, too. */
	FACT_MUTED = 1 << 17,   /* text of a user or a model: not read */
	FACT_CONTENT = 1 << 18, /* the same as a string with data: read, but only for a response that failed */
	FACT_SOURCE = 1 << 19,  /* source code */
	/* How it is read. */
	FACT_EQUALS = 1 << 20,      /* a field with = */
	FACT_WORDS = 1 << 21,       /* words since the last bracketed value */
	FACT_OWN_MESSAGE = 1 << 22, /* a string that is the message of an error: read even in an answer */
	FACT_NAMES_ID = 1 << 23,    /* the value before is the name of a header with the request ID */
};

/* How sure a number in a text is a status of a failure; by the words around it. */
enum rank {
	RANK_NONE,
	RANK_NEAR,     /* it may be that of data right behind it */
	RANK_LABELLED, /* it is called a status, but nothing reports it */
	RANK_STATED,   /* the line states it: `HTTP_CODE:400`, `HTTP 429 Too Many Requests` */
	RANK_REPORTED, /* a client reports it */
};

struct group {
	enum group_kind kind;
	enum key own;       /* the field whose value the group is */
	enum key key;       /* the field whose value is read, if `expects` */
	bool expects;       /* a value comes next */
	struct quote quote; /* that of its strings with most backslashes */
	unsigned facts;     /* a set of enum fact */
	enum rank rank;     /* of a status in words */
	int status;         /* of a field or of words */
	int number;         /* a status in the field of a code */
	uint64_t count;     /* in a tally; 0: it is none */
	uint64_t line;      /* of a failure in it */
	unsigned first;     /* in the list of failures found, the first that was found in it */
	size_t code_length, type_length, id_length, message_length;
	char code[FAILURE_CODE], type[GROUP_TYPE], id[FAILURE_ID], message[FAILURE_MESSAGE];
};

struct groups {
	unsigned depth;                    /* of `at` */
	int event_status, response_status; /* of the event or response that is read; 0: none */
	struct group at[GROUP_DEPTH];
	struct found_list found; /* in the groups that are closed */
	void *arg;
	void (*overflow)(void *arg, const struct found *found); /* called with the first one when there are too many */
};

void groups_init(struct groups *groups, void *arg, void (*overflow)(void *arg, const struct found *found));
/* The innermost group. */
static inline struct group *groups_top(struct groups *groups)
{
	return &groups->at[groups->depth - 1];
}
/* Opens a group in the innermost one, as the value of its field `own`; there must be room. */
struct group *groups_open(struct groups *groups, enum group_kind kind, enum key own, uint64_t line);
/* Closes the innermost group: decides whether it reports a failure, and what becomes of those found inside. */
void groups_close(struct groups *groups);
/* Whether the innermost group stands in an answer that succeeded, as far as was seen. */
bool groups_in_answer(const struct groups *groups);

/* Stores the value of a field, decoded; `quoted`: it is a string. */
void group_take(struct group *group, enum key key, struct span text, bool quoted);
/* Stores what the name of a field alone shows, whatever its value. */
void group_note(struct group *group, enum key key);

#endif
