#include "trim.h"

#include "fields.h"
#include "lex.h"

#include <string.h>

struct span trim_message(struct span text)
{
	unsigned open = 0;
	text = span_cut(text, FAILURE_MESSAGE);
	text.length = lex_line(text);
	for (size_t i = 0; i < text.length; i++) {
		char c = text.at[i];
		if (c == '[' || c == '(')
			open++;
		else if ((c == ']' || c == ')') && open > 0) /* (0, 1] is an interval */
			open--;
		else if (c == ']')
			text.length = i;
	}
	return span_trim(text);
}

/* Whether 36 bytes are a UUID. */
static bool is_uuid(struct span text)
{
	size_t dashes = 0;
	for (size_t i = 0; i < text.length; i++) {
		dashes += text.at[i] == '-';
		if (!text_is_alnum(text.at[i]) && text.at[i] != '-')
			return false;
	}
	return dashes == 4;
}

/* A UUID in brackets at the end of a message: `(request 1f…)`, `[1f…]`. */
static struct span bracketed_id(struct span *message)
{
	enum { UUID = 36 };
	struct span m = span_trim(*message);
	if (m.length < UUID + 3 || !memchr(")]", m.at[m.length - 1], 2))
		return (struct span){0};
	size_t at = m.length - 1 - UUID;
	struct span id = {m.at + at, UUID}, before = {m.at, at};
	if (span_ends_nocase(before, SPAN("request ")))
		before.length -= strlen("request ");
	char open = m.at[m.length - 1] == ')' ? '(' : '[';
	if (!is_uuid(id) || before.length == 0 || before.at[before.length - 1] != open)
		return (struct span){0};
	before.length--;
	*message = span_trim(before);
	return id;
}

struct span trim_request_id(struct span *message)
{
	struct span id = bracketed_id(message), rest = *message;
	if (id.length > 0)
		return id;
	for (const char *at; (at = span_find_nocase(rest, SPAN("request")));
		rest = span_from(rest, strlen("request"))) {
		rest = span_from(rest, (size_t)(at - rest.at));
		struct lexed_key key = lex_key(rest, false);
		size_t digits = 0, n = 0;
		if (at == message->at || !memchr(" (,[", at[-1], 4) || key.bytes == 0 ||
			fields_key(key.name) != KEY_REQUEST_ID)
			continue;
		id = span_from(rest, key.bytes);
		while (id.length > 0 && memchr("\"'", id.at[0], 2))
			id = span_from(id, 1);
		for (; n < id.length && (text_is_alnum(id.at[n]) || memchr("-_.", id.at[n], 3)); n++)
			digits += text_is_digit(id.at[n]);
		if (digits == 0)
			continue;
		message->length = (size_t)(at - message->at);
		while (message->length > 0 && memchr(" (,[;", message->at[message->length - 1], 5))
			message->length--;
		return (struct span){id.at, n};
	}
	return (struct span){0};
}

/* Cuts off what clients write behind a message. */
static struct span cut_behind(struct span message)
{
	static const struct span ends[] = {
		WORD(", url: http"),                                               /* codex */
		WORD(" (truncated...)"),                                           /* guzzle */
		WORD(" for url: http"),                                            /* requests */
		WORD(": [no body]"),                                               /* Spring */
		WORD("; then sent 1"),                                             /* Python's websockets */
		WORD(" Received Model Group="),                                    /* litellm */
		WORD("\nReceived Model Group="), WORD(" (Press Ctrl+Y to retry)"), /* qwen-code */
	};
	for (size_t i = 0; i + 1 < message.length; i++) {
		char c = message.at[i];
		if (text_is_alnum(c)) /* most are, and this is faster than memchr */
			continue;
		if (!memchr(" ,:;\n", c, 5) || !memchr("(fR ", message.at[i + 1], 4))
			continue;
		for (size_t k = 0; k < LENGTH(ends); k++)
			if (span_starts(span_from(message, i), ends[k]))
				message.length = i;
	}
	if (span_ends_nocase(message, SPAN("│"))) { /* the frame of a box */
		message.length -= strlen("│");
		message = span_trim(message);
	}
	return message;
}

/* Cuts off closing quotes that are not opened in the message. */
static struct span cut_quote(struct span message)
{
	while (message.length > 1 && memchr("\"'`", message.at[message.length - 1], 3) &&
		!memchr(message.at, message.at[message.length - 1], message.length - 1))
		message.length--;
	return message;
}

/* `(Not Found).` -> `Not Found`. */
static struct span bare_reason(struct span message)
{
	size_t n;
	if (message.length > 2 && message.at[0] == '(' && fields_reason(span_from(message, 1), &n) &&
		span_trim(span_from(message, n + 1)).length <= 2)
		return (struct span){message.at + 1, n};
	return message;
}

/* Cuts off a label of `bytes` and the colon behind it; returns whether a colon is there. */
static bool cut_label(struct span *message, size_t bytes)
{
	struct span rest = span_from(*message, bytes);
	if (!span_starts(rest, SPAN(": ")))
		return false;
	*message = span_from(rest, 2);
	return true;
}

/* Cuts off classes: `APIError: `. */
static void cut_classes(struct span *message)
{
	struct span name;
	do
		name = (struct span){message->at, lex_name(*message, false)};
	while (name.length > 0 && failure_is_class(name) && cut_label(message, name.length));
}

/* Cuts off a reason phrase, `Bad Request: `; returns whether there is one. */
static bool cut_reason(struct span *message)
{
	size_t reason;
	return fields_reason(*message, &reason) && cut_label(message, reason);
}

/* Cuts off the status of the failure, which is set if it was 0: `400 `. */
static void cut_status_before(struct span *message, int *status)
{
	struct span m = *message;
	int number = m.length > 8 && m.at[3] == ' ' ? failure_status((struct span){m.at, 3}) : 0;
	if (!number || !text_is_alnum(m.at[4]) || (*status && number != *status))
		return;
	*status = number;
	*message = span_from(m, 4);
}

/* Cuts off the status of the failure that is the last sentence of a message: `Not allowed. 403`. */
static struct span cut_status_behind(struct span message, int status)
{
	size_t end = message.length;
	if (end > 24 && status && span_starts(span_from(message, end - 5), SPAN(". ")) &&
		failure_status(span_from(message, end - 3)) == status)
		message.length -= strlen(" 403");
	return message;
}

/* Cuts off the code and type that the openai packages print behind a message; returns the first of them, or nothing. */
static struct span cut_codes(struct span *message)
{
	struct span found = {0}, m = *message;
	for (;;) {
		size_t n = m.length;
		while (n > 0 && m.at[n - 1] != ' ')
			n--;
		struct span word = span_from(m, n);
		if (n <= 8 || !memchr(word.at, '_', word.length) ||
			(table_find(word) == TABLE_NONE && !span_ends_nocase(word, SPAN("_error"))))
			break;
		m.length = n - 1;
		found = word;
	}
	*message = m;
	return found;
}

void trim_failure(struct failure *failure, bool words)
{
	struct span message = cut_behind(failure->message);
	if (message.length == 0)
		return;
	cut_classes(&message);
	cut_status_before(&message, &failure->status);
	while (cut_reason(&message))
		cut_classes(&message);
	message = cut_status_behind(message, failure->status);
	if (words) {
		message = cut_quote(span_trim(message));
		struct span code = failure->code.length == 0 ? cut_codes(&message) : (struct span){0};
		if (code.length > 0 && table_find(code) != TABLE_NONE)
			failure_set_code(failure, code);
		message = bare_reason(message);
	}
	if (message.at != failure->message.at || message.length != failure->message.length)
		failure_set_message(failure, message);
}
