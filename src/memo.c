#include "memo.h"

#include <stdlib.h>
#include <string.h>

enum {
	SETS = 64,   /* data has its place in one of them, */
	WAYS = 6,    /* beside so many others */
	BYTES = 960, /* that are kept of data and of what it told */
	NO_ID = LITERAL_LOOSE,
};

/* Data and what it told. */
struct entry {
	size_t length; /* of the data; 0: the entry is empty */
	size_t line;   /* bytes of the rest of its line */
	int around;
	struct place {
		size_t at, length;
	} loose[LITERAL_LOOSE]; /* the strings that may be others of the same length */
	size_t loose_count;
	size_t id; /* which of them is the failure's request ID, or NO_ID */
	bool failed, related;
	int status;
	uint64_t count;
	size_t row;
	size_t code_length, message_length;
	char bytes[BYTES]; /* the data, the code, the message */
};

struct set {
	unsigned oldest;
	struct entry ways[WAYS];
};

struct memo {
	struct clue failure; /* the one given last; its texts stand elsewhere */
	struct set sets[SETS];
};

struct memo *memo_new(void)
{
	return calloc(1, sizeof(struct memo));
}

void memo_free(struct memo *memo)
{
	free(memo);
}

/* The set of the data that such a line begins with: found by the length, as IDs have one length, and what stands before
 * the first ID. */
static struct set *set_of(struct memo *memo, struct span line)
{
	static const uint64_t golden = 0x9e3779b97f4a7c15u; /* 2^64 by the golden ratio: Knuth's multiplier */
	uint64_t hash = line.length;
	if (line.length >= 8)
		hash ^= text_load8(line.at) << 16; /* six bytes: {"id": */
	return &memo->sets[(hash * golden >> 32) % SETS];
}

/* Whether a string is plain and without blanks, as IDs are, and no data. */
static bool is_word(struct span text)
{
	return text.length > 0 && text.at[0] != '{' && text_plain(text) == text.length &&
	       !memchr(text.at, ' ', text.length);
}

/* Whether `line` begins with the data of an entry, but for its loose strings. */
static bool begins_with(struct span line, const struct entry *e)
{
	size_t at = 0;
	for (size_t i = 0; i < e->loose_count; i++) {
		const struct place *loose = &e->loose[i];
		if (memcmp(line.at + at, e->bytes + at, loose->at - at) != 0 ||
			!is_word((struct span){line.at + loose->at, loose->length}))
			return false;
		at = loose->at + loose->length;
	}
	return memcmp(line.at + at, e->bytes + at, e->length - at) == 0;
}

size_t memo_find(struct memo *memo, struct span line, int around, const struct clue **failure)
{
	const struct set *set = set_of(memo, line);
	const struct entry *e = set->ways, *end = e + WAYS;
	while (e < end && !(e->length > 0 && e->line == line.length && e->around == around && begins_with(line, e)))
		e++;
	*failure = NULL;
	if (e == end)
		return 0;
	if (e->failed) {
		struct clue *clue = &memo->failure;
		const char *code = e->bytes + e->length, *message = code + e->code_length;
		clue_clear(clue);
		clue->status = e->status;
		clue->count = e->count;
		clue->row = e->row;
		clue->related = e->related;
		if (e->code_length > 0)
			clue->code = (struct span){code, e->code_length};
		if (e->message_length > 0)
			clue->message = (struct span){message, e->message_length};
		if (e->id != NO_ID)
			clue->request_id = (struct span){line.at + e->loose[e->id].at, e->loose[e->id].length};
		*failure = clue;
	}
	return e->length;
}

static bool is_once(struct span text, struct span part)
{
	const char *at = span_find_nocase(text, part);
	return at && !span_find_nocase(span_from(text, (size_t)(at - text.at) + part.length), part);
}

/* Notes which strings of the data are loose, and which of them is `id`. Gives false where `id` is none of them or, also
 * written with escapes in escapes, may have been read elsewhere, too. */
static bool find_loose(struct entry *e, struct span data, const struct literal *literal, struct span id)
{
	struct span json = {literal->json, literal->length};
	e->loose_count = 0;
	e->id = NO_ID;
	for (size_t i = 0; i < literal->loose_count; i++) {
		struct span string = literal->loose[i].text;
		if (!is_word(string))
			continue;
		if (id.at && literal->loose[i].id && span_equals(string, id))
			e->id = e->loose_count;
		e->loose[e->loose_count++] = (struct place){(size_t)(string.at - data.at), string.length};
	}
	return !id.at || (e->id != NO_ID && is_once(json, id) && !span_find_nocase(json, SPAN("\\\\")));
}

static void append(char *bytes, size_t *length, struct span text)
{
	if (text.length > 0)
		memcpy(bytes + *length, text.at, text.length);
	*length += text.length;
}

void memo_keep(struct memo *memo, struct span line, size_t length, int around, const struct literal *literal,
	const struct clue *failure)
{
	struct set *set = set_of(memo, line);
	struct entry *e = &set->ways[set->oldest % WAYS];
	struct span data = {line.at, length}, code = {0}, message = {0}, id = {0};
	size_t used = 0;
	if (failure) {
		code = failure->code;
		message = failure->message;
		id = failure->request_id;
	}
	if (length + code.length + message.length > BYTES)
		return;
	e->length = 0;
	if (!find_loose(e, data, literal, id))
		return;
	append(e->bytes, &used, data);
	append(e->bytes, &used, code);
	append(e->bytes, &used, message);
	e->length = length;
	e->line = line.length;
	e->around = around;
	e->code_length = code.length;
	e->message_length = message.length;
	e->failed = failure != NULL;
	if (failure) {
		e->status = failure->status;
		e->count = failure->count;
		e->row = failure->row;
		e->related = failure->related;
	}
	set->oldest++;
}
