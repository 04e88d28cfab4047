/* quick [ROUNDS [SEED]]: the proof of src/quick.c and src/memo.c. What is found in a text must be the same whether or
 * not lines are passed over unread and data is remembered, and wherever the reads that bring it are cut. Texts:
 * tests/responses, samples, both mutated, and lines put together of the parts that the reader looks for. An inequality
 * is made as short as can be, and printed as printf writes it. QUICK_ROUNDS=1000000 in the environment makes a longer
 * run of `make check`. */
#include "quick.h"
#include "explain.h"
#include "samples.h"
#include "scan.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define LENGTH(array) (sizeof(array) / sizeof(*(array)))

enum { LONGEST = 8 * 1024, SEEDS_MOST = 4096, FOUND_LONGEST = 256 * 1024 };

static uint64_t state;

/* A number below `most`. */
static size_t below(size_t most)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (size_t)((state * 2685821657736338717u >> 32) * most >> 32);
}

static bool one_in(size_t times)
{
	return below(times) == 0;
}

/* ---- What is found in a text ---- */

struct found {
	size_t length;
	char bytes[FOUND_LONGEST];
};

static void note(struct found *found, const char *what, struct span text)
{
	int n = snprintf(found->bytes + found->length, FOUND_LONGEST - found->length, " %s=%.*s", what,
		(int)text.length, text.at ? text.at : "");
	found->length += n > 0 && (size_t)n < FOUND_LONGEST - found->length ? (size_t)n : 0;
}

static void note_number(struct found *found, const char *what, uint64_t number)
{
	char digits[24];
	(void)snprintf(digits, sizeof digits, "%" PRIu64, number);
	note(found, what, span_of(digits));
}

static void take_failure(void *arg, const struct clue *clue)
{
	struct found *found = arg;
	note_number(found, "\nline", clue->line);
	note_number(found, "count", clue->count);
	note_number(found, "status", (uint64_t)clue->status);
	note(found, "code", clue->code);
	note(found, "request_id", clue->request_id);
	note(found, "message", clue->message);
}

static void take_skipped(void *arg, uint64_t line, const char *why)
{
	note_number(arg, "\nskipped", line);
	note(arg, "why", span_of(why));
}

/* Reads a text as explain.c does, but for the reader; `quick`: with lines passed over, and a memory of the texts
 * before.
 */
static void read_whole(struct span text, bool quick, struct found *found)
{
	struct scan_sink sink = {found, take_failure, take_skipped};
	static struct memo *memo;
	if (!memo)
		memo = memo_new();
	struct scan *scan = scan_new(&sink, quick ? memo : NULL);
	size_t looked = 0;
	found->length = 0;
	if (!scan || !memo)
		abort();
	while (text.length > 0) {
		if (quick && looked == 0 && scan_is_idle(scan)) {
			uint64_t lines, records;
			text = span_from(text, quick_pass(text, &lines, &records));
			scan_skip_lines(scan, lines, records);
		}
		const char *newline =
			looked < text.length ? memchr(text.at + looked, '\n', text.length - looked) : NULL;
		struct span fed = {text.at, newline ? (size_t)(newline - text.at) + 1 : text.length};
		size_t settled = scan_feed(scan, fed, newline ? SCAN_MORE : SCAN_END);
		text = span_from(text, settled);
		looked = fed.length - settled;
		if (!newline)
			break;
	}
	scan_end(scan);
	note_number(found, "\nrecords", scan_records(scan));
	scan_free(scan);
}

static bool differs_quick(struct span text)
{
	static struct found slow, quick;
	read_whole(text, false, &slow);
	read_whole(text, true, &quick);
	return slow.length != quick.length || memcmp(slow.bytes, quick.bytes, slow.length) != 0;
}

/* ---- The whole program, its reads cut ---- */

/* Explains `text`, of which each read gives `piece` bytes: one packet of a socket. */
static void explain_cut(struct span text, size_t first, size_t piece, struct found *found)
{
	int ends[2];
	char *printed = NULL;
	size_t length = 0;
	const char *files[] = {"-"};
	struct options options = {.mode = MODE_READ, .format = FORMAT_JSON, .files = files, .file_count = 1};
	struct printer printer = {.out = open_memstream(&printed, &length), .format = FORMAT_JSON};
	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) != 0 || !printer.out)
		abort();
	pid_t writer = fork();
	if (writer == 0) {
		for (size_t n = first; text.length > 0; n = piece) {
			n = n < 1 ? 1 : n < text.length ? n : text.length;
			if (write(ends[1], text.at, n) < 0)
				_exit(1);
			text = span_from(text, n);
		}
		_exit(0);
	}
	close(ends[1]);
	if (writer < 0 || dup2(ends[0], STDIN_FILENO) < 0)
		abort();
	close(ends[0]);
	int result = explain_files(&options, &printer);
	fclose(printer.out);
	waitpid(writer, NULL, 0);
	found->length = 0;
	note_number(found, "result", (uint64_t)(result + 1));
	note(found, "", (struct span){printed, length});
	free(printed);
}

static size_t cut_first, cut_piece;

static bool differs_cut(struct span text)
{
	static struct found whole, cut;
	explain_cut(text, text.length, 1, &whole);
	explain_cut(text, cut_first, cut_piece, &cut);
	return whole.length != cut.length || memcmp(whole.bytes, cut.bytes, whole.length) != 0;
}

/* ---- Texts ---- */

static struct span seeds[SEEDS_MOST];
static size_t seed_count;

static void keep_seed(const char *bytes, size_t length)
{
	char *copy = malloc(length + 1);
	if (seed_count == SEEDS_MOST || length == 0 || length > LONGEST / 2 || !copy) {
		free(copy);
		return;
	}
	memcpy(copy, bytes, length);
	seeds[seed_count++] = (struct span){copy, length};
}

static void read_seeds(const char *folder)
{
	DIR *dir = opendir(folder);
	for (struct dirent *entry; dir && (entry = readdir(dir));) {
		static char bytes[LONGEST];
		char name[1024];
		(void)snprintf(name, sizeof name, "%s/%s", folder, entry->d_name);
		FILE *in = entry->d_name[0] != '.' ? fopen(name, "r") : NULL;
		if (!in)
			continue;
		keep_seed(bytes, fread(bytes, 1, sizeof bytes, in));
		fclose(in);
	}
	if (!dir)
		perror(folder);
	else
		closedir(dir);
}

static void sample_seeds(void)
{
	static const char *const kinds[] = {"responses", "errors", "log", "stream", "mixture"};
	for (size_t i = 0; i < LENGTH(kinds); i++) {
		char *bytes = NULL;
		size_t length = 0, start = 0;
		FILE *out = open_memstream(&bytes, &length);
		if (!out)
			abort();
		(void)sample_write(kinds[i], strcmp(kinds[i], "mixture") ? 40000 : 400, 7, out, NULL);
		fclose(out);
		/* Three lines each: what follows matters. */
		for (size_t at = 0, lines = 0; at < length; at++)
			if (bytes[at] == '\n' && ++lines % 3 == 0) {
				keep_seed(bytes + start, at + 1 - start);
				start = at + 1;
			}
		free(bytes);
	}
}

/* clang-format off */
/* The parts of which lines that tell of a failure are made, and what is like them. */
static const char *const parts[] = {
	"error", "Error", "ERROR", "failed", "Failure", "exception", "FooException", "rejected", "returned", "status", "Status",
	"HTTP", "http", "code", "Code", "error code", "Error code: ", "status code", "status_code", " Client Error:", "got",
	"Throttling", "Throttling.RateQuota", "InvalidParameter", "InvalidApiKey", "Some.Code", "limit_requests", "Arrearage",
	"InternalError.Algo.InvalidParameter", "InternalError.Algo", "SystemError", "ModelNotFound", "No_Such_Code",
	"429", "400", "503", "200", "404", "0", "1", "null", "None", "true", "false", "418", "599", "600", "4290",
	"<400>", "<429>", "<200>", "<4", "<", ">", "(400)", "[429]", "<b>",
	": ", ":", " - ", "=", " ", "  ", "\t", ", ", ",", ";", "|", "-", "/", ".", "(", ")", "\xef\xbc\x9a", "\xe3\x80\x82",
	"{", "}", "[", "]", "{}", "\"", "'", "\xe2\x80\x9c", "\xe2\x80\x9d", "\\", "\\\"", "\\\\\"", "\\n", "\\r\\n", "{\\\"", "\\'", "`",
	"\"code\":", "\"code\": ", "'code': ", "code: ", "code=", "\\\"code\\\":", "\"Code\":", "\"c\\u006fde\":", "\"co_de\":",
	"\"\\u0063ode\":", "'c\\x6fde': ", "\"errorCode\":", "\"error_code\":", "\"error_name\":", "\"err\":", "\"msg\":", "msg=",
	"\"message\":", "'message': ", "message: ", "message=", "\\\"message\\\":", "\"type\":", "'type': ", "type: ",
	"\"error\":{", "'error': {", "\"error\":", "\"error\":null", "\"errors\":[", "\"detail\":", "\"\035etail\":", "\"body\":", "\"reason\":", "\"log\":",
	"\"request_id\":", "request_id: ", "requestId=", "\"status\":", "\"status_code\":", "'status': ", "status: ", "status=",
	"\"sta_tus\":", "\"http_code\":", "\"httpStatus\":", "\"task_status\":", "task_status: ", "\"event\":", "\"success\":", "\"count\":",
	"\"input\":{", "\"input\":", "\"role\":", "\"choices\":[{", "\"output\":{", "\"usage\":{", "\"content\":", "\"content\":\"",
	"\"text\":\"", "\"delta\":{", "\"arguments\":\"", "\"function\":{", "\"header\":{", "\"payload\":{}", "\"x\":", "\"x\":\"",
	"\"Throttling\"", "'Throttling'", "\"slow down\"", "\"FAILED\"", "'FAILED'", "\"SUCCEEDED\"", "\"task-failed\"", "\"\"", "''",
	"\"a\"", "\"g-1\"", "\"429\"", "\"200\"", "\"OK\"", "\"<400> InvalidParameter: x\"", "\"\\u003c400\\u003e InvalidParameter: x\"",
	"\"Error code: 429 - slow\"", "\"\\u0065rror: 429\"", "\"{\\\"code\\\":\\\"Throttling\\\",\\\"message\\\":\\\"m\\\"}\"",
	"\"{\\\"c\\u006fde\\\":\\\"Throttling\\\"}\"", "\"{\\\"c\\\\u006fde\\\":\\\"Throttling\\\",\\\"message\\\":\\\"m\\\"}\"",
	"{\"code\":\"Throttling\",\"message\":\"m\"}", "{'code': 'Throttling', 'message': 'm'}", "{\"code\":\"\",\"message\":\"\"}",
	"{\"code\":null}", "{\"code\":200,\"status\":\"ok\"}", "{\"error\":null}",
	"Unexpected server response: 401", "server response: ", "[code] => Flow", "[\"message\"]=>", "[name] => x", "array(2) {",
	"last status: 200, ", "unexpected status code ", "returned status ", "responded with status 429 for GET /x",
	"finish_reason='stop'", "finishReason=stop", "content='", "response_metadata={", "Status Code: 429", "<-- 429 ",
	"curl: (22) ", "INFO ", "ERROR    ", "raise X(", "return X(", "throw ", "WHERE ", "Optional(", "\xe2\x94\x82\n",
	"2026-01-01T10:00:00Z ", "[2026-01-01 10:00:00] ", "}HTTP/1.1 429 x", "Traceback (most recent call last):\n",
	"- ", "**", "`code: ", "' +\n'", "\"+\"", "row 429: ", "app.py:429 - ", " (Flow)", "return error code: 418", "data: {",
	"request_id: r1\n", "\"name\":\"XError\",", "\033(B", "429 data: {", " | ",
	"\n", "\n", "\n", "\n", "\r\n", "\n\n", "\n    ", "\n  ", "\n\t",
	"\nevent:error\n", "\nevent: error\n", "\nid:1\nevent:result\n", "\n:HTTP_STATUS/200\n", "\n:HTTP_STATUS/400\n", "\n:HTTP_STATUS/",
	"\ndata:", "\ndata: ", "\ndata:{", "\ndata: {", "\nHTTP/1.1 429 Too Many Requests\n", "\nHTTP/1.1 200 OK\r\n", "\n< HTTP/2 503\n",
	"\nHTTP ", "\nrequest_id: a\n", "\nmessage: m\n", "\ncode: Throttling\n", "\n// ", "\n# ", "\n * ", "\n> ", "\n| ", "\n```json\n",
	"\n{'count':7,'input':{}}\n", "\n{\"\"count\"\":7,\"\"input\"\":{}}\n", "\n{count:7,input:{}}\n",
	"\n{\"count\" :7,\"input\":{}}\n", "{:\"count\":7,\"input\":{}}", "\n{;\"count\":7,\"input\":{}}",
	"\n{<br>\"count\":7,\"input\":{}}\n", "\nx {\"count\":7,\"input\":{}}", "\n{\"count\":7,\"input\":{}}", "{ \"count\":7,\"input\":{}", "\n\"code\": \"Throttling\",\n", "\n\"message\": \"m\"\n", "\nTraceback (most recent call last):\n", "\nstatus_code: 400\n",
	"status=200 ", "code=201,", "code: 200 ", "=200 ", ": 200,", "\"status_code\": 200,", "\"code\":0}", "\"error\":[]",
	"status=\"completed\"", "\"status\":\"completed\"", "\"code\":\"completed\",", "\"failed\":0}", "\"failed\":false,", "\"fail\":0}returned 503\"}", "\"code\":\"Success\",", "\"error\":\"ok\"}", "\"error\":None,", "\"code\":null\xff\xff", "/// ", "HTTP 503\"", "{\"text\":\"a", "\"count\":2,", "{ \"count\":1,", "except", "xc", "\\x3c400>", "\\u003C5",
	"curl: (22) ", "x", "word", "two words", "\xe9\x94\x99\xe8\xaf\xaf", "\xe5\xa4\xb1\xe8\xb4\xa5", "\xe7\x8a\xb6\xe6\x80\x81\xe7\xa0\x81",
	"\xe8\xbf\x94\xe5\x9b\x9e", "\xe5\xbc\x82\xe5\xb8\xb8", "\\u9519\\u8bef", "\xe4\xbd\xa0\xe5\xa5\xbd", "\x1b[31m", "\x80", "\x01",
	"\xe9\x94\x99\xe8\xaf\xaf\xe7\xa0\x81\xef\xbc\x9a", "\xe9\x94\x99\xe8\xaf\xaf\xe7\xa0\x81: ",
	"\xe9\x94\x99\xe8\xaf\xaf\xe4\xbf\xa1\xe6\x81\xaf\xef\xbc\x9a", "\xe7\x8a\xb6\xe6\x80\x81\xe7\xa0\x81\xef\xbc\x9a",
	"\xe8\xaf\xb7\xe6\xb1\x82ID\xef\xbc\x9a", "HTTP\xe8\xbf\x94\xe5\x9b\x9e\xe7\xa0\x81\xef\xbc\x9a", "\xef\xbc\x88",
	"\xef\xbc\x89", "\xef\xbc\x8c", "Some(", "Object [Map] {", "%{", "<HTTPStatus.X: 429>", ":code=>", ":message=>",
	"m{code=\"", "{a=\"", "&quot;", "{&quot;code&quot;:", "{\"\"code\"\":", "\"\"", "status code is ", "status code of ",
	"status code does not indicate success: ", "error=HTTP ", "data: {", "(code: ", "\n> > ", "\napi-1  | ", "\n[pod/a] ",
	"\nI/a ( 1): ", "\"up\":\"{\\\"code\\\":\\\"Throttling\\\"}\"", "\"event\":\"Error code: 429\"",
	"\"value\":\"Error: 429\"", "\"x\":\"{code:Throttling,message:m}\"",
	"https://help.aliyun.com/error-code#apikey-error", "Invalid API-key provided.", "InternalError.", "you", "the",
};
/* clang-format on */

struct text {
	size_t length;
	char bytes[LONGEST];
};

static void add(struct text *text, const char *bytes, size_t length)
{
	if (length > LONGEST - text->length)
		length = LONGEST - text->length;
	memcpy(text->bytes + text->length, bytes, length);
	text->length += length;
}

static void add_parts(struct text *text)
{
	for (size_t n = 1 + below(one_in(4) ? 24 : 8); n > 0; n--) {
		const char *part = parts[below(LENGTH(parts))];
		add(text, part, strlen(part));
		if (one_in(6))
			add(text, " ", 1);
	}
}

/* A flat body with odd keys, values and quotes: more of what parts make of it seldom. */
static void add_body(struct text *text)
{
	static const char *const keys[] = {"code", "message", "type", "error", "status", "status_code", "request_id",
		"x", "count", "input", "success", "content", "c\\u006fde", "task_status", "err", "errorName", "text",
		"event", "detail", "Code", "co_de", "e-r-r", "error_message", "log"};
	static const char *const values[] = {"\"Throttling\"", "\"m\"", "null", "200", "429", "\"\"", "\"FAILED\"",
		"{}", "[]", "true", "false", "\"Some.Code\"", "\"Throttling: error\"", "\"code\"",
		"\"it failed: \\\"x\\\"\"", "\"\\\\\"", "\"r-1\"", "\"r-2\"", "\"r 2\"", "0",
		"{\"code\":\"Arrearage\"}", "[{\"code\":\"Arrearage\",\"message\":\"m\"}]", "\"429\"",
		"\"<400> Throttling: m\"", "\"{\\\"code\\\":\\\"Throttling\\\"}\"", "\"{code:Throttling,message:m}\"",
		"\"{r-1}\"", "\"completed\"", "\"Success\"", "\"none\"", "normal", "\"00000\"", "\"200 OK\"",
		"\"429 Bad Request\"", "\"got 429 {\\\"message\\\":\\\"m\\\"}\"",
		"\"HTTP 429 {\\\"error_message\\\":\\\"none\\\"}\""};
	static const char *const quotes[] = {"\"", "'", "", "\\\""};
	const char *quote = quotes[one_in(3) ? below(LENGTH(quotes)) : 0];
	add(text, "{", 1);
	for (size_t n = 1 + below(5); n > 0; n--) {
		const char *key = keys[below(LENGTH(keys))], *value = values[below(LENGTH(values))];
		add(text, quote, strlen(quote));
		add(text, key, strlen(key));
		add(text, quote, strlen(quote));
		add(text, one_in(3) ? ": " : ":", one_in(3) ? 2 : 1);
		add(text, value, strlen(value));
		add(text, n > 1 ? "," : "", n > 1 ? 1 : 0);
	}
	add(text, "}", one_in(8) ? 0 : 1);
}

/* Fields line by line, as YAML and some programs have them. */
static void add_fields(struct text *text)
{
	static const char *const keys[] = {"code", "error_code", "errName", "message", "type", "status", "http_code",
		"httpStatus", "status_code", "response_status", "responseStatus", "task_status", "Task-Status",
		"taskStatus", "request id", "x-request-id", "xRequestId", "submit_time", "output", "Model"};
	static const char *const values[] = {"200", "200 OK", "200 ED", "200, x", "201 Created", "429", "SUCCEEDED",
		"FAILED", "Throttling", "Some.Code", "slow down", "r-1", "", "\"200 \"", "null"};
	static const char *const signs[] = {": ", ":", "=", " : "};
	const char *indent = one_in(2) ? "  " : "";
	for (size_t n = 2 + below(5); n > 0; n--) {
		const char *key = keys[below(LENGTH(keys))], *value = values[below(LENGTH(values))];
		const char *sign = signs[one_in(3) ? below(LENGTH(signs)) : 0];
		add(text, indent, strlen(indent));
		add(text, key, strlen(key));
		add(text, sign, strlen(sign));
		add(text, value, strlen(value));
		add(text, one_in(8) ? "  " : "\n", 1);
	}
}

/* Changes some bytes, or writes some as escapes. */
static void mutate(struct text *text)
{
	static const char odd[] = "\0\037\177\200\377{}[]\"'\\:,<>=.-_ \t\n\r48c0";
	for (size_t n = below(4); n > 0 && text->length > 0; n--) {
		size_t at = below(text->length), rest = text->length - at;
		char escape[8];
		switch (below(6)) {
		case 0:
			text->bytes[at] = odd[below(sizeof odd - 1)];
			break;
		case 1: {
			size_t gone = 1 + below(rest < 12 ? rest : 12);
			memmove(text->bytes + at, text->bytes + at + gone, rest - gone);
			text->length -= gone;
			break;
		}
		case 2:
		case 3: {
			size_t length;
			if (one_in(2))
				length = (size_t)snprintf(escape, sizeof escape, "%c", odd[below(sizeof odd - 1)]);
			else
				length = (size_t)snprintf(escape, sizeof escape, one_in(4) ? "\\x%02x" : "\\u%04x",
					(unsigned char)text->bytes[at]);
			if (text->length + length > LONGEST)
				break;
			/* An escape takes the place of its letter. */
			if (length > 1) {
				memmove(text->bytes + at + length, text->bytes + at + 1, rest - 1);
				text->length += length - 1;
			} else {
				memmove(text->bytes + at + length, text->bytes + at, rest);
				text->length += length;
			}
			memcpy(text->bytes + at, escape, length);
			break;
		}
		case 4:
			text->bytes[at] ^= 0x20;
			break;
		case 5:
			if (below(2))
				text->length = at;
			else
				add(text, text->bytes + at, rest < LONGEST - text->length ? rest : 0);
			break;
		}
	}
}

/* A text to try; what stands behind is long enough for a quick look at what stands before. */
static void make_text(struct text *text)
{
	static const char padding[] =
		"\n2026-03-14 09:26:53.589 INFO chat.Session - nothing to see here, the window is 8000 of 30720\n"
		"2026-03-14 09:26:53.590 INFO chat.Session - still nothing, the queue is empty, all is well now\n";
	text->length = 0;
	if (one_in(8))
		add(text, padding + 1, sizeof padding - 2);
	for (size_t n = 1 + below(3); n > 0; n--) {
		switch (below(6)) {
		case 0:
		case 1:
			add_parts(text);
			break;
		case 2:
			add_body(text);
			break;
		case 3:
			add_fields(text);
			break;
		default: {
			struct span seed = seeds[below(seed_count)];
			add(text, seed.at, seed.length);
			break;
		}
		}
		if (one_in(3))
			add(text, "\n", 1);
	}
	if (one_in(2))
		mutate(text);
	if (!one_in(8))
		add(text, padding, sizeof padding - 1);
}

/* Lines that tell of a failure by one word, for each word that is looked for; what they are filled with at '~' brings
 * the word to any place in a block. */
static const char *const telling[] = {
	"{\"x\":\"~\",\"code\":\"Throttling\",\"message\":\"m\"}",
	"{\"x\":\"~\",\"CODE\":\"Throttling\",\"message\":\"m\"}",
	"{\"x\":\"~\",\"error\":{\"message\":\"slow down\"}}",
	"{\"x\":\"~\",\"eRRor\":{\"message\":\"slow down\"}}",
	"{\"x\":\"~\",\"TASK_Status\":\"FAILED\",\"message\":\"m\"}",
	"{\"x\":\"~\",\"status\":429,\"message\":\"m\"}",
	"{\"x\":\"~\",\"STATUS\":429,\"message\":\"m\"}",
	"{\"x\":\"~\",\"message\":\"<400> InvalidParameter: x\"}",
	"{\"x\":\"~\",\"message\":\"<503> InvalidParameter: x\"}",
	"{\"x\":\"~\",\"c\\u006fde\":\"Throttling\",\"message\":\"m\"}",
	"{\"x\":\"~\",\"\\u0063ode\":\"Throttling\",\"message\":\"m\"}",
	"{'x': '~', '\\x43ode': 'Throttling', 'message': 'm'}",
	"{'x': '~', '\\x63ode': 'Throttling', 'message': 'm'}",
	"{'x': '~', '\\x53tatus': 429, 'message': 'm'}",
	"{'x': '~', '\\x73tatus': 429, 'message': 'm'}",
	"{\"x\":\"~\",\"\035etail\":\"Error code: 429 - slow down\"}",
	"{\001\"x\":\"~\"fail\":0}returned 503\"}",
	"{;\"count\":7,\"input\":{\"x\":\"~\"}}",
	"~{\"count\":7,\"input\":{}}\nx {\"count\":7,\"input\":{}}",
	"~ it failed: Throttling - slow down",
	"~ it FAILED: Throttling - slow down",
	"~ an exception: 429 Throttling - slow down",
	"~ an EXCEPTION: 429 Throttling - slow down",
	"~ an error: 200 :Throttling.RateQuota: slow down",
	"~ Error code: 429 - slow down",
	"~ <400> InvalidParameter: slow down",
	"~ message='\\x3c400>InvalidParameter: slow down'",
	"task_status: 200 ~\nsubmit_time: 9\ncode: Throttling\nmessage: m",
	"xRequestId=[\n{\"a\":\"~\"}\n{\"code\":\"SystemError\",\"message\":\"m\"}",
	"\xe2\x80\x9crequestId\xe2\x80\x9d: r\n\"error\": \"429 Too Many Requests\"\n~",
	"response_status: 200 ~\nurl: a\ncode: Throttling\nmessage: m",
	"~ 返回429\n\"code\": \"Throttling\",\n\"message\": \"m\"",
	"~ 状态码429\n\"code\": \"Throttling\",\n\"message\": \"m\"",
};

static void make_telling(struct text *text, const char *line, size_t filled)
{
	const char *fill = strchr(line, '~');
	text->length = 0;
	add(text, line, (size_t)(fill - line));
	while (filled-- > 0)
		add(text, "-", 1);
	add(text, fill + 1, strlen(fill + 1));
	for (size_t n = 0; n < 3; n++)
		add(text, "\n----------------------------------------------------------------", 65);
	add(text, "\n", 1);
}

/* ---- Inequalities ---- */

/* Leaves out of `text` what can be left out. */
static void shorten(struct text *text, bool differs(struct span text))
{
	for (size_t gone = text->length / 2; gone > 0; gone /= 2)
		for (size_t at = 0; at + gone <= text->length;) {
			static struct text shorter;
			memcpy(shorter.bytes, text->bytes, at);
			memcpy(shorter.bytes + at, text->bytes + at + gone, text->length - at - gone);
			shorter.length = text->length - gone;
			if (differs((struct span){shorter.bytes, shorter.length})) {
				memcpy(text->bytes, shorter.bytes, shorter.length);
				text->length = shorter.length;
			} else {
				at += gone;
			}
		}
}

static void print_text(const char *what, const struct text *text)
{
	printf("%s: printf '", what);
	for (size_t i = 0; i < text->length; i++) {
		unsigned char c = (unsigned char)text->bytes[i];
		if (c < ' ' || c >= 0x7f || c == '\\' || c == '\'' || c == '%')
			printf("\\%03o", c);
		else
			putchar(c);
	}
	puts("'");
}

static size_t failed;

static void check(struct text *text, const char *what, bool differs(struct span text))
{
	if (!differs((struct span){text->bytes, text->length}))
		return;
	failed++;
	shorten(text, differs);
	print_text(what, text);
}

int main(int argc, char **argv)
{
	enum { MOST_PRINTED = 20, CUT_EVERY = 40, FILLED_MOST = 192 };
	const char *asked = getenv("QUICK_ROUNDS");
	size_t rounds = argc > 1 ? strtoul(argv[1], NULL, 10) : asked ? strtoul(asked, NULL, 10) : 8000, tried = 0;
	static struct text text;
	state = (argc > 2 ? strtoull(argv[2], NULL, 10) : 1) * 11400714819323198485u + 1;
	(void)setvbuf(stdout, NULL, _IOLBF, 0);
	read_seeds("tests/responses");
	sample_seeds();
	if (!freopen("/dev/null", "w", stderr)) /* explain.c's complaints */
		return 2;
	if (seed_count == 0)
		return 2;
	/* Each seed as it is, and cut at every place in turn. */
	for (size_t i = 0; i < seed_count && failed < MOST_PRINTED; i++, tried++) {
		text.length = 0;
		add(&text, seeds[i].at, seeds[i].length);
		cut_first = 1 + i % seeds[i].length;
		cut_piece = i % 4 == 0 ? 1 : LONGEST;
		check(&text, "quick", differs_quick);
		check(&text, "cut", differs_cut);
	}
	for (size_t i = 0; i < LENGTH(telling) * FILLED_MOST && failed < MOST_PRINTED; i++, tried++) {
		make_telling(&text, telling[i / FILLED_MOST], i % FILLED_MOST);
		check(&text, "quick", differs_quick);
	}
	for (size_t i = 0; i < rounds && failed < MOST_PRINTED; i++, tried++) {
		make_text(&text);
		check(&text, "quick", differs_quick);
		if (i % CUT_EVERY == 0 && text.length > 0) {
			cut_first = 1 + below(text.length);
			cut_piece = one_in(3) ? 1 : LONGEST;
			check(&text, "cut", differs_cut);
		}
	}
	printf("quick: %zu texts read the quick way and the slow, %zu not alike\n", tried, failed);
	return failed > 0;
}
