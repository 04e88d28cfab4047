#include "lookup.h"

#include "codes.h"
#include "explain.h"
#include "filter.h"

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
			return found;
		unknown = "no error in this response";
	} else {
		answer_part(&search, query);
		if (search.fitting == 0)
			answer_message(&search, query);
	}
	if (search.answered > 0)
		return 1;
	if (!options->quiet) {
		if (search.fitting > 0)
			unknown = "nothing that fits the options";
		(void)fflush(printer->out); /* answers and complaints in order */
		if (unknown != NULL)
			text_complain(stderr, query, unknown);
		else
			say_unknown(query);
	}
	return 0;
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
		return 1;
	for (size_t i = 0; i < options->filter_count && !options->quiet; i++)
		if (options->filters[i].kind == FILTER_CODE && codes_find(options->filters[i].text) == CODES_NONE)
			say_unknown(options->filters[i].text);
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
