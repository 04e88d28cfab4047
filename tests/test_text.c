#include "text.h"

#include "suites.h"

#include <limits.h>
#include <stdlib.h>

static const struct {
	const char *what;
	struct span text;
	enum escape into;
	const char *written;
} escapes[] = {
#define IS(what, text, into, written)                                                                                  \
	{                                                                                                              \
		what, {text, sizeof(text) - 1}, into, written                                                          \
	}
	IS("nothing", "", ESCAPE_TEXT, ""),
	IS("plain text stays", "Throttling: slow, 100% \\o/ \"x\"", ESCAPE_TEXT, "Throttling: slow, 100% \\o/ \"x\""),
	IS("Chinese stays", "请求\xf0\x9f\x98\x80", ESCAPE_TEXT, "请求\xf0\x9f\x98\x80"),
	IS("NUL", "a\0b", ESCAPE_TEXT, "a\\u0000b"),
	IS("OSC 52 sets no clipboard", "\033]52;c;aGk=\a", ESCAPE_TEXT, "\\u001b]52;c;aGk=\\u0007"),
	IS("OSC 8 makes no link", "\033]8;;http://x\033\\y", ESCAPE_TEXT, "\\u001b]8;;http://x\\u001b\\y"),
	IS("CSI 6n asks nothing", "\033[6n", ESCAPE_TEXT, "\\u001b[6n"),
	IS("carriage return hides nothing", "real\rfake", ESCAPE_TEXT, "real\\u000dfake"),
	IS("backspace takes nothing back", "no\b\bok", ESCAPE_TEXT, "no\\u0008\\u0008ok"),
	IS("DEL", "\x7f", ESCAPE_TEXT, "\\u007f"),
	IS("C1 as UTF-8",
		"\xc2\x9b"
		"6n",
		ESCAPE_TEXT, "\\u009b6n"),
	IS("C1 as a byte",
		"\x9b"
		"6n",
		ESCAPE_TEXT,
		"\xef\xbf\xbd"
		"6n"),
	IS("right to left override", "\xe2\x80\xae", ESCAPE_TEXT, "\\u202e"),
	IS("isolates", "\xe2\x81\xa6\xe2\x81\xa9", ESCAPE_TEXT, "\\u2066\\u2069"),
	IS("Arabic letter mark", "\xd8\x9c", ESCAPE_TEXT, "\\u061c"),
	IS("line and paragraph separators", "\xe2\x80\xa8\xe2\x80\xa9", ESCAPE_TEXT, "\\u2028\\u2029"),
	IS("a newline and a tab are controls", "a\n\tb", ESCAPE_TEXT, "a\\u000a\\u0009b"),
	IS("overlong slash", "\xc0\xaf", ESCAPE_TEXT, "\xef\xbf\xbd\xef\xbf\xbd"),
	IS("overlong ESC in three bytes", "\xe0\x80\x9b", ESCAPE_TEXT, "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"),
	IS("a surrogate", "\xed\xa0\x80", ESCAPE_TEXT, "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"),
	IS("past the end of Unicode", "\xf4\x90\x80\x80", ESCAPE_TEXT,
		"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"),
	IS("overlong in four bytes", "\xf0\x82\x81\x81", ESCAPE_TEXT,
		"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"),
	IS("a first byte that has no character", "\xf5\x80\x80\x80", ESCAPE_TEXT,
		"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"),
	IS("a character cut off by the end", "a\xe8\xaf", ESCAPE_TEXT, "a\xef\xbf\xbd"),
	IS("a character cut off by a letter", "\xf0\x9f\x98z", ESCAPE_TEXT, "\xef\xbf\xbdz"),
	IS("U+FFFD itself", "\xef\xbf\xbd", ESCAPE_TEXT, "\xef\xbf\xbd"),
	IS("a field stays one line", "a\tb\nc\\d\"e\r", ESCAPE_FIELD, "a\\tb\\nc\\\\d\"e\\u000d"),
};

START_TEST(what_could_act_on_a_terminal_or_end_a_form_is_escaped)
{
	FILE *out = capture_begin();
	char *written;

	text_escape(out, escapes[_i].text, escapes[_i].into);
	written = capture_end(out);
	ck_assert_msg(strcmp(written, escapes[_i].written) == 0, "%s: %s", escapes[_i].what, written);
	free(written);
}
END_TEST

START_TEST(an_escape_is_as_wide_as_said)
{
	ck_assert_uint_eq(text_width(0x1b), 6);
	ck_assert_uint_eq(text_width(0x202e), 6);
	ck_assert_uint_eq(text_width('a'), 1);
	ck_assert_uint_eq(text_width(0xfffd), 1);
}
END_TEST

static const struct {
	uint32_t c;
	size_t width;
} widths[] = {
	{'a', 1},
	{0xe9, 1},
	{0x301, 0},
	{0x4e2d, 2},
	{0xac00, 2},
	{0xff01, 2},
	{0xff61, 1},
	{0x3000, 2},
	{0x200d, 0},
	{0x2026, 1},
	{0xfe0f, 0},
	{0x1f600, 2},
	{0x20000, 2},
	{0x10ffff, 1},
};

START_TEST(a_character_has_the_width_that_a_terminal_gives_it)
{
	ck_assert_msg(text_width(widths[_i].c) == widths[_i].width, "U+%04X: %zu", (unsigned)widths[_i].c,
		text_width(widths[_i].c));
}
END_TEST

START_TEST(letters_are_compared_without_case_but_bytes_above_ascii_as_they_are)
{
	ck_assert(span_equals_nocase(SPAN("InvalidApiKey"), SPAN("INVALIDAPIKEY")));
	ck_assert(!span_equals_nocase(SPAN("a"), SPAN("ab")));
	ck_assert(!span_equals_nocase(SPAN("@["), SPAN("`{")));
	ck_assert(!span_equals_nocase(SPAN("É"), SPAN("é")));
	ck_assert(span_starts_nocase(SPAN("HTTP/1.1"), SPAN("http")));
	ck_assert(span_ends_nocase(SPAN("codes.CSV"), SPAN(".csv")));
	ck_assert(!span_ends_nocase(SPAN("v"), SPAN(".csv")));
}
END_TEST

static const struct {
	struct span text, needle;
	int at;
} finds[] = {
#define FOUND(text, needle, at)                                                                                        \
	{                                                                                                              \
		{text, sizeof(text) - 1}, {needle, sizeof(needle) - 1}, at                                             \
	}
	FOUND("rate limit", "LIMIT", 5),
	FOUND("aaab", "aab", 1),
	FOUND("abc", "abcd", -1),
	FOUND("abc", "x", -1),
	FOUND("abc", "", 0),
	FOUND("", "", 0),
	FOUND("", "a", -1),
	FOUND("a\0b", "\0B", 1),
};

START_TEST(a_text_is_found_in_another)
{
	const char *found = span_find_nocase(finds[_i].text, finds[_i].needle);

	if (finds[_i].at < 0)
		ck_assert_ptr_null(found);
	else
		ck_assert_ptr_eq(found, finds[_i].text.at + finds[_i].at);
}
END_TEST

START_TEST(white_space_is_trimmed_at_both_ends)
{
	ck_assert(span_equals(span_trim(SPAN(" \t\r\n\v\fa b\n")), SPAN("a b")));
	ck_assert_uint_eq(span_trim(SPAN(" \n")).length, 0);
	ck_assert_ptr_null(span_trim((struct span){NULL, 0}).at);
	ck_assert(span_equals(span_from(SPAN("abc"), 1), SPAN("bc")));
	ck_assert_uint_eq(span_from(SPAN("abc"), 9).length, 0);
}
END_TEST

static const struct {
	const char *a, *b;
	unsigned distance;
} distances[] = {
	{"", "", 0},
	{"abc", "abc", 0},
	{"abc", "acb", 1},
	{"abc", "ab", 1},
	{"abc", "abcd", 1},
	{"abc", "axc", 1},
	{"abc", "", 3},
	{"throtling", "throttling", 1},
	{"ca", "abc", 3},
};

START_TEST(texts_are_as_far_apart_as_their_mistakes)
{
	ck_assert_msg(
		text_distance(span_of(distances[_i].a), span_of(distances[_i].b)) == distances[_i].distance &&
			text_distance(span_of(distances[_i].b), span_of(distances[_i].a)) == distances[_i].distance,
		"%s, %s", distances[_i].a, distances[_i].b);
}
END_TEST

START_TEST(a_long_text_is_near_none)
{
	char text[TEXT_NEAR_LONGEST + 1] = {0};

	ck_assert_uint_eq(text_distance((struct span){text, sizeof(text)}, SPAN("a")), UINT_MAX);
	ck_assert_uint_eq(text_distance(SPAN("a"), (struct span){text, sizeof(text)}), UINT_MAX);
	ck_assert_uint_eq(text_distance((struct span){text, TEXT_NEAR_LONGEST}, SPAN("")), TEXT_NEAR_LONGEST);
}
END_TEST

static const struct {
	const char *coloured, *plain;
} colours[] = {
	{"", ""},
	{"plain", "plain"},
	{"\033[1mbold\033[0m", "bold"},
	{"a\033[38;5;9mb\033[Kc", "abc"},
	{"\033[1m\033[2m", ""},
	{"\033[1mbold\033(B\033[m, as tput has it", "bold, as tput has it"},
	{"never ends \033[1", "never ends \033[1"},
	{"ends with its line \033(\nB", "ends with its line \033(\nB"},
	{"ends with its line \033[1\nm", "ends with its line \033[1\nm"},
	{"no control sequence: \033]8;;x\033", "no control sequence: \033]8;;x\033"},
	{"Chinese in it \033[中m", "Chinese in it \033[中m"},
};

START_TEST(colours_are_taken_out)
{
	char bytes[64];
	size_t length = strlen(colours[_i].coloured);

	memcpy(bytes, colours[_i].coloured, length);
	bytes[text_uncolour(bytes, length)] = '\0';
	ck_assert_str_eq(bytes, colours[_i].plain);
}
END_TEST

static const struct {
	const char *text;
	size_t cut;
} cut_colours[] = {
	{"", 0},
	{"plain", 0},
	{"red \033", 1},
	{"red \033[", 2},
	{"red \033[1;3", 5},
	{"red \033[1;31m", 0},
	{"plain \033(", 2},
	{"plain \033(B", 0},
	{"its line ends \033(\n", 0},
	{"\033[1mred \033[0", 3},
	{"a link \033]8", 0},
	{"its line ends \033[1\n", 0},
	{"longer than one \033[0000000000000000000000000000000000000000", 0},
};

START_TEST(a_colour_that_is_cut_at_the_end_is_told)
{
	ck_assert_uint_eq(text_cut_colour(span_of(cut_colours[_i].text)), cut_colours[_i].cut);
}
END_TEST

START_TEST(a_text_is_cut_between_characters)
{
	ck_assert_uint_eq(span_cut(SPAN("abc"), 5).length, 3);
	ck_assert_uint_eq(span_cut(SPAN("abc"), 2).length, 2);
	ck_assert_uint_eq(span_cut(SPAN("a中b"), 4).length, 4);
	ck_assert_uint_eq(span_cut(SPAN("a中b"), 3).length, 1);
	ck_assert_uint_eq(span_cut(SPAN("a\xf0\x9f\x98\x80"), 4).length, 1);
	ck_assert_uint_eq(span_cut(SPAN("中"), 2).length, 0);
}
END_TEST

START_TEST(a_complaint_is_one_line_and_not_long)
{
	char about[1000], *written;
	FILE *out;

	memset(about, 'x', sizeof(about));
	out = capture_begin();
	text_complain(out, (struct span){about, sizeof(about)}, "too long");
	written = capture_end(out);
	ck_assert_uint_lt(strlen(written), 200);
	ck_assert_ptr_nonnull(strstr(written, "xx...: too long\n"));
	free(written);
	out = capture_begin();
	text_complain(out, SPAN("a\nb\033"), "no such code");
	written = capture_end(out);
	ck_assert_str_eq(written, "msc-err: a\\u000ab\\u001b: no such code\n");
	free(written);
}
END_TEST

Suite *text_suite(void)
{
	Suite *suite = suite_create("text");
	TCase *tests = tcase_create("text");

	suite_add_tcase(suite, tests);
	tcase_add_loop_test(tests, what_could_act_on_a_terminal_or_end_a_form_is_escaped, 0, LENGTH(escapes));
	tcase_add_test(tests, an_escape_is_as_wide_as_said);
	tcase_add_loop_test(tests, a_character_has_the_width_that_a_terminal_gives_it, 0, LENGTH(widths));
	tcase_add_test(tests, letters_are_compared_without_case_but_bytes_above_ascii_as_they_are);
	tcase_add_loop_test(tests, a_text_is_found_in_another, 0, LENGTH(finds));
	tcase_add_test(tests, white_space_is_trimmed_at_both_ends);
	tcase_add_loop_test(tests, texts_are_as_far_apart_as_their_mistakes, 0, LENGTH(distances));
	tcase_add_test(tests, a_long_text_is_near_none);
	tcase_add_loop_test(tests, colours_are_taken_out, 0, LENGTH(colours));
	tcase_add_loop_test(tests, a_colour_that_is_cut_at_the_end_is_told, 0, LENGTH(cut_colours));
	tcase_add_test(tests, a_text_is_cut_between_characters);
	tcase_add_test(tests, a_complaint_is_one_line_and_not_long);
	return suite;
}
