#include "filter.h"

#include "words.h"

/* Whether `text` is the code or an alias of it. An alias of a single row fits only that row. */
static bool is_code(struct span text, struct span code, size_t row)
{
	if (code.length == 0)
		return false;
	size_t named = table_find(text);
	if (named == TABLE_NONE)
		return code_equals(text, code);
	return table_first(named) == named ? table_find(code) == named : row == named;
}

static bool fits(const struct filter *filter, const struct finding *finding, const struct row *row)
{
	switch (filter->kind) {
	case FILTER_STATUS:
		return status_fits(filter->status, finding->status != 0 ? finding->status : row->status);
	case FILTER_CODE:
		return is_code(filter->text, row->code, finding->row) ||
		       is_code(filter->text, finding->code, finding->row);
	default:
		return span_find_nocase(row->message, filter->text) || span_find_nocase(finding->message, filter->text);
	}
}

bool filter_passes_finding(const struct options *options, const struct finding *finding)
{
	unsigned given = 0, fitting = 0; /* sets of kinds */
	struct row row = table_row(finding->row);
	for (size_t i = 0; i < options->filter_count; i++) {
		const struct filter *filter = &options->filters[i];
		given |= 1U << filter->kind;
		if (fits(filter, finding, &row))
			fitting |= 1U << filter->kind;
	}
	return given == fitting && (!options->retryable || row.retry == RETRY_YES);
}

bool filter_passes_row(const struct options *options, size_t row)
{
	return filter_passes_finding(options, &(struct finding){.row = row});
}
