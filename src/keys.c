#include "keys.h"

#include <string.h>

static const struct {
	const char *name;
	enum key key;
} names[] = {
	{"code", KEY_CODE},
	{"errorcode", KEY_ERROR_CODE},
	{"errcode", KEY_ERROR_CODE},
	{"errorname", KEY_ERROR_CODE},
	{"status", KEY_STATUS},
	{"statuscode", KEY_HTTP_STATUS},
	{"httpstatus", KEY_HTTP_STATUS},
	{"httpcode", KEY_HTTP_STATUS},
	{"httpstatuscode", KEY_HTTP_STATUS},
	{"responsestatus", KEY_HTTP_STATUS},
	{"message", KEY_MESSAGE},
	{"msg", KEY_MESSAGE},
	{"errormessage", KEY_MESSAGE},
	{"errormsg", KEY_MESSAGE},
	{"errmsg", KEY_MESSAGE},
	{"errmessage", KEY_MESSAGE},
	{"type", KEY_TYPE},
	{"requestid", KEY_REQUEST_ID},
	{"xrequestid", KEY_REQUEST_ID},
	{"taskstatus", KEY_TASK_STATUS},
	{"event", KEY_EVENT},
	{"success", KEY_SUCCESS},
	{"count", KEY_COUNT},
	{"role", KEY_ROLE},
	{"error", KEY_ERROR},
	{"log", KEY_TELLING},
	{"line", KEY_TELLING},
	{"body", KEY_TELLING},
	{"payload", KEY_TELLING},
	{"textpayload", KEY_TELLING},
	{"reason", KEY_TELLING},
	{"description", KEY_TELLING},
	{"detailmessage", KEY_TELLING},
	{"statusmessage", KEY_TELLING},
	{"choices", KEY_ANSWER},
	{"output", KEY_ANSWER},
	{"usage", KEY_ANSWER},
	{"candidates", KEY_ANSWER},
	{"method", KEY_ACCESS},
	{"path", KEY_ACCESS},
	{"url", KEY_ACCESS},
	{"uri", KEY_ACCESS},
	{"route", KEY_ACCESS},
	{"useragent", KEY_ACCESS},
	{"content", KEY_CONTENT},
	{"reasoning", KEY_CONTENT},
	{"reasoningcontent", KEY_CONTENT},
	{"text", KEY_CONTENT},
	{"arguments", KEY_CONTENT},
	{"input", KEY_INPUT},
	{"prompt", KEY_CONTENT},
	{"messages", KEY_CONTENT},
	{"delta", KEY_CONTENT},
	{"tools", KEY_CONTENT},
	{"toolcalls", KEY_CONTENT},
	{"toolinfo", KEY_CONTENT},
	{"functioncall", KEY_CONTENT},
	{"function", KEY_CONTENT},
	{"parameters", KEY_CONTENT},
	{"codeinterpreter", KEY_CONTENT},
	{"sentence", KEY_CONTENT},
	{"transcript", KEY_CONTENT},
	{"query", KEY_CONTENT},
};

/* Words of which one in a longer name makes it a telling one: errorInfo, stack_trace, failure. */
static const char *const telling[] = {"err", "detail", "exception", "stack", "trace", "cause", "fail", "warn"};

enum { NAME_LONGEST = 40 };

enum key key_of(struct span name)
{
	char folded[NAME_LONGEST];
	size_t length = 0;
	for (size_t i = 0; i < name.length; i++) {
		if (name.at[i] == '_' || name.at[i] == '-')
			continue;
		if (length == sizeof folded)
			return KEY_OTHER;
		folded[length++] = text_lower(name.at[i]);
	}
	struct span whole = {folded, length};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (span_equals(whole, span_of(names[i].name)))
			return names[i].key;
	for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
		if (span_find_nocase(whole, span_of(telling[i])))
			return KEY_TELLING;
	return KEY_OTHER;
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
