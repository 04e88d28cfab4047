#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define VERSION "1.0"

enum { OPTION_COUNT = UCHAR_MAX + 1, OPTION_COLOR };

/* '+': options end at the first operand; it counts where POSIXLY_CORRECT is set, which not every libc looks for. */
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

static const char *const field_names[FIELDS] = {
	[FIELD_STATUS] = "status",
	[FIELD_CODE] = "code",
	[FIELD_MESSAGE] = "message",
	[FIELD_DESCRIPTION] = "description",
	[FIELD_FIX] = "fix",
	[FIELD_RETRY] = "retry",
	[FIELD_SOURCE] = "source",
	[FIELD_MATCH] = "match",
	[FIELD_FILE] = "file",
	[FIELD_LINE] = "line",
	[FIELD_REQUEST_ID] = "request_id",
	[FIELD_INPUT_STATUS] = "input_status",
	[FIELD_INPUT_CODE] = "input_code",
	[FIELD_INPUT_MESSAGE] = "input_message",
	[FIELD_COUNT] = "count",
};

static const char *const color_names[] = {
	[COLOR_AUTO] = "auto",
	[COLOR_ALWAYS] = "always",
	[COLOR_NEVER] = "never",
};

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

/* The name most like one that is unknown. */
struct nearest {
	const char *name; /* NULL: none is like it */
	unsigned distance;
};

static void nearest_consider(struct nearest *nearest, struct span unknown, const char *name)
{
	struct span other = span_of(name);
	size_t longer = unknown.length > other.length ? unknown.length : other.length;
	unsigned distance = span_equals_nocase(unknown, other) ? 0 : text_distance(unknown, other);
	if (distance <= longer / 3 && (!nearest->name || distance < nearest->distance))
		*nearest = (struct nearest){name, distance};
}

/* Refuses `unknown`, which is no KIND ("option --", "field "), and names the nearest; if none is near, what to do. */
static int refuse_unknown(const char *kind, struct span unknown, const struct nearest *nearest, const char *what_then)
{
	const char *dashes = strrchr(kind, ' ') + 1;
	(void)fprintf(stderr, "msc-err: unknown %s", kind);
	text_escape_short(stderr, unknown);
	if (nearest->name)
		(void)fprintf(stderr, ", did you mean %s%s?\n", dashes, nearest->name);
	else
		(void)fprintf(stderr, ", %s\n", what_then);
	return -1;
}

/* Refuses the beginning of more than one option, and names them. */
static int refuse_ambiguous(struct span name)
{
	const char *before = " may be --";
	(void)fputs("msc-err: option --", stderr);
	text_escape_short(stderr, name);
	for (const struct option *option = long_options; option->name; option++)
		if (span_starts_nocase(span_of(option->name), name)) {
			(void)fprintf(stderr, "%s%s", before, option->name);
			before = " or --";
		}
	(void)fputs("\n", stderr);
	return -1;
}

static int refuse_long(struct span name)
{
	/* What other programs have, and how it is done here. */
	static const struct {
		const char *name, *instead;
	} foreign[] = {{"no-color", "did you mean --color=never?"}, {"follow", "use tail -f FILE | msc-err"}};
	struct nearest nearest = {0};
	const char *what_then = "see msc-err --help";
	size_t begun = 0; /* options that begin so */
	for (const struct option *option = long_options; option->name; option++) {
		begun += span_starts_nocase(span_of(option->name), name);
		nearest_consider(&nearest, name, option->name);
	}
	if (begun > 1)
		return refuse_ambiguous(name);
	for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
		if (span_equals(name, span_of(foreign[i].name)))
			what_then = foreign[i].instead;
	return refuse_unknown("option --", name, &nearest, what_then);
}

static int refuse_short(char letter)
{
	bool lower = letter >= 'a' && letter <= 'z';
	char name[] = {lower ? (char)(letter - 'a' + 'A') : text_lower(letter), '\0'};
	struct nearest nearest = {0};
	if (name[0] != letter && strchr(short_options, name[0]))
		nearest.name = name;
	return refuse_unknown("option -", (struct span){&letter, 1}, &nearest,
		letter == '=' ? "short options take no =" : "see msc-err --help");
}

/* Refuses what getopt_long could not parse: `argument` is where it stopped. */
static int refuse_option(int why, int option, struct span argument)
{
	/* An unknown letter may stand inside a cluster that getopt has not passed yet. */
	bool unknown_letter = why == '?' && option > 0 && option <= UCHAR_MAX && !strchr(short_options, option);
	bool is_long = span_starts_nocase(argument, SPAN("--")) && !unknown_letter;
	if (!is_long) {
		char letter[] = {'-', (char)option};
		if (why != ':')
			return refuse_short(letter[1]);
		return refuse("option ", (struct span){letter, sizeof letter}, " needs a value");
	}
	const char *value = memchr(argument.at, '=', argument.length);
	struct span name = {argument.at, value ? (size_t)(value - argument.at) : argument.length};
	if (why == ':')
		return refuse("option ", name, " needs a value");
	if (option != 0)
		return refuse("option ", name, " takes no value");
	return refuse_long(span_from(name, 2));
}

bool options_status(struct span text, struct status_range *status)
{
	if (text.length != 3 || !text_is_digit(text.at[0]))
		return false;
	status->low = status->high = (text.at[0] - '0') * 100;
	if (span_equals_nocase(span_from(text, 1), SPAN("xx"))) {
		status->high += 99;
		return true;
	}
	if (!text_is_digit(text.at[1]) || !text_is_digit(text.at[2]))
		return false;
	status->low += (text.at[1] - '0') * 10 + text.at[2] - '0';
	status->high = status->low;
	return true;
}

bool options_response(struct span query)
{
	return span_starts(query, SPAN("{")) || span_starts(query, SPAN("["));
}

/* The next item of a list with commas, without blanks around it. False behind the last; there is one at least. */
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

/* The field called `name`; FIELDS: none. */
static enum field field_named(struct span name)
{
	enum field field = FIELD_STATUS;
	if (span_equals(name, SPAN("retryable"))) /* as JSON has it */
		return FIELD_RETRY;
	while (field < FIELDS && !span_equals(name, span_of(field_names[field])))
		field++;
	return field;
}

static int refuse_field(struct span name)
{
	struct nearest nearest = {0};
	for (enum field field = FIELD_STATUS; field < FIELDS; field++)
		nearest_consider(&nearest, name, field_names[field]);
	nearest_consider(&nearest, name, "retryable");
	return refuse_unknown("field ", name, &nearest, "see msc-err --help");
}

static int add_fields(struct options *options, struct span names)
{
	struct span name;
	while (next_item(&names, &name)) {
		if (name.length == 0)
			return refuse_plainly("-o: an empty field name");
		if (memchr(name.at, ' ', name.length))
			return refuse("-o ", name, ": put commas between the fields");
		enum field field = field_named(name);
		if (field == FIELDS)
			return refuse_field(name);
		if (options->field_count == FIELDS_MOST)
			return refuse_plainly("-o: too many fields");
		options->fields[options->field_count++] = field;
	}
	return 0;
}

static int set_color(struct options *options, struct span when)
{
	struct nearest nearest = {0};
	for (enum color color = COLOR_AUTO; color <= COLOR_NEVER; color++) {
		if (span_equals(when, span_of(color_names[color]))) {
			options->color = color;
			return 0;
		}
		nearest_consider(&nearest, when, color_names[color]);
	}
	return refuse_unknown("--color value ", when, &nearest, "use auto, always or never");
}

/* Whether operands are an error that was pasted without quotes: one but the last ends in a colon. */
static bool is_paste(char **operands, size_t count)
{
	for (size_t i = 0; i + 1 < count; i++)
		if (span_ends_nocase(span_of(operands[i]), SPAN(":")))
			return true;
	return false;
}

/* Makes one query of all operands, with a blank between them. */
static int join_operands(struct options *options, char **operands, size_t count)
{
	size_t length = 0;
	for (size_t i = 0; i < count; i++)
		length += strlen(operands[i]) + 1;
	char *to = options->paste = malloc(length);
	if (!to)
		return refuse_plainly(strerror(errno));
	for (size_t i = 0; i < count; i++) {
		struct span operand = span_of(operands[i]);
		memcpy(to, operand.at, operand.length);
		to += operand.length;
		*to++ = i + 1 < count ? ' ' : '\0';
	}
	operands[0] = options->paste;
	options->query_count = 1;
	return 0;
}

static int take_operands(struct options *options, int argc, char **operands, size_t count)
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
		else /* kept together, should there be a "-" among them: it is refused then */
			options->query_count++;
	return dash ? add_file(options, "-", argc) : 0;
}

/* The first field of -o that only a failure that was read has; NULL: none. */
static const char *response_field(const struct options *options)
{
	for (size_t i = 0; i < options->field_count; i++)
		if (options->fields[i] >= FIELD_MATCH)
			return field_names[options->fields[i]];
	return NULL;
}

static bool has_field(const struct options *options, enum field field)
{
	for (size_t i = 0; i < options->field_count; i++)
		if (options->fields[i] == field)
			return true;
	return false;
}

/* Whether a query may be a failure as a program printed it: it is no mere word. */
static bool has_response(const struct options *options)
{
	for (size_t i = 0; i < options->query_count; i++)
		if (strpbrk(options->queries[i], " :{["))
			return true;
	return false;
}

static bool has_named_file(const struct options *options)
{
	for (size_t i = 0; i < options->file_count; i++)
		if (strcmp(options->files[i], "-") != 0)
			return true;
	return false;
}

/* Decides what is done from what was given, and refuses what has no meaning together. */
static int settle(struct options *options, int argc)
{
	const bool json = options->format == FORMAT_JSON, asks = options->query_count > 0;
	const bool reads = options->file_count > 0;
	const bool looks = asks || options->list || (options->filter_count > 0 && !reads);
	const struct {
		bool met;
		const char *why;
	} refusals[] = {
		{json && options->field_count > 0, "-j and -o cannot be used together"},
		{options->list && asks, "-l lists every row: leave it out to look up a QUERY"},
		{options->list && reads, "-l lists the table: leave it out to read -f FILE or -"},
		{asks && reads, "with -f or - no QUERY: each file needs its -f; filter with -s, -c or -m"},
		{options->count && looks, "--count is for responses: add -f FILE, or - for standard input"},
		{options->tee && looks, "-t is for responses: add - to read standard input"},
		{options->tee && has_named_file(options), "-t copies standard input: use - <FILE instead of -f FILE"},
		{has_field(options, FIELD_COUNT) && !options->count, "-o count needs --count"},
	};
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
		if (refusals[i].met)
			return refuse_plainly(refusals[i].why);
	const char *field = response_field(options);
	if (field && looks && !has_response(options))
		return refuse("-o ", span_of(field), " is for responses: add -f FILE, or - for standard input");
	if (options->field_count > 0)
		options->format = FORMAT_FIELDS;
	options->mode = looks ? MODE_LOOKUP : MODE_READ;
	options->unasked = !looks && !reads;
	return options->unasked ? add_file(options, "-", argc) : 0;
}

/* Takes one option that getopt_long found. */
static int take_option(struct options *options, int letter, int argc, char **argv)
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
		if (take_option(options, letter, argc, argv) != 0)
			return -1;
	}
	if (take_operands(options, argc, argv + optind, (size_t)(argc - optind)) != 0)
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

static const char help[] = "Usage: msc-err [OPTION]... [QUERY]...        look error codes up\n"
			   "       msc-err [OPTION]... [-f FILE]... [-]  explain the errors in API responses\n"
			   "\n"
			   "Explains the errors of Alibaba Cloud Model Studio (DashScope): what they mean,\n"
			   "what to do about them, and whether trying again can help.\n"
			   "\n"
			   "A QUERY is an HTTP status (429, 4xx), a code, a message or part of one, words in\n"
			   "any order, or an error as a program printed it. In a code, case and punctuation\n"
			   "do not matter. Without a QUERY, standard input is read: JSON, logs, tracebacks.\n"
			   "\n"
			   "These choose rows of the table or, with - or -f, errors in the input. Repeat one\n"
			   "to allow another value; different ones must all match:\n"
			   "  -s, --status=N[,N]... with this HTTP status; 4xx for a class\n"
			   "  -c, --code=CODE       with this code or another name of it, nothing else\n"
			   "  -m, --message=TEXT    whose message contains TEXT, in any case\n"
			   "  -r, --retryable       only what may be tried again\n"
			   "  -l, --list            list all rows that the options above choose, one a line\n"
			   "\n"
			   "Reading:\n"
			   "  -f, --file=FILE       read FILE (-: standard input); may be repeated\n"
			   "  -t, --tee             copy standard input to standard output, unchanged, and\n"
			   "                        explain on standard error\n"
			   "      --count           count the errors instead of explaining each\n"
			   "\n"
			   "Answers:\n"
			   "  -j, --json            one JSON object a line\n"
			   "  -o, --output=FIELDS   these fields, separated by tabs, one record a line:\n"
			   "                        status, code, message, description, fix, retry, source;\n"
			   "                        of errors that were read also match, file, line,\n"
			   "                        request_id, input_status, input_code, input_message;\n"
			   "                        with --count also count\n"
			   "  -q, --quiet           print nothing; the exit status answers\n"
			   "      --color=WHEN      auto, always or never\n"
			   "  -h, --help            print this, and exit\n"
			   "  -V, --version         print the version and the date of the table, and exit\n"
			   "\n"
			   "More than five rows are listed, one a line. For an error that is not in the\n"
			   "table, code and status are empty: -o input_code,input_status prints what came.\n"
			   "\n"
			   "Exit status: 0 found, 1 not found, 2 trouble. As with grep, input without an\n"
			   "error prints nothing and exits with 1.\n"
			   "\n"
			   "Examples:\n"
			   "  msc-err Throttling.RateQuota\n"
			   "  msc-err 429\n"
			   "  msc-err 'rate limit'\n"
			   "  curl -si https://dashscope-intl.aliyuncs.com/... | msc-err\n"
			   "  tail -f app.log | msc-err --json\n"
			   "  tail -f app.log | msc-err -s 429,5xx -    # without the -, a lookup\n"
			   "  msc-err -rq \"$code\" && sleep 10    # worth trying again?\n";

void options_print_help(FILE *out)
{
	(void)fputs(help, out);
}

void options_print_usage(FILE *out)
{
	(void)fputs("Usage: msc-err [OPTION]... [QUERY]...        look error codes up\n"
		    "       msc-err [OPTION]... [-f FILE]... [-]  explain the errors in API responses\n"
		    "Nothing to look up, and nothing is piped in. Try msc-err 429,\n"
		    "msc-err Throttling, COMMAND 2>&1 | msc-err, or msc-err --help.\n",
		out);
}

void options_print_version(FILE *out)
{
	(void)fputs("msc-err " VERSION ", table of " TABLE_DATE "\n", out);
}
