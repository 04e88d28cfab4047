#include "prefilter.h"
#include "samples.h"
#include "suites.h"
#include "tokens.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- Single lines ---- */

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

/* ---- Whole texts, read with the pre-filter and without it ---- */

static void note_failure(void *arg, const struct failure *f)
{
	fprintf(arg, "%" PRIu64 " %d %" PRIu64 " '%.*s' '%.*s' '%.*s'\n", f->line, f->status, f->count,
		(int)f->code.length, f->code.length > 0 ? f->code.at : "", (int)f->message.length,
		f->message.length > 0 ? f->message.at : "", (int)f->request_id.length,
		f->request_id.length > 0 ? f->request_id.at : "");
}

static void note_skipped(void *arg, uint64_t line, const char *why)
{
	fprintf(arg, "%" PRIu64 " %s\n", line, why);
}

/* What is read from a text, line by line, to be freed. */
static char *read_text(struct span text, bool filtered)
{
	char *found = NULL;
	size_t size = 0, looked = 0;
	FILE *out = open_memstream(&found, &size);
	struct tokens_sink sink = {out, note_failure, note_skipped, NULL};
	struct tokens *tokens = tokens_new(&sink);
	ck_assert(out != NULL && tokens != NULL);
	while (text.length > 0) {
		if (filtered && looked == 0 && tokens_is_idle(tokens)) {
			uint64_t lines, records;
			text = span_from(text, prefilter_pass(text, &lines, &records));
			tokens_skip_lines(tokens, lines, records);
		}
		struct span rest = span_from(text, looked);
		const char *newline = rest.length > 0 ? memchr(rest.at, '\n', rest.length) : NULL;
		size_t length = newline ? (size_t)(newline - text.at) + 1 : text.length;
		size_t fed = tokens_feed(tokens, (struct span){text.at, length}, newline ? TOKENS_MORE : TOKENS_END);
		text = span_from(text, newline ? fed : text.length);
		looked = length - fed;
	}
	tokens_end(tokens);
	fprintf(out, "%" PRIu64 " records\n", tokens_records(tokens));
	tokens_free(tokens);
	ck_assert_int_eq(fclose(out), 0);
	return found;
}

static size_t found_in_texts;

static void must_read_alike(const char *name, struct span text)
{
	char *plain = read_text(text, false), *filtered = read_text(text, true);
	ck_assert_msg(
		strcmp(plain, filtered) == 0, "%s: without the pre-filter\n%s\nwith it\n%s", name, plain, filtered);
	found_in_texts += strchr(plain, '\'') != NULL;
	free(plain);
	free(filtered);
}

/* The text as it is, in capitals, and between harmless lines of other lengths. */
static void must_read_variants_alike(const char *name, struct span text)
{
	static const char *const harmless[] = {"\n", "2026-03-14 09:26 INFO x\n\n", "{\"x\":1}\n\n", "all is well\n\n"};
	static char variant[1 << 20];
	ck_assert_uint_lt(text.length, sizeof variant / 2);
	must_read_alike(name, text);
	for (size_t i = 0; i < LENGTH(harmless); i++) {
		int length = sprintf(variant, "%s%.*s\n\n%s", harmless[i], (int)text.length, text.at, harmless[i]);
		must_read_alike(name, (struct span){variant, (size_t)length});
	}
	for (size_t i = 0; i < text.length; i++)
		variant[i] = (char)(text.at[i] >= 'a' && text.at[i] <= 'z' ? text.at[i] - 'a' + 'A' : text.at[i]);
	must_read_alike(name, (struct span){variant, text.length});
}

START_TEST(the_responses_are_read_alike_with_and_without_it)
{
	static char bytes[1 << 18];
	DIR *folder = opendir("tests/responses");
	ck_assert_ptr_nonnull(folder);
	(void)passed_of("");
	found_in_texts = 0;
	for (struct dirent *entry; (entry = readdir(folder));) {
		char name[512];
		(void)snprintf(name, sizeof name, "tests/responses/%s", entry->d_name);
		FILE *in = strstr(name, ".txt") ? fopen(name, "r") : NULL;
		if (!in)
			continue;
		must_read_variants_alike(name, (struct span){bytes, fread(bytes, 1, sizeof bytes, in)});
		ck_assert_int_eq(fclose(in), 0);
	}
	closedir(folder);
	ck_assert_uint_gt(found_in_texts, 200);
}
END_TEST

START_TEST(samples_are_read_alike_with_and_without_it)
{
	static const char *const kinds[] = {
		"responses", "empty", "errors", "log", "stream", "object-error", "error-inside"};
	(void)passed_of("");
	found_in_texts = 0;
	for (size_t i = 0; i < LENGTH(kinds); i++) {
		FILE *out = capture_begin();
		ck_assert(sample_write(kinds[i], 200000, 7 + i, out, NULL));
		char *text = capture_end(out);
		must_read_variants_alike(kinds[i], span_of(text));
		free(text);
	}
	ck_assert_uint_gt(found_in_texts, 12);
}
END_TEST

Suite *prefilter_suite(void)
{
	Suite *suite = suite_create("prefilter");
	TCase *tests = tcase_create("prefilter");
	suite_add_tcase(suite, tests);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, a_line_that_matters_is_not_passed);
	tcase_add_test(tests, a_harmless_line_is_passed);
	tcase_add_test(tests, lines_and_records_are_counted_up_to_the_last_line_end);
	tcase_add_test(tests, the_responses_are_read_alike_with_and_without_it);
	tcase_add_test(tests, samples_are_read_alike_with_and_without_it);
	return suite;
}
