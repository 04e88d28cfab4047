/* Runs every suite. Prints the tests that failed, and a tally. */
#include "suites.h"

#include <stdlib.h>

static char *captured;
static size_t captured_length;

FILE *capture_begin(void)
{
	FILE *out = open_memstream(&captured, &captured_length);

	ck_assert_ptr_nonnull(out);
	return out;
}

char *capture_end(FILE *out)
{
	ck_assert_int_eq(fclose(out), 0);
	return captured;
}

int main(void)
{
	SRunner *runner = srunner_create(text_suite());
	int failed;

	unsetenv("POSIXLY_CORRECT"); /* the tests of it set it themselves */
	srunner_add_suite(runner, match_suite());
	srunner_add_suite(runner, prefilter_suite());
	srunner_run_all(runner, CK_SILENT);
	failed = srunner_ntests_failed(runner);
	if (failed > 0)
		srunner_print(runner, CK_NORMAL);
	printf("check: %d passed, %d failed\n", srunner_ntests_run(runner) - failed, failed);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
