#include "table.h"

#include "suggest.h"

#include "fixture.h"

#include <string.h>

START_TEST(rows_are_as_in_the_file)
{
	ck_assert_uint_eq(table_count(), ROWS);
	struct row row = table_row(DOOR_CLOSED);
	ck_assert_int_eq(row.status, 403);
	ck_assert(span_equals(row.code, SPAN("Door.Closed")));
	ck_assert(span_equals(row.message, SPAN("The door is closed.")));
	ck_assert(span_equals(row.description, SPAN("Two lines. Knock as follows:\nonce, then twice.")));
	ck_assert(span_equals(row.fix, SPAN("Knock twice.\nThen wait.")));
	ck_assert_int_eq(row.retry, RETRY_NO);
	ck_assert(row.page);
	ck_assert_int_eq(table_row(FLOW).retry, RETRY_YES);
	ck_assert_int_eq(table_row(BROKEN).retry, RETRY_UNKNOWN);
}
END_TEST

START_TEST(what_a_row_does_not_have_is_none)
{
	struct row row = table_row(NO_CODE_NO_STATUS);
	ck_assert_int_eq(row.status, 0);
	ck_assert_ptr_null(row.code.at);
	ck_assert(!row.page);
	ck_assert_ptr_null(table_row(SILENT_CODE).message.at);
	ck_assert_ptr_null(table_row(WHAT_NOW).fix.at);
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
	{"#open-line", BAD_SHAPE_OPEN}, /* a fragment belongs to its row */
	{"flow_burst", FLOW_BURST},
	{"silent code", SILENT_CODE},
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
	ck_assert_row("BadShape", table_next(BAD_SHAPE), BAD_SHAPE_MORE);
	ck_assert_row("BadShape", table_first(BAD_SHAPE_PEN), BAD_SHAPE);
	ck_assert_row("no code", table_next(NO_CODE), NONE);
	ck_assert_row("no code", table_first(NO_CODE_NO_STATUS), NO_CODE_NO_STATUS);
}
END_TEST

START_TEST(general_rows_are_those_of_the_page_or_the_first)
{
	ck_assert(table_is_general(FLOW_SHARE) && table_is_general(FLOW_SHARE_FREE));
	ck_assert_row("Flow.Share", table_next_general(FLOW_SHARE), FLOW_SHARE_FREE);
	ck_assert_row("BadShape", table_next_general(BAD_SHAPE), NONE);
	ck_assert(!table_is_general(BAD_SHAPE_MORE));
	ck_assert(table_is_general(FLOW_BURST) && !table_is_general(FLOW_BURST_XXX));
	ck_assert(!table_is_general(NO_CODE));
}
END_TEST

START_TEST(a_status_finds_rows_of_the_page)
{
	ck_assert_row("418", table_by_status(418), TEAPOT);
	ck_assert_row("418", table_next_by_status(TEAPOT), NONE);
	ck_assert_row("429", table_by_status(429), FLOW);
	ck_assert_row("429", table_next_by_status(FLOW), FLOW_RATE);
	ck_assert_row("429", table_next_by_status(FLOW_SHARE), NONE); /* a row that was seen proves nothing */
	ck_assert_row("500", table_by_status(500), BROKEN);
	ck_assert_row("no status", table_by_status(0), NONE);
	ck_assert_row("599", table_by_status(599), NONE);
}
END_TEST

START_TEST(a_family_is_its_dotted_codes_in_the_order_of_the_table)
{
	ck_assert_row("Flow", table_family(FLOW, NONE), FLOW_RATE);
	ck_assert_row("Flow", table_family(FLOW, FLOW_RATE), FLOW_SHARE);
	ck_assert_row("Flow", table_family(FLOW, FLOW_SHARE), FLOW_BURST);
	ck_assert_row("Flow", table_family(FLOW, FLOW_BURST), NONE);
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
	{"Flow.Gust", FLOW},
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
	const char *asked;
	size_t near[SUGGESTIONS];
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
	size_t near[SUGGESTIONS] = {0};
	size_t count = suggest_near(span_of(misses[_i].asked), near);

	for (size_t i = 0; i < SUGGESTIONS; i++)
		ck_assert_row(misses[_i].asked, i < count ? near[i] : NONE, misses[_i].near[i]);
}
END_TEST

START_TEST(a_very_long_text_suggests_nothing)
{
	static char text[1 << 20];
	size_t near[SUGGESTIONS];

	memset(text, 'a', sizeof(text));
	ck_assert_uint_eq(suggest_near((struct span){text, sizeof(text)}, near), 0);
}
END_TEST

Suite *table_suite(void)
{
	Suite *suite = suite_create("table");
	TCase *tests = tcase_create("table");

	suite_add_tcase(suite, tests);
	tcase_add_test(tests, rows_are_as_in_the_file);
	tcase_add_test(tests, what_a_row_does_not_have_is_none);
	tcase_add_test(tests, a_code_that_is_not_in_the_table_is_one_in_any_spelling);
	tcase_add_loop_test(tests, a_code_is_found_in_any_spelling_and_by_its_aliases, 0, LENGTH(codes));
	tcase_add_test(tests, the_rows_of_a_code_follow_each_other);
	tcase_add_test(tests, general_rows_are_those_of_the_page_or_the_first);
	tcase_add_test(tests, a_status_finds_rows_of_the_page);
	tcase_add_test(tests, a_family_is_its_dotted_codes_in_the_order_of_the_table);
	tcase_add_loop_test(
		tests, a_dotted_code_is_related_to_its_last_part_or_its_nearest_parent, 0, LENGTH(relatives));
	tcase_add_loop_test(tests, a_near_miss_suggests_what_is_really_near, 0, LENGTH(misses));
	tcase_add_test(tests, a_very_long_text_suggests_nothing);
	return suite;
}
