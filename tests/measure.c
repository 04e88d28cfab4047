/* measure ROUNDS [-i FILE] [-t TIMES] [-o FILE] [-e EVERY] NAME COMMAND [ARGUMENT]... [; [-i FILE]... NAME COMMAND
 *...]...
 *
 * Runs each command in turn, ROUNDS times, and prints a line for each: NAME, the median of its times and the shortest
 *in microseconds, the most memory it had in KB, its last exit status, the number of runs, the median of its CPU time in
 * microseconds. No shell is between.
 *
 *	-i FILE   standard input, else /dev/null
 *	-t TIMES  that through a pipe, TIMES times over
 *	-o FILE   standard output, else /dev/null: grep stops at the first match if it goes to /dev/null
 *	-e EVERY  run in one of EVERY rounds only: what is slow
 *
 * It is small: the peak memory of a process includes what it had before exec, which is this program's.
 */
#define _DEFAULT_SOURCE /* wait4: POSIX has no way to ask for one child's memory */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct command {
	const char *name, *input, *output;
	char **argv;
	unsigned long every, times, runs;
	unsigned *microseconds, *cpu;
	long peak;
	int status;
};

enum { COMMANDS_MOST = 16 };

static void die(const char *what)
{
	fprintf(stderr, "measure: %s: %s\n", what, strerror(errno));
	exit(2);
}

static int open_or_die(const char *name, int how)
{
	int fd = open(name, how | O_CLOEXEC, 0666);
	if (fd < 0)
		die(name);
	return fd;
}

/* Writes the file `times` times into a pipe, from a process of its own; returns the end to read. */
static int feed(const char *input, unsigned long times, pid_t *feeder)
{
	int ends[2];
	if (pipe(ends) != 0)
		die("pipe");
	*feeder = fork();
	if (*feeder < 0)
		die("fork");
	if (*feeder > 0) {
		close(ends[1]);
		if (fcntl(ends[0], F_SETFD, FD_CLOEXEC) != 0)
			die("pipe");
		return ends[0];
	}
	close(ends[0]);
	static char block[1 << 16];
	for (unsigned long i = 0; i < times; i++) {
		int from = open_or_die(input, O_RDONLY);
		for (ssize_t n; (n = read(from, block, sizeof block)) > 0;)
			for (ssize_t at = 0, m; at < n; at += m)
				if ((m = write(ends[1], block + at, (size_t)(n - at))) < 0)
					_exit(1);
		close(from);
	}
	_exit(0);
}

static void run(struct command *c)
{
	pid_t feeder = 0;
	int from = c->times ? feed(c->input, c->times, &feeder) : open_or_die(c->input, O_RDONLY);
	int to = open_or_die(c->output, O_WRONLY | O_CREAT | O_TRUNC);
	struct timespec begun, ended;
	struct rusage usage;
	posix_spawn_file_actions_t files;
	extern char **environ;
	pid_t pid;
	if (posix_spawn_file_actions_init(&files) != 0 || posix_spawn_file_actions_adddup2(&files, from, 0) != 0 ||
		posix_spawn_file_actions_adddup2(&files, to, 1) != 0)
		die("memory");
	clock_gettime(CLOCK_MONOTONIC, &begun);
	errno = posix_spawnp(&pid, c->argv[0], &files, NULL, c->argv, environ);
	if (errno != 0 || wait4(pid, &c->status, 0, &usage) < 0)
		die(c->name);
	clock_gettime(CLOCK_MONOTONIC, &ended);
	posix_spawn_file_actions_destroy(&files);
	close(from);
	close(to);
	if (feeder)
		waitpid(feeder, NULL, 0);
	c->microseconds[c->runs] =
		(unsigned)((ended.tv_sec - begun.tv_sec) * 1000000 + (ended.tv_nsec - begun.tv_nsec) / 1000);
	c->cpu[c->runs++] = (unsigned)((usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000 +
				       usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
	if (usage.ru_maxrss > c->peak)
		c->peak = usage.ru_maxrss;
}

static int compare(const void *a, const void *b)
{
	unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;
	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	static struct command commands[COMMANDS_MOST];
	size_t count = 0;
	unsigned long rounds = argc > 3 ? strtoul(argv[1], NULL, 10) : 0;
	if (rounds == 0) {
		fputs("usage: measure ROUNDS [-i FILE] [-t TIMES] [-o FILE] [-e EVERY] NAME COMMAND [; ...]\n", stderr);
		return 2;
	}
	for (int i = 2; i < argc && count < COMMANDS_MOST; i++) {
		struct command *c = &commands[count++];
		*c = (struct command){.input = "/dev/null", .output = "/dev/null", .every = 1};
		for (; i + 2 < argc && argv[i][0] == '-'; i += 2)
			if (argv[i][1] == 't')
				c->times = strtoul(argv[i + 1], NULL, 10);
			else if (argv[i][1] == 'e')
				c->every = strtoul(argv[i + 1], NULL, 10);
			else if (argv[i][1] == 'i')
				c->input = argv[i + 1];
			else
				c->output = argv[i + 1];
		c->name = argv[i++];
		c->argv = &argv[i];
		while (i < argc && strcmp(argv[i], ";") != 0)
			i++;
		argv[i] = NULL;
		c->microseconds = malloc(rounds * sizeof *c->microseconds);
		c->cpu = malloc(rounds * sizeof *c->cpu);
		if (!c->microseconds || !c->cpu || !c->argv[0])
			die(c->name);
	}
	for (unsigned long round = 0; round < rounds; round++)
		for (struct command *c = commands; c < commands + count; c++)
			if (round % c->every == 0)
				run(c);
	for (struct command *c = commands; c < commands + count; c++) {
		qsort(c->microseconds, c->runs, sizeof *c->microseconds, compare);
		qsort(c->cpu, c->runs, sizeof *c->cpu, compare);
		printf("%s\t%u\t%u\t%ld\t%d\t%lu\t%u\n", c->name, c->microseconds[c->runs / 2], c->microseconds[0],
			c->peak, WIFEXITED(c->status) ? WEXITSTATUS(c->status) : -1, c->runs, c->cpu[c->runs / 2]);
	}
	return 0;
}
