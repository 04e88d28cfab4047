#include "read.h"

#include "bare.h"
#include "encoding.h"
#include "filter.h"
#include "input.h"
#include "lex.h"
#include "match.h"
#include "prefilter.h"
#include "tally.h"
#include "tokens.h"
#include "wrap.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	SHORT_INPUT = 64 * 1024, /* an input up to here may be a bare message */
	SUCCESSIVE = 3,          /* failures in successive lines, after which the prefilter does not pay */
	SILENCE = 1000,          /* milliseconds after which a failure is reported that could still be completed */
};

/* The reading of all files, or of a query. */
struct reading {
	const struct options *options;
	struct printer *printer;
	struct tally *tally; /* NULL: each failure is printed */
	bool is_query;
	bool interruptible;
	/* Of all inputs so far. */
	bool passed;       /* a failure passed the filters */
	bool trouble;      /* something could not be read, written or counted, and that was reported */
	bool tally_failed; /* a failure could not be counted, and that was reported */
	bool interrupted;
	uint64_t records;
	/* Of the current input. */
	struct span file;  /* its name; NULL: standard input, or a query */
	size_t failures;   /* found in it, whether or not they passed */
	bool altered;      /* text of a failure in it is not UTF-8, and that was reported */
	size_t successive; /* failures without a line between them that has none */
	struct tokens *tokens;
	struct wrap wrap; /* of the next line to be fed */
	size_t fed;       /* bytes at the start of `input` that were fed, but wait for more behind them */
	struct input input;
	size_t head_length; /* more than SHORT_INPUT: the input is not short */
	char head[SHORT_INPUT];
};

static struct span name_of(const struct reading *r)
{
	return r->file.at ? r->file : r->is_query ? SPAN("query") : SPAN("standard input");
}

static void complain(struct reading *r, struct span about, const char *what)
{
	print_before_message(r->printer);
	text_complain(stderr, about, what);
	r->trouble = true;
}

/* Writes "msc-err: NAME: " of what is read. */
static void begin_complaint(struct reading *r)
{
	print_before_message(r->printer);
	text_begin_complaint(stderr, name_of(r));
}

/* Writes, once per input, that a failure is printed with other characters than it has. */
static void report_altered(struct reading *r, const struct failure *failure)
{
	if (r->altered || r->is_query || r->options->quiet ||
		!(encoding_is_foreign(failure->code) || encoding_is_foreign(failure->message) ||
			encoding_is_foreign(failure->request_id)))
		return;
	r->altered = true;
	begin_complaint(r);
	(void)fputs("not UTF-8, text was altered; if it is GB18030: ", stderr);
	encoding_write_command(stderr, "iconv -f GB18030 -t UTF-8", r->file);
}

/* Reports an input that is not text, with the command that reads it; returns whether it did. */
static bool report_encoding(struct reading *r, struct span start)
{
	struct encoding encoding = encoding_of(start);
	if (!encoding.name)
		return false;
	r->trouble = true;
	begin_complaint(r);
	(void)fprintf(stderr, "%s; to read it: ", encoding.name);
	encoding_write_command(stderr, encoding.reader, r->file);
	return true;
}

/* ---- Failures ---- */

/* Matches a failure with the table, and prints or counts it if it passes the filters. */
static void answer_failure(void *arg, const struct failure *failure)
{
	struct reading *r = arg;
	struct finding finding = finding_of(failure);
	finding.file = r->file;
	r->failures++;
	r->successive++;
	if (!filter_passes_finding(r->options, &finding))
		return;
	r->passed = true;
	report_altered(r, failure);
	if (!r->tally) {
		print_finding(r->printer, &finding);
	} else if (tally_add(r->tally, &finding) != 0 && !r->tally_failed) {
		complain(r, name_of(r),
			errno == E2BIG ? "too many different codes: the rest of them is not counted" : strerror(errno));
		r->tally_failed = true;
	}
}

static void report_skipped(void *arg, uint64_t line, const char *why)
{
	struct reading *r = arg;
	r->trouble = true;
	begin_complaint(r);
	(void)fprintf(stderr, "line %" PRIu64 ": skipped: %s\n", line, why);
}

static struct tokens *new_tokens(struct reading *r)
{
	return tokens_new(&(struct tokens_sink){.arg = r, .failure = answer_failure, .skipped = report_skipped});
}

/* Answers the failure that a short input without one is as a whole: a message of the table, a help link. */
static void answer_bare_message(struct reading *r, struct span text)
{
	struct failure failures[BARE_MOST];
	int found = bare_read(text, failures);
	if (found < 0)
		complain(r, name_of(r), strerror(ENOMEM));
	for (int i = 0; i < found; i++)
		answer_failure(r, &failures[i]);
}

/* Whether nothing that is still to come can change the answer. */
static bool is_settled(const struct reading *r)
{
	return (r->options->quiet && r->passed) || ferror(r->printer->out);
}

/* ---- Input ---- */

/* Passes over lines at the start of the input that cannot be a part of a failure. */
static void skip_lines(struct reading *r)
{
	struct span text = input_text(&r->input);
	if (r->fed > 0 || r->wrap.lines > 0 || r->successive >= SUCCESSIVE)
		return;
	if (!tokens_is_idle(r->tokens)) {
		struct span line = {text.at, lex_line(text)};
		if (line.length < text.length && !memchr(line.at, '\033', line.length))
			tokens_expect(r->tokens, line);
		if (!tokens_is_idle(r->tokens))
			return;
	}
	uint64_t lines, records;
	input_pass(&r->input, prefilter_pass(text, &lines, &records));
	tokens_skip_lines(r->tokens, lines, records);
	if (lines > 0)
		r->successive = 0;
}

/* Cleans the next line to be fed. Returns the bytes of the input up to and with its end, 0 if that is not in the
 * buffer. */
static size_t clean_line(struct reading *r)
{
	struct span rest = span_from(input_text(&r->input), r->fed);
	size_t length = lex_line(rest);
	if (length == rest.length)
		return 0;
	length = input_clean(&r->input, r->fed, r->fed + length + 1);
	/* input_clean may have made line ends of CRs. */
	rest = span_from((struct span){input_text(&r->input).at, length}, r->fed);
	return r->fed + lex_line(rest) + 1;
}

/* Joins the next line to be fed with those below it in which it goes on. *length: the bytes up to its end. Returns
 * false if it may go on in a line that is still to come. */
static bool join_lines(struct reading *r, size_t *length, enum input_result result)
{
	struct input *input = &r->input;
	for (;;) {
		struct span text = input_text(input), line = {text.at + r->fed, *length - r->fed - 1};
		struct span next = span_from(text, *length);
		if (!wrap_may_go_on(&r->wrap, line))
			return true;
		const char *end = next.length > 0 ? memchr(next.at, '\n', next.length) : NULL;
		if (!end)
			return result != INPUT_MORE || input->full;
		next.length = (size_t)(end - next.at);
		struct joint joint = wrap_join(&r->wrap, line, next);
		if (!joint.joins)
			return true;
		size_t removed = line.length - joint.keep + 1 + joint.skip;
		input_remove(input, r->fed + joint.keep, removed, joint.blank);
		*length = clean_line(r);
	}
}

/* Sets *more, and returns how many bytes of the input can be fed: up to the end of the next line, or all if no more can
 * be added. 0: nothing can. */
static size_t next_piece(struct reading *r, enum input_result result, enum tokens_more *more)
{
	bool over = result != INPUT_MORE && result != INPUT_SILENT; /* no more can be added */
	struct span text = input_text(&r->input);
	size_t length = clean_line(r);
	*more = length > 0 ? TOKENS_MORE : over ? TOKENS_END : TOKENS_FULL;
	if (length > 0)
		return join_lines(r, &length, result) ? length : 0;
	if (!over && !r->input.full)
		return 0;
	if (!over && r->fed > 0 && text.at[r->fed - 1] == '\n')
		return r->fed; /* lines that wait for the next one are read without it */
	length = text.length - (over ? 0 : text_open_colour(span_from(text, r->fed)));
	return input_clean(&r->input, r->fed, length);
}

/* Feeds the next line of the input, if it is all there; `result`: of the last input_fill. Returns false if nothing was
 * fed. */
static bool feed_line(struct reading *r, enum input_result result)
{
	enum tokens_more more;
	size_t before = r->failures;
	if (input_text(&r->input).length > 0)
		skip_lines(r);
	size_t length = next_piece(r, result, &more);
	if (length == 0)
		return false;
	size_t fed = tokens_feed(r->tokens, (struct span){input_text(&r->input).at, length}, more);
	tokens_skip_lines(r->tokens, r->wrap.lines, 0);
	r->wrap = (struct wrap){0};
	if (r->failures == before)
		r->successive = 0;
	input_pass(&r->input, fed);
	r->fed = length - fed;
	return true;
}

/* Keeps the beginning of the input, which may be all of it, and a bare message. */
static void keep_head(struct reading *r, struct span added)
{
	if (added.length > SHORT_INPUT - r->head_length || r->head_length > SHORT_INPUT) {
		r->head_length = SHORT_INPUT + 1;
		return;
	}
	memcpy(r->head + r->head_length, added.at, added.length);
	r->head_length += added.length;
}

/* Reports what waits for further input, which has not come for a while. */
static void release(struct reading *r)
{
	while (!is_settled(r) && feed_line(r, INPUT_SILENT))
		;
	tokens_release(r->tokens);
	(void)fflush(r->printer->out);
}

/* Reads more of the input, and reports what failed. */
static enum input_result fill(struct reading *r)
{
	struct span text = input_text(&r->input);
	bool waits = !tokens_is_idle(r->tokens) || (text.length > 0 && memchr(text.at, '\n', text.length));
	size_t before = text.length;
	enum input_result result = input_fill(&r->input, waits ? SILENCE : -1);
	if (result == INPUT_SILENT) {
		release(r);
		before = input_text(&r->input).length;
		result = input_fill(&r->input, -1);
	}
	r->interrupted = result == INPUT_INTERRUPTED;
	if (result == INPUT_FAILED) {
		complain(r, name_of(r), strerror(errno));
	} else if (result == INPUT_COPY_FAILED) {
		if (errno != EPIPE)
			complain(r, SPAN("standard output"), strerror(errno));
		r->trouble = true;
	}
	keep_head(r, span_from(input_text(&r->input), before));
	return result;
}

/* Reads one input to its end, or to where no more of it is needed. */
static void read_to_end(struct reading *r)
{
	struct input *input = &r->input;
	bool begun = false, encoded = false;
	for (enum input_result result = INPUT_MORE; result == INPUT_MORE;) {
		if (is_settled(r) && !r->options->tee)
			break;
		(void)fflush(r->printer->out); /* what was found is seen before there is a wait */
		result = fill(r);
		struct span text = input_text(input);
		if (!begun && (text.length >= ENCODING_START || result != INPUT_MORE)) {
			begun = true;
			encoded = report_encoding(r, text);
			if (encoded && !r->options->tee)
				return;
			input_pass(input, encoding_mark(text));
		}
		if (encoded || is_settled(r))
			input_pass(input, input_text(input).length);
		while (begun && !is_settled(r) && feed_line(r, result))
			;
	}
	if (encoded || is_settled(r))
		return;
	tokens_end(r->tokens);
	if (r->failures == 0 && r->head_length <= SHORT_INPUT) {
		struct span head = {r->head, text_uncolour(r->head, r->head_length)};
		answer_bare_message(r, span_from(head, encoding_mark(head)));
	}
}

static void read_input(struct reading *r, int fd)
{
	r->tokens = new_tokens(r);
	if (!r->tokens) {
		complain(r, name_of(r), strerror(ENOMEM));
		return;
	}
	input_start(&r->input, fd, r->options->tee ? STDOUT_FILENO : -1, r->interruptible);
	r->altered = false;
	r->failures = r->successive = r->head_length = r->fed = 0;
	read_to_end(r);
	r->records += tokens_records(r->tokens);
	tokens_free(r->tokens);
	r->tokens = NULL;
}

/* ---- Files ---- */

/* Opens a file; if SIGINT is held back, without a wait for the other end of a pipe. */
static int open_file(const struct reading *r, const char *name)
{
	struct stat status;
	if (!r->interruptible || stat(name, &status) != 0 || !S_ISFIFO(status.st_mode))
		return open(name, O_RDONLY | O_CLOEXEC);
	int fd = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd >= 0)
		(void)fcntl(fd, F_SETFL, O_RDONLY);
	return fd;
}

static void read_file(struct reading *r, const char *name)
{
	if (strcmp(name, "-") == 0) {
		r->file = (struct span){0};
		read_input(r, STDIN_FILENO);
		return;
	}
	r->file = span_of(name);
	int fd = open_file(r, name);
	if (fd >= 0 &&
		fd <= STDERR_FILENO) { /* that one was closed from the start: nothing may be written to the file */
		int low = fd;
		fd = fcntl(low, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
		(void)close(low);
	}
	if (fd < 0) {
		complain(r, r->file, strerror(errno));
		return;
	}
	read_input(r, fd);
	(void)close(fd);
}

static void ignore_interrupt(int signal)
{
	(void)signal;
}

/* Makes SIGINT end the input, not the program: it is held back until input_fill waits. Returns false, and does nothing,
 * if it was ignored from the start. */
static bool hold_interrupts(void)
{
	struct sigaction action;
	sigset_t set;
	(void)sigemptyset(&set);
	(void)sigaddset(&set, SIGINT);
	if (sigaction(SIGINT, NULL, &action) != 0 || action.sa_handler == SIG_IGN ||
		sigprocmask(SIG_BLOCK, &set, NULL) != 0)
		return false;
	action = (struct sigaction){.sa_handler = ignore_interrupt};
	(void)sigemptyset(&action.sa_mask);
	return sigaction(SIGINT, &action, NULL) == 0;
}

static struct reading *start(const struct options *options, struct printer *printer, bool is_query)
{
	struct reading *r = malloc(sizeof *r);
	if (!r)
		return NULL;
	memset(r, 0, offsetof(struct reading, input));
	r->options = options;
	r->printer = printer;
	r->is_query = is_query;
	return r;
}

static int finish(struct reading *r)
{
	int result = r->trouble ? -1 : r->passed;
	if (r->tally && !ferror(r->printer->out)) {
		tally_sort(r->tally);
		print_tally(r->printer, r->tally, r->records);
	}
	tally_free(r->tally);
	free(r);
	return result;
}

int read_query(const struct options *options, struct printer *printer, struct span text, size_t *failures)
{
	struct reading *r = start(options, printer, true);
	struct tokens *tokens = r ? new_tokens(r) : NULL;
	if (!tokens) {
		text_complain(stderr, SPAN("query"), strerror(ENOMEM));
		free(r);
		return -1;
	}
	(void)tokens_feed(tokens, text, TOKENS_END);
	tokens_end(tokens);
	tokens_free(tokens);
	if (r->failures == 0 && text.length <= SHORT_INPUT)
		answer_bare_message(r, text);
	*failures = r->failures;
	return finish(r);
}

int read_code(
	const struct options *options, struct printer *printer, struct span code, struct span message, size_t *failures)
{
	struct reading *r = start(options, printer, true);
	if (!r) {
		text_complain(stderr, code, strerror(ENOMEM));
		return -1;
	}
	struct failure failure;
	failure_clear(&failure);
	failure.line = 1;
	failure_set_code(&failure, code);
	failure_set_message(&failure, message);
	if (failure.row != TABLE_NONE)
		answer_failure(r, &failure);
	*failures = r->failures;
	return finish(r);
}

int read_files(const struct options *options, struct printer *printer)
{
	struct reading *r = start(options, printer, false);
	if (r && options->count) {
		r->tally = tally_new();
		r->interruptible = hold_interrupts();
	}
	if (!r || (options->count && !r->tally)) {
		text_complain(stderr, SPAN("memory"), strerror(ENOMEM));
		free(r);
		return -1;
	}
	for (size_t i = 0; i < options->file_count && (options->tee || !is_settled(r)) && !r->interrupted; i++)
		read_file(r, options->files[i]);
	return finish(r);
}
