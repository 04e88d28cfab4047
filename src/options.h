/* argv -> struct options. Knows what may be asked together, and says on standard error what may not. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "form.h"
#include "text.h"

enum mode {
	MODE_LOOKUP,  /* queries, or every row that the filters leave; standard input is not touched */
	MODE_READ,    /* API responses from `files` */
	MODE_HELP,    /* -h */
	MODE_VERSION, /* -V */
};

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* HTTP statuses from `low` to `high`. */
struct status_range {
	int low, high;
};
static inline bool status_fits(struct status_range range, int status)
{
	return status >= range.low && status <= range.high;
}

/* One of -s, -c, -m. All that are given must hold, the same one twice too: -m quota -m free, -s 4xx -s 429. */
struct filter {
	enum { FILTER_STATUS, FILTER_CODE, FILTER_MESSAGE } kind;
	struct status_range status; /* of FILTER_STATUS */
	struct span text;           /* of the others, never empty */
};

/* The most filters that one command can have. */
enum { FILTERS_MOST = 16 };

struct options {
	enum mode mode;
	struct filter filters[FILTERS_MOST];
	size_t filter_count;
	bool retryable;
	enum format format;
	enum field fields[FIELDS_MOST];
	size_t field_count;
	bool quiet, count, tee;
	enum color color;
	char **queries; /* of argv; none is empty or only white space */
	size_t query_count;
	const char **files; /* of MODE_READ: names in order, at least one; "-" is standard input */
	size_t file_count;
	bool unasked; /* MODE_READ only because nothing was asked for: not from a terminal */
};

/* Fills *options from argv, which is put in another order. 0, or -1 after one line on standard error. What has to be
 * freed afterwards, options_free frees. */
int options_parse(struct options *options, int argc, char **argv);
void options_free(struct options *options);

/* Whether `text` is three digits or a digit and xx, as 429 or 4xx; *status is what it stands for, 100-599 or not. */
bool options_status(struct span text, struct status_range *status);

/* Whether a query, trimmed, is a response pasted as an argument: it begins as JSON does. */
bool options_response(struct span query);

/* The whole of -h; the few lines for who asked nothing; the line of -V. */
void options_print_help(FILE *out);
void options_print_usage(FILE *out);
void options_print_version(FILE *out);

#endif
