#include "finding.h"

/* The help link's fragment in a message, #apikey-error and the like: an alias of a code. */
static struct span link_in(struct span message)
{
	static const struct span before = {"error-code#", sizeof "error-code#" - 1};
	const char *at = span_find_nocase(message, before);
	if (!at)
		return (struct span){0};
	struct span link = span_from(message, (size_t)(at - message.at) + before.length - 1);
	size_t n = 1;
	while (n < link.length && (text_is_alnum(link.at[n]) || link.at[n] == '-'))
		n++;
	link.length = n;
	return link;
}

/* The one row of an HTTP status; TABLE_NONE where there are none or several, *several tells which. */
static size_t row_of_status(int status, bool *several)
{
	size_t row = TABLE_NONE;
	*several = false;
	for (size_t i = 0; i < table_count() && !*several; i++)
		if (table_row(i).status == status) {
			*several = row != TABLE_NONE;
			row = i;
		}
	return *several ? TABLE_NONE : row;
}

/* Among the rows of one code, the one that the message fits; of a relative's, else the one that has the status. */
static void pick_row(struct finding *finding, size_t first)
{
	finding->row = first;
	if (table_next(first) == TABLE_NONE)
		return;
	size_t fits = table_pick(first, finding->message);
	if (fits == TABLE_NONE && finding->match == MATCH_RELATED)
		for (fits = first; fits != TABLE_NONE && table_row(fits).status != finding->status;)
			fits = table_next(fits);
	finding->alternatives = fits == TABLE_NONE;
	if (fits != TABLE_NONE)
		finding->row = fits;
}

struct finding finding_of(const struct failure *failure)
{
	struct finding finding = {.line = failure->line,
		.status = failure->status,
		.code = failure->code,
		.message = failure->message,
		.request_id = failure->request_id,
		.match = MATCH_NONE,
		.row = TABLE_NONE,
		.count = failure->count};
	size_t row = failure->row;
	if (failure->code.length == 0) {
		finding.code = link_in(failure->message);
		row = finding.code.length > 0 ? table_find(finding.code) : TABLE_NONE;
	}
	if (row != TABLE_NONE) {
		finding.match = failure->related ? MATCH_RELATED : MATCH_CODE;
		pick_row(&finding, row);
	} else if (failure->code.length == 0) {
		finding.code = (struct span){0};
		finding.row = failure->message.length > 0 ? table_by_message(failure->message) : TABLE_NONE;
		finding.match = finding.row != TABLE_NONE ? MATCH_MESSAGE : MATCH_NONE;
		if (finding.row == TABLE_NONE && failure->status) {
			finding.row = row_of_status(failure->status, &finding.alternatives);
			if (finding.row != TABLE_NONE || finding.alternatives)
				finding.match = MATCH_STATUS;
		}
	}
	return finding;
}

size_t finding_alternative(const struct finding *finding, size_t after)
{
	if (!finding->alternatives)
		return TABLE_NONE;
	if (finding->row != TABLE_NONE)
		return table_next(after == TABLE_NONE ? finding->row : after);
	for (size_t i = after == TABLE_NONE ? 0 : after + 1; i < table_count(); i++)
		if (table_row(i).status == finding->status)
			return i;
	return TABLE_NONE;
}
