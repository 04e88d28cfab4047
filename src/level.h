/* The state of a reading, shared by tokens (levels, lines), data (brackets and values) and prose (words). */
#ifndef LEVEL_H
#define LEVEL_H

#include "entries.h"
#include "tokens.h"

enum {
	LEVELS = 6,            /* strings in strings that are read, the input being the first */
	UNESCAPED = 32 * 1024, /* bytes of one that are read */
	STRING_LINES = 33,     /* over which a string in data goes on */
};

/* What is known of the line at hand; a set. */
enum {
	LEVEL_START = 1,        /* nothing of it was read yet */
	LEVEL_EMPTY = 2,        /* nothing but blanks was */
	LEVEL_FIELDS = 4,       /* it begins with a field */
	LEVEL_HAS_DATA = 8,     /* data ended on it */
	LEVEL_BELOW_BLANK = 16, /* in data: the line above is blank */
};

/* A text being read: the input, or the content of a string in it. */
struct level {
	struct span text;
	size_t at;         /* bytes read of it */
	unsigned base;     /* its own group is groups.at[base] */
	unsigned first;    /* failures found before it */
	const char *from;  /* where the words at hand begin: the line's start, or behind data */
	const char *end;   /* of the line; NULL: not looked for yet */
	unsigned line;     /* a set of LEVEL_ */
	unsigned seen;     /* a set of SEEN_ */
	unsigned wrappers; /* brackets of Some( that are open */
};

/* The event of a stream that is read. */
struct event {
	bool error;    /* it is called `error` */
	bool data;     /* data of it was read */
	uint64_t line; /* of its status; 0: it has none, or its failure was found */
};

struct tokens {
	struct tokens_sink sink;
	enum tokens_more more;
	uint64_t line, records;
	struct event event;
	uint64_t deep_line;                                     /* complained of: more brackets than groups */
	unsigned response_lines;                                /* left of a response behind its status line */
	unsigned beyond;                                        /* brackets open that have no group */
	enum { FED_LINES, FED_STRING, FED_LONG_LINE } skipping; /* what the next text goes on with */
	bool waiting;                                           /* a string of the input is open */
	struct quote quote;                                     /* of the string of FED_STRING */
	unsigned depth;                                         /* of levels; the input alone is 1 */
	struct level levels[LEVELS];
	struct entries entries;
	struct groups groups;
	char scratch[LEVELS][UNESCAPED]; /* the decoded text of each level */
};

/* What a token is if more text is needed to read it. */
#define WAITS ((size_t)-1)

static inline struct level *top_level(struct tokens *t)
{
	return &t->levels[t->depth - 1];
}

/* The end of the line on which `text`, the rest of the level's text, begins. It is looked for once a line. */
static inline const char *level_line_end(struct level *level, struct span text)
{
	if (!level->end || level->end < text.at)
		level->end = text.at + lex_line(text);
	return level->end;
}

/* Whether the input itself is read, no string in it. */
static inline bool is_input(const struct tokens *t)
{
	return t->depth == 1;
}

/* Counts the line ends in a text of the input that was read as a whole. */
static inline void level_count_lines(struct tokens *t, struct span text)
{
	for (size_t i = 0; is_input(t) && (i += lex_line(span_from(text, i))) < text.length; i++)
		t->line++;
}

/* tokens: begins to read the content of a string, one level deeper; `facts`: of its group. Does nothing if it is too
 * deep.
 */
void level_open(struct tokens *t, struct span raw, struct quote quote, unsigned facts);
/* tokens: the line at hand is over; `here`: its end, NULL if its words are not for the sink. */
void level_end_line(struct tokens *t, const char *here);
/* tokens: what is found up to here is a unit of its own. */
void level_end_unit(struct tokens *t);
/* tokens: reads a status line of a response; returns whether `line` is one. */
bool level_status_line(struct tokens *t, struct span line);
/* tokens: reads `:HTTP_STATUS/400`, a comment of an event stream; returns its bytes. */
size_t level_event_status(struct tokens *t, struct span text);

/* data: reads one token of bracketed data; returns its bytes, or WAITS. */
size_t data_token(struct tokens *t, struct span text);
/* data: reads the value of the field at hand, in data or in a text; returns its bytes, 0 if there is none, or WAITS. */
size_t data_value(struct tokens *t, struct span text);
/* data: opens a group for the bracket that `text` begins with, as the value of the field `own`; returns its bytes. */
size_t data_open(struct tokens *t, struct span text, enum key own);
/* data: whether the content of a string may be data. */
bool data_is_in(struct span text);

/* prose: reads one token of a text outside of brackets; returns its bytes, or WAITS. */
size_t prose_token(struct tokens *t, struct span text);
/* prose: stores the message that words announce, and the code if there is one. */
void prose_take(struct group *group, struct span code, struct span message);

#endif
