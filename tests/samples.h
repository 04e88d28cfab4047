/* Synthetic input for benchmarks and tests. The same for the same seed, everywhere. */
#ifndef SAMPLES_H
#define SAMPLES_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Writes a sample of `size` bytes, or a little more, to `out`; false if there is no such kind.
 *
 *	responses     one a line, 300-3000 bytes: answers; 2 % are errors
 *	empty         answers that all have `"code":"","message":""`
 *	errors        one a line, nothing but errors
 *	log           text, 100-140 bytes a line; every 100th reports a failure
 *	stream        server-sent events of DashScope and of its OpenAI mode; one answer in 2000 ends in an error
 *	object        one response with one long text
 *	image         the same with an image in base64 instead
 *	object-error  `object`, and on the next line an error
 *	error-inside  one object whose fields say an error behind a long image
 *	mixture       `log` with more kinds of errors; `size` is lines; `tally` gets what
 *	              --count -o count,code,input_status,input_code has to print, the rows of a code in one line
 *	table         rows for codes.csv; `size` is how many
 */
bool sample_write(const char *kind, uint64_t size, uint64_t seed, FILE *out, FILE *tally);

#endif
