/* mkman INPUT.csv DATE: writes the manual page msc-err-codes(7) of the table of codes to standard output, in mdoc. Runs
 * on the build machine. DATE is mdoc's: November 23, 2026. A table with a fault is refused as mktable refuses it.
 *
 *     INPUT.csv -> csv.c records -> rows.c rows -> mkman.c standard output */
#include "rows.h"

#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The formatter fills the text: its lines are broken here as mdoc likes them, short, and each sentence a new one. */
enum { LINE_WIDTH = 56 }; /* escapes make them longer */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Writes the first character of `text` so that it is shown as it is. Returns its bytes. */
static size_t put_character(struct span text)
{
	static const struct {
		char c;
		const char *roff;
	} special[] = {{'\\', "\\e"}, {'-', "\\-"}, {'\'', "\\(aq"}, {'`', "\\(ga"}, {'^', "\\(ha"}, {'~', "\\(ti"}};
	uint32_t c = 0xfffd;
	size_t taken = csv_character(text, &c);
	for (size_t i = 0; i < LENGTH(special); i++) {
		if (text.at[0] == special[i].c) {
			fputs(special[i].roff, stdout);
			return 1;
		}
	}
	if (c >= ' ' && c <= '~')
		putchar(text.at[0]);
	else /* controls too, as their pictures: a manual page cannot hold them */
		printf("\\[u%04X]", (unsigned)(c < ' ' ? 0x2400 + c : c == 0x7f ? 0x2421 : c));
	return taken > 0 ? taken : 1;
}

/* A long word is kept whole at the end of a line: messages are searched for. */
static void put_word(struct span word)
{
	if (word.length > 4)
		fputs("\\%", stdout);
	if (word.at[0] == '.') /* at the start of a line it would be a request; the other such sign is always escaped */
		fputs("\\&", stdout);
	while (word.length > 0)
		word = span_from(word, put_character(word));
}

static bool ends_sentence(const char *word, size_t length)
{
	while (length > 1 && strchr(")]\"'", word[length - 1]))
		length--;
	return strchr(".?!", word[length - 1]) != NULL;
}

/* Writes text as lines, a line end in it as a break. */
static void put_text(struct span text)
{
	size_t column = 0;
	for (size_t i = 0, end; i < text.length; i = end) {
		end = i + 1;
		if (text.at[i] == '\n') {
			fputs(column > 0 ? "\n.br\n" : ".br\n", stdout);
			column = 0;
		}
		if (text.at[i] == '\n' || is_blank(text.at[i]))
			continue;
		while (end < text.length && text.at[end] != '\n' && !is_blank(text.at[end]))
			end++;
		if (column > 0 && column + 1 + (end - i) > LINE_WIDTH) {
			putchar('\n');
			column = 0;
		}
		if (column > 0)
			putchar(' ');
		put_word((struct span){text.at + i, end - i});
		column += end - i + 1;
		if (ends_sentence(text.at + i, end - i)) {
			putchar('\n');
			column = 0;
		}
	}
	if (column > 0)
		putchar('\n');
}

/* Writes the aliases with commas between them. */
static void put_aliases(struct span aliases)
{
	const char *separator = "";
	for (struct span alias; (alias = next_word(&aliases)).length > 0; separator = ",\n") {
		fputs(separator, stdout);
		put_word(alias);
	}
	putchar('\n');
}

static void put_item(const char *name, struct span text)
{
	if (text.length == 0)
		return;
	printf(".It %s\n", name);
	put_text(text);
}

/* Writes the texts of a row as a list, its message only if `message`. */
static void put_texts(const struct row *row, bool message)
{
	static const char *const retries[] = {"not known", "no", "yes"};
	const char *retry = retries[retry_of(row->columns[RETRY].text) + 1];
	fputs(".Bl -tag -width description -compact\n", stdout);
	if (message)
		put_item("message", row->columns[MESSAGE].text);
	put_item("description", row->columns[DESCRIPTION].text);
	put_item("fix", row->columns[FIX].text);
	put_item("retry", span_of(retry));
	if (row->columns[ALIASES].text.length > 0) {
		fputs(".It also\n", stdout);
		put_aliases(row->columns[ALIASES].text);
	}
	fputs(".El\n", stdout);
}

/* Writes a row under its message; names the status if it is not `usual`. */
static void put_case(const struct row *row, struct span usual)
{
	struct span status = row->columns[STATUS].text;
	fputs(".It Xo\n", stdout);
	put_text(row->columns[MESSAGE].text);
	if (!span_equals(status, usual) && status.length > 0)
		printf(".Pq HTTP %.*s\n", (int)status.length, status.at);
	if (row->page)
		fputs(".Pq of the page\n", stdout);
	fputs(".Xc\n", stdout);
	put_texts(row, false);
}

/* Writes a code with its first row, then the other rows of the code. */
static void put_code(const struct table *table, const struct row *first)
{
	/* The \& keeps a code that is spelled like a macro from being one. */
	fputs(".It Sy \\&", stdout);
	put_word(first->columns[CODE].text);
	fputs(first->page ? "\n" : " No +\n", stdout);
	put_texts(first, true);
	if (first->next == table->row_count)
		return;
	fputs(".Bl -tag -width Ds\n", stdout);
	for (size_t i = first->next; i < table->row_count; i = table->rows[i].next)
		put_case(&table->rows[i], first->columns[STATUS].text);
	fputs(".El\n", stdout);
}

/* What HTTP calls a status (RFC 9110, RFC 6585), or nothing. */
static const char *status_name(int status)
{
	static const struct {
		int status;
		const char *name;
	} names[] = {{400, " Bad Request"}, {401, " Unauthorized"}, {402, " Payment Required"}, {403, " Forbidden"},
		{404, " Not Found"}, {405, " Method Not Allowed"}, {408, " Request Timeout"}, {409, " Conflict"},
		{410, " Gone"}, {413, " Content Too Large"}, {415, " Unsupported Media Type"},
		{422, " Unprocessable Content"}, {429, " Too Many Requests"}, {500, " Internal Server Error"},
		{501, " Not Implemented"}, {502, " Bad Gateway"}, {503, " Service Unavailable"},
		{504, " Gateway Timeout"}};
	for (size_t i = 0; i < LENGTH(names); i++)
		if (names[i].status == status)
			return names[i].name;
	return "";
}

/* Writes the codes whose first row has this status, in the order of the file; 0: none. */
static void put_codes(const struct table *table, int status)
{
	bool begun = false;
	for (size_t i = 0; i < table->row_count; i++) {
		const struct row *row = &table->rows[i];
		if (status_of(row) != status || row->first != i || row->columns[CODE].text.length == 0)
			continue;
		if (!begun && status > 0)
			printf(".Ss %d%s\n", status, status_name(status));
		else if (!begun)
			fputs(".Ss Without an HTTP status\n", stdout);
		if (!begun)
			fputs(".Bl -tag -width Ds\n", stdout);
		begun = true;
		put_code(table, row);
	}
	if (begun)
		fputs(".El\n", stdout);
}

static void put_codeless(const struct table *table)
{
	bool begun = false;
	for (size_t i = 0; i < table->row_count; i++) {
		if (table->rows[i].columns[CODE].text.length > 0)
			continue;
		if (!begun)
			fputs(".Ss Without a code\n.Bl -tag -width Ds\n", stdout);
		begun = true;
		put_case(&table->rows[i], SPAN(""));
	}
	if (begun)
		fputs(".El\n", stdout);
}

static void put_page(const struct table *table, const char *date)
{
	printf(".\\\" Made by data/mkman.c from the table of codes in CSV: change that, not this.\n"
	       ".Dd %s\n"
	       ".Dt MSC-ERR-CODES 7\n"
	       ".Os\n"
	       ".Sh NAME\n"
	       ".Nm msc-err-codes\n"
	       ".Nd error codes of Alibaba Cloud Model Studio (DashScope)\n"
	       ".Sh DESCRIPTION\n"
	       "These are the errors of the API, by HTTP status and code.\n"
	       "Of each the page has the message, what it means, what to do, whether the same\n"
	       "call may be tried again, and other names of the code.\n"
	       "Below a code stand its cases: other messages that come with it.\n"
	       ".Dq xxx\n"
	       "stands for the variable part of a message.\n"
	       ".Ss Sources\n"
	       "The codes without a mark are those of the service's documentation page of error\n"
	       "codes.\n"
	       "Their first messages and the descriptions of these are the page's.\n"
	       ".Pp\n"
	       "The codes marked + and all cases were collected until November 2026 from newer\n"
	       "documentation, SDKs and public reports of failures.\n"
	       "Their descriptions are\n"
	       ".Xr msc-err 1 Ns 's\n"
	       "own words.\n"
	       ".Pp\n"
	       "Its own are also every fix and every answer to whether to try again.\n"
	       "That is yes where the service says so or names a rate over time or a passing\n"
	       "condition.\n"
	       "It is no where the request, its content, the account or a purchase must change.\n"
	       ".Sh CODES\n",
		date);
	for (int status = 100; status < 600; status++)
		put_codes(table, status);
	put_codes(table, 0);
	put_codeless(table);
	fputs(".Sh SEE ALSO\n.Xr msc-err 1\n", stdout);
}

int main(int argc, char *argv[])
{
	if (argc != 3) {
		fputs("usage: mkman INPUT.csv DATE\n", stderr);
		return 2;
	}
	struct table table = {.name = argv[1]};
	int result = table_load(&table) == 0 && table_read(&table) == 0 ? 0 : -1;
	if (result == 0) {
		put_page(&table, argv[2]);
		if (fflush(stdout) != 0 || ferror(stdout))
			result = (perror("mkman: standard output"), -1);
	}
	table_free(&table);
	return result == 0 ? 0 : 1;
}
