#include "options.h"

#include "help.h"

#include "suites.h"

#include <stdlib.h>
#include <unistd.h>

enum { ARGUMENTS_MOST = 8 };

/* Parses "msc-err" and `arguments`, ended by NULL. */
static int parse(struct options *options, const char *const arguments[ARGUMENTS_MOST])
{
	static char copies[ARGUMENTS_MOST + 1][64], *argv[ARGUMENTS_MOST + 2];
	int argc = 0;
	strcpy(copies[0], "msc-err");
	argv[argc] = copies[argc];
	for (argc = 1; arguments[argc - 1]; argc++) {
		ck_assert_uint_lt(strlen(arguments[argc - 1]), sizeof *copies);
		argv[argc] = strcpy(copies[argc], arguments[argc - 1]);
	}
	argv[argc] = NULL;
	return options_parse(options, argc, argv);
}

/* As parse, for what must be taken. */
static struct options parsed(const char *const arguments[ARGUMENTS_MOST])
{
	struct options options;
	ck_assert_int_eq(parse(&options, arguments), 0);
	return options;
}

#define PARSED(...) parsed((const char *const[ARGUMENTS_MOST]){__VA_ARGS__})

/* Long before short: both do the same. */
static const struct {
	const char *arguments[2][ARGUMENTS_MOST];
} pairs[] = {
	{{{"--status=4xx"}, {"-s4xx"}}},
	{{{"--status", "429"}, {"-s", "429"}}},
	{{{"--code=X"}, {"-cX"}}},
	{{{"--message", "rate limit"}, {"-m", "rate limit"}}},
	{{{"--retryable", "x"}, {"-r", "x"}}},
	{{{"--list"}, {"-l"}}},
	{{{"--file=a", "--file", "-"}, {"-fa", "-f", "-"}}},
	{{{"--tee"}, {"-t"}}},
	{{{"--json", "x"}, {"-j", "x"}}},
	{{{"--output=code,status", "x"}, {"-ocode", "-o", "status", "x"}}},
	{{{"--quiet", "x"}, {"-q", "x"}}},
	{{{"--help"}, {"-h"}}},
	{{{"--version"}, {"-V"}}},
};

START_TEST(a_short_option_is_its_long_one)
{
	struct options by_long = parsed(pairs[_i].arguments[0]);
	struct options by_short = parsed(pairs[_i].arguments[1]);
	ck_assert_int_eq(by_long.mode, by_short.mode);
	ck_assert_uint_eq(by_long.filter_count, by_short.filter_count);
	for (size_t i = 0; i < by_long.filter_count; i++) {
		ck_assert_int_eq(by_long.filters[i].kind, by_short.filters[i].kind);
		ck_assert_int_eq(by_long.filters[i].status.low, by_short.filters[i].status.low);
		ck_assert_int_eq(by_long.filters[i].status.high, by_short.filters[i].status.high);
		ck_assert_uint_eq(by_long.filters[i].text.length, by_short.filters[i].text.length);
	}
	ck_assert_int_eq(by_long.retryable, by_short.retryable);
	ck_assert_int_eq(by_long.format, by_short.format);
	ck_assert_uint_eq(by_long.field_count, by_short.field_count);
	ck_assert_mem_eq(by_long.fields, by_short.fields, sizeof by_long.fields);
	ck_assert_int_eq(by_long.quiet, by_short.quiet);
	ck_assert_int_eq(by_long.tee, by_short.tee);
	ck_assert_uint_eq(by_long.query_count, by_short.query_count);
	ck_assert_uint_eq(by_long.file_count, by_short.file_count);
	options_free(&by_long);
	options_free(&by_short);
}
END_TEST

START_TEST(what_is_asked_decides_the_mode)
{
	struct options options = PARSED("429");
	ck_assert_int_eq(options.mode, MODE_LOOKUP);
	options = PARSED("-s", "429");
	ck_assert_int_eq(options.mode, MODE_LOOKUP);
	options = PARSED("-l");
	ck_assert_int_eq(options.mode, MODE_LOOKUP);
	options = PARSED("-r");
	ck_assert_int_eq(options.mode, MODE_READ);
	ck_assert(options.unasked);
	ck_assert_uint_eq(options.file_count, 1);
	ck_assert_str_eq(options.files[0], "-");
	options_free(&options);
	options = PARSED("-s", "429", "-");
	ck_assert_int_eq(options.mode, MODE_READ);
	ck_assert(!options.unasked);
	ck_assert_str_eq(options.files[0], "-");
	options_free(&options);
	options = PARSED("-f", "a", "-", "-f", "b");
	ck_assert_uint_eq(options.file_count, 3);
	ck_assert_str_eq(options.files[0], "a");
	ck_assert_str_eq(options.files[1], "b");
	ck_assert_str_eq(options.files[2], "-");
	options_free(&options);
}
END_TEST

START_TEST(options_may_follow_operands_and_end_at_two_dashes)
{
	struct options options = PARSED("a", "-j", "b");
	ck_assert_int_eq(options.format, FORMAT_JSON);
	ck_assert_uint_eq(options.query_count, 2);
	ck_assert_str_eq(options.queries[1], "b");
	options = PARSED("--", "-j");
	ck_assert_int_eq(options.format, FORMAT_TEXT);
	ck_assert_str_eq(options.queries[0], "-j");
}
END_TEST

START_TEST(posixly_correct_ends_options_at_the_first_operand)
{
	struct options options;
	ck_assert_int_eq(setenv("POSIXLY_CORRECT", "1", 1), 0);
	options = PARSED("a", "-j");
	ck_assert_int_eq(unsetenv("POSIXLY_CORRECT"), 0);
	ck_assert_int_eq(options.format, FORMAT_TEXT);
	ck_assert_uint_eq(options.query_count, 2);
}
END_TEST

START_TEST(statuses_may_be_a_list_and_filters_be_repeated)
{
	struct options options = PARSED("-s", "4xx, 500", "-s429", "-m", "a", "-m", "b");
	ck_assert_uint_eq(options.filter_count, 5);
	ck_assert_int_eq(options.filters[0].status.low, 400);
	ck_assert_int_eq(options.filters[0].status.high, 499);
	ck_assert_int_eq(options.filters[1].status.low, 500);
	ck_assert_int_eq(options.filters[2].status.high, 429);
	ck_assert(span_equals(options.filters[4].text, SPAN("b")));
}
END_TEST

START_TEST(every_color_and_field_is_taken)
{
	ck_assert_int_eq(PARSED("--color=always", "x").color, COLOR_ALWAYS);
	ck_assert_int_eq(PARSED("--color=never", "x").color, COLOR_NEVER);
	ck_assert_int_eq(PARSED("--color=auto", "x").color, COLOR_AUTO);
	struct options options = PARSED("--count", "-o", "status,code, message ,description,fix,retry,source", "-o",
		"match,file,line", "-oinput_status,input_code,input_message,request_id,count");
	ck_assert_uint_eq(options.field_count, FIELDS);
	for (enum field field = FIELD_STATUS; field < FIELDS; field++)
		ck_assert_int_eq(options.fields[field], field);
	options_free(&options);
	ck_assert_int_eq(PARSED("-o", "retryable", "x").fields[0], FIELD_RETRY);
}
END_TEST

START_TEST(operands_one_of_which_ends_in_a_colon_are_one_query)
{
	struct options options = PARSED("Error", "code:", "401", "-", "x");
	ck_assert_int_eq(options.mode, MODE_LOOKUP);
	ck_assert_uint_eq(options.query_count, 1);
	ck_assert_str_eq(options.queries[0], "Error code: 401 - x");
	options_free(&options);
	ck_assert_uint_eq(PARSED("Error", "code:").query_count, 2);
	ck_assert_uint_eq(PARSED("code:").query_count, 1);
}
END_TEST

static const struct {
	const char *arguments[ARGUMENTS_MOST], *said;
} refusals[] = {
	{{"--jsn"}, "unknown option --jsn, did you mean --json?"},
	{{"--stauts=400"}, "unknown option --stauts, did you mean --status?"},
	{{"--xyzzy"}, "unknown option --xyzzy, see msc-err --help"},
	{{"--co=X"}, "option --co is ambiguous, see msc-err --help"},
	{{"-Q", "x"}, "unknown option -Q, see msc-err --help"},
	{{"-v"}, "unknown option -v, see msc-err --help"},
	{{"-jx"}, "unknown option -x, see msc-err --help"},
	{{"-\033"}, "unknown option -\\u001b, see msc-err --help"},
	{{"--\033[2J"}, "unknown option --\\u001b[2J, see msc-err --help"},
	{{"--json=yes"}, "option --json takes no value"},
	{{"--count=yes"}, "option --count takes no value"},
	{{"-s"}, "option -s needs a value"},
	{{"-js"}, "option -s needs a value"},
	{{"--status"}, "option --status needs a value"},
	{{"--color"}, "option --color needs a value"},
	{{"-s", "429,x"}, "-s 429,x: not an HTTP status, 100 to 599, or a class such as 4xx"},
	{{"-s", "2abc"}, "-s 2abc: not an HTTP status, 100 to 599, or a class such as 4xx"},
	{{"-s", "099"}, "-s 099: not an HTTP status, 100 to 599, or a class such as 4xx"},
	{{"-s", "600"}, "-s 600: not an HTTP status, 100 to 599, or a class such as 4xx"},
	{{"-s", "99999"}, "-s 99999: not an HTTP status, 100 to 599, or a class such as 4xx"},
	{{"-s", "6xx"}, "-s 6xx: not an HTTP status, 100 to 599, or a class such as 4xx"},
	{{"-s", "429,"}, "-s 429,: not an HTTP status, 100 to 599, or a class such as 4xx"},
	{{"-c", ""}, "-c: an empty code"},
	{{"-m", ""}, "-m: an empty text"},
	{{"-f", ""}, "-f: an empty file name"},
	{{""}, "an empty query"},
	{{"a", " \n"}, "an empty query"},
	{{"-o", "cod", "x"}, "unknown field cod, did you mean code?"},
	{{"-o", "code,requestid", "x"}, "unknown field requestid, did you mean request_id?"},
	{{"-o", "CODE", "x"}, "unknown field CODE, did you mean code?"},
	{{"-o", "nosuch", "x"}, "unknown field nosuch, see msc-err --help"},
	{{"-o", "", "x"}, "-o: an empty field name"},
	{{"-o", "code, ", "x"}, "-o: an empty field name"},
	{{"--color=alway", "x"}, "unknown --color value alway, did you mean always?"},
	{{"--color=", "x"}, "unknown --color value , use auto, always or never"},
	{{"-j", "-o", "code", "x"}, "-j and -o cannot be used together"},
	{{"-l", "x"}, "-l lists every row: leave it out to look up a QUERY"},
	{{"-l", "-"}, "-l lists the table: leave it out to read -f FILE or -"},
	{{"x", "-f", "a"}, "with -f or - no QUERY: each file needs its -f; filter with -s, -c or -m"},
	{{"x", "-"}, "with -f or - no QUERY: each file needs its -f; filter with -s, -c or -m"},
	{{"-", "x"}, "with -f or - no QUERY: each file needs its -f; filter with -s, -c or -m"},
	{{"--count", "x"}, "--count is for responses: add -f FILE, or - for standard input"},
	{{"-t", "-s429"}, "-t is for responses: add - to read standard input"},
	{{"-t", "-f", "a"}, "-t copies standard input: use - <FILE instead of -f FILE"},
	{{"-o", "count", "-"}, "-o count needs --count"},
};

START_TEST(what_cannot_be_meant_is_refused_in_one_line_that_names_it)
{
	struct options options;
	char said[512] = "", expected[512];
	int saved = dup(STDERR_FILENO), refused;
	FILE *file = tmpfile();
	ck_assert_ptr_nonnull(file);
	ck_assert_int_ge(dup2(fileno(file), STDERR_FILENO), 0);
	refused = parse(&options, refusals[_i].arguments);
	(void)fflush(stderr);
	ck_assert_int_ge(dup2(saved, STDERR_FILENO), 0);
	(void)close(saved);
	rewind(file);
	ck_assert_uint_lt(fread(said, 1, sizeof said - 1, file), sizeof said - 1);
	(void)fclose(file);
	options_free(&options);
	(void)snprintf(expected, sizeof expected, "msc-err: %s\n", refusals[_i].said);
	ck_assert_int_eq(refused, -1);
	ck_assert_str_eq(said, expected);
}
END_TEST

START_TEST(too_many_filters_or_fields_are_refused)
{
	char *argv[FILTERS_MOST + 3] = {NULL}, name[] = "msc-err", filter[] = "-s429", field[] = "-ocode";
	struct options options;
	int saved = dup(STDERR_FILENO);
	(void)close(STDERR_FILENO);
	argv[0] = name;
	for (size_t i = 1; i < LENGTH(argv); i++)
		argv[i] = filter;
	ck_assert_int_eq(options_parse(&options, FILTERS_MOST + 1, argv), 0);
	ck_assert_int_eq(options_parse(&options, FILTERS_MOST + 2, argv), -1);
	for (size_t i = 1; i < LENGTH(argv); i++)
		argv[i] = field;
	ck_assert_int_eq(options_parse(&options, FIELDS_MOST + 1, argv), 0);
	options_free(&options);
	ck_assert_int_eq(options_parse(&options, FIELDS_MOST + 2, argv), -1);
	ck_assert_int_ge(dup2(saved, STDERR_FILENO), 0);
	(void)close(saved);
}
END_TEST

START_TEST(help_fits_a_terminal_of_80_columns)
{
	FILE *out = capture_begin();
	char *written;
	help_print(out);
	written = capture_end(out);
	for (char *line = strtok(written, "\n"); line != NULL; line = strtok(NULL, "\n"))
		ck_assert_msg(strlen(line) <= 80, "%s", line);
	free(written);
}
END_TEST

Suite *options_suite(void)
{
	Suite *suite = suite_create("options");
	TCase *tests = tcase_create("options");
	suite_add_tcase(suite, tests);
	tcase_add_loop_test(tests, a_short_option_is_its_long_one, 0, LENGTH(pairs));
	tcase_add_test(tests, what_is_asked_decides_the_mode);
	tcase_add_test(tests, options_may_follow_operands_and_end_at_two_dashes);
	tcase_add_test(tests, posixly_correct_ends_options_at_the_first_operand);
	tcase_add_test(tests, statuses_may_be_a_list_and_filters_be_repeated);
	tcase_add_test(tests, operands_one_of_which_ends_in_a_colon_are_one_query);
	tcase_add_test(tests, every_color_and_field_is_taken);
	tcase_add_loop_test(tests, what_cannot_be_meant_is_refused_in_one_line_that_names_it, 0, LENGTH(refusals));
	tcase_add_test(tests, too_many_filters_or_fields_are_refused);
	tcase_add_test(tests, help_fits_a_terminal_of_80_columns);
	return suite;
}
