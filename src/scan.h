/* Text -> the failures it tells of. Text is whatever a program printed: data in it (see literal.h), and words that
 * clients use to report a failure. The same rules hold for the input itself and for a string inside its data. */
#ifndef SCAN_H
#define SCAN_H

#include "clue.h"
#include "literal.h"
#include "memo.h"

/* What stands behind the text that scan_feed is given. */
enum scan_more {
	SCAN_MORE, /* more, later */
	SCAN_FULL, /* more, but no room for it together with this */
	SCAN_END,  /* nothing */
};

/* Where failures go. */
struct scan_sink {
	void *arg;
	/* A failure that one record tells of. */
	void (*failure)(void *arg, const struct clue *clue);
	/* A record that could not be read, by the line it begins on, and why. */
	void (*skipped)(void *arg, uint64_t line, const char *why);
};

/* Whether a line is, or a text has, an answer that did not fail, as a program of Python or Java prints the object that
 * an SDK or LangChain made of it: what its content says is no failure. */
bool scan_is_answer(struct span text);

struct scan;

/* A reading of one input from its first line; NULL where memory is short. Give it to scan_free. `memo`, if not NULL,
 * remembers what data told, here and in other inputs; what is told is the same without it. */
struct scan *scan_new(const struct scan_sink *sink, struct memo *memo);
void scan_free(struct scan *scan);

/* Reads `text`, which follows what was settled before: whole lines, but for SCAN_FULL and SCAN_END. Gives the bytes
 * that are settled; the rest is to be fed again with more behind it. Settles all where nothing follows, and
 * whole lines for which there is no room with more. */
size_t scan_feed(struct scan *scan, struct span text, enum scan_more more);
/* Says that the input is over: what was held back is told. */
void scan_end(struct scan *scan);

/* Whether the next line stands for itself: nothing before it is still open, or held back. */
bool scan_is_idle(const struct scan *scan);
/* Counts lines that were not worth feeding, and the records among them; the scan is idle. */
void scan_skip_lines(struct scan *scan, uint64_t lines, uint64_t records);
/* The records that were read: lines that are not empty, data of several lines being one. */
uint64_t scan_records(const struct scan *scan);

#endif
