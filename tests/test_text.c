#include "text.h"

#include "suites.h"

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

static const struct {
	uint32_t c;
	size_t width;
} widths[] = {
	{0x1b, 6}, /* as it is escaped */
	{0x202e, 6},
	{0xfffd, 1},
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

Suite *text_suite(void)
{
	Suite *suite = suite_create("text");
	TCase *tests = tcase_create("text");

	suite_add_tcase(suite, tests);
	tcase_add_loop_test(tests, what_could_act_on_a_terminal_or_end_a_form_is_escaped, 0, LENGTH(escapes));
	tcase_add_loop_test(tests, a_character_has_the_width_that_a_terminal_gives_it, 0, LENGTH(widths));
	return suite;
}
