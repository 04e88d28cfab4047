#include "lookup.h"

#include "failure.h"
#include "read.h"
#include "filter.h"
#include "message.h"
#include "table.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A question to the table, and how it goes. */
struct search {
	const struct options *options;
	struct printer *printer;
	size_t fitting;  /* rows that fit what was asked for, */
	size_t answered; /* and of those the filters too */
};

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
	struct row success = table_success();

	for (size_t i = 0; i < table_count(); i++) {
		struct row row = table_row(i);

		if (status_fits(range, row.status))
			answer(search, &row);
	}
	if (status_fits(range, success.status))
		answer(search, &success);
}

static void answer_code(struct search *search, size_t first)
{
	for (size_t i = first; i != TABLE_NONE; i = table_next(i)) {
		struct row row = table_row(i);

		answer(search, &row);
	}
	if (search->answered > 0 && !search->options->quiet)
		print_family(search->printer, first);
}

/* Answers with every row that has `text` in its code or message. */
static void answer_part(struct search *search, struct span text)
{
	for (size_t i = 0; i < table_count(); i++) {
		struct row row = table_row(i);

		if (span_find_nocase(row.code, text) != NULL || span_find_nocase(row.message, text) != NULL)
			answer(search, &row);
	}
}

static void answer_message(struct search *search, struct span message)
{
	size_t found = message_find(message, EXTENT_QUERY);

	if (found != TABLE_NONE) {
		struct row row = table_row(found);

		answer(search, &row);
	}
}

/* `text` without the quotes, brackets and punctuation that a code is pasted with; all of it, if it is nothing else. */
static struct span strip(struct span text)
{
	static const char *const marks[] = {" ", "\"", "'", "`", "(", ")", "[", "]", "{", "}", "<", ">", ",", ".", ";",
		":", "!", "?", "=", "*", "|", "\\", "\u201c", "\u201d", "\u2018", "\u2019", "\u3001", "\u3002",
		"\u300c", "\u300d", "\u3010", "\u3011", "\uff08", "\uff09", "\uff0c", "\uff1a", "\uff1b"};
	struct span rest = text;

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks);) {
		struct span mark = span_of(marks[i++]);

		if (span_starts(rest, mark))
			rest = span_from(rest, mark.length);
		else if (span_ends_nocase(rest, mark))
			rest.length -= mark.length;
		else
			continue;
		i = 0; /* any mark may follow */
	}
	return rest.length > 0 ? rest : text;
}

/* `text` without what names a status or a code in front of it: `HTTP `, `status_code=`, `Error code: `. */
static struct span strip_names(struct span text)
{
	static const char *const names[] = {
		"HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP", "status", "error", "code", "_", ":", "=", " "};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names);) {
		struct span name = span_of(names[i++]);

		if (!span_starts_nocase(text, name))
			continue;
		text = span_from(text, name.length);
		i = 0; /* any name may follow */
	}
	return text;
}

/* Whether `text` has no white space. */
static bool is_one_word(struct span text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text_is_space(text.at[i]))
			return false;
	return true;
}

/* Whether `text` is rather the name of a file than a code, and one that no shell reads otherwise. No file is touched to
 * find out. */
static bool is_file_name(struct span text)
{
	static const char *const ends[] = {".log", ".txt", ".json", ".jsonl", ".ndjson", ".out", ".err", ".gz", ".zst"};

	for (size_t i = 0; i < text.length; i++)
		if (!text_is_alnum(text.at[i]) && !memchr("./_-", text.at[i], 4))
			return false;
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (span_ends_nocase(text, span_of(ends[i])))
			return true;
	return memchr(text.at, '/', text.length) != NULL;
}

/* Whether `text` is nothing but words, as what follows a status is: Too Many Requests. */
static bool is_words(struct span text)
{
	for (size_t i = 0; i < text.length; i++)
		if (!text_is_alnum(text.at[i]) && memchr(" '-", text.at[i], 3) == NULL)
			return false;
	return true;
}

/* Answers a status, a code or both as a log has them: `HTTP 429`, `429 Too Many Requests`, `code: InvalidApiKey`.
 * Gives whether `text` is that. */
static bool answer_named(struct search *search, struct span text)
{
	struct span rest = strip_names(text);
	struct status_range status;
	bool has_status = options_status((struct span){rest.at, rest.length < 3 ? rest.length : 3}, &status) &&
			  (rest.length == 3 || !text_is_alnum(rest.at[3]));
	size_t row;

	if (!has_status && rest.length == text.length)
		return false;
	rest = strip(span_from(rest, has_status ? 3 : 0));
	row = table_find(rest);
	if (row != TABLE_NONE)
		answer_code(search, row);
	else if (has_status && is_words(rest))
		answer_status(search, status);
	else
		return false;
	return true;
}

/* Explains a text that tells of an error, or that begins with a code which only means something together with what
 * follows, or by a relative: `Throttling: slow down`, `Throttling.BurstRate`. As read_query. */
static int explain_query(
	const struct options *options, struct printer *printer, struct span query, struct span bare, bool *told)
{
	/* What ends a message is its own, but for marks that were opened before the code. */
	struct span text = bare.at == query.at ? query : bare;
	const char *colon = memchr(text.at, ':', text.length);
	size_t length = colon != NULL ? (size_t)(colon - text.at) : text.length;
	struct span code = strip((struct span){text.at, length});
	size_t near[TABLE_SUGGESTIONS];
	int found = read_query(options, printer, query, told);

	if (found != 0 || *told || !failure_is_code(code) || !is_one_word(code) || is_file_name(code))
		return found;
	if (table_find(code) == TABLE_NONE && table_suggest(code, near) > 0)
		return found;
	return read_code(options, printer, code, span_from(text, length + 1), told);
}

/* Says that nothing fits `query`, whose code, if it has one, is `code`, and what may have been meant. */
static void say_unknown(struct span query, struct span code)
{
	size_t near[TABLE_SUGGESTIONS];
	size_t count = table_suggest(code, near);

	text_begin_complaint(stderr, query);
	(void)fputs("no such code", stderr);
	for (size_t i = 0; i < count; i++) {
		(void)fputs(i == 0 ? ", did you mean " : i + 1 < count ? ", " : " or ", stderr);
		text_escape(stderr, table_row(near[i]).code, ESCAPE_TEXT);
	}
	if (count == 0 && is_file_name(query)) {
		(void)fputs("; to read a file: msc-err -f ", stderr);
		text_escape(stderr, query, ESCAPE_TEXT);
	}
	(void)fputs(count > 0 ? "?\n" : "\n", stderr);
}

/* Answers a query, understood as the first that fits of what it can be. */
static int answer_query(const struct options *options, struct printer *printer, struct span query)
{
	struct search search = {.options = options, .printer = printer};
	struct span bare = strip(query);
	struct status_range status;
	const char *unknown = NULL; /* what to say of what nothing fits; NULL: no such code */
	bool told = false;          /* the query is text that tells of an error */
	int found = 0;
	size_t row;

	if (options_status(bare, &status)) {
		answer_status(&search, status);
		unknown = "no code has this HTTP status";
	} else if ((row = table_find(bare)) != TABLE_NONE) {
		answer_code(&search, row);
	} else if (options_response(query)) {
		found = read_query(options, printer, query, &told);
		unknown = "no error in this response";
	} else {
		answer_part(&search, query);
		if (search.fitting == 0)
			answer_part(&search, bare);
		if (search.fitting == 0)
			answer_message(&search, query);
		if (search.fitting == 0 && answer_named(&search, bare))
			unknown = "no code has this HTTP status";
		else if (search.fitting == 0)
			found = explain_query(options, printer, query, bare, &told);
	}
	if (found != 0)
		return found;
	if (search.answered > 0)
		return 1;
	if (!options->quiet) {
		if (search.fitting > 0 || told)
			unknown = "nothing that fits the options";
		print_pause(printer);
		if (unknown != NULL)
			text_complain(stderr, query, unknown);
		else
			say_unknown(query, bare);
	}
	return 0;
}

/* Says that no row passes the filters; also why, where somebody may have meant to filter standard input. */
static void say_none_fits(const struct options *options)
{
	bool unknown = false;
	struct stat input;

	for (size_t i = 0; i < options->filter_count; i++) {
		struct span code = options->filters[i].text;

		if (options->filters[i].kind != FILTER_CODE || table_find(code) != TABLE_NONE)
			continue;
		say_unknown(code, code);
		unknown = true;
	}
	if (!unknown)
		(void)fputs("msc-err: no code fits the options\n", stderr);
	if (!unknown && fstat(STDIN_FILENO, &input) == 0 && (S_ISFIFO(input.st_mode) || S_ISREG(input.st_mode)))
		(void)fputs("msc-err: standard input was not read: to filter it, add -\n", stderr);
}

/* Answers with every row that passes the filters; of 200, which has no row, a filter must ask. */
static int answer_list(const struct options *options, struct printer *printer)
{
	struct search search = {.options = options, .printer = printer};
	struct row success = table_success();

	for (size_t i = 0; i < table_count() && !(options->quiet && search.answered > 0); i++) {
		struct row row = table_row(i);

		answer(&search, &row);
	}
	if (options->filter_count > 0)
		answer(&search, &success);
	if (search.answered > 0)
		return 1;
	if (!options->quiet)
		say_none_fits(options);
	return 0;
}

int lookup(const struct options *options, struct printer *printer)
{
	int result = 1;

	if (options->query_count == 0)
		return answer_list(options, printer);
	for (size_t i = 0; i < options->query_count && !ferror(printer->out); i++) {
		int answered = answer_query(options, printer, span_trim(span_of(options->queries[i])));

		if (answered < result)
			result = answered;
	}
	return result;
}
