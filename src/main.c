/* msc-err - explains the error codes of Alibaba Cloud Model Studio.
 *
 * Every module, the lowest first; a header includes only what stands above it here:
 *
 *	text        bytes with a length, UTF-8, width; the one way for text from outside to any output
 *	form        the forms of an answer that -j and -o choose
 *	options     argv -> what is asked, and in which form
 *	words       a text -> the words that count when messages are compared
 *	table       the rows: by code, by status; near misses. Its data is build/codes_table.c, which data/mktable makes
 *	            of data/codes.csv
 *	message     a message -> the row of which it is an instance
 *	failure     what was read of one failure: status, code, message, request ID, line
 *	match       a failure -> its row
 *	filter      what -s, -c, -m and -r leave of rows and failures
 *	tally       how often each row was met (--count)
 *	printer     where answers go, and in which form
 *	layout      text for people: wrapped, or cut to a terminal
 *	print       a row, a failure or a tally -> text, a list, JSON, fields: print_*.c, a form each
 *
 *	input       a file descriptor -> text in a bounded buffer; --tee; encodings that are not text
 *	prefilter   how much of a text cannot be a part of a failure
 *	fields      the name of a field -> what it holds (a table)
 *	lex         the signs that data is made of, in any language: quotes, strings, keys, prefixes of lines
 *	  decode      the content of a string without its escapes, promised in lex.h
 *	line        a line -> what it is by itself
 *	wrap        a line that a terminal program broke into several -> one line
 *	trim        a message with what a client put around it -> the message
 *	group       a stack of groups of facts, and the rule that decides whether a group reports a failure
 *	phrases     words that announce a status or a code (tables)
 *	entries     which lines belong together; a failure once, and when it is complete
 *	tokens      text -> failures: the lines of a text and of the strings in it, with
 *	  data        brackets and values, and
 *	  prose       words, which share level.h
 *	bare        a short text that is nothing but a message -> a failure
 *	read        reading, from the first byte to the last answer: input, prefilter, wrap, tokens, match, filter,
 *	            print
 *	query       what stands around a code in what a person typed; words
 *	suggest     a query that nothing fits -> the codes that may have been meant
 *	lookup      a QUERY -> the rows that answer it, printed
 *	main        look up or read; the exit status
 *
 * Standard output is named here and, for --tee, in read.c; only this file exits. Standard error is written to by
 * options, read, lookup and this file.
 */
#include "lookup.h"
#include "options.h"
#include "print.h"
#include "read.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* What a run answers to its caller. */
enum {
	EXIT_FOUND = 0,
	EXIT_NOT_FOUND = 1,
	EXIT_TROUBLE = 2, /* bad usage, or something could not be read or written */
};

/* Of how many were found, or -1. */
static int exit_status(int found)
{
	return found > 0 ? EXIT_FOUND : found == 0 ? EXIT_NOT_FOUND : EXIT_TROUBLE;
}

/* Says that nothing was found, to a person who waits for an answer. A script has the exit status. */
static void say_nothing_found(const struct options *options, const struct printer *printer)
{
	bool filtered = options->filter_count > 0 || options->retryable;
	bool several = options->file_count > 1;
	struct span name = span_of(options->files[0]);

	if (options->quiet || options->count || printer->width == 0 || !isatty(STDERR_FILENO))
		return;
	text_complain(stderr,
		several                        ? SPAN("all files")
		: span_equals(name, SPAN("-")) ? SPAN("standard input")
					       : name,
		filtered ? "no error that fits the options" : "no error found");
}

static int read_responses(const struct options *options, struct printer *printer)
{
	int found;

	if (options->unasked && isatty(STDIN_FILENO)) {
		options_print_usage(stderr);
		return EXIT_TROUBLE;
	}
	found = read_files(options, printer);
	if (ferror(printer->out) && options->tee) /* nobody can be told, but the status can */
		return EXIT_TROUBLE;
	if (found == 0)
		say_nothing_found(options, printer);
	return exit_status(found);
}

/* The number in COLUMNS, or 0 if that is none that a terminal could have. */
static size_t columns_said(void)
{
	const char *said = getenv("COLUMNS");
	size_t columns = 0;

	for (; said != NULL && *said != '\0'; said++) {
		if (!text_is_digit(*said) || columns > 1000)
			return 0;
		columns = columns * 10 + (size_t)(*said - '0');
	}
	return columns;
}

/* A printer for what was asked for. Only text asks about the terminal. */
static struct printer printer_for(const struct options *options)
{
	struct printer printer = {.out = options->tee ? stderr : stdout,
		.format = options->format,
		.field_count = options->field_count,
		.list = options->list,
		.color = options->color == COLOR_ALWAYS};
	struct winsize size;
	const char *term, *no_color;

	memcpy(printer.fields, options->fields, sizeof(printer.fields));
	if (options->format != FORMAT_TEXT || ioctl(fileno(printer.out), TIOCGWINSZ, &size) != 0)
		return printer;
	printer.width = columns_said();
	if (printer.width == 0)
		printer.width = size.ws_col > 0 ? size.ws_col : 80;
	printer.mixed = isatty(STDERR_FILENO);
	term = getenv("TERM");
	no_color = getenv("NO_COLOR");
	if (options->color == COLOR_AUTO)
		printer.color = term != NULL && strcmp(term, "dumb") != 0 && (no_color == NULL || *no_color == '\0');
	return printer;
}

/* `status`, or EXIT_TROUBLE after a line on standard error if an answer is missing. */
static int answer_status(const struct printer *printer, int status)
{
	if (!printer->failed)
		return status;
	text_complain(stderr, SPAN("an answer is missing"), strerror(ENOMEM));
	return EXIT_TROUBLE;
}

/* Closes standard output; EXIT_TROUBLE if something written to it was lost, which nobody is told of who hung up. */
static int close_output(int status)
{
	int why = 0;

	if (fflush(stdout) != 0 || ferror(stdout))
		why = errno != 0 ? errno : EIO;
	/* Closed from the start is no trouble where nothing was written. */
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
	static char complaint[1 << 10]; /* nothing of another program gets into a line */
	struct options options;
	int status = EXIT_TROUBLE;

	(void)setvbuf(stdout, buffer, _IOFBF, sizeof(buffer));
	(void)setvbuf(stderr, complaint, _IOLBF, sizeof(complaint));
	if (options_parse(&options, argc, argv) == 0) {
		struct printer printer;

		switch (options.mode) {
		case MODE_HELP:
			options_print_help(stdout);
			status = EXIT_FOUND;
			break;
		case MODE_VERSION:
			options_print_version(stdout);
			status = EXIT_FOUND;
			break;
		case MODE_LOOKUP:
			printer = printer_for(&options);
			status = answer_status(&printer, exit_status(lookup(&options, &printer)));
			break;
		case MODE_READ:
			printer = printer_for(&options);
			status = answer_status(&printer, read_responses(&options, &printer));
			break;
		}
	}
	options_free(&options);
	return close_output(status);
}
