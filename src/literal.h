/* Text in one of the forms in which programs print data -> JSON. Read alike: JSON, the literals of Python and
 * JavaScript, maps without quotes, YAML's plain lines, key=value; broken off, hard-wrapped, behind a comment sign.
 * A literal is fed line by line and not kept: what can tell of an error stands in `json`, as strict JSON but for
 * closers still missing, and with a letter for each key (see key_letter). No recursion; a long string, a long list or a
 * deep nesting costs no memory. */
#ifndef LITERAL_H
#define LITERAL_H

#include "keys.h"

enum {
	LITERAL_DEPTH = 64,        /* nesting that is read */
	LITERAL_STRING = 8 * 1024, /* bytes kept of one string, of its beginning and its end */
	LITERAL_SIZE = 64 * 1024,  /* bytes of `json` */
	LITERAL_LINES = 32,        /* lines over which one string or one group may go on */
	LITERAL_LOOSE = 8,         /* loose strings that are noted */
};

enum literal_state {
	LITERAL_OPEN, /* wants more */
	LITERAL_DONE, /* its end was seen */
	LITERAL_CUT,  /* it stopped where it could not go on: broken off, or never a literal */
};

struct literal {
	enum literal_state state;
	bool chinese;     /* of a group: names may be */
	bool inside;      /* something stands before it: no tally is there */
	bool group;       /* key: value pairs without a bracket around them */
	bool told;        /* of a group: words before it tell of a failure */
	bool interesting; /* something in it can tell of an error */
	bool follows;     /* bytes come for which there is no room: the last LITERAL_STRING bytes wait for them */
	bool overflow;    /* something that can was left out: nested too deep, or too much of it */
	bool grave;       /* a failure was told of: overflow must not be passed over */

	/* Where the reading stands. */
	enum { EXPECT_KEY, EXPECT_COLON, EXPECT_VALUE } expect;
	int quote; /* of the string at hand, 0: in none */
	bool quote_is_key;
	bool kept;          /* the string at hand goes into json, */
	bool full;          /* of which the middle is gone */
	bool line_start;    /* of a group: nothing stood before it on its line */
	bool after_newline; /* nothing of this line was read yet */
	bool outdented;     /* this is the first byte of a line */
	bool quoted;        /* a key had quotes */
	bool first;         /* the last key was the first, written as this program writes it */
	bool equals;        /* the last key had a '=' behind it */
	bool some;          /* a value stands in Some(…), Optional(…) */
	bool joined;        /* a '+' stands behind the last string: another goes on with it */
	bool bare;          /* the last value was without quotes: a comma may have been its own */
	bool code, message; /* such a field was seen */
	bool count;         /* it begins with a count: it is a tally's */
	bool failing;       /* a field said that something failed */
	bool bare_code;     /* a code came without quotes, or it stands in a program: its names, perhaps */
	char last;          /* the last sign of structure */
	enum key key;       /* of the value at hand */
	unsigned seen;      /* a bit for each kind of key that was met */
	unsigned lines;     /* line ends passed */
	unsigned depth;     /* brackets open */
	unsigned muted;     /* the depth whose inside is not kept; 0: none */
	char closers[LITERAL_DEPTH + 1];
	unsigned char keys[LITERAL_DEPTH + 1]; /* the key of each bracket's value: that of an array's elements */
	size_t item;                           /* in json: where the member at hand begins */
	size_t string;                         /* in json: where the string at hand begins */
	const char *fed;                       /* the text being fed */
	char before;                           /* the last byte before it that is no white space */
	const char *opened;                    /* in it: the string last opened, or NULL, */
	const char *deep;                      /* and where it is nested too deep to be read; NULL: not so far */
	/* In the text being fed: the first strings that decide nothing, whatever plain text stands in them: request
	 * IDs, and those that are not kept. */
	struct {
		struct span text;
		bool id;
	} loose[LITERAL_LOOSE];
	size_t loose_count;
	size_t length;
	char json[LITERAL_SIZE + LITERAL_DEPTH + 16];
};

/* Whether a string, its opening quote not, begins with data, and is read whatever the name of its field. */
bool literal_is_data(struct span string);

/* Begins a literal, to be fed from its '{' on; or a group, from its first key on. `line_start`: nothing but white space
 * stands before it on its line. */
void literal_start(struct literal *literal, bool group, bool line_start);

/* Reads on in `text` until the literal or the text ends; sets literal->state and gives the bytes that are settled. The
 * others are to be fed again with more behind them; `last`: there is no more, or no room for it. */
size_t literal_feed(struct literal *literal, struct span text, bool last);

/* Data printed into a string without escaping its quotes cuts the literal short, and what the string says is text:
 * where that is so, the bytes of `text`, fed with `n` settled, before what the string says; else `n`. */
size_t literal_text(const struct literal *literal, struct span text, size_t n);

/* Whether a group has told of a failure, and nothing of its request ID. */
bool literal_wants_id(const struct literal *literal);

/* Ends the literal where it stands: puts the missing closers behind literal->json. Nothing where it overflowed. */
struct span literal_json(struct literal *literal);

/* The bytes that stand before data on each line of it where it was printed into something: blanks, a comment sign, a
 * quotation's, the rule of a box, the field name of an SSE event's data, a container's name in a log. */
size_t literal_line_start(struct span line);
/* The same, with the time that Docker, Kubernetes or Heroku put before all that. */
size_t literal_timed_start(struct span line);
/* Whether a line that begins with '{' may begin a tally, by its first quote: the name of a count. */
bool literal_is_tally(struct span line);
/* Whether `text` begins with a key, in quotes or not, and the sign behind it; *name is the key's. */
bool literal_is_key(struct span text, struct span *name);

#endif
