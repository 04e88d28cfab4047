#include "samples.h"

#include "table.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof(*(array)))

/* ---- Chance: Marsaglia's xorshift, with a multiplication ---- */

static uint64_t state;

static uint64_t chance(void)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return state * 2685821657736338717u;
}

/* A number below `most`. */
static size_t below(size_t most)
{
	return (size_t)((chance() >> 32) * most >> 32);
}

static bool one_in(size_t times)
{
	return below(times) == 0;
}

/* ---- Output ---- */

static FILE *sink;
static char buffer[1 << 18];
static size_t used;
static uint64_t written;

static void flush(void)
{
	(void)fwrite(buffer, 1, used, sink); /* ferror tells the caller */
	used = 0;
}

static void put_bytes(const char *bytes, size_t length)
{
	if (length > sizeof buffer - used)
		flush();
	memcpy(buffer + used, bytes, length);
	used += length;
	written += length;
}

static void put(const char *text)
{
	put_bytes(text, strlen(text));
}

static void put_number(uint64_t number)
{
	char digits[20];
	size_t at = sizeof digits;
	do
		digits[--at] = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	put_bytes(digits + at, sizeof digits - at);
}

static void put_digits(uint64_t number, size_t width)
{
	char digits[20];
	for (size_t i = width; i-- > 0; number /= 10)
		digits[i] = (char)('0' + number % 10);
	put_bytes(digits, width);
}

static void put_id(void)
{
	static const char hex[] = "0123456789abcdef";
	char id[36];
	uint64_t bits = chance();
	for (size_t i = 0; i < sizeof id; i++) {
		id[i] = i == 8 || i == 13 || i == 18 || i == 23 ? '-' : hex[bits & 15];
		bits = i % 12 == 11 ? chance() : bits >> 4;
	}
	put_bytes(id, sizeof id);
}

/* ---- What is said ---- */

/* Of a model, inside a JSON string. */
static const char *const sentences[] = {
	"The river bends twice before it reaches the old mill, and both bridges are older than the town.",
	"A good summary names the claim first, then the evidence, and leaves the reader to judge.",
	"Photosynthesis turns light into sugar; the leaf keeps a little and sends the rest to the roots.",
	"In 1905 the committee met four times and agreed on nothing but the date of the next meeting.",
	"Boil the noodles for two minutes, rinse them in cold water, and toss them with sesame oil.\\n",
	"To compare two offers, divide the price by the weight and do not look at the picture.",
	"\\n\\n**Step 2.** Choose a quiet place, sit upright, and count ten slow breaths.\\n",
	"The train leaves at 09:26 from platform 5; a reservation is wise on Fridays.",
	"Small habits win: ten pages a day are a shelf of books in a year.\\n- read\\n- write\\n- rest\\n",
	"She said \\\"not yet\\\" and meant never, which everybody at the table understood.",
	"今天天气很好，适合去公园散步，也适合在家读书。",
	"这个问题可以分为三个步骤：首先整理数据，然后建立模型。\\n",
	"模型的回答应当简洁、准确，并说明依据。",
	"\\u4f60\\u597d\\uff0c\\u8fd9\\u662f\\u4e00\\u4e2a\\u793a\\u4f8b\\u3002",
	"春眠不觉晓，处处闻啼鸟。 (Spring sleep knows no dawn.)",
	"x = [n * n for n in range(10)]\\nprint(sum(x))\\n",
};

/* Of errors and of code, where nothing went wrong. */
static const char *const temptations[] = {
	"A client should look at the status code first: 429 means too many requests, 500 an internal error.",
	"```python\\ntry:\\n    reply = call()\\nexcept ValueError as error:\\n    print(f\\\"failed: "
	"{error}\\\")\\n```",
	"The error code InvalidParameter is returned when a parameter is missing, e.g. "
	"{\\\"code\\\":\\\"InvalidParameter\\\",\\\"message\\\":\\\"model is required\\\"}.",
	"Here is the code you asked for; decode it with base64.",
	"返回 code 为 Throttling 时请稍后重试。",
	"It failed because the exception was rejected.",
	"if (a \\u003c b \\u0026\\u0026 b \\u003e c) return;",
	"HTTP 404 <400> status=failed",
};

/* Writes sentences of about `length` bytes. `calm`: no temptations. */
static void put_text(size_t length, bool calm)
{
	uint64_t until = written + length;
	while (written < until) {
		put(!calm && one_in(90) ? temptations[below(LENGTH(temptations))]
					: sentences[below(LENGTH(sentences))]);
		put(" ");
	}
}

/* ---- What fails ---- */

struct failure {
	const char *code, *status, *message;
	const char *row; /* of the table; NULL: none */
};

static const struct failure failures[] = {
	{"Throttling.RateQuota", "429", "Requests rate limit exceeded, please try again later.",
		"Throttling.RateQuota"},
	{"InvalidParameter", "400", "Required parameter(s) missing or invalid, please check the request parameters.",
		"InvalidParameter"},
	{"InvalidApiKey", "401", "Invalid API-key provided.", "InvalidApiKey"},
	{"DataInspectionFailed", "400", "Input or output data may contain inappropriate content.",
		"DataInspectionFailed"},
	{"Throttling.AllocationQuota", "429", "Allocated quota exceeded, please increase your quota limit.",
		"Throttling.AllocationQuota"},
	{"limit_requests", "429", "You exceeded your current requests list.", "Throttling.RateQuota"},
	{"invalid_api_key", "401", "Incorrect API key provided.", "InvalidApiKey"},
	{"ModelNotFound", "404", "Model can not be found.", "ModelNotFound"},
	{"InternalError.Timeout", "500", "An internal timeout error has occured during execution.",
		"InternalError.Timeout"},
	{"InternalError.Algo.InvalidParameter", "400", "The chair should have four legs.", "InvalidParameter"},
	{"Arrearage", "400", "Access denied, please make sure your account is in good standing.", "Arrearage"},
	{"Throttling.NoSuchRate", "429", "You are much too early.", "Throttling"},
	{"BadRequest.NoSuchVoice", "400", "The voice is not one of ours.", NULL},
	{"Quota.Exhausted_Today", "429", "Come back tomorrow.", NULL},
};

/* Forms of a failure in data. */
static const struct form {
	const char *text; /* A stands for the status, C for the code, M for the message, I for an ID */
	bool status;      /* it says the status */
	bool known;       /* only for codes of the table, aliases and relatives */
} bodies[] = {
	{"{\"code\":\"C\",\"message\":\"M\",\"request_id\":\"I\"}", false, false},
	{"{\"error\":{\"code\":\"C\",\"param\":null,\"message\":\"M\",\"type\":\"C\"},\"id\":\"chatcmpl-I\",\"request_"
	 "id\":\"I\"}",
		false, false},
	{"{\"status_code\": A, \"request_id\": \"I\", \"code\": \"C\", \"message\": \"M\", \"output\": null, "
	 "\"usage\": null}",
		true, false},
	{"{\"request_id\":\"I\",\"output\":{\"task_id\":\"I\",\"task_status\":\"FAILED\",\"code\":\"C\",\"message\":"
	 "\"M\"}}",
		false, false},
	{"{\"id\":\"I\",\"custom_id\":\"row\",\"response\":{\"status_code\":A,\"request_id\":\"I\",\"body\":{\"error\":"
	 "{\"message\":\"M\",\"type\":\"C\",\"code\":\"C\"}}},\"error\":null}",
		true, false},
	{"{\"header\":{\"task_id\":\"I\",\"event\":\"task-failed\",\"error_code\":\"C\",\"error_message\":\"M\","
	 "\"attributes\":{}},\"payload\":{}}",
		false, false},
	{"{\"error\":{\"message\":\"<A> C: M\",\"type\":null,\"param\":null,\"code\":null}}", true, true},
};

/* In a line of a log, behind the words that all lines have. */
static const struct form tellings[] = {
	{"call failed: {\"code\":\"C\",\"message\":\"M\",\"request_id\":\"I\"}", false, false},
	{"openai.APIStatusError: Error code: A - {'error': {'message': 'M', 'type': 'C', 'param': None, 'code': 'C'}, "
	 "'request_id': 'I'}",
		true, false},
	{"request failed: <A> C: M", true, true},
	{"ApiException: {\"statusCode\":A,\"message\":\"M\",\"code\":\"C\",\"isJson\":true,\"requestId\":\"I\"}", true,
		false},
	{"upstream said {\\\"code\\\":\\\"C\\\",\\\"message\\\":\\\"M\\\",\\\"request_id\\\":\\\"I\\\"}", false, false},
	{"status_code: A, code: C, message: M", true, true},
};

static void put_form(const struct form *form, const struct failure *failure)
{
	for (const char *at = form->text; *at; at++) {
		const char *rest = strpbrk(at, "ACMI");
		bool letter =
			rest &&
			(rest == at || !strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_", rest[-1])) &&
			!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_", rest[1] ? rest[1] : ' ');
		if (!rest) {
			put(at);
			return;
		}
		put_bytes(at, (size_t)(rest - at));
		at = rest;
		if (!letter)
			put_bytes(rest, 1);
		else if (*rest == 'A')
			put(failure->status);
		else if (*rest == 'C')
			put(failure->code);
		else if (*rest == 'M')
			put(failure->message);
		else
			put_id();
	}
}

/* ---- What of it a tally counts ---- */

static struct count {
	uint64_t count;
	size_t row;         /* or TABLE_NONE: */
	const char *code;   /* NULL: none came */
	const char *status; /* that came, or NULL */
	bool mixed;         /* not always the same */
} counts[64];
static size_t count_count;

/* The row of a code that has just this message; else its first. */
static size_t row_of(const char *code, const char *message)
{
	size_t first = table_find(span_of(code));
	for (size_t row = first; row != TABLE_NONE; row = table_next(row))
		if (span_equals(table_row(row).message, span_of(message)))
			return row;
	return first;
}

static void count_as(const char *row_code, const char *message, const char *code, const char *status)
{
	size_t row = row_code ? row_of(row_code, message) : TABLE_NONE;
	struct count *c = counts;
	for (; c < counts + count_count; c++)
		if (c->row == row && (row != TABLE_NONE || (!code && !c->code && !strcmp(c->status, status)) ||
					     (code && c->code && !strcmp(code, c->code))))
			break;
	if (c == counts + count_count) {
		count_count++;
		*c = (struct count){0, row, code, status, false};
	}
	c->count++;
	c->mixed = c->mixed || !status || !c->status || strcmp(status, c->status) != 0;
}

static int compare_counts(const void *left, const void *right)
{
	const struct count *a = left, *b = right;
	if (a->count != b->count)
		return a->count < b->count ? 1 : -1;
	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	return strcmp(a->code ? a->code : "", b->code ? b->code : "");
}

static void write_string(FILE *out, const char *key, struct span text)
{
	fprintf(out, "\"%s\":", key);
	if (!text.at) {
		fputs("null,", out);
		return;
	}
	putc('"', out);
	text_escape(out, text, ESCAPE_JSON);
	fputs("\",", out);
}

static void write_row(FILE *out, const struct row *row)
{
	static const char *const retryable[] = {"null", "false", "true"};
	fprintf(out, row->status != 0 ? "\"status\":%d," : "\"status\":null,", row->status);
	write_string(out, "code", row->code);
	write_string(out, "message", row->message);
	write_string(out, "description", row->description);
	write_string(out, "fix", row->fix);
	fprintf(out, "\"retryable\":%s,\"source\":\"%s\"", retryable[row->retry + 1], row->page ? "page" : "seen");
}

static void write_tally(FILE *out)
{
	qsort(counts, count_count, sizeof *counts, compare_counts);
	for (struct count *c = counts; c < counts + count_count; c++) {
		fprintf(out, "{\"count\":%" PRIu64 ",", c->count);
		if (c->row != TABLE_NONE) {
			struct row row = table_row(c->row);
			write_row(out, &row);
			fputs(",\"input\":null}\n", out);
			continue;
		}
		fprintf(out,
			"\"status\":null,\"code\":null,\"message\":null,\"description\":null,\"fix\":null,"
			"\"retryable\":null,\"source\":null,\"input\":{\"status\":%s,\"code\":",
			c->mixed ? "null" : c->status);
		fprintf(out, c->code ? "\"%s\"}}\n" : "null}}\n", c->code);
	}
}

/* ---- Responses ---- */

static void put_usage(void)
{
	uint64_t in = 10 + below(900), out = 20 + below(900);
	put("\"usage\":{\"prompt_tokens\":");
	put_number(in);
	put(",\"completion_tokens\":");
	put_number(out);
	put(",\"total_tokens\":");
	put_number(in + out);
	put(",\"prompt_tokens_details\":{\"cached_tokens\":0}}");
}

static void put_native_usage(void)
{
	put("\"usage\":{\"total_tokens\":");
	put_number(500 + below(900));
	put(",\"output_tokens\":");
	put_number(below(500));
	put(",\"input_tokens\":");
	put_number(below(500));
	put("}");
}

static void put_answer(void)
{
	size_t length = 60 + (below(100) < 70 ? below(900) : below(2500));
	switch (below(20)) {
	default: /* OpenAI-compatible */
		put("{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"");
		put_text(length, false);
		put("\"},\"finish_reason\":\"stop\",\"index\":0,\"logprobs\":null}],\"object\":\"chat.completion\",");
		put_usage();
		put(",\"created\":1773480413,\"system_fingerprint\":null,\"model\":\"qwen-plus\",\"id\":\"chatcmpl-");
		put_id();
		put("\"}");
		break;
	case 0:
	case 1:
	case 2:
	case 3:
	case 4:
	case 5: /* native */
		put("{\"output\":{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\","
		    "\"content\":\"");
		put_text(length, false);
		put("\"}}]},");
		put_native_usage();
		put(",\"request_id\":\"");
		put_id();
		put("\"}");
		break;
	case 6:
	case 7: /* native, as the SDK has it */
		put("{\"status_code\": 200, \"request_id\": \"");
		put_id();
		put("\", \"code\": \"\", \"message\": \"\", \"output\": {\"text\": \"");
		put_text(length, false);
		put("\", \"finish_reason\": \"stop\", \"choices\": null}, ");
		put_native_usage();
		put("}");
		break;
	case 8: /* a tool is called */
		put("{\"choices\":[{\"message\":{\"content\":\"\",\"reasoning_content\":\"");
		put_text(length, false);
		put("\",\"role\":\"assistant\",\"tool_calls\":[{\"index\":0,\"id\":\"call_");
		put_id();
		put("\",\"type\":\"function\",\"function\":{\"name\":\"find_train\",\"arguments\":\"{\\\"from\\\": "
		    "\\\"Hangzhou\\\", "
		    "\\\"at\\\": "
		    "\\\"09:26\\\"}\"}}]},\"finish_reason\":\"tool_calls\",\"index\":0}],\"object\":\"chat."
		    "completion\",");
		put_usage();
		put(",\"model\":\"qwen-max\",\"id\":\"chatcmpl-");
		put_id();
		put("\"}");
		break;
	}
	put("\n");
}

static void put_error(void)
{
	const struct form *form = &bodies[below(LENGTH(bodies))];
	const struct failure *failure = &failures[below(LENGTH(failures) - (form->known ? 2 : 0))];
	put_form(form, failure);
	put("\n");
}

static void responses(uint64_t size)
{
	while (written < size)
		if (one_in(50))
			put_error();
		else
			put_answer();
}

static void errors(uint64_t size)
{
	while (written < size)
		put_error();
}

/* ---- Logs ---- */

static uint64_t now; /* milliseconds */

static void put_time(void)
{
	uint64_t day = now / 86400000 - 20526 + 14, ms = now % 86400000;
	put("2026-03-");
	put_digits(1 + (day - 1) % 31, 2);
	put(" ");
	put_digits(ms / 3600000, 2);
	put(":");
	put_digits(ms / 60000 % 60, 2);
	put(":");
	put_digits(ms / 1000 % 60, 2);
	put(".");
	put_digits(ms % 1000, 3);
	now += below(40);
}

static const char *const modules[] = {"chat.Controller", "chat.Session", "llm.Client", "http.Pool", "cache.Local",
	"auth.Filter", "rag.Index", "task.Runner"};
static const char *const models[] = {"qwen-plus", "qwen-max", "qwen-turbo", "qwen-vl-max", "text-embedding-v3"};
static const char *const paths[] = {"/api/v1/chat", "/api/v1/sessions", "/health", "/favicon.ico", "/v1/embeddings"};

static void put_log_head(const char *level)
{
	put_time();
	put(level);
	put("[worker-");
	put_number(1 + below(32));
	put("] ");
	put(modules[below(LENGTH(modules))]);
	put(" - ");
}

static void put_log_line(void)
{
	switch (below(16)) {
	default:
		put_log_head("  INFO ");
		put("req=");
		put_id();
		put(" model=");
		put(models[below(LENGTH(models))]);
		put(" tokens=");
		put_number(below(4000));
		put(" took=");
		put_number(below(9000));
		put("ms");
		break;
	case 0:
	case 1:
		put_log_head(" DEBUG ");
		put("session ");
		put_id();
		put(" has ");
		put_number(below(40));
		put(" turns, window ");
		put_number(below(8000));
		put(" of 30720");
		break;
	case 2:
	case 3:
		put("10.1.");
		put_number(below(256));
		put(".");
		put_number(below(256));
		put(" - - [14/Mar/2026:09:26:53 +0000] \"POST ");
		put(paths[below(LENGTH(paths))]);
		put(" HTTP/1.1\" ");
		put(one_in(20) ? "404 " : "200 ");
		put_number(400 + below(9000));
		put(" \"-\" \"python-httpx/0.27.0\"");
		break;
	case 4:
		put_log_head("  INFO ");
		put(one_in(2) ? "finished status=200 req=" : "HTTP request ok, code=200, req=");
		put_id();
		put(" in ");
		put_number(below(5000));
		put("ms");
		break;
	case 5:
		put_log_head("  WARN ");
		put(one_in(3) ? "retry of " : "slow answer to ");
		put_id();
		put(one_in(8) ? ", 0 errors so far" : ", queue ");
		put_number(below(90));
		break;
	}
	put("\n");
}

static void put_log_error(bool tally)
{
	const struct form *form = &tellings[below(LENGTH(tellings))];
	const struct failure *failure = &failures[below(LENGTH(failures) - (form->known ? 2 : 0))];
	put_log_head(" ERROR ");
	put_form(form, failure);
	put("\n");
	if (tally)
		count_as(failure->row, failure->message, failure->code, form->status ? failure->status : NULL);
}

static void log_lines(uint64_t size)
{
	for (unsigned i = 1; written < size; i++)
		if (i % 100 == 0)
			put_log_error(false);
		else
			put_log_line();
}

/* Failures that are said otherwise: bodies alone on their lines, a task that does not say why, a status alone. */
static void put_other_error(void)
{
	static const struct {
		const char *text;
		const char *row, *status;
	} others[] = {
		{"{\"request_id\":\"g-1\",\"output\":{\"task_id\":\"g-2\",\"task_status\":\"SUCCEEDED\",\"results\":[{"
		 "\"url\":\"x\"},"
		 "{\"code\":\"InternalError.Timeout\",\"message\":\"too slow\"}]}}",
			"InternalError.Timeout", NULL},
		{"{\"error\":{\"code\":null,\"message\":\"Model can not be found.\",\"type\":\"x\",\"param\":null}}",
			"ModelNotFound", NULL},
		{"{\"error\":{\"code\":418,\"message\":\"I am no coffee machine.\",\"param\":null}}", NULL, "418"},
		{"{\"success\":false,\"statusCode\":503,\"message\":\"nobody is at home\"}", "ModelUnavailable", "503"},
	};
	size_t i = below(LENGTH(others) * 4);
	if (i < LENGTH(others)) {
		put(others[i].text);
		put("\n");
		count_as(others[i].row, "", NULL, others[i].status);
		return;
	}
	const struct form *form = &bodies[below(LENGTH(bodies))];
	const struct failure *failure = &failures[below(LENGTH(failures) - (form->known ? 2 : 0))];
	put_form(form, failure);
	put("\n");
	count_as(failure->row, failure->message, failure->code, form->status ? failure->status : NULL);
}

static void mixture(uint64_t lines)
{
	for (uint64_t i = 0; i < lines; i++)
		switch (below(64)) {
		default:
			put_log_line();
			break;
		case 0:
			put_log_error(true);
			break;
		case 1:
			put_other_error();
			break;
		case 2:
			put_answer();
			break;
		}
}

/* ---- Streams ---- */

static void put_native_stream(bool fails)
{
	size_t frames = 5 + below(40);
	for (size_t i = 1; i <= frames; i++) {
		put("id:");
		put_number(i);
		put("\nevent:result\n:HTTP_STATUS/200\ndata:{\"output\":{\"choices\":[{\"message\":{\"content\":\"");
		put_text(10, false);
		put("\",\"role\":\"assistant\"},\"finish_reason\":\"");
		put(i == frames ? "stop" : "null");
		put("\"}]},");
		put_native_usage();
		put(",\"request_id\":\"");
		put_id();
		put("\"}\n\n");
	}
	if (!fails)
		return;
	put("id:");
	put_number(frames + 1);
	put("\nevent:error\n:HTTP_STATUS/400\ndata:");
	put_form(&bodies[0], &failures[below(LENGTH(failures))]);
	put("\n\n");
}

static void put_openai_stream(bool fails)
{
	size_t frames = 5 + below(60);
	for (size_t i = 1; i <= frames; i++) {
		put("data: {\"choices\":[{\"delta\":{\"content\":\"");
		put_text(4, false);
		put(i == frames ? "\"},\"finish_reason\":\"stop\"" : "\"},\"finish_reason\":null");
		put(",\"index\":0,\"logprobs\":null}],\"object\":\"chat.completion.chunk\",\"usage\":null,\"created\":"
		    "1773480413,"
		    "\"system_fingerprint\":null,\"model\":\"qwen-plus\",\"id\":\"chatcmpl-");
		put_id();
		put("\"}\n\n");
	}
	if (fails) {
		put("data: ");
		put_form(&bodies[1], &failures[below(LENGTH(failures))]);
		put("\n\n");
	}
	put("data: [DONE]\n\n");
}

static void stream(uint64_t size)
{
	while (written < size) {
		bool fails = one_in(2000);
		if (one_in(2))
			put_native_stream(fails);
		else
			put_openai_stream(fails);
	}
}

/* ---- One long response ---- */

static void put_image(uint64_t until)
{
	static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	while (written < until) {
		char block[60];
		uint64_t bits = 0;
		for (size_t i = 0; i < sizeof block; i++) {
			bits = i % 10 == 0 ? chance() : bits >> 6;
			block[i] = base64[bits & 63];
		}
		put_bytes(block, sizeof block);
	}
}

static void object(uint64_t size, bool image, bool inside)
{
	put(inside ? "{\"image\":\""
		   : "{\"output\":{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\","
		     "\"content\":\"");
	if (image)
		put_image(size);
	else
		while (written < size)
			put_text(1000, false);
	put(inside ? "\",\"code\":\"InvalidParameter\",\"message\":\"the image is too large\"}\n" : "\"}}]},");
	if (inside)
		return;
	put_native_usage();
	put(",\"request_id\":\"g-1\"}\n");
}

/* ---- A table ---- */

static void table(uint64_t rows)
{
	static const int statuses[] = {400, 401, 403, 404, 408, 413, 415, 429, 500, 503};
	put("status,code,message,description,retry,aliases\n");
	for (uint64_t i = 0; i < rows; i++) {
		put_number((uint64_t)statuses[below(LENGTH(statuses))]);
		put(i % 3 == 0 ? ",Family" : ",Kind");
		put_number(i / 7);
		put(".Member");
		put_number(i);
		put(",\"The ");
		put_number(i);
		put("th thing is wrong, please put it right.\",\"It is described in chapter ");
		put_number(below(1000));
		put(one_in(2) ? ".\",yes," : ".\",no,");
		if (one_in(4)) {
			put("other_name_");
			put_number(i);
		}
		put("\n");
	}
}

/* ---- */

static void plain_object(uint64_t size)
{
	object(size, false, false);
}

static void image(uint64_t size)
{
	object(size, true, false);
}

static void object_error(uint64_t size)
{
	object(size, false, false);
	put_form(&bodies[0], &failures[0]);
	put("\n");
}

static void error_inside(uint64_t size)
{
	object(size, true, true);
}

bool sample_write(const char *kind, uint64_t size, uint64_t seed, FILE *out, FILE *tally)
{
	static const struct {
		const char *name;
		void (*write)(uint64_t size);
	} kinds[] = {{"responses", responses}, {"errors", errors}, {"log", log_lines}, {"stream", stream},
		{"object", plain_object}, {"image", image}, {"object-error", object_error},
		{"error-inside", error_inside}, {"mixture", mixture}, {"table", table}};
	state = seed * 11400714819323198485u + 1;
	sink = out;
	used = 0;
	written = 0;
	now = 1773480413000;
	count_count = 0;
	for (size_t i = 0; i < LENGTH(kinds); i++)
		if (strcmp(kinds[i].name, kind) == 0) {
			kinds[i].write(size);
			flush();
			if (tally)
				write_tally(tally);
			return true;
		}
	return false;
}
