#include "bare.h"

#include "body.h"
#include "literal.h"
#include "match.h"
#include "message.h"
#include "scan.h"

#include <stdlib.h>
#include <string.h>

enum { DOCUMENTATION = 3 }; /* a text that means so many rows is about errors, not one */

struct bare {
	struct clue *clue;
	struct clue clue_at_work;
	size_t rows[DOCUMENTATION];
	unsigned row_count;
	struct literal literal;
};

/* The status that `text` begins with, a colon behind it. */
static int status_before(struct span text)
{
	return text.length > 3 && text.at[3] == ':' ? clue_status((struct span){text.at, 3}) : 0;
}

/* Gives whether `message` means a row. */
static bool weigh(struct bare *b, struct span message, uint64_t line)
{
	static const char *const documentation[] = {"#", "description", "summary", "title"};
	for (size_t i = 0; i < sizeof documentation / sizeof *documentation; i++)
		if (span_starts_nocase(span_trim(message), span_of(documentation[i])))
			return false;
	struct clue *clue = &b->clue_at_work;
	clue_clear(clue);
	clue->line = line;
	clue_set_message(clue, message);
	struct finding finding = finding_of(clue);
	if (finding.row == TABLE_NONE)
		return false;
	const char *http = span_find_nocase(message, SPAN("HTTP "));
	if (http)
		clue->status = status_before(span_from(message, (size_t)(http - message.at) + strlen("HTTP ")));
	/* With the code in quotes beside it, it is an entry of a list. */
	const char *code = span_find_nocase(message, table_row(finding.row).code);
	if (code && code > message.at && memchr("\"'`", code[-1], 3))
		return false;
	for (unsigned i = 0; i < b->row_count; i++)
		if (b->rows[i] == finding.row)
			return true;
	if (b->row_count == 0) {
		clue_set_code(clue, finding.code);
		clue_copy(b->clue, clue);
	}
	if (b->row_count < DOCUMENTATION)
		b->rows[b->row_count++] = finding.row;
	return true;
}

/* Weighs the message of the data at hand. -1 where memory is short. */
static int read_data(struct bare *b, uint64_t line)
{
	char bytes[CLUE_MESSAGE];
	struct span json = literal_json(&b->literal), message;
	if (json.length == 0)
		return 0;
	if (body_message(json, bytes, sizeof bytes, &message) != 0)
		return -1;
	if (message.length > 0)
		(void)weigh(b, message, line);
	return 0;
}

/* Whether a word is more than one: ModelNotFound, AccessDenied.Unpurchased. */
static bool is_compound(struct span word)
{
	size_t capitals = 0;
	for (size_t i = 0; i < word.length; i++)
		capitals += (word.at[i] >= 'A' && word.at[i] <= 'Z') || word.at[i] == '_';
	return capitals > 1;
}

/* Takes a status off the beginning of a line, with the signs before it: `✗ 404 ModelNotFound: …`, `HTTP 404 …`. */
static int take_status(struct span *line)
{
	struct span rest = *line;
	while (rest.length > 0 && !text_is_alnum(rest.at[0]))
		rest = span_from(rest, 1);
	if (span_starts_nocase(rest, SPAN("HTTP ")))
		rest = span_from(rest, strlen("HTTP "));
	int status = rest.length > 3 && rest.at[3] == ' ' ? clue_status((struct span){rest.at, 3}) : 0;
	if (status)
		*line = span_from(rest, 4);
	return status;
}

/* A text of one line that is nothing but a code and a message, a status before them perhaps: `ModelNotFound: model not
 * exist.` */
static bool read_code_line(struct span text, struct clue *clue)
{
	struct span line = span_trim(text), word;
	struct message came;
	int status = take_status(&line);
	word = (struct span){line.at, 0};
	while (word.length < line.length &&
		(text_is_alnum(line.at[word.length]) || memchr("._", line.at[word.length], 2)))
		word.length++;
	size_t sign = clue_code_separator(span_from(line, word.length));
	struct span message = span_trim(span_from(line, word.length + sign));
	if (sign == 0 || message.length == 0 || memchr(line.at, '\n', line.length) || !clue_is_code_word(word))
		return false;
	if (!is_compound(word) &&
		message_of_code(message_read(&came, message, 0), table_first(table_find(word))) == TABLE_NONE)
		return false; /* `Throttling: how it works` */
	clue_clear(clue);
	clue->line = 1;
	clue->status = status;
	clue_set_code(clue, word);
	clue_set_message(clue, message);
	return true;
}

/* The bytes of `text` up to the next line's end. */
static size_t line_bytes(struct span text)
{
	const char *end = text.length > 0 ? memchr(text.at, '\n', text.length) : NULL;
	return end ? (size_t)(end - text.at) : text.length;
}

int bare_read(struct span text, struct clue *clue)
{
	if (read_code_line(text, clue))
		return 1;
	if (scan_is_answer(text) && !memchr(text.at, '\n', span_trim(text).length))
		return 0;
	struct bare *b = malloc(sizeof *b);
	if (!b)
		return -1;
	b->clue = clue;
	b->row_count = 0;
	uint64_t line = 1;
	const char *again = text.at; /* up to here text was read as data, to be read again as words */
	while (text.length > 0 && b->row_count < DOCUMENTATION) {
		size_t n = line_bytes(text);
		const char *data = n > 0 ? memchr(text.at, '{', n) : NULL;
		struct span words = span_trim((struct span){text.at, data ? (size_t)(data - text.at) : n});
		struct span both = {text.at, n < text.length ? n + 1 + line_bytes(span_from(text, n + 1)) : n};
		if (!weigh(b, words, line) && !data && !memchr(both.at, '{', both.length))
			(void)weigh(b, both, line);
		if (data) {
			text = span_from(text, (size_t)(data - text.at));
			literal_start(&b->literal, false, false);
			n = literal_feed(&b->literal, text, true);
			size_t before = literal_text(&b->literal, text, n);
			if (text.at + n > again) {
				again = text.at + n;
				n = before;
			}
			if (read_data(b, line) != 0) {
				free(b);
				return -1;
			}
		} else if (n < text.length) {
			n++;
		}
		for (size_t i = 0; i < n; i++)
			line += text.at[i] == '\n';
		text = span_from(text, n);
	}
	int found = b->row_count > 0 && b->row_count < DOCUMENTATION;
	free(b);
	return found;
}
