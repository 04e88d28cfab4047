#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { OPTION_COUNT = UCHAR_MAX + 1, OPTION_COLOR };

/* '+': options end at the first operand. Used if POSIXLY_CORRECT is set, which not every libc checks itself. */
static const char short_options[] = "+:s:c:m:rlf:tjo:qhV";

static const struct option long_options[] = {
	{"status", required_argument, NULL, 's'},
	{"code", required_argument, NULL, 'c'},
	{"message", required_argument, NULL, 'm'},
	{"retryable", no_argument, NULL, 'r'},
	{"list", no_argument, NULL, 'l'},
	{"file", required_argument, NULL, 'f'},
	{"tee", no_argument, NULL, 't'},
	{"count", no_argument, NULL, OPTION_COUNT},
	{"json", no_argument, NULL, 'j'},
	{"output", required_argument, NULL, 'o'},
	{"quiet", no_argument, NULL, 'q'},
	{"color", required_argument, NULL, OPTION_COLOR},
	{"help", no_argument, NULL, 'h'},
	{"version", no_argument, NULL, 'V'},
	{NULL, 0, NULL, 0},
};

/* In the order of enum color. */
static const char *const color_names[] = {"auto", "always", "never", NULL};

/* Writes "msc-err: BEFORE THING AFTER" as one line, and returns -1. */
static int refuse(const char *before, struct span thing, const char *after)
{
	(void)fprintf(stderr, "msc-err: %s", before);
	text_escape_short(stderr, thing);
	(void)fprintf(stderr, "%s\n", after);
	return -1;
}

static int refuse_plainly(const char *what)
{
	return refuse(what, (struct span){0}, "");
}

/* Returns the index of `name` among `names`, which a NULL ends. If it is none of them, returns -1 after a message with
 * the nearest of `names`, or if none is near, with `hint`. `dashes` stand before the names of a `kind`. */
static int find_name(
	const char *kind, const char *dashes, struct span name, const char *const names[], const char *hint)
{
	const char *nearest = NULL;
	unsigned least = UINT_MAX;
	for (int i = 0; names[i]; i++) {
		struct span known = span_of(names[i]);
		size_t longer = name.length > known.length ? name.length : known.length;
		unsigned distance = span_equals_nocase(name, known) ? 0 : text_distance(name, known);
		if (span_equals(name, known))
			return i;
		if (distance <= longer / 3 && distance < least) {
			nearest = names[i];
			least = distance;
		}
	}
	(void)fprintf(stderr, "msc-err: unknown %s %s", kind, dashes);
	text_escape_short(stderr, name);
	if (nearest)
		(void)fprintf(stderr, ", did you mean %s%s?\n", dashes, nearest);
	else
		(void)fprintf(stderr, ", %s\n", hint);
	return -1;
}

/* Refuses what getopt_long could not parse: `argument` is where it stopped. */
static int refuse_option(int why, int option, struct span argument)
{
	/* An unknown letter may stand inside a cluster that getopt has not passed yet. */
	bool unknown_letter = why == '?' && option > 0 && option <= UCHAR_MAX && !strchr(short_options, option);
	bool is_letter = unknown_letter || !span_starts(argument, SPAN("--"));
	const char letter[] = {'-', (char)option}, *names[LENGTH(long_options)];
	const char *value = memchr(argument.at, '=', argument.length);
	struct span name = {argument.at, value ? (size_t)(value - argument.at) : argument.length};
	if (is_letter)
		name = (struct span){letter, sizeof letter};
	if (why == ':')
		return refuse("option ", name, " needs a value");
	if (is_letter)
		return refuse("unknown option ", name, ", see msc-err --help");
	if (option != 0)
		return refuse("option ", name, " takes no value");
	size_t begun = 0; /* options that begin so */
	for (size_t i = 0; i < LENGTH(long_options); i++) {
		names[i] = long_options[i].name;
		begun += names[i] && span_starts(span_of(names[i]), span_from(name, 2));
	}
	if (begun > 1)
		return refuse("option ", name, " is ambiguous, see msc-err --help");
	return find_name("option", "--", span_from(name, 2), names, "see msc-err --help");
}

bool options_status(struct span text, struct status_range *status)
{
	if (text.length != 3 || !text_is_digit(text.at[0]))
		return false;
	const bool class = span_equals_nocase(span_from(text, 1), SPAN("xx"));
	if (!class && (!text_is_digit(text.at[1]) || !text_is_digit(text.at[2])))
		return false;
	const int within = class ? 0 : (text.at[1] - '0') * 10 + text.at[2] - '0';
	status->low = (text.at[0] - '0') * 100 + within;
	status->high = status->low + (class ? 99 : 0);
	return true;
}

/* Removes the first item of a comma-separated list, which has at least one, and trims it. Returns false at the end. */
static bool next_item(struct span *list, struct span *item)
{
	if (!list->at)
		return false;
	const char *comma = memchr(list->at, ',', list->length);
	struct span all = {list->at, comma ? (size_t)(comma - list->at) : list->length};
	*item = span_trim(all);
	*list = comma ? (struct span){comma + 1, list->length - all.length - 1} : (struct span){0};
	return true;
}

static int add_filter(struct options *options, struct filter filter)
{
	if (options->filter_count == FILTERS_MOST)
		return refuse_plainly("too many of -s, -c and -m");
	options->filters[options->filter_count++] = filter;
	return 0;
}

static int add_statuses(struct options *options, struct span list)
{
	struct span rest = list, item;
	while (next_item(&rest, &item)) {
		struct filter filter = {.kind = FILTER_STATUS};
		if (!options_status(item, &filter.status) || filter.status.low < 100 || filter.status.high > 599)
			return refuse("-s ", list, ": not an HTTP status, 100 to 599, or a class such as 4xx");
		if (add_filter(options, filter) != 0)
			return -1;
	}
	return 0;
}

static int add_text(struct options *options, enum filter_kind kind, const char *value)
{
	struct filter filter = {.kind = kind, .text = span_of(value)};
	if (span_trim(filter.text).length == 0)
		return refuse_plainly(kind == FILTER_CODE ? "-c: an empty code" : "-m: an empty text");
	return add_filter(options, filter);
}

static int add_file(struct options *options, const char *name, int argc)
{
	if (*name == '\0')
		return refuse_plainly("-f: an empty file name");
	if (!options->files) /* every argument may be one, and "-" with none */
		options->files = calloc((size_t)argc + 1, sizeof *options->files);
	if (!options->files)
		return refuse_plainly(strerror(errno));
	options->files[options->file_count++] = name;
	return 0;
}

static int add_fields(struct options *options, struct span names)
{
	const char *known[FIELDS + 2] = {NULL};
	struct span name;
	for (size_t i = 0; i < FIELDS; i++)
		known[i] = field_forms[i].name;
	known[FIELDS] = field_forms[FIELD_RETRY].key; /* known to users of JSON */
	while (next_item(&names, &name)) {
		if (name.length == 0)
			return refuse_plainly("-o: an empty field name");
		int field = find_name("field", "", name, known, "see msc-err --help");
		if (field < 0)
			return -1;
		if (options->field_count == FIELDS_MOST)
			return refuse_plainly("-o: too many fields");
		options->fields[options->field_count++] = field == FIELDS ? FIELD_RETRY : (enum field)field;
	}
	return 0;
}

static int set_color(struct options *options, struct span when)
{
	int color = find_name("--color value", "", when, color_names, "use auto, always or never");
	options->color = (enum color)color;
	return color < 0 ? -1 : 0;
}

/* Whether the operands are an error pasted without quotes: one of them, not the last, ends in a colon. */
static bool is_paste(char **operands, size_t count)
{
	for (size_t i = 0; i + 1 < count; i++)
		if (span_ends_nocase(span_of(operands[i]), SPAN(":")))
			return true;
	return false;
}

/* Joins all operands to one query, separated by blanks. */
static int join_operands(struct options *options, char **operands, size_t count)
{
	size_t length = 0;
	for (size_t i = 0; i < count; i++)
		length += strlen(operands[i]) + 1;
	char *to = options->paste = malloc(length);
	if (!to)
		return refuse_plainly(strerror(errno));
	for (size_t i = 0; i < count; i++) {
		to = stpcpy(to, operands[i]);
		*to++ = i + 1 < count ? ' ' : '\0';
	}
	operands[0] = options->paste;
	options->query_count = 1;
	return 0;
}

static int add_operands(struct options *options, int argc, char **operands, size_t count)
{
	bool dash = false;
	options->queries = operands;
	if (is_paste(operands, count))
		return join_operands(options, operands, count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(operands[i], "-") == 0)
			dash = true;
		else if (span_trim(span_of(operands[i])).length == 0)
			return refuse_plainly("an empty query");
		else /* settle refuses queries beside "-" */
			options->query_count++;
	return dash ? add_file(options, "-", argc) : 0;
}

/* Decides what to do, and refuses options that cannot be used together. */
static int settle(struct options *options, int argc)
{
	const bool json = options->format == FORMAT_JSON, asks = options->query_count > 0;
	const bool reads = options->file_count > 0;
	const bool looks = asks || options->list || (options->filter_count > 0 && !reads);
	bool has_named_file = false, has_count = false;
	for (size_t i = 0; i < options->file_count; i++)
		has_named_file = has_named_file || strcmp(options->files[i], "-") != 0;
	for (size_t i = 0; i < options->field_count; i++)
		has_count = has_count || options->fields[i] == FIELD_COUNT;
	const struct {
		bool met;
		const char *why;
	} refusals[] = {
		{json && options->field_count > 0, "-j and -o cannot be used together"},
		{options->list && asks, "-l takes no QUERY: choose rows with -s, -c, -m or -r"},
		{options->list && reads, "-l lists the table: leave it out to read -f FILE or -"},
		{asks && reads, "with -f or - no QUERY: each file needs its -f; filter with -s, -c or -m"},
		{options->count && looks, "--count is for responses: add -f FILE, or - for standard input"},
		{options->tee && looks, "-t is for responses: add - to read standard input"},
		{options->tee && has_named_file, "-t copies standard input: use - <FILE instead of -f FILE"},
		{has_count && !options->count, "-o count needs --count"},
	};
	for (size_t i = 0; i < LENGTH(refusals); i++)
		if (refusals[i].met)
			return refuse_plainly(refusals[i].why);
	if (options->field_count > 0)
		options->format = FORMAT_FIELDS;
	options->mode = looks ? MODE_LOOKUP : MODE_READ;
	options->reads_by_default = !looks && !reads;
	return options->reads_by_default ? add_file(options, "-", argc) : 0;
}

/* Handles one option that getopt_long found. */
static int handle_option(struct options *options, int letter, int argc, char **argv)
{
	switch (letter) {
	case 's':
		return add_statuses(options, span_of(optarg));
	case 'c':
		return add_text(options, FILTER_CODE, optarg);
	case 'm':
		return add_text(options, FILTER_MESSAGE, optarg);
	case 'r':
		options->retryable = true;
		return 0;
	case 'l':
		options->list = true;
		return 0;
	case 'f':
		return add_file(options, optarg, argc);
	case 't':
		options->tee = true;
		return 0;
	case OPTION_COUNT:
		options->count = true;
		return 0;
	case 'j':
		options->format = FORMAT_JSON;
		return 0;
	case 'o':
		return add_fields(options, span_of(optarg));
	case 'q':
		options->quiet = true;
		return 0;
	case OPTION_COLOR:
		return set_color(options, span_of(optarg));
	default:
		/* Where a value is missing, musl's optind is one past the end. */
		return refuse_option(letter, optopt, span_of(argv[(optind < argc ? optind : argc) - 1]));
	}
}

int options_parse(struct options *options, int argc, char **argv)
{
	const char *letters = getenv("POSIXLY_CORRECT") ? short_options : short_options + 1;
	int letter;
	*options = (struct options){.mode = MODE_READ};
	opterr = 0;
	optind = 0; /* begin anew, in tests too */
	while ((letter = getopt_long(argc, argv, letters, long_options, NULL)) != -1) {
		if (letter == 'h' || letter == 'V') {
			options->mode = letter == 'h' ? MODE_HELP : MODE_VERSION;
			return 0;
		}
		if (handle_option(options, letter, argc, argv) != 0)
			return -1;
	}
	if (add_operands(options, argc, argv + optind, (size_t)(argc - optind)) != 0)
		return -1;
	return settle(options, argc);
}

void options_free(struct options *options)
{
	free(options->files);
	free(options->paste);
	options->files = NULL;
	options->paste = NULL;
}
