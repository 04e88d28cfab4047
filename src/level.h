/* The state of a reading, shared by tokens (levels, lines), data (brackets and values) and prose (words). */
#ifndef LEVEL_H
#define LEVEL_H

#include "entries.h"
#include "tokens.h"

enum {
	LEVELS = 6,            /* strings in strings that are read, the input being the first */
	UNESCAPED = 32 * 1024, /* bytes read of the decoded content of a string */
	STRING_LINES = 33,     /* the most lines of a string in data */
};

/* How far the current line of a level is read, and what is on it; a set. */
enum {
	LEVEL_START = 1,        /* nothing of it is read: its first token does what is due at the start of a line */
	LEVEL_EMPTY = 2,        /* only blanks are read */
	LEVEL_FIELDS = 4,       /* it begins with a field */
	LEVEL_HAS_DATA = 8,     /* data ends on it */
	LEVEL_BELOW_BLANK = 16, /* in data: the line above is blank */
	LEVEL_CUT = 32,         /* in data: three dots end the line above */
};

/* A text being read: the input, or the content of a string in it. */
struct level {
	struct span text;
	size_t at;         /* bytes read of it */
	unsigned groups;   /* open outside of its data; the last of them is its own */
	const char *from;  /* where the current words begin: the start of the line, or behind data */
	const char *end;   /* of the line; NULL: not searched for yet */
	unsigned state;    /* of the line, a set of LEVEL_ */
	unsigned seen;     /* on the line, a set of SEEN_ */
	unsigned wrappers; /* open brackets of constructors without fields: Some( */
};

/* The event of an event stream that is read; groups.event_status is its status. */
struct event {
	bool error;           /* its name is `error` */
	bool data;            /* a line of its data was read */
	uint64_t status_line; /* the line of a status that no failure has yet; 0: there is none */
};

struct tokens {
	struct tokens_sink sink;
	enum tokens_more more;
	uint64_t line, records;
	struct event event;
	uint64_t deep_line;      /* the last line reported as nested too deep */
	unsigned response_lines; /* for which groups.response_status still holds */
	unsigned beyond;         /* open brackets for which there was no group */
	enum rest {
		REST_NONE,
		REST_STRING,     /* of a string too long for the buffer */
		REST_LINE,       /* of a line too long for it */
	} rest;                  /* what the next text begins with; it is skipped */
	struct quote rest_quote; /* of the string */
	unsigned depth;          /* of levels; the input alone is 1 */
	struct level levels[LEVELS];
	struct entries entries;
	struct groups groups;
	char scratch[LEVELS][UNESCAPED]; /* the decoded text of each level */
};

/* The bytes of a token that cannot be read without more text. */
#define WAITS ((size_t)-1)

static inline struct level *top_level(struct tokens *t)
{
	return &t->levels[t->depth - 1];
}

/* The end of the line on which `text`, the rest of the level's text, begins. It is searched for once a line. */
static inline const char *level_line_end(struct level *level, struct span text)
{
	if (!level->end || level->end < text.at)
		level->end = text.at + lex_line(text);
	return level->end;
}

/* Whether the input itself is read, not a string in it. */
static inline bool is_input(const struct tokens *t)
{
	return t->depth == 1;
}

/* Counts the line ends in a text that was read at once, if it is of the input. */
static inline void level_count_lines(struct tokens *t, struct span text)
{
	for (size_t i = 0; is_input(t) && (i += lex_line(span_from(text, i))) < text.length; i++)
		t->line++;
}

/* Drops a status that counts only for data right behind it. */
static inline void level_drop_near(struct group *g)
{
	if (g->rank != RANK_NEAR)
		return;
	g->rank = RANK_NONE;
	g->status = 0;
}

/* In tokens.c. */

/* Begins to read the content of a string, one level deeper, as a group with `facts`. Does nothing if it is too deep. */
void level_open(struct tokens *t, struct span raw, struct quote quote, unsigned facts);
/* Reports that something in the current line is skipped. */
void level_complain(const struct tokens *t, const char *why);
/* Passes the current words, up to `end`, to the sink if they are of the input. */
void level_end_words(const struct tokens *t, const char *end);
/* Ends the current line; `end`: of its words, NULL if they are not for the sink. */
void level_end_line(struct tokens *t, const char *end);
/* Ends the unit: passes what was found in the line, or in data of several lines, to the entry. */
void level_end_unit(struct tokens *t);
/* Begins a response if `line` is the status line of one; returns whether it is. */
bool level_status_line(struct tokens *t, struct span line);
/* Reads `:HTTP_STATUS/400`, a comment of an event stream; returns its bytes. */
size_t level_event_status(struct tokens *t, struct span text);

/* In data.c. */

/* Reads one token of bracketed data; returns its bytes, or WAITS. 0: the data ends before `text`, which is words. */
size_t data_token(struct tokens *t, struct span text);
/* Reads the value of the current field, in data or in words; returns its bytes, 0 if there is none, or WAITS. */
size_t data_value(struct tokens *t, struct span text);
/* Opens a group for the bracket that `text` begins with, as the value of the field `own`; returns its bytes. */
size_t data_open(struct tokens *t, struct span text, enum key own);
/* Whether the content of a string may be data. */
bool data_is_in(struct span text);

/* In prose.c. */

/* Reads one token of words, outside of brackets; returns its bytes, or WAITS. */
size_t prose_token(struct tokens *t, struct span text);
/* Stores the message that words announce, and the code if there is one. */
void prose_store(struct group *group, struct span code, struct span message);

#endif
