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

/* The one row of an HTTP status; CODES_NONE where there are none or several, *several tells which. */
static size_t row_of_status(int status, bool *several)
{
	size_t row = CODES_NONE;
	*several = false;
	for (size_t i = 0; i < codes_count() && !*several; i++)
		if (codes_row(i).status == status) {
			*several = row != CODES_NONE;
			row = i;
		}
	return *several ? CODES_NONE : row;
}

/* Among the rows of one code, the one that the message fits; of a relative's, else the one that has the status. */
static void pick_row(struct finding *finding, size_t first)
{
	finding->row = first;
	if (codes_next(first) == CODES_NONE)
		return;
	size_t fits = codes_pick(first, finding->message);
	if (fits == CODES_NONE && finding->match == MATCH_RELATED)
		for (fits = first; fits != CODES_NONE && codes_row(fits).status != finding->status;)
			fits = codes_next(fits);
	finding->alternatives = fits == CODES_NONE;
	if (fits != CODES_NONE)
		finding->row = fits;
}

struct finding finding_of(const struct clue *clue)
{
	struct finding finding = {.line = clue->line,
		.status = clue->status,
		.code = clue->code,
		.message = clue->message,
		.request_id = clue->request_id,
		.match = MATCH_NONE,
		.row = CODES_NONE,
		.count = clue->count};
	size_t row = clue->row;
	if (clue->code.length == 0) {
		finding.code = link_in(clue->message);
		row = finding.code.length > 0 ? codes_find(finding.code) : CODES_NONE;
	}
	if (row != CODES_NONE) {
		finding.match = clue->related ? MATCH_RELATED : MATCH_CODE;
		pick_row(&finding, row);
	} else if (clue->code.length == 0) {
		finding.code = (struct span){0};
		finding.row = clue->message.length > 0 ? codes_by_message(clue->message) : CODES_NONE;
		finding.match = finding.row != CODES_NONE ? MATCH_MESSAGE : MATCH_NONE;
		if (finding.row == CODES_NONE && clue->status) {
			finding.row = row_of_status(clue->status, &finding.alternatives);
			if (finding.row != CODES_NONE || finding.alternatives)
				finding.match = MATCH_STATUS;
		}
	}
	return finding;
}

size_t finding_alternative(const struct finding *finding, size_t after)
{
	if (!finding->alternatives)
		return CODES_NONE;
	if (finding->row != CODES_NONE)
		return codes_next(after == CODES_NONE ? finding->row : after);
	for (size_t i = after == CODES_NONE ? 0 : after + 1; i < codes_count(); i++)
		if (codes_row(i).status == finding->status)
			return i;
	return CODES_NONE;
}
