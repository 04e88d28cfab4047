/* msc-err - explains the error codes of Alibaba Cloud Model Studio.
 *
 * The modules, lowest first; a header includes only what stands above it here.
 *
 * The table:
 *	text        bytes with a length; UTF-8; escaping, without which no text from outside is printed
 *	words       codes and messages as they are compared: by their letters and words; shared with data/mktable
 *	table       the rows: by code, by status, by part of a text. data/mktable makes their C (codes_table.h) from
 *	            data/codes.csv
 *	message     a message -> the row it is an instance of
 *	failure     what was read of one failure: status, code, message, request ID, line
 *	match       a failure -> a finding: the failure and its row
 *
 * Answers:
 *	answer      the fields of an answer: names, and the values for a finding
 *	printer     where answers go, and in which form
 *	options     argv -> struct options
 *	help        --help and --version
 *	filter      whether a row or a finding passes -s, -c, -m and -r
 *	tally       findings -> how often each row was found (--count)
 *	layout      text wrapped or cut for a terminal
 *	print       rows, a finding or a tally -> text, a list, JSON or fields; a file print_*.c for each form
 *
 * Reading what a program printed:
 *	fields      the name of a field -> what it holds; values that mean success
 *	prefix      what stands before the text of a line: times, signs of comments and lists
 *	lex         the signs of data in any notation: quotes, strings, keys, separators
 *	  decode      the content of a string without its escapes, promised in lex.h
 *	line        one line -> what kind of line it is
 *	trim        a message -> the message without what a client printed around it
 *	found       failures that wait; whether two of them are one, and the one that they make
 *	group       the facts of a text or a bracketed value -> whether it reports a failure
 *	entries     which lines belong together; reports each failure once, when it is complete
 *	phrases     words that announce a failure, its status or its code
 *	tokens      text -> failures. Its parts share level.h: data reads what is in brackets, prose reads words
 *	bare        a short text without a failure -> one that it is as a whole: a message, a help link
 *	prefilter   skips lines that cannot be part of a failure
 *	wrap        joins a line that a terminal program broke into several
 *	input       a file descriptor -> text in a buffer of fixed size
 *	encoding    text that is not UTF-8: which one, and the command that converts it
 *	read        a file -> answers: input, encoding, prefilter, wrap, tokens, bare, match, filter, tally, print
 *
 * Looking up:
 *	query       the text of a query: words, what stands around a code. Knows no table
 *	suggest     a query without a match -> the codes that are probably meant
 *	lookup      queries -> answers
 *	main        looks up or reads; the exit status
 *
 * Only this file exits. Only this file and, for --tee, read.c name standard output. options, read, lookup and this file
 * print messages on standard error.
 */
#include "help.h"
#include "lookup.h"
#include "options.h"
#include "print.h"
#include "read.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
	EXIT_FOUND = 0,
	EXIT_NOT_FOUND = 1,
	EXIT_TROUBLE = 2, /* bad usage, or something could not be read or written */
};

/* The exit status for the result of lookup or read_files. */
static int exit_status(int found)
{
	return found > 0 ? EXIT_FOUND : found == 0 ? EXIT_NOT_FOUND : EXIT_TROUBLE;
}

/* Reports that nothing was found, to a person at a terminal. A script has the exit status. */
static void report_nothing_found(const struct options *options, const struct printer *printer)
{
	struct span name = span_of(options->files[0]);
	if (options->count || printer->width == 0 || !isatty(STDERR_FILENO))
		return;
	if (options->file_count > 1)
		name = SPAN("all files");
	else if (span_equals(name, SPAN("-")))
		name = SPAN("standard input");
	text_complain(stderr, name,
		options->filter_count > 0 || options->retryable ? "no error that fits the options" : "no error found");
}

static int read_responses(const struct options *options, struct printer *printer)
{
	if (options->reads_by_default && isatty(STDIN_FILENO)) {
		help_print_usage(stderr);
		return EXIT_TROUBLE;
	}
	int found = read_files(options, printer);
	if (ferror(printer->out) && options->tee) /* the answers went to standard error: no message can */
		return EXIT_TROUBLE;
	if (found == 0)
		report_nothing_found(options, printer);
	return exit_status(found);
}

/* The number in COLUMNS; 0 if it is none, or wider than a terminal. */
static size_t columns_set(void)
{
	const char *value = getenv("COLUMNS");
	char *end = NULL;
	unsigned long columns = value ? strtoul(value, &end, 10) : 0;
	return columns <= 1000 && end && *end == '\0' ? columns : 0;
}

/* Only text depends on the terminal. */
static struct printer printer_for(const struct options *options)
{
	struct printer printer = {.out = options->tee ? stderr : stdout,
		.format = options->quiet ? FORMAT_NONE : options->format,
		.fields = options->fields,
		.field_count = options->field_count,
		.list = options->list,
		.color = options->color == COLOR_ALWAYS};
	struct winsize size;
	if (printer.format != FORMAT_TEXT || ioctl(fileno(printer.out), TIOCGWINSZ, &size) != 0)
		return printer;
	printer.width = columns_set();
	if (printer.width == 0)
		printer.width = size.ws_col > 0 ? size.ws_col : 80;
	printer.mixed = isatty(STDERR_FILENO);
	const char *term = getenv("TERM");
	const char *no_color = getenv("NO_COLOR");
	if (options->color == COLOR_AUTO)
		printer.color = term && strcmp(term, "dumb") != 0 && (!no_color || *no_color == '\0');
	return printer;
}

/* Looks up or reads; returns the exit status. */
static int answer(const struct options *options)
{
	struct printer printer = printer_for(options);
	int status = options->mode == MODE_LOOKUP ? exit_status(lookup(options, &printer))
						  : read_responses(options, &printer);
	if (!printer.failed)
		return status;
	text_complain(stderr, SPAN("an answer is missing"), strerror(ENOMEM));
	return EXIT_TROUBLE;
}

/* Closes standard output. Returns `status`, or EXIT_TROUBLE if something written was lost, which is reported unless the
 * reader has gone away. */
static int close_output(int status)
{
	int why = 0;
	if (fflush(stdout) != 0 || ferror(stdout))
		why = errno != 0 ? errno : EIO;
	/* If it was closed from the start and nothing was written, nothing is lost. */
	if (fclose(stdout) != 0 && why == 0 && errno != EBADF)
		why = errno;
	if (why == 0)
		return status;
	if (why != EPIPE)
		text_complain(stderr, SPAN("standard output"), strerror(why));
	return EXIT_TROUBLE;
}

int main(int argc, char **argv)
{
	static char buffer[1 << 15];    /* one write for an answer, and no memory to ask for */
	static char complaint[1 << 10]; /* so that no other program's output gets into a line */
	struct options options;
	int status = EXIT_FOUND;
	(void)setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
	(void)setvbuf(stderr, complaint, _IOLBF, sizeof complaint);
	if (options_parse(&options, argc, argv) != 0)
		status = EXIT_TROUBLE;
	else if (options.mode == MODE_HELP)
		help_print(stdout);
	else if (options.mode == MODE_VERSION)
		help_print_version(stdout);
	else
		status = answer(&options);
	options_free(&options);
	return close_output(status);
}
