#include "suites.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

/* The program itself, with the real table, over the files of tests/responses: each tells what index.tsv says of it. */

#define FOLDER "tests/responses/"

enum { FILE_NAME, SHAPE, EXPECT, ROW, STATUS, CODE, COLUMNS };

struct response {
	char line[512];
	char *columns[COLUMNS];
};

static struct response responses[400];
static size_t response_count;

/* The files that tell of more than one failure. */
static const struct {
	const char *name;
	size_t failures;
} several[] = {
	{"flat-one-a-line.txt", 2},
	{"flat-two-failures.txt", 2},
};

static void read_index(void)
{
	FILE *index = fopen(FOLDER "index.tsv", "r");
	struct response *r = responses;

	ck_assert_msg(index != NULL, "cannot read " FOLDER "index.tsv: run from the folder of the Makefile");
	ck_assert_ptr_nonnull(fgets(r->line, sizeof(r->line), index)); /* the header */
	for (; fgets(r->line, sizeof(r->line), index) != NULL; r++) {
		char *at = r->line;

		ck_assert_ptr_nonnull(strchr(at, '\n'));
		for (int i = 0; i < COLUMNS; i++) {
			r->columns[i] = at;
			at = strchr(at, '\t');
			ck_assert_ptr_nonnull(at);
			*at++ = '\0';
		}
		ck_assert_ptr_ne(r + 1, responses + LENGTH(responses));
	}
	ck_assert_int_eq(fclose(index), 0);
	response_count = (size_t)(r - responses);
}

/* Runs the program with `options` over the responses that are errors, or over those that are none. */
static FILE *run(const char *options, bool errors)
{
	FILE *text = capture_begin(), *out;
	char *command;

	fprintf(text, "build/msc-err %s", options);
	for (size_t i = 0; i < response_count; i++)
		if ((strcmp(responses[i].columns[EXPECT], "error") == 0) == errors)
			fprintf(text, " -f " FOLDER "%s", responses[i].columns[FILE_NAME]);
	command = capture_end(text);
	out = popen(command, "r");
	ck_assert_ptr_nonnull(out);
	free(command);
	return out;
}

/* Whether a member is what a column says: a text, a number, null, or * for any. */
static bool is_said(const cJSON *object, const char *member, const char *said)
{
	const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, member);

	if (strcmp(said, "*") == 0)
		return true;
	if (cJSON_IsString(value))
		return strcmp(value->valuestring, said) == 0;
	if (cJSON_IsNumber(value))
		return value->valueint == atoi(said);
	return cJSON_IsNull(value) && strcmp(said, "null") == 0;
}

/* The response that an answer is about. */
static size_t response_of(const cJSON *input)
{
	const cJSON *file = cJSON_GetObjectItemCaseSensitive(input, "file");

	ck_assert(cJSON_IsString(file) && strlen(file->valuestring) > strlen(FOLDER));
	for (size_t i = 0; i < response_count; i++)
		if (strcmp(file->valuestring + strlen(FOLDER), responses[i].columns[FILE_NAME]) == 0)
			return i;
	ck_abort_msg("%s is not in the index", file->valuestring);
}

START_TEST(each_response_tells_what_the_index_says)
{
	static char line[256 * 1024];
	static size_t answers[LENGTH(responses)], right[LENGTH(responses)];
	FILE *out;

	read_index();
	out = run("-j", true);
	while (fgets(line, sizeof(line), out) != NULL) {
		cJSON *answer = cJSON_Parse(line), *input = cJSON_GetObjectItemCaseSensitive(answer, "input");
		size_t i = response_of(input);
		char **columns = responses[i].columns;

		answers[i]++;
		right[i] += is_said(answer, "code", columns[ROW]) && is_said(input, "status", columns[STATUS]) &&
			    is_said(input, "code", columns[CODE]);
		cJSON_Delete(answer);
	}
	ck_assert_int_eq(pclose(out), 0);
	for (size_t i = 0; i < response_count; i++) {
		const char *name = responses[i].columns[FILE_NAME];
		size_t expected = strcmp(responses[i].columns[EXPECT], "error") == 0;

		for (size_t k = 0; k < LENGTH(several); k++)
			if (strcmp(name, several[k].name) == 0)
				expected = several[k].failures;
		ck_assert_msg(answers[i] == expected, "%s: %zu answers", name, answers[i]);
		ck_assert_msg(expected == 0 || right[i] > 0, "%s: another answer than the index has", name);
	}
}
END_TEST

START_TEST(a_response_without_an_error_tells_of_none)
{
	FILE *out;

	read_index();
	out = run("-j", false);
	ck_assert_int_eq(getc(out), EOF);
	ck_assert_int_eq(pclose(out), 1 << 8);
}
END_TEST

Suite *responses_suite(void)
{
	Suite *suite = suite_create("responses");
	TCase *tests = tcase_create("responses");

	suite_add_tcase(suite, tests);
	tcase_add_test(tests, each_response_tells_what_the_index_says);
	tcase_add_test(tests, a_response_without_an_error_tells_of_none);
	return suite;
}
