/* generate KIND SIZE [SEED [TALLY]] >FILE: a sample of input (see samples.h). K, M and G may follow SIZE: thousands. */
#include "samples.h"

#include <stdlib.h>

static uint64_t number_of(const char *text)
{
	char *end;
	uint64_t number = strtoull(text, &end, 10);
	return number * (*end == 'K' ? 1000u : *end == 'M' ? 1000000u : *end == 'G' ? 1000000000u : 1u);
}

int main(int argc, char **argv)
{
	if (argc < 3) {
		fputs("usage: generate KIND SIZE [SEED [TALLY]] >FILE\n", stderr);
		return 2;
	}
	FILE *tally = argc > 4 ? fopen(argv[4], "w") : NULL;
	if (argc > 4 && !tally) {
		perror(argv[4]);
		return 2;
	}
	if (!sample_write(argv[1], number_of(argv[2]), argc > 3 ? number_of(argv[3]) : 1, stdout, tally)) {
		fprintf(stderr, "generate: %s: no such kind\n", argv[1]);
		return 2;
	}
	if (fflush(stdout) != 0 || ferror(stdout) || (tally && fclose(tally) != 0)) {
		perror("generate");
		return 2;
	}
	return 0;
}
