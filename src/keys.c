#include "keys.h"

#include <string.h>

/* Sorted by length, then by name. */
static const struct {
	struct span name;
	enum key key;
} names[] = {
	{{"log", 3}, KEY_TELLING},
	{{"msg", 3}, KEY_MESSAGE},
	{{"uri", 3}, KEY_ACCESS},
	{{"url", 3}, KEY_ACCESS},
	{{"body", 4}, KEY_TELLING},
	{{"code", 4}, KEY_CODE},
	{{"line", 4}, KEY_TELLING},
	{{"path", 4}, KEY_ACCESS},
	{{"role", 4}, KEY_ROLE},
	{{"text", 4}, KEY_CONTENT},
	{{"type", 4}, KEY_TYPE},
	{{"count", 5}, KEY_COUNT},
	{{"delta", 5}, KEY_CONTENT},
	{{"error", 5}, KEY_ERROR},
	{{"event", 5}, KEY_EVENT},
	{{"input", 5}, KEY_INPUT},
	{{"query", 5}, KEY_CONTENT},
	{{"route", 5}, KEY_ACCESS},
	{{"tools", 5}, KEY_CONTENT},
	{{"usage", 5}, KEY_ANSWER},
	{{"errmsg", 6}, KEY_MESSAGE},
	{{"method", 6}, KEY_ACCESS},
	{{"output", 6}, KEY_ANSWER},
	{{"prompt", 6}, KEY_CONTENT},
	{{"reason", 6}, KEY_TELLING},
	{{"status", 6}, KEY_STATUS},
	{{"choices", 7}, KEY_ANSWER},
	{{"content", 7}, KEY_CONTENT},
	{{"errcode", 7}, KEY_ERROR_CODE},
	{{"message", 7}, KEY_MESSAGE},
	{{"payload", 7}, KEY_TELLING},
	{{"success", 7}, KEY_SUCCESS},
	{{"errormsg", 8}, KEY_MESSAGE},
	{{"function", 8}, KEY_CONTENT},
	{{"httpcode", 8}, KEY_HTTP_STATUS},
	{{"messages", 8}, KEY_CONTENT},
	{{"sentence", 8}, KEY_CONTENT},
	{{"toolinfo", 8}, KEY_CONTENT},
	{{"arguments", 9}, KEY_CONTENT},
	{{"errorcode", 9}, KEY_ERROR_CODE},
	{{"errorname", 9}, KEY_ERROR_CODE},
	{{"reasoning", 9}, KEY_CONTENT},
	{{"requestid", 9}, KEY_REQUEST_ID},
	{{"toolcalls", 9}, KEY_CONTENT},
	{{"useragent", 9}, KEY_ACCESS},
	{{"candidates", 10}, KEY_ANSWER},
	{{"errmessage", 10}, KEY_MESSAGE},
	{{"httpstatus", 10}, KEY_HTTP_STATUS},
	{{"parameters", 10}, KEY_CONTENT},
	{{"statuscode", 10}, KEY_HTTP_STATUS},
	{{"taskstatus", 10}, KEY_TASK_STATUS},
	{{"transcript", 10}, KEY_CONTENT},
	{{"xrequestid", 10}, KEY_REQUEST_ID},
	{{"description", 11}, KEY_TELLING},
	{{"textpayload", 11}, KEY_TELLING},
	{{"errormessage", 12}, KEY_MESSAGE},
	{{"functioncall", 12}, KEY_CONTENT},
	{{"detailmessage", 13}, KEY_TELLING},
	{{"statusmessage", 13}, KEY_TELLING},
	{{"httpstatuscode", 14}, KEY_HTTP_STATUS},
	{{"responsestatus", 14}, KEY_HTTP_STATUS},
	{{"codeinterpreter", 15}, KEY_CONTENT},
	{{"reasoningcontent", 16}, KEY_CONTENT},
};

enum { NAME_LONGEST = 40 };

/* Whether a longer name has a word in it that makes it a telling one: errorInfo, stack_trace, failure. */
static bool is_telling(struct span name)
{
	static const struct span words[] = {{"err", 3}, {"detail", 6}, {"exception", 9}, {"stack", 5}, {"trace", 5}, {"cause", 5},
		{"fail", 4}, {"warn", 4}};
	for (size_t i = 0; i + 2 < name.length; i++) {
		if (!memchr("edstcfw", name.at[i], 7))
			continue;
		for (size_t k = 0; k < sizeof words / sizeof *words; k++)
			if (name.at[i] == words[k].at[0] && span_starts(span_from(name, i), words[k]))
				return true;
	}
	return false;
}

/* Whether the words that quick.c looks for stand in `name` as they do in `folded`, in one piece. */
static bool keeps_words(struct span name, struct span folded)
{
	static const struct span words[] = {{"code", 4}, {"error", 5}, {"status", 6}, {"fail", 4}, {"except", 6}, {"request", 7},
		{"message", 7}, {"msg", 3}, {"count", 5}, {"type", 4}};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (span_find_nocase(folded, words[i]) && !span_find_nocase(name, words[i]))
			return false;
	return true;
}

enum key key_of(struct span name)
{
	char folded[NAME_LONGEST];
	struct span whole = {folded, 0};
	for (size_t i = 0; i < name.length; i++) {
		if (name.at[i] == '_' || name.at[i] == '-')
			continue;
		if (whole.length == sizeof folded)
			return KEY_OTHER;
		folded[whole.length++] = text_lower(name.at[i]);
	}
	for (size_t low = 0, high = sizeof names / sizeof *names; low < high;) {
		size_t middle = (low + high) / 2;
		struct span other = names[middle].name;
		int order = whole.length < other.length ? -1 : 1;
		if (whole.length == other.length) {
			order = memcmp(folded, other.at, whole.length);
			if (order == 0)
				return whole.length == name.length || keeps_words(name, whole) ? names[middle].key : KEY_OTHER;
		}
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return is_telling(whole) ? KEY_TELLING : KEY_OTHER;
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
