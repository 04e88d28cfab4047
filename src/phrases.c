#include "phrases.h"

#include "line.h"
#include "prefix.h"
#include "trim.h"

#include <string.h>

/* ---- Labels of a number ---- */

enum label { LABEL_NONE, LABEL_WORD, LABEL_STATUS, LABEL_ERROR };

/* What a phrase means besides the label; a set. */
enum {
	FAILS = 1, /* it reports a failure */
	SURE = 2,  /* so clearly that it does not matter what follows the number */
	HTTP = 4,  /* it is the name of the protocol */
};

/* The words before a number, without the signs between. The first phrase that fits is used: longer ones come first. */
static const struct phrase {
	struct span words;
	enum label label;
	unsigned flags;
} phrases[] = {
	{WORD("status code does not indicate success"), LABEL_STATUS, FAILS | SURE}, /* .NET */
	{WORD("status code was unacceptable"), LABEL_STATUS, FAILS | SURE},          /* Alamofire */
	{WORD("failed with status code"), LABEL_STATUS, FAILS | SURE},               /* axios */
	{WORD("failed with status"), LABEL_STATUS, FAILS | SURE},
	{WORD("responded with status code"), LABEL_STATUS, FAILS},
	{WORD("responded with status"), LABEL_STATUS, FAILS},
	{WORD("returned status code"), LABEL_STATUS, FAILS},
	{WORD("returned status"), LABEL_STATUS, FAILS},
	{WORD("api returned"), LABEL_STATUS, FAILS},
	{WORD("unexpected status code"), LABEL_STATUS, FAILS},
	{WORD("unexpected status"), LABEL_STATUS, FAILS}, /* codex */
	{WORD("unexpected server response"), LABEL_STATUS, FAILS | SURE},
	{WORD("last status"), LABEL_STATUS, FAILS},
	{WORD("return error code"), LABEL_NONE, 0},
	{WORD("error code"), LABEL_ERROR, FAILS},
	{WORD("error"), LABEL_ERROR, FAILS},
	{WORD("exception"), LABEL_ERROR, FAILS},
	{WORD("http status code"), LABEL_STATUS, 0},
	{WORD("response code"), LABEL_STATUS, 0},
	{WORD("http_code"), LABEL_STATUS, 0},
	{WORD("<response"), LABEL_STATUS, FAILS | SURE}, /* requests */
	{WORD("<title>"), LABEL_STATUS, FAILS | SURE},   /* nginx */
	{WORD("status code"), LABEL_STATUS, 0},
	{WORD("http status"), LABEL_STATUS, 0},
	{WORD("status"), LABEL_STATUS, 0},
	{WORD("code"), LABEL_STATUS, 0},
	{WORD("http"), LABEL_WORD, HTTP},
	{WORD("failed"), LABEL_WORD, FAILS},
	{WORD("returned"), LABEL_WORD, 0},
	{WORD("rejected"), LABEL_WORD, 0},
	{WORD("状态码"), LABEL_STATUS, 0},
	{WORD("返回码"), LABEL_STATUS, 0},
	{WORD("返回"), LABEL_STATUS, 0},
	{WORD("错误码"), LABEL_ERROR, FAILS},
	{WORD("错误"), LABEL_ERROR, FAILS},
	{WORD("异常"), LABEL_ERROR, FAILS},
	{WORD("报错"), LABEL_ERROR, FAILS},
};

bool phrases_speak(struct span word)
{
	static const struct span parts[] = {
		WORD("error"), WORD("exception"), WORD("fail"), WORD("错误"), WORD("异常"), WORD("报错"), WORD("失败")};
	for (size_t i = 0; i + 4 <= word.length; i++)
		if (memchr("efEF\xe5\xe6\xe9", word.at[i], 7))
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

/* A word between a phrase and a number: `status is 400`. */
enum link { LINK_NONE, LINK_IS, LINK_OF, LINK_HTTP };

/* A number that may be a status, and what stands around it. */
struct number {
	struct span line;
	size_t at;
	unsigned spoken;
	int status;
	struct span before, behind; /* `before`: without the signs and the phrase that end it */
	char previous, next;
	char sign; /* between the phrase and the number, the one nearest to the words; 0: none */
	enum link link;
	const struct phrase *phrase;
	enum label label;
};

/* Whether three digits are a number of their own, not a part of a date, a path, a version or a longer number. */
static bool stands_alone(struct span line, size_t at)
{
	struct span behind = span_from(line, at + 3);
	char previous = at > 0 ? line.at[at - 1] : ' ', next = behind.length > 0 ? behind.at[0] : '\n';
	bool digit = behind.length > 1 && text_is_digit(behind.at[1]);
	if (memchr("/.-,_$#", previous, 7) || text_is_alnum(previous) || memchr("-/_", next, 3) ||
		text_is_alnum(next) || ((next == '.' || next == ':') && digit))
		return false;
	return !(at < 4 && (next == '\t' || span_starts(behind, SPAN(" |")))); /* the first cell of a table */
}

/* Takes blanks and signs off the end of `text`; returns the last one that is no blank, the nearest to the words. */
static char take_signs(struct span *text, const char *signs)
{
	char last = '\0';
	while (text->length > 0) {
		char c = text->at[text->length - 1], wide;
		if (text->length > 3 && (unsigned char)c >= 0x80 &&
			lex_sign(span_from(*text, text->length - 3), &wide) == 3 && strchr(signs, wide)) {
			last = wide;
			text->length -= 3;
			continue;
		}
		if (c != ' ' && !strchr(signs, c))
			break;
		last = c != ' ' ? c : last;
		text->length--;
	}
	return last;
}

/* Takes the phrase off the end of what stands before the number. */
static void find_phrase(struct number *n)
{
	static const struct {
		struct span words;
		enum link link;
	} links[] = {{WORD(" is"), LINK_IS}, {WORD(" of"), LINK_OF}, {WORD("=HTTP"), LINK_HTTP},
		{WORD(": HTTP"), LINK_HTTP}, {WORD("：HTTP"), LINK_HTTP}};
	for (size_t i = 0; i < LENGTH(links) && !n->link; i++)
		if (span_ends_nocase(n->before, links[i].words)) {
			n->link = links[i].link;
			n->sign = n->link == LINK_HTTP ? ':' : n->sign;
			n->before.length -= links[i].words.length;
			(void)take_signs(&n->before, ":=");
		}
	for (size_t i = 0; i < LENGTH(phrases); i++) {
		if (!span_ends_nocase(n->before, phrases[i].words))
			continue;
		size_t left = n->before.length - phrases[i].words.length;
		char before = left > 0 ? n->before.at[left - 1] : ' ';
		if (before == '_' || (before == '.' && phrases[i].label != LABEL_ERROR))
			return; /* a name of a program */
		n->phrase = &phrases[i];
		n->label = phrases[i].label;
		n->before.length = left;
		return;
	}
}

static struct number read_number(struct span line, size_t at, unsigned spoken)
{
	enum { BEFORE = 64 };
	struct number n = {.line = line, .at = at, .spoken = spoken, .before = {line.at, at}};
	n.status = failure_status((struct span){line.at + at, 3});
	n.behind = span_from(line, at + 3);
	n.previous = at > 0 ? line.at[at - 1] : ' ';
	n.next = n.behind.length > 0 ? n.behind.at[0] : '\n';
	if (n.before.length > BEFORE)
		n.before = span_from(n.before, n.before.length - BEFORE);
	n.sign = take_signs(&n.before, ":=([\"'<*\\");
	find_phrase(&n);
	return n;
}

/* The message behind a status, up to data, without the signs between status and message. */
static struct span status_message(const struct number *n)
{
	struct span text = n->behind;
	size_t reason;
	char sign;
	if (span_starts_nocase(text, SPAN(" status code")))
		text = span_from(text, strlen(" status code"));
	struct span message = trim_message(text);
	char quote = memchr("'\"`", n->previous, 3) ? n->previous : '{';
	for (size_t i = 0; i < message.length; i++)
		if (message.at[i] == '{' || message.at[i] == quote)
			message.length = i;
	for (size_t k; (k = lex_sign(message, &sign)) > 0 && memchr(":-,.)]>'\" ", sign, 10);)
		message = span_from(message, k);
	message = span_trim(message);
	if (fields_reason(message, &reason) && reason < message.length && memchr(",\"'", message.at[reason], 3))
		message.length = reason;
	bool class = span_ends_nocase(message, SPAN("Error)")) && message.at[0] == '(' &&
		     !memchr(message.at, ' ', message.length);
	if (class || span_equals(message, SPAN("(no body)")))
		message.length = 0;
	return message;
}

/* The code in brackets behind a status: ` (invalid_request_error: model_not_found)`, ` (Throttling): …`, with the
 * message behind it. */
static struct span bracketed_code(struct span behind, struct span *message)
{
	struct span line = {behind.at, lex_line(behind)};
	const char *end = span_starts(line, SPAN(" (")) ? memchr(line.at, ')', line.length) : NULL;
	if (!end)
		return (struct span){0};
	struct span inside = {line.at + 2, (size_t)(end - line.at) - 2};
	struct span rest = span_from(line, inside.length + 3);
	struct span type = {inside.at, lex_name(inside, false)}, code = type;
	if (span_starts(span_from(inside, type.length), SPAN(": ")))
		code = span_from(inside, type.length + 2);
	bool typed = code.at != type.at && (type.length == 0 || span_ends_nocase(type, SPAN("_error")));
	bool known = table_find(code) != TABLE_NONE && (rest.length == 0 || memchr(":\r", rest.at[0], 2));
	if (code.length == 0 || lex_name(code, false) != code.length || !(typed || known))
		return (struct span){0};
	*message = span_starts(rest, SPAN(": ")) ? trim_message(span_from(rest, 2)) : (struct span){0};
	return code;
}

/* Whether a sentence goes on, or ends, behind a number in brackets: `the error (404) pages`, `错误（400）。`. */
static bool is_prose(struct span behind)
{
	return span_starts(behind, SPAN(")。")) ||
	       (span_starts(behind, SPAN(") ")) && behind.length > 2 && behind.at[2] >= 'a' && behind.at[2] <= 'z');
}

/* Whether a number is followed by ` status code` and nothing more of a sentence, as the openai packages print it. */
static bool is_status_code(struct span behind)
{
	static const struct span words = WORD(" status code");
	if (!span_starts_nocase(behind, words))
		return false;
	struct span rest = span_trim(span_from(behind, words.length));
	return rest.length == 0 || rest.at[0] == ':' || span_starts(rest, SPAN("(no body)"));
}

/* Whether what is behind a labelled status is what clients print there, and no prose. */
static bool is_followed_as_reported(const struct number *n)
{
	struct span text = n->behind, message, word = span_from(text, 2);
	char sign;
	size_t i = 0;
	word.length = lex_name(word, false);
	if (span_starts(text, SPAN(" (")) && table_find(word) != TABLE_NONE &&
		bracketed_code(text, &message).length == 0)
		return false; /* error 429 (Throttling), wait */
	while (i < text.length && (text.at[i] == ' ' || text.at[i] == '\r'))
		i++;
	if (i == text.length || text.at[i] == '\n')
		return true;
	if (is_prose(text))
		return false;
	bool wide = lex_sign(span_from(text, i), &sign) == 3;
	return wide || memchr(":-)]('\"", sign, 7) || (sign >= 'A' && sign <= 'Z');
}

/* Whether a number and its own reason stand as a client prints a response: `429 Too Many Requests` at the start of a
 * line, behind a colon, in brackets or quotes, and behind them nothing but a sign or a place in a program. */
static bool is_response(const struct number *n)
{
	static const char *const ends[] = {" at ", " <", " (", " for url", NULL};
	struct span before = {n->line.at, n->at}, behind = n->behind;
	size_t reason, prefix = prefix_bytes(n->line);
	while (behind.length > 0 && memchr(" \"':-", behind.at[0], 5))
		behind = span_from(behind, 1);
	if (fields_reason(behind, &reason) != n->status)
		return false;
	behind = span_from(behind, reason);
	if (n->previous == '`') /* a document names it so; a client goes on */
		return (n->spoken & SPOKEN_FAILURE) && span_starts(behind, SPAN("` response"));
	behind = span_from(behind, behind.length > 0 && memchr("\"'", behind.at[0], 2) ? 1 : 0);
	bool over = span_trim(behind).length == 0 || memchr(":]>)<", behind.at[0], 5) || lex_starts_with(behind, ends);
	bool starts = n->at == prefix && !memchr("-*#>", n->line.at[0], 4);
	struct span words = span_trim(before);
	char last = words.length > 0 ? words.at[words.length - 1] : ':';
	bool quoted = last == '"' && span_starts(behind, SPAN(":"));
	return over && (starts || quoted || memchr(":['`", last, 4));
}

/* Whether a client reports the number as a status. */
static bool is_reported(const struct number *n, bool named)
{
	struct span behind = n->behind, start = span_trim(n->before);
	unsigned flags = n->phrase ? n->phrase->flags : 0;
	bool fine = n->spoken & SPOKEN_FINE, fails = (n->spoken & SPOKEN_FAILURE) || (flags & FAILS);
	bool ends = span_trim(behind).length == 0 || (memchr(":)", n->next, 2) && !is_prose(behind)) ||
		    span_starts(behind, SPAN("  ")) || span_starts(behind, SPAN(" ("));
	if (is_status_code(behind))
		return true;
	if (fails && named && n->previous != '"')
		return true;
	if (fails && !n->label &&
		span_starts(behind, SPAN(" http"))) /* the openai packages: `response (error; …) 429 http://…` */
		return true;
	if (n->label && (n->label == LABEL_ERROR || fails) && !(fine && !(flags & FAILS))) {
		bool has_sign = n->sign && strchr(":=([", n->sign) && !is_prose(behind);
		if (n->link || (flags & SURE) || has_sign || is_followed_as_reported(n))
			return true;
	}
	/* A labelled status with which a line begins, and nothing behind it but a sign. */
	bool first = start.length == 0 || start.at[start.length - 1] == ']';
	if (n->label == LABEL_STATUS && n->sign == ':' && first && ends && !fine)
		return true;
	if ((flags & HTTP) && !fine && (n->next == ':' || (fails && ends) || span_starts(behind, SPAN("):"))))
		return true;
	return is_response(n);
}

/* Whether data right behind the number may be that of a response with this status. */
static bool is_near(const struct number *n)
{
	bool compared = n->before.length > 0 && memchr("<>!~", n->before.at[n->before.length - 1], 4);
	return !compared &&
	       (n->before.length == 0 || !n->sign || text_is_space(n->previous) || memchr("(`'\"", n->sign, 4));
}

/* Whether no word of the same sentence is behind a reason phrase. */
static bool ends_phrase(struct span behind)
{
	static const char *const goes_on[] = {" at ", " for ", " from ", " in ", NULL};
	struct span rest = span_trim((struct span){behind.at, behind.length < 16 ? behind.length : 16});
	return rest.length == 0 || !text_is_alnum(rest.at[0]) || lex_starts_with(behind, goes_on);
}

static enum rank rank_of(const struct number *n)
{
	struct span start = span_trim(n->before);
	size_t reason = 0;
	while (reason < n->behind.length && memchr(" -:)](", n->behind.at[reason], 6))
		reason++;
	size_t words;
	bool named = reason > 0 && fields_reason(span_from(n->behind, reason), &words);
	bool over = named && ends_phrase(span_from(n->behind, reason + words));
	/* Behind a code, only what begins a part of its message. */
	if ((n->spoken & SPOKEN_CODE) &&
		(n->label == LABEL_NONE || start.length == 0 || !memchr("(,;", start.at[start.length - 1], 3)))
		return RANK_NONE;
	if (n->previous == '`' && !is_response(n))
		return named && ((n->spoken & SPOKEN_FAILURE) || (n->phrase && (n->phrase->flags & FAILS)))
			       ? RANK_LABELLED
			       : RANK_NONE;
	if (is_reported(n, over))
		return n->spoken & SPOKEN_COMMENT ? RANK_LABELLED : RANK_REPORTED;
	if (n->label || named || over)
		return RANK_LABELLED;
	return is_near(n) ? RANK_NEAR : RANK_NONE;
}

struct announcement phrases_status(struct span line, size_t at, unsigned spoken)
{
	struct announcement a = {0};
	if (!failure_status((struct span){line.at + at, 3}) || (spoken & SPOKEN_SOURCE) || !stands_alone(line, at))
		return a;
	struct number n = read_number(line, at, spoken);
	a.rank = rank_of(&n);
	a.status = n.status;
	if (a.rank == RANK_REPORTED) {
		a.message = status_message(&n);
		a.code = bracketed_code(n.behind, &a.message);
	}
	return a;
}

/* ---- A code ---- */

size_t phrases_code_separator(struct span text)
{
	static const struct span signs[] = {WORD(":"), WORD(" - "), WORD(" – "), WORD(" — "), WORD("："), WORD(" : ")};
	for (size_t i = 0; i < LENGTH(signs); i++)
		if (span_starts(text, signs[i]))
			return signs[i].length;
	return 0;
}

/* Whether a word that the table lacks is written as a code: AllocationQuota.FreeTierOnly. */
static bool is_unknown_code(struct span word)
{
	return word.at[0] >= 'A' && word.at[0] <= 'Z' && failure_is_code(word) && !failure_is_class(word);
}

/* The word at the start of `text`, without a full stop at its end. */
static struct span code_word(struct span text)
{
	enum { LONGEST = 65 }; /* one more than a code can have */
	struct span word = {text.at, 0};
	while (word.length < text.length && word.length < LONGEST &&
		(text_is_alnum(text.at[word.length]) || text.at[word.length] == '_' || text.at[word.length] == '.'))
		word.length++;
	while (word.length > 1 && word.at[word.length - 1] == '.')
		word.length--;
	return word;
}

struct announcement phrases_code(struct span line, size_t at, unsigned spoken, int near)
{
	struct announcement a = {0};
	struct span word = code_word(span_from(line, at)), before = {line.at, at},
		    behind = span_from(line, at + word.length);
	char previous = at > 0 ? line.at[at - 1] : '\n';
	size_t sign = previous == '[' && span_starts(behind, SPAN("] "))    ? 2
		      : previous == '(' && span_starts(behind, SPAN("): ")) ? 3
									    : phrases_code_separator(behind);
	if (word.length == 0 || (spoken & (SPOKEN_CODE | SPOKEN_SOURCE)) || previous == '`' || previous == '"' ||
		(sign == 0 && (!near || !span_starts(behind, SPAN(" ")))))
		return a;
	before = before.length > 64 ? span_from(before, before.length - 64) : before;
	before = span_trim(before);
	struct span number = before.length >= 3 ? span_from(before, before.length - 3) : (struct span){0};
	bool behind_status = near && failure_status(number);
	if (sign == 0) { /* `500 InternalError.Algo An error …` */
		if (!behind_status || !failure_is_code_word(word))
			return a;
		sign = 1;
	}
	int angle = before.length >= 5 ? phrases_angle(span_from(before, before.length - 5)) : 0;
	if (!failure_is_code_word(word) &&
		!((angle || (behind_status && memchr(word.at, '.', word.length))) && is_unknown_code(word)))
		return a;
	int inner = angle ? angle : phrases_angle(span_cut(span_from(behind, sign), 8));
	if (!inner && !(spoken & SPOKEN_FAILURE) && !behind_status && !span_starts_nocase(word, SPAN("InternalError.")))
		return a;
	a.status = near ? near : inner;
	a.code = word;
	a.bytes = word.length + sign;
	a.message = trim_message(span_from(behind, sign));
	return a;
}
