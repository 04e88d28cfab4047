/* msc-err - explains the error codes of Alibaba Cloud Model Studio.
 *
 * Every module, the lowest first; a header includes only what stands above it here:
 *
 *	text        bytes with a length, UTF-8, and the one way for text from outside to any output
 *	form        the forms of an answer that -j and -o choose
 *	options     argv -> what is asked, and in which form
 *	codes       the table: a row by its code or its message, near misses. Its data is build/codes_table.c, which
 *	            data/mktable makes of data/codes.csv
 *	keys        the name of a field -> what it holds
 *	literal     data as programs print it -> JSON
 *	quick       lines that can tell of no failure, passed over
 *	clue        what a text says of one failure
 *	body        JSON -> clues
 *	scan        text -> clues: by its words, or by the data in it
 *	finding     a clue -> the row that it means
 *	bare        a short text that is nothing but a message or a help link -> a clue
 *	tally       findings -> how often each was met (--count)
 *	filter      what -s, -c, -m and -r leave of rows and findings
 *	print       a row, a finding or a tally -> text, JSON, fields
 *	reader      a file descriptor -> text
 *	explain     reading, from the first byte to the last answer: reader, quick, scan, finding, filter, print
 *	main        look up or read; the exit status
 *
 * Standard output is named here and, for --tee, in explain.c; only this file exits. Standard error is written to by
 * options, explain and this file.
 */
#include "codes.h"
#include "explain.h"
#include "filter.h"
#include "options.h"
#include "print.h"

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

/* A question to the table, and how it goes. */
struct search {
	const struct options *options;
	struct printer *printer;
	size_t fitting;  /* rows that fit what was asked for, */
	size_t answered; /* and of those the filters too */
};

static bool status_fits(struct status_range range, int status)
{
	return status >= range.low && status <= range.high;
}

/* Answers with a row that fits, if it passes the filters. */
static void answer(struct search *search, const struct row *row)
{
	search->fitting++;
	if (!filter_passes_row(search->options, row))
		return;
	search->answered++;
	if (!search->options->quiet)
		print_row(search->printer, row);
}

static void answer_status(struct search *search, struct status_range range)
{
	struct row success = codes_success();

	for (size_t i = 0; i < codes_count(); i++) {
		struct row row = codes_row(i);

		if (status_fits(range, row.status))
			answer(search, &row);
	}
	if (status_fits(range, success.status))
		answer(search, &success);
}

static void answer_code(struct search *search, size_t first)
{
	for (size_t i = first; i != CODES_NONE; i = codes_next(i)) {
		struct row row = codes_row(i);

		answer(search, &row);
	}
	if (search->answered > 0 && !search->options->quiet)
		print_family(search->printer, first);
}

/* Answers with every row that has `text` in its code or message. */
static void answer_part(struct search *search, struct span text)
{
	for (size_t i = 0; i < codes_count(); i++) {
		struct row row = codes_row(i);

		if (span_find_nocase(row.code, text) != NULL || span_find_nocase(row.message, text) != NULL)
			answer(search, &row);
	}
}

static void answer_message(struct search *search, struct span message)
{
	size_t found = codes_by_message(message);

	if (found != CODES_NONE) {
		struct row row = codes_row(found);

		answer(search, &row);
	}
}

/* Says that there is no code `text`, and which may have been meant. */
static void say_unknown(struct span text)
{
	size_t near[CODES_SUGGESTIONS];
	size_t count = codes_suggest(text, near);

	text_begin_complaint(stderr, text);
	(void)fputs("no such code", stderr);
	for (size_t i = 0; i < count; i++) {
		(void)fputs(i == 0 ? ", did you mean " : i + 1 < count ? ", " : " or ", stderr);
		text_escape(stderr, codes_row(near[i]).code, ESCAPE_TEXT);
	}
	(void)fputs(count > 0 ? "?\n" : "\n", stderr);
}

/* Answers a query, understood as the first that fits of what it can be. */
static int answer_query(const struct options *options, struct printer *printer, struct span query)
{
	struct search search = {.options = options, .printer = printer};
	struct status_range status;
	const char *unknown = NULL; /* what to say of what nothing fits; NULL: no such code */
	size_t row;

	if (options_status(query, &status)) {
		answer_status(&search, status);
	} else if ((row = codes_find(query)) != CODES_NONE) {
		answer_code(&search, row);
	} else if (query.at[0] == '{' || query.at[0] == '[') {
		int found = explain_text(options, printer, query);

		if (found != 0)
			return found > 0 ? EXIT_FOUND : EXIT_TROUBLE;
		unknown = "no error in this response";
	} else {
		answer_part(&search, query);
		if (search.fitting == 0)
			answer_message(&search, query);
	}
	if (search.answered > 0)
		return EXIT_FOUND;
	if (!options->quiet) {
		if (search.fitting > 0)
			unknown = "nothing that fits the options";
		(void)fflush(printer->out); /* answers and complaints in order */
		if (unknown != NULL)
			text_complain(stderr, query, unknown);
		else
			say_unknown(query);
	}
	return EXIT_NOT_FOUND;
}

/* Answers with every row that passes the filters. */
static int answer_list(const struct options *options, struct printer *printer)
{
	struct search search = {.options = options, .printer = printer};

	for (size_t i = 0; i < codes_count() && !(options->quiet && search.answered > 0); i++) {
		struct row row = codes_row(i);

		answer(&search, &row);
	}
	if (search.answered > 0)
		return EXIT_FOUND;
	for (size_t i = 0; i < options->filter_count && !options->quiet; i++)
		if (options->filters[i].kind == FILTER_CODE && codes_find(options->filters[i].text) == CODES_NONE)
			say_unknown(options->filters[i].text);
	return EXIT_NOT_FOUND;
}

static int look_up(const struct options *options, struct printer *printer)
{
	int status = EXIT_FOUND;

	if (options->query_count == 0)
		return answer_list(options, printer);
	for (size_t i = 0; i < options->query_count && !ferror(printer->out); i++) {
		int answered = answer_query(options, printer, span_trim(span_of(options->queries[i])));

		if (answered > status)
			status = answered;
	}
	return status;
}

static int read_responses(const struct options *options, struct printer *printer)
{
	int found;

	if (options->unasked && isatty(STDIN_FILENO)) {
		options_print_usage(stderr);
		return EXIT_TROUBLE;
	}
	found = explain_files(options, printer);
	if (ferror(printer->out) && options->tee) /* nobody can be told, but the status can */
		return EXIT_TROUBLE;
	return found > 0 ? EXIT_FOUND : found == 0 ? EXIT_NOT_FOUND : EXIT_TROUBLE;
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
		.color = options->color == COLOR_ALWAYS};
	struct winsize size;
	const char *term, *no_color;

	memcpy(printer.fields, options->fields, sizeof(printer.fields));
	if (options->format != FORMAT_TEXT || ioctl(fileno(printer.out), TIOCGWINSZ, &size) != 0)
		return printer;
	printer.width = columns_said();
	if (printer.width == 0)
		printer.width = size.ws_col > 0 ? size.ws_col : 80;
	term = getenv("TERM");
	no_color = getenv("NO_COLOR");
	if (options->color == COLOR_AUTO)
		printer.color = term != NULL && strcmp(term, "dumb") != 0 && (no_color == NULL || *no_color == '\0');
	return printer;
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
	static char buffer[1 << 15]; /* one write for an answer, and no memory to ask for */
	struct options options;
	int status = EXIT_TROUBLE;

	(void)setvbuf(stdout, buffer, _IOFBF, sizeof(buffer));
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
			status = look_up(&options, &printer);
			break;
		case MODE_READ:
			printer = printer_for(&options);
			status = read_responses(&options, &printer);
			break;
		}
	}
	options_free(&options);
	return close_output(status);
}
