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
	[FIELD_RETRY] = "retry",
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

/* Writes "msc-err: BEFORE THING AFTER" as one line, and gives -1. */
static int refuse(const char *before, struct span thing, const char *after)
{
	(void)fprintf(stderr, "msc-err: %s", before);
	text_escape_short(stderr, thing);
	(void)fprintf(stderr, "%s\n", after);
	return -1;
}

static int refuse_plainly(const char *what)
{
	return refuse(what, (struct span){NULL, 0}, "");
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

	if (distance <= longer / 3 && (nearest->name == NULL || distance < nearest->distance))
		*nearest = (struct nearest){name, distance};
}

/* Refuses `unknown`, which is no KIND ("option --", "field "), and names the nearest; if none is near, says what then.
 */
static int refuse_unknown(const char *kind, struct span unknown, const struct nearest *nearest, const char *what_then)
{
	const char *dashes = strrchr(kind, ' ') + 1;

	(void)fprintf(stderr, "msc-err: unknown %s", kind);
	text_escape_short(stderr, unknown);
	if (nearest->name != NULL)
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
	for (const struct option *option = long_options; option->name != NULL; option++)
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
	struct nearest nearest = {NULL, 0};
	const char *what_then = "see msc-err --help";
	size_t begun = 0; /* options that begin so */

	for (const struct option *option = long_options; option->name != NULL; option++) {
		begun += span_starts_nocase(span_of(option->name), name);
		nearest_consider(&nearest, name, option->name);
	}
	if (begun > 1)
		return refuse_ambiguous(name);
	for (size_t i = 0; i < sizeof(foreign) / sizeof(*foreign); i++)
		if (span_equals(name, span_of(foreign[i].name)))
			what_then = foreign[i].instead;
	return refuse_unknown("option --", name, &nearest, what_then);
}

static int refuse_short(char letter)
{
	char other = text_lower(letter) == letter && letter >= 'a' && letter <= 'z' ? (char)(letter - 'a' + 'A')
										    : text_lower(letter);
	char name[] = {other, '\0'};
	struct nearest nearest = {NULL, 0};

	if (other != letter && strchr(short_options, other) != NULL)
		nearest.name = name;
	return refuse_unknown("option -", (struct span){&letter, 1}, &nearest,
		letter == '=' ? "short options take no =" : "see msc-err --help");
}

/* Refuses what getopt_long could not take: `argument` is what it stumbled over. */
static int refuse_option(int why, int option, struct span argument)
{
	/* A letter that is none may stand inside a cluster that getopt has not passed yet. */
	bool unknown_letter = why == '?' && option > 0 && option <= UCHAR_MAX && strchr(short_options, option) == NULL;
	bool is_long = span_starts_nocase(argument, SPAN("--")) && !unknown_letter;
	const char *value = is_long ? memchr(argument.at, '=', argument.length) : NULL;
	struct span name = argument;

	if (value != NULL)
		name.length = (size_t)(value - argument.at);
	if (!is_long) {
		char letter[] = {'-', (char)option};

		if (why != ':')
			return refuse_short(letter[1]);
		return refuse("option ", (struct span){letter, sizeof(letter)}, " needs a value");
	}
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

static int add_filter(struct options *options, int letter, const char *value)
{
	struct filter filter = {.text = span_of(value)};

	if (options->filter_count == FILTERS_MOST)
		return refuse_plainly("too many of -s, -c and -m");
	switch (letter) {
	case 's':
		filter.kind = FILTER_STATUS;
		if (!options_status(filter.text, &filter.status) || filter.status.low < 100 || filter.status.high > 599)
			return refuse("-s ", filter.text, ": not one HTTP status, 100 to 599, or a class such as 4xx");
		break;
	case 'c':
		filter.kind = FILTER_CODE;
		break;
	default:
		filter.kind = FILTER_MESSAGE;
		break;
	}
	if (span_trim(filter.text).length == 0)
		return refuse_plainly(letter == 'c' ? "-c: an empty code" : "-m: an empty text");
	options->filters[options->filter_count++] = filter;
	return 0;
}

static int add_file(struct options *options, const char *name, int argc)
{
	if (*name == '\0')
		return refuse_plainly("-f: an empty file name");
	if (options->files == NULL) /* every argument may be one, and "-" with none */
		options->files = calloc((size_t)argc + 1, sizeof(*options->files));
	if (options->files == NULL)
		return refuse_plainly(strerror(errno));
	options->files[options->file_count++] = name;
	return 0;
}

static int add_fields(struct options *options, struct span names)
{
	for (;;) {
		const char *comma = names.length > 0 ? memchr(names.at, ',', names.length) : NULL;
		struct span all = {names.at, comma != NULL ? (size_t)(comma - names.at) : names.length};
		struct span name = span_trim(all);
		struct nearest nearest = {NULL, 0};
		enum field field = FIELD_STATUS;

		if (name.length == 0)
			return refuse_plainly("-o: an empty field name");
		if (memchr(name.at, ' ', name.length) != NULL)
			return refuse("-o ", name, ": put commas between the fields");
		while (field < FIELDS && !span_equals(name, span_of(field_names[field])))
			nearest_consider(&nearest, name, field_names[field++]);
		if (field == FIELDS)
			return refuse_unknown("field ", name, &nearest, "see msc-err --help");
		if (options->field_count == FIELDS_MOST)
			return refuse_plainly("-o: too many fields");
		options->fields[options->field_count++] = field;
		if (comma == NULL)
			return 0;
		names = span_from(names, all.length + 1);
	}
}

static int set_color(struct options *options, struct span when)
{
	struct nearest nearest = {NULL, 0};

	for (enum color color = COLOR_AUTO; color <= COLOR_NEVER; color++) {
		if (span_equals(when, span_of(color_names[color]))) {
			options->color = color;
			return 0;
		}
		nearest_consider(&nearest, when, color_names[color]);
	}
	return refuse_unknown("--color value ", when, &nearest, "use auto, always or never");
}

/* Decides what is done from what was given, and refuses what has no meaning together. */
static int settle(struct options *options, int argc, bool json, bool list, bool dash)
{
	bool reads = options->file_count > 0 || dash;
	bool looks = options->query_count > 0 || list || (options->filter_count > 0 && !reads);
	bool named_file = false, count_field = false, response = false;
	const char *response_field = NULL;

	for (size_t i = 0; i < options->file_count; i++)
		named_file = named_file || strcmp(options->files[i], "-") != 0;
	for (size_t i = 0; i < options->query_count; i++)
		response = response || options_response(span_trim(span_of(options->queries[i])));
	for (size_t i = options->field_count; i-- > 0;) {
		if (options->fields[i] >= FIELD_MATCH)
			response_field = field_names[options->fields[i]];
		count_field = count_field || options->fields[i] == FIELD_COUNT;
	}

	const struct {
		bool met;
		const char *why;
	} refusals[] = {
		{json && options->field_count > 0, "-j and -o cannot be used together"},
		{list && options->query_count > 0, "-l lists every row: leave it out to look up a QUERY"},
		{list && reads, "-l lists the table: leave it out to read -f FILE or -"},
		{options->query_count > 0 && reads,
			"with -f or - no QUERY: each file needs its -f; filter with -s, -c or -m"},
		{options->count && looks, "--count is for responses: add -f FILE, or - for standard input"},
		{options->tee && looks, "-t is for responses: add - to read standard input"},
		{options->tee && named_file, "-t copies standard input: use - <FILE instead of -f FILE"},
		{count_field && !options->count, "-o count needs --count"},
	};
	for (size_t i = 0; i < sizeof(refusals) / sizeof(*refusals); i++)
		if (refusals[i].met)
			return refuse_plainly(refusals[i].why);
	if (response_field != NULL && looks && !response)
		return refuse(
			"-o ", span_of(response_field), " is for responses: add -f FILE, or - for standard input");

	if (looks) {
		options->mode = MODE_LOOKUP;
		return 0;
	}
	options->mode = MODE_READ;
	options->unasked = !reads;
	return dash || !reads ? add_file(options, "-", argc) : 0;
}

int options_parse(struct options *options, int argc, char **argv)
{
	bool json = false, list = false, dash = false;
	const char *letters = getenv("POSIXLY_CORRECT") != NULL ? short_options : short_options + 1;
	int letter;

	*options = (struct options){.mode = MODE_READ};
	opterr = 0;
	optind = 0; /* begin anew, in tests too */
	while ((letter = getopt_long(argc, argv, letters, long_options, NULL)) != -1) {
		int refused = 0;

		switch (letter) {
		case 's':
		case 'c':
		case 'm':
			refused = add_filter(options, letter, optarg);
			break;
		case 'r':
			options->retryable = true;
			break;
		case 'l':
			list = true;
			break;
		case 'f':
			refused = add_file(options, optarg, argc);
			break;
		case 't':
			options->tee = true;
			break;
		case OPTION_COUNT:
			options->count = true;
			break;
		case 'j':
			json = true;
			break;
		case 'o':
			refused = add_fields(options, span_of(optarg));
			break;
		case 'q':
			options->quiet = true;
			break;
		case OPTION_COLOR:
			refused = set_color(options, span_of(optarg));
			break;
		case 'h':
			options->mode = MODE_HELP;
			return 0;
		case 'V':
			options->mode = MODE_VERSION;
			return 0;
		default:
			/* Where a value is missing, musl's optind is one past the end. */
			refused = refuse_option(letter, optopt, span_of(argv[(optind < argc ? optind : argc) - 1]));
		}
		if (refused != 0)
			return -1;
	}

	options->format = json ? FORMAT_JSON : options->field_count > 0 ? FORMAT_FIELDS : FORMAT_TEXT;
	options->queries = argv + optind;
	for (int i = optind; i < argc; i++) {
		if (strcmp(argv[i], "-") == 0)
			dash = true;
		else if (span_trim(span_of(argv[i])).length == 0)
			return refuse_plainly("an empty query");
		else /* kept together, should there be a "-" among them: it is refused then */
			options->query_count++;
	}
	return settle(options, argc, json, list, dash);
}

void options_free(struct options *options)
{
	free(options->files);
	options->files = NULL;
}

void options_print_help(FILE *out)
{
	(void)fputs("Usage: msc-err [OPTION]... [QUERY]...        look error codes up\n"
		    "       msc-err [OPTION]... [-f FILE]... [-]  explain the errors in API responses\n"
		    "\n"
		    "Explains the error codes of Alibaba Cloud Model Studio (DashScope): what they\n"
		    "mean, and whether trying again can help.\n"
		    "\n"
		    "A QUERY is an HTTP status (429, 4xx), a code in any spelling, part of a code or\n"
		    "a message, or an error as a program printed it. Without a QUERY, responses are\n"
		    "read from standard input: JSON, event streams, logs, tracebacks.\n"
		    "\n"
		    "Choose rows of the table or, with - or -f, errors that are read:\n"
		    "  -s, --status=N        with this HTTP status; 4xx for a class\n"
		    "  -c, --code=CODE       with this code or another name of it, nothing else\n"
		    "  -m, --message=TEXT    whose message contains TEXT, in any case\n"
		    "  -r, --retryable       only what may be tried again\n"
		    "  -l, --list            every code that passes the options above\n"
		    "\n"
		    "Reading:\n"
		    "  -f, --file=FILE       read FILE (-: standard input); may be repeated\n"
		    "  -t, --tee             copy standard input to standard output, unchanged, and\n"
		    "                        explain on standard error\n"
		    "      --count           a tally by code instead of each error\n"
		    "\n"
		    "Answers:\n"
		    "  -j, --json            one JSON object a line\n"
		    "  -o, --output=FIELDS   these fields, separated by tabs, one record a line:\n"
		    "                        status, code, message, description, retry; of responses\n"
		    "                        also match, file, line, request_id, input_status,\n"
		    "                        input_code, input_message; with --count also count\n"
		    "  -q, --quiet           print nothing; the exit status answers\n"
		    "      --color=WHEN      auto, always or never\n"
		    "  -h, --help            print this, and exit\n"
		    "  -V, --version         print the version, and exit\n"
		    "\n"
		    "For an error that is not in the table, -o code and status are empty; input_code\n"
		    "and input_status hold what came.\n"
		    "\n"
		    "Exit status: 0 found, 1 not found, 2 trouble. As with grep, input without an\n"
		    "error prints nothing and gives 1.\n"
		    "\n"
		    "Examples:\n"
		    "  msc-err Throttling.RateQuota\n"
		    "  msc-err 429\n"
		    "  msc-err 'rate limit'\n"
		    "  curl -si https://dashscope-intl.aliyuncs.com/... | msc-err\n"
		    "  tail -f app.log | msc-err --json\n"
		    "  tail -f app.log | msc-err -s 5xx -    # without the -, a lookup\n"
		    "  msc-err -rq \"$code\" && sleep 10    # worth trying again?\n",
		out);
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
