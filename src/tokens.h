/* Text -> tokens -> facts in groups -> failures. One lexer for all that programs print: data in any notation, words,
 * and strings with either of them inside, which are read by the same code one level deeper. */
#ifndef TOKENS_H
#define TOKENS_H

#include "failure.h"

/* What is behind the text that tokens_feed is given. */
enum tokens_more {
	TOKENS_MORE, /* more, later */
	TOKENS_FULL, /* more, but there is no room for it together with this text */
	TOKENS_END,  /* nothing */
};

/* What a reading calls, with `arg`; a function may be NULL. */
struct tokens_sink {
	void *arg;
	/* A failure, once. */
	void (*failure)(void *arg, const struct failure *failure);
	/* A record that could not be read, the line on which that was found, and why. */
	void (*skipped)(void *arg, uint64_t line, const char *why);
	/* What no failure was read from: the words of a line, or a message in data. */
	void (*words)(void *arg, struct span text, uint64_t line);
};

struct tokens;

/* A reading of one input from its first line; NULL if out of memory. To be freed with tokens_free. */
struct tokens *tokens_new(const struct tokens_sink *sink);
void tokens_free(struct tokens *tokens);

/* Reads `text`, which follows what was read before: whole lines, except with TOKENS_FULL and TOKENS_END. Returns the
 * bytes read; the others must be passed again with more behind them. With TOKENS_END all are read, with TOKENS_FULL at
 * least one. */
size_t tokens_feed(struct tokens *tokens, struct span text, enum tokens_more more);
/* Reports what waits for further lines, although they may still come. */
void tokens_release(struct tokens *tokens);
/* The input is over: reports what waits. */
void tokens_end(struct tokens *tokens);

/* Reports the failures that wait if `line`, which is whole and comes next, cannot complete them. */
void tokens_expect(struct tokens *tokens, struct span line);
/* Whether nothing before the next line is open or waits, so that lines may be passed over. */
bool tokens_is_idle(const struct tokens *tokens);
/* Counts lines that were passed over, `records` of which are not blank. */
void tokens_skip_lines(struct tokens *tokens, uint64_t lines, uint64_t records);
/* The lines read that are not blank; data of several lines is one. */
uint64_t tokens_records(const struct tokens *tokens);

#endif
