/* hostile MSC_ERR: what a byte costs in inputs that are made to cost much. Each family of them is counted at two sizes,
 * one four times the other. Prints nanoseconds a byte and the exponent of the growth, 1 being linear; exits with 1 if a
 * family costs more than LIMIT or grows faster than linear. */
#include <math.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SIZE = 1000000, LINE = 200000, GROWTH = 4, LIMIT = 300 };

static const struct family {
	const char *name, *first, *unit; /* a line: `first`, then `unit` again and again */
} families[] = {
	{"strings that do not close", "", "code: x a=', a=',\n"},
	{"a long name of a protocol", "HTTP/", "."},
	{"a long name", "error A", "._"},
	{"a long code", "error ", "Throttling."},
	{"data and protocols", "", "{}HTTP/"},
	{"lines of pairs", "", "'a': 'b',\n"},
	{"statuses", "", "Error 400 "},
	{"labels of statuses", "", "status: 400, "},
	{"keys of PHP", "", "[code] => \n"},
	{"square brackets", "", "["},
	{"braces", "", "{"},
	{"round brackets", "", "("},
	{"errors in errors", "", "{\"error\":"},
	{"quotes", "", "\""},
	{"quotes in data", "{", "a\""},
	{"apostrophes in data", "{", "a'"},
	{"quotes of all kinds", "", "x=\"'`"},
	{"quotes of all depths", "{\"a\":", "\"\\\"\\\\\"\\\\\\\"\\\\\\\\\""},
	{"values in quotes", "", "code='x "},
	{"messages in quotes", "", "message=\"x' "},
	{"messages in data", "", "{message: '"},
	{"backslashes", "{\"a\":\"", "\\"},
	{"strings in strings", "{\"log\":\"", "{\\\"log\\\":\\\""},
	{"blanks", "{\"a\"", " "},
	{"request IDs", "", "request id "},
	{"request IDs of a message", "error 400 x", " (request "},
	{"codes", "", "Throttling: "},
	{"angled codes", "", "<400> Xa.b: "},
	{"fields", "", "code=x; "},
	{"lines of fields", "", "code: x\n"},
	{"commas", "error message=", " a,"},
	{"Chinese words", "", "错误"},
	{"full-width signs", "", "：，“”（）"},
	{"entities of HTML", "", "{&quot;code&quot;:"},
	{"doubled quotes", "", "{\"\"code\"\":\"\"x"},
	{"events", "", "event:error\n:HTTP_STATUS/400\ndata:x\n\n"},
	{"events with CR", "", "data: x\r"},
	{"status lines", "", "HTTP/1.1 400 Bad\n"},
	{"tracebacks", "", "Traceback (most recent call last):\n  File \"x\"\na.E: Error code: 400\n"},
	{"wrapped words", "",
		"Error: 400 it is not so good as it should be, and more of it than one can see\n  38912 "},
	{"wrapped brackets", "", "[API Error: 400 it is not so good as it should be, and more than it\n"},
	{"records", "", "{\"code\":\"Throttling\",\"message\":\"m\"}\n"},
	{"records on one line", "[", "{\"code\":\"X.y\",\"message\":\"m\"},"},
	{"control sequences", "", "\033[1m"},
	{"a long number", "{\"n\":", "1"},
	{"fields of one name", "{", "\"code\":\"\","},
	{"a long name of a field", "{\"", "code"},
	{"words of errors in strings", "{", "\"a\":\"error\","},
	{"strings that end in one place", "", "msg='"},
	{"strings of data that end in one place", "\"", "{msg:'"},
	{"groups that end in one place", "status:", "request_id:400 message:'"},
	{"status lines of success", "", "HTTP/1.1 200 OK\n"},
	{"numbers", "", "400 "},
	{"escaped line ends", "{\"code\":\"", "\\\n"},
	{"statuses behind colons", "", ": 429 Abc"},
	{"messages behind statuses", "", "429 Abc and more words than a message of the table may have\n"},
	{"failures below each other", "", "Error: <400> InvalidParameter: the value is not one of those\n"},
	{"braces of source", "", "if (x) {\nError: 429 Slow\n"},
	{"fields behind words", "", "(code=x error: "},
	{"blanks in a message", "code: X, message: x", " "},
};

/* `size` bytes in lines that are as long as they can be looked at as a whole. */
static char *make_text(const struct family *family, size_t size)
{
	char *text = malloc(size + 1);
	size_t first = strlen(family->first), unit = strlen(family->unit);

	if (!text)
		abort();
	for (size_t i = 0; i < size; i++) {
		size_t at = i % LINE;
		text[i] = at < first ? family->first[at] : at == LINE - 1 ? '\n' : family->unit[(at - first) % unit];
	}
	text[size] = '\n';
	return text;
}

static double seconds_of_children(void)
{
	struct rusage usage;

	(void)getrusage(RUSAGE_CHILDREN, &usage);
	return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
	       (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* Runs `program` over `size` bytes of a family; returns the seconds that it worked. */
static double run(const char *program, const struct family *family, size_t size)
{
	char *text = make_text(family, size);
	double before = seconds_of_children();
	int ends[2], status;

	if (pipe(ends) != 0)
		abort();
	pid_t child = fork();
	if (child == 0) {
		if (dup2(ends[0], STDIN_FILENO) < 0 || !freopen("/dev/null", "w", stdout) ||
			!freopen("/dev/null", "w", stderr))
			_exit(127);
		(void)close(ends[0]);
		(void)close(ends[1]);
		(void)execl(program, program, "--count", "-", (char *)NULL);
		_exit(127);
	}
	(void)close(ends[0]);
	for (size_t written = 0; written <= size;) {
		ssize_t n = write(ends[1], text + written, size + 1 - written);
		if (n <= 0)
			break;
		written += (size_t)n;
	}
	(void)close(ends[1]);
	(void)waitpid(child, &status, 0);
	if (!WIFEXITED(status) || WEXITSTATUS(status) > 2)
		abort();
	free(text);
	return seconds_of_children() - before;
}

/* The better of two runs: the machine does other things, too. */
static double best(const char *program, const struct family *family, size_t size)
{
	double a = run(program, family, size), b = run(program, family, size);

	return a < b ? a : b;
}

int main(int argc, char **argv)
{
	double start;
	int slow = 0;

	if (argc != 2) {
		(void)fprintf(stderr, "usage: hostile MSC_ERR\n");
		return 2;
	}
	(void)signal(SIGPIPE, SIG_IGN);
	start = run(argv[1], &(struct family){"nothing", "", "x\n"}, 2);
	for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
		double less = best(argv[1], &families[i], SIZE) - start;
		double more = best(argv[1], &families[i], (size_t)SIZE * GROWTH) - start;
		double cost = more * 1e9 / SIZE / GROWTH;
		double exponent = less > 0.001 && more > 0.001 ? log(more / less) / log(GROWTH) : 1;
		bool bad = cost > LIMIT || (exponent > 1.3 && cost > LIMIT / 3);

		slow += bad;
		printf("%5.0f ns  %4.2f  %s%s\n", cost, exponent, families[i].name, bad ? "   TOO SLOW" : "");
		(void)fflush(stdout);
	}
	return slow > 0;
}
