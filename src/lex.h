/* The signs that data is made of, whatever language printed it: quotes, strings, keys, separators, bare values. Nothing
 * here keeps state, and nothing knows what a field means but where a bare value ends. */
#ifndef LEX_H
#define LEX_H

#include "text.h"

/* Signs that are no single ASCII character; they have the place of control characters, which stand in no text. */
enum {
	SIGN_CURLY = 1,   /* a curly quote */
	SIGN_HTML = 2,    /* &quot; */
	SIGN_DOUBLED = 3, /* "", as CSV writes a quote inside a cell */
};

/* A quote as it is written: its sign, and the backslashes before it. The string that it opens ends at one like it, so
 * that a string in a string in a string is found without decoding any of them. */
struct quote {
	char sign; /* " ' ` or one of the above; 0: none */
	unsigned char slashes;
	bool literal; /* it stands in another literal, such as Python's b'…', which doubles backslashes */
};
enum { QUOTE_SLASHES = 31 }; /* the most that are before a quote */

/* Sets *sign to what `text` begins with, full-width signs as ASCII's; returns its bytes, 0 for an empty text. */
size_t lex_sign(struct span text, char *sign);
/* The bytes of the quote that `text` begins with, or 0. */
size_t lex_quote(struct span text, struct quote *quote);
/* Whether the data behind an opening bracket is a CSV cell's, whose quotes are doubled. */
bool lex_is_doubled(struct span text);

struct string {
	size_t length; /* of its content */
	size_t bytes;  /* up to behind its closing quote, or to where it is cut */
	enum {
		STRING_CLOSED,
		STRING_CUT,  /* a line or an enclosing string ended first */
		STRING_OPEN, /* the text ended first */
	} end;
};
/* Whether three dots right behind a word end a text: a program cut it. */
bool lex_is_cut(struct span text);
/* Finds the end of the string whose opening quote stands before `text`, over at most `lines` lines: the first quote
 * like it that something follows which can be behind a string. Without one, the string is the rest of its line. */
struct string lex_string(struct span text, struct quote quote, unsigned lines);
/* decode.c: decodes `raw`, the content of a string that `quote` opened. Returns `raw` itself if nothing in it is
 * escaped, else a copy in `to`, of which `room` bytes are used. */
struct span lex_decode(struct span raw, struct quote quote, char *to, size_t room);

/* The bytes of blanks at the start. Line ends written as \n or <br> and the frames of boxes are blanks; real line ends
 * are not. lex_some_blanks is the part of lex_blanks that is not inline. */
size_t lex_some_blanks(struct span text);
static inline size_t lex_blanks(struct span text)
{
	char c = text.length > 0 ? text.at[0] : '.';
	return c > ' ' && c <= '~' && c != '\\' && c != '<' ? 0 : lex_some_blanks(text);
}
/* The bytes of a name at the start: of letters, digits and $-.@_, or `request id`. `foreign`: letters of other scripts
 * are part of it, too. */
size_t lex_name(struct span text, bool foreign);

struct lexed_key {
	size_t bytes; /* of the key, its separator and the blanks behind; 0: there is none */
	struct span name;
	struct quote quote; /* sign 0: none */
	bool equals;        /* the separator is = or => */
};
/* The key that `text` begins with: in quotes, in brackets, or bare. `foreign`: as for lex_name. */
struct lexed_key lex_key(struct span text, bool foreign);
/* The bytes of a value without quotes: up to a comma, a bracket it did not open or the end of the line; `words`: blanks
 * and commas belong to it, unless a field begins behind them. */
size_t lex_bare(struct span text, bool words);

/* Whether `text` begins with one of `words`, the last of which is NULL, in any ASCII case. */
bool lex_starts_with(struct span text, const char *const words[]);
/* The bytes up to the end of the line. */
size_t lex_line(struct span text);

#endif
