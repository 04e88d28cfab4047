/* Bytes -> reader -> finding -> codes -> print. Each input is read in whole and printed as JSON; then once more, in
 * pieces and in a form that its bytes choose: both must report the same. */
#include "harness.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* FNV-1a. */
static uint64_t hash_of(const uint8_t *bytes, size_t length)
{
	uint64_t hash = 14695981039346656037u;
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ bytes[i]) * 1099511628211u;
	return hash ^ hash >> 29;
}

static char *const json[] = {"msc-err", "-j", "-", NULL};

/* Whether the input nests so deep that a line of it may be skipped. The pre-filter
 * skips the line silently if no word in it may be of a failure. */
static bool is_deep(struct span input)
{
	size_t opened = 0;
	for (size_t i = 0; i < input.length; i++)
		opened += input.at[i] == '[' || input.at[i] == '{';
	return opened >= 64; /* a group of fields is one level more */
}

static bool has_same_status(const struct setting *setting, const struct outcome *a, const struct outcome *b)
{
	return a->status == b->status || (is_deep(setting->input) && (a->status == 2 || b->status == 2));
}

static bool is_same(const struct setting *setting, const struct outcome *a, const struct outcome *b)
{
	return has_same_status(setting, a, b) && span_equals(a->out, b->out) &&
	       (span_equals(a->err, b->err) || is_deep(setting->input));
}

/* Each compares a run of another kind with `whole`, which printed `found` failures as JSON. */

static void check_json(const struct setting *setting, const struct outcome *whole, size_t found)
{
	struct setting pieces = *setting, slow = {.input = setting->input, .slow = true};
	struct outcome o;
	(void)found;
	pieces.slow = true;
	o = run(json, &pieces);
	if (is_same(setting, &o, whole))
		return;
	show(whole);
	o = run(json, &slow);
	must(is_same(setting, &o, whole), "the pre-filter changes the result: above with it, here without", &o);
	o = run(json, &pieces);
	must(false, "how the input is cut changes the result: above in whole, here in pieces", &o);
}

/* Whether a line that begins so may go on about what is above it, though a blank line is between: it is indented,
 * closes a bracket, or may be a link between exceptions or a frame. */
static bool may_go_on(char first)
{
	return !((first >= '0' && first <= '9') || (first != '\0' && strchr("{\"EeHhIiMm", first)));
}

/* Records are independent: in a complete record A, a blank line and B, exactly the failures of A and those of B are
 * found. B is the input, behind two different records A. Behind both, A's failure must be the one that A has alone, and
 * those of B must be the same. They are not compared with those of B alone, which may have one more: a bare message is
 * a failure only in a text that has nothing better. */
static void check_independence(const struct setting *setting, const struct outcome *whole, size_t found)
{
	enum { MOST = 2048 };
	static const char *const records[] = {
		"{\"status_code\":429,\"code\":\"Throttling\",\"message\":\"m\",\"request_id\":\"id-before-0\"}\n\n",
		"Error code: 401 - {'error': {'code': 'InvalidApiKey', 'message': 'm'}, 'request_id': "
		"'id-before-1'}\n\n",
		"2026-01-01 00:00:00 ERROR x: <400> InvalidParameter: m (request id: id-before-2)\n\n"};
	static char text[MOST + 256];
	size_t length = setting->input.length < MOST ? setting->input.length : MOST;
	(void)whole;
	(void)found;
	if (length == 0 || may_go_on(setting->input.at[0]))
		return;
	struct outcome outcomes[2];
	struct span rest[2];
	for (size_t i = 0; i < 2; i++) {
		struct span a = span_of(records[i == 0 ? 0 : 1 + setting->cuts % 2]);
		memcpy(text, a.at, a.length);
		memcpy(text + a.length, setting->input.at, length);
		struct outcome alone = run(json, &(struct setting){.input = a});
		outcomes[i] = run(json, &(struct setting){.input = {text, a.length + length}});
		must(alone.out.length > 0 && span_starts(outcomes[i].out, alone.out),
			"what stands behind a record changes what is found in it", &outcomes[i]);
		rest[i] = span_from(outcomes[i].out, alone.out.length);
	}
	if (!span_equals(rest[0], rest[1]))
		show(&outcomes[0]);
	must(span_equals(rest[0], rest[1]), "what stands before a text changes what is found in it: above and below",
		&outcomes[1]);
}

static void check_text(const struct setting *setting, const struct outcome *whole, size_t found)
{
	static char *const text[] = {"msc-err", "--color=never", "-", NULL};
	struct outcome o = run(text, setting);
	must_be_clean(&o, false);
	must(has_same_status(setting, &o, whole) && (o.out.length > 0) == (found > 0),
		"text reports something else than JSON", &o);
}

static void check_fields(const struct setting *setting, const struct outcome *whole, size_t found)
{
	static char *const fields[] = {"msc-err", "-o",
		"input_message,input_code,request_id,line,match,code,input_status,file,description", "-f",
		"\033]8;;\xff", NULL};
	struct outcome o = run(fields, setting);
	must_be_clean(&o, true);
	must(has_same_status(setting, &o, whole) && lines_of(o.out) == found, "fields report something else than JSON",
		&o);
	size_t tabs = 0;
	for (size_t i = 0; i < o.out.length; i++)
		tabs += o.out.at[i] == '\t';
	must(tabs == 8 * found, "a record has not as many fields as were asked for", &o);
}

static void check_tally(const struct setting *setting, const struct outcome *whole, size_t found)
{
	static char *const tally[] = {"msc-err", "-j", "--count", "-", NULL};
	struct outcome o = run(tally, setting);
	must_be_clean(&o, false);
	size_t rows = must_be_json_lines(&o);
	must(has_same_status(setting, &o, whole) && rows <= found && (rows > 0) == (found > 0),
		"a tally counts something else than JSON reports", &o);
}

static void check_quiet(const struct setting *setting, const struct outcome *whole, size_t found)
{
	static char *const quiet[] = {"msc-err", "-q", "-", NULL};
	struct outcome o = run(quiet, setting);
	must_be_clean(&o, false);
	must(o.out.length == 0, "quiet prints something", &o);
	must(has_same_status(setting, &o, whole) || (o.status == 0 && found > 0),
		"quiet finds something else than JSON reports", &o);
}

static void check_tee(const struct setting *setting, const struct outcome *whole, size_t found)
{
	static char *const tee[] = {"msc-err", "-t", "-j", "-", NULL};
	struct outcome o = run(tee, setting);
	(void)found;
	must(span_equals(o.copy, setting->input), "the copy is not the input", &o);
	must(has_same_status(setting, &o, whole) && o.out.length == 0, "a copy changes the exit status", &o);
}

/* If memory is short once, it reports the same, or fails with a message. */
static void check_memory(const struct setting *setting, const struct outcome *whole, size_t found)
{
	static char *const tally[] = {"msc-err", "-j", "--count", "-", NULL};
	enum { MOST = 64 };
	struct setting short_of_memory = *setting;
	short_of_memory.fails = 1 + (unsigned)(setting->cuts >> 16) % MOST;
	bool counts = setting->cuts >> 24 & 1;
	struct outcome o = run(counts ? tally : json, &short_of_memory);
	(void)found;
	must_be_clean(&o, false);
	must(o.status == 2 || (counts ? has_same_status(setting, &o, whole) : is_same(setting, &o, whole)),
		"short of memory, it reports something else", &o);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static void (*const checks[16])(const struct setting *, const struct outcome *, size_t) = {check_text,
		check_text, check_text, check_fields, check_fields, check_tally, check_quiet, check_tee,
		check_independence, check_independence, check_independence, check_memory, check_memory};
	uint64_t hash = hash_of(bytes, length);
	struct setting plain = {.input = {(const char *)bytes, length}};
	struct setting other = {.input = plain.input, .cuts = hash | 1 << 20, .columns = (unsigned)(hash >> 32) % 120};

	struct outcome whole = run(json, &plain);
	must_be_clean(&whole, false);
	size_t found = must_be_json_lines(&whole);
	/* Altered text is reported, but is no trouble. */
	bool altered = span_find_nocase(whole.err, SPAN("not UTF-8, text was altered")) != NULL;
	must(whole.status == 2 ? whole.err.length > 0 : whole.err.length == 0 || altered,
		"exit status 2 and complaints do not go together", &whole);
	must(whole.status == 2 || (whole.status == 0) == (found > 0), "exit status and answers do not go together",
		&whole);

	(checks[hash >> 8 & 15] ? checks[hash >> 8 & 15] : check_json)(&other, &whole, found);
	return 0;
}
