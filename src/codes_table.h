/* What data/mktable makes of data/codes.csv. Offsets, not pointers: nothing to relocate at start-up, however long the
 * table is. Read by table.c, message.c and suggest.c alone. */
#ifndef CODES_TABLE_H
#define CODES_TABLE_H

#include <stdbool.h>
#include <stdint.h>

/* A text in codes_pool. A NUL follows it, and none is in it. */
struct codes_text {
	uint32_t at, length;
};

enum { CODES_STATUS_LOWEST = 100, CODES_STATUS_HIGHEST = 599 };

struct codes_row {
	struct codes_text code, message, description, fix; /* length 0: none */
	uint32_t first, next;    /* rows of the same code; next is codes_row_count where there is none */
	uint32_t next_of_status; /* the next row of the page with the same status, or codes_row_count */
	uint32_t words;          /* of its message: word_count of codes_row_words from this one on */
	uint16_t status;         /* 0: none */
	int8_t retry;            /* 1 yes, 0 no, -1 not known */
	uint8_t word_count;
	uint8_t gaps;    /* those of the words that are WORD_ANY */
	uint8_t anchors; /* the rarest words of the message, by which codes_words leads to the row */
	bool page;       /* a row of the service's page */
	bool linked;     /* the message ends in a help link */
};

/* A code or an alias, folded. */
struct codes_key {
	struct codes_text folded;
	uint32_t hash, row; /* the row that it finds */
};

/* A word, and the rows that it leads to: `count` of codes_postings from `first` on. */
struct codes_word {
	uint32_t hash, first, count;
};

extern const char codes_pool[];                /* first code and message of each row, in order */
extern const struct codes_row codes_rows[];    /* as in the file */
extern const uint32_t codes_first_of_status[]; /* rows of the page, or codes_row_count */
extern const uint32_t codes_row_words[];       /* as words_read reads them */
extern const uint32_t codes_row_count;

/* Hash tables with linear probing: a slot has the index of an element, plus 1; 0 is a free slot. The last bits of the
 * hash, those of the mask, are the slot to begin at. */
extern const struct codes_key codes_keys[]; /* sorted by folded, bytewise, each once */
extern const uint32_t codes_key_slots[];
extern const uint32_t codes_key_count, codes_key_mask;
extern const struct codes_word codes_words[];
extern const uint32_t codes_word_slots[];
extern const uint32_t codes_postings[]; /* rows */
extern const uint32_t codes_word_mask;

#endif
