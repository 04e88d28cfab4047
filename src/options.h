/* argv -> struct options. Reports invalid options, and options that cannot be used together, on standard error. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "printer.h"
#include "text.h"

enum mode {
	MODE_LOOKUP,  /* queries, or every row that the filters leave; standard input is not touched */
	MODE_READ,    /* what programs printed, from `files` */
	MODE_HELP,    /* -h */
	MODE_VERSION, /* -V */
};

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* The HTTP statuses from `low` to `high`. */
struct status_range {
	int low, high;
};
static inline bool status_fits(struct status_range range, int status)
{
	return status >= range.low && status <= range.high;
}

enum filter_kind { FILTER_STATUS, FILTER_CODE, FILTER_MESSAGE };

/* One status of -s, or one of -c or -m. */
struct filter {
	enum filter_kind kind;
	struct status_range status; /* of FILTER_STATUS */
	struct span text;           /* of the others, never empty */
};

/* The most filters that one command can have. */
enum { FILTERS_MOST = 64 };

struct options {
	enum mode mode;
	struct filter filters[FILTERS_MOST];
	size_t filter_count;
	bool retryable;
	enum format format;
	enum field fields[FIELDS_MOST];
	size_t field_count;
	bool list, quiet, count, tee;
	enum color color;
	char **queries; /* of argv; none is empty or only white space */
	size_t query_count;
	char *paste;        /* the one query, where the operands were an error pasted without quotes; else NULL */
	const char **files; /* of MODE_READ: names in order, at least one; "-" is standard input */
	size_t file_count;
	bool reads_by_default; /* neither a file nor "-" is given: a terminal is not read */
};

/* Fills *options from argv, which it reorders. Returns 0, or -1 after one line on standard error. options_free frees
 * *options in both cases; it points into argv. */
int options_parse(struct options *options, int argc, char **argv);
void options_free(struct options *options);

/* Whether `text` is three digits, or a digit and xx: 429, 4xx. Sets *status to its range, which may be outside
 * 100-599. */
bool options_status(struct span text, struct status_range *status);

#endif
