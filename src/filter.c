#include "filter.h"

/* What is compared with the filters. */
struct subject {
	int status;
	size_t row; /* TABLE_NONE: none */
	struct span codes[2], messages[2];
	enum retry retry;
};

/* Whether `text` is the code or an alias of it. An alias of a single row fits only that row. */
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
	if (filter->kind == FILTER_STATUS)
		return status_fits(filter->status, subject->status);
	for (size_t i = 0; i < LENGTH(subject->codes); i++)
		if (filter->kind == FILTER_CODE ? is_code(filter->text, subject->codes[i], subject->row)
						: span_find_nocase(subject->messages[i], filter->text) != NULL)
			return true;
	return false;
}

static bool passes(const struct options *options, const struct subject *subject)
{
	unsigned given = 0, fitting = 0; /* sets of kinds */
	for (size_t i = 0; i < options->filter_count; i++) {
		const struct filter *filter = &options->filters[i];
		given |= 1U << filter->kind;
		if (fits(filter, subject))
			fitting |= 1U << filter->kind;
	}
	return given == fitting && (!options->retryable || subject->retry == RETRY_YES);
}

static struct subject subject_of(size_t number)
{
	struct row row = {.retry = RETRY_UNKNOWN};
	if (number != TABLE_NONE)
		row = table_row(number);
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
