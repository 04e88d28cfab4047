#include "bare.h"

#include "lex.h"
#include "line.h"
#include "match.h"
#include "message.h"
#include "phrases.h"
#include "tokens.h"
#include "trim.h"

#include <string.h>

struct bare {
	struct failure *failures; /* the first BARE_MOST */
	struct failure tried;
	size_t rows[BARE_MOST + 1];
	unsigned row_count;
};

/* The row of a help link in a message, or of a message that is all of `message`; or TABLE_NONE. */
static size_t row_of(struct bare *b, struct span message)
{
	size_t row = message_find(message, EXTENT_WHOLE);
	if (row != TABLE_NONE)
		return row;
	failure_set_message(&b->tried, message);
	struct finding finding = finding_of(&b->tried);
	return finding.match == MATCH_CODE ? finding.row : TABLE_NONE;
}

/* The bytes at the start of `text` that may be words of a client before a message: up to `: `, `] `, `- ` or a status.
 * 0: none are. */
static size_t client_words(struct span text)
{
	char last = ' '; /* that is not blank */
	for (size_t i = 0; i + 1 < text.length; i++) {
		struct span behind = span_from(text, i + 1);
		last = text.at[i] == ' ' ? last : text.at[i];
		if (text.at[i] != ' ' || behind.at[0] == ' ')
			continue;
		if (memchr(":]-", last, 3) && !span_starts(behind, SPAN("http")))
			return i + 1;
		if (i >= 3 && failure_status((struct span){text.at + i - 3, 3}) &&
			(i == 3 || !text_is_alnum(text.at[i - 4])))
			return i + 1;
	}
	return 0;
}

/* Finds the row of a message, perhaps behind words of a client. Cuts as many of those off as leave a message of a row;
 * *status: the last one in them. */
static size_t find_row(struct bare *b, struct span *message, int *status)
{
	enum { CUTS = 16 };
	size_t row = TABLE_NONE, n;
	unsigned cuts = 0;
	for (struct span rest = *message; rest.length > 0 && cuts < CUTS; rest = span_from(rest, n), cuts++) {
		size_t found = row_of(b, rest);
		if (found == TABLE_NONE && row != TABLE_NONE)
			break;
		if (found != TABLE_NONE) {
			*message = rest;
			row = found;
		}
		n = client_words(rest);
		if (n == 0)
			break;
		int last = n > 3 ? failure_status((struct span){rest.at + n - 4, 3}) : 0;
		*status = last ? last : *status;
	}
	return row;
}

/* Whether a line is of a list, a document or source code. */
static bool is_listed(struct span line)
{
	static const char *const starts[] = {"#", "- ", "* ", "|", "description", "summary", "title", NULL};
	if (lex_starts_with(line, starts) || line_source(line) == SOURCE_CODE)
		return true;
	char first = line.length > 0 ? line.at[0] : ' ', last = line.length > 0 ? line.at[line.length - 1] : ' ';
	return memchr("'\"", first, 2) && memchr("),;", last, 3); /* source code */
}

/* Whether a code is made of several words: ModelNotFound, AccessDenied.Unpurchased. */
static bool is_compound(struct span word)
{
	size_t capitals = 0;
	for (size_t i = 0; i < word.length; i++)
		capitals += (word.at[i] >= 'A' && word.at[i] <= 'Z') || word.at[i] == '_';
	return capitals > 1;
}

/* The known code that is all that stands behind words that report a failure, `Error: InvalidApiKey`, or nothing. */
static struct span code_behind(struct span text)
{
	size_t n = text.length;
	while (n > 0 && text.at[n - 1] != ' ')
		n--;
	struct span code = span_from(text, n), words = span_trim((struct span){text.at, n});
	bool announced = words.length > 0 && words.at[words.length - 1] == ':' && phrases_fail(words);
	return announced && is_compound(code) ? code : (struct span){0};
}

/* Keeps the failure of a line, or of a message in data, if it is a message of the table. */
static void try_words(void *arg, struct span text, uint64_t line)
{
	struct bare *b = arg;
	struct failure *f = &b->tried;
	struct span message = span_trim(text);
	if (b->row_count > BARE_MOST || is_listed(message))
		return;
	failure_clear(f);
	f->line = line;
	int status = 0;
	size_t row = find_row(b, &message, &status);
	if (row == TABLE_NONE) {
		failure_set_code(f, code_behind(message));
		row = table_find(f->code);
		message.length = 0;
	}
	if (row == TABLE_NONE)
		return;
	/* A link further down is that of the message. */
	bool seen = b->row_count > 0 && f->code.length == 0 && message_find(message, EXTENT_WHOLE) == TABLE_NONE;
	for (unsigned i = 0; i < b->row_count; i++)
		seen = seen || b->rows[i] == row;
	if (seen)
		return;
	f->status = status;
	failure_set_request_id(f, trim_request_id(&message));
	failure_set_message(f, message);
	trim_failure(f, true);
	if (b->row_count < BARE_MOST) {
		if (f->code.length == 0)
			failure_set_code(f, finding_of(f).code); /* of a help link */
		failure_copy(&b->failures[b->row_count], f);
	}
	b->rows[b->row_count++] = row;
}

/* Cuts a status off the start of a line, with signs before it: `✗ 404 ModelNotFound: …`. */
static int cut_status(struct span *line)
{
	struct span rest = *line;
	while (rest.length > 0 && !text_is_alnum(rest.at[0]))
		rest = span_from(rest, 1);
	int status = rest.length > 3 && rest.at[3] == ' ' ? failure_status((struct span){rest.at, 3}) : 0;
	if (status)
		*line = span_from(rest, 4);
	return status;
}

/* Reads a text of one line that is a code and a message, perhaps behind a status, or a known code behind a status. */
static bool read_code_line(struct span text, struct failure *failure)
{
	struct span line = span_trim(text);
	if (lex_line(line) < line.length)
		return false;
	int status = cut_status(&line);
	struct span word = {line.at, lex_name(line, false)};
	struct announcement a = phrases_code(line, word, SEEN_FAILURE, 0);
	struct span message = a.message;
	size_t code = table_find(word), first = code != TABLE_NONE ? table_first(code) : TABLE_NONE;
	bool alone = status && word.length == line.length && code != TABLE_NONE;
	if (!alone && (a.bytes == 0 || message.length == 0))
		return false;
	struct message came;
	if (!alone && !is_compound(word) &&
		(first == TABLE_NONE || message_of_code(message_read(&came, message, 0), first) == TABLE_NONE))
		return false; /* `Throttling: how it works` */
	failure_clear(failure);
	failure->line = 1;
	failure->status = status ? status : a.status;
	failure_set_code(failure, word);
	failure_set_request_id(failure, trim_request_id(&message));
	failure_set_message(failure, message);
	return true;
}

int bare_read(struct span text, struct failure failures[BARE_MOST])
{
	struct bare b = {.failures = failures};
	struct tokens_sink sink = {.arg = &b, .words = try_words};
	if (read_code_line(text, &failures[0]))
		return 1;
	struct tokens *tokens = tokens_new(&sink);
	if (!tokens)
		return -1;
	(void)tokens_feed(tokens, text, TOKENS_END);
	tokens_end(tokens);
	tokens_free(tokens);
	return b.row_count > BARE_MOST ? 0 : (int)b.row_count;
}
