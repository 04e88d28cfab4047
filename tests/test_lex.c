#include "lex.h"

#include "prefix.h"
#include "suites.h"
#include "wrap.h"

#include <string.h>

START_TEST(a_string_ends_at_a_quote_like_the_one_that_opened_it)
{
	static const struct {
		const char *text; /* with its opening quote */
		const char *content;
		int end;
	} examples[] = {
		{"\"a\",", "a", STRING_CLOSED},
		{"\"a \\\" b\"}", "a \\\" b", STRING_CLOSED},
		{"'it's'}", "it's", STRING_CLOSED},
		{"\\\"a\\\\\\\"b\\\",", "a\\\\\\\"b", STRING_CLOSED},
		{"\\\"cut\",", "cut", STRING_CUT},
		{"\"a\\\\\"}", "a\\\\", STRING_CLOSED},
		{"&quot;a&quot;:", "a", STRING_CLOSED},
		{"“a”，", "a", STRING_CLOSED},
		{"\"goes on", "goes on", STRING_OPEN},
		{"\"a\n2026-01-01 x", "a", STRING_CUT},
		{"\"a\nb\",", "a\nb", STRING_CLOSED},
	};

	for (size_t i = 0; i < LENGTH(examples); i++) {
		struct span text = span_of(examples[i].text);
		struct quote quote;
		size_t n = lex_quote(text, &quote);
		struct string string = lex_string(span_from(text, n), quote, 33);

		ck_assert_uint_gt(n, 0);
		ck_assert_msg(
			string.end == (unsigned)examples[i].end &&
				span_equals((struct span){text.at + n, string.length}, span_of(examples[i].content)),
			"%s: %.*s", examples[i].text, (int)string.length, text.at + n);
	}
}
END_TEST

START_TEST(escapes_are_decoded_as_deep_as_the_quote_is)
{
	static const struct {
		const char *raw, *decoded;
		struct quote quote;
	} examples[] = {
		{"plain", "plain", {'"', 0, false}},
		{"a\\nb\\u00e9\\x41", "a\nb\u00e9A", {'"', 0, false}},
		{"a\\\\\\\"b", "a\"b", {'"', 1, false}},
		{"say \\\\\"go\\\\\"", "say \"go\"", {'"', 0, true}},
		{"a &amp; b", "a & b", {SIGN_HTML, 0, false}},
		{"a\"\"b", "a\"b", {SIGN_DOUBLED, 0, false}},
		{"wrapped\n  here", "wrapped here", {'"', 0, false}},
	};
	char bytes[64];

	for (size_t i = 0; i < LENGTH(examples); i++) {
		struct span decoded = lex_decode(span_of(examples[i].raw), examples[i].quote, bytes, sizeof bytes);
		ck_assert_msg(span_equals(decoded, span_of(examples[i].decoded)), "%s: %.*s", examples[i].raw,
			(int)decoded.length, decoded.at);
	}
}
END_TEST

START_TEST(a_key_is_a_name_and_a_separator)
{
	static const struct {
		const char *text, *name; /* NULL: it begins with no key */
		size_t bytes;
	} examples[] = {
		{"\"code\":1", "code", 7},
		{"code = 1", "code", 7},
		{"'code': 1", "code", 8},
		{"\\\"code\\\": 1", "code", 10},
		{"[code] => 1", "code", 10},
		{":code=>1", "code", 7},
		{"**Code:** 1", NULL, 0},
		{"request id: 1", "request id", 12},
		{"“code”：1", "code", 13},
		{"http://x", NULL, 0},
		{"std::x", NULL, 0},
		{"a == b", NULL, 0},
		{"\"no key\" 1", NULL, 0},
	};

	for (size_t i = 0; i < LENGTH(examples); i++) {
		struct lexed_key key = lex_key(span_of(examples[i].text), false);
		ck_assert_msg(key.bytes == examples[i].bytes, "%s: %zu", examples[i].text, key.bytes);
		if (examples[i].name)
			ck_assert_msg(span_equals(key.name, span_of(examples[i].name)), "%s", examples[i].text);
	}
}
END_TEST

START_TEST(a_prefix_is_no_part_of_a_line)
{
	static const struct {
		const char *line, *text;
	} examples[] = {
		{"plain text", "plain text"},
		{"   {\"a\":1}", "{\"a\":1}"},
		{"data: {\"a\":1}", "{\"a\":1}"},
		{"2026-01-01T00:00:00.5Z stdout F x", "x"},
		{"[2026-01-01 00:00:00] x", "x"},
		{"web-1  | x", "x"},
		{"Jan 01 00:00:00 host app[12]: x", "x"},
		{"// # > x", "x"},
		{"- x", "x"},
	};

	for (size_t i = 0; i < LENGTH(examples); i++) {
		struct span line = span_of(examples[i].line), text = span_from(line, prefix_bytes(line));
		ck_assert_msg(span_equals(text, span_of(examples[i].text)), "%s: %.*s", examples[i].line,
			(int)text.length, text.at);
	}
}
END_TEST

START_TEST(a_bare_value_ends_where_another_field_begins)
{
	static const struct {
		const char *text, *value;
		bool words;
	} examples[] = {
		{"400, x", "400", false},
		{"Flow}", "Flow", false},
		{"slow down, please", "slow down, please", true},
		{"slow down, code: Flow", "slow down", true},
		{"see: https://x/y", "see: https://x/y", true},
		{"[1, 2] is it]", "[1, 2] is it", true},
		{"a\nb", "a", true},
	};

	for (size_t i = 0; i < LENGTH(examples); i++) {
		struct span text = span_of(examples[i].text);
		struct span value = {text.at, lex_bare(text, examples[i].words)};
		ck_assert_msg(span_equals(value, span_of(examples[i].value)), "%s: %.*s", examples[i].text,
			(int)value.length, value.at);
	}
}
END_TEST

START_TEST(a_wrapped_line_goes_on)
{
	static const struct {
		const char *line, *next, *joined; /* NULL: they are two */
	} examples[] = {
		{"x [API Error: 400 The size must be one that is", "  listed] (Press Ctrl+Y)",
			"x [API Error: 400 The size must be one that is listed] (Press Ctrl+Y)"},
		{"x {\"error\":{\"message\":\"m\"},\"request_id\":\"0123-", "4567\"}",
			"x {\"error\":{\"message\":\"m\"},\"request_id\":\"0123-4567\"}"},
		{"x {\"error\":{\"message\":\"it is not as it was \"", "2026-01-01 next", NULL},
		{"{\"error\":{\"message\":\"it is not as it was\"},", "\"code\":1}", NULL},
		{"│ Error: 400 The size must be one that is listed    │", "│   below                              │",
			"│ Error: 400 The size must be one that is listed below                              │"},
		{"Error: 400 The size is wrong", "retrying", NULL},
	};

	for (size_t i = 0; i < LENGTH(examples); i++) {
		struct wrap wrap = {0};
		struct span line = span_of(examples[i].line), next = span_of(examples[i].next);
		struct joint joint = wrap_may_go_on(&wrap, line) ? wrap_join(&wrap, line, next) : (struct joint){0};
		char joined[256];

		ck_assert_msg(joint.joins == (examples[i].joined != NULL), "%s", examples[i].line);
		if (!joint.joins)
			continue;
		(void)snprintf(joined, sizeof joined, "%.*s%s%s", (int)joint.keep, line.at, joint.blank ? " " : "",
			next.at + joint.skip);
		ck_assert_str_eq(joined, examples[i].joined);
	}
}
END_TEST

Suite *lex_suite(void)
{
	Suite *suite = suite_create("lex");
	TCase *tests = tcase_create("lex");

	suite_add_tcase(suite, tests);
	tcase_add_test(tests, a_string_ends_at_a_quote_like_the_one_that_opened_it);
	tcase_add_test(tests, escapes_are_decoded_as_deep_as_the_quote_is);
	tcase_add_test(tests, a_key_is_a_name_and_a_separator);
	tcase_add_test(tests, a_prefix_is_no_part_of_a_line);
	tcase_add_test(tests, a_bare_value_ends_where_another_field_begins);
	tcase_add_test(tests, a_wrapped_line_goes_on);
	return suite;
}
