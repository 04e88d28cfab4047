/* The program, run inside the fuzzer's process: its main, with memory for standard input, output and error, and with
 * system calls that the test answers. Links with --wrap=NAME for each function that harness.c wraps. */
#ifndef HARNESS_H
#define HARNESS_H

#include "text.h"

/* How a run is to go. */
struct setting {
	struct span input; /* of standard input, and of every file that can be opened */
	uint64_t cuts;     /* how it comes: 0 in whole, else in pieces of sizes that this number decides */
	bool slow;         /* without the pre-filter */
	unsigned columns;  /* of the terminal that output goes to; 0: it goes to none */
	bool no_files;     /* none can be opened */
	unsigned fails;    /* which allocation fails, 1 being the first; 0: none */
};

/* The result of a run. The texts are the harness's until the next run but two. */
struct outcome {
	int status;
	struct span out, err;
	struct span copy; /* what was written past stdio */
};

/* Runs the program with `argv`, which ends with NULL. */
struct outcome run(char *const argv[], const struct setting *setting);

/* Writes an outcome to the real standard error. */
void show(const struct outcome *outcome);
/* Ends the process with a report if `holds` is false. */
void must(bool holds, const char *what, const struct outcome *outcome);
/* Asserts what holds of every run: the exit status is one of the three and goes with the output, and all output is
 * UTF-8 without control characters but newline (and tab where it parts fields). */
void must_be_clean(const struct outcome *outcome, bool fields);
/* Asserts that each line is one JSON object by itself with the keys that are promised; returns how many there are. */
size_t must_be_json_lines(const struct outcome *outcome);
size_t lines_of(struct span text);

#endif
