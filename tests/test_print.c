#include "print.h"

#include "fixture.h"

#include <stdlib.h>

/* As SPAN, for what is initialized before the program runs. */
#define TEXT(literal)                                                                                                  \
	{                                                                                                              \
		(literal), sizeof(literal) - 1                                                                         \
	}

static const struct printer text = {.format = FORMAT_TEXT};
static const struct printer json = {.format = FORMAT_JSON};

/* What a printer prints; to be freed. */
static char *printed_rows(struct printer printer, const size_t rows[], size_t count)
{
	printer.out = capture_begin();
	print_rows(&printer, rows, count);
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

#define ck_assert_row_printed(printer, row, expected)                                                                  \
	ck_assert_printed(printed_rows(printer, (const size_t[]){row}, 1), expected)

START_TEST(wide_characters_may_be_parted_but_not_from_their_full_stop)
{
	ck_assert_row_printed((struct printer){.width = 25}, NOT_HERE,
		"404 NotHere\n"
		"  Message: 请求的内容不存\n"
		"    在。\n"
		"  Description: 说明：没有\n"
		"    这样的内容。\n"
		"  Fix: 换一个地方。\n"
		"  Retry: no, change\n"
		"    something first\n");
}
END_TEST

START_TEST(a_list_fits_any_width)
{
	struct printer printer = {.list = true};
	for (printer.width = 1; printer.width < 120; printer.width++) {
		static const size_t rows[] = {
			BAD_SHAPE, NOT_HERE, SILENT_CODE, NO_CODE, FLOW_BURST_XXX, BAD_SHAPE_MORE};
		char *printed = printed_rows(printer, rows, LENGTH(rows));
		for (char *line = strtok(printed, "\n"); line; line = strtok(NULL, "\n"))
			if (printer.width > 10) /* status and retry are whole on any terminal */
				ck_assert_msg(
					text_columns(span_of(line)) <= printer.width, "%zu: %s", printer.width, line);
		free(printed);
	}
}
END_TEST

static struct printer printer_of(const enum field fields[], size_t count)
{
	return (struct printer){.format = FORMAT_FIELDS, .fields = fields, .field_count = count};
}

START_TEST(a_row_in_fields_is_one_line)
{
	static const enum field asked[] = {
		FIELD_RETRY, FIELD_CODE, FIELD_STATUS, FIELD_DESCRIPTION, FIELD_FIX, FIELD_SOURCE, FIELD_MESSAGE};
	struct printer fields = printer_of(asked, LENGTH(asked));
	ck_assert_row_printed(fields, DOOR_CLOSED,
		"no\tDoor.Closed\t403\tTwo lines. Knock as follows:\\nonce, then twice.\t"
		"Knock twice.\\nThen wait.\tpage\tThe door is closed.\n");
	ck_assert_row_printed(fields, BAD_SHAPE_SLASHED,
		"no\tBadShape.Slashed\t400\tA backslash \\\\ in both texts.\tWrite C:\\\\temp/new, with one \\\\.\tpage"
		"\tC:\\\\temp\\\\new is not a path.\n");
	ck_assert_row_printed(fields, SILENT_CODE,
		"\tSilent_Code\t\tA code without a status or a message.\tLook at the log.\tseen\t\n");
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
		.row = FLOW_SHARE,
		.alternatives = true,
		.count = 1,
	};
}

/* What a finding adds to its row, of which the lines up to Retry are left out here. */
static const struct {
	const char *what;
	struct finding finding;
	const char *added;
} additions[] = {
	{"another general row of the same advice",
		{.line = 1, .message = TEXT("Both are out."), .match = MATCH_CODE, .row = TWINS, .alternatives = true},
		"  It said:     Both are out.\n"
		"  Or else:     The right one is out.\n"},
	{"nothing that the row has in another spelling",
		{.line = 1,
			.status = 418,
			.code = TEXT("TEAPOT"),
			.message = TEXT("I am a teapot, short and stout!"),
			.match = MATCH_CODE,
			.row = TEAPOT},
		""},
	{"found by the status", {.line = 2, .match = MATCH_STATUS, .status = 418, .row = TEAPOT},
		"  Where:       line 2\n"
		"  Found by:    its status alone: no code was found\n"},
	{"found by a relative", {.line = 1, .match = MATCH_RELATED, .code = TEXT("Tea.Teapot"), .row = TEAPOT},
		"  Came as:     Tea.Teapot\n"
		"  Found by:    a related code: its own is not in the table\n"},
	{"found by the message, without a code", {.line = 1, .match = MATCH_MESSAGE, .row = TEAPOT},
		"  Found by:    its message: no code was found\n"},
	{"found by the message, with a code", {.line = 1, .match = MATCH_MESSAGE, .code = TEXT("Flow"), .row = TEAPOT},
		"  Came as:     Flow\n"
		"  Found by:    its message, which is more specific than its code\n"},
};

START_TEST(a_finding_adds_what_came_where_that_says_more)
{
	char *printed = printed_finding(text, additions[_i].finding);
	const char *retry = strstr(printed, "  Retry:");
	ck_assert_str_eq(strchr(retry, '\n') + 1, additions[_i].added);
	free(printed);
}
END_TEST

START_TEST(a_finding_in_text_has_everything_that_came)
{
	ck_assert_printed(printed_finding(text, full()), "429 Flow.Share\n"
							 "  Message:     Your share is used up, please wait for more.\n"
							 "  Description: The first row of two.\n"
							 "  Fix:         Ask for a larger share.\n"
							 "  Retry:       yes, try again later\n"
							 "  Came as:     503 share_exceeded\n"
							 "  It said:     Come back \"tomorrow\".\n"
							 "  Or else:     Your free share is used up.\n"
							 "               Retry: no, change something first\n"
							 "  Request ID:  id-1\n"
							 "  Where:       app.log:17\n");
}
END_TEST

/* Findings without a row. */
static const struct {
	const char *what;
	size_t width;
	struct finding finding;
	const char *text;
} rowless[] = {
	{"several rows of the status, of which some may be tried again", 0,
		{.match = MATCH_STATUS, .status = 429, .row = NONE, .alternatives = true},
		"429\n"
		"  May be:      Flow, Flow.Rate, Flow.Share\n"
		"  Retry:       not known: it may be any of these\n"
		"  Found by:    its status alone: no code was found\n"},
	{"several rows of the status, none of which may be", 0,
		{.match = MATCH_STATUS, .status = 403, .row = NONE, .alternatives = true},
		"403\n"
		"  May be:      Door.Closed, Flow.Share\n"
		"  Retry:       no, change something first\n"
		"  Found by:    its status alone: no code was found\n"},
	{"a status that no row has", 0, {.match = MATCH_NONE, .status = 502, .row = NONE},
		"502\n"
		"  Retry:       not known: no code was found\n"},
	{"nothing but a message", 0, {.match = MATCH_NONE, .message = TEXT("It broke."), .row = NONE},
		"An error without a code\n"
		"  Retry:       not known: no code was found\n"
		"  It said:     It broke.\n"},
	{"a word longer than a line stands alone; what could act on a terminal is escaped", 24,
		{.match = MATCH_NONE,
			.code = TEXT("X\nY\033[1m"),
			.message = TEXT("see Supercalifragilisticexpialidocious \033\033\033\033\033\033 now"),
			.row = NONE},
		"X\n"
		"    Y\\u001b[1m\n"
		"  Retry: not known: this\n"
		"    code is not in the\n"
		"    table\n"
		"  It said: see\n"
		"    Supercalifragilisticexpialidocious\n"
		"    \\u001b\\u001b\\u001b\\u001b\\u001b\\u001b\n"
		"    now\n"},
};

START_TEST(a_finding_without_a_row_has_what_is_known)
{
	ck_assert_printed(
		printed_finding((struct printer){.width = rowless[_i].width}, rowless[_i].finding), rowless[_i].text);
}
END_TEST

START_TEST(a_finding_in_json_has_what_came_and_the_other_rows)
{
	ck_assert_printed(printed_finding(json, full()),
		"{\"status\":429,\"code\":\"Flow.Share\",\"message\":\"Your share is used up, please wait for more.\","
		"\"description\":\"The first row of two.\",\"fix\":\"Ask for a larger share.\",\"retryable\":true,"
		"\"source\":\"page\",\"match\":\"code\","
		"\"input\":{\"file\":\"app.log\",\"line\":17,\"status\":503,\"code\":\"share_exceeded\","
		"\"message\":\"Come back \\\"tomorrow\\\".\",\"request_id\":\"id-1\"},"
		"\"alternatives\":[{\"status\":403,\"code\":\"Flow.Share\",\"message\":\"Your free share is used up.\","
		"\"description\":\"The second row of its code has another status.\",\"fix\":\"Buy a share.\","
		"\"retryable\":false,\"source\":\"page\"}]}\n");
}
END_TEST

static const char *const matches[] = {
	[MATCH_CODE] = "code",
	[MATCH_RELATED] = "related",
	[MATCH_MESSAGE] = "message",
	[MATCH_STATUS] = "status",
	[MATCH_NONE] = "none",
};

START_TEST(what_is_not_known_is_null)
{
	struct finding finding = {.line = 1, .match = (enum match)_i, .row = NONE};
	char expected[512];
	(void)snprintf(expected, sizeof expected,
		"{\"status\":null,\"code\":null,\"message\":null,\"description\":null,\"fix\":null,\"retryable\":null,"
		"\"source\":null,\"match\":\"%s\",\"input\":{\"file\":null,\"line\":1,\"status\":null,\"code\":null,"
		"\"message\":null,\"request_id\":null}}\n",
		matches[_i]);
	ck_assert_printed(printed_finding(json, finding), expected);
}
END_TEST

/* Text that came, and what is inside the quotes of JSON for it. */
static const struct {
	struct span came;
	const char *json;
} strings[] = {
	{TEXT(""), ""},
	{TEXT("\"\\/\b\f\n\r\t"), "\\\"\\\\/\\b\\f\\n\\r\\t"},
	{TEXT("a\0b\0"), "a\\u0000b\\u0000"},
	{TEXT("\0"), "\\u0000"},
	{TEXT("\x01\x1b[0m\x7f"), "\\u0001\\u001b[0m\\u007f"},
	{TEXT("\xc2\x80\xc2\x9f\xc2\xa0"), "\\u0080\\u009f\xc2\xa0"},
	{TEXT("\u200e\u200f\u2028\u2029\u202e\u2066\u2069"), "\\u200e\\u200f\\u2028\\u2029\\u202e\\u2066\\u2069"},
	{TEXT("请求\U0001f600"), "请求\U0001f600"},
	{TEXT("\xff|\xc0\xaf|\xe2\x82|\xed\xa0\x80"), "\ufffd|\ufffd\ufffd|\ufffd|\ufffd\ufffd\ufffd"},
	{TEXT("\xe8\xaf\0\xb7"), "\ufffd\\u0000\ufffd"},
};

START_TEST(json_is_valid_whatever_came)
{
	struct finding finding = {.message = strings[_i].came, .row = NONE, .match = MATCH_NONE, .line = 1};
	char *printed = printed_finding(json, finding), expected[256];
	(void)snprintf(expected, sizeof expected, "\"message\":\"%s\",\"request_id\"", strings[_i].json);
	ck_assert_msg(strstr(printed, expected), "%s in %s", expected, printed);
	free(printed);
}
END_TEST

START_TEST(an_object_in_json_may_be_of_any_length)
{
	enum { LONG = 100000 };
	char *came = malloc(LONG);
	ck_assert_ptr_nonnull(came);
	memset(came, '\n', LONG);
	struct finding finding = {.message = {came, LONG}, .row = NONE, .match = MATCH_NONE, .line = UINT64_MAX};
	char *printed = printed_finding(json, finding);
	ck_assert_uint_gt(strlen(printed), 2 * LONG);
	ck_assert_ptr_nonnull(strstr(printed, "\"line\":18446744073709551615,"));
	ck_assert_str_eq(
		printed + strlen(printed) - strlen("\\n\",\"request_id\":null}}\n"), "\\n\",\"request_id\":null}}\n");
	free(printed);
	free(came);
}
END_TEST

START_TEST(a_finding_in_fields_is_one_line)
{
	static const enum field asked[] = {FIELD_CODE, FIELD_SOURCE, FIELD_MATCH, FIELD_FILE, FIELD_LINE,
		FIELD_REQUEST_ID, FIELD_INPUT_STATUS, FIELD_INPUT_CODE, FIELD_INPUT_MESSAGE, FIELD_COUNT};
	struct printer fields = printer_of(asked, LENGTH(asked));
	struct finding finding = full();
	finding.message = SPAN("a\tb\nc\\d\rfin");
	ck_assert_printed(printed_finding(fields, finding),
		"Flow.Share\tpage\tcode\tapp.log\t17\tid-1\t503\tshare_exceeded\ta\\tb\\nc\\\\d\\u000dfin\t1\n");
	finding = (struct finding){.line = 1, .match = MATCH_NONE, .row = NONE};
	ck_assert_printed(printed_finding(fields, finding), "\t\tnone\t\t1\t\t\t\t\t\n");
}
END_TEST

/* A tally of two rows of one code and of a code without a row. */
static char *printed_tally(struct printer printer)
{
	const struct finding findings[] = {{.row = BAD_SHAPE_MORE, .count = 2}, {.row = BAD_SHAPE, .count = 1},
		{.row = NONE, .status = 400, .code = SPAN("No.Such"), .count = 1}};
	struct tally *tally = tally_new();
	ck_assert_ptr_nonnull(tally);
	for (size_t i = 0; i < LENGTH(findings); i++)
		ck_assert_int_eq(tally_add(tally, &findings[i]), 0);
	tally_sort(tally);
	printer.out = capture_begin();
	print_tally(&printer, tally, 9);
	tally_free(tally);
	return capture_end(printer.out);
}

START_TEST(a_tally_has_a_line_for_each_row)
{
	static const enum field asked[] = {FIELD_COUNT, FIELD_MATCH, FIELD_STATUS, FIELD_INPUT_CODE};
	ck_assert_printed(printed_tally(text),
		"   count   share  status  retry  code\n"
		"       2   50.0%     400  no     BadShape  The shape has more than xxx corners.\n"
		"       1   25.0%     400  no     BadShape  No shape, no drawing.\n"
		"       1   25.0%     400  -      No.Such\n"
		"\n"
		"4 errors in 9 records\n");
	ck_assert_printed(printed_tally(printer_of(asked, LENGTH(asked))), "2\t\t400\t\n1\t\t400\t\n1\t\t\tNo.Such\n");
	char *printed = printed_tally(json);
	ck_assert_ptr_nonnull(
		strstr(printed, "{\"count\":2,\"status\":400,\"code\":\"BadShape\",\"message\":\"The shape"));
	ck_assert_ptr_nonnull(strstr(printed, "\"source\":\"seen\",\"input\":null}\n"));
	ck_assert_ptr_nonnull(strstr(printed, "{\"count\":1,\"status\":null,\"code\":null,\"message\":null,"
					      "\"description\":null,\"fix\":null,\"retryable\":null,\"source\":null,"
					      "\"input\":{\"status\":400,\"code\":\"No.Such\"}}\n"));
	free(printed);
}
END_TEST

Suite *print_suite(void)
{
	Suite *suite = suite_create("print");
	TCase *tests = tcase_create("print");
	suite_add_tcase(suite, tests);
	tcase_add_test(tests, wide_characters_may_be_parted_but_not_from_their_full_stop);
	tcase_add_test(tests, a_list_fits_any_width);
	tcase_add_test(tests, a_row_in_fields_is_one_line);
	tcase_add_loop_test(tests, a_finding_adds_what_came_where_that_says_more, 0, LENGTH(additions));
	tcase_add_test(tests, a_finding_in_text_has_everything_that_came);
	tcase_add_loop_test(tests, a_finding_without_a_row_has_what_is_known, 0, LENGTH(rowless));
	tcase_add_test(tests, a_finding_in_json_has_what_came_and_the_other_rows);
	tcase_add_loop_test(tests, what_is_not_known_is_null, 0, LENGTH(matches));
	tcase_add_loop_test(tests, json_is_valid_whatever_came, 0, LENGTH(strings));
	tcase_add_test(tests, an_object_in_json_may_be_of_any_length);
	tcase_add_test(tests, a_finding_in_fields_is_one_line);
	tcase_add_test(tests, a_tally_has_a_line_for_each_row);
	return suite;
}
