#include "answer.h"

const struct field_form field_forms[FIELDS] = {
	[FIELD_STATUS] = {"status", "status", TYPE_NUMBER},
	[FIELD_CODE] = {"code", "code", TYPE_STRING},
	[FIELD_MESSAGE] = {"message", "message", TYPE_STRING},
	[FIELD_DESCRIPTION] = {"description", "description", TYPE_STRING},
	[FIELD_FIX] = {"fix", "fix", TYPE_STRING},
	[FIELD_RETRY] = {"retry", "retryable", TYPE_BOOLEAN},
	[FIELD_SOURCE] = {"source", "source", TYPE_STRING},
	[FIELD_MATCH] = {"match", "match", TYPE_STRING},
	[FIELD_FILE] = {"file", "file", TYPE_STRING},
	[FIELD_LINE] = {"line", "line", TYPE_NUMBER},
	[FIELD_INPUT_STATUS] = {"input_status", "status", TYPE_NUMBER},
	[FIELD_INPUT_CODE] = {"input_code", "code", TYPE_STRING},
	[FIELD_INPUT_MESSAGE] = {"input_message", "message", TYPE_STRING},
	[FIELD_REQUEST_ID] = {"request_id", "request_id", TYPE_STRING},
	[FIELD_COUNT] = {"count", "count", TYPE_NUMBER},
};

struct span answer_number(uint64_t number, char digits[DIGITS])
{
	size_t at = DIGITS;
	for (; number != 0; number /= 10) /* faster than printf, which would take longer than all the rest */
		digits[--at] = (char)('0' + number % 10);
	return (struct span){at < DIGITS ? digits + at : NULL, DIGITS - at};
}

struct span answer_retry(enum retry retry)
{
	return retry == RETRY_YES ? SPAN("yes") : retry == RETRY_NO ? SPAN("no") : (struct span){0};
}

void answer_set(struct answer *answer, const struct finding *finding)
{
	static const char *const matches[] = {[MATCH_CODE] = "code",
		[MATCH_RELATED] = "related",
		[MATCH_MESSAGE] = "message",
		[MATCH_STATUS] = "status",
		[MATCH_NONE] = "none"};
	struct row row = table_row(finding->row);
	struct span none = {0}, *values = answer->values;
	char(*digits)[DIGITS] = answer->digits;
	values[FIELD_STATUS] = answer_number((uint64_t)row.status, digits[FIELD_STATUS]);
	values[FIELD_CODE] = row.code;
	values[FIELD_MESSAGE] = row.message;
	values[FIELD_DESCRIPTION] = row.description;
	values[FIELD_FIX] = row.fix;
	values[FIELD_RETRY] = answer_retry(row.retry);
	values[FIELD_SOURCE] = finding->row == TABLE_NONE ? none : row.page ? SPAN("page") : SPAN("seen");
	values[FIELD_MATCH] = finding->line != 0 ? span_of(matches[finding->match]) : none;
	values[FIELD_FILE] = finding->file;
	values[FIELD_LINE] = answer_number(finding->line, digits[FIELD_LINE]);
	values[FIELD_INPUT_STATUS] = answer_number((uint64_t)finding->status, digits[FIELD_INPUT_STATUS]);
	values[FIELD_INPUT_CODE] = finding->code;
	values[FIELD_INPUT_MESSAGE] = finding->message;
	values[FIELD_REQUEST_ID] = finding->request_id;
	values[FIELD_COUNT] = answer_number(finding->count, digits[FIELD_COUNT]);
}
