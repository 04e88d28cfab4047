/* words.c and message.c: which messages have the same words, and which row a message is an instance of. */
#include "message.h"

#include "fixture.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *a, *b;
	bool equal;
} pairs[] = {
	{"The door is closed.", "the DOOR is closed!", true},
	{"The door is closed.", "Door: is “closed”。", true},
	{"Please wait, please.", "wait", true},
	{"Closed.", "Closed. For details, see: https://example.com/error-code#closed", true},
	{"Closed.", "Closed (see https://example.com/a).", true},
	{"Closed.", "Closed. Request id: 5b0a2f6e-7c1d", true},
	{"Closed.", "<400> Door.Closed: Closed.", true},
	{"It occured.", "It occurred.", true},
	{"WorkSpace can not be found", "workspace cannot be found", true},
	{"Invalid API-key.", "Invalid apikey.", true},
	{"One parameter(s) too many", "One parameters too many", true},
	{"请求不存在。", "请求，不存在", true},
	{"Closed.", "Closed now.", false},
	{"Closed.", "", false},
	{"See the door.", "See the floor.", false},
	{"Fetch https://example.com/a.png", "Fetch https://example.com/a.png", false}, /* a value */
	{"Made into bread", "Made into xxx", false},
	{"请求不存在", "请求存在", false},
};

START_TEST(messages_are_compared_by_what_they_say)
{
	ck_assert_msg(words_equal(span_of(pairs[_i].a), span_of(pairs[_i].b)) == pairs[_i].equal, "%s | %s",
		pairs[_i].a, pairs[_i].b);
}
END_TEST

static const struct {
	const char *message;
	enum extent extent;
	size_t row;
} instances[] = {
	{"Too much flow a minute, please wait.", EXTENT_WHOLE, FLOW_RATE},
	{"  TOO MUCH FLOW\n a minute; please wait", EXTENT_WHOLE, FLOW_RATE},
	{"ERROR 429: too much flow a minute, please wait. (id 17)", EXTENT_PART, FLOW_RATE},
	{"ERROR 429: too much flow a minute, please wait. (id 17)", EXTENT_WHOLE, NONE},
	{"Too much flow a minute, please wait.", EXTENT_CASE, NONE}, /* the page's row is no case */
	{"Too much flow an hour, please wait", EXTENT_PART, NONE},
	{"Too much flow", EXTENT_PART, NONE}, /* three words prove nothing without a code */
	{"Too much flow", EXTENT_QUERY, FLOW},
	{"Too much flow today", EXTENT_QUERY, NONE},
	{"Your share is used up, please wait for more.", EXTENT_WHOLE, FLOW_SHARE},
	{"Your free share is used up.", EXTENT_WHOLE, FLOW_SHARE_FREE},
	{"Something broke while the bread (2 kg) was made into toast, medium.", EXTENT_WHOLE, BROKEN},
	{"Something broke while it was.", EXTENT_PART, NONE},
	{"Cannot fetch the file: https://example.com/a.png", EXTENT_WHOLE, FETCH_FAILED},
	{"Can not fetch file: a.png", EXTENT_WHOLE, FETCH_FAILED},
	{"请求的内容不存在。", EXTENT_WHOLE, NOT_HERE},
	{"The shape has more than 12 corners.", EXTENT_CASE, BAD_SHAPE_MORE},
	{"The shape has fewer than 3 corners.", EXTENT_CASE, BAD_SHAPE_FEWER},
	{"The shape has other than 3 corners.", EXTENT_PART, NONE},
	{"<400> BadShape: the shape has more than 12 corners", EXTENT_CASE, BAD_SHAPE_MORE},
	{"The pen is broken, wait for another blue pen.", EXTENT_CASE, BAD_SHAPE_PEN}, /* a word more */
	{"The page of this number does not exist.", EXTENT_CASE, NO_CODE},
	{"Only a message came, and nothing else", EXTENT_PART, NO_CODE_NO_STATUS},
	{"", EXTENT_PART, NONE},
	{"...", EXTENT_PART, NONE},
	{"xxx", EXTENT_PART, NONE},
	{"https://example.com/", EXTENT_PART, NONE},
};

START_TEST(a_message_is_an_instance_of_its_row)
{
	ck_assert_row(instances[_i].message, message_find(span_of(instances[_i].message), instances[_i].extent),
		instances[_i].row);
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
	ck_assert_row("bbb", message_find((struct span){text, LONG}, EXTENT_PART), NONE);
	memcpy(text, message, sizeof message - 1);
	ck_assert_row(message, message_find((struct span){text, LONG}, EXTENT_PART), FLOW_RATE);
	free(text);
}
END_TEST

static const struct {
	size_t first;
	int status;
	const char *message;
	size_t row;
} picks[] = {
	{FLOW_SHARE, 0, "Your share is used up, please wait for more.", FLOW_SHARE},
	{FLOW_SHARE, 0, "Your free share is used up.", FLOW_SHARE_FREE},
	{FLOW_SHARE, 0, "Your share is used", FLOW_SHARE}, /* cut */
	{FLOW_SHARE, 0, "Your share", NONE},
	{FLOW_SHARE, 0, "Something else", NONE},
	{FLOW_SHARE, 0, "", NONE},
	{FLOW, 0, "Too much flow.", FLOW},
	{FLOW, 0, "There is too much flow.", NONE}, /* so short a message must be all of it */
	{FLOW, 0, "Your free share is used up.", NONE},
	{BAD_SHAPE, 400, "The shape has more than 7 corners", BAD_SHAPE_MORE},
	{FLOW_BURST, 0, "Too many calls at once in Paris, Texas.", FLOW_BURST_XXX},
	{SILENT_CODE, 0, "Anything at all", NONE},
};

START_TEST(a_message_picks_among_the_rows_of_a_code)
{
	struct message message;
	message_read(&message, span_of(picks[_i].message), picks[_i].status);
	ck_assert_row(picks[_i].message, message_of_code(&message, picks[_i].first), picks[_i].row);
}
END_TEST

Suite *message_suite(void)
{
	Suite *suite = suite_create("message");
	TCase *tests = tcase_create("message");
	suite_add_tcase(suite, tests);
	tcase_add_loop_test(tests, messages_are_compared_by_what_they_say, 0, LENGTH(pairs));
	tcase_add_loop_test(tests, a_message_is_an_instance_of_its_row, 0, LENGTH(instances));
	tcase_add_test(tests, a_message_is_looked_at_no_further_than_some_hundred_words);
	tcase_add_loop_test(tests, a_message_picks_among_the_rows_of_a_code, 0, LENGTH(picks));
	return suite;
}
