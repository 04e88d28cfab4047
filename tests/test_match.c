#include "match.h"

#include "suites.h"

/* The rows of tests/codes.csv, in its order. */
enum {
	BAD_SHAPE,
	BAD_SHAPE_QUOTED,
	BAD_SHAPE_SLASHED,
	WHAT_NOW,
	DOOR_CLOSED,
	NOT_HERE,
	FETCH_FAILED,
	TEAPOT,
	FLOW,
	FLOW_RATE,
	FLOW_SHARE,
	FLOW_SHARE_FREE,
	BROKEN,
	TWINS,
	TWINS_SECOND,
	BAD_SHAPE_MORE,
	BAD_SHAPE_FEWER,
	BAD_SHAPE_OPEN,
	BAD_SHAPE_PEN,
	FLOW_BURST,
	FLOW_BURST_XXX,
	SILENT_CODE,
	NO_CODE,
	NO_CODE_NO_STATUS,
};

#define NONE TABLE_NONE

static const struct {
	const char *code; /* NULL: none came */
	int status;
	const char *message;
	enum match match;
	size_t row, alternative; /* the first */
} failures[] = {
	/* By the code, and among its rows by the message. */
	{"BadShape", 400, "No shape, no drawing.", MATCH_CODE, BAD_SHAPE, NONE},
	{"bad_shape_error", 400, "Something new.", MATCH_CODE, BAD_SHAPE, NONE},
	{"BadShape", 400, "The shape has more than 9 corners.", MATCH_CODE, BAD_SHAPE_MORE, NONE},
	{"BadShape", 500, "The pen is broken, please wait for another pen.", MATCH_CODE, BAD_SHAPE_PEN, NONE},
	{"Flow.Share", 429, "Something new.", MATCH_CODE, FLOW_SHARE, FLOW_SHARE_FREE},
	{"Flow.Share", 403, "Your free share is used up.", MATCH_CODE, FLOW_SHARE_FREE, NONE},
	{"Flow.Burst", 0, NULL, MATCH_CODE, FLOW_BURST, NONE},
	{"Silent_Code", 0, NULL, MATCH_CODE, SILENT_CODE, NONE},
	/* By a relative. */
	{"Flow.Gust", 429, "Something new.", MATCH_RELATED, FLOW, NONE},
	{"Inner.BadShape", 400, "The shape has fewer than 2 corners.", MATCH_RELATED, BAD_SHAPE_FEWER, NONE},
	{"Flow.Share.Inner", 403, "Something new.", MATCH_RELATED, FLOW_SHARE_FREE, NONE},
	/* By the message: a case of another code, whole; any row where no code is known. */
	{"Flow", 400, "The shape has more than 9 corners.", MATCH_MESSAGE, BAD_SHAPE_MORE, NONE},
	{"Flow", 400, "Sorry: the shape has more than 9 corners.", MATCH_CODE, FLOW, NONE},
	{"Flow", 429, "Too much flow a minute, please wait.", MATCH_CODE, FLOW, NONE},
	{"1302", 429, "Too much flow a minute, please wait.", MATCH_MESSAGE, FLOW_RATE, NONE},
	{NULL, 429, "Sorry: too much flow a minute, please wait.", MATCH_MESSAGE, FLOW_RATE, NONE},
	{NULL, 0, "The page of this number does not exist.", MATCH_MESSAGE, NO_CODE, NONE},
	{"Flow", 500, "<400> BadShape: The shape has more than 9 corners.", MATCH_CODE, FLOW,
		NONE}, /* its own code's */
	/* The words count, in order; not case, punctuation, spacing, "please", a help link or an ID at the end. */
	{NULL, 0, "  TOO MUCH FLOW\n a minute; wait", MATCH_MESSAGE, FLOW_RATE, NONE},
	{NULL, 0, "<429> Flow.Rate: too much flow a minute, please wait.", MATCH_MESSAGE, FLOW_RATE, NONE},
	{NULL, 0, "Too much flow a minute, wait. Request id: 5b0a2f6e-7c1d", MATCH_MESSAGE, FLOW_RATE, NONE},
	{NULL, 0, "Too much flow a minute, wait (see https://example.com/a).", MATCH_MESSAGE, FLOW_RATE, NONE},
	{NULL, 0, "Your share is used up, wait for more.", MATCH_MESSAGE, FLOW_SHARE, NONE},
	{NULL, 0, "Your free share is used up.", MATCH_MESSAGE, FLOW_SHARE_FREE, NONE},
	{NULL, 0, "Only a message came, and nothing else", MATCH_MESSAGE, NO_CODE_NO_STATUS, NONE},
	{NULL, 0, "Something broke while the bread (2 kg) was made into toast.", MATCH_MESSAGE, BROKEN, NONE},
	{NULL, 0, "Can not fetch file: https://example.com/a.png", MATCH_MESSAGE, FETCH_FAILED, NONE},
	{NULL, 0, "The shape has fewer than 3 corners", MATCH_MESSAGE, BAD_SHAPE_FEWER, NONE},
	{NULL, 0, "The pen is broken, wait for another blue pen.", MATCH_MESSAGE, BAD_SHAPE_PEN, NONE},
	{NULL, 0, "请求，的内容不存在", MATCH_MESSAGE, NOT_HERE, NONE},
	{NULL, 0, "The shape has other than 3 corners.", MATCH_NONE, NONE, NONE},
	{NULL, 0, "Too much flow an hour, please wait", MATCH_NONE, NONE, NONE},
	{NULL, 0, "Too much flow", MATCH_NONE, NONE, NONE}, /* three words prove nothing without a code */
	{NULL, 0, "Something broke while it was.", MATCH_NONE, NONE, NONE},
	{NULL, 0, "...", MATCH_NONE, NONE, NONE},
	{NULL, 0, "xxx", MATCH_NONE, NONE, NONE},
	{"Flow.Share", 0, "Your share is used", MATCH_CODE, FLOW_SHARE, NONE}, /* cut */
	{"Flow.Burst", 0, "Too many calls at once in Paris, Texas.", MATCH_CODE, FLOW_BURST_XXX, NONE},
	/* OpenAI's word for any bad request yields to the message and to a status that one row has. */
	{"invalid_request_error", 429, "Too much flow a minute, please wait.", MATCH_MESSAGE, FLOW_RATE, NONE},
	{"invalid_request_error", 418, "Something new.", MATCH_STATUS, TEAPOT, NONE},
	{"invalid_request_error", 429, "Something new.", MATCH_CODE, BAD_SHAPE, NONE},
	/* By a help link. */
	{NULL, 400, "See https://example.com/error-code#open-line", MATCH_CODE, BAD_SHAPE_OPEN, NONE},
	{NULL, 418, "See https://example.com/error-code#no-such-thing", MATCH_STATUS, TEAPOT, NONE},
	/* By the status alone. */
	{NULL, 418, "Short and stout", MATCH_STATUS, TEAPOT, NONE},
	{NULL, 429, NULL, MATCH_STATUS, NONE, FLOW},
	{NULL, 599, NULL, MATCH_NONE, NONE, NONE},
	{"1302", 418, NULL, MATCH_NONE, NONE, NONE},
	{NULL, 0, NULL, MATCH_NONE, NONE, NONE},
};

static void ck_assert_row(const char *asked, size_t row, size_t expected)
{
	ck_assert_msg(row == expected, "%s: row %zd, not %zd", asked, (ssize_t)row, (ssize_t)expected);
}

START_TEST(a_failure_finds_its_row)
{
	struct failure failure;
	failure_clear(&failure);
	failure.status = failures[_i].status;
	if (failures[_i].code)
		failure_set_code(&failure, span_of(failures[_i].code));
	if (failures[_i].message)
		failure_set_message(&failure, span_of(failures[_i].message));
	struct finding finding = finding_of(&failure);
	char asked[200];
	(void)snprintf(asked, sizeof asked, "%s %d %s, match %d", failures[_i].code ? failures[_i].code : "(no code)",
		failures[_i].status, failures[_i].message ? failures[_i].message : "(no message)", finding.match);
	ck_assert_row(asked, finding.row, failures[_i].row);
	ck_assert_msg(finding.match == failures[_i].match, "%s, not %d", asked, failures[_i].match);
	ck_assert_row(asked, match_alternative(&finding, NONE), failures[_i].alternative);
}
END_TEST

Suite *match_suite(void)
{
	Suite *suite = suite_create("match");
	TCase *tests = tcase_create("match");
	suite_add_tcase(suite, tests);
	tcase_add_loop_test(tests, a_failure_finds_its_row, 0, LENGTH(failures));
	return suite;
}
