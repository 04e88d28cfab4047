#include "match.h"

#include "message.h"
#include "words.h"

#include <string.h>

/* Whether a code is a type of OpenAI's that only means "bad request". It is used where there is no better one. */
static bool is_generic(struct span code)
{
	return code_equals(code, SPAN("invalid_request_error"));
}

/* The help link's fragment in a message, #apikey-error and the like: an alias. */
static struct span fragment_of(struct span message)
{
	const struct span before = SPAN("error-code#");
	const char *at = span_find_nocase(message, before);
	if (!at)
		return (struct span){0};
	struct span fragment = span_from(message, (size_t)(at - message.at) + before.length - 1);
	size_t n = 1;
	while (n < fragment.length && (text_is_alnum(fragment.at[n]) || fragment.at[n] == '-'))
		n++;
	fragment.length = n;
	return fragment;
}

static void set_row(struct finding *finding, enum match match, size_t row)
{
	finding->match = match;
	finding->row = row;
}

/* The first general row of a code that has the status; without one, the first row. */
static size_t row_of_status(size_t first, int status)
{
	for (size_t row = first; row != TABLE_NONE; row = table_next_general(row))
		if (table_row(row).status == status)
			return row;
	return first;
}

/* Whether the failure has the message of a row, byte for byte, and no other status. */
static bool is_exact(const struct finding *finding, size_t row)
{
	struct row exact = table_row(row);
	return (finding->status == 0 || finding->status == exact.status) &&
	       span_equals(finding->message, exact.message);
}

/* Sets the row of a failure whose code, or a related one as `match` says, is that of the row `found`: a row of the
 * code, or one that the message fits better. */
static void match_code(struct finding *finding, size_t found, enum match match)
{
	size_t first = table_first(found);
	if (is_exact(finding, first)) { /* most are */
		set_row(finding, match, first);
		return;
	}
	struct message message;
	message_read(&message, finding->message, finding->status);
	size_t row = message_of_code(&message, first);
	if (row != TABLE_NONE) {
		set_row(finding, match, row);
		return;
	}
	bool generic = is_generic(finding->code);
	/* A message with a code of its own, `<500> Some.Code: …`, does not decide against the code of the failure. */
	if (!words_start_with_code(finding->message))
		row = message_of_any(&message, generic ? EXTENT_WHOLE : EXTENT_CASE);
	if (row != TABLE_NONE) {
		set_row(finding, MATCH_MESSAGE, row);
		return;
	}
	size_t by_status = generic ? table_by_status(finding->status) : TABLE_NONE;
	if (by_status != TABLE_NONE && table_next_by_status(by_status) == TABLE_NONE) {
		set_row(finding, MATCH_STATUS, by_status);
		return;
	}
	if (found == first && match == MATCH_RELATED)
		found = row_of_status(first, finding->status);
	finding->alternatives = found == first && table_next_general(first) != TABLE_NONE;
	set_row(finding, match, found);
}

/* Sets the row of a failure whose code, if it has one, is unknown. If it was `counted` by this program, the message is
 * a row's, and may be short. */
static void match_message(struct finding *finding, bool counted)
{
	struct message message;
	message_read(&message, finding->message, finding->status);
	size_t row = message_of_any(&message, counted ? EXTENT_QUERY : EXTENT_PART);
	if (row != TABLE_NONE) {
		set_row(finding, MATCH_MESSAGE, row);
		return;
	}
	row = finding->code.length == 0 ? table_by_status(finding->status) : TABLE_NONE;
	if (row == TABLE_NONE)
		return;
	finding->alternatives = table_next_by_status(row) != TABLE_NONE;
	set_row(finding, MATCH_STATUS, finding->alternatives ? TABLE_NONE : row);
}

struct finding finding_of(const struct failure *failure)
{
	struct finding finding = {.line = failure->line,
		.status = failure->status,
		.code = failure->code,
		.message = failure->message,
		.request_id = failure->request_id,
		.count = failure->count,
		.match = MATCH_NONE,
		.row = TABLE_NONE};
	size_t found = failure->row;
	if (failure->code.length == 0) {
		struct span fragment = fragment_of(failure->message);
		found = table_find(fragment);
		if (found != TABLE_NONE)
			finding.code = fragment;
	}
	if (found != TABLE_NONE)
		match_code(&finding, found, failure->related ? MATCH_RELATED : MATCH_CODE);
	else
		match_message(&finding, failure->counted);
	return finding;
}

size_t match_alternative(const struct finding *finding, size_t after)
{
	if (!finding->alternatives)
		return TABLE_NONE;
	if (finding->match == MATCH_STATUS)
		return after == TABLE_NONE ? table_by_status(finding->status) : table_next_by_status(after);
	/* The first general row is the answer. */
	return table_next_general(after == TABLE_NONE ? finding->row : after);
}
