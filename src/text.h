/* Bytes with a length: ASCII case folding, search, UTF-8, width, escaping. */
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Bytes that somebody else owns, without a NUL at the end. `at` is NULL where there is no text at all. */
struct span {
	const char *at;
	size_t length;
};

#define SPAN(literal) ((struct span){(literal), sizeof(literal) - 1})
/* As SPAN, for initializers of tables, where a compound literal is not constant. */
/* clang-format off */
#define WORD(literal) {(literal), sizeof(literal) - 1}
/* clang-format on */
/* The elements of an array. */
#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* The bytes of a C string. */
struct span span_of(const char *string);
/* The bytes of `text` from `start` on; nothing where `start` is past the end. */
static inline struct span span_from(struct span text, size_t start)
{
	if (start > text.length)
		start = text.length;
	/* Nothing may be added to NULL, not even 0. */
	return start == 0 ? text : (struct span){text.at + start, text.length - start};
}
/* The first `most` bytes of `text`, without the beginning of a UTF-8 character that they would cut. */
struct span span_cut(struct span text, size_t most);
/* `text` without the ASCII white space at its two ends. */
struct span span_trim(struct span text);
/* Copies `text`, without the white space at its ends and cut to `room` bytes, to `bytes`, where it may lie already.
 * Returns the copy; `at` is NULL if it is empty. */
struct span span_keep(char *bytes, size_t room, struct span text);

bool span_equals(struct span a, struct span b);
/* Less than, equal to or greater than 0, by bytes and then by length, as memcmp and strcmp do. */
int span_compare(struct span a, struct span b);
bool span_starts(struct span text, struct span start);
/* A is a and so on; ASCII only, whatever the locale. */
bool span_starts_nocase(struct span text, struct span start);
static inline bool span_equals_nocase(struct span a, struct span b)
{
	return a.length == b.length && span_starts_nocase(a, b);
}
bool span_ends_nocase(struct span text, struct span end);
/* The first place of `needle` in `text` in any ASCII case, or NULL. An empty needle is at the start. */
const char *span_find_nocase(struct span text, struct span needle);

/* For ASCII, whatever the locale. */
static inline char text_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static inline bool text_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool text_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool text_is_alnum(char c)
{
	return text_is_digit(c) || (text_lower(c) >= 'a' && text_lower(c) <= 'z');
}

/* Eight bytes as a number, the first in its lowest bits. */
static inline uint64_t text_load8(const char *at)
{
	const unsigned char *u = (const unsigned char *)at;
	return (uint64_t)u[0] | (uint64_t)u[1] << 8 | (uint64_t)u[2] << 16 | (uint64_t)u[3] << 24 |
	       (uint64_t)u[4] << 32 | (uint64_t)u[5] << 40 | (uint64_t)u[6] << 48 | (uint64_t)u[7] << 56;
}

/* The bytes before the first that is not printable ASCII, or is `a` or `b`. */
static inline size_t text_printable(struct span text, char a, char b)
{
	const uint64_t each = UINT64_MAX / 255, high = each * 128;
	const uint64_t as = each * (unsigned char)a, bs = each * (unsigned char)b;
	size_t n = 0;
	/* The first byte that is none of these sets its highest bit (H. S. Warren, Hacker's Delight, 6-1). */
	for (; n + 8 <= text.length; n += 8) {
		uint64_t bytes = text_load8(text.at + n);
		uint64_t special =
			bytes | (bytes - each * ' ') | (bytes + each) | ((bytes ^ as) - each) | ((bytes ^ bs) - each);
		if ((special & high) != 0)
			return n + (size_t)__builtin_ctzll(special & high) / 8;
	}
	for (; n < text.length; n++) /* fewer than eight */
		if (text.at[n] < ' ' || text.at[n] > '~' || text.at[n] == a || text.at[n] == b)
			break;
	return n;
}

/* The bytes that stand for themselves in a string of JSON. */
static inline size_t text_plain(struct span text)
{
	return text_printable(text, '"', '\\');
}

/* The longest text that has neighbours. */
enum { TEXT_NEAR_LONGEST = 64 };
/* Letters missing, extra, wrong or swapped with their neighbour between two texts (the restricted Damerau-Levenshtein
 * distance); UINT_MAX where one is longer than TEXT_NEAR_LONGEST. */
unsigned text_distance(struct span a, struct span b);

/* Decodes the first character of `text`, which is not empty, into *c, and returns its bytes. Invalid UTF-8 (overlong
 * forms and surrogates too) becomes U+FFFD, one for each longest valid beginning, as Unicode 3.9 advises. */
size_t text_decode(struct span text, uint32_t *c);

/* Removes what colours a text on a terminal: control sequences (ECMA-48, section 5.4), and what selects a character set
 * (ECMA-35, section 14.3.2), as `tput sgr0` does; of other sequences the escape. Nothing is left to remove, so that
 * text may be cleaned twice. Returns the bytes that are left. */
size_t text_uncolour(char *bytes, size_t length);
/* The bytes at the end of `text` that are the beginning of such a sequence, whose rest may follow; 0: none. */
size_t text_open_colour(struct span text);

/* Stands for a NUL where a C string is needed, as in Java's modified UTF-8. No valid text contains it. */
#define TEXT_NUL "\xc0\x80"

/* The destination of an escaped text. */
enum escape {
	ESCAPE_TEXT,  /* a terminal: controls as \u001b, invalid bytes as U+FFFD */
	ESCAPE_FIELD, /* one field of a line: as for a terminal, and \t, \n and \\ for tab, newline and backslash */
};

/* Writes `text` so that nothing in it can act on a terminal or end the form it stands in: C0, DEL, C1, line and
 * paragraph separators and bidirectional controls are written as \uXXXX, TEXT_NUL as \u0000, other invalid UTF-8 as
 * U+FFFD. All text from outside is written by this function. */
void text_escape(FILE *out, struct span text, enum escape into);
/* Writes `text` with ESCAPE_TEXT; of a long text only the beginning and "...". */
void text_escape_short(FILE *out, struct span text);
/* The columns on a terminal of a character that is written into ESCAPE_TEXT: 6 for a \uXXXX, 0 for combining marks, 2
 * for East Asian wide characters, else 1. */
size_t text_width(uint32_t c);
/* The columns of a whole text so written. */
size_t text_columns(struct span text);

/* Writes "msc-err: ABOUT: ", the beginning of an error message; a long `about` is cut. */
void text_begin_complaint(FILE *err, struct span about);
/* Writes the line "msc-err: ABOUT: WHAT". */
void text_complain(FILE *err, struct span about, const char *what);

#endif
