#include "lookup.h"

#include "failure.h"
#include "filter.h"
#include "message.h"
#include "query.h"
#include "read.h"
#include "suggest.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A query and its results. */
struct search {
	const struct options *options;
	struct printer *printer;
	struct span text, bare; /* the query; without the punctuation around it */
	size_t *rows;           /* that match and pass the filters: room for each once, and TABLE_SUCCESS */
	size_t count;
	bool matched;          /* something matches the query, whether it passes the filters or not */
	int result;            /* 1: a failure was read and passes the filters; -1: an error, which was reported */
	const char *unmatched; /* the message if nothing matches; NULL: no such code */
};

/* Adds a row that matches. It is added once: no second way to match is tried unless the first added none. */
static void add_row(struct search *search, size_t row)
{
	search->matched = true;
	if (filter_passes_row(search->options, row))
		search->rows[search->count++] = row;
}

static void print_found(const struct search *search)
{
	print_rows(search->printer, search->rows, search->count);
}

/* Whether to look at cases too: there is a filter, and no general row passes it. */
static bool wants_cases(const struct search *search)
{
	return search->count == 0 && search->options->filter_count > 0;
}

/* Whether a general row of the code of `row` has a status in the range. */
static bool has_general(size_t row, struct status_range range)
{
	for (size_t i = table_first(row); i != TABLE_NONE && table_is_general(i); i = table_next(i))
		if (status_fits(range, table_row(i).status))
			return true;
	return false;
}

/* Answers with the rows of a status. Cases of a code that has the status in general are left out, unless the filters
 * pass nothing else. */
static void answer_status(struct search *search, struct status_range range, struct span name)
{
	size_t cases = 0;
	if (status_fits(range, table_row(TABLE_SUCCESS).status))
		add_row(search, TABLE_SUCCESS);
	for (int pass = 0; pass == 0 || (pass == 1 && wants_cases(search)); pass++)
		for (size_t i = 0; i < table_count(); i++) {
			if (!status_fits(range, table_row(i).status))
				continue;
			bool is_case = !table_is_general(i) && has_general(i, range);
			cases += is_case;
			if (!is_case || pass == 1)
				add_row(search, i);
		}
	print_found(search);
	if (search->options->filter_count == 0 && !search->options->retryable)
		print_more_cases(search->printer, cases, name);
	search->unmatched = "no code has this HTTP status";
}

/* Answers with the row of a code or an alias: for a code, with its general rows, or with its cases if the filters pass
 * none of those. Returns false if `code` is neither. */
static bool answer_code(struct search *search, struct span code)
{
	size_t found = table_find(code);
	if (found == TABLE_NONE)
		return false;
	bool is_code = table_first(found) == found; /* else it is an alias of a single row */
	for (size_t i = found; i != TABLE_NONE; i = is_code ? table_next_general(i) : TABLE_NONE)
		add_row(search, i);
	if (is_code && wants_cases(search))
		for (size_t i = found; i != TABLE_NONE; i = table_next(i))
			add_row(search, i);
	print_found(search);
	if (is_code && search->count > 0)
		print_see_also(search->printer, found);
	return true;
}

/* Notes what read_query or read_code returned. Returns whether the query is answered: with a failure, or an error. */
static bool note_read(struct search *search, int result, size_t failures)
{
	search->result = result;
	search->matched = search->matched || failures > 0;
	return failures > 0 || result < 0;
}

/* The ways to understand a query. Each returns false if the query cannot be understood so; else it prints the answer,
 * or reports an error, and returns true. */

static bool try_status(struct search *search)
{
	struct status_range status;
	if (!options_status(search->bare, &status))
		return false;
	answer_status(search, status, search->bare);
	return true;
}

static bool try_code(struct search *search)
{
	return answer_code(search, search->text);
}

/* A text in which the reader finds a failure. */
static bool try_failure(struct search *search)
{
	size_t failures = 0;
	int result = read_query(search->options, search->printer, search->text, &failures);
	return note_read(search, result, failures);
}

/* A response pasted as an argument: it begins like JSON. */
static bool try_response(struct search *search)
{
	if (!span_starts(search->text, SPAN("{")) && !span_starts(search->text, SPAN("[")))
		return false;
	(void)try_failure(search);
	search->unmatched = "no error in this response";
	return true;
}

/* Answers with every row in whose code or message `text` occurs. */
static bool answer_part(struct search *search, struct span text)
{
	for (size_t i = table_by_part(text, TABLE_NONE); i != TABLE_NONE; i = table_by_part(text, i))
		add_row(search, i);
	print_found(search);
	return search->matched;
}

static bool try_part(struct search *search)
{
	return answer_part(search, search->text);
}

/* A code or part of a text in punctuation that is not its own. */
static bool try_marked(struct search *search)
{
	return search->bare.length < search->text.length &&
	       (answer_code(search, search->bare) || answer_part(search, search->bare));
}

/* The failures that the reader finds in the query. Prints nothing. */
static size_t count_failures(const struct search *search)
{
	struct printer none = *search->printer;
	size_t failures = 0;
	none.format = FORMAT_NONE;
	(void)read_query(search->options, &none, search->text, &failures);
	return failures;
}

/* A record with a failure, or a line with several. */
static bool try_record(struct search *search)
{
	return (query_is_record(search->text) || count_failures(search) > 1) && try_failure(search);
}

static bool try_message(struct search *search)
{
	size_t row = message_find(search->text, EXTENT_QUERY);
	if (row == TABLE_NONE)
		return false;
	add_row(search, row);
	print_found(search);
	return true;
}

enum { WORDS_MOST = 16 }; /* of a query whose words are searched for one by one; more are a sentence */

/* Whether each word occurs in the code or the message of a row; `anywhere`: or in its description or fix. */
static bool has_words(const struct row *row, const struct span words[], size_t count, bool anywhere)
{
	for (size_t i = 0; i < count; i++)
		if (!query_occurs(words[i], row->code) && !query_occurs(words[i], row->message) &&
			!(anywhere && (query_occurs(words[i], row->description) || query_occurs(words[i], row->fix))))
			return false;
	return true;
}

static bool try_words(struct search *search)
{
	struct span rest = search->bare, words[WORDS_MOST + 1];
	size_t count = 0;
	while (count <= WORDS_MOST && query_word(&rest, &words[count]))
		count++;
	if (count > WORDS_MOST)
		return false;
	for (int anywhere = 0; anywhere <= 1 && !search->matched; anywhere++)
		for (size_t i = 0; i < table_count(); i++) {
			struct row row = table_row(i);
			if (has_words(&row, words, count, anywhere))
				add_row(search, i);
		}
	print_found(search);
	return search->matched;
}

/* A status, a code or both as in a log: `HTTP 429`, `429 Too Many Requests`, `code: InvalidApiKey`. */
static bool try_announced(struct search *search)
{
	struct span rest = query_unname(search->bare);
	struct status_range status;
	struct span digits = {rest.at, rest.length < 3 ? rest.length : 3};
	bool has_status = options_status(digits, &status) && (rest.length == 3 || !text_is_alnum(rest.at[3]));
	if (!has_status && rest.length == search->bare.length)
		return false;
	rest = query_strip(span_from(rest, has_status ? 3 : 0));
	if (answer_code(search, rest))
		return true;
	if (!has_status || !query_is_words(rest))
		return false;
	answer_status(search, status, digits);
	return true;
}

/* A code with a message, or an unknown code that is related to a known one: `Throttling: slow down`,
 * `Throttling.BurstRate`. */
static bool try_related(struct search *search)
{
	/* Punctuation at the end belongs to the message, unless there is some before the code. */
	struct span text = search->bare.at == search->text.at ? search->text : search->bare;
	const char *colon = memchr(text.at, ':', text.length);
	size_t length = colon ? (size_t)(colon - text.at) : text.length;
	struct span code = query_strip((struct span){text.at, length});
	size_t near[SUGGESTIONS], failures = 0;
	if (!failure_is_code(code) || !query_is_one_word(code) || query_is_file_name(code) ||
		(table_find(code) == TABLE_NONE && suggest_near(code, near) > 0))
		return false;
	int result = read_code(search->options, search->printer, code, span_from(text, length + 1), &failures);
	return note_read(search, result, failures);
}

/* Reports that nothing matches `query`, and the codes probably meant. `code` is the query without punctuation around
 * it. */
static void report_unknown(struct span query, struct span code)
{
	size_t near[SUGGESTIONS], count = suggest_codes(query, code, near);
	text_begin_complaint(stderr, query);
	(void)fputs("no such code", stderr);
	for (size_t i = 0; i < count; i++) {
		(void)fputs(i == 0 ? ", did you mean " : i + 1 < count ? ", " : " or ", stderr);
		text_escape(stderr, table_row(near[i]).code, ESCAPE_TEXT);
	}
	if (count == 0 && query_is_file_name(query)) {
		(void)fputs("; to read a file: msc-err -f ", stderr);
		text_escape(stderr, query, ESCAPE_TEXT);
	}
	(void)fputs(count > 0 ? "?\n" : "\n", stderr);
}

/* Answers a query in the first way in which it can be understood. Returns as lookup. */
static int answer_query(struct search *search, struct span query)
{
	/* A code may be part of other codes: it comes before a part. A part may be in several rows, a message leads to
	 * one: the part comes before the message. Several failures are not one message: the record comes before it. A
	 * related code is a guess: it comes last. */
	static bool (*const tries[])(struct search *) = {try_status, try_code, try_response, try_part, try_marked,
		try_record, try_message, try_words, try_announced, try_failure, try_related};
	*search = (struct search){.options = search->options,
		.printer = search->printer,
		.text = query,
		.bare = query_strip(query),
		.rows = search->rows};
	for (size_t i = 0; i < LENGTH(tries) && !tries[i](search); i++)
		;
	if (search->result != 0)
		return search->result;
	if (search->count > 0)
		return 1;
	if (search->options->quiet)
		return 0;
	print_before_message(search->printer);
	if (search->matched)
		text_complain(stderr, query, "nothing that fits the options");
	else if (search->unmatched)
		text_complain(stderr, query, search->unmatched);
	else
		report_unknown(query, search->bare);
	return 0;
}

/* Reports that no row passes the filters. */
static void report_none(const struct options *options)
{
	bool unknown = false;
	for (size_t i = 0; i < options->filter_count; i++) {
		struct span code = options->filters[i].text;
		if (options->filters[i].kind != FILTER_CODE || table_find(code) != TABLE_NONE)
			continue;
		report_unknown(code, code);
		unknown = true;
	}
	if (!unknown)
		(void)fputs("msc-err: no code fits the options\n", stderr);
}

/* Reports that standard input was not read, if it is a pipe: the user may have meant to filter it. */
static void report_unread(const struct options *options, struct printer *printer)
{
	struct stat input;
	if (options->list || fstat(STDIN_FILENO, &input) != 0 || !S_ISFIFO(input.st_mode))
		return;
	if (!options->quiet)
		print_before_message(printer);
	(void)fputs("msc-err: standard input was not read: to filter it, add -\n", stderr);
}

/* Answers with every row that passes the filters; with TABLE_SUCCESS only if there is a filter. */
static int answer_list(struct search *search)
{
	for (size_t i = 0; i < table_count(); i++)
		add_row(search, i);
	if (search->options->filter_count > 0)
		add_row(search, TABLE_SUCCESS);
	print_found(search);
	if (search->count == 0 && !search->options->quiet)
		report_none(search->options);
	report_unread(search->options, search->printer);
	return search->count > 0;
}

int lookup(const struct options *options, struct printer *printer)
{
	struct search search = {.options = options, .printer = printer};
	search.rows = malloc((table_count() + 1) * sizeof *search.rows);
	if (!search.rows) {
		text_complain(stderr, SPAN("memory"), strerror(errno));
		return -1;
	}
	int result = 1;
	if (options->query_count == 0)
		result = answer_list(&search);
	for (size_t i = 0; i < options->query_count && !ferror(printer->out); i++) {
		int answered = answer_query(&search, span_trim(span_of(options->queries[i])));
		result = answered < result ? answered : result;
	}
	free(search.rows);
	return result;
}
