/* Text -> failures: what tokens, data, prose, phrases, group, trim and entries make of it together. */
#include "tokens.h"

#include "suites.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct example {
	const char *text, *failures;
};

static void put(FILE *out, struct span text)
{
	if (text.length > 0)
		(void)fwrite(text.at, 1, text.length, out);
	else
		(void)putc('-', out);
}

/* "LINE STATUS CODE|MESSAGE|ID;", - for what did not come. */
static void put_failure(void *arg, const struct failure *failure)
{
	FILE *out = arg;

	(void)fprintf(out, failure->status ? "%" PRIu64 " %d " : "%" PRIu64 " - ", failure->line, failure->status);
	put(out, failure->code);
	(void)putc('|', out);
	put(out, failure->message);
	(void)putc('|', out);
	put(out, failure->request_id);
	(void)putc(';', out);
}

static void put_skipped(void *arg, uint64_t line, const char *why)
{
	(void)fprintf(arg, "%" PRIu64 " %s;", line, why);
}

/* Feeds `text` a line at a time, as an input comes, or all at once, as a query does. */
static char *read_text(struct span text, bool lines)
{
	FILE *out = capture_begin();
	struct tokens_sink sink = {.arg = out, .failure = put_failure, .skipped = put_skipped};
	struct tokens *tokens = tokens_new(&sink);

	ck_assert_ptr_nonnull(tokens);
	for (size_t looked = 0; lines && text.length > 0;) {
		struct span rest = span_from(text, looked);
		const char *newline = rest.length > 0 ? memchr(rest.at, '\n', rest.length) : NULL;
		if (!newline)
			break;
		size_t length = (size_t)(newline - text.at) + 1;
		size_t passed = tokens_feed(tokens, (struct span){text.at, length}, TOKENS_MORE);
		text = span_from(text, passed);
		looked = length - passed;
	}
	(void)tokens_feed(tokens, text, TOKENS_END);
	tokens_end(tokens);
	tokens_free(tokens);
	return capture_end(out);
}

static void check_examples(const struct example *examples, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (int lines = 0; lines < 2; lines++) {
			char *failures = read_text(span_of(examples[i].text), lines);

			ck_assert_msg(strcmp(failures, examples[i].failures) == 0, "%s\n  expected %s\n  got      %s",
				examples[i].text, examples[i].failures, failures);
			free(failures);
		}
}

#define CHECK(examples) check_examples(examples, LENGTH(examples))

START_TEST(data_is_read_in_any_notation)
{
	static const struct example examples[] = {
		{"{\"code\":\"Flow\",\"message\":\"m\",\"request_id\":\"r\"}", "1 - Flow|m|r;"},
		{"{'error': {'code': 'Flow', 'message': \"it's\"}, 'request_id': 'r'}", "1 - Flow|it's|r;"},
		{"{ error: { code: 'Flow', message: 'm' } }", "1 - Flow|m|-;"},
		{"Array\n(\n  [code] => Flow\n  [message] => a, b\n)\n", "2 - Flow|a, b|-;"},
		{"{\"error\"=>{\"code\"=>\"Flow\", \"message\"=>\"m\"}}", "1 - Flow|m|-;"},
		{"x ApiError(code='Flow', message='m', status=429)", "1 429 Flow|m|-;"},
		{"{“code”：“Flow”，“message”：“m”}", "1 - Flow|m|-;"},
		{"{&quot;code&quot;:&quot;Flow&quot;,&quot;message&quot;:&quot;m&quot;}", "1 - Flow|m|-;"},
		{"\"{\"\"code\"\":\"\"Flow\"\",\"\"message\"\":\"\"m\"\"}\",2\n", "1 - Flow|m|-;"},
		{"b'{\"code\":\"Flow\",\"message\":\"say \\\\\"go\\\\\"\"}'", "1 - Flow|say \"go\"|-;"},
		{"{\"log\":\"{\\\"code\\\":\\\"Flow\\\",\\\"message\\\":\\\"a\\\\nb\\\"}\"}", "1 - Flow|a\nb|-;"},
		{"{\"message\":\"caf\\u00e9 \\ud83d\\ude00\",\"code\":\"Flow\"}", "1 - Flow|caf\u00e9 \U0001F600|-;"},
		{"[{\"code\":\"Flow\",\"message\":\"a\"},{\"code\":\"Teapot\",\"message\":\"b\"}]",
			"1 - Flow|a|-;1 - Teapot|b|-;"},
		{" $ code   : chr \"Flow\"\n $ message: chr \"m\"\n", "1 - Flow|m|-;"},
	};
	CHECK(examples);
}
END_TEST

START_TEST(a_group_decides_by_its_facts)
{
	static const struct example examples[] = {
		{"{\"code\":\"200\",\"message\":\"OK\"}", ""},
		{"{\"code\":null,\"status\":\"ok\",\"message\":\"fine\"}", ""},
		{"{\"status\":\"ok\",\"code\":\"all.well\",\"message\":\"m\"}", ""},
		{"{\"filename\":\"a.py\",\"code\":\"E501\",\"message\":\"line too long\"}", ""},
		{"{\"code\":429,\"message\":\"m\"}", "1 429 -|m|-;"},
		{"{\"error\":{\"code\":null,\"type\":\"Flow\",\"message\":\"m\"}}", "1 - Flow|m|-;"},
		{"{\"error\":{\"code\":\"bad_reply\",\"message\":\"<429> Flow: m\"}}", "1 429 Flow|m|-;"},
		{"{\"choices\":[{\"message\":{\"content\":\"{\\\"code\\\":\\\"Flow\\\"}\"}}]}", ""},
		{"{\"content\":\"{\\\"code\\\":\\\"Flow\\\",\\\"message\\\":\\\"m\\\"}\",\"status\":429}",
			"1 429 Flow|m|-;"},
		{"{\"output\":{\"task_status\":\"FAILED\"},\"request_id\":\"r\"}", "1 - -|-|r;"},
		{"{\"output\":{\"task_status\":\"UNKNOWN\"},\"request_id\":\"r\"}", ""},
		{"{ error: { code: string; message: string } }", ""},
		{"{\"headers\":{\"x-request-id\":[\"r\"]},\"code\":\"Flow\"}", "1 - Flow|-|r;"},
	};
	CHECK(examples);
}
END_TEST

START_TEST(words_announce_a_status_or_a_code)
{
	static const struct example examples[] = {
		{"Error code: 429 - too fast", "1 429 -|too fast|-;"},
		{"request failed with status code 503", "1 503 -|-|-;"},
		{"API returned 429: too many inputs", "1 429 -|too many inputs|-;"},
		{"Bad request (HTTP 400): no", "1 400 -|no|-;"},
		{"[API Error: 400 <400> Flow: must be (0.0, 1.0]]", "1 400 Flow|must be (0.0, 1.0]|-;"},
		{"last status: 503 Service Unavailable, then nothing", "1 503 -|Service Unavailable|-;"},
		{"err=\"status code: 429, message: slow down.\"", "1 429 -|slow down.|-;"},
		{"Error: Flow - slow down (request id: r-1)", "1 - Flow|slow down|r-1;"},
		{"状态码：429，错误码：Flow", "1 429 Flow|-|-;"},
		{"Code: 403, status: Door.Closed, message: shut", "1 403 Door.Closed|shut|-;"},
	};
	CHECK(examples);
}
END_TEST

START_TEST(other_numbers_and_names_report_nothing)
{
	static const struct example examples[] = {
		{"10.0.0.1 - - \"POST /v1 HTTP/1.1\" 429 12\n", ""},
		{"a 407 status code and other errors\n", ""},
		{"ImportError (#565)\n", ""},
		{"HTTP_PRECONDITION_FAILED = 412\n", ""},
		{"if error: statusCode >= 400\n", ""},
		{"error at node:_http_client:494:9\n", ""},
		{"expect(error).toBe('HTTP 404')\n", ""},
		{"throw new E({ code: 'X_ERROR', message: text })\n", ""},
		{"RunError(408);\n", ""},
		{"// Authentication failed (401)\n", ""},
		{"see error 429 (Flow), wait\n", ""},
		{"ThrottlingException is another one\n", ""},
	};
	CHECK(examples);
}
END_TEST

START_TEST(one_call_is_one_failure)
{
	static const struct example examples[] = {
		{"HTTP/1.1 429 Too Many Requests\r\nx-request-id: r\r\n\r\n{\"code\":\"Flow\",\"message\":\"m\"}\n",
			"1 429 Flow|m|r;"},
		{"Error: 429 slow\n    at x (y.js:1:2) {\n  status: 429,\n  requestID: 'r',\n  code: 'Flow'\n}\n",
			"1 429 Flow|slow|r;"},
		{"{\"code\":\"Flow\",\"message\":\"m\"}\nHTTP 429\n", "1 429 Flow|m|-;"},
		{"2026-01-01 00:00:00 ERROR call failed\nTraceback (most recent call last):\n  File \"x\"\n"
		 "a.RateError: Error code: 429 - {'code': 'Flow', 'message': 'm'}\n",
			"4 429 Flow|m|-;"},
		{"{\"code\":\"Flow\",\"message\":\"m\",\"request_id\":\"r\"}\nx\n{\"code\":\"Flow\",\"request_id\":"
		 "\"r\"}\n",
			"1 - Flow|m|r;"},
		{"code: Flow\nmessage: m\nrequest_id: r\n", "1 - Flow|m|r;"},
	};
	CHECK(examples);
}
END_TEST

START_TEST(records_do_not_change_each_other)
{
	static const struct example examples[] = {
		{"{\"code\":\"Flow\",\"message\":\"m\"}\n{\"code\":\"Flow\",\"message\":\"m\"}\n",
			"1 - Flow|m|-;2 - Flow|m|-;"},
		{"{\"code\":\"Flow\",\"message\":\"m\"}\n\ncurl: (22) The requested URL returned error: 500\n",
			"1 - Flow|m|-;3 500 -|-|-;"},
		{"{\"code\":\"Flow\",\"x\":{\"y\":1\n\nError code: 400 - {\"code\":\"Teapot\"}\n",
			"1 - Flow|-|-;3 400 Teapot|-|-;"},
		{"{\"code\":\"Flow\",\"message\":\"m\"}\n\nHTTP_CODE:429 "
		 "SIZE:1\n\n{\"code\":\"Teapot\",\"message\":\"n\"}\n",
			"1 429 Flow|m|-;5 - Teapot|n|-;"},
		{"const M = {\n  'a': 'b',\n\n'x:{\"code\":\"Flow\",\"message\":\"q\"}',\n", "4 - Flow|q|-;"},
	};
	CHECK(examples);
}
END_TEST

START_TEST(events_follow_their_grammar)
{
	static const struct example examples[] = {
		{"event:error\n:HTTP_STATUS/400\ndata:{\"code\":\"Flow\",\n: ping\ndata:\"message\":\"m\"}\n\n",
			"3 400 Flow|m|-;"},
		{"event:error\ndata:{\"code\":\"Flow\",\"message\":\"m\"}\n:HTTP_STATUS/400\n\n", "2 400 Flow|m|-;"},
		{"event:error\n:HTTP_STATUS/429\ndata:too fast\n\n", "3 429 -|too fast|-;"},
		{"event:error\n:HTTP_STATUS/500\n\n", "2 500 -|-|-;"},
		{"event:result\n:HTTP_STATUS/200\ndata:{\"output\":{\"text\":\"t\"}}\n\n", ""},
	};
	CHECK(examples);
}
END_TEST

START_TEST(what_is_nested_too_deep_is_said_if_it_may_be_a_failure)
{
	char text[1024] = "";

	for (int i = 0; i < 70; i++)
		strcat(text, "{\"a\":");
	strcat(text, "{\"code\":\"Flow\"}");
	char *failures = read_text(span_of(text), false);
	ck_assert_str_eq(failures, "1 nested too deep;");
	free(failures);
	strcpy(strstr(text, "{\"code"), "1\n{\"code\":\"Flow\"}");
	failures = read_text(span_of(text), true);
	ck_assert_str_eq(failures, "2 - Flow|-|-;");
	free(failures);
}
END_TEST

START_TEST(a_failure_that_waits_is_released)
{
	FILE *out = capture_begin();
	struct tokens_sink sink = {.arg = out, .failure = put_failure, .skipped = put_skipped};
	struct tokens *tokens = tokens_new(&sink);
	static const char text[] = "code: Flow\n";

	(void)tokens_feed(tokens, SPAN(text), TOKENS_MORE);
	ck_assert(!tokens_is_idle(tokens));
	tokens_release(tokens);
	ck_assert(tokens_is_idle(tokens));
	(void)tokens_feed(tokens, SPAN("Error code: 429\n"), TOKENS_MORE);
	tokens_release(tokens);
	char *failures = capture_end(out);
	ck_assert_str_eq(failures, "2 429 -|-|-;");
	free(failures);
	tokens_free(tokens);
}
END_TEST

Suite *tokens_suite(void)
{
	Suite *suite = suite_create("tokens");
	TCase *tests = tcase_create("tokens");

	suite_add_tcase(suite, tests);
	tcase_add_test(tests, data_is_read_in_any_notation);
	tcase_add_test(tests, a_group_decides_by_its_facts);
	tcase_add_test(tests, words_announce_a_status_or_a_code);
	tcase_add_test(tests, other_numbers_and_names_report_nothing);
	tcase_add_test(tests, one_call_is_one_failure);
	tcase_add_test(tests, records_do_not_change_each_other);
	tcase_add_test(tests, events_follow_their_grammar);
	tcase_add_test(tests, what_is_nested_too_deep_is_said_if_it_may_be_a_failure);
	tcase_add_test(tests, a_failure_that_waits_is_released);
	return suite;
}
