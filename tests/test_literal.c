#include "literal.h"

#include "suites.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

static const char *const key_names[] = {"other", "code", "error_code", "status", "http_status", "message", "type",
	"request_id", "task_status", "event", "success", "count", "input", "role", "level", "name", "error", "telling",
	"answer", "access", "content"};

/* The JSON of a literal with names for the letters that stand for its keys; to be freed. */
static char *named(struct span json)
{
	FILE *out = capture_begin();

	for (size_t i = 0; i < json.length; i++) {
		bool key = json.at[i] == '"' && i + 3 < json.length && json.at[i + 2] == '"' && json.at[i + 3] == ':';

		putc(json.at[i], out);
		if (key)
			fputs(key_names[key_of_letter(json.at[++i])], out);
	}
	return capture_end(out);
}

/* Reads `text` line by line, as the program does, or at once. Gives the JSON, to be freed. */
static char *read_literal(struct literal *literal, struct span text, bool group, bool by_lines)
{
	size_t from = 0, to = by_lines ? 0 : text.length;

	literal_start(literal, group, true);
	do {
		const char *newline = to < text.length ? memchr(text.at + to, '\n', text.length - to) : NULL;

		to = newline != NULL ? (size_t)(newline - text.at) + 1 : text.length;
		from += literal_feed(literal, (struct span){text.at + from, to - from}, to == text.length);
	} while (to < text.length && literal->state == LITERAL_OPEN);
	return named(literal_json(literal));
}

struct reading {
	const char *what, *text, *json;
	enum literal_state state; /* behind it */
};

static void check_reading(const struct reading *reading, bool group)
{
	static struct literal literal;

	for (int by_lines = 0; by_lines < 2; by_lines++) {
		char *json = read_literal(&literal, span_of(reading->text), group, by_lines);

		ck_assert_msg(strcmp(json, reading->json) == 0, "%s: %s", reading->what, json);
		ck_assert_msg(literal.state == reading->state, "%s: state %d", reading->what, (int)literal.state);
		free(json);
	}
}

/* clang-format off */
static const struct reading literals[] = {
	{"JSON", "{\"code\":\"X\",\"message\":\"m\"}",
		"{\"code\":\"X\",\"message\":\"m\"}", LITERAL_DONE},
	{"white space", "{ \"code\" :\t\"X\" ,\r\n \"message\" : \"m\" \n}",
		"{\"code\":\"X\",\"message\":\"m\"}", LITERAL_DONE},
	{"nested", "{\"error\":{\"code\":\"X\",\"message\":\"m\"},\"request_id\":\"r\"}",
		"{\"error\":{\"code\":\"X\",\"message\":\"m\"},\"request_id\":\"r\"}", LITERAL_DONE},
	{"arrays of objects", "{\"errors\":{\"data\":[{\"code\":\"X\"},{\"code\":\"Y\"}]}}",
		"{\"telling\":{\"other\":[{\"code\":\"X\"},{\"code\":\"Y\"}]}}", LITERAL_DONE},
	{"what tells nothing is left out", "{\"id\":7,\"model\":\"m\",\"code\":\"X\"}",
		"{\"code\":\"X\"}", LITERAL_DONE},
	{"content is not kept", "{\"choices\":[{\"message\":{\"content\":\"code: X\"}}]}",
		"{\"answer\":[{\"message\":{}}]}", LITERAL_DONE},
	{"an empty object", "{}",
		"{}", LITERAL_DONE},
	{"an empty array", "{\"error\":[]}",
		"{\"error\":[]}", LITERAL_DONE},
	{"numbers", "{\"code\":0,\"status_code\":-1,\"status\":1.5}",
		"{\"code\":0,\"http_status\":-1,\"status\":1.5}", LITERAL_DONE},
	{"numbers that JSON does not have", "{\"code\":01,\"status_code\":+1,\"status\":.5}",
		"{\"code\":\"01\",\"http_status\":\"+1\",\"status\":\".5\"}", LITERAL_DONE},
	{"numbers with an exponent", "{\"status_code\":4e2,\"code\":-0}",
		"{\"http_status\":\"4e2\",\"code\":-0}", LITERAL_DONE},
	{"true, false and null", "{\"success\":true,\"code\":null,\"error\":false}",
		"{\"success\":true,\"code\":null,\"error\":false}", LITERAL_DONE},
	{"short escapes", "{\"message\":\"a\\b\\\"c\\/d\\b\\f\\n\\r\\t\"}",
		"{\"message\":\"a\\b\\\"c\\/d\\b\\f\\n\\r\\t\"}", LITERAL_DONE},
	{"\\u escapes", "{\"message\":\"\\u0041\\u00e9\\u4e2d\\u0022\\u005c\"}",
		"{\"message\":\"A\\u00e9\\u4e2d\\u0022\\u005c\"}", LITERAL_DONE},
	{"a surrogate pair", "{\"message\":\"\\ud83d\\ude00\"}",
		"{\"message\":\"\\ud83d\\ude00\"}", LITERAL_DONE},
	{"a lone high surrogate", "{\"message\":\"\\ud83dx\"}",
		"{\"message\":\"\\ufffdx\"}", LITERAL_DONE},
	{"a lone low surrogate", "{\"message\":\"x\\ude00\"}",
		"{\"message\":\"x\\ufffd\"}", LITERAL_DONE},
	{"two high surrogates", "{\"message\":\"\\ud83d\\ud83d\\ude00\"}",
		"{\"message\":\"\\ufffd\\ud83d\\ude00\"}", LITERAL_DONE},
	{"\\u0000", "{\"message\":\"a\\u0000b\"}",
		"{\"message\":\"a\\ufffdb\"}", LITERAL_DONE},
	{"\\u with too few digits", "{\"message\":\"\\u12\"}",
		"{\"message\":\"\\\\u12\"}", LITERAL_DONE},
	{"no escape", "{\"message\":\"C:\\windows\\d+\"}",
		"{\"message\":\"C:\\\\windows\\\\d+\"}", LITERAL_DONE},
	{"a raw control in a string", "{\"message\":\"a\tb\x01" "\"}",
		"{\"message\":\"a\\u0009b\\u0001\"}", LITERAL_DONE},
	{"a duplicate key", "{\"code\":\"X\",\"code\":\"Y\"}",
		"{\"code\":\"X\",\"code\":\"Y\"}", LITERAL_DONE},
	{"a trailing comma", "{\"code\":\"X\",}",
		"{\"code\":\"X\"}", LITERAL_DONE},
	{"two commas", "{\"code\":\"X\",,\"message\":\"m\"}",
		"{\"code\":\"X\",\"message\":\"m\"}", LITERAL_DONE},
	{"a missing comma", "{\"code\":\"X\" \"message\":\"m\"}",
		"{\"code\":\"X\",\"message\":\"m\"}", LITERAL_DONE},
	{"a missing value", "{\"code\":,\"message\":\"m\"}",
		"{\"message\":\"m\"}", LITERAL_DONE},
	{"a key without colon", "{\"code\",\"message\":\"m\"}",
		"{\"message\":\"m\"}", LITERAL_DONE},
	{"cut in a string", "{\"code\":\"X\",\"message\":\"so fa",
		"{\"code\":\"X\",\"message\":\"so fa\"}", LITERAL_OPEN},
	{"cut behind a key", "{\"code\":\"X\",\"message\"",
		"{\"code\":\"X\"}", LITERAL_OPEN},
	{"cut behind a colon", "{\"code\":\"X\",\"message\":",
		"{\"code\":\"X\"}", LITERAL_OPEN},
	{"cut in an escape", "{\"code\":\"X\",\"message\":\"a\\u00",
		"{\"code\":\"X\",\"message\":\"a\\\\u00\"}", LITERAL_OPEN},
	{"cut in a nested object", "{\"error\":{\"code\":\"X\",\"message\":\"m\"",
		"{\"error\":{\"code\":\"X\",\"message\":\"m\"}}", LITERAL_OPEN},
	{"a closer too many is not read", "{\"code\":\"X\"}}",
		"{\"code\":\"X\"}", LITERAL_DONE},
	{"the wrong closer", "{\"error\":{\"code\":\"X\"]}",
		"{\"error\":{\"code\":\"X\"}}", LITERAL_DONE},
	{"Python", "{'code': 'X', 'param': None, 'ok': True}",
		"{\"code\":\"X\"}", LITERAL_DONE},
	{"Python, null where it counts", "{'code': None, 'type': 'X'}",
		"{\"code\":null,\"type\":\"X\"}", LITERAL_DONE},
	{"Python, an apostrophe inside", "{'message': 'it's so', 'code': 'X'}",
		"{\"message\":\"it's so\",\"code\":\"X\"}", LITERAL_DONE},
	{"Python, double quotes outside", "{\"message\": \"it's so\", 'code': 'X'}",
		"{\"message\":\"it's so\",\"code\":\"X\"}", LITERAL_DONE},
	{"Python, \\' and \\x", "{'message': 'it\\'s \\xe9'}",
		"{\"message\":\"it's \\u00e9\"}", LITERAL_DONE},
	{"a double quote in single ones", "{'message': 'say \"x\"'}",
		"{\"message\":\"say \\\"x\\\"\"}", LITERAL_DONE},
	{"JavaScript", "{ code: 'X', status: 400, message: undefined }",
		"{\"code\":\"X\",\"status\":400,\"message\":null}", LITERAL_DONE},
	{"JavaScript's back ticks", "{ code: `X` }",
		"{\"code\":\"`X`\"}", LITERAL_DONE},
	{"a map without quotes", "{code=X, message=a, b and c, status=400}",
		"{\"code\":\"X\",\"message\":\"a, b and c\",\"status\":400}", LITERAL_DONE},
	{"a map in Ruby", "{\"code\"=>\"X\", \"message\"=>\"m\"}",
		"{\"code\":\"X\",\"message\":\"m\"}", LITERAL_DONE},
	{"objects with their types", "{headers: Headers {}, at: Object [Map] {'a': 1}, b: %B{c: 1}, code: 'X'}",
		"{\"other\":{},\"other\":{},\"other\":{},\"code\":\"X\"}", LITERAL_DONE},
	{"Rust's values that may be missing", "{ message: \"m\", code: Some(\"X\"), type: None, status: Some(401) }",
		"{\"message\":\"m\",\"code\":\"X\",\"type\":null,\"status\":401}", LITERAL_DONE},
	{"a field called data", "{\n  status: 400,\n  data: {\n    code: 'X'\n  }\n}",
		"{\"status\":400,\"other\":{\"code\":\"X\"}}", LITERAL_DONE},
	{"Ruby's symbols", "{:status=>400, :body=>{:code=>\"X\", :param=>nil}}",
		"{\"status\":400,\"telling\":{\"code\":\"X\"}}", LITERAL_DONE},
	{"Python's enumerations", "{'status_code': <HTTPStatus.BAD_REQUEST: 400>, 'code': 'X'}",
		"{\"http_status\":400,\"code\":\"X\"}", LITERAL_DONE},
	{"data in a string of any field", "{\"upstream\":\"{\\\"code\\\":\\\"X\\\"}\",\"other\":\"{x}\",\"a\":\"b\"}",
		"{\"telling\":\"{\\\"code\\\":\\\"X\\\"}\",\"telling\":\"{x}\"}", LITERAL_DONE},
	{"typographic quotes", "{“code”：“X”，“message”：“m”}",
		"{\"code\":\"X\",\"message\":\"m\"}", LITERAL_DONE},
	{"a full-width colon in a string", "{\"message\":\"a：b，c\"}",
		"{\"message\":\"a：b，c\"}", LITERAL_DONE},
	{"wrapped in a string", "{\"code\":\"X\",\"message\":\"one\n two\"}",
		"{\"code\":\"X\",\"message\":\"one two\"}", LITERAL_DONE},
	{"wrapped behind a comment sign", "{\"code\":\"X\",\n# \"message\":\"m\"}",
		"{\"code\":\"X\",\"message\":\"m\"}", LITERAL_DONE},
	{"in a quotation", "{\n> \"code\":\"X\"\n> }",
		"{\"code\":\"X\"}", LITERAL_DONE},
	{"in a comment block", "{\n * \"code\": \"X\"\n * }",
		"{\"code\":\"X\"}", LITERAL_DONE},
	{"in a box", "{\"code\":\n| \"X\"}",
		"{\"code\":\"X\"}", LITERAL_DONE},
	{"over data lines", "{\ndata: \"code\":\"X\"\ndata: }",
		"{\"code\":\"X\"}", LITERAL_DONE},
	{"a line that ends in a brace ends what it began", "{\"code\":\"X\",\"message\":\"m}\n{\"code\":\"Y\"}",
		"{\"code\":\"X\",\"message\":\"m}\"}", LITERAL_CUT},
	{"escaped JSON in a string", "{\"message\":\"{\\\"code\\\":\\\"X\\\"}\"}",
		"{\"message\":\"{\\\"code\\\":\\\"X\\\"}\"}", LITERAL_DONE},
};

static const struct reading groups[] = {
	{"YAML", "code: X\nmessage: m\n",
		"{\"code\":\"X\",\"message\":\"m\"}", LITERAL_OPEN},
	{"YAML with more fields", "status_code: 400\ncode: X\nmessage: m\nrequest_id: r\n",
		"{\"http_status\":400,\"code\":\"X\",\"message\":\"m\",\"request_id\":\"r\"}", LITERAL_CUT},
	{"quoted keys", "\"code\":\"X\",\"message\":\"m\"",
		"{\"code\":\"X\",\"message\":\"m\"}", LITERAL_OPEN},
	{"key=value", "code=X, message=m",
		"{\"code\":\"X\",\"message\":\"m\"}", LITERAL_OPEN},
	{"ends at another line", "code: X\n\nmessage: m",
		"{\"code\":\"X\"}", LITERAL_CUT},
	{"ends where it has both", "code: X\nmessage: m\ncode: Y\n",
		"{\"code\":\"X\",\"message\":\"m\"}", LITERAL_CUT},
	{"message with commas", "code=X, message=a, b, c",
		"{\"code\":\"X\",\"message\":\"a, b, c\"}", LITERAL_OPEN},
	{"in a bracket", "Code=X, Status=400] rest",
		"{\"code\":\"X\",\"status\":400}", LITERAL_DONE},
};
/* clang-format on */

START_TEST(a_literal_of_any_language_becomes_json)
{
	check_reading(&literals[_i], false);
}
END_TEST

START_TEST(fields_without_a_bracket_are_a_group)
{
	check_reading(&groups[_i], true);
}
END_TEST

/* `count` times `opening`, then `inside`, then as many `closing`; to be freed. */
static char *nested(size_t count, const char *opening, const char *inside, const char *closing)
{
	FILE *out = capture_begin();

	for (size_t i = 0; i < count; i++)
		fputs(opening, out);
	fputs(inside, out);
	for (size_t i = 0; i < count; i++)
		fputs(closing, out);
	return capture_end(out);
}

static struct literal literal;

START_TEST(what_is_nested_as_deep_as_is_read_is_read)
{
	char *text = nested(LITERAL_DEPTH - 1, "{\"error\":", "{\"code\":\"X\"}", "}");
	char *json = read_literal(&literal, span_of(text), false, true);

	ck_assert(!literal.overflow && literal.state == LITERAL_DONE);
	ck_assert_str_eq(json, text);
	free(json);
	free(text);
}
END_TEST

START_TEST(what_is_nested_deeper_overflows_and_its_end_is_found)
{
	static const size_t depths[] = {LITERAL_DEPTH, LITERAL_DEPTH + 1, 100000};

	for (size_t i = 0; i < LENGTH(depths); i++) {
		char *text = nested(depths[i], "{\"error\":", "{\"code\":\"X\"}", "}");
		size_t length = strlen(text);

		literal_start(&literal, false, true);
		ck_assert_uint_eq(literal_feed(&literal, span_of(text), true), length);
		ck_assert(literal.overflow && literal.state == LITERAL_DONE);
		ck_assert_uint_eq(literal_json(&literal).length, 0);
		free(text);
	}
}
END_TEST

START_TEST(content_may_be_nested_as_deep_as_it_likes)
{
	char *inside = nested(100000, "[", "1", "]");
	char *text = nested(1, "{\"content\":", inside, ",\"code\":\"X\"}");
	char *json = read_literal(&literal, span_of(text), false, true);

	ck_assert(!literal.overflow && literal.state == LITERAL_DONE);
	ck_assert_str_eq(json, "{\"content\":null,\"code\":\"X\"}");
	free(json);
	free(text);
	free(inside);
}
END_TEST

START_TEST(a_long_string_keeps_its_beginning_and_its_end)
{
	FILE *out = capture_begin();
	char *text, *json;

	fputs("{\"message\":\"", out);
	for (int i = 0; i < 200000; i++)
		fprintf(out, "%d ", i);
	fputs("\",\"code\":\"X\"}", out);
	text = capture_end(out);
	json = read_literal(&literal, span_of(text), false, true);
	ck_assert(!literal.overflow && literal.state == LITERAL_DONE);
	ck_assert_uint_le(strlen(json), strlen("{\"message\":\"\",\"code\":\"X\"}") + LITERAL_STRING);
	ck_assert_ptr_nonnull(strstr(json, "{\"message\":\"0 1 2 3 "));
	ck_assert_ptr_nonnull(strstr(json, "\\n…\\n"));
	ck_assert_ptr_nonnull(strstr(json, "199998 199999 \",\"code\":\"X\"}"));
	free(json);
	free(text);
}
END_TEST

START_TEST(a_long_string_is_cut_within_no_escape)
{
	static const char *const escapes[] = {"中", "\x80", "\\u4e2d", "\\ud83d\\ude00", "\\\\", "\\\""};

	for (size_t i = 0; i < LENGTH(escapes); i++)
		for (size_t before = 0; before < 12; before++) {
			char *inside = nested(2 * LITERAL_STRING, escapes[i], "", "");
			char *pad = nested(before, "x", "", "");
			char *long_text = nested(1, pad, inside, ""), *json;

			free(pad);
			free(inside);
			inside = long_text;
			long_text = nested(1, "{\"message\":\"", inside, "\"}");
			json = read_literal(&literal, span_of(long_text), false, true);
			ck_assert_uint_le(strlen(json), strlen("{\"message\":\"\"}") + LITERAL_STRING);
			ck_assert_uint_gt(strlen(json), strlen("{\"message\":\"\"}") + LITERAL_STRING / 4);
			/* Nor is its beginning behind the gap: that would be no JSON. */
			cJSON *parsed = cJSON_Parse(json); /* which looks at no UTF-8 */
			ck_assert_msg(parsed != NULL, "%s", json);
			cJSON_Delete(parsed);
			/* The last escape is a whole one. */
			ck_assert_msg(strlen(json) > 14 && memcmp(json + strlen(json) - 2 - strlen(escapes[i]),
								   escapes[i], strlen(escapes[i])) == 0,
				"%s", json + strlen(json) - 20);
			free(json);
			free(long_text);
			free(inside);
		}
}
END_TEST

START_TEST(more_than_is_kept_overflows)
{
	char *inside = nested(100000, "{\"code\":\"X\"},", "{}", "");
	char *text = nested(1, "{\"errors\":[", inside, "]}");

	literal_start(&literal, false, true);
	ck_assert_uint_eq(literal_feed(&literal, span_of(text), true), strlen(text));
	ck_assert(literal.overflow && literal.state == LITERAL_DONE);
	free(text);
	free(inside);
}
END_TEST

START_TEST(what_finds_no_room_is_looked_at_where_it_stands)
{
	struct literal *full = malloc(sizeof(*full)); /* nothing is behind it */
	FILE *out = capture_begin();
	char *text;

	ck_assert_ptr_nonnull(full);
	putc('{', out);
	for (int i = 0; i < 8; i++) {
		fputs("\"message\":\"", out);
		for (int k = 0; k < (i < 7 ? 1365 : 1000); k++)
			putc('\001', out);
		fputs("\",", out);
	}
	fprintf(out, "\"event\":\"task-failed%*s\"}", 8000, "");
	text = capture_end(out);
	literal_start(full, false, true);
	ck_assert_uint_eq(literal_feed(full, span_of(text), true), strlen(text));
	ck_assert(full->overflow && full->failing);
	free(text);
	free(full);
}
END_TEST

/* Each byte at which the limit can fall in a short key; then enough brackets to leave any room. */
START_TEST(a_key_at_the_limit_stays_in_its_room)
{
	for (int left = 0; left < 12; left++) {
		struct literal *full = malloc(sizeof *full);
		FILE *out = capture_begin();
		char *text;
		size_t length = 1;

		ck_assert_ptr_nonnull(full);
		putc('{', out);
		for (size_t next; length < LITERAL_SIZE - (size_t)left; length += next) {
			next = LITERAL_SIZE - (size_t)left - length;
			next = next < LITERAL_STRING + 7 ? next : LITERAL_STRING;
			/* "m":"…", with a letter for the name */
			fprintf(out, "\"message\":\"%0*d\",", (int)next - 7, 0);
		}
		fputs("\"\" :[", out);
		for (int i = 0; i < 1000; i++)
			fputs("[],", out);
		fputs("[]]}", out);
		text = capture_end(out);
		literal_start(full, false, true);
		(void)literal_feed(full, span_of(text), true);
		ck_assert_uint_le(full->length, LITERAL_SIZE);
		ck_assert(full->overflow);
		free(text);
		free(full);
	}
}
END_TEST

START_TEST(a_long_list_that_tells_nothing_costs_nothing)
{
	char *inside = nested(1000000, "0.125,", "1", "");
	char *text = nested(1, "{\"embedding\":[", inside, "],\"code\":\"X\"}");
	char *json = read_literal(&literal, span_of(text), false, true);

	ck_assert_str_eq(json, "{\"other\":[],\"code\":\"X\"}");
	ck_assert(!literal.overflow);
	free(json);
	free(text);
	free(inside);
}
END_TEST

static const struct {
	const char *text, *name; /* NULL: no key */
} keys[] = {
	{"code: X", "code"},
	{"code : X", "code"},
	{"code=X", "code"},
	{"\"code\": X", "code"},
	{"'code' : X", "code"},
	{"“code”：X", "code"},
	{"\"code\" => X", "code"},
	{"x-request-id: r", "x-request-id"},
	{"_code: X", "_code"},
	{"code::X", NULL},
	{"code == X", NULL},
	{"http://x", NULL},
	{"code X", NULL},
	{"\"code: X", NULL},
	{"4xx: y", NULL},
	{": y", NULL},
	{"", NULL},
};

START_TEST(a_key_has_a_sign_behind_it)
{
	struct span name;
	bool is_key = literal_is_key(span_of(keys[_i].text), &name);

	ck_assert_msg(is_key == (keys[_i].name != NULL), "%s", keys[_i].text);
	ck_assert_msg(!is_key || span_equals(name, span_of(keys[_i].name)), "%s", keys[_i].text);
}
END_TEST

Suite *literal_suite(void)
{
	Suite *suite = suite_create("literal");
	TCase *tests = tcase_create("literal");

	suite_add_tcase(suite, tests);
	tcase_add_loop_test(tests, a_literal_of_any_language_becomes_json, 0, LENGTH(literals));
	tcase_add_loop_test(tests, fields_without_a_bracket_are_a_group, 0, LENGTH(groups));
	tcase_add_test(tests, what_is_nested_as_deep_as_is_read_is_read);
	tcase_add_test(tests, what_is_nested_deeper_overflows_and_its_end_is_found);
	tcase_add_test(tests, content_may_be_nested_as_deep_as_it_likes);
	tcase_add_test(tests, a_long_string_keeps_its_beginning_and_its_end);
	tcase_add_test(tests, a_long_string_is_cut_within_no_escape);
	tcase_add_test(tests, more_than_is_kept_overflows);
	tcase_add_test(tests, what_finds_no_room_is_looked_at_where_it_stands);
	tcase_add_test(tests, a_key_at_the_limit_stays_in_its_room);
	tcase_add_test(tests, a_long_list_that_tells_nothing_costs_nothing);
	tcase_add_loop_test(tests, a_key_has_a_sign_behind_it, 0, LENGTH(keys));
	return suite;
}
