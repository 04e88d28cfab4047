/* run COMMAND...: runs shell commands, each a test, as many at once as there are processors. Prints the output of each
 * when it ends, and at the end the sum of their last lines: "N passed, N failed, N skipped". Exits with 1 if one
 * failed.
 *
 * A test gets signals in their default state, /dev/null as standard input, a session without a terminal, and
 * $TEST_LIMIT seconds (300 if unset). One that runs longer, exits with another status than 0 or prints no such line has
 * failed; the next ones run all the same. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TICK_NS = 10 * 1000 * 1000, GRACE = 3 };

struct test {
	const char *command;
	FILE *output;
	pid_t pid; /* its process group; 0: not running */
	time_t end;
	enum { RUNS, TERMINATED, KILLED } state;
};

static volatile sig_atomic_t interrupted;

static void interrupt(int signal_number)
{
	interrupted = signal_number;
}

static time_t now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

static void die(const char *what)
{
	perror(what);
	exit(2);
}

/* Whoever called may have closed the standard streams, and ignored or blocked signals. */
static void normalize(void)
{
	int fd;
	while ((fd = open("/dev/null", O_RDWR)) >= 0 && fd <= STDERR_FILENO)
		;
	if (fd < 0)
		die("/dev/null");
	dup2(fd, STDIN_FILENO);
	close(fd);

	struct sigaction by_default = {.sa_handler = SIG_DFL};
	for (int n = 1; n < 32; n++)
		sigaction(n, &by_default, NULL);
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* The output goes to a file that has no name. */
static void start(struct test *test, long limit)
{
	char name[] = "build/tests/output-XXXXXX";
	int fd = mkstemp(name);
	if (fd < 0)
		die(name);
	unlink(name);
	test->output = fdopen(fd, "r+");
	if (!test->output)
		die("fdopen");
	test->end = now() + limit;
	test->state = RUNS;
	test->pid = fork();
	if (test->pid < 0)
		die("fork");
	if (test->pid == 0) {
		signal(SIGINT, SIG_DFL);
		signal(SIGTERM, SIG_DFL);
		signal(SIGHUP, SIG_DFL);
		setsid();
		dup2(fd, STDOUT_FILENO);
		dup2(fd, STDERR_FILENO);
		close(fd);
		execlp("sh", "sh", "-c", test->command, (char *)NULL);
		perror("sh");
		_exit(127);
	}
}

/* Prints the output of a test that has ended and adds up what its last line counts. */
static void report(struct test *test, int status, long limit, int *sum)
{
	char line[4096] = "";
	bool counted = false;
	int count[3] = {0};
	kill(-test->pid, SIGKILL); /* what it may have left running */
	rewind(test->output);
	while (fgets(line, sizeof line, test->output)) {
		const char *last = strstr(line, ": ");
		int read[3] = {0};
		int n = last ? sscanf(last, ": %d passed, %d failed, %d skipped", &read[0], &read[1], &read[2]) : 0;
		fputs(line, stdout);
		if (n >= 2) {
			counted = true;
			memcpy(count, read, sizeof count);
		}
	}
	if (*line && line[strlen(line) - 1] != '\n')
		putchar('\n');
	fclose(test->output);
	if (test->state != RUNS)
		printf("FAILED: %s: stopped after %ld seconds\n", test->command, limit);
	else if (WIFSIGNALED(status))
		printf("FAILED: %s: ended by signal %d\n", test->command, WTERMSIG(status));
	else if (WEXITSTATUS(status) != 0 && (!counted || count[1] == 0))
		printf("FAILED: %s: exit status %d\n", test->command, WEXITSTATUS(status));
	else if (!counted)
		printf("FAILED: %s: does not say how many passed\n", test->command);
	else
		count[1]--;
	count[1]++;
	fflush(stdout);
	for (int i = 0; i < 3; i++)
		sum[i] += count[i];
	test->pid = 0;
}

int main(int argc, char **argv)
{
	const char *given = getenv("TEST_LIMIT");
	long limit = given && *given ? strtol(given, NULL, 10) : 300;
	long most = sysconf(_SC_NPROCESSORS_ONLN);
	struct sigaction on_interrupt = {.sa_handler = interrupt};
	normalize();
	sigaction(SIGINT, &on_interrupt, NULL);
	sigaction(SIGTERM, &on_interrupt, NULL);
	sigaction(SIGHUP, &on_interrupt, NULL);

	struct test *tests = calloc((size_t)argc + 1, sizeof *tests);
	if (!tests)
		die("calloc");
	int sum[3] = {0}, started = 1, running = 0;
	while (!interrupted && (started < argc || running > 0)) {
		if (started < argc && running < (most > 0 ? most : 1)) {
			tests[started].command = argv[started];
			start(&tests[started++], limit);
			running++;
			continue;
		}
		int status;
		pid_t ended = waitpid(-1, &status, WNOHANG);
		if (ended == 0)
			nanosleep(&(struct timespec){.tv_nsec = TICK_NS}, NULL);
		for (int i = 1; i < started; i++) {
			if (tests[i].pid == 0)
				continue;
			if (tests[i].pid == ended) {
				report(&tests[i], status, limit, sum);
				running--;
			} else if (now() > tests[i].end && tests[i].state != KILLED) {
				kill(-tests[i].pid, tests[i].state == RUNS ? SIGTERM : SIGKILL);
				tests[i].state++;
				tests[i].end = now() + GRACE;
			}
		}
	}
	for (int i = 1; i < started; i++)
		if (tests[i].pid != 0)
			kill(-tests[i].pid, SIGTERM);
	free(tests);
	if (interrupted) {
		signal(interrupted, SIG_DFL);
		raise(interrupted);
	}
	printf("%d passed, %d failed", sum[0], sum[1]);
	if (sum[2] > 0)
		printf(", %d skipped", sum[2]);
	putchar('\n');
	return sum[1] > 0 || fflush(stdout) != 0;
}
