#include "print.h"

#include "suites.h"

#include <stdlib.h>

/* What `print` prints, in a form, to a width; to be freed. */
static char *printed_row(struct printer printer, const char *code)
{
	struct row row = table_row(table_find(span_of(code)));

	printer.out = capture_begin();
	print_row(&printer, &row);
	print_family(&printer, table_find(span_of(code)));
	return capture_end(printer.out);
}

static char *printed_finding(struct printer printer, struct finding finding)
{
	printer.out = capture_begin();
	print_finding(&printer, &finding);
	return capture_end(printer.out);
}

static void ck_assert_printed(char *printed, const char *expected)
{
	ck_assert_str_eq(printed, expected);
	free(printed);
}

static const struct printer text = {.format = FORMAT_TEXT};
static const struct printer json = {.format = FORMAT_JSON};

START_TEST(a_row_is_labelled_lines)
{
	ck_assert_printed(printed_row(text, "Teapot"), "418 Teapot\n"
						       "  Message:     I am a teapot, short and stout.\n"
						       "  Description: The one row of its status.\n"
						       "  Retry:       no, change something first\n");
}
END_TEST

START_TEST(a_line_break_of_a_description_stays_and_what_has_no_advice_says_so)
{
	ck_assert_printed(printed_row(text, "DoorShut"), "403 Door.Closed\n"
							 "  Message:     The door is closed.\n"
							 "  Description: Two lines. Knock as follows:\n"
							 "               once, then twice.\n"
							 "  Retry:       no, change something first\n");
	ck_assert_printed(printed_row(text, "Broken"), "500 Broken\n"
						       "  Message:     Something broke while xxx was made into xxx.\n"
						       "  Description: Two places for real values, and no reason why.\n"
						       "  Retry:       the documentation does not say\n");
}
END_TEST

START_TEST(a_family_is_named_at_the_end)
{
	ck_assert_printed(printed_row(text, "Flow"), "429 Flow\n"
						     "  Message:     Too much flow.\n"
						     "  Description: The head of a family.\n"
						     "  Retry:       yes, try again later\n"
						     "  See also:    Flow.Rate, Flow.Share\n");
}
END_TEST

START_TEST(text_is_wrapped_to_the_width_with_a_hanging_indent)
{
	ck_assert_printed(printed_row((struct printer){.width = 60}, "Broken"),
		"500 Broken\n"
		"  Message:     Something broke while xxx was made into xxx.\n"
		"  Description: Two places for real values, and no reason\n"
		"               why.\n"
		"  Retry:       the documentation does not say\n");
	ck_assert_printed(printed_row((struct printer){.width = 30}, "Flow.Share"), "429 Flow.Share\n"
										    "  Message: Your share is used\n"
										    "    up, please wait for more.\n"
										    "  Description: The first row\n"
										    "    of two.\n"
										    "  Retry: yes, try again later\n");
	ck_assert_printed(printed_row((struct printer){.width = 20}, "Flow"), "429 Flow\n"
									      "  Message: Too much\n"
									      "    flow.\n"
									      "  Description: The\n"
									      "    head of a\n"
									      "    family.\n"
									      "  Retry: yes, try\n"
									      "    again later\n"
									      "  See also:\n"
									      "    Flow.Rate,\n"
									      "    Flow.Share\n");
}
END_TEST

START_TEST(wide_characters_may_be_parted_but_not_from_their_full_stop)
{
	ck_assert_printed(printed_row((struct printer){.width = 25}, "NotHere"), "404 NotHere\n"
										 "  Message: 请求的内容不存\n"
										 "    在。\n"
										 "  Description: 说明：没有\n"
										 "    这样的内容。\n"
										 "  Retry: no, change\n"
										 "    something first\n");
}
END_TEST

START_TEST(a_word_longer_than_a_line_stands_alone)
{
	struct finding finding = {.row = TABLE_NONE,
		.match = MATCH_NONE,
		.code = SPAN("X"),
		.message = SPAN("see Supercalifragilisticexpialidocious \033\033\033\033\033\033 now"),
		.line = 1};

	ck_assert_printed(printed_finding((struct printer){.width = 24}, finding),
		"X\n"
		"  Retry: not known: this\n"
		"    code is not in the\n"
		"    table\n"
		"  It said: see\n"
		"    Supercalifragilisticexpialidocious\n"
		"    \\u001b\\u001b\\u001b\\u001b\\u001b\\u001b\n"
		"    now\n");
}
END_TEST

START_TEST(color_is_for_the_head_and_the_advice)
{
	ck_assert_printed(printed_row((struct printer){.color = true}, "Flow.Rate"),
		"\033[1m429 Flow.Rate\033[0m\n"
		"  Message:     Too much flow a minute, please wait.\n"
		"  Description: A member of it.\n"
		"  Retry:       \033[32myes\033[0m, try again later\n");
	ck_assert_printed(printed_row((struct printer){.color = true}, "Teapot"),
		"\033[1m418 Teapot\033[0m\n"
		"  Message:     I am a teapot, short and stout.\n"
		"  Description: The one row of its status.\n"
		"  Retry:       \033[31mno\033[0m, change something first\n");
}
END_TEST

START_TEST(rows_are_parted_by_a_blank_line_in_text_alone)
{
	struct printer printer = {.out = capture_begin()};
	struct row row = table_success();
	char *printed;

	print_row(&printer, &row);
	print_row(&printer, &row);
	printed = capture_end(printer.out);
	ck_assert_str_eq(printed, "200\n"
				  "  Description: The status code 200 indicates that the request is successful.\n"
				  "\n"
				  "200\n"
				  "  Description: The status code 200 indicates that the request is successful.\n");
	free(printed);
	printer = (struct printer){.out = capture_begin(), .format = FORMAT_JSON};
	print_row(&printer, &row);
	print_row(&printer, &row);
	printed = capture_end(printer.out);
	ck_assert_ptr_null(strstr(printed, "\n\n"));
	free(printed);
}
END_TEST

START_TEST(a_row_in_json_is_one_object)
{
	ck_assert_printed(printed_row(json, "Door.Closed"),
		"{\"status\":403,\"code\":\"Door.Closed\",\"message\":\"The door is closed.\","
		"\"description\":\"Two lines. Knock as follows:\\nonce, then twice.\",\"retryable\":false}\n");
	ck_assert_printed(printed_row(json, "FetchFailed"),
		"{\"status\":415,\"code\":\"FetchFailed\",\"message\":\"Cannot fetch the file: xxx\","
		"\"description\":\"The message names the file.\",\"retryable\":null}\n");
}
END_TEST

/* Not in one initializer: some versions of gcc miss fields in it, behind the braces of an array. */
static struct printer printer_of(const enum field fields[], size_t count)
{
	struct printer printer = {.format = FORMAT_FIELDS, .field_count = count};

	memcpy(printer.fields, fields, count * sizeof(*fields));
	return printer;
}

START_TEST(a_row_in_fields_is_one_line)
{
	static const enum field asked[] = {FIELD_RETRY, FIELD_CODE, FIELD_STATUS, FIELD_DESCRIPTION, FIELD_MESSAGE};
	struct printer fields = printer_of(asked, LENGTH(asked));

	ck_assert_printed(printed_row(fields, "Door.Closed"),
		"no\tDoor.Closed\t403\tTwo lines. Knock as follows:\\nonce, then twice.\tThe door is closed.\n");
	ck_assert_printed(printed_row(fields, "BadShape.Slashed"),
		"no\tBadShape.Slashed\t400\tA backslash \\\\ in both texts.\tC:\\\\temp\\\\new is not a path.\n");
	ck_assert_printed(printed_row(fields, "Broken"), "\tBroken\t500\tTwo places for real values, and no reason why."
							 "\tSomething broke while xxx was made into xxx.\n");
}
END_TEST

/* A finding with everything in it. */
static struct finding full(void)
{
	return (struct finding){
		.file = SPAN("app.log"),
		.line = 17,
		.status = 503,
		.code = SPAN("share_exceeded"),
		.message = SPAN("Come back \"tomorrow\"."),
		.request_id = SPAN("id-1"),
		.match = MATCH_CODE,
		.row = table_find(SPAN("Flow.Share")),
		.alternatives = true,
		.count = 1,
	};
}

START_TEST(a_finding_adds_what_came_where_that_says_more)
{
	struct finding finding = full();

	ck_assert_printed(printed_finding(text, finding),
		"429 Flow.Share\n"
		"  Message:     Your share is used up, please wait for more.\n"
		"  Description: The first row of two.\n"
		"  Retry:       yes, try again later\n"
		"  Came as:     503 share_exceeded\n"
		"  It said:     Come back \"tomorrow\".\n"
		"  Or else:     Your free share is used up.\n"
		"               Retry: no, change something first\n"
		"  Request ID:  id-1\n"
		"  Where:       app.log:17\n");
	finding = (struct finding){.line = 1,
		.code = SPAN("Twins"),
		.message = SPAN("Both are out."),
		.match = MATCH_CODE,
		.row = table_find(SPAN("Twins")),
		.alternatives = true};
	ck_assert_printed(printed_finding(text, finding), "409 Twins\n"
							  "  Message:     The left one is out.\n"
							  "  Description: The first row of two with the same advice.\n"
							  "  Retry:       no, change something first\n"
							  "  It said:     Both are out.\n"
							  "  Or else:     The right one is out.\n");
	finding = (struct finding){.line = 1,
		.status = 418,
		.code = SPAN("TEAPOT"),
		.message = SPAN("I am a teapot, short and stout!"),
		.match = MATCH_CODE,
		.row = table_find(SPAN("Teapot"))};
	ck_assert_printed(printed_finding(text, finding), "418 Teapot\n"
							  "  Message:     I am a teapot, short and stout.\n"
							  "  Description: The one row of its status.\n"
							  "  Retry:       no, change something first\n");
}
END_TEST

START_TEST(a_finding_tells_how_it_was_found_if_not_by_its_code)
{
	struct finding finding = {.line = 2, .match = MATCH_STATUS, .status = 418, .row = table_find(SPAN("Teapot"))};

	ck_assert_printed(printed_finding(text, finding), "418 Teapot\n"
							  "  Message:     I am a teapot, short and stout.\n"
							  "  Description: The one row of its status.\n"
							  "  Retry:       no, change something first\n"
							  "  Where:       line 2\n"
							  "  Found by:    its status alone: no code was found\n");
	finding = (struct finding){
		.line = 1, .match = MATCH_STATUS, .status = 429, .row = TABLE_NONE, .alternatives = true};
	ck_assert_printed(printed_finding(text, finding), "429\n"
							  "  May be:      Flow, Flow.Rate, Flow.Share\n"
							  "  Retry:       not known: it may be any of these\n"
							  "  Found by:    its status alone: no code was found\n");
	finding.status = 403;
	ck_assert_printed(printed_finding(text, finding), "403\n"
							  "  May be:      Door.Closed, Flow.Share\n"
							  "  Retry:       no, change something first\n"
							  "  Found by:    its status alone: no code was found\n");
	finding = (struct finding){.line = 1, .match = MATCH_NONE, .status = 502, .row = TABLE_NONE};
	ck_assert_printed(printed_finding(text, finding), "502\n"
							  "  Retry:       not known: no code came\n");
	finding = (struct finding){.line = 1, .match = MATCH_NONE, .code = SPAN("No\nSuch\033[1m"), .row = TABLE_NONE};
	ck_assert_printed(printed_finding(text, finding), "No\n"
							  "    Such\\u001b[1m\n"
							  "  Retry:       not known: this code is not in the table\n");
}
END_TEST

START_TEST(a_finding_in_json_has_what_came_and_the_other_rows)
{
	struct finding finding = full();

	ck_assert_printed(printed_finding(json, finding),
		"{\"status\":429,\"code\":\"Flow.Share\",\"message\":\"Your share is used up, please wait for more.\","
		"\"description\":\"The first row of two.\",\"retryable\":true,\"match\":\"code\","
		"\"input\":{\"file\":\"app.log\",\"line\":17,\"status\":503,\"code\":\"share_exceeded\","
		"\"message\":\"Come back \\\"tomorrow\\\".\",\"request_id\":\"id-1\"},"
		"\"alternatives\":[{\"status\":403,\"code\":\"Flow.Share\",\"message\":\"Your free share is used up.\","
		"\"description\":\"The second row of its code has another status.\",\"retryable\":false}]}\n");
}
END_TEST

static const struct {
	enum match match;
	const char *name;
} matches[] = {
	{MATCH_CODE, "code"},
	{MATCH_RELATED, "related"},
	{MATCH_MESSAGE, "message"},
	{MATCH_STATUS, "status"},
	{MATCH_NONE, "none"},
};

START_TEST(what_is_not_known_is_null)
{
	struct finding finding = {.line = 1, .match = matches[_i].match, .row = TABLE_NONE};
	char expected[512];

	(void)snprintf(expected, sizeof(expected),
		"{\"status\":null,\"code\":null,\"message\":null,\"description\":null,\"retryable\":null,\"match\":\"%"
		"s\","
		"\"input\":{\"file\":null,\"line\":1,\"status\":null,\"code\":null,\"message\":null,\"request_id\":"
		"null}}\n",
		matches[_i].name);
	ck_assert_printed(printed_finding(json, finding), expected);
}
END_TEST

START_TEST(a_finding_in_fields_is_one_line)
{
	static const enum field asked[] = {FIELD_CODE, FIELD_MATCH, FIELD_FILE, FIELD_LINE, FIELD_REQUEST_ID,
		FIELD_INPUT_STATUS, FIELD_INPUT_CODE, FIELD_INPUT_MESSAGE, FIELD_COUNT};
	struct printer fields = printer_of(asked, LENGTH(asked));
	struct finding finding = full();

	finding.message = SPAN("a\tb\nc\\d\rfin");
	ck_assert_printed(printed_finding(fields, finding),
		"Flow.Share\tcode\tapp.log\t17\tid-1\t503\tshare_exceeded\ta\\tb\\nc\\\\d\\u000dfin\t1\n");
	finding = (struct finding){.line = 1, .match = MATCH_NONE, .row = TABLE_NONE};
	ck_assert_printed(printed_finding(fields, finding), "\tnone\t\t1\t\t\t\t\t\n");
}
END_TEST

Suite *print_suite(void)
{
	Suite *suite = suite_create("print");
	TCase *tests = tcase_create("print");

	suite_add_tcase(suite, tests);
	tcase_add_test(tests, a_row_is_labelled_lines);
	tcase_add_test(tests, a_line_break_of_a_description_stays_and_what_has_no_advice_says_so);
	tcase_add_test(tests, a_family_is_named_at_the_end);
	tcase_add_test(tests, text_is_wrapped_to_the_width_with_a_hanging_indent);
	tcase_add_test(tests, wide_characters_may_be_parted_but_not_from_their_full_stop);
	tcase_add_test(tests, a_word_longer_than_a_line_stands_alone);
	tcase_add_test(tests, color_is_for_the_head_and_the_advice);
	tcase_add_test(tests, rows_are_parted_by_a_blank_line_in_text_alone);
	tcase_add_test(tests, a_row_in_json_is_one_object);
	tcase_add_test(tests, a_row_in_fields_is_one_line);
	tcase_add_test(tests, a_finding_adds_what_came_where_that_says_more);
	tcase_add_test(tests, a_finding_tells_how_it_was_found_if_not_by_its_code);
	tcase_add_test(tests, a_finding_in_json_has_what_came_and_the_other_rows);
	tcase_add_loop_test(tests, what_is_not_known_is_null, 0, LENGTH(matches));
	tcase_add_test(tests, a_finding_in_fields_is_one_line);
	return suite;
}
