#include "filter.h"

static bool has_code(const struct filter *filter, struct span code)
{
	if (code.length == 0)
		return false;
	size_t row = table_find(filter->text);
	return row != TABLE_NONE ? row == table_find(code) : table_same(filter->text, code);
}

static bool has_message(const struct filter *filter, struct span message)
{
	return span_find_nocase(message, filter->text) != NULL;
}

bool filter_passes_row(const struct options *options, const struct row *row)
{
	if (options->retryable && row->retry != RETRY_YES)
		return false;
	for (size_t i = 0; i < options->filter_count; i++) {
		const struct filter *filter = &options->filters[i];
		bool passes = filter->kind == FILTER_STATUS ? status_fits(filter->status, row->status)
			      : filter->kind == FILTER_CODE ? has_code(filter, row->code)
							    : has_message(filter, row->message);
		if (!passes)
			return false;
	}
	return true;
}

bool filter_passes_finding(const struct options *options, const struct finding *finding)
{
	struct row row = {.retry = RETRY_UNKNOWN};
	if (finding->row != TABLE_NONE)
		row = table_row(finding->row);
	if (options->retryable && row.retry != RETRY_YES)
		return false;
	for (size_t i = 0; i < options->filter_count; i++) {
		const struct filter *filter = &options->filters[i];
		bool passes = filter->kind == FILTER_STATUS
				      ? status_fits(filter->status, finding->status ? finding->status : row.status)
			      : filter->kind == FILTER_CODE
				      ? has_code(filter, row.code) || has_code(filter, finding->code)
				      : has_message(filter, row.message) || has_message(filter, finding->message);
		if (!passes)
			return false;
	}
	return true;
}
