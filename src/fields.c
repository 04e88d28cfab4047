#include "fields.h"

#include <string.h>

/* The names of fields in small letters, without '_', '-', '.' and blanks; the first index is the number of letters.
 * Each list ends with an empty name; those without a name, names[0] among them, are empty. */
enum { NAME_LONGEST = 16, NAMES_MOST = 12 };
static const struct name {
	char letters[NAME_LONGEST + 1];
	unsigned char key;
} names[NAME_LONGEST + 1][NAMES_MOST] = {
	[3] = {{"exc", KEY_DETAIL}, {"log", KEY_DETAIL}, {"msg", KEY_MESSAGE}, {"row", KEY_PLACE}, {"uri", KEY_ACCESS},
		{"url", KEY_ACCESS}},
	[4] = {{"body", KEY_DETAIL}, {"code", KEY_CODE}, {"file", KEY_PLACE}, {"line", KEY_DETAIL}, {"name", KEY_NAME},
		{"path", KEY_ACCESS}, {"role", KEY_ROLE}, {"rule", KEY_PLACE}, {"text", KEY_CONTENT},
		{"type", KEY_TYPE}},
	[5] = {{"count", KEY_COUNT}, {"delta", KEY_CONTENT}, {"error", KEY_ERROR}, {"event", KEY_EVENT},
		{"input", KEY_INPUT}, {"level", KEY_LEVEL}, {"query", KEY_CONTENT}, {"route", KEY_ACCESS},
		{"tools", KEY_CONTENT}, {"usage", KEY_ANSWER}, {"value", KEY_VALUE}},
	[6] = {{"column", KEY_PLACE}, {"errmsg", KEY_ERROR_MESSAGE}, {"evalue", KEY_DETAIL}, {"method", KEY_ACCESS},
		{"output", KEY_ANSWER}, {"prompt", KEY_CONTENT}, {"reason", KEY_DETAIL}, {"ruleid", KEY_PLACE},
		{"status", KEY_STATUS}},
	[7] = {{"choices", KEY_ANSWER}, {"content", KEY_CONTENT}, {"errcode", KEY_ERROR_CODE}, {"excinfo", KEY_DETAIL},
		{"message", KEY_MESSAGE}, {"payload", KEY_DETAIL}, {"request", KEY_ACCESS}, {"success", KEY_SUCCESS}},
	[8] = {{"errormsg", KEY_ERROR_MESSAGE}, {"filename", KEY_PLACE}, {"function", KEY_CONTENT},
		{"httpcode", KEY_HTTP_STATUS}, {"location", KEY_PLACE}, {"loglevel", KEY_LEVEL},
		{"messages", KEY_CONTENT}, {"sentence", KEY_CONTENT}, {"severity", KEY_LEVEL},
		{"toolinfo", KEY_CONTENT}},
	[9] = {{"arguments", KEY_CONTENT}, {"errorcode", KEY_ERROR_CODE}, {"errorname", KEY_ERROR_CODE},
		{"levelname", KEY_LEVEL}, {"reasoning", KEY_CONTENT}, {"requestid", KEY_REQUEST_ID},
		{"toolcalls", KEY_CONTENT}, {"useragent", KEY_ACCESS}},
	[10] = {{"candidates", KEY_ANSWER}, {"errmessage", KEY_ERROR_MESSAGE}, {"httpstatus", KEY_HTTP_STATUS},
		{"parameters", KEY_CONTENT}, {"statuscode", KEY_HTTP_STATUS}, {"taskstatus", KEY_TASK_STATUS},
		{"transcript", KEY_CONTENT}, {"xrequestid", KEY_REQUEST_ID}},
	[11] = {{"description", KEY_DETAIL}, {"stringvalue", KEY_DETAIL}, {"textpayload", KEY_DETAIL}},
	[12] = {{"errormessage", KEY_ERROR_MESSAGE}, {"functioncall", KEY_CONTENT}},
	[13] = {{"detailmessage", KEY_DETAIL}, {"statusmessage", KEY_DETAIL}},
	[14] = {{"httpstatuscode", KEY_HTTP_STATUS}, {"responsestatus", KEY_HTTP_STATUS}},
	[15] = {{"codeinterpreter", KEY_CONTENT}},
	[16] = {{"reasoningcontent", KEY_CONTENT}},
};

/* A bit for a letter of either case. */
#define BIT(letter) (1U << ((letter)&31))

/* What a name that is not in the table holds by a word in it: errorInfo, stack_trace, failure. */
static enum key key_of_word(struct span name)
{
	static const struct {
		struct span start;
		enum key key;
	} words[] = {{WORD("err"), KEY_FAILURE}, {WORD("exception"), KEY_FAILURE}, {WORD("fail"), KEY_FAILURE},
		{WORD("detail"), KEY_DETAIL}, {WORD("stack"), KEY_DETAIL}, {WORD("trace"), KEY_DETAIL},
		{WORD("cause"), KEY_DETAIL}, {WORD("warn"), KEY_DETAIL}};
	/* The first and second letters of the words: most places in a name are ruled out by these alone. */
	const unsigned first = BIT('e') | BIT('d') | BIT('s') | BIT('t') | BIT('c') | BIT('f') | BIT('w');
	const unsigned second = BIT('r') | BIT('e') | BIT('x') | BIT('t') | BIT('a');
	for (size_t i = 0; i + 2 < name.length; i++)
		if ((first & BIT(name.at[i])) && (second & BIT(name.at[i + 1])))
			for (size_t k = 0; k < LENGTH(words); k++)
				if (span_starts_nocase(span_from(name, i), words[k].start))
					return words[k].key;
	return KEY_OTHER;
}

enum key fields_key(struct span name)
{
	enum { LONGEST = 40 };
	char letters[NAME_LONGEST + 8] = "";
	size_t count = 0;
	if (name.length == 0 || name.length > LONGEST)
		return KEY_OTHER;
	for (size_t i = 0; i < name.length && count <= NAME_LONGEST; i++) {
		char c = name.at[i];
		letters[count] = text_lower(c);
		count += c != '_' && c != '-' && c != '.' && c != ' ';
	}
	letters[count] = '\0';
	const struct name *list = names[count <= NAME_LONGEST ? count : 0];
	for (const struct name *n = list; n->letters[0]; n++) /* eight bytes are compared fast */
		if (memcmp(n->letters, letters, 8) == 0 && memcmp(n->letters, letters, count) == 0)
			return n->key;
	return key_of_word(name);
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
	const char *first = name.at, *last = name.at + name.length - 1;
	if (name.length > 0 && ((unsigned char)*first >= 0x80 || (unsigned char)*last >= 0x80))
		for (size_t i = 0; i < LENGTH(labels); i++)
			if (span_ends_nocase(name, labels[i].end))
				return labels[i].key;
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
