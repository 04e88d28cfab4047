#include "scan.h"

#include "body.h"
#include "quick.h"
#include "table.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
	LEVELS = 6,            /* strings in strings that are read, the input being the first */
	UNESCAPED = 16 * 1024, /* bytes of escaped data in a text that are read */
	ALONE = 60,            /* bytes of a line that holds little but a status */
	RESPONSE_LINES = 100,  /* of a response behind its status line, data apart; */
	HEADED_LINES = 8,      /* of one behind `Status Code: 429` */
	CARRIED_LINES = 16,    /* further lines that may say more of a failure without a code */
};

/* What a word says of a number behind it. */
enum label {
	LABEL_NONE,
	LABEL_WORD,   /* HTTP, returned: a status, perhaps */
	LABEL_STATUS, /* status, code: a status, of whatever kind */
	LABEL_ERROR,  /* Error, BadRequestException, rejected: a failure's */
};

enum below { BELOW_OTHER, BELOW_BODY, BELOW_MORE };

/* What the words so far on a line say. */
struct words {
	bool start;       /* there were none yet */
	bool heading;     /* they are `Status Code:`, a line's first */
	bool data;        /* there was data between them */
	enum below below; /* what the line is to the status above it; the body, up to the end of data */
	bool chinese;     /* Chinese ones are looked for: not in data, nor on a line of it, which quick.c may pass */
	bool told;        /* one speaks of a failure */
	bool since;       /* there was one since the last failure was found */
	enum label label; /* of the last one, unless a sign parts it from what follows */
	bool linked;      /* it is joined to what follows: the status code is …, Error: HTTP … */
	bool phrase;      /* it is several */
	char sign;        /* the last sign behind it */
	char before;      /* the byte before what is read next */
	int status;       /* the last number that can be a failure's status */
	bool labelled;    /* which a label stands before, or its reason behind */
	bool sure;        /* which a body on the next line may be about */
	bool adjacent;    /* no word stands behind it, and what stands before it is not of another number */
	bool padded;      /* blanks stand behind the last word, as behind a log's level */
	bool level;       /* which is one: ERROR */
	bool calm;        /* one was INFO or DEBUG */
	bool counting;    /* it says what is counted: row, line */
	bool coded;       /* a failure was told by its code: numbers in its message are no status, */
	bool fresh;       /* but one that begins a part of it, with nothing but labels before it */
	int angled;       /* the same in <>, no word behind it */
	bool in_message;  /* what follows is the message of a code, or a program: it names none */
	bool in_program;  /* what follows is a program, which tells no status either */
};

/* How the lines behind a failure go on about it. */
enum chain {
	CHAIN_NONE,   /* they do not */
	CHAIN_OPEN,   /* they may, with its stack of calls or an exception that it caused */
	CHAIN_LINKED, /* another exception is announced, */
	CHAIN_RAISED, /* and its stack is shown, or that of a failure just logged; its own line is to come */
};

/* A text being read: the input (level 0), or a string of its data. */
struct reading {
	struct scan *scan;
	unsigned level;
	bool in_literal;
	struct words words;
	const char *base;  /* of the text at hand, */
	uint64_t offset;   /* the bytes that were read before it; */
	uint64_t barren;   /* where a group ended that told of nothing: no other begins before that, */
	uint64_t again;    /* and up to where text was read as a literal, to be read again as words */
	unsigned taken;    /* failures found */
	struct span line;  /* from the '{' of the data at hand on: where it is the line's first, and ends on it; */
	size_t length;     /* the bytes of that data */
	unsigned told;     /* failures that the data at hand told of */
	struct clue *best; /* in a string: the one that says most */
};

struct scan {
	struct scan_sink sink;
	struct memo *memo;
	uint64_t skipped;      /* records */
	uint64_t line;         /* the number of the line being read */
	uint64_t records;      /* ended so far */
	uint64_t literal_line; /* where the literal at hand begins */
	struct reading input;
	int above_status;        /* that the short line above tells: that of a body below it */
	bool heads;              /* the line being read may stand above a body */
	int event_status;        /* of the SSE event being read; DashScope says it in a comment */
	int response_status;     /* of the status line above */
	unsigned response_lines; /* that are still its */
	uint64_t event_line;
	bool has_held, has_weak, has_response, has_event;
	struct clue held;     /* the last failure of the record being read: it may be said again */
	struct clue weak;     /* a failure without a code: what follows may say one */
	bool weak_said;       /* by words, not by data */
	bool weak_alone;      /* which end their short line */
	struct clue response; /* what the status line reports, if nothing better comes */
	unsigned carried;     /* lines since weak's own */
	struct clue last;     /* the failure told last */
	enum chain chain;     /* of the lines behind it */
	bool raised;          /* the line being read ends a Python traceback, */
	bool last_raised;     /* and so did the one that told `last` */
	bool indented;        /* the line being read is, */
	bool linked;          /* and is a link of the chain: it may tell of that failure again, */
	bool summed_up;       /* or does so by its status, as curl behind the body it got, */
	bool again;           /* as the one did that told of the failure held back */
	struct clue clue;     /* at work */
	struct clue told;     /* the first that the data at hand told, for the memo */
	bool id_follows;      /* fields told of a failure as their line ended; the next may be its request ID */
	bool skipping;        /* the rest of a line that was too long */
	bool waiting;         /* a group of fields wants its next line */
	struct {
		struct literal literal;
		char unescaped[UNESCAPED];
		struct clue best;
	} levels[LEVELS];
};

/* What a reader gives that needs more text first. */
#define WAITS ((size_t)-1)

static size_t read_text(struct reading *r, struct span text, enum scan_more more);

struct scan *scan_new(const struct scan_sink *sink, struct memo *memo)
{
	struct scan *scan = calloc(1, sizeof *scan);
	if (!scan)
		return NULL;
	scan->sink = *sink;
	scan->memo = memo;
	scan->line = 1;
	scan->input.scan = scan;
	scan->input.words = (struct words){.start = true, .before = '\n'};
	return scan;
}

void scan_free(struct scan *scan)
{
	free(scan);
}

/* Whether what stands behind `finish_reason=` and the like says that an answer came to its end. */
static bool is_finished(struct span value)
{
	return value.length > 0 && text_is_alnum(value.at[0]) && !span_starts(value, SPAN("null")) &&
	       !span_starts(value, SPAN("error"));
}

bool scan_is_answer(struct span text)
{
	static const struct {
		struct span name, opening;
		bool any;
	} finished[] = {{{"finish_reason", 13}, {"'", 1}, false}, {{"finishReason", 12}, {"", 0}, false},
		{{"response_metadata", 17}, {"{", 1}, true}};
	struct span rest = text;
	bool found = false, content = false;
	for (const char *at; rest.length > 0 && (at = memchr(rest.at, '=', rest.length));) {
		struct span before = {text.at, (size_t)(at - text.at)};
		rest = span_from(rest, (size_t)(at - rest.at) + 1);
		if (before.length == 0)
			continue;
		char last = before.at[before.length - 1];
		content = content || (last == 't' && (span_ends_nocase(before, SPAN("content")) ||
							     span_ends_nocase(before, SPAN("text"))));
		for (size_t i = 0; i < sizeof finished / sizeof *finished; i++)
			if (last == finished[i].name.at[finished[i].name.length - 1] &&
				span_ends_nocase(before, finished[i].name) && span_starts(rest, finished[i].opening))
				found = found || finished[i].any ||
					is_finished(span_from(rest, finished[i].opening.length));
	}
	/* In a list of results an exception may stand beside it. */
	return found && content && !span_find_nocase(text, SPAN("Error("));
}

/* ---- What is found, and when it is told ---- */

/* Whether the failure held back is the one told last, said again by an exception that it caused. A status that only one
 * of them gives tells no two failures with a code apart. */
static bool is_told(const struct scan *scan, const struct clue *clue)
{
	const struct clue *last = &scan->last;
	bool statuses = clue->status == last->status || (clue->code.length > 0 && (!clue->status || !last->status));
	return scan->again && statuses && table_same(last->code, clue->code) && clue_is_same(last, clue) &&
	       (span_ends_nocase(last->message, clue->message) || span_ends_nocase(clue->message, last->message));
}

static void tell(struct scan *scan, const struct clue *clue)
{
	scan->response_status = 0;
	scan->has_response = false;
	scan->sink.failure(scan->sink.arg, clue);
	scan->chain = CHAIN_OPEN;
	scan->last_raised = scan->raised;
	clue_copy(&scan->last, clue);
}

/* The response whose status line was read is over: its status is told alone, if nothing in it was. */
static void end_response(struct scan *scan)
{
	if (scan->has_response)
		tell(scan, &scan->response);
	scan->response_status = 0;
}

/* A status that is that of a response, over some lines at most; `told`, too, if nothing better comes. */
static void begin_response(struct scan *scan, int status, bool told, struct span message, unsigned lines)
{
	end_response(scan);
	scan->response_lines = lines;
	scan->response_status = status;
	scan->has_response = status != 0 && told;
	if (scan->has_response) {
		clue_clear(&scan->response);
		scan->response.line = scan->line;
		scan->response.status = status;
		clue_set_message(&scan->response, message);
	}
}

static void tell_held(struct scan *scan)
{
	if (scan->has_held && !is_told(scan, &scan->held))
		tell(scan, &scan->held);
	scan->has_held = false;
}

static void tell_weak(struct scan *scan)
{
	if (scan->has_weak && !is_told(scan, &scan->weak))
		tell(scan, &scan->weak);
	scan->has_weak = false;
}

/* Whether data tells of another failure than the data before it on the line, where one of them has no code. */
static bool is_other(const struct scan *scan, const struct clue *clue)
{
	if (!scan->has_held && (!scan->has_weak || scan->weak_said))
		return false;
	const struct clue *before = scan->has_held ? &scan->held : &scan->weak;
	bool ids = before->request_id.length > 0 && clue->request_id.length > 0;
	bool statuses = clue->code.length == 0 && before->code.length == 0 && clue->status && before->status;
	return (ids && !span_equals(before->request_id, clue->request_id)) ||
	       (statuses && clue->status != before->status);
}

/* Takes the failure that scan->clue is; `said`: by words, which may go on, not by data. */
static void take(struct reading *r, bool said)
{
	struct scan *scan = r->scan;
	struct clue *clue = &scan->clue;
	bool said_again = r->words.since;
	r->words.since = false;
	r->taken++;
	if (r->level > 0) {
		bool better = r->taken == 1 || (r->best->row == TABLE_NONE && clue->row != TABLE_NONE) ||
			      (r->best->code.length == 0 && clue->code.length > 0);
		if (better)
			clue_copy(r->best, clue);
		return;
	}
	scan->has_event = false;
	bool again = scan->linked;
	if (clue->code.length > 0)
		r->words.sure = false; /* the status on this line is not that of a body below */
	if (!said && is_other(scan, clue)) {
		tell_held(scan);
		tell_weak(scan);
	}
	if (scan->has_weak && clue->code.length > 0) {
		/* What was told without a code is this. */
		again = again || scan->again;
		if (clue->status == 0)
			clue->status = scan->weak.status;
		if (scan->carried > 0)
			clue->line = scan->weak.line;
		scan->has_weak = false;
	}
	if (clue->code.length == 0) {
		if (scan->summed_up && (!scan->last.status || scan->last.status == clue->status))
			return;
		if (scan->has_held || scan->has_weak) {
			clue_fill(scan->has_held ? &scan->held : &scan->weak, clue);
			r->words.since = said_again;
			return;
		}
		clue_copy(&scan->weak, clue);
		scan->has_weak = true;
		scan->again = again;
		scan->weak_said = said;
		scan->carried = 0;
		return;
	}
	if (scan->has_held && said_again && clue_is_same(&scan->held, clue)) {
		clue_fill(&scan->held, clue);
		return;
	}
	tell_held(scan);
	clue_copy(&scan->held, clue);
	scan->has_held = true;
	scan->again = again;
}

/* ---- Data in the text ---- */

/* The status that the text around some data gives, nearest first. */
static int status_around(const struct reading *r)
{
	const struct scan *scan = r->scan;
	if (r->level == 0 && scan->event_status)
		return scan->event_status;
	if (r->words.status && (r->words.labelled || r->words.adjacent))
		return r->words.status;
	if (r->level > 0)
		return 0;
	if (scan->above_status && (r->words.start || r->words.below == BELOW_BODY))
		return scan->above_status;
	return scan->has_weak && scan->weak.status ? scan->weak.status : scan->response_status;
}

/* The `<400>` that the service puts before the code of some messages. */
static int status_in_message(struct span message)
{
	enum { LENGTH = 5 };
	const char *at;
	while (message.length >= LENGTH && (at = memchr(message.at, '<', message.length - LENGTH + 1))) {
		int status = at[LENGTH - 1] == '>' ? clue_status((struct span){at + 1, 3}) : 0;
		if (status)
			return status;
		message = span_from(message, (size_t)(at - message.at) + 1);
	}
	return 0;
}

/* Takes a failure that data tells of. */
static void take_data(struct reading *r, const struct clue *clue)
{
	struct scan *scan = r->scan;
	clue_copy(&scan->clue, clue);
	scan->clue.line = scan->literal_line;
	if (scan->clue.status == 0 && r->level > 0)
		scan->clue.status = status_around(r);
	if (scan->clue.status == 0)
		scan->clue.status = status_in_message(scan->clue.message);
	take(r, false);
}

/* Takes what data tells that was read before; gives its bytes, 0 where it was not. */
static size_t recall_data(struct reading *r, struct span line)
{
	struct scan *scan = r->scan;
	const struct clue *failure;
	size_t n = memo_find(scan->memo, line, status_around(r), &failure);
	if (n == 0)
		return 0;
	if (failure) {
		take_data(r, failure);
		r->words.status = 0;
	}
	r->in_literal = false;
	r->words.data = true;
	r->words.label = LABEL_NONE;
	r->words.start = false;
	r->words.below = BELOW_OTHER;
	r->words.before = line.at[n - 1];
	return n;
}

static void take_from_body(void *arg, const struct clue *clue)
{
	struct reading *r = arg;
	struct scan *scan = r->scan;
	const struct literal *literal = &scan->levels[r->level].literal;
	if (!literal->group && literal->equals && clue->code.at && !clue->message.at && !clue->status &&
		!clue->request_id.at)
		return; /* a pattern in a program: %{"code" => "X"} */
	if (literal->group) {
		/* A lone `code: X` in a text is no more than a name, unless it is a program's `code=X` or `(code: X)`
		 * in a line about an error; a lone `code: 400` is for the words around it to judge. */
		bool lone = !clue->message.at && !clue->request_id.at && (!clue->status || !clue->code.at);
		bool meant = literal->equals || r->words.before == '(';
		if (lone && !(meant && r->words.told && clue->row != TABLE_NONE))
			return;
	}
	if (r->told++ == 0 && r->line.at)
		clue_copy(&scan->told, clue);
	take_data(r, clue);
}

static bool read_words(void *arg, struct span text, bool told, struct clue *clue)
{
	struct reading *outer = arg;
	struct scan *scan = outer->scan;
	if (outer->level + 1 >= LEVELS)
		return false;
	struct reading r = {.scan = scan, .level = outer->level + 1};
	r.words = (struct words){.start = true, .told = told, .before = '\n'};
	r.best = &scan->levels[r.level].best;
	read_text(&r, text, SCAN_END);
	if (r.taken > 0)
		clue_copy(clue, r.best);
	return r.taken > 0;
}

static void skip(struct scan *scan, uint64_t line, const char *why)
{
	scan->skipped++;
	scan->sink.skipped(scan->sink.arg, line, why);
}

/* Reads the body that the literal at hand is, and keeps what it told, if it may come again. */
static void read_body(struct reading *r, struct span json)
{
	struct scan *scan = r->scan;
	const struct literal *literal = &scan->levels[r->level].literal;
	struct body_sink sink = {r, take_from_body, read_words};
	/* In a string a number before data tells of no failure by itself: quick.c looks for words. */
	int around = r->level == 0 || r->words.sure ? status_around(r) : 0;
	uint64_t skipped = scan->skipped;
	r->told = 0;
	if (body_read(json, around, literal->bare_code, &sink) != 0)
		skip(scan, scan->literal_line, strerror(ENOMEM));
	if (r->line.at && r->told <= 1 && scan->skipped == skipped)
		memo_keep(scan->memo, r->line, r->length, around, literal, r->told ? &scan->told : NULL);
}

/* Reads what the literal at hand holds; gives whether a failure was in it. */
static void read_literal(struct reading *r)
{
	struct scan *scan = r->scan;
	struct literal *literal = &scan->levels[r->level].literal;
	struct span json = literal_json(literal);
	if (!literal->interesting)
		return;
	if (literal->overflow && !literal->grave)
		return;
	/* `took 512 msg=done`, `{"a":1} 512 {"message":"done"}`: a number before fields, or behind other data, is a
	 * status only where something failed. */
	int status = r->words.status;
	if ((literal->group || r->words.data) && !literal->failing && !r->words.told)
		r->words.status = 0;
	if (literal->overflow)
		skip(scan, scan->literal_line, "too large or nested too deep");
	else
		read_body(r, json);
	r->words.status = status;
}

static void count_lines(struct reading *r, struct span text)
{
	if (r->level > 0)
		return;
	for (const char *at = text.at, *end = text.at + text.length; (at = memchr(at, '\n', (size_t)(end - at))); at++)
		r->scan->line++;
}

static void end_line(struct reading *r);

/* Where in all that is read `text` begins. */
static uint64_t place_of(const struct reading *r, struct span text)
{
	return r->offset + (uint64_t)(text.at - r->base);
}

/* Feeds a literal; gives the bytes settled. The text of a string that was none is left to be read as words, but once:
 * literals that all end in one place would be read again and again. */
static size_t feed(struct reading *r, struct literal *literal, struct span text, enum scan_more more)
{
	size_t n = literal_feed(literal, text, more != SCAN_MORE), before = literal_text(literal, text, n);
	uint64_t end = place_of(r, text) + n;
	if (literal->deep && !literal->grave) {
		size_t deep = (size_t)(literal->deep - text.at);
		literal->grave = quick_tells(span_from(text, deep), n - deep);
	}
	if (before == n || end <= r->again)
		return n;
	r->again = end;
	return before;
}

/* Feeds the literal at hand; gives the bytes settled. */
static size_t feed_literal(struct reading *r, struct span text, enum scan_more more)
{
	struct literal *literal = &r->scan->levels[r->level].literal;
	bool first = r->scan->memo && r->level == 0 && literal->depth == 0 && !r->words.data && !literal->bare_code;
	struct span line = {0};
	if (first) {
		const char *newline = memchr(text.at, '\n', text.length);
		line = (struct span){text.at, newline ? (size_t)(newline - text.at) : text.length};
		first = !literal_is_tally(line); /* a tally is one only at the beginning of its line */
		size_t known = first ? recall_data(r, line) : 0;
		if (known > 0)
			return known;
	}
	literal->follows = more == SCAN_FULL && text.at[text.length - 1] != '\n';
	size_t n = feed(r, literal, text, more);
	count_lines(r, (struct span){text.at, n});
	if (literal->state != LITERAL_OPEN || (n == text.length && more == SCAN_END)) {
		r->in_literal = false;
		if (first && literal->state == LITERAL_DONE && literal->lines == 0) {
			r->line = line;
			r->length = n;
		}
		unsigned taken = r->taken;
		read_literal(r);
		if (r->taken > taken)
			r->words.status = 0; /* it was this data's */
		r->line = (struct span){0};
		r->words.data = true;
		r->words.label = LABEL_NONE;
		r->words.below = BELOW_OTHER;
	}
	if (n > 0)
		r->words.before = text.at[n - 1];
	r->words.start = false;
	if (!r->in_literal && r->words.before == '\n')
		end_line(r);
	return n;
}

/* The bytes of an escape that `text` begins with, and what it stands for: C's and JSON's, a quote doubled in CSV (RFC
 * 4180), HTML's. 0: there is none. */
static size_t unescape(struct span text, char *c)
{
	if (text.at[0] != '\\' && text.at[0] != '"' && text.at[0] != '&')
		return 0;
	static const struct {
		struct span escape;
		char c;
	} escapes[] = {{{"\\\"", 2}, '"'}, {{"\\\\", 2}, '\\'}, {{"\\/", 2}, '/'}, {{"\\n", 2}, '\n'},
		{{"\\r", 2}, ' '}, {{"\\t", 2}, ' '}, {{"\\'", 2}, '\''}, {{"\"\"", 2}, '"'}, {{"&quot;", 6}, '"'},
		{{"&#34;", 5}, '"'}, {{"&amp;", 5}, '&'}};
	for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
		if (text.at[0] == escapes[i].escape.at[0] && span_starts(text, escapes[i].escape)) {
			*c = escapes[i].c;
			return escapes[i].escape.length;
		}
	return 0;
}

/* Whether `text`, which begins with '{', is data printed with escapes: {\"code\", {""code"", {&quot;code&quot;. */
static bool is_escaped(struct span text)
{
	struct span inside = span_from(text, 1);
	char c;
	size_t n = inside.length > 0 ? unescape(inside, &c) : 0;
	return n > 0 && n < inside.length && (inside.at[0] == '\\' || text_is_alnum(inside.at[n]));
}

/* Data printed into a string whose beginning is lost: takes the escapes off, up to its end or a quote that ends that
 * string, and reads that. Gives the bytes read, WAITS where it wants more. */
static size_t read_escaped(struct reading *r, struct span text, bool may_wait)
{
	char *bytes = r->scan->levels[r->level].unescaped;
	size_t at = 0, length = 0;
	unsigned depth = 0;
	bool string = false, escaped = false, quoted = false;
	if (r->level + 1 >= LEVELS)
		return text.length;
	do {
		char c = text.at[at];
		size_t n = unescape(span_from(text, at), &c);
		if (n == 0 && c == '"' && quoted) {
			at -= text.at[at - 1] == '{'; /* other data begins */
			break;
		}
		at += n > 0 ? n : 1;
		quoted = quoted || (n > 0 && c == '"');
		if (c == '"' && !escaped)
			string = !string;
		else if (c == '{' && !string)
			depth++;
		else if (c == '}' && !string)
			depth--;
		escaped = c == '\\' && !escaped;
		bytes[length++] = c;
	} while (depth > 0 && at < text.length && length < UNESCAPED);
	if (may_wait && depth > 0 && at == text.length)
		return WAITS;
	if (read_words(r, (struct span){bytes, length}, r->words.told, &r->scan->clue)) {
		r->scan->clue.line = r->scan->line;
		if (r->scan->clue.status == 0)
			r->scan->clue.status = status_around(r);
		take(r, false);
	} else if (r->level == 0 && length == UNESCAPED && quick_tells(span_from(text, at), text.length - at)) {
		skip(r->scan, r->scan->line, "too large or nested too deep");
	}
	return at;
}

/* ---- Words ---- */

/* What a word says: nothing, that something failed, what kind of number follows. */
struct meaning {
	bool told;
	enum label label;
};

static struct meaning meaning_of(struct span word)
{
	/* A part that is a label at the word's end only: maxErrors, error_rate and ErrorRetries count and set. */
	static const struct {
		struct span part;
		struct meaning meaning;
		bool last;
	} parts[] = {
		{{"error", 5}, {true, LABEL_ERROR}, true},
		{{"exception", 9}, {true, LABEL_ERROR}, true},
		{{"fail", 4}, {true, LABEL_NONE}, false},
		{{"http", 4}, {false, LABEL_WORD}, false},
		{{"status", 6}, {false, LABEL_STATUS}, false},
		{{"code", 4}, {false, LABEL_STATUS}, false},
		{{"returned", 8}, {false, LABEL_WORD}, false},
		{{"rejected", 8}, {false, LABEL_WORD}, false},
		{{"错误", 6}, {true, LABEL_ERROR}, false},
		{{"异常", 6}, {true, LABEL_ERROR}, false},
		{{"报错", 6}, {true, LABEL_ERROR}, false},
		{{"失败", 6}, {true, LABEL_NONE}, false},
		{{"状态码", 9}, {false, LABEL_STATUS}, false},
		{{"返回", 6}, {false, LABEL_STATUS}, false},
	};
	struct meaning meaning = {false, LABEL_NONE};
	for (size_t i = 0; i + 4 <= word.length; i++) {
		if (!memchr("efhscrEFHSCR\xe5\xe6\xe7\xe8\xe9", word.at[i], 17))
			continue;
		for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
			if (text_lower(word.at[i]) == parts[k].part.at[0] &&
				span_starts_nocase(span_from(word, i), parts[k].part)) {
				bool label = !parts[k].last || i + parts[k].part.length == word.length;
				meaning.told = meaning.told || parts[k].meaning.told;
				if (label && parts[k].meaning.label > meaning.label)
					meaning.label = parts[k].meaning.label;
			}
	}
	return meaning;
}

/* Words that say together what none of them does. */
struct phrase {
	struct span words;
	struct meaning meaning;
	bool sure; /* whatever stands behind the number */
};

/* The phrase that `text` begins with, or NULL; *length is its own, with the word code behind it. One that tells of a
 * failure has a word that quick.c looks for; others count only behind one. None is about a 200. */
static const struct phrase *phrase_at(struct span text, bool told, size_t *length)
{
	static const struct span code = {" code", 5};
	static const struct phrase phrases[] = {
		{{"status code does not indicate success", 37}, {true, LABEL_STATUS}, true}, /* .NET */
		{{"status code was unacceptable", 28}, {true, LABEL_STATUS}, true},          /* Alamofire */
		{{"failed with status", 18}, {true, LABEL_STATUS}, true},
		{{"responded with status", 21}, {true, LABEL_STATUS}, false}, /* Faraday */
		{{"returned status", 15}, {true, LABEL_STATUS}, false},
		{{"unexpected status", 17}, {true, LABEL_STATUS}, false}, /* Go, Rust */
		{{"last status", 11}, {true, LABEL_STATUS}, false},       /* Codex */
		{{"server response", 15}, {false, LABEL_STATUS}, true},   /* ws: Unexpected server response: 401 */
		{{"return error code", 17}, {true, LABEL_NONE}, false},   /* the service's engines: no HTTP status */
	};
	if (!memchr("sfrulSFRUL", text.at[0], 10)) /* the first letters */
		return NULL;
	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
		if (text_lower(text.at[0]) == phrases[i].words.at[0] && span_starts_nocase(text, phrases[i].words) &&
			(told || phrases[i].meaning.told)) {
			struct span behind = span_from(text, phrases[i].words.length);
			if (span_starts_nocase(behind, code))
				behind = span_from(behind, code.length);
			*length = text.length - behind.length;
			while (behind.length > 0 && memchr(":= ", behind.at[0], 3))
				behind = span_from(behind, 1);
			return span_starts(behind, SPAN("200")) ? NULL : &phrases[i];
		}
	return NULL;
}

/* The bytes of a text up to its line's end. */
static size_t line_length(struct span text)
{
	const char *end = text.length > 0 ? memchr(text.at, '\n', text.length) : NULL;
	return end ? (size_t)(end - text.at) : text.length;
}

/* The text of a message that begins `text`: to the end of the line, without the brackets that the client put around. */
static struct span message_of(struct span text)
{
	text.length = line_length(text);
	unsigned open = 0;
	for (size_t i = 0; i < text.length; i++) {
		if (text.at[i] == '[')
			open++;
		if (text.at[i] == ']' && open-- == 0) {
			text.length = i;
			break;
		}
	}
	return span_trim(text);
}

/* Takes off a message the request ID that a client put behind it: `… (requestId: 5b2d)`, `…, request_id=5b2d`. */
static struct span take_request_id(struct span *message)
{
	static const struct span request = {"request", 7};
	struct span rest = *message, name;
	for (const char *at; (at = span_find_nocase(rest, request)); rest = span_from(rest, request.length)) {
		rest = span_from(rest, (size_t)(at - rest.at));
		if (at == message->at || !memchr(" (,[", at[-1], 4) || !literal_is_key(rest, &name) ||
			key_of(name) != KEY_REQUEST_ID)
			continue;
		struct span id = span_from(rest, name.length);
		while (id.length > 0 && memchr(" :=\"'", id.at[0], 5))
			id = span_from(id, 1);
		size_t n = 0, digits = 0;
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

static void take_words(struct reading *r, int status, struct span code, struct span message)
{
	struct clue *clue = &r->scan->clue;
	clue_clear(clue);
	clue->line = r->scan->line;
	clue->status = status;
	clue_set_code(clue, code);
	clue_set_request_id(clue, take_request_id(&message));
	clue_set_message(clue, message);
	take(r, true);
}

/* A code in the text, its message behind it: `InvalidApiKey - Invalid API-key provided.` Gives the bytes read, 0 where
 * it is but a name. */
static size_t read_code(struct reading *r, struct span text, struct span word)
{
	struct words *words = &r->words;
	struct span behind = span_from(text, word.length);
	size_t sign = words->before == '[' && span_starts(behind, SPAN("] "))    ? 2
		      : words->before == '(' && span_starts(behind, SPAN("): ")) ? 3
										 : clue_code_separator(behind);
	bool code = clue_is_code_word(word) || (words->angled && clue_is_code(word)) ||
		    (words->adjacent && words->status && clue_is_strange_code(word));
	if (sign == 0 || words->in_message || !code)
		return 0;
	behind = span_cut(span_from(behind, sign), CLUE_MESSAGE); /* more is not kept */
	struct span message = message_of(behind);
	int inner = words->angled ? words->angled : status_in_message(message);
	if (!inner && !words->told && !span_starts_nocase(word, SPAN("InternalError.")))
		return 0;
	int status = status_around(r);
	take_words(r, status ? status : inner, word, message);
	words->in_message = words->coded = true;
	words->fresh = false;
	return word.length + sign;
}

/* The bytes of a full-width sign that `text` begins with, as ，：） or 。; 0: there is none. */
static size_t foreign_sign(struct span text)
{
	return text.length >= 3 && (memcmp(text.at, "\xef\xbc", 2) == 0 || memcmp(text.at, "\xe3\x80", 2) == 0) ? 3 : 0;
}

/* Whether text may be a code and is one word. */
static bool is_word(struct span text)
{
	return clue_is_code(text) && !memchr(text.at, ' ', text.length);
}

/* The word of a code in brackets that `text` begins with: ` (Throttling.RateQuota)`. */
static struct span bracketed_code(struct span text)
{
	struct span line = {text.at, text.length < 2 * CLUE_CODE ? text.length : 2 * CLUE_CODE};
	const char *end = span_starts(line, SPAN(" (")) ? memchr(line.at, ')', line.length) : NULL;
	if (!end)
		return (struct span){0};
	struct span word = {line.at + 2, (size_t)(end - line.at) - 2};
	return is_word(word) && table_find(word) != TABLE_NONE ? word : (struct span){0};
}

/* Whether the number just read is told as the status of a failure, with `text` behind it. */
static bool reports_status(const struct words *words, struct span text)
{
	if (words->told && (span_starts_nocase(text, SPAN(", body")) || span_starts_nocase(text, SPAN(", response"))))
		return true;
	if (span_starts_nocase(text, SPAN(" status code")) || span_starts_nocase(text, SPAN(" Client Error:")) ||
		span_starts_nocase(text, SPAN(" Server Error:")))
		return true;
	size_t reason = 0;
	while (reason < text.length && memchr(" -:)]", text.at[reason], 5))
		reason++;
	if (words->told && words->sign != '"' && reason > 0 && key_reason(span_from(text, reason)))
		return true;
	if (words->label == LABEL_NONE || (words->label != LABEL_ERROR && !words->told) ||
		(words->calm && !words->phrase))
		return false;
	if (words->linked || (words->sign && strchr(":=([", words->sign)))
		return true;
	size_t i = 0;
	if (span_starts(text, SPAN(" for GET ")) || span_starts(text, SPAN(" for POST "))) /* Faraday's */
		return true;
	while (i < text.length && text.at[i] == ' ')
		i++;
	if (i == text.length || text.at[i] == '\n' || text.at[i] == '\r')
		return true;
	char c = text.at[i];
	if (bracketed_code(text).length > 0) /* a sentence: … error 429 (Throttling), wait … */
		return false;
	return strchr(":-)]('\"", c) || (c >= 'A' && c <= 'Z') ||
	       (words->label >= LABEL_STATUS && foreign_sign(span_from(text, i)) > 0);
}

/* What a client says behind a status, up to data or a code of the service; `before`: the byte before the status. */
static struct span status_message(struct span text, char before)
{
	if (span_starts_nocase(text, SPAN(" status code")))
		text = span_from(text, strlen(" status code"));
	else if (before == '[' && span_starts(text, SPAN("]")))
		text = span_from(text, 1);
	text = span_cut(text, CLUE_MESSAGE); /* more is not kept */
	struct span message = message_of(text);
	/* A quote that opened before the status closes behind the reason: '429 Too Many Requests' for url … */
	const char ends[] = {'{', before == '\'' || before == '"' || before == '`' ? before : '{'};
	for (size_t i = 0; i < sizeof ends; i++) {
		const char *end = message.length ? memchr(message.at, ends[i], message.length) : NULL;
		if (end)
			message.length = (size_t)(end - message.at);
	}
	for (size_t n; message.length > 0; message = span_from(message, n)) {
		n = strchr(":-,.)]'\" ", message.at[0]) ? 1 : foreign_sign(message);
		if (n == 0)
			break;
	}
	message = span_trim(message);
	/* What a client has instead of a body, and Ruby behind an exception's message. */
	bool class = span_ends_nocase(message, SPAN("Error)")) && message.at[0] == '(' &&
		     !memchr(message.at, ' ', message.length);
	if (class || span_equals(message, SPAN("(no body)")))
		message.length = 0;
	return message;
}

/* The code that a client puts in brackets behind a status: OpenAI's for .NET ` (invalid_request_error:
 * model_not_found)`, others one of the table alone, in no sentence. Nothing where there is none; the
 * type may be left out on a line whose words tell of a failure. */
static struct span code_in_brackets(struct span text, bool told)
{
	struct span line = {text.at, text.length < 2 * CLUE_CODE ? text.length : 2 * CLUE_CODE},
		    code = bracketed_code(text);
	if (code.length > 0) {
		struct span behind = span_from(text, (size_t)(code.at + code.length - text.at) + 1);
		bool ends = behind.length == 0 || memchr(":\r\n", behind.at[0], 3);
		return told && ends ? code : (struct span){0};
	}
	const char *end = span_starts(line, SPAN(" (")) ? memchr(line.at, ')', line.length) : NULL;
	const char *colon = end ? memchr(line.at, ':', (size_t)(end - line.at)) : NULL;
	if (!colon)
		return (struct span){0};
	struct span type = {line.at + 2, (size_t)(colon - line.at) - 2};
	struct span behind = {colon + 1, (size_t)(end - colon) - 1};
	code = span_trim(behind);
	bool fits = type.length > 0 ? is_word(type) && span_ends_nocase(type, SPAN("_error")) : told;
	return fits && code.at == behind.at + 1 && is_word(code) ? code : (struct span){0};
}

/* Whether the number just read, `text` behind it, is a process's, which some logs have behind their level: `ERROR 512
 * embed: …`. */
static bool is_process(const struct words *words, struct span text)
{
	return words->sign == '\0' && words->padded && !key_reason(span_from(text, 1));
}

/* Whether a number stands where one would that is told of data behind it, `failed: 400 {…}`, rather than that of a
 * line, a process or a row: `app.py:512 - {…}`, `app[512]: {…}`, `row 512: {…}`. */
static bool stands_free(const struct words *words, char next)
{
	if (next == '"' || next == '\'') /* a value */
		return false;
	if (words->start || words->label != LABEL_NONE)
		return true;
	if (words->sign == '\0')
		return !words->counting;
	return text_is_space(words->before) || memchr("(`'\"", words->sign, 4);
}

/* Whether a line ends behind a status, or behind its reason. */
static bool ends_line(struct span text)
{
	struct span line = span_trim((struct span){text.at, line_length(text)});
	return line.length == 0 || key_reason(line);
}

/* A number: the status of a failure, perhaps. Gives its bytes. */
static size_t read_number(struct reading *r, struct span text)
{
	struct words *words = &r->words;
	size_t n = 0;
	while (n < text.length && (text_is_alnum(text.at[n]) || text.at[n] == '.' || text.at[n] == '_'))
		n++;
	if (n == 4 && text.at[3] == '.')
		n = 3;
	int status = clue_status((struct span){text.at, n});
	char next = n < text.length ? text.at[n] : '\n';
	if (words->before == '<' && next == '>') {
		words->angled = status;
		return n;
	}
	bool numbers_line = words->start && (next == '\t' || span_starts(span_from(text, n), SPAN(" |")));
	if (status && !numbers_line && !memchr("/.-,", words->before, 4) && !memchr("-/", next, 2)) {
		words->status = status;
		if (words->level && is_process(words, span_from(text, n)))
			words->label = LABEL_NONE;
		words->labelled = words->label != LABEL_NONE || key_reason(span_from(text, n + 1));
		words->sure = words->label >= LABEL_STATUS || words->told;
		words->adjacent = stands_free(words, next);
		struct span code =
			words->labelled ? code_in_brackets(span_from(text, n), words->told) : (struct span){0};
		if (code.length > 0) {
			size_t end = (size_t)(code.at + code.length - text.at);
			struct span behind = span_cut(span_from(text, end), CLUE_MESSAGE), message = {0};
			if (span_starts(behind, SPAN("): ")))
				message = message_of(span_from(behind, strlen("): ")));
			take_words(r, status, code, message);
			words->in_message = words->coded = true;
			return end;
		}
		/* In the quotes of Markdown it is but named. */
		bool read = !words->in_program && (!words->coded || words->fresh);
		if (words->before != '`' && read && reports_status(words, span_from(text, n))) {
			struct span behind = span_from(text, n), message = status_message(behind, words->before);
			take_words(r, status, (struct span){0}, message);
			behind.length = line_length(behind);
			bool class = message.length == 0 && span_ends_nocase(span_trim(behind), SPAN("Error)"));
			r->scan->heads = r->scan->heads || (class && r->level == 0);
		} else if (words->heading && r->level == 0 && ends_line(span_from(text, n))) {
			begin_response(r->scan, status, true, message_of(span_from(text, n)), HEADED_LINES);
		}
	} else {
		words->adjacent = false;
	}
	words->label = LABEL_NONE;
	return n;
}

/* Whether a name in quotes is but named: `invoking method 'chat': Error: 401`. `text` begins with the closing quote. No
 * value without quotes is a word with a colon. */
static bool is_said_of(struct span text)
{
	size_t n = 0;
	if (!span_starts(text, SPAN("': ")))
		return false;
	text = span_from(text, strlen("': "));
	while (n < text.length && (text_is_alnum(text.at[n]) || memchr("._", text.at[n], 2)))
		n++;
	return n > 0 && span_starts(span_from(text, n), SPAN(": "));
}

/* A key that begins a group of them in a text without braces: in quotes any, else one of an error's. */
static bool begins_group(const struct reading *r, struct span text, bool quoted)
{
	struct span name;
	if (r->words.in_message || !literal_is_key(text, &name) || memchr("./?&", r->words.before, 4))
		return false;
	if (quoted)
		return !is_said_of(span_from(text, (size_t)(name.at + name.length - text.at)));
	if (place_of(r, text) < r->barren)
		return false;
	enum key key = r->words.chinese ? key_of_label(name) : key_of(name);
	/* Words of every text, unless it is key=value, or APIError(message: … */
	if (key == KEY_MESSAGE || key == KEY_TYPE)
		return name.at[name.length] == '=' || r->words.before == '(';
	/* Others in Chinese have no word in them that quick.c looks for. */
	if (key != key_of(name))
		return key == KEY_ERROR_CODE || key == KEY_HTTP_STATUS;
	return key_is_field(key);
}

/* Data begins here. What a string in data holds begins where that does. */
static void begin_record(struct reading *r)
{
	if (r->level == 0)
		r->scan->literal_line = r->scan->line;
}

/* Reads a group; gives its bytes, 0 where its words are to be read as such, WAITS where it wants more lines. */
static size_t read_group(struct reading *r, struct span text, bool quoted, enum scan_more more, bool may_wait)
{
	struct literal *literal = &r->scan->levels[r->level].literal;
	literal_start(literal, true, r->words.start);
	literal->chinese = r->words.chinese;
	literal->told = r->words.told;
	size_t n = feed(r, literal, text, more);
	if (literal->state == LITERAL_OPEN && (more == SCAN_MORE || may_wait))
		return WAITS;
	unsigned taken = r->taken;
	begin_record(r);
	read_literal(r);
	r->scan->id_follows =
		r->level == 0 && r->taken > taken && literal_wants_id(literal) && n < text.length && text.at[n] == '\n';
	if (r->taken == taken && !quoted) {
		r->barren = place_of(r, text) + n;
		return 0;
	}
	count_lines(r, (struct span){text.at, n});
	return n;
}

/* Whether a number behind `word` is rather one of those than a status; a name with a dot is a logger's. */
static bool is_counting(struct span word)
{
	static const char *const words[] = {"line", "row", "item", "worker", "process", "pid", "thread", "user", "id",
		"job", "task", "port", "page", "chunk", "batch", "step", "attempt"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (span_equals_nocase(word, span_of(words[i])))
			return true;
	return memchr(word.at, '.', word.length) != NULL;
}

/* Whether what stands behind `throw`, `raise` or `return` is a call in a program: ` new ApiError(`. */
static bool is_call(struct span text)
{
	static const struct span new = {" new", 4};
	if (span_starts(text, new))
		text = span_from(text, new.length);
	size_t n = 1;
	while (n < text.length && (text_is_alnum(text.at[n]) || memchr("_.", text.at[n], 2)))
		n++;
	return n > 1 && text.at[0] == ' ' && n < text.length && text.at[n] == '(';
}

/* Whether a number behind `word` is what the label before it is about. */
static bool is_link(const struct words *words, struct span word)
{
	if (words->label == LABEL_STATUS)
		return span_equals(word, SPAN("is")) || span_equals(word, SPAN("of"));
	return words->label == LABEL_ERROR && span_equals(word, SPAN("HTTP")) && words->sign &&
	       strchr(":=", words->sign);
}

/* The bytes of another script that `text` begins with, up to one of its signs, that one too. */
static size_t foreign_bytes(struct span text)
{
	size_t n = 0, sign = 0;
	while (sign == 0 && n < text.length && (unsigned char)text.at[n] >= 0x80) {
		sign = foreign_sign(span_from(text, n));
		n += sign > 0 ? sign : 1;
	}
	return n;
}

/* A word; gives its bytes. */
static size_t read_word(struct reading *r, struct span text)
{
	struct words *words = &r->words;
	bool foreign = (unsigned char)text.at[0] >= 0x80;
	size_t n = foreign ? foreign_bytes(text) : 0;
	while (!foreign && n < text.length && (text_is_alnum(text.at[n]) || (text.at[n] && strchr("_.$", text.at[n]))))
		n++;
	struct span word = {text.at, n};
	while (word.length > 1 && word.at[word.length - 1] == '.')
		word.length--;
	if (span_equals_nocase(word, SPAN("HTTP")) && n < text.length && text.at[n] == '/') /* HTTP/1.1 */
		while (word.length < text.length &&
			(text_is_digit(text.at[word.length]) || memchr("/.", text.at[word.length], 2)))
			word.length++;
	if (!foreign) {
		size_t taken = read_code(r, text, word);
		if (taken > 0)
			return taken;
	}
	size_t length = 0;
	const struct phrase *phrase = phrase_at(text, words->told, &length);
	if (phrase)
		word.length = length;
	bool throws = span_equals(word, SPAN("raise")) || span_equals(word, SPAN("throw"));
	bool returns = words->start && span_equals(word, SPAN("return"));
	bool sql = span_equals(word, SPAN("WHERE")) || span_equals(word, SPAN("SET"));
	words->in_message = words->in_message || throws || sql;
	words->in_program = words->in_program || sql || ((throws || returns) && is_call(span_from(text, word.length)));
	/* A field's name, where data is broken, tells nothing: quick.c passes "failed":0 by its looks. */
	bool field = words->before == '"' && span_starts(span_from(text, word.length), SPAN("\":"));
	bool read = !field && (!foreign || words->chinese);
	read = read && words->before != '`' && !clue_is_code_word(word); /* a code's name tells nothing */
	struct meaning meaning = phrase ? phrase->meaning
				 : read ? meaning_of(word)
					: (struct meaning){false, LABEL_NONE};
	words->told = words->told || meaning.told;
	words->linked = is_link(words, word);
	if (!words->linked)
		words->label = meaning.label;
	words->linked = words->linked || (phrase && phrase->sure);
	words->phrase = phrase;
	words->heading = (words->start && span_starts_nocase(text, SPAN("status code: "))) ||
			 (words->heading && meaning.label == LABEL_STATUS);
	bool counts = n + 1 < text.length && text.at[n] == ' ' && text_is_digit(text.at[n + 1]);
	words->level = word.length == 5 && span_equals(word, SPAN("ERROR"));
	words->calm = words->calm || span_equals(word, SPAN("INFO")) || span_equals(word, SPAN("DEBUG"));
	words->counting = counts && is_counting(word);
	words->fresh = words->fresh && meaning.label != LABEL_NONE;
	words->padded = false;
	words->sign = '\0';
	words->adjacent = words->adjacent && span_starts(text, SPAN("data: {")); /* of an event, in the message */
	words->angled = 0;
	words->since = true;
	return word.length;
}

/* What stands before the status of a response, and what a line may be that begins so. */
enum head { HEAD_NONE, HEAD_VERSION, HEAD_NAME };

/* Whether a line begins with a status: a status line (RFC 9112, section 4), as `curl -i` prints it, `curl -v` behind
 * "< ", the log of OkHttp with an arrow; `HTTP 401`. *rest is what stands behind that. */
static enum head head_of(struct span line, struct span *rest)
{
	enum { LONGEST = 8 };
	static const struct span arrow = {"<-- ", 4};
	if (span_starts(line, arrow)) {
		*rest = span_from(line, arrow.length);
		return HEAD_VERSION;
	}
	if (span_starts(line, SPAN("< ")))
		line = span_from(line, 2);
	const char *space = line.length > 0 ? memchr(line.at, ' ', line.length) : NULL;
	if (!space || space - line.at > LONGEST || !span_starts_nocase(line, SPAN("HTTP")))
		return HEAD_NONE;
	*rest = span_from(line, (size_t)(space - line.at) + 1);
	return line.at[4] == '/' ? HEAD_VERSION : HEAD_NAME;
}

/* A status line of a response; gives whether the line is one. */
static bool read_status_line(struct reading *r, struct span line)
{
	struct span rest = {0};
	enum head head = head_of(line, &rest);
	struct span number = {rest.at, rest.length < 3 ? rest.length : 3};
	bool alone = span_trim(rest).length == 3 || key_reason(span_from(rest, 4));
	if (number.length < 3 || !text_is_digit(number.at[0]) ||
		(head == HEAD_VERSION ? rest.length > 3 && !text_is_space(rest.at[3]) : !alone))
		return false;
	/* `HTTP 401` alone on a line is a heading, and no failure by itself. */
	begin_response(
		r->scan, clue_status(number), head == HEAD_VERSION, message_of(span_from(rest, 3)), RESPONSE_LINES);
	return true;
}

/* The event being read is over: a status that came without any data is told alone. */
static void end_event(struct scan *scan)
{
	if (scan->has_event) {
		clue_clear(&scan->clue);
		scan->clue.line = scan->event_line;
		scan->clue.status = scan->event_status;
		tell(scan, &scan->clue);
	}
	scan->has_event = false;
	scan->event_status = 0;
}

/* Whether a line begins with data, or an SSE event's. */
static bool is_data(struct span line)
{
	static const struct span field = {"data:", 5};
	line = span_trim(span_starts_nocase(line, field) ? span_from(line, field.length) : line);
	return line.length > 0 && line.at[0] == '{';
}

/* Whether no other field stands behind the one called `name` on a line. */
static bool is_lone(struct span line, struct span name)
{
	for (size_t i = (size_t)(name.at + name.length - line.at); i < line.length; i++)
		if (line.at[i] == ',' || line.at[i] == '{' ||
			(text_is_space(line.at[i]) && literal_is_key(span_from(line, i + 1), &name)))
			return false;
	return true;
}

/* Reads what only the start of a line can hold; gives the bytes taken. */
static size_t read_line_start(struct reading *r, struct span line)
{
	static const char comment[] = ":HTTP_STATUS/";
	struct scan *scan = r->scan;
	if (r->level > 0)
		return 0;
	struct span event = span_from(line, literal_line_start(line));
	if (span_starts_nocase(event, SPAN(comment))) {
		struct span number = span_from(event, strlen(comment));
		end_event(scan);
		scan->event_status = clue_status(span_trim(number));
		scan->event_line = scan->line;
		scan->has_event = scan->event_status != 0;
		return line.length;
	}
	bool id_follows = scan->id_follows;
	struct span name;
	scan->id_follows = false;
	if (id_follows && literal_is_key(event, &name) && key_of(name) == KEY_REQUEST_ID && is_lone(event, name))
		return line.length;
	return read_status_line(r, event) || (!is_data(line) && scan_is_answer(line)) ? line.length : 0;
}

static void end_line(struct reading *r)
{
	struct scan *scan = r->scan;
	bool blank = r->words.start, data = r->words.data;
	int status = r->words.sure ? r->words.status : 0;
	bool goes_on = r->words.below == BELOW_MORE;
	r->words = (struct words){.start = true, .before = '\n'};
	if (r->level > 0)
		return;
	scan->records += !blank;
	scan->above_status = goes_on ? scan->above_status : scan->heads ? status : 0;
	tell_held(scan);
	if (blank || data)
		end_event(scan);
	if (scan->response_status && scan->response_lines-- == 0)
		end_response(scan);
	if (scan->has_weak && (scan->carried++ >= CARRIED_LINES || !scan->weak_said))
		tell_weak(scan);
}

/* Whether a line is rather a message than another line of a log or of a client: its first word is neither a level nor
 * a name with a colon behind it. */
static bool is_message(struct span line)
{
	bool small = false;
	size_t n = 0;
	for (; n < line.length && text_is_alnum(line.at[n]); n++)
		small = small || line.at[n] >= 'a';
	return n > 0 && (small || n == 1) && !text_is_digit(line.at[0]) && (n == line.length || line.at[n] != ':');
}

/* The bytes of the label that a line begins with, if it has one of some words in it; the colon is of them. */
static size_t line_label(struct span line, const char *const words[], size_t count)
{
	enum { LONGEST = 24 };
	static const struct span colons[] = {{":", 1}, {"：", 3}};
	for (size_t n = 0; n < line.length && n < LONGEST; n++)
		for (size_t k = 0; k < sizeof colons / sizeof *colons; k++)
			if (span_starts(span_from(line, n), colons[k])) {
				for (size_t i = 0; i < count; i++)
					if (span_find_nocase((struct span){line.at, n}, span_of(words[i])))
						return n + colons[k].length;
				return 0;
			}
	return 0;
}

/* What a line says of the status on a line above it: it is or begins the body, data in quotes perhaps, behind a label
 * alone: `Response body: {…}`; or it goes on about it: `Reason: Too Many Requests`, `Body:`. */
static enum below below_status(struct span line)
{
	static const char *const bodies[] = {"body", "response", "error", "data", "detail", "错误", "响应", "返回"};
	static const char *const more[] = {"reason", "status text", "statusText", "status message", "statusMessage"};
	line = span_from(line, literal_timed_start(line));
	size_t label = line_label(line, bodies, sizeof bodies / sizeof *bodies);
	struct span behind = span_trim(span_from(line, label));
	if (label > 0 && behind.length == 0)
		return BELOW_MORE;
	if (span_starts(behind, SPAN("b'")) || span_starts(behind, SPAN("b\"")))
		behind = span_from(behind, 1);
	if (behind.length > 0 && memchr("'\"`", behind.at[0], 3))
		behind = span_from(behind, 1);
	if (behind.length > 0 && behind.at[0] == '{')
		return BELOW_BODY;
	return line_label(line, more, sizeof more / sizeof *more) > 0 ? BELOW_MORE : BELOW_OTHER;
}

/* Words on a line before told of a failure without a code. What comes may say more of it: lines indented under it; its
 * message, where the line was nothing but a status. */
static void go_on_weak(struct scan *scan, struct span line)
{
	if (!scan->has_weak || scan->carried == 0)
		return;
	if (scan->indented)
		return;
	if (scan->carried == 1 && scan->weak_alone && below_status(line) == BELOW_BODY)
		return;
	if (scan->carried == 1 && scan->weak_alone && !scan->weak.message.at && is_message(line))
		clue_set_message(&scan->weak, line);
	tell_weak(scan);
}

/* Whether a line begins as the one of an exception at the end of a Python traceback: `openai.RateLimitError: …`. */
static bool is_raised(struct span line)
{
	size_t n = 0, name = 0;
	for (; n < line.length && (text_is_alnum(line.at[n]) || line.at[n] == '_' || line.at[n] == '.'); n++)
		if (line.at[n] == '.')
			name = n + 1;
	return name < n && line.at[name] >= 'A' && line.at[name] <= 'Z' && n < line.length && line.at[n] == ':';
}

/* Takes the beginning of a line for what it is to the failure told above it. */
static void go_on_chain(struct scan *scan, struct span line)
{
	static const char *const links[] = {"During handling of the above exception", "The above exception was"};
	static const char *const causes[] = {"Caused by:", "[cause]:"};
	struct span words = span_trim(line);
	scan->summed_up = scan->chain != CHAIN_NONE && span_starts(line, SPAN("curl: (22)"));
	/* Node shows an error's fields behind the last frame of its stack. */
	scan->linked = scan->chain != CHAIN_NONE && scan->indented && span_starts(words, SPAN("at ")) &&
		       words.at[words.length - 1] == '{';
	if (scan->chain == CHAIN_NONE || words.length == 0)
		return;
	for (size_t i = 0; i < sizeof links / sizeof *links; i++)
		if (span_starts(line, span_of(links[i]))) {
			scan->chain = CHAIN_LINKED;
			return;
		}
	for (size_t i = 0; i < sizeof causes / sizeof *causes; i++)
		scan->linked = scan->linked || span_starts(words, span_of(causes[i]));
	if (scan->linked || scan->indented)
		return;
	scan->linked = scan->chain == CHAIN_RAISED && scan->raised;
	bool logged = scan->chain == CHAIN_OPEN && !scan->last_raised;
	if ((scan->chain == CHAIN_LINKED || logged) && span_starts(line, SPAN("Traceback")))
		scan->chain = CHAIN_RAISED;
	else
		scan->chain = scan->linked ? CHAIN_OPEN : CHAIN_NONE;
}

/* The bytes of a metric's labels, `{code="X",status="429"}` right behind its name, as Prometheus has them; else 0. They
 * name what is counted, if ever so seldom. */
static size_t metric_labels(struct span text)
{
	enum { LONGEST = 1024 };
	struct span name, inside = span_from(text, 1);
	if (inside.length > LONGEST)
		inside.length = LONGEST;
	if (!literal_is_key(inside, &name))
		return 0;
	const char *end = memchr(inside.at, '}', inside.length);
	struct span behind = span_from(inside, (size_t)(name.at - inside.at) + name.length);
	bool labels = end && (span_starts(behind, SPAN("=\"")) || span_starts(behind, SPAN("=~\"")));
	return labels ? (size_t)(end - text.at) + 1 : 0;
}

/* Whether what stands at line.at[at] is what a method is called with, as in `res.json({`: a program's text. */
static bool is_argument(struct span line, size_t at)
{
	if (at == 0 || line.at[--at] != '(')
		return false;
	size_t end = at;
	while (at > 0 && text_is_alnum(line.at[at - 1]))
		at--;
	return at < end && at > 0 && line.at[at - 1] == '.';
}

/* Reads a line up to its end, or up to data in it; gives the bytes read, more than the line's where a group of fields
 * goes on behind it. `text` is the line and what follows. WAITS where a group wants more lines; *settled is what was
 * read before it. */
static size_t read_line(struct reading *r, struct span line, struct span text, enum scan_more more, size_t *settled)
{
	struct words *words = &r->words;
	size_t at = 0, end = line.length;
	/* Behind data a line may be of any length: what the end of the room might cut waits for more. */
	bool cut = more == SCAN_FULL && words->data && line.length == text.length;
	if (cut)
		end = line.length > LITERAL_STRING ? line.length - LITERAL_STRING : 0;
	while (at < end) {
		struct span rest = span_from(line, at);
		char c = rest.at[0];
		bool quoted = c == '"' || c == '\'' || c == '[',
		     apart = !text_is_alnum(words->before) && words->before != '_';
		size_t n = 1;
		if (c == '{' && is_escaped(rest)) {
			size_t taken = read_escaped(r, rest, cut && rest.at > r->base);
			if (taken == WAITS) {
				*settled = at;
				return WAITS;
			}
			at += taken;
			words->before = line.at[at - 1];
			words->start = false;
			words->data = true;
			continue;
		}
		size_t labels = c == '{' && !apart ? metric_labels(rest) : 0;
		if (labels > 0) {
			at += labels;
			words->before = '}';
			continue;
		}
		if (c == '{') {
			struct literal *literal = &r->scan->levels[r->level].literal;
			literal_start(literal, false, words->start);
			literal->inside = r->level > 0 || !words->start;
			literal->bare_code =
				words->in_program || (is_argument(line, at) && !span_starts(rest, SPAN("{\"")));
			begin_record(r);
			r->in_literal = true;
			return at;
		}
		bool named = text_is_alnum(c) || (words->chinese && (unsigned char)c >= 0x80);
		if (apart && (quoted || named) && begins_group(r, rest, quoted)) {
			size_t taken = read_group(r, span_from(text, at), quoted, more, cut && rest.at > r->base);
			if (taken == WAITS) {
				*settled = at;
				return WAITS;
			}
			if (taken > 0) {
				words->start = false;
				words->before = text.at[at + taken - 1] == '"' ? '"' : '}';
				return at + taken;
			}
		}
		/* Two responses run together, as a body without a final newline makes them. quick.c passes data up to
		 * the line's end. */
		bool glued = words->before == '}' && words->data && r->level == 0 && span_starts(rest, SPAN("HTTP/"));
		if (glued && !span_ends_nocase(span_trim(rest), SPAN("}"))) {
			tell_held(r->scan);
			words->status = 0;
			n = read_status_line(r, rest) ? rest.length : n;
		} else if (text_is_digit(c) && apart) {
			n = read_number(r, rest);
		} else if (text_is_alnum(c) || c == '_' || (unsigned char)c >= 0x80) {
			n = read_word(r, rest);
		} else if (!text_is_space(c)) {
			bool assigned = c == '=' && text_is_space(words->before) && words->label == LABEL_ERROR;
			bool call = c == '(' && !text_is_space(words->before);
			if ((c == '=' && words->sign == '=') || call || strchr(",;|\"", c) || assigned)
				words->label = LABEL_NONE; /* a comparison, a call, another item, a constant */
			words->sign = c;
			words->fresh = strchr("(,;", c) || (words->fresh && c != ')');
		} else {
			words->padded = text_is_space(words->before);
		}
		at += n;
		words->before = line.at[at - 1];
		words->start = words->start && text_is_space(c);
	}
	return at;
}

/* Whether a line may be about the body on the next one: it says little more than a status, or ends in a colon. */
static bool is_heading(struct span line)
{
	line = span_trim(line);
	return line.length < ALONE || line.at[line.length - 1] == ':' ||
	       (line.length < 2 * ALONE && line.length < ALONE + literal_timed_start(line));
}

static size_t read_text(struct reading *r, struct span text, enum scan_more more)
{
	size_t at = 0;
	const char *newline = NULL;
	bool sought = false;
	r->base = text.at;
	while (at < text.length) {
		struct span rest = span_from(text, at);
		if (r->in_literal) {
			size_t n = feed_literal(r, rest, more);
			at += n;
			if (n == 0 && r->in_literal)
				break;
			continue;
		}
		if (!sought || (newline && newline < rest.at))
			newline = memchr(rest.at, '\n', rest.length);
		sought = true;
		struct span line = {rest.at, newline ? (size_t)(newline - rest.at) : rest.length};
		if (newline && line.length == 0) {
			r->scan->id_follows = r->scan->id_follows && (r->level > 0 || r->words.before != '\n');
			end_line(r);
			count_lines(r, (struct span){newline, 1});
			at++;
			continue;
		}
		size_t n = 0, settled = 0;
		if (r->words.before == '\n') {
			if (r->level == 0) {
				r->scan->indented = line.at[0] == ' ' || line.at[0] == '\t';
				go_on_weak(r->scan, line);
				r->scan->raised = is_raised(line);
				go_on_chain(r->scan, line);
				r->scan->heads = is_heading(line);
				r->words.below = r->scan->above_status ? below_status(line) : BELOW_OTHER;
			}
			n = read_line_start(r, line);
			r->words.start = n == 0;
			r->words.chinese = r->level == 0 && !is_data(line);
		}
		if (n == 0)
			n = read_line(r, line, rest, more, &settled);
		if (n == WAITS)
			return at + settled;
		if (n == 0 && !r->in_literal)
			return at;
		if (r->level == 0 && r->scan->carried == 0)
			r->scan->weak_alone =
				r->scan->heads && (!r->scan->weak.message.at || key_reason(r->scan->weak.message));
		at += n;
		if (!r->in_literal && (at < text.length || more == SCAN_FULL) && text.at[at - 1] == '\n')
			end_line(r);
	}
	return at;
}

size_t scan_feed(struct scan *scan, struct span text, enum scan_more more)
{
	size_t at = 0;
	if (scan->skipping) {
		const char *newline = memchr(text.at, '\n', text.length);
		if (!newline)
			return text.length;
		scan->skipping = false;
		at = (size_t)(newline - text.at);
	}
	scan->input.offset += at;
	size_t settled = read_text(&scan->input, span_from(text, at), more);
	scan->input.offset += settled;
	at += settled;
	scan->waiting = at < text.length;
	/* A line of data goes on: what was read of it stands for itself. */
	if (more == SCAN_FULL && !scan->input.in_literal && !scan->input.words.data && at == text.length &&
		text.at[at - 1] != '\n') {
		skip(scan, scan->line, "line too long");
		scan->skipping = true;
	}
	return at;
}

void scan_end(struct scan *scan)
{
	if (scan->input.in_literal)
		read_literal(&scan->input);
	scan->input.in_literal = false;
	end_line(&scan->input);
	end_event(scan);
	tell_weak(scan);
	end_response(scan);
}

bool scan_is_idle(const struct scan *scan)
{
	return !scan->input.in_literal && !scan->has_weak && !scan->has_held && !scan->event_status &&
	       !scan->above_status && scan->chain == CHAIN_NONE && !scan->response_status && !scan->waiting &&
	       !scan->skipping && !scan->id_follows && scan->input.words.before == '\n' &&
	       scan->input.offset >= scan->input.barren;
}

void scan_skip_lines(struct scan *scan, uint64_t lines, uint64_t records)
{
	scan->line += lines;
	scan->records += records;
}

uint64_t scan_records(const struct scan *scan)
{
	return scan->records;
}
