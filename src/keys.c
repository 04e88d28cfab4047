#include "keys.h"

#include <string.h>

/* Names as words joined by '_', sorted by how many letters they have. */
static const struct {
	const char *name;
	unsigned char letters;
	unsigned char key;
} names[] = {
	{"exc", 3, KEY_TELLING},
	{"log", 3, KEY_TELLING},
	{"msg", 3, KEY_MESSAGE},
	{"uri", 3, KEY_ACCESS},
	{"url", 3, KEY_ACCESS},
	{"body", 4, KEY_TELLING},
	{"code", 4, KEY_CODE},
	{"line", 4, KEY_TELLING},
	{"name", 4, KEY_NAME},
	{"path", 4, KEY_ACCESS},
	{"role", 4, KEY_ROLE},
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
	{"value", 5, KEY_TELLING},
	{"err_msg", 6, KEY_MESSAGE},
	{"evalue", 6, KEY_TELLING},
	{"method", 6, KEY_ACCESS},
	{"output", 6, KEY_ANSWER},
	{"prompt", 6, KEY_CONTENT},
	{"reason", 6, KEY_TELLING},
	{"status", 6, KEY_STATUS},
	{"choices", 7, KEY_ANSWER},
	{"content", 7, KEY_CONTENT},
	{"err_code", 7, KEY_ERROR_CODE},
	{"exc_info", 7, KEY_TELLING},
	{"message", 7, KEY_MESSAGE},
	{"payload", 7, KEY_TELLING},
	{"success", 7, KEY_SUCCESS},
	{"error_msg", 8, KEY_MESSAGE},
	{"function", 8, KEY_CONTENT},
	{"http_code", 8, KEY_HTTP_STATUS},
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
	{"err_message", 10, KEY_MESSAGE},
	{"http_status", 10, KEY_HTTP_STATUS},
	{"parameters", 10, KEY_CONTENT},
	{"status_code", 10, KEY_HTTP_STATUS},
	{"task_status", 10, KEY_TASK_STATUS},
	{"transcript", 10, KEY_CONTENT},
	{"x_request_id", 10, KEY_REQUEST_ID},
	{"description", 11, KEY_TELLING},
	{"string_value", 11, KEY_TELLING},
	{"text_payload", 11, KEY_TELLING},
	{"error_message", 12, KEY_MESSAGE},
	{"function_call", 12, KEY_CONTENT},
	{"detail_message", 13, KEY_TELLING},
	{"status_message", 13, KEY_TELLING},
	{"http_status_code", 14, KEY_HTTP_STATUS},
	{"response_status", 14, KEY_HTTP_STATUS},
	{"code_interpreter", 15, KEY_CONTENT},
	{"reasoning_content", 16, KEY_CONTENT},
};

enum { NAME_LONGEST = 40 };

/* Whether a longer name has a word in it that makes it a telling one: errorInfo, stack_trace, failure. */
static bool is_telling(struct span name)
{
	static const struct span words[] = {{"err", 3}, {"detail", 6}, {"exception", 9}, {"stack", 5}, {"trace", 5},
		{"cause", 5}, {"fail", 4}, {"warn", 4}};
	for (size_t i = 0; i + 2 < name.length; i++) {
		char first = text_lower(name.at[i]);
		for (size_t k = 0; k < sizeof words / sizeof *words; k++)
			if (first == words[k].at[0] && span_starts_nocase(span_from(name, i), words[k]))
				return true;
	}
	return false;
}

static bool is_joint(char c)
{
	return c == '_' || c == '-' || c == ' ';
}

/* Whether `name` is a name of the table: its words in any case, joined by '_', '-', a blank or nothing. */
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

static enum key find_key(struct span name)
{
	size_t letters = 0;
	for (size_t i = 0; i < name.length; i++)
		letters += !is_joint(name.at[i]);
	char first = name.length > 0 ? text_lower(name.at[0]) : '\0';
	size_t low = 0, count = sizeof names / sizeof *names;
	for (size_t high = count; low < high;) {
		size_t middle = (low + high) / 2;
		if (names[middle].letters < letters)
			low = middle + 1;
		else
			high = middle;
	}
	for (size_t i = low; i < count && names[i].letters == letters; i++)
		if (names[i].name[0] == first && is_named(name, names[i].name))
			return names[i].key;
	return name.length <= NAME_LONGEST && is_telling(name) ? KEY_TELLING : KEY_OTHER;
}

enum key key_of(struct span name)
{
	/* The names met last: an input has few, again and again. */
	enum { SLOTS = 64, LONGEST = 22 };
	static struct {
		unsigned char length, key;
		char name[LONGEST];
	} met[SLOTS];
	if (name.length == 0 || name.length > LONGEST)
		return find_key(name);
	size_t slot = (name.length * 11 + (unsigned char)name.at[0] * 3 + (unsigned char)name.at[name.length - 1] * 5) %
		      (sizeof met / sizeof *met);
	if (met[slot].length != name.length || memcmp(met[slot].name, name.at, name.length) != 0) {
		met[slot].length = (unsigned char)name.length;
		met[slot].key = (unsigned char)find_key(name);
		memcpy(met[slot].name, name.at, name.length);
	}
	return met[slot].key;
}

enum key key_of_label(struct span name)
{
	static const struct {
		struct span end; /* of the name */
		enum key key;
	} labels[] = {
		{{"错误码", 9}, KEY_ERROR_CODE},
		{{"错误代码", 12}, KEY_ERROR_CODE},
		{{"状态码", 9}, KEY_HTTP_STATUS},
		{{"返回码", 9}, KEY_HTTP_STATUS},
		{{"错误信息", 12}, KEY_MESSAGE},
		{{"错误消息", 12}, KEY_MESSAGE},
		{{"错误描述", 12}, KEY_MESSAGE},
		{{"请求ID", 8}, KEY_REQUEST_ID},
	};
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (span_ends_nocase(name, labels[i].end))
			return labels[i].key;
	return key_of(name);
}

bool key_is_field(enum key key)
{
	switch (key) {
	case KEY_CODE:
	case KEY_ERROR_CODE:
	case KEY_STATUS:
	case KEY_HTTP_STATUS:
	case KEY_MESSAGE:
	case KEY_TYPE:
	case KEY_REQUEST_ID:
	case KEY_TASK_STATUS:
		return true;
	default:
		return false;
	}
}

bool key_is_success(struct span value)
{
	static const struct span words[] = {{"ok", 2}, {"success", 7}, {"succeed", 7}, {"succeeded", 9},
		{"completed", 9}, {"normal", 6}, {"null", 4}, {"none", 4}, {"false", 5}, {"200", 3}, {"200 ok", 6}};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (span_equals_nocase(value, words[i]))
			return true;
	size_t zeros = 0;
	while (zeros < value.length && value.at[zeros] == '0')
		zeros++;
	return zeros == value.length;
}

const char *key_reason(struct span text)
{
	static const struct {
		const char *words, *digits;
	} reasons[] = {{"Bad Request", "400"}, {"Unauthorized", "401"}, {"Payment Required", "402"},
		{"Forbidden", "403"}, {"Not Found", "404"}, {"Method Not Allowed", "405"}, {"Request Timeout", "408"},
		{"Conflict", "409"}, {"Payload Too Large", "413"}, {"Content Too Large", "413"},
		{"Request Entity Too Large", "413"}, {"Unsupported Media Type", "415"}, {"Unprocessable", "422"},
		{"Too Many Requests", "429"}, {"Internal Server Error", "500"}, {"Bad Gateway", "502"},
		{"Service Unavailable", "503"}, {"Gateway Timeout", "504"}};
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
		const char *words = reasons[i].words;
		size_t n = 0;
		while (n < text.length && words[n] &&
			text_lower(text.at[n] == '_' ? ' ' : text.at[n]) == text_lower(words[n]))
			n++;
		if (!words[n])
			return reasons[i].digits;
	}
	return NULL;
}
