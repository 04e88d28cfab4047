#include "prefilter.h"
#include "suites.h"

#include <string.h>

/* The bytes that the pre-filter passes of `line` and what stands behind it: 8 KiB of harmless lines, for which it makes
 * its index. */
static size_t passed_of(const char *line)
{
	static char text[1 << 13];
	uint64_t lines, records;
	size_t length = strlen(line);
	memcpy(text, line, length);
	for (size_t i = length; i < sizeof text; i++)
		text[i] = (i - length) % 50 == 49 ? '\n' : '-';
	return prefilter_pass((struct span){text, sizeof text}, &lines, &records);
}

START_TEST(a_line_that_matters_is_not_passed)
{
	static const char *const lines[] = {"x code: 429", "Error: slow down", "it FAILED", "an exception",
		"Status: 429", "<401> x", "a <424> x", "<599>", "{\"x\":\"\\u0063ode\"}", "{'a':'\\x43ode'}",
		"\033[31mc", "HTTP/1.1 429 Too", "(HTTP 401)", "http 502", "<-- 429", "a: 404", "b: 503, ",
		"Response [429]", "body", "<title>", "request_id=r", "Request-Id", "requestId", "bad request",
		"Too many", "401 Unauthorized", "forbidden", "404 Not Found", "Unavailable", "Unprocessable Entity",
		"错", "失", "异", "状", "返", "{\"code\":\"Throttling\"}", "{\"error\":{\"code\":null}}",
		"{\"status\":429}", "{\"code\":\"\",\"error\":\"x\"}", "{\"status\":\"FAILED\"}",
		"{\"message\":\"<400> X: y\"}", "{\"content\":\"x\",\"code\":\"X\"}",
		"{\"content\":\"\\\"\",\"code\":\"X\"}", "{'content':'error'}", "data: {\"code\":\"X\"}",
		"data:{\"error\":{}}", "event:error", ":HTTP_STATUS/400", "error: 200 :X", "code=429",
		"{\"failed\":200}", "{\"error\":\"200\"}", "{\"error\":\"ok\"}", "status=200;", "{\"code\":\"\" \"X\"}",
		/* Something that may go on below. */
		"{", "  \"a\": [", "call(", "x: {\"a\":", "a,", "message:", "{\"a\": {\"b\": 1},", "'a'", "\"a\"",
		"x {\"a\": 1"};
	for (size_t i = 0; i < LENGTH(lines); i++)
		for (size_t before = 0; before < 130;
			before++) { /* at any place in a block, at the end of the text too */
			char text[400] = "", padding[200] = "";
			memset(padding, '.', before);
			(void)snprintf(text, sizeof text, "%s%s%s\n", padding, before > 0 ? "\n" : "", lines[i]);
			size_t passed = passed_of(text);
			ck_assert_msg(
				passed <= before + 1, "passed %zu of '%s' behind %zu bytes", passed, lines[i], before);
			uint64_t count, records;
			passed = prefilter_pass(span_of(text), &count, &records);
			ck_assert_msg(passed <= before + 1, "passed %zu of '%s' at the end", passed, lines[i]);
		}
}
END_TEST

START_TEST(a_harmless_line_is_passed)
{
	static const char *const lines[] = {"", " \t",
		"2026-03-14 09:26:53.589 INFO chat - all is well (8000 of 30720)",
		"{\"code\":\"\",\"message\":\"\",\"x\":1}", "{\"code\":null,\"error\":null,\"failed\":0}",
		"{\"status_code\": 200, \"code\": \"\", \"status\":\"Completed\"}", "data: {\"x\":1}", "data:[DONE]",
		"id:1", "event:result", ":HTTP_STATUS/200", "finished status=200 in 4 ms", "ok, code=200, x",
		"GET / HTTP/1.1\" 200", "{\"content\":\"error code: 429\",\"x\":1}",
		"{\"a\":[{\"delta\":{\"content\":\"it failed\"}}]}",
		"{\"message\":{\"content\":\"{\\\"code\\\":\\\"X\\\"}\"}}", "https://example.com/", "[1, 2]",
		"a {\"x\":1}", "{\"request_id\":\"r\",\"usage\":{\"n\": 412}}"};
	for (size_t i = 0; i < LENGTH(lines); i++) {
		char text[200];
		(void)snprintf(text, sizeof text, "%s\n", lines[i]);
		ck_assert_msg(passed_of(text) > strlen(text), "'%s' is not passed", lines[i]);
	}
}
END_TEST

START_TEST(lines_and_records_are_counted_up_to_the_last_line_end)
{
	uint64_t lines, records;
	(void)passed_of("");
	ck_assert_uint_eq(prefilter_pass(SPAN("a\n\n \r\nb\nc"), &lines, &records), 8);
	ck_assert_uint_eq(lines, 4);
	ck_assert_uint_eq(records, 2);
	ck_assert_uint_eq(prefilter_pass(SPAN("a\nerror\nb\n"), &lines, &records), 2);
	ck_assert_uint_eq(prefilter_pass(SPAN("no end"), &lines, &records), 0);
	ck_assert_uint_eq(prefilter_pass(SPAN(""), &lines, &records), 0);
}
END_TEST

Suite *prefilter_suite(void)
{
	Suite *suite = suite_create("prefilter");
	TCase *tests = tcase_create("prefilter");
	suite_add_tcase(suite, tests);
	tcase_add_test(tests, a_line_that_matters_is_not_passed);
	tcase_add_test(tests, a_harmless_line_is_passed);
	tcase_add_test(tests, lines_and_records_are_counted_up_to_the_last_line_end);
	return suite;
}
