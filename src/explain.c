#include "explain.h"

#include "bare.h"
#include "filter.h"
#include "match.h"
#include "quick.h"
#include "reader.h"
#include "scan.h"
#include "tally.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	SHORT_INPUT = 64 * 1024, /* up to here a bare message is looked for */
	RUN = 3,                 /* failures in a row after which another is expected */
};

/* One run over all that is to be read. */
struct explaining {
	const struct options *options;
	struct printer *printer;
	struct tally *tally; /* NULL: each failure is printed */
	struct memo *memo;   /* may be NULL */
	struct span file;    /* the name of what is read; NULL: standard input, or a query */
	bool is_query;
	bool found;   /* a failure that passes the filters */
	size_t any;   /* failures in this input, whether or not they pass */
	unsigned run; /* failures in a row, without a line between them that tells of none */
	bool trouble;
	bool interruptible; /* SIGINT ends the reading */
	bool interrupted;   /* and it did */
	bool uncounted;     /* something was not, and that was said */
	uint64_t records;
	size_t looked; /* bytes of the reader's text that were fed and not settled: they want more behind them */
	struct reader reader;
	size_t head_length; /* more than SHORT_INPUT: the input is not short */
	char head[SHORT_INPUT];
};

static struct span name_of(const struct explaining *e)
{
	return e->file.at ? e->file : e->is_query ? SPAN("query") : SPAN("standard input");
}

static void complain(struct explaining *e, struct span about, const char *what)
{
	print_pause(e->printer);
	text_complain(stderr, about, what);
	e->trouble = true;
}

/* Writes "msc-err: NAME: " of what is read. */
static void begin_complaint(struct explaining *e)
{
	print_pause(e->printer);
	text_begin_complaint(stderr, name_of(e));
	e->trouble = true;
}

static void take_failure(void *arg, const struct clue *clue)
{
	struct explaining *e = arg;
	struct finding finding = finding_of(clue);
	finding.file = e->file;
	e->any++;
	e->run++;
	if (!filter_passes_finding(e->options, &finding))
		return;
	e->found = true;
	if (e->tally) {
		if (tally_add(e->tally, &finding) != 0 && !e->uncounted) {
			complain(e, name_of(e),
				errno == E2BIG ? "too many different codes: the rest of them is not counted"
					       : strerror(errno));
			e->uncounted = true;
		}
	} else if (!e->options->quiet) {
		print_finding(e->printer, &finding);
	}
}

static void take_skipped(void *arg, uint64_t line, const char *why)
{
	struct explaining *e = arg;
	begin_complaint(e);
	(void)fprintf(stderr, "line %" PRIu64 ": skipped: %s\n", line, why);
}

/* Whether nothing that is still to come can change the answer. */
static bool is_settled(const struct explaining *e)
{
	return (e->options->quiet && e->found && !e->options->tee) || ferror(e->printer->out);
}

/* What a short input says where nothing in it is an error by its form: a help link, a message of the table. */
static void take_bare_message(struct explaining *e, struct span text)
{
	struct clue clue;
	int found = bare_read(text, &clue);
	if (found < 0)
		complain(e, name_of(e), strerror(ENOMEM));
	if (found > 0)
		take_failure(e, &clue);
}

/* Reads what of the buffer can be read. `over`: nothing follows. */
static void read_buffer(struct explaining *e, struct scan *scan, bool over)
{
	struct reader *reader = &e->reader;
	for (;;) {
		struct span text = reader_text(reader);
		if (is_settled(e) || text.length == 0)
			return;
		/* A quick look is wasted where one failure follows the other. */
		if (e->looked == 0 && e->run < RUN && scan_is_idle(scan)) {
			uint64_t lines, records;
			size_t passed = quick_pass(text, &lines, &records);
			scan_skip_lines(scan, lines, records);
			reader_settle(reader, passed);
			text = span_from(text, passed);
			if (lines > 0)
				e->run = 0;
		}
		const char *newline =
			e->looked < text.length ? memchr(text.at + e->looked, '\n', text.length - e->looked) : NULL;
		enum scan_more more = SCAN_MORE;
		if (newline)
			text.length = (size_t)(newline - text.at) + 1;
		else if (over)
			more = SCAN_END;
		else if (reader->full)
			more = SCAN_FULL;
		else
			return;
		/* Lines that wait for the next one get no more: they are read without it. */
		if (more == SCAN_FULL && e->looked > 0 && text.at[e->looked - 1] == '\n')
			text.length = e->looked;
		if (more == SCAN_FULL)
			text.length -= text_cut_colour(span_from(text, e->looked));
		text.length = reader_uncolour(reader, e->looked, text.length);
		text.at = reader_text(reader).at;
		if (text.length == 0)
			continue;
		unsigned run = e->run;
		size_t settled = scan_feed(scan, text, more);
		if (e->run == run)
			e->run = 0;
		reader_settle(reader, settled);
		e->looked = text.length - settled;
	}
}

enum { MAGIC_LONGEST = 4 };

/* The name of what is read as a shell takes it; FILE where there is none, or it would have to be quoted. */
static struct span shell_name(const struct explaining *e)
{
	for (size_t i = 0; i < e->file.length; i++)
		if (!text_is_alnum(e->file.at[i]) && !memchr("./_-", e->file.at[i], 4))
			return SPAN("FILE");
	return e->file.length > 0 && e->file.at[0] != '-' ? e->file : SPAN("FILE");
}

/* Which of the first four bytes of a text are NULs: a bit for each, the lowest first. In UTF-16 they stand
 * beside ASCII characters. */
static unsigned nuls_of(struct span text)
{
	unsigned nuls = 0;
	for (unsigned i = 0; i < MAGIC_LONGEST && i < text.length; i++)
		nuls |= (text.at[i] == '\0' ? 1U : 0U) << i;
	return nuls;
}

/* A file that is compressed, or in another encoding, is no text: says how to read it. */
static bool is_encoded(struct explaining *e, struct span text)
{
	static const struct {
		struct span magic;
		unsigned nuls; /* where there is no magic */
		const char *what, *reader;
	} kinds[] = {{{"\x1f\x8b", 2}, 0, "compressed with gzip", "zcat"},
		{{"\x28\xb5\x2f\xfd", 4}, 0, "compressed with zstd", "zstdcat"},
		{{"\xff\xfe\0\0", 4}, 0, "UTF-32", "iconv -f UTF-32 -t UTF-8"},
		{{"\0\0\xfe\xff", 4}, 0, "UTF-32", "iconv -f UTF-32 -t UTF-8"},
		{{"\xff\xfe", 2}, 0, "UTF-16", "iconv -f UTF-16 -t UTF-8"},
		{{"\xfe\xff", 2}, 0, "UTF-16", "iconv -f UTF-16 -t UTF-8"},
		{{NULL, 0}, 0xa, "UTF-16", "iconv -f UTF-16LE -t UTF-8"},
		{{NULL, 0}, 0x5, "UTF-16", "iconv -f UTF-16BE -t UTF-8"}};
	unsigned nuls = nuls_of(text);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i].nuls ? nuls == kinds[i].nuls : span_starts(text, kinds[i].magic)) {
			begin_complaint(e);
			(void)fprintf(stderr, "%s; to read it: %s ", kinds[i].what, kinds[i].reader);
			text_escape(stderr, shell_name(e), ESCAPE_TEXT);
			(void)fputs(" | msc-err\n", stderr);
			return true;
		}
	return false;
}

static void keep_head(struct explaining *e, const char *bytes, size_t length)
{
	if (length > SHORT_INPUT - e->head_length || e->head_length > SHORT_INPUT) {
		e->head_length = SHORT_INPUT + 1;
		return;
	}
	memcpy(e->head + e->head_length, bytes, length);
	e->head_length += length;
}

/* The bytes of the byte order mark that `text` may begin with. */
static size_t mark_length(struct span text)
{
	static const struct span mark = {"\xef\xbb\xbf", 3};
	return span_starts(text, mark) ? mark.length : 0;
}

/* Reads one input to its end. */
static void read_input(struct explaining *e, int fd)
{
	struct scan_sink sink = {e, take_failure, take_skipped};
	struct scan *scan = scan_new(&sink, e->memo);
	struct reader *reader = &e->reader;
	enum reader_result result = READER_MORE;
	bool begun = false, unread = false;
	if (!scan) {
		complain(e, name_of(e), strerror(ENOMEM));
		return;
	}
	reader_start(reader, fd, e->options->tee ? STDOUT_FILENO : -1, e->interruptible);
	e->any = 0;
	e->head_length = e->looked = 0;
	while (result == READER_MORE && !is_settled(e)) {
		if (fflush(e->printer->out) != 0) /* what was found is seen before there is a wait */
			break;
		size_t before = reader_text(reader).length;
		result = reader_fill(reader);
		e->interrupted = result == READER_INTERRUPTED;
		if (result == READER_FAILED) {
			complain(e, name_of(e), strerror(errno));
		} else if (result == READER_COPY_FAILED) {
			if (errno != EPIPE)
				complain(e, SPAN("standard output"), strerror(errno));
			e->trouble = true;
		}
		struct span text = reader_text(reader);
		keep_head(e, text.at + before, text.length - before);
		if (!begun && (text.length >= MAGIC_LONGEST || result != READER_MORE)) {
			begun = true;
			if (is_encoded(e, text)) {
				e->any = unread = true; /* no message to look for, either */
				if (!e->options->tee)
					break;
			}
			reader_settle(reader, mark_length(text));
		}
		if (unread)
			reader_settle(reader, text.length);
		else if (begun)
			read_buffer(e, scan, result != READER_MORE);
	}
	if (!is_settled(e)) {
		scan_end(scan);
		if (!e->any && e->head_length <= SHORT_INPUT) {
			struct span head = {e->head, text_uncolour(e->head, e->head_length)};
			take_bare_message(e, span_from(head, mark_length(head)));
		}
	}
	e->records += scan_records(scan);
	scan_free(scan);
}

/* How a file is opened: where SIGINT waits until it is looked for, no pipe may wait for its other end. */
static int open_file(const struct explaining *e, const char *name)
{
	struct stat status;
	if (!e->interruptible || stat(name, &status) != 0 || !S_ISFIFO(status.st_mode))
		return open(name, O_RDONLY | O_CLOEXEC);
	int fd = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd >= 0)
		(void)fcntl(fd, F_SETFL, O_RDONLY);
	return fd;
}

static void read_file(struct explaining *e, const char *name)
{
	if (strcmp(name, "-") == 0) {
		e->file = (struct span){0};
		read_input(e, STDIN_FILENO);
		return;
	}
	e->file = span_of(name);
	int fd = open_file(e, name);
	if (fd >= 0 &&
		fd <= STDERR_FILENO) { /* that one was closed from the start: nothing may be written to the file */
		int low = fd;
		fd = fcntl(low, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
		(void)close(low);
	}
	if (fd < 0) {
		complain(e, e->file, strerror(errno));
		return;
	}
	read_input(e, fd);
	(void)close(fd);
}

static void ignore_interrupt(int signal)
{
	(void)signal;
}

/* SIGINT is to end the input, not the program: it waits until it is looked for. Not so where it was ignored from the
 * start. Gives whether it is to be looked for. */
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

static struct explaining *start(const struct options *options, struct printer *printer, bool is_query)
{
	struct explaining *e = malloc(sizeof *e);
	if (!e)
		return NULL;
	memset(e, 0, offsetof(struct explaining, reader));
	e->options = options;
	e->printer = printer;
	e->is_query = is_query;
	return e;
}

static int end(struct explaining *e)
{
	int result = e->trouble ? -1 : e->found;
	if (e->tally && !ferror(e->printer->out)) {
		tally_sort(e->tally);
		if (!e->options->quiet)
			print_tally(e->printer, e->tally, e->records);
	}
	tally_free(e->tally);
	memo_free(e->memo);
	free(e);
	return result;
}

int explain_text(const struct options *options, struct printer *printer, struct span text, size_t *failures)
{
	struct explaining *e = start(options, printer, true);
	struct scan_sink sink = {e, take_failure, take_skipped};
	struct scan *scan = e ? scan_new(&sink, NULL) : NULL;
	if (!scan) {
		text_complain(stderr, SPAN("query"), strerror(ENOMEM));
		free(e);
		return -1;
	}
	(void)scan_feed(scan, text, SCAN_END);
	scan_end(scan);
	if (!e->any && text.length <= SHORT_INPUT)
		take_bare_message(e, text);
	*failures = e->any;
	scan_free(scan);
	return end(e);
}

int explain_code(
	const struct options *options, struct printer *printer, struct span code, struct span message, size_t *failures)
{
	struct explaining *e = start(options, printer, true);
	if (!e) {
		text_complain(stderr, code, strerror(ENOMEM));
		return -1;
	}
	struct clue clue;
	clue_clear(&clue);
	clue.line = 1;
	clue_set_code(&clue, code);
	clue_set_message(&clue, message);
	if (clue.row != TABLE_NONE)
		take_failure(e, &clue);
	*failures = e->any;
	return end(e);
}

int explain_files(const struct options *options, struct printer *printer)
{
	struct explaining *e = start(options, printer, false);
	if (e && options->count) {
		e->tally = tally_new();
		e->interruptible = hold_interrupts();
	}
	if (!e || (options->count && !e->tally)) {
		text_complain(stderr, SPAN("memory"), strerror(ENOMEM));
		free(e);
		return -1;
	}
	e->memo = memo_new(); /* without it, all takes longer */
	for (size_t i = 0; i < options->file_count && !is_settled(e) && !e->interrupted; i++)
		read_file(e, options->files[i]);
	return end(e);
}
