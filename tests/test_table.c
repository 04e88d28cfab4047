#include "table.h"

#include "suites.h"

#include <stdlib.h>

/* The rows of tests/codes.csv. */
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
	ROWS
};

#define NONE TABLE_NONE

static void ck_assert_row(const char *asked, size_t row, size_t expected)
{
	ck_assert_msg(row == expected, "%s: row %zd, not %zd", asked, (ssize_t)row, (ssize_t)expected);
}

START_TEST(rows_are_as_in_the_file)
{
	struct row row;

	ck_assert_uint_eq(table_count(), ROWS);
	row = table_row(DOOR_CLOSED);
	ck_assert_int_eq(row.status, 403);
	ck_assert(span_equals(row.code, SPAN("Door.Closed")));
	ck_assert(span_equals(row.message, SPAN("The door is closed.")));
	ck_assert(span_equals(row.description, SPAN("Two lines. Knock as follows:\nonce, then twice.")));
	ck_assert_int_eq(row.retry, RETRY_NO);
	ck_assert_int_eq(table_row(FLOW).retry, RETRY_YES);
	ck_assert_int_eq(table_row(BROKEN).retry, RETRY_UNKNOWN);
	ck_assert(span_equals(table_row(BAD_SHAPE_SLASHED).json,
		SPAN("\"status\":400,\"code\":\"BadShape.Slashed\",\"message\":\"C:\\\\temp\\\\new is not a path.\","
		     "\"description\":\"A backslash \\\\ in both texts.\",\"retryable\":false")));
}
END_TEST

static const struct {
	const char *asked;
	size_t row;
} codes[] = {
	{"BadShape", BAD_SHAPE},
	{"badshape", BAD_SHAPE},
	{"BAD_SHAPE", BAD_SHAPE},
	{"bad-shape.", BAD_SHAPE},
	{"Bad Shape", BAD_SHAPE},
	{"bad_shape_error", BAD_SHAPE},
	{"#shape-missing", BAD_SHAPE},
	{"whatnow", WHAT_NOW},
	{"DoorShut", DOOR_CLOSED},
	{"FetchFialed", FETCH_FAILED},
	{"flow_share", FLOW_SHARE},
	{"Broken", BROKEN},
	{"BadShap", NONE},
	{"BadShapes", NONE},
	{"shape-missing", NONE},
	{"", NONE},
	{"._- ", NONE},
	{"Bad\tShape", NONE},
	{"zzz", NONE},
};

START_TEST(a_code_that_is_not_in_the_table_is_one_in_any_spelling)
{
	ck_assert(table_same(SPAN("No.Such.Code"), SPAN("no_such-CO DE")));
	ck_assert(table_same(SPAN("1302"), SPAN("1302")));
	ck_assert(!table_same(SPAN("No.Such.Code"), SPAN("No.Such.Codes")));
	ck_assert(!table_same(SPAN("bad_shape_error"), SPAN("BadShape"))); /* an alias */
	ck_assert(!table_same(SPAN("E1"), SPAN("E#1")));
}
END_TEST

START_TEST(a_code_is_found_in_any_spelling_and_by_its_aliases)
{
	ck_assert_row(codes[_i].asked, table_find(span_of(codes[_i].asked)), codes[_i].row);
}
END_TEST

START_TEST(the_rows_of_a_code_follow_each_other)
{
	ck_assert_row("Flow.Share", table_next(FLOW_SHARE), FLOW_SHARE_FREE);
	ck_assert_row("Flow.Share", table_next(FLOW_SHARE_FREE), NONE);
	ck_assert_row("Flow", table_next(FLOW), NONE);
}
END_TEST

START_TEST(a_family_is_its_dotted_codes_in_the_order_of_the_table)
{
	ck_assert_row("Flow", table_family(FLOW, NONE), FLOW_RATE);
	ck_assert_row("Flow", table_family(FLOW, FLOW_RATE), FLOW_SHARE);
	ck_assert_row("Flow", table_family(FLOW, FLOW_SHARE), NONE);
	ck_assert_row("BadShape", table_family(BAD_SHAPE, NONE), BAD_SHAPE_QUOTED);
	ck_assert_row("BadShape", table_family(BAD_SHAPE, BAD_SHAPE_QUOTED), BAD_SHAPE_SLASHED);
	ck_assert_row("Teapot", table_family(TEAPOT, NONE), NONE);
	ck_assert_row("Flow.Rate", table_family(FLOW_RATE, NONE), NONE);
}
END_TEST

static const struct {
	const char *asked;
	size_t row;
} relatives[] = {
	{"Broken.BadShape", BAD_SHAPE},
	{"A.B.Teapot", TEAPOT},
	{"Flow.Burst", FLOW},
	{"Flow.Rate.Burst", FLOW_RATE},
	{"Flow.X.Y.Z", FLOW},
	{"BadShapeException", NONE},
	{"com.example.BadShapeException", NONE},
	{"Nobody.Knows", NONE},
	{"Flow", NONE},
	{"", NONE},
	{".", NONE},
};

START_TEST(a_dotted_code_is_related_to_its_last_part_or_its_nearest_parent)
{
	ck_assert_row(relatives[_i].asked, table_related(span_of(relatives[_i].asked)), relatives[_i].row);
}
END_TEST

static const struct {
	const char *message;
	size_t row;
} messages[] = {
	{"Too much flow a minute, please wait.", FLOW_RATE},
	{"  TOO MUCH FLOW\n a minute; please wait", FLOW_RATE},
	{"ERROR 429: too much flow a minute, please wait. (id 17)", FLOW_RATE},
	{"Too much flow per minute, please wait", FLOW_RATE},
	{"Too much flow a minute, plesase wait", FLOW_RATE},
	{"Too much flow in one minute, please wait", NONE},
	{"Too much flow an hour, please wait", NONE},
	{"Much flow a minute, please wait", NONE},
	{"Too much flow. For details, see: https://example.com/#flow", FLOW},
	{"Too much flow", FLOW},
	{"There is too much flow.", NONE},
	{"Too much flow today.", NONE},
	{"Your share is used up, please wait for more.", FLOW_SHARE},
	{"Your free share is used up.", FLOW_SHARE_FREE},
	{"Your free share is used up, please wait for more.", FLOW_SHARE},
	{"The door is closed", DOOR_CLOSED},
	{"door is closed", DOOR_CLOSED},
	{"The door is closed today", NONE},
	{"Something broke while the bread (2 kg) was made into toast, medium.", BROKEN},
	{"Something broke while it was made.", BROKEN},
	{"Something broke while it was.", NONE},
	{"Cannot fetch the file: https://example.com/a.png", FETCH_FAILED},
	{"Can not fetch the file: a.png", FETCH_FAILED},
	{"请求的内容不存在。", NOT_HERE},
	{"The word please is missing", BAD_SHAPE_QUOTED},
	{"The word \"thanks\" is missing", NONE},
	{"", NONE},
	{"...", NONE},
	{"xxx", NONE},
	{"https://example.com/", NONE},
};

START_TEST(a_message_is_an_instance_of_its_row)
{
	ck_assert_row(messages[_i].message, table_by_message(span_of(messages[_i].message)), messages[_i].row);
}
END_TEST

START_TEST(a_message_is_looked_at_no_further_than_some_hundred_words)
{
	enum { LONG = 1 << 20 };
	static const char message[] = "too much flow a minute, please wait ";
	char *text = malloc(LONG);

	ck_assert_ptr_nonnull(text);
	for (size_t i = 0; i < LONG; i++)
		text[i] = i % 2 == 0 ? 'b' : ' ';
	ck_assert_row("bbb", table_by_message((struct span){text, LONG}), NONE);
	memcpy(text, message, sizeof(message) - 1);
	ck_assert_row(message, table_by_message((struct span){text, LONG}), FLOW_RATE);
	free(text);
}
END_TEST

static const struct {
	size_t first;
	const char *message;
	size_t row;
} picks[] = {
	{FLOW_SHARE, "Your share is used up, please wait for more.", FLOW_SHARE},
	{FLOW_SHARE, "Your free share is used up.", FLOW_SHARE_FREE},
	{FLOW_SHARE, "Your share is used", FLOW_SHARE},
	{FLOW_SHARE, "Your free share", FLOW_SHARE_FREE},
	{FLOW_SHARE, "Your share", NONE},
	{FLOW_SHARE, "Something else", NONE},
	{FLOW_SHARE, "", NONE},
	{FLOW, "Your free share is used up.", NONE},
};

START_TEST(a_message_picks_among_the_rows_of_a_code)
{
	ck_assert_row(picks[_i].message, table_pick(picks[_i].first, span_of(picks[_i].message)), picks[_i].row);
}
END_TEST

START_TEST(the_same_words_are_the_same_message)
{
	ck_assert(words_equal(SPAN("The door is CLOSED!"), SPAN("The door is closed.")));
	ck_assert(words_equal(SPAN("Closed. For details, see: https://x/#y"), SPAN("Closed.")));
	ck_assert(!words_equal(SPAN("Closed now."), SPAN("Closed.")));
	ck_assert(!words_equal(SPAN("Made into bread"), SPAN("Made into xxx")));
}
END_TEST

static const struct {
	const char *asked;
	size_t near[TABLE_SUGGESTIONS];
} misses[] = {
	{"BadShpae", {BAD_SHAPE, NONE, NONE}},
	{"BadShap", {BAD_SHAPE, NONE, NONE}},
	{"BaddShape", {BAD_SHAPE, NONE, NONE}},
	{"bad_shade", {BAD_SHAPE, NONE, NONE}},
	{"Floww", {FLOW, NONE, NONE}},
	{"Flow.Rat", {FLOW_RATE, NONE, NONE}},
	{"shape-missing", {BAD_SHAPE, NONE, NONE}},
	{"Flo", {NONE, NONE, NONE}},
	{"Flux", {NONE, NONE, NONE}},
	{"429", {NONE, NONE, NONE}},
	{"4-2.9", {NONE, NONE, NONE}},
	{"", {NONE, NONE, NONE}},
	{"quite something else", {NONE, NONE, NONE}},
};

START_TEST(a_near_miss_suggests_what_is_really_near)
{
	size_t near[TABLE_SUGGESTIONS] = {0};
	size_t count = table_suggest(span_of(misses[_i].asked), near);

	for (size_t i = 0; i < TABLE_SUGGESTIONS; i++)
		ck_assert_row(misses[_i].asked, i < count ? near[i] : NONE, misses[_i].near[i]);
}
END_TEST

START_TEST(a_very_long_text_suggests_nothing)
{
	static char text[1 << 20];
	size_t near[TABLE_SUGGESTIONS];

	memset(text, 'a', sizeof(text));
	ck_assert_uint_eq(table_suggest((struct span){text, sizeof(text)}, near), 0);
}
END_TEST

Suite *table_suite(void)
{
	Suite *suite = suite_create("codes");
	TCase *tests = tcase_create("codes");

	suite_add_tcase(suite, tests);
	tcase_add_test(tests, rows_are_as_in_the_file);
	tcase_add_test(tests, a_code_that_is_not_in_the_table_is_one_in_any_spelling);
	tcase_add_loop_test(tests, a_code_is_found_in_any_spelling_and_by_its_aliases, 0, LENGTH(codes));
	tcase_add_test(tests, the_rows_of_a_code_follow_each_other);
	tcase_add_test(tests, a_family_is_its_dotted_codes_in_the_order_of_the_table);
	tcase_add_loop_test(
		tests, a_dotted_code_is_related_to_its_last_part_or_its_nearest_parent, 0, LENGTH(relatives));
	tcase_add_loop_test(tests, a_message_is_an_instance_of_its_row, 0, LENGTH(messages));
	tcase_add_test(tests, a_message_is_looked_at_no_further_than_some_hundred_words);
	tcase_add_loop_test(tests, a_message_picks_among_the_rows_of_a_code, 0, LENGTH(picks));
	tcase_add_test(tests, the_same_words_are_the_same_message);
	tcase_add_loop_test(tests, a_near_miss_suggests_what_is_really_near, 0, LENGTH(misses));
	tcase_add_test(tests, a_very_long_text_suggests_nothing);
	return suite;
}
