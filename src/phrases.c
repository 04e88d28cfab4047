#include "phrases.h"

#include "line.h"
#include "message.h"
#include "prefix.h"
#include "trim.h"

#include <string.h>

bool phrases_fail(struct span word)
{
	static const struct span parts[] = {
		WORD("error"), WORD("exception"), WORD("fail"), WORD("错误"), WORD("异常"), WORD("报错"), WORD("失败")};
	for (size_t i = 0; i + 4 <= word.length; i++)
		if (text_lower(word.at[i]) == 'e' || text_lower(word.at[i]) == 'f' || (unsigned char)word.at[i] >= 0xe5)
			for (size_t k = 0; k < LENGTH(parts); k++)
				if (span_starts_nocase(span_from(word, i), parts[k]))
					return true;
	return false;
}

int phrases_angle(struct span text)
{
	enum { LENGTH = sizeof "<400>" - 1 };
	for (const char *at; text.length >= LENGTH && (at = memchr(text.at, '<', text.length - LENGTH + 1));
		text = span_from(text, (size_t)(at - text.at) + 1)) {
		int status = at[LENGTH - 1] == '>' ? failure_status((struct span){at + 1, 3}) : 0;
		if (status)
			return status;
	}
	return 0;
}

/* ---- A number ---- */

/* What stands before a number; a set. A phrase adds some of these, the rest of the line the others. */
enum before {
	NAMED = 1,     /* one of the phrases */
	FAILS = 2,     /* words that report a failure */
	SURE = 4,      /* words that report one whatever follows the number */
	PROTOCOL = 8,  /* the phrase is HTTP */
	SIGN = 16,     /* a colon, an equals sign or a bracket is between the phrase and the number */
	FIRST = 32,    /* the phrase begins the line, and a colon is behind it */
	START = 64,    /* the number begins the line, or is right behind a colon, a bracket or a quote */
	FOREIGN = 128, /* the phrase names a code that is not a status of HTTP */
};

/* The words before a number, without the signs between. The first that fits is used, so a phrase that ends in another
 * one is above it. */
static const struct phrase {
	struct span words;
	unsigned before;
} phrases[] = {
	{WORD("status code does not indicate success"), FAILS | SURE}, /* .NET */
	{WORD("status code was unacceptable"), FAILS | SURE},          /* Alamofire */
	{WORD("failed with status"), FAILS | SURE},                    /* axios */
	{WORD("responded with status"), FAILS | SURE},
	{WORD("returned status"), FAILS},
	{WORD("api returned"), FAILS},
	{WORD("returned http"), FAILS},
	{WORD("unexpected status"), FAILS}, /* codex */
	{WORD("unexpected server response"), FAILS | SURE},
	{WORD("last status"), FAILS},
	{WORD("resulted in a"), FAILS | SURE}, /* guzzle */
	{WORD("return error code"), FOREIGN},  /* a message of the service */
	{WORD("error code"), FAILS},
	{WORD("error"), FAILS},
	{WORD("exception"), FAILS},
	{WORD("<response"), FAILS | SURE}, /* requests */
	{WORD("<title>"), FAILS | SURE},   /* nginx */
	{WORD("response code"), 0},
	{WORD("http_code"), 0},
	{WORD("http status"), 0},
	{WORD("status"), 0},
	{WORD("code"), 0},
	{WORD("http"), PROTOCOL},
	{WORD("failed"), FAILS},
	{WORD("returned"), 0},
	{WORD("rejected"), 0},
	{WORD("状态码"), 0},
	{WORD("返回码"), 0},
	{WORD("返回"), 0},
	{WORD("错误码"), FAILS},
	{WORD("错误"), FAILS},
	{WORD("异常"), FAILS},
	{WORD("报错"), FAILS},
};

/* What stands behind a number; a set. */
enum behind {
	ANYTHING = 1,   /* anything but the rest of a sentence in parentheses */
	REPORT = 2,     /* what clients print there: nothing, a sign, a capital letter */
	END = 4,        /* nothing, a colon, a bracket, two blanks */
	COLON = 8,      /* a colon */
	URL = 16,       /* a URL */
	REASON = 32,    /* a reason phrase */
	LAST = 64,      /* a reason phrase that ends the sentence */
	RESPONSE = 128, /* the number's own reason phrase, then nothing but a sign or a place in a program */
	KNOWN = 256,    /* all of a message that the table has */
	NO_BODY = 512,  /* words of a client about a response without a body, which is no message */
};

/* Where a number is the status of a failure that a client reports. */
static const struct {
	unsigned before; /* all of these stand before it */
	unsigned behind; /* one of these stands behind it; 0: anything may */
} reports[] = {
	{0, NO_BODY},
	{FAILS, LAST},
	{FAILS, URL}, /* the openai packages: `response (error; …) 429 http://…` */
	{NAMED | FAILS, REPORT},
	{NAMED | FAILS | SIGN, ANYTHING},
	{SURE, 0},
	{NAMED | FIRST, END},
	{PROTOCOL, COLON},
	{PROTOCOL | FAILS, END},
	{START, RESPONSE | KNOWN},
};

/* A number that may be a status, and what stands around it. */
struct number {
	struct span words;       /* before the phrase, or before the number if there is no phrase */
	struct span rest;        /* of the line, behind the number */
	char previous;           /* the byte before the number */
	char sign;               /* the first sign between the phrase and the number; 0: none */
	bool quoted;             /* a backtick is among those signs: of a document */
	unsigned before, behind; /* sets of the above */
};

/* Whether three digits are a number of their own, not a part of a date, a path, a version or a longer number. */
static bool stands_alone(struct span line, size_t at)
{
	struct span behind = span_from(line, at + 3);
	char previous = at > 0 ? line.at[at - 1] : ' ', next = behind.length > 0 ? behind.at[0] : '\n';
	bool digit = behind.length > 1 && text_is_digit(behind.at[1]);
	return !memchr("/.-,_$#", previous, 7) && !text_is_alnum(previous) && !memchr("-/_", next, 3) &&
	       !text_is_alnum(next) && !((next == '.' || next == ':') && digit);
}

/* Removes blanks and signs from the end of `text`; returns the first of them that is not a blank, or 0. */
static char cut_signs(struct span *text)
{
	char first = '\0', sign;
	while (text->length > 0) {
		size_t n = text->length > 3 && (unsigned char)text->at[text->length - 1] >= 0x80 ? 3 : 1;
		(void)lex_sign(span_from(*text, text->length - n), &sign);
		if (!memchr(" :=([\"'<*\\`", sign, 11))
			break;
		first = sign != ' ' ? sign : first;
		text->length -= n;
	}
	return first;
}

/* Whether the words before a number end with the field of a log, without blanks: `http.status_code=429`. */
static bool is_log_field(const struct number *n)
{
	size_t start = n->words.length;
	while (start > 0 && (text_is_alnum(n->words.at[start - 1]) || memchr("_.", n->words.at[start - 1], 2)))
		start--;
	enum key key = fields_key(span_from(n->words, start));
	return n->previous == '=' && (key == KEY_HTTP_STATUS || key == KEY_STATUS);
}

/* Removes the phrase from the end of the words before a number. */
static void cut_phrase(struct number *n)
{
	static const struct span links[] = {WORD(" is"), WORD("=HTTP"), WORD(": HTTP"), WORD("：HTTP")};
	struct span *words = &n->words;
	for (size_t i = 0; i < LENGTH(links); i++)
		if (span_ends_nocase(*words, links[i])) {
			n->sign = ':';
			words->length -= links[i].length;
			(void)cut_signs(words);
			break;
		}
	if (span_ends_nocase(*words, SPAN("status code"))) /* any phrase with `status` may have that */
		words->length -= strlen(" code");
	for (size_t i = 0; i < LENGTH(phrases); i++) {
		if (!span_ends_nocase(*words, phrases[i].words))
			continue;
		size_t left = words->length - phrases[i].words.length;
		if (left > 0 && memchr("_.", words->at[left - 1], 2) && !is_log_field(n))
			return; /* a name in a program */
		n->before |= NAMED | phrases[i].before;
		words->length = left;
		return;
	}
}

/* What a reason phrase and the text behind it add to what stands behind a number. */
static unsigned read_reason(const struct number *n, int status)
{
	static const char *const goes_on[] = {" at ", " for ", " from ", " in ", NULL};
	static const char *const ends[] = {" at ", " <", " (", " for url", NULL};
	struct span rest = n->rest;
	size_t length;
	while (rest.length > 0 && memchr(" -:)](\"'", rest.at[0], 8))
		rest = span_from(rest, 1);
	int reason = fields_reason(rest, &length);
	rest = span_from(rest, length);
	if (n->previous == '"')
		return reason == status && span_starts(rest, SPAN("\":")) ? REASON | RESPONSE : 0;
	if (reason == status && rest.length > 0 && memchr("\"'", rest.at[0], 2))
		rest = span_from(rest, 1);
	struct span next = span_trim(span_cut(rest, 16));
	unsigned set = reason ? REASON : 0;
	if (reason && (next.length == 0 || !text_is_alnum(next.at[0]) || lex_starts_with(rest, goes_on)))
		set |= LAST;
	if (reason == status && (next.length == 0 || memchr(":]>)<", rest.at[0], 5) || lex_starts_with(rest, ends)))
		set |= RESPONSE;
	return set;
}

/* What stands behind a number, without REASON, LAST and RESPONSE. */
static unsigned read_behind(struct span behind)
{
	static const struct {
		struct span start;
		unsigned behind;
	} starts[] = {
		{WORD("):"), ANYTHING | REPORT | END | COLON}, {WORD(")。"), 0}, {WORD(")"), ANYTHING | REPORT | END},
		{WORD(":"), ANYTHING | REPORT | END | COLON}, {WORD(" ("), ANYTHING | END},
		{WORD("  "), ANYTHING | END}, {WORD(" http"), ANYTHING | URL},
		{WORD(" status code (no body)"), NO_BODY},             /* the openai packages */
		{WORD(" error responses'"), NO_BODY},                  /* urllib3: 'too many 429 error responses' */
		{WORD(" and RequestOptions.validateStatus"), NO_BODY}, /* Dio */
	};
	struct span text = behind;
	char sign;
	while (text.length > 0 && text_is_space(text.at[0])) /* its end may be far */
		text = span_from(text, 1);
	if (text.length == 0)
		return ANYTHING | REPORT | END;
	if (span_starts(behind, SPAN(") ")) && text.length > 2 && text.at[2] >= 'a' && text.at[2] <= 'z')
		return 0; /* the error (404) pages */
	for (size_t i = 0; i < LENGTH(starts); i++)
		if (span_starts(behind, starts[i].start))
			return starts[i].behind;
	bool wide = lex_sign(text, &sign) == 3;
	return ANYTHING | (wide || memchr("-]'\":", sign, 5) || (sign >= 'A' && sign <= 'Z') ? REPORT : 0U);
}

/* Whether a number begins its line, not as an item of a list, or stands right behind a colon, a bracket or a quote. */
static bool begins_response(struct span line, size_t at)
{
	struct span before = span_trim((struct span){line.at, at});
	if (at == prefix_bytes(line))
		return !memchr("-*#>", span_trim(line).at[0], 4);
	return before.length == 0 || line.at[at - 1] == '"' || memchr(":['", before.at[before.length - 1], 3);
}

static struct number read_number(struct span line, size_t at, unsigned seen)
{
	enum { BEFORE = 64 };
	size_t cut = at > BEFORE ? at - BEFORE : 0;
	struct number n = {.words = {line.at + cut, at - cut}, .rest = span_from(line, at + 3)};
	n.previous = at > 0 ? line.at[at - 1] : ' ';
	n.sign = cut_signs(&n.words);
	const char *signs = n.words.at + n.words.length;
	n.quoted = memchr(signs, '`', (size_t)(line.at + at - signs));
	cut_phrase(&n);
	n.words = span_trim(n.words);
	if (n.sign && memchr(":=([", n.sign, 4))
		n.before |= SIGN;
	if (n.sign == ':' && (n.words.length == 0 || n.words.at[n.words.length - 1] == ']'))
		n.before |= FIRST;
	if ((seen & SEEN_FINE) && !(n.before & FAILS))
		n.before = 0;
	if (seen & SEEN_FAILURE)
		n.before |= FAILS;
	n.behind = read_behind(n.rest) | read_reason(&n, failure_status((struct span){line.at + at, 3}));
	bool words =
		at == prefix_bytes(line) && n.rest.length > 1 && n.rest.at[0] == ' ' && text_is_alnum(n.rest.at[1]);
	if (((n.behind & RESPONSE) || words) && begins_response(line, at)) {
		n.before |= START;
		if (!(n.behind & RESPONSE) && message_find(trim_message(n.rest), EXTENT_WHOLE) != TABLE_NONE)
			n.behind |= KNOWN;
	}
	return n;
}

static bool is_reported(const struct number *n)
{
	for (size_t i = 0; i < LENGTH(reports); i++)
		if (!(reports[i].before & ~n->before) && (!reports[i].behind || (reports[i].behind & n->behind)))
			return true;
	return false;
}

/* Whether the words before a number are a request in the log of a server, `"GET /v1 HTTP/1.1`, which answered with that
 * number itself. */
static bool is_access(struct span words)
{
	return words.length > 8 && span_starts(span_from(words, words.length - 9), SPAN(" HTTP/"));
}

static enum rank rank_of(const struct number *n, int status, unsigned seen)
{
	/* Behind a code, only what begins a part of its message. */
	char last = n->words.length > 0 ? n->words.at[n->words.length - 1] : ' ';
	if ((seen & SEEN_CODE) && !((n->before & NAMED) && memchr("(,;", last, 3)))
		return RANK_NONE;
	if ((n->before & FOREIGN) || (n->quoted && !(n->before & SURE)) || (n->sign == '"' && is_access(n->words)))
		return RANK_NONE;
	if (is_reported(n))
		return seen & SEEN_COMMENT ? RANK_LABELLED : RANK_REPORTED;
	bool named = n->before & NAMED, signed_reason = (n->before & SIGN) && (n->behind & LAST);
	if ((n->before & FIRST) || (named && (n->behind & (END | LAST))) || signed_reason)
		return RANK_STATED;
	if (named || (n->behind & REASON))
		return RANK_LABELLED;
	if (n->words.length == 0 && !n->sign && span_trim(n->rest).length == 0) /* alone on its line: of curl -w */
		return RANK_STATED;
	if ((status > 431 && status < 500) || status > 511) /* hardly ever sent, so some other number */
		return RANK_NONE;
	return !n->sign || text_is_space(n->previous) || memchr("(`'\"", n->sign, 4) ? RANK_NEAR : RANK_NONE;
}

/* The message behind a status, up to data, without the signs between status and message. */
static struct span status_message(const struct number *n)
{
	struct span message = trim_message(n->rest);
	size_t reason;
	char sign, quote = memchr("'\"`", n->previous, 3) ? n->previous : '{';
	for (size_t i = 0; i < message.length; i++)
		if (message.at[i] == '{' || message.at[i] == quote || span_starts(span_from(message, i), SPAN("</")))
			message.length = i - (i > 0 && message.at[i - 1] == '[');
	for (size_t k; (k = lex_sign(message, &sign)) > 0 && memchr(":-,.)]>'\" ", sign, 10);)
		message = span_from(message, k);
	message = span_trim(message);
	if (message.length > 0 && message.at[message.length - 1] == ':') /* behind it was data, or nothing */
		message.length--;
	if (fields_reason(message, &reason) && reason < message.length && memchr(",)\"'", message.at[reason], 4))
		message.length = reason;
	struct lexed_key field = lex_key(message, false);
	bool frame = span_starts(message, SPAN("at ")) && memchr(message.at, '(', message.length);
	if (frame || (n->behind & NO_BODY) || (field.bytes > 0 && fields_is_own(fields_key(field.name))))
		message.length = 0;
	return message;
}

/* The code in brackets behind a status: ` (invalid_request_error: model_not_found)`, ` (Throttling): …`; sets *message
 * to the message behind it. */
static struct span bracketed_code(struct span behind, struct span *message)
{
	struct span line = {behind.at, lex_line(behind)};
	const char *end = span_starts(line, SPAN(" (")) ? memchr(line.at, ')', line.length) : NULL;
	if (!end)
		return (struct span){0};
	struct span code = {line.at + 2, (size_t)(end - line.at) - 2}, rest = span_from(line, code.length + 3);
	struct span type = {code.at, lex_name(code, false)};
	bool typed = span_starts(span_from(code, type.length), SPAN(": ")) &&
		     (type.length == 0 || span_ends_nocase(type, SPAN("_error")));
	if (typed)
		code = span_from(code, type.length + 2);
	if (code.length == 0 || lex_name(code, false) != code.length || (!typed && table_find(code) == TABLE_NONE))
		return (struct span){0};
	*message = span_starts(rest, SPAN(": ")) ? trim_message(span_from(rest, 2)) : (struct span){0};
	return code;
}

/* Whether a text is a known code, and no HTTP reason. */
static bool is_code_alone(struct span text)
{
	return lex_name(text, false) == text.length && failure_is_code_word(text) && !fields_reason(text, NULL);
}

struct announcement phrases_status(struct span line, size_t at, unsigned seen)
{
	struct announcement a = {0};
	a.status = failure_status((struct span){line.at + at, 3});
	if (!a.status || (seen & SEEN_SOURCE) || !stands_alone(line, at))
		return a;
	struct number n = read_number(line, at, seen);
	a.rank = rank_of(&n, a.status, seen);
	if (a.rank == RANK_REPORTED) {
		a.message = status_message(&n);
		a.code = bracketed_code(n.rest, &a.message);
		if (a.code.length == 0 && is_code_alone(a.message)) {
			a.code = a.message;
			a.message.length = 0;
		}
	}
	return a;
}

bool phrases_are_in(struct span text)
{
	for (size_t i = 0; i < text.length; i++) {
		char c = text.at[i];
		if (c == ' ' || (c >= 'a' && c <= 'z'))
			continue;
		struct span behind = span_from(text, i + 1);
		if (memchr(":={\xe2\xef", c, 5) || (c == '-' && i > 0 && text.at[i - 1] == ' ') ||
			(c == '[' && behind.length > 0 && !text_is_digit(behind.at[0])))
			return true;
		if ((c == '4' || c == '5') && failure_status(span_cut(span_from(text, i), 3)) && stands_alone(text, i))
			return true;
	}
	return false;
}

/* ---- A code ---- */

/* The bytes of the sign between a code and its message at the start of `text`, or 0. */
static size_t code_separator(struct span text)
{
	char sign;
	size_t blank = text.length > 0 && text.at[0] == ' ', n = lex_sign(span_from(text, blank), &sign);
	struct span rest = span_from(text, blank + n);
	if (sign == ':' && (blank == 0 || span_starts(rest, SPAN(" "))))
		return n + 2 * blank;
	if (blank > 0 && (sign == '-' && span_starts(rest, SPAN(" "))))
		return strlen(" - ");
	return span_starts(text, SPAN(" – ")) || span_starts(text, SPAN(" — ")) ? strlen(" – ") : 0;
}

/* Whether a word that the table lacks is written as a code: AllocationQuota.FreeTierOnly. */
static bool is_unknown_code(struct span word)
{
	return word.at[0] >= 'A' && word.at[0] <= 'Z' && failure_is_code(word) && !failure_is_class(word);
}

static struct span last_bytes(struct span text, size_t n)
{
	return span_from(text, text.length > n ? text.length - n : 0);
}

/* The bytes of the separator between a word and its message, if the word stands as a code does; else 0. `before`: the
 * line up to the word. `numbered`: a status is right before the word, and a blank is enough: `500 InternalError.Algo An
 * error …`, but not, unless the line reports a failure, before words of the same sentence. */
static size_t separator_behind(struct span before, struct span behind, bool numbered, unsigned seen)
{
	char previous = before.length > 0 ? before.at[before.length - 1] : '\n';
	bool index = before.length > 1 && text_is_alnum(before.at[before.length - 2]); /* test_code[X] */
	if (previous == '[' && !index && span_starts(behind, SPAN("] ")))
		return strlen("] ");
	if (previous == '(' && span_starts(behind, SPAN("): ")))
		return strlen("): ");
	if (previous == '`' || previous == '"')
		return 0;
	size_t sign = code_separator(behind);
	if (sign > 0 || !numbered || behind.length < 2 || behind.at[0] != ' ')
		return sign;
	bool sentence = behind.at[1] >= 'a' && behind.at[1] <= 'z';
	return (seen & SEEN_FAILURE) || !sentence ? 1 : 0;
}

struct announcement phrases_code(struct span line, struct span word, unsigned seen, int status)
{
	enum { BEFORE = 8 };
	struct announcement a = {0};
	if (seen & (SEEN_CODE | SEEN_SOURCE | SEEN_COMMENT))
		return a;
	size_t at = (size_t)(word.at - line.at), cut = at > BEFORE ? at - BEFORE : 0;
	struct span before = span_trim((struct span){line.at + cut, at - cut});
	struct span behind = span_from(line, at + word.length);
	bool numbered = status && failure_status(last_bytes(before, 3));
	size_t separator = separator_behind((struct span){line.at, at}, behind, numbered, seen);
	if (separator == 0)
		return a;
	bool blank = separator == 1 && behind.at[0] == ' ';
	int angle = phrases_angle(last_bytes(before, strlen("<400>")));
	bool marked = angle || (numbered && !blank && memchr(word.at, '.', word.length));
	if (!failure_is_code_word(word) && !(marked && is_unknown_code(word)))
		return a;
	if (!angle) /* `Throttling: <429> …` */
		angle = phrases_angle(span_cut(span_from(behind, separator), 8));
	if (!angle && !(seen & SEEN_FAILURE) && !numbered && !span_starts_nocase(word, SPAN("InternalError.")))
		return a;
	a.status = status ? status : angle;
	a.code = word;
	a.bytes = word.length + separator;
	a.message = trim_message(span_from(behind, separator));
	return a;
}
