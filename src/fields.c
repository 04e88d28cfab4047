#include "fields.h"

#include <string.h>

/* Names, words joined by '_', sorted by the number of their letters. */
static const struct {
	const char *name;
	unsigned char letters, key;
} names[] = {
	{"exc", 3, KEY_DETAIL},
	{"log", 3, KEY_DETAIL},
	{"msg", 3, KEY_MESSAGE},
	{"row", 3, KEY_PLACE},
	{"uri", 3, KEY_ACCESS},
	{"url", 3, KEY_ACCESS},
	{"body", 4, KEY_DETAIL},
	{"code", 4, KEY_CODE},
	{"file", 4, KEY_PLACE},
	{"line", 4, KEY_DETAIL},
	{"name", 4, KEY_NAME},
	{"path", 4, KEY_ACCESS},
	{"role", 4, KEY_ROLE},
	{"rule", 4, KEY_PLACE},
	{"text", 4, KEY_CONTENT},
	{"type", 4, KEY_TYPE},
	{"count", 5, KEY_COUNT},
	{"delta", 5, KEY_CONTENT},
	{"error", 5, KEY_ERROR},
	{"event", 5, KEY_EVENT},
	{"input", 5, KEY_INPUT},
	{"level", 5, KEY_LEVEL},
	{"query", 5, KEY_CONTENT},
	{"route", 5, KEY_ACCESS},
	{"tools", 5, KEY_CONTENT},
	{"usage", 5, KEY_ANSWER},
	{"value", 5, KEY_VALUE},
	{"column", 6, KEY_PLACE},
	{"err_msg", 6, KEY_ERROR_MESSAGE},
	{"evalue", 6, KEY_DETAIL},
	{"method", 6, KEY_ACCESS},
	{"output", 6, KEY_ANSWER},
	{"prompt", 6, KEY_CONTENT},
	{"reason", 6, KEY_DETAIL},
	{"rule_id", 6, KEY_PLACE},
	{"status", 6, KEY_STATUS},
	{"choices", 7, KEY_ANSWER},
	{"content", 7, KEY_CONTENT},
	{"err_code", 7, KEY_ERROR_CODE},
	{"exc_info", 7, KEY_DETAIL},
	{"message", 7, KEY_MESSAGE},
	{"payload", 7, KEY_DETAIL},
	{"success", 7, KEY_SUCCESS},
	{"error_msg", 8, KEY_ERROR_MESSAGE},
	{"filename", 8, KEY_PLACE},
	{"function", 8, KEY_CONTENT},
	{"http_code", 8, KEY_HTTP_STATUS},
	{"location", 8, KEY_PLACE},
	{"log_level", 8, KEY_LEVEL},
	{"messages", 8, KEY_CONTENT},
	{"sentence", 8, KEY_CONTENT},
	{"severity", 8, KEY_LEVEL},
	{"tool_info", 8, KEY_CONTENT},
	{"arguments", 9, KEY_CONTENT},
	{"error_code", 9, KEY_ERROR_CODE},
	{"error_name", 9, KEY_ERROR_CODE},
	{"level_name", 9, KEY_LEVEL},
	{"reasoning", 9, KEY_CONTENT},
	{"request_id", 9, KEY_REQUEST_ID},
	{"tool_calls", 9, KEY_CONTENT},
	{"user_agent", 9, KEY_ACCESS},
	{"candidates", 10, KEY_ANSWER},
	{"err_message", 10, KEY_ERROR_MESSAGE},
	{"http_status", 10, KEY_HTTP_STATUS},
	{"parameters", 10, KEY_CONTENT},
	{"status_code", 10, KEY_HTTP_STATUS},
	{"task_status", 10, KEY_TASK_STATUS},
	{"transcript", 10, KEY_CONTENT},
	{"x_request_id", 10, KEY_REQUEST_ID},
	{"description", 11, KEY_DETAIL},
	{"string_value", 11, KEY_DETAIL},
	{"text_payload", 11, KEY_DETAIL},
	{"error_message", 12, KEY_ERROR_MESSAGE},
	{"function_call", 12, KEY_CONTENT},
	{"detail_message", 13, KEY_DETAIL},
	{"status_message", 13, KEY_DETAIL},
	{"http_status_code", 14, KEY_HTTP_STATUS},
	{"response_status", 14, KEY_HTTP_STATUS},
	{"code_interpreter", 15, KEY_CONTENT},
	{"reasoning_content", 16, KEY_CONTENT},
};

enum { NAME_LONGEST = 40 };

static bool is_joint(char c)
{
	return c == '_' || c == '-' || c == ' ';
}

/* Whether a name that is not in the table has a word in it that makes it a detail: errorInfo, stack_trace, failure. */
static bool is_detail(struct span name)
{
	static const struct span words[] = {WORD("err"), WORD("detail"), WORD("exception"), WORD("stack"),
		WORD("trace"), WORD("cause"), WORD("fail"), WORD("warn")};
	for (size_t i = 0; i + 2 < name.length; i++)
		if (memchr("edstcfwEDSTCFW", name.at[i], 14))
			for (size_t k = 0; k < LENGTH(words); k++)
				if (span_starts_nocase(span_from(name, i), words[k]))
					return true;
	return false;
}

/* Whether `name` is `words`, which are joined by '_', in any case and joined in any way. */
static bool is_named(struct span name, const char *words)
{
	size_t i = 0;
	for (; *words; words++) {
		bool joint = i < name.length && is_joint(name.at[i]);
		if (*words == '_') {
			i += joint;
			continue;
		}
		if (i == name.length || text_lower(name.at[i]) != *words)
			return false;
		i++;
	}
	return i == name.length;
}

enum key fields_key(struct span name)
{
	size_t letters = 0, low = 0, count = LENGTH(names);
	if (name.length == 0 || name.length > NAME_LONGEST)
		return KEY_OTHER;
	for (size_t i = 0; i < name.length; i++)
		letters += !is_joint(name.at[i]);
	for (size_t high = count; low < high;) {
		size_t middle = (low + high) / 2;
		if (names[middle].letters < letters)
			low = middle + 1;
		else
			high = middle;
	}
	char first = text_lower(name.at[0]);
	for (size_t i = low; i < count && names[i].letters == letters; i++)
		if (names[i].name[0] == first && is_named(name, names[i].name))
			return names[i].key;
	return is_detail(name) ? KEY_DETAIL : KEY_OTHER;
}

enum key fields_label(struct span name)
{
	static const struct {
		struct span end; /* of the name */
		enum key key;
	} labels[] = {
		{WORD("错误码"), KEY_ERROR_CODE},
		{WORD("错误代码"), KEY_ERROR_CODE},
		{WORD("错误code"), KEY_ERROR_CODE},
		{WORD("状态码"), KEY_HTTP_STATUS},
		{WORD("返回码"), KEY_HTTP_STATUS},
		{WORD("错误信息"), KEY_MESSAGE},
		{WORD("错误消息"), KEY_MESSAGE},
		{WORD("错误描述"), KEY_MESSAGE},
		{WORD("错误message"), KEY_MESSAGE},
		{WORD("请求ID"), KEY_REQUEST_ID},
	};
	if (name.length > 0 && (unsigned char)name.at[0] >= 0x80)
		for (size_t i = 0; i < LENGTH(labels); i++)
			if (span_ends_nocase(name, labels[i].end))
				return labels[i].key;
	if (span_ends_nocase(name, SPAN("返回码")) || span_ends_nocase(name, SPAN("状态码"))) /* HTTP返回码 */
		return KEY_HTTP_STATUS;
	return fields_key(name);
}

bool fields_is_success(struct span value)
{
	static const struct span words[] = {WORD("ok"), WORD("success"), WORD("succeed"), WORD("succeeded"),
		WORD("completed"), WORD("normal"), WORD("null"), WORD("none"), WORD("nil"), WORD("undefined"),
		WORD("false"), WORD("200"), WORD("200 ok")};
	for (size_t i = 0; i < LENGTH(words); i++)
		if (span_equals_nocase(value, words[i]))
			return true;
	size_t zeros = 0;
	while (zeros < value.length && value.at[zeros] == '0')
		zeros++;
	return zeros == value.length;
}

int fields_reason(struct span text, size_t *length)
{
	static const struct {
		const char *words;
		int status;
	} reasons[] = {{"Bad Request", 400}, {"Unauthorized", 401}, {"Payment Required", 402}, {"Forbidden", 403},
		{"Not Found", 404}, {"Method Not Allowed", 405}, {"Request Timeout", 408}, {"Conflict", 409},
		{"Payload Too Large", 413}, {"Content Too Large", 413}, {"Request Entity Too Large", 413},
		{"Unsupported Media Type", 415}, {"Unprocessable Entity", 422}, {"Unprocessable Content", 422},
		{"Unprocessable", 422}, {"Too Many Requests", 429}, {"Internal Server Error", 500},
		{"Bad Gateway", 502}, {"Service Unavailable", 503}, {"Gateway Timeout", 504},
		{"Gateway Time-out", 504}};
	char first = text.length > 0 ? (char)(text.at[0] & ~0x20) : '\0';
	for (size_t i = 0; i < LENGTH(reasons); i++) {
		const char *words = reasons[i].words;
		size_t n = 0;
		if (words[0] != first)
			continue;
		while (n < text.length && words[n] &&
			text_lower(text.at[n] == '_' ? ' ' : text.at[n]) == text_lower(words[n]))
			n++;
		if (!words[n]) {
			if (length)
				*length = n;
			return reasons[i].status;
		}
	}
	if (length)
		*length = 0;
	return 0;
}
