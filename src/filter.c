#include "filter.h"

/* What the filters look at: of a row, or of a failure and its row. */
struct subject {
	int status;
	size_t row; /* TABLE_NONE: none */
	struct span codes[2], messages[2];
	enum retry retry;
};

/* Whether the filter's text is the code or an alias of it. An alias of one row of a code is that row alone. */
static bool is_code(struct span text, struct span code, size_t row)
{
	if (code.length == 0)
		return false;
	size_t named = table_find(text);
	if (named == TABLE_NONE)
		return table_same(text, code);
	return table_first(named) == named ? table_find(code) == named : row == named;
}

static bool fits(const struct filter *filter, const struct subject *subject)
{
	switch (filter->kind) {
	case FILTER_STATUS:
		return status_fits(filter->status, subject->status);
	case FILTER_CODE:
		return is_code(filter->text, subject->codes[0], subject->row) ||
		       is_code(filter->text, subject->codes[1], subject->row);
	case FILTER_MESSAGE:
		break;
	}
	return span_find_nocase(subject->messages[0], filter->text) ||
	       span_find_nocase(subject->messages[1], filter->text);
}

static bool passes(const struct options *options, const struct subject *subject)
{
	bool given[FILTER_KINDS] = {false}, fitting[FILTER_KINDS] = {false};
	if (options->retryable && subject->retry != RETRY_YES)
		return false;
	for (size_t i = 0; i < options->filter_count; i++) {
		const struct filter *filter = &options->filters[i];
		given[filter->kind] = true;
		fitting[filter->kind] = fitting[filter->kind] || fits(filter, subject);
	}
	for (size_t kind = 0; kind < FILTER_KINDS; kind++)
		if (given[kind] && !fitting[kind])
			return false;
	return true;
}

/* What the filters look at of a row; nothing for TABLE_NONE. */
static struct subject subject_of(size_t number)
{
	if (number == TABLE_NONE)
		return (struct subject){.row = number, .retry = RETRY_UNKNOWN};
	struct row row = table_row(number);
	return (struct subject){row.status, number, {row.code}, {row.message}, row.retry};
}

bool filter_passes_row(const struct options *options, size_t row)
{
	struct subject subject = subject_of(row);
	return passes(options, &subject);
}

bool filter_passes_finding(const struct options *options, const struct finding *finding)
{
	struct subject subject = subject_of(finding->row);
	if (finding->status != 0)
		subject.status = finding->status;
	subject.codes[1] = finding->code;
	subject.messages[1] = finding->message;
	return passes(options, &subject);
}
