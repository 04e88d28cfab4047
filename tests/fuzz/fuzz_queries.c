/* Options and queries: the bytes up to the first NUL are the arguments, one a line; those behind it are standard input.
 */
#include "harness.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

enum { ARGUMENTS = 24 };

/* A copy of `text` without the program's own colours; to be freed. */
static struct span faded(struct span text)
{
	static const char *const colours[] = {"\033[1m", "\033[31m", "\033[32m", "\033[0m"};
	char *at = malloc(text.length + 1);
	size_t length = 0;
	if (!at)
		abort();
	for (size_t i = 0; i < text.length;) {
		size_t skipped = 0;
		for (size_t k = 0; k < sizeof colours / sizeof *colours; k++)
			if (span_starts_nocase(span_from(text, i), span_of(colours[k])))
				skipped = strlen(colours[k]);
		if (skipped == 0)
			at[length++] = text.at[i++];
		i += skipped;
	}
	return (struct span){at, length};
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct span all = {(const char *)bytes, length};
	const char *nul = length > 0 ? memchr(bytes, '\0', length) : NULL;
	size_t end = nul ? (size_t)(nul - all.at) : length;
	struct setting setting = {.input = span_from(all, end + 1), .columns = end % 130, .no_files = end % 3 == 0};
	char *text = malloc(end + 1), *argv[ARGUMENTS + 2], *quietly[ARGUMENTS + 3];
	int argc = 1;
	if (!text)
		abort();
	memcpy(text, bytes, end);
	text[end] = '\0';
	argv[0] = "msc-err";
	for (char *at = text; at && argc <= ARGUMENTS;) {
		argv[argc++] = at;
		at = strchr(at, '\n');
		if (at)
			*at++ = '\0';
	}
	argv[argc] = NULL;
	quietly[0] = argv[0];
	quietly[1] = "-q";
	memcpy(quietly + 2, argv + 1, (size_t)argc * sizeof *argv);

	struct outcome o = run(argv, &setting);
	bool usage = o.out.length > 6 && memcmp(o.out.at, "Usage:", 6) == 0;
	struct outcome plain = {o.status, faded(o.out), faded(o.err), o.copy};
	must_be_clean(&plain, true);
	free((void *)(uintptr_t)plain.out.at);
	free((void *)(uintptr_t)plain.err.at);
	if (o.out.length > 1 && memcmp(o.out.at, "{\"", 2) == 0 && o.copy.length == 0)
		(void)must_be_json_lines(&o);

	/* Asked quietly, it answers the same; when reading it may stop before something that it cannot read. */
	struct outcome q = run(quietly, &setting);
	must(q.status == o.status || (o.status == 2 && q.status == 0), "-q changes the exit status", &q);
	must(q.out.length == 0 || usage || span_equals(q.out, o.out), "-q prints something", &q);
	free(text);
	return 0;
}
