#include "print.h"

#include "words.h"

#include <inttypes.h>
#include <string.h>

enum {
	WIDTH_MOST = 100, /* longer lines are hard to read, however wide the terminal */
	NARROW = 60,      /* columns below which text is not set beside its label */
	LABEL_WIDTH = 15,
	HANG = 4 /* of what continues a line that is not set beside a label */
};

#define BOLD "\033[1m"
#define RED "\033[31m"
#define GREEN "\033[32m"
#define RESET "\033[0m"

/* Text. */

static bool is_narrow(const struct printer *printer)
{
	return printer->width > 0 && printer->width < NARROW;
}

static size_t wrap_width(const struct printer *printer)
{
	return printer->width < WIDTH_MOST ? printer->width : WIDTH_MOST;
}

static void put_color(const struct printer *printer, const char *color)
{
	if (printer->color)
		(void)fputs(color, printer->out);
}

/* Whether a character may not begin a line: what closes or ends something in Chinese and Japanese. */
static bool is_closing(uint32_t c)
{
	static const uint32_t closing[] = {0x3001, 0x3002, 0x3009, 0x300b, 0x300d, 0x300f, 0x3011, 0x3015, 0xff01,
		0xff09, 0xff0c, 0xff0e, 0xff1a, 0xff1b, 0xff1f, 0xff3d, 0xff5d};

	for (size_t i = 0; i < sizeof(closing) / sizeof(*closing); i++)
		if (c == closing[i])
			return true;
	return false;
}

/* The bytes at the front of `text` that no line may break: a word, or one wide character with what belongs to it.
 * *columns is what they take on a terminal. */
static size_t unbroken(struct span text, size_t *columns)
{
	size_t length = 0;
	bool after_wide = false, joined = false;

	*columns = 0;
	while (length < text.length && text.at[length] != ' ' && text.at[length] != '\n' &&
		!span_starts(span_from(text, length), SPAN("\r\n"))) {
		uint32_t c;
		size_t taken = text_decode(span_from(text, length), &c);
		size_t width = text_escaped_width(c);

		if (length > 0 && width > 0 && (after_wide || width == 2) && !joined && !is_closing(c))
			break;
		after_wide = after_wide || width == 2;
		joined = c == 0x200d;
		*columns += width;
		length += taken;
	}
	return length;
}

/* Where the next word goes: after `gap` spaces at `column`, or on the next line after `hang`. */
struct place {
	size_t column, gap, hang;
	bool stuck; /* the word stays on this line, whatever its length: it would be no better off on the next */
};

static void put_blanks(const struct printer *printer, size_t count)
{
	while (count-- > 0)
		(void)putc(' ', printer->out);
}

static void next_line(const struct printer *printer, struct place *place)
{
	(void)putc('\n', printer->out);
	put_blanks(printer, place->hang);
	place->column = place->hang;
	place->gap = 0;
	place->stuck = true;
}

static void put_gap(const struct printer *printer, struct place *place)
{
	put_blanks(printer, place->gap);
	place->column += place->gap;
	place->gap = 0;
}

/* Writes `text` at a place, wrapped, and moves the place behind it. */
static void put_wrapped(const struct printer *printer, struct place *place, struct span text)
{
	text = span_trim(text);
	while (text.length > 0) {
		size_t columns, length;

		if (text.at[0] == ' ') {
			place->gap++;
			text = span_from(text, 1);
			continue;
		}
		if (text.length > 1 && text.at[0] == '\r' && text.at[1] == '\n')
			text = span_from(text, 1);
		if (text.at[0] == '\n') {
			if (!place->stuck)
				next_line(printer, place);
			place->gap = 0;
			text = span_from(text, 1);
			continue;
		}
		length = unbroken(text, &columns);
		if (printer->width > 0 && !place->stuck && place->column + place->gap + columns > wrap_width(printer))
			next_line(printer, place);
		put_gap(printer, place);
		text_escape(printer->out, (struct span){text.at, length}, ESCAPE_TEXT);
		place->column += columns;
		place->stuck = false;
		text = span_from(text, length);
	}
}

/* Writes `code` as one more of a list, after a comma if it is not the first. */
static void put_listed(const struct printer *printer, struct place *place, struct span code, bool first)
{
	if (!first) {
		(void)putc(',', printer->out);
		place->column++;
		place->gap = 1;
		if (printer->width > 0 && place->column + place->gap + code.length + 1 > wrap_width(printer))
			next_line(printer, place);
	}
	put_wrapped(printer, place, code);
}

/* Writes the label of a line, and gives the place for its text. */
static struct place put_label(const struct printer *printer, const char *label)
{
	struct place place = {.column = strlen("  :") + strlen(label), .gap = 1, .hang = HANG};

	put_blanks(printer, 2);
	(void)fputs(label, printer->out);
	(void)putc(':', printer->out);
	if (!is_narrow(printer)) {
		place.hang = LABEL_WIDTH;
		place.gap = LABEL_WIDTH - place.column;
		place.stuck = true;
	}
	return place;
}

static void put_line(const struct printer *printer, const char *label, struct span text)
{
	struct place place;

	if (span_trim(text).length == 0)
		return;
	place = put_label(printer, label);
	put_wrapped(printer, &place, text);
	(void)putc('\n', printer->out);
}

/* The digits of a number; nothing for 0, which stands for one that is not known. printf would take longer than all the
 * rest. */
static struct span number_text(uint64_t number, char digits[20])
{
	size_t at = 20;

	for (; number != 0; number /= 10)
		digits[--at] = (char)('0' + number % 10);
	return (struct span){digits + at, 20 - at};
}

/* Writes a status, which a code may follow. */
static void put_status(const struct printer *printer, struct place *place, int status)
{
	char digits[20];

	put_wrapped(printer, place, number_text((uint64_t)status, digits));
	place->gap = 1;
}

/* Begins an answer: a blank line after what came before, then status (0: none) and code (NULL: none), to be seen. */
static void put_head(struct printer *printer, int status, struct span code)
{
	struct place place = {.hang = HANG, .stuck = true};

	if (printer->started)
		(void)putc('\n', printer->out);
	printer->complained = false;
	put_color(printer, BOLD);
	if (status != 0)
		put_status(printer, &place, status);
	put_wrapped(printer, &place, code);
	put_color(printer, RESET);
	(void)putc('\n', printer->out);
}

static void put_advice(const struct printer *printer, struct place *place, enum retry retry)
{
	static const struct {
		const char *color, *word, *advice;
	} retries[] = {
		{"", "", "the documentation does not say"},
		{RED, "no", ", change something first"},
		{GREEN, "yes", ", try again later"},
	};
	size_t i = (size_t)(retry + 1);

	put_gap(printer, place);
	put_color(printer, retries[i].color);
	put_wrapped(printer, place, span_of(retries[i].word));
	if (*retries[i].color != '\0')
		put_color(printer, RESET);
	put_wrapped(printer, place, span_of(retries[i].advice));
	(void)putc('\n', printer->out);
}

static void put_retry(const struct printer *printer, enum retry retry)
{
	struct place place = put_label(printer, "Retry");

	put_advice(printer, &place, retry);
}

static void text_row(struct printer *printer, const struct row *row)
{
	put_head(printer, row->status, row->code);
	put_line(printer, "Message", row->message);
	put_line(printer, "Description", row->description);
	put_line(printer, "Fix", row->fix);
	if (row->code.at != NULL)
		put_retry(printer, row->retry);
}

/* Whether a text came that is not merely the table's in another spelling. */
static bool says_more(struct span came, struct span table)
{
	return came.at != NULL && !words_equal(came, table);
}

/* What came as the code, if it says more than the row; and the status, if it is another. */
static void put_came(const struct printer *printer, const struct finding *finding, const struct row *row)
{
	bool other_status = finding->status != 0 && finding->status != row->status;
	struct place place;

	if (!other_status && !says_more(finding->code, row->code))
		return;
	place = put_label(printer, "Came as");
	if (other_status)
		put_status(printer, &place, finding->status);
	put_wrapped(printer, &place, finding->code);
	(void)putc('\n', printer->out);
}

static void put_where(const struct printer *printer, const struct finding *finding)
{
	bool named = finding->file.at != NULL;
	struct place place;

	if (!named && finding->line <= 1)
		return;
	place = put_label(printer, "Where");
	put_wrapped(printer, &place, named ? finding->file : SPAN("line"));
	(void)fprintf(printer->out, "%s%" PRIu64 "\n", named ? ":" : " ", finding->line);
}

/* The messages of the other rows of a code, each with its own advice if that is another. */
static void put_other_messages(const struct printer *printer, const struct finding *finding)
{
	for (size_t i = match_alternative(finding, TABLE_NONE); i != TABLE_NONE; i = match_alternative(finding, i)) {
		struct row other = table_row(i);
		struct place place = put_label(printer, "Or else");

		put_wrapped(printer, &place, other.message);
		if (other.retry == table_row(finding->row).retry) {
			(void)putc('\n', printer->out);
			continue;
		}
		next_line(printer, &place);
		put_wrapped(printer, &place, SPAN("Retry:"));
		place.gap = 1;
		put_advice(printer, &place, other.retry);
	}
}

/* The codes of all rows of a status, and their advice: that one of them may be tried again says nothing for sure. */
static void put_candidates(const struct printer *printer, const struct finding *finding)
{
	size_t first = match_alternative(finding, TABLE_NONE);
	struct span named = {NULL, 0};
	bool hopeless = true;
	struct place place;

	if (first == TABLE_NONE) {
		put_line(printer, "Retry",
			finding->code.at != NULL ? SPAN("not known: this code is not in the table")
						 : SPAN("not known: no code came"));
		return;
	}
	place = put_label(printer, "May be");
	for (size_t i = first; i != TABLE_NONE; i = match_alternative(finding, i)) {
		struct row other = table_row(i);

		hopeless = hopeless && other.retry == RETRY_NO;
		if (!span_equals(other.code, named))
			put_listed(printer, &place, other.code, i == first);
		named = other.code;
	}
	(void)putc('\n', printer->out);
	if (hopeless)
		put_retry(printer, RETRY_NO);
	else
		put_line(printer, "Retry", SPAN("not known: it may be any of these"));
}

static void text_finding(struct printer *printer, const struct finding *finding)
{
	static const char *const found_by[] = {
		[MATCH_CODE] = "",
		[MATCH_RELATED] = "a related code: its own is not in the table",
		[MATCH_MESSAGE] = "its message: no code was found",
		[MATCH_STATUS] = "its status alone: no code was found",
		[MATCH_NONE] = "", /* Retry says it */
	};
	struct row row = {.status = 0};

	if (finding->row == TABLE_NONE) {
		bool nameless = finding->status == 0 && finding->code.at == NULL;

		put_head(printer, finding->status, nameless ? SPAN("An error without a code") : finding->code);
		put_candidates(printer, finding);
	} else {
		row = table_row(finding->row);
		text_row(printer, &row);
		put_came(printer, finding, &row);
	}
	if (says_more(finding->message, row.message))
		put_line(printer, "It said", finding->message);
	if (finding->row != TABLE_NONE)
		put_other_messages(printer, finding);
	put_line(printer, "Request ID", finding->request_id);
	put_where(printer, finding);
	put_line(printer, "Found by", span_of(found_by[finding->match]));
}

/* JSON. */

/* JSON being written: pieces are put together before they go to the FILE, each of whose calls costs as much as several
 * of them. */
struct json {
	FILE *out;
	size_t length;
	char bytes[1024];
};

static void json_flush(struct json *json)
{
	(void)fwrite(json->bytes, 1, json->length, json->out);
	json->length = 0;
}

static inline void json_put(struct json *json, struct span text)
{
	if (text.length > sizeof(json->bytes) - json->length)
		json_flush(json);
	if (text.length > sizeof(json->bytes)) {
		(void)fwrite(text.at, 1, text.length, json->out);
		return;
	}
	memcpy(json->bytes + json->length, text.at, text.length);
	json->length += text.length;
}

/* Begins a line, an object; to be ended by json_end. */
static void json_begin(struct json *json, FILE *out)
{
	json->out = out;
	json->length = 0;
	json_put(json, SPAN("{"));
}

static void json_end(struct json *json)
{
	json_put(json, SPAN("}\n"));
	json_flush(json);
}

static void json_number(struct json *json, uint64_t number)
{
	char digits[20];

	json_put(json, number != 0 ? number_text(number, digits) : SPAN("0"));
}

static void json_string(struct json *json, struct span text)
{
	if (text.at == NULL) {
		json_put(json, SPAN("null"));
		return;
	}
	json_put(json, SPAN("\""));
	if (text_plain(text) == text.length) {
		json_put(json, text);
	} else {
		json_flush(json);
		text_escape(json->out, text, ESCAPE_JSON);
	}
	json_put(json, SPAN("\""));
}

/* An HTTP status; 0 is none. */
static void json_status(struct json *json, int status)
{
	if (status != 0)
		json_number(json, (uint64_t)status);
	else
		json_put(json, SPAN("null"));
}

/* The five keys of a row, or of none, without braces. */
static void json_row(struct json *json, const struct row *row)
{
	static const char *const retryable[] = {"null", "false", "true"};
	static const struct row none = {.retry = RETRY_UNKNOWN};
	const struct row *from = row != NULL ? row : &none;

	json_put(json, SPAN("\"status\":"));
	json_status(json, from->status);
	json_put(json, SPAN(",\"code\":"));
	json_string(json, from->code);
	json_put(json, SPAN(",\"message\":"));
	json_string(json, from->message);
	json_put(json, SPAN(",\"description\":"));
	json_string(json, from->description);
	json_put(json, SPAN(",\"fix\":"));
	json_string(json, from->fix);
	json_put(json, SPAN(",\"retryable\":"));
	json_put(json, span_of(retryable[from->retry + 1]));
	json_put(json, SPAN(",\"source\":"));
	json_string(json, row == NULL ? (struct span){0} : row->page ? SPAN("page") : SPAN("seen"));
}

static const char *const match_names[] = {
	[MATCH_CODE] = "code",
	[MATCH_RELATED] = "related",
	[MATCH_MESSAGE] = "message",
	[MATCH_STATUS] = "status",
	[MATCH_NONE] = "none",
};

static void json_finding(struct json *json, const struct finding *finding, const struct row *row)
{
	json_row(json, row);
	json_put(json, SPAN(",\"match\":\""));
	json_put(json, span_of(match_names[finding->match]));
	json_put(json, SPAN("\",\"input\":{\"file\":"));
	json_string(json, finding->file);
	json_put(json, SPAN(",\"line\":"));
	json_number(json, finding->line);
	json_put(json, SPAN(",\"status\":"));
	json_status(json, finding->status);
	json_put(json, SPAN(",\"code\":"));
	json_string(json, finding->code);
	json_put(json, SPAN(",\"message\":"));
	json_string(json, finding->message);
	json_put(json, SPAN(",\"request_id\":"));
	json_string(json, finding->request_id);
	json_put(json, SPAN("}"));
	if (!finding->alternatives)
		return;
	json_put(json, SPAN(",\"alternatives\":["));
	for (size_t i = match_alternative(finding, TABLE_NONE), first = i; i != TABLE_NONE;
		i = match_alternative(finding, i)) {
		struct row other = table_row(i);

		json_put(json, i == first ? SPAN("{") : SPAN(",{"));
		json_row(json, &other);
		json_put(json, SPAN("}"));
	}
	json_put(json, SPAN("]"));
}

/* Fields. */

static void put_number(FILE *out, uint64_t number)
{
	char digits[20];
	struct span text = number_text(number, digits);

	(void)fwrite(text.at, 1, text.length, out);
}

/* Writes the fields that were asked for; what is not known is empty. `row` and `finding` may be NULL. */
static void put_fields(const struct printer *printer, const struct row *row, const struct finding *finding)
{
	static const char *const retries[] = {"", "no", "yes"};
	static const struct row no_row = {.retry = RETRY_UNKNOWN};
	static const struct finding no_finding = {.match = MATCH_NONE};
	FILE *out = printer->out;

	if (row == NULL)
		row = &no_row;
	for (size_t i = 0; i < printer->field_count; i++) {
		const struct finding *came = finding != NULL ? finding : &no_finding;
		struct span text = {NULL, 0};

		if (i > 0)
			(void)putc('\t', out);
		switch (printer->fields[i]) {
		case FIELD_STATUS:
			put_number(out, (uint64_t)row->status);
			break;
		case FIELD_CODE:
			text = row->code;
			break;
		case FIELD_MESSAGE:
			text = row->message;
			break;
		case FIELD_DESCRIPTION:
			text = row->description;
			break;
		case FIELD_RETRY:
			text = span_of(retries[row->retry + 1]);
			break;
		case FIELD_MATCH:
			text = span_of(came->line != 0 ? match_names[finding->match] : ""); /* a tally has no line */
			break;
		case FIELD_FILE:
			text = came->file;
			break;
		case FIELD_LINE:
			put_number(out, came->line);
			break;
		case FIELD_REQUEST_ID:
			text = came->request_id;
			break;
		case FIELD_INPUT_STATUS:
			put_number(out, (uint64_t)came->status);
			break;
		case FIELD_INPUT_CODE:
			text = came->code;
			break;
		case FIELD_INPUT_MESSAGE:
			text = came->message;
			break;
		case FIELD_COUNT:
			put_number(out, came->count);
			break;
		case FIELDS:
			break;
		}
		text_escape(out, text, ESCAPE_FIELD);
	}
	(void)putc('\n', out);
}

/* Answers. */

void print_pause(struct printer *printer)
{
	if (printer->mixed) {
		if (printer->started && !printer->complained)
			(void)putc('\n', printer->out);
		printer->started = printer->complained = true;
	}
	(void)fflush(printer->out);
}

void print_row(struct printer *printer, const struct row *row)
{
	struct json json;

	switch (printer->format) {
	case FORMAT_TEXT:
		text_row(printer, row);
		break;
	case FORMAT_JSON:
		json_begin(&json, printer->out);
		json_row(&json, row);
		json_end(&json);
		break;
	case FORMAT_FIELDS:
		put_fields(printer, row, NULL);
		break;
	}
	printer->started = true;
}

void print_family(struct printer *printer, size_t row)
{
	size_t first = table_family(row, TABLE_NONE);
	struct place place;

	if (printer->format != FORMAT_TEXT || first == TABLE_NONE)
		return;
	place = put_label(printer, "See also");
	for (size_t i = first; i != TABLE_NONE; i = table_family(row, i))
		put_listed(printer, &place, table_row(i).code, i == first);
	(void)putc('\n', printer->out);
}

void print_finding(struct printer *printer, const struct finding *finding)
{
	struct row row;
	const struct row *known = NULL;
	struct json json;

	if (finding->row != TABLE_NONE) {
		row = table_row(finding->row);
		known = &row;
	}
	switch (printer->format) {
	case FORMAT_TEXT:
		text_finding(printer, finding);
		break;
	case FORMAT_JSON:
		json_begin(&json, printer->out);
		json_finding(&json, finding, known);
		json_end(&json);
		break;
	case FORMAT_FIELDS:
		put_fields(printer, known, finding);
		break;
	}
	printer->started = true;
}

/* Tallies. */

/* A tally's entry as a finding: what came is known of what has no row. */
static struct finding entry_finding(const struct tally_entry *entry)
{
	struct finding finding = {.count = entry->count, .row = entry->row, .match = MATCH_NONE};

	if (entry->row == TABLE_NONE) {
		finding.status = entry->status;
		finding.code = entry->code;
	}
	return finding;
}

static void json_entry(FILE *out, const struct tally_entry *entry, const struct row *row)
{
	struct json json;

	json_begin(&json, out);
	json_put(&json, SPAN("\"count\":"));
	json_number(&json, entry->count);
	json_put(&json, SPAN(","));
	json_row(&json, row);
	json_put(&json, SPAN(",\"input\":"));
	if (row != NULL) {
		json_put(&json, SPAN("null"));
	} else {
		json_put(&json, SPAN("{\"status\":"));
		json_status(&json, entry->status);
		json_put(&json, SPAN(",\"code\":"));
		json_string(&json, entry->code);
		json_put(&json, SPAN("}"));
	}
	json_end(&json);
}

/* The columns of a tally in text before the code: what they hold, and how wide they are. */
static const char tally_head[] = "   count   share  status  retry  ";

static void put_bar(const struct printer *printer, uint64_t count, uint64_t most, size_t room)
{
	enum { BAR_MOST = 30, BAR_LEAST = 8 };
	size_t full = room < BAR_MOST ? room : BAR_MOST;

	if (room < BAR_LEAST)
		return;
	(void)fputs("  ", printer->out);
	put_color(printer, GREEN);
	for (size_t i = 0; i < full && (double)i < (double)count / (double)most * (double)full; i++)
		(void)fputs("\u2588", printer->out);
	put_color(printer, RESET);
}

static struct span entry_name(const struct tally_entry *entry)
{
	if (entry->row != TABLE_NONE)
		return table_row(entry->row).code;
	return entry->code.at != NULL ? entry->code : SPAN("(no code)");
}

/* The row of an entry; what came, where it has none. */
static struct row entry_row(const struct tally_entry *entry)
{
	if (entry->row != TABLE_NONE)
		return table_row(entry->row);
	return (struct row){.status = entry->status, .retry = RETRY_UNKNOWN};
}

/* Whether the terminal has no room for the longest code behind the numbers. */
static bool is_tally_narrow(const struct printer *printer, size_t longest)
{
	return printer->width > 0 && printer->width < sizeof(tally_head) - 1 + longest;
}

/* One entry: the code behind the numbers or, where the terminal has no room for that, above them. */
static void text_entry(
	const struct printer *printer, const struct tally *tally, const struct tally_entry *entry, size_t longest)
{
	static const char *const retries[] = {"-", "no", "yes"};
	const size_t before = sizeof(tally_head) - 1;
	bool narrow = is_tally_narrow(printer, longest);
	struct row row = entry_row(entry);
	struct span name = entry_name(entry);

	if (narrow) {
		text_escape(printer->out, name, ESCAPE_TEXT);
		(void)putc('\n', printer->out);
	}
	(void)fprintf(printer->out, "%8" PRIu64 "  %5.1f%%  ", entry->count,
		100 * (double)entry->count / (double)tally_total(tally));
	(void)fprintf(printer->out, row.status != 0 ? "%6d" : "     -", row.status);
	(void)fprintf(printer->out, narrow ? "  %s" : "  %-5s  ", retries[row.retry + 1]);
	if (!narrow)
		text_escape(printer->out, name, ESCAPE_TEXT);
	if (printer->width > before + longest + 2) {
		put_blanks(printer, longest - text_columns(name));
		put_bar(printer, entry->count, tally_at(tally, 0)->count, printer->width - before - longest - 2);
	}
	/* Rows of one code are told apart by their messages: on a line of their own where there is a bar before. */
	if (entry->row != TABLE_NONE && table_next(table_find(name)) != TABLE_NONE) {
		struct place place = {.gap = 2, .hang = is_narrow(printer) ? HANG : before};

		if (printer->width > 0)
			next_line(printer, &place);
		put_wrapped(printer, &place, row.message);
	}
	(void)putc('\n', printer->out);
}

static void text_tally(const struct printer *printer, const struct tally *tally, uint64_t records)
{
	uint64_t total = tally_total(tally);
	size_t longest = 0;

	for (size_t i = 0; tally_at(tally, i) != NULL; i++) {
		size_t columns = text_columns(entry_name(tally_at(tally, i)));

		longest = columns > longest ? columns : longest;
	}
	if (total > 0) {
		put_color(printer, BOLD);
		(void)fprintf(printer->out, is_tally_narrow(printer, longest) ? "code\n%s\n" : "%scode\n", tally_head);
		put_color(printer, RESET);
	}
	for (size_t i = 0; tally_at(tally, i) != NULL; i++)
		text_entry(printer, tally, tally_at(tally, i), longest);
	(void)fprintf(printer->out, "%s%" PRIu64 " error%s in %" PRIu64 " record%s\n", total > 0 ? "\n" : "", total,
		total == 1 ? "" : "s", records, records == 1 ? "" : "s");
}

void print_tally(struct printer *printer, const struct tally *tally, uint64_t records)
{
	if (printer->format == FORMAT_TEXT) {
		text_tally(printer, tally, records);
		return;
	}
	for (size_t i = 0; tally_at(tally, i) != NULL; i++) {
		const struct tally_entry *entry = tally_at(tally, i);
		struct finding finding = entry_finding(entry);
		struct row row;
		const struct row *known = NULL;

		if (entry->row != TABLE_NONE) {
			row = table_row(entry->row);
			known = &row;
		}
		if (printer->format == FORMAT_JSON)
			json_entry(printer->out, entry, known);
		else
			put_fields(printer, known, &finding);
	}
}
