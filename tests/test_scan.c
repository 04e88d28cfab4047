#include "scan.h"

#include "suites.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void put_span(FILE *out, struct span text)
{
	if (text.at != NULL)
		(void)fwrite(text.at, 1, text.length, out);
	else
		(void)putc('-', out);
}

/* "LINE STATUS CODE|MESSAGE|ID", - for what is not said. */
static void put_failure(void *arg, const struct clue *clue)
{
	FILE *out = arg;

	fprintf(out, "%" PRIu64, clue->line);
	if (clue->status != 0)
		fprintf(out, " %d ", clue->status);
	else
		fputs(" - ", out);
	put_span(out, clue->code);
	(void)putc('|', out);
	put_span(out, clue->message);
	(void)putc('|', out);
	put_span(out, clue->request_id);
	if (clue->count != 1)
		fprintf(out, "|%" PRIu64, clue->count);
	(void)putc('\n', out);
}

static void put_skipped(void *arg, uint64_t line, const char *why)
{
	fprintf(arg, "%" PRIu64 " skipped: %s\n", line, why);
}

/* A text on its way into a scan. */
struct feeding {
	struct scan *scan;
	struct span text;
	size_t from, to; /* settled, fed */
};

/* Feeds the next line, as explain.c does. Gives false at the end. */
static bool feed_line(struct feeding *f)
{
	const char *newline = f->to < f->text.length ? memchr(f->text.at + f->to, '\n', f->text.length - f->to) : NULL;

	if (f->to == f->text.length)
		return false;
	f->to = newline != NULL ? (size_t)(newline - f->text.at) + 1 : f->text.length;
	f->from += scan_feed(
		f->scan, (struct span){f->text.at + f->from, f->to - f->from}, newline != NULL ? SCAN_MORE : SCAN_END);
	return true;
}

/* What is told of a text that comes line by line, or at once; to be freed. `memo` may be NULL. */
static char *told(struct span text, bool by_lines, struct memo *memo)
{
	FILE *out = capture_begin();
	struct scan_sink sink = {out, put_failure, put_skipped};
	struct feeding f = {scan_new(&sink, memo), text, 0, 0};

	ck_assert_ptr_nonnull(f.scan);
	if (by_lines) {
		while (feed_line(&f))
			;
		if (f.from < text.length) /* it waited for more */
			(void)scan_feed(f.scan, span_from(text, f.from), SCAN_END);
	} else if (text.length > 0)
		ck_assert_uint_eq(scan_feed(f.scan, text, SCAN_END), text.length);
	scan_end(f.scan);
	scan_free(f.scan);
	return capture_end(out);
}

struct telling {
	const char *what, *text, *told;
};

static void check_telling(const struct telling *telling)
{
	for (int by_lines = 0; by_lines < 2; by_lines++) {
		char *is = told(span_of(telling->text), by_lines, NULL);

		ck_assert_msg(strcmp(is, telling->told) == 0, "%s%s:\n%s", telling->what,
			by_lines ? ", line by line" : "", is);
		free(is);
	}
}

/* clang-format off */
static const struct telling tellings[] = {
	{"flat", "{\"code\":\"Flow\",\"message\":\"m\",\"request_id\":\"r\"}\n",
		"1 - Flow|m|r\n"},
	{"no final newline", "{\"code\":\"Flow\",\"message\":\"m\"}",
		"1 - Flow|m|-\n"},
	{"text behind a field that is broken off", "x \"id\":\"Error code: 429 Too Many Requests\",\"message\":\nfoo\n",
		""},
	{"CRLF", "{\"code\":\"Flow\",\"message\":\"m\"}\r\n",
		"1 - Flow|m|-\n"},
	{"pretty", "{\n  \"code\": \"Flow\",\n  \"message\": \"m\"\n}\n",
		"1 - Flow|m|-\n"},
	{"pretty, braces in its message", "{\n  \"code\": \"Flow\",\n  \"message\": \"m {x: 1}\"\n}\n",
		"1 - Flow|m {x: 1}|-\n"},
	{"pretty, fields in its message", "{\n \"error\": {\n  \"message\": \"m, request id: r1\",\n  \"type\": \"foo\",\n  \"code\": null\n }\n}\n",
		"1 - foo|m, request id: r1|-\n"},
	{"escaped, several", "x [{\\\"code\\\":\\\"Flow\\\",\\\"message\\\":\\\"}{\\\"},{\\\"code\\\":\\\"Teapot\\\",\\\"message\\\":\\\"m\\\"}]\n",
		"1 - Flow|}{|-\n1 - Teapot|m|-\n"},
	{"escaped in a string, behind what says more", "{\"error\":\"Error: <400> Flow: m\\n more {\\\\\\\"code\\\\\\\":\\\\\\\"Stranger\\\\\\\",\\\\\\\"message\\\\\\\":\\\\\\\"n\\\\\\\"}\"}\n",
		"1 400 Flow|m|-\n"},
	{"several on a line", "{\"code\":\"Flow\",\"message\":\"m\"}{\"code\":\"Teapot\",\"message\":\"n\"}\n",
		"1 - Flow|m|-\n1 - Teapot|n|-\n"},
	{"in an array", "[{\"id\":1},{\"code\":\"Flow\",\"message\":\"m\"}]\n",
		"1 - Flow|m|-\n"},
	{"one a line", "{\"code\":\"Flow\",\"message\":\"m\"}\n\n{\"code\":\"Teapot\",\"message\":\"n\"}\n",
		"1 - Flow|m|-\n3 - Teapot|n|-\n"},
	{"OkHttp's log", "<-- 429 https://x.example/v1 (3ms)\ncontent-type: application/json\n\n{\"code\":\"Flow\",\"message\":\"m\"}\n<-- END HTTP\n",
		"4 429 Flow|m|-\n"},
	{"OkHttp's log, no body", "<-- 429 Too Many Requests https://x.example/v1 (3ms)\nx\n",
		"1 429 -|Too Many Requests https://x.example/v1 (3ms)|-\n"},
	{"a status code on a line of its own", "Status Code: 429\n\n429 You did too much.\n",
		"1 429 -|-|-\n"},
	{"a status code above a body", "Status Code: 429\n\n**Output**\n429 {\"code\":\"Flow\",\"message\":\"m\"}\n",
		"4 429 Flow|m|-\n"},
	{"a status code in a sentence", "Status code: 429 means too much.\n",
		""},
	{"clients' phrases", "unexpected status code: 429 Too Many Requests\n\nX: the server responded with status 418 for GET /a\nError: Unexpected server response: 401\n\nResponse status code was unacceptable: 402.\n\nupstream returned status 403\n\ntried again, last status: 404 Not Found, request id: a1\n",
		"1 429 -|Too Many Requests|-\n3 418 -|for GET /a|-\n4 401 -|-|-\n6 402 -|-|-\n8 403 -|-|-\n10 404 -|Not Found|a1\n"},
	{"what an engine of the service returned", "Error: Flow: [tts:]Engine return error code: 418\n",
		"1 - Flow|[tts:]Engine return error code: 418|-\n"},
	{"Swift", "Error: APIError(message: Optional(\"m\"), type: \"t\", param: nil, code: Optional(\"Flow\"))\n",
		"1 - Flow|m|-\n"},
	{"Ruby's class behind a status, a long line", "/srv/app/lib/client/of/some/length/chat.rb:21:in `chat': the server responded with status 429 (Net::TooMuchError)\n{\"error\"=>{\"code\"=>\"Flow\", \"message\"=>\"m\"}}\n",
		"1 429 Flow|m|-\n"},
	{"a code in brackets behind a status", "API error 429 (Flow): m\n",
		"1 429 Flow|m|-\n"},
	{"a code in brackets in a sentence", "If you get error 429 (Flow), wait.\n",
		""},
	{"a program", "raise HTTPException(status_code=429, detail=\"Flow\")\n  return Reply(status_code=500, content={\"error\": \"m\"})\nres.status(500).json({ status: 500, message: 'm' })\n",
		""},
	{"a status in a message", "Error: Flow: server returned HTTP 404\nError: Flow: m (HTTP 429)\n",
		"1 - Flow|server returned HTTP 404|-\n2 429 Flow|m (HTTP 429)|-\n"},
	{"numbers that are no status", "2026-01-01 | ERROR | app:chat:412 - {\"code\":\"Flow\"}\napp.py:412 - {\"code\":\"Flow\"}\nERROR    412 embed: {\"code\":\"Flow\"}\n[main] ERROR c.t.Embedding 412 - {\"code\":\"Flow\"}\nbot[412]: {\"code\":\"Flow\"}\nrow 412: {\"code\":\"Flow\"}\nid=412 {\"code\":\"Flow\"}\n",
		"1 - Flow|-|-\n2 - Flow|-|-\n3 - Flow|-|-\n4 - Flow|-|-\n5 - Flow|-|-\n6 - Flow|-|-\n7 - Flow|-|-\n"},
	{"numbers that are one", "chat failed (412): {\"code\":\"Flow\"}\nedit 412: {\"code\":\"Flow\"}\n412 {\"code\":\"Flow\"}\nERROR 412: {\"code\":\"Flow\"}\n412 data: {\"code\":\"Flow\"}\n",
		"1 412 Flow|-|-\n2 412 Flow|-|-\n3 412 Flow|-|-\n4 412 Flow|-|-\n5 412 Flow|-|-\n"},
	{"structlog", "failed  code=Flow message='it's m' request_id=r1 status=429\n",
		"1 429 Flow|it's m|r1\n"},
	{"a log's message and the code's", "level=error msg=\"failed\" code=Flow message=\"Too much of it.\"\n{\"msg\":\"failed\",\"code\":\"Flow\",\"message\":\"Too much of it.\"}\n",
		"1 - Flow|Too much of it.|-\n2 - Flow|Too much of it.|-\n"},
	{"a message with words that could be fields", "code: Flow\nmessage: [a:]Engine return error code: 418\n\nstatus_code: 429\ncode: Flow\nmessage: no, upstream status code: 502\ncode: Flow, message: The value of message: must be type: image. See: https://x, now\n",
		"1 - Flow|[a:]Engine return error code: 418|-\n4 429 Flow|no, upstream status code: 502|-\n7 - Flow|The value of message: must be type: image. See: https://x, now|-\n"},
	{"a request ID first", "HTTPError: request_id: r1 \n status_code: 429 \n code: Flow \n message: m\n",
		"1 429 Flow|m|r1\n"},
	{"a request ID last", "code: Flow\nmessage: m\nrequest_id: r1\nstatus_code: 418\ncode: Teapot\nmessage: n\nrequest_id: r2\n",
		"1 - Flow|m|r1\n4 418 Teapot|n|r2\n"},
	{"a request ID behind a failure that was told is not that of the next", "code: Flow, message: m\nrequest_id: r1\nstatus_code: 418\ncode: Teapot\nmessage: n\n",
		"1 - Flow|m|-\n3 418 Teapot|n|-\n"},
	{"a status of a client, words behind it", "request failed with status code 429, once more in 1 s\n",
		"1 429 -|once more in 1 s|-\n"},
	{"an exception beside an answer", "[M(finish_reason='stop', content='Hi'), RateError(\"Error code: 429 - {'code': 'Flow'}\")]\n",
		"1 429 Flow|-|-\n"},
	{"a time before each line", "2026-01-01T10:00:00.519Z failed with HTTP 429\n2026-01-01T10:00:00.519Z {\n2026-01-01T10:00:00.519Z   \"code\": \"Flow\",\n2026-01-01T10:00:00.520Z   \"message\": \"m\"\n2026-01-01T10:00:00.521Z }\n",
		"1 429 Flow|m|-\n"},
	{"a time and a name before each line", "2026-01-01T10:00:00+00:00 app[web.1]: {\n2026-01-01T10:00:00+00:00 app[web.1]:   \"code\": \"Flow\",\n2026-01-01T10:00:00+00:00 app[web.1]:   \"message\": \"m\"\n2026-01-01T10:00:00+00:00 app[web.1]: }\n",
		"1 - Flow|m|-\n"},
	{"a box's rule before a value", "│ {'code': 'Flow', 'request_id':  │\n│ 'r1'}                           │\n",
		"1 - Flow|-|r1\n"},
	{"responses run together", "HTTP/1.1 429 Too Many Requests\r\n\r\n{\"code\":\"Flow\"}HTTP/1.1 418 I'm a teapot\r\n\r\n{\"code\":\"Teapot\"}HTTP/1.1 413 Payload Too Large\r\n\r\n",
		"3 429 Flow|-|-\n5 418 Teapot|-|-\n5 413 -|Payload Too Large|-\n"},
	{"a response that is quoted", "> HTTP/1.1 429 Too Many Requests\n> Content-Type: x\n>\n> {\"code\":\"Flow\"}\n",
		"4 429 Flow|-|-\n"},
	{"curl behind the body it got", "{\"code\":\"Flow\"}\ncurl: (22) The requested URL returned error: 429\n",
		"1 - Flow|-|-\n"},
	{"curl behind another's body", "{\"code\":\"Flow\"}\nx\ncurl: (22) The requested URL returned error: 429\n",
		"1 - Flow|-|-\n3 429 -|-|-\n"},
	{"a message said in quotes", "<failure message=\"RateError: Error code: 429 - {'code': 'Flow', 'request_id': 'r1'}\">x</failure>\n",
		"1 429 Flow|-|r1\n"},
	{"words of a calm log", "INFO error code Flow -> status 429\nINFO errors: default error status 503\nDEBUG request failed with status code 429\n",
		"3 429 -|-|-\n"},
	{"a database's", "SELECT * FROM errors WHERE status = 429\nUPDATE errors SET status = 500, message = 'x'\n",
		""},
	{"numbers of lines", "429 |     code: \"Flow\",\n   429\tcode: 'Flow',\n",
		""},
	{"a name of an error before data", "kErrorStatus = {\n  {\"Flow\", 429},\n",
		""},
	{"a long string of Node.js", "{\n  text: 'An error:\\n' +\n    \"code: 'Flow', message: 'm'\",\n  usage: { n: 1 }\n}\n{\n  code: 'Flow',\n  message: 'a ' +\n    'b'\n}\n",
		"6 - Flow|a b|-\n"},
	{"strings put together", "{\"code\":\"Flow\",\"x\":\"a\"+\"b\",\"message\":\"m\" + \"n\",\"request_id\":\"r\"}\n",
		"1 - Flow|mn|r\n"},
	{"Markdown", "**Status code:** 429\n**Code:** Flow\n**Message:** m\n\n- **code**: `Flow`\n- **message**: n\n\n- `code: Teapot`\n- `message: o`\n",
		"1 429 Flow|m|-\n5 - Flow|n|-\n8 - Teapot|o|-\n"},
	{"a request ID behind a failure that was told, and more", "code=Flow message=m\nrequest_id=r2 code=Teapot message=n\n",
		"1 - Flow|m|-\n2 - Teapot|n|r2\n"},
	{"two records that begin with their ID", "request_id: r1\ncode: Flow\nmessage: m\nrequest_id: r2\ncode: Teapot\nmessage: n\n",
		"1 - Flow|m|r1\n4 - Teapot|n|r2\n"},
	{"one that ended in an error, printed", "C(finish_reason='error', content='', error={'message': 'm', 'code': 429})\n",
		"1 429 -|m|-\n"},
	{"a reason for an end in data", "data:{\"code\":\"Flow\",\"message\":\"content=a finishReason=x\"}\n",
		"1 - Flow|content=a finishReason=x|-\n"},
	{"data that breaks off above a dated log", "{\"code\":\"Flow\",\"message\":\"m\",\n[2026-01-01 10:00:00] code: Teapot\n[2026-01-01 10:00:00] message: n\n",
		"1 - Flow|m|-\n2 - Teapot|n|-\n"},
	{"a code behind a message without a sign", "status: 429 message: slow down code: Flow\n",
		"1 429 Flow|slow down|-\n"},
	{"another field behind a message", "status: 418\nmessage: m.\nworker: started\n",
		"1 418 -|m.|-\n"},
	{"data that a method is called with", "a.B.call({\"code\":\"Stranger\",\"message\":\"m\"})\n",
		"1 - Stranger|m|-\n"},
	{"words of programs in a text", "Please raise a ticket: request failed with status code 429\nERROR it would throw again: status code 418\n",
		"1 429 -|-|-\n2 418 -|-|-\n"},
	{"a status behind the message", "Error: Flow: m, status code: 429\nError: Flow: cannot load x, the server said status code: 404\n",
		"1 429 Flow|m, status code: 429|-\n2 - Flow|cannot load x, the server said status code: 404|-\n"},
	{"a status in quotes before data", "Error: \"429 {\\\"code\\\":\\\"Flow\\\"}\"\n",
		"1 429 Flow|-|-\n"},
	{"a status behind a log's level", "ERROR 429 Too much of it\n\nERROR 503 gone away: {\"error\":{\"message\":\"m\"}}\n",
		"1 429 -|Too much of it|-\n3 503 -|m|-\n"},
	{"a number in a list that is wrapped", "{\"error\":{\"code\":\"Flow\",\"param\":[1\n2],\"message\":\"m\"},\"request_id\":\"r1\"}\n",
		"1 - Flow|m|r1\n"},
	{"statuses that are but spoken of", "GET /x returned status 404 in 3 ms\nIf the call returned status 429, wait.\nthe last status 404 page\nRetry when it responded with status 429 or 503.\n",
		""},
	{"names of a log's own", "{\"name\":\"app-error\",\"level\":30,\"path\":\"/x\",\"status\":404}\n{\"role\":\"tool\",\"name\":\"RaiseError\",\"status\":404}\n",
		""},
	{"a 200 of a phrase", "last status: 200, then 429 Too Many Requests\n",
		""},
	{"a query of a log", "sum by (code) (rate({app=\"x\"} | json | status=\"429\" | code=\"Flow\" [5m]))\n",
		""},
	{"a request ID last, more announced", "'code': 'Flow',\n'message': 'm',\n'request_id': 'r1',\n",
		"1 - Flow|m|r1\n"},
	{"fields of two records", "status=401 msg=\"a\" request_id=1\nstatus=429 msg=\"b\" request_id=2\n\"request_id\":\"a\",\"code\":\"Flow\"\n\"request_id\":\"b\",\"code\":\"Teapot\"\n",
		"1 401 -|a|-\n2 429 -|b|-\n3 - Flow|-|a\n4 - Teapot|-|b\n"},
	{"fields of one that worked above", "status_code: 200\nmessage: ok\nstatus_code: 429\ncode: Flow\nmessage: m\n",
		"3 429 Flow|m|-\n"},
	{"fields behind dates", "[2026-01-01 10:00:00] status_code: 429\n[2026-01-01 10:00:00] code: Flow\n[2026-01-01 10:00:00] message: m\n",
		"1 429 Flow|m|-\n"},
	{"an array that breaks off", "{\"a\":[0.1,0.2\nError code: 429 - Flow: m\n{\"a\":[\nError code: 429 - Flow: m\n",
		"2 429 Flow|m|-\n4 429 Flow|m|-\n"},
	{"a field that breaks off", "{\"a\":\nError code: 429 - Flow: m\n\"a\":[1,2\nError code: 418 - Teapot: m\n",
		"2 429 Flow|m|-\n4 418 Teapot|m|-\n"},
	{"a status that was told, and data below", "Error code: 429 - {\n\"code\": \"Flow\"\n}\n{\"msg\":\"saved\"}\nError 429: Flow: m\n{\"error\":{\"message\":\"n\"}}\n",
		"1 429 Flow|-|-\n5 429 Flow|m|-\n6 - -|n|-\n"},
	{"a status that was told, and data behind", "Error code: 429 - {\"code\":\"Flow\"} {\"code\":\"Teapot\"}\n",
		"1 429 Flow|-|-\n1 - Teapot|-|-\n"},
	{"two requests on a line", "{\"code\":\"Flow\",\"request_id\":\"1\"}{\"error\":{\"message\":\"m\"},\"status\":500,\"request_id\":\"2\"}\n",
		"1 - Flow|-|1\n1 500 -|m|2\n"},
	{"two statuses in a list", "{\"results\":[{\"error\":{\"message\":\"a\"},\"status\":500},{\"error\":{\"message\":\"b\"},\"status\":400}]}\n",
		"1 500 -|a|-\n1 400 -|b|-\n"},
	{"an empty field before the real one", "{\"errcode\":0,\"error_code\":\"Flow\",\"msg\":\"\",\"message\":\"m\",\"request_id\":\"r\",\"x-request-id\":\"\",\"http_status\":429,\"status_code\":0}\n",
		"1 429 Flow|m|r\n"},
	{"a name of an error", "{\"name\":\"CallError\",\"url\":\"x\",\"statusCode\":404,\"message\":\"\"}\n",
		"1 404 -|-|-\n"},
	{"a class as type", "{\"error\":{\"type\":\"RateError\",\"message\":\"m\"}}\n",
		"1 - -|m|-\n"},
	{"escaped, behind data of an event", "{\"raw\":\"data: {\\\"code\\\":\\\"Flow\\\"}\"}\n",
		"1 - Flow|-|-\n"},
	{"escaped data that breaks off", "x={\\\"a\\\":\\\"cut err={\"code\":\"Flow\"}\n",
		"1 - Flow|-|-\n"},
	{"a failure logged with its stack", "failed: Error code: 429 - {'code': 'Flow', 'message': 'm'}\nTraceback (most recent call last):\n  File \"a.py\", line 3\nAError: Error code: 429 - {'code': 'Flow', 'message': 'm'}\n",
		"1 429 Flow|m|-\n"},
	{"an answer that was printed", "ChatCompletion(choices=[Choice(finish_reason='stop', message=M(content=\"Error code: 429 - {'code': 'Flow'}\"))])\nAIMessage(content='{\"code\":\"Flow\"}', response_metadata={'a': 1})\nR(finishReason=null, choices=[Choice(finishReason=stop, content=Error code: 429 - {'code': 'Flow'})])\n",
		""},
	{"one that failed, printed", "R(finishReason=null, x=Error code: 429 - {'code': 'Flow'})\n",
		"1 429 Flow|-|-\n"},
	{"PHP's print_r", "Array\n(\n    [error] => Array\n        (\n            [message] => m\n            [param] => \n            [code] => Flow\n        )\n\n)\n",
		"5 - Flow|m|-\n"},
	{"PHP's var_dump", "array(1) {\n  [\"error\"]=>\n  array(3) {\n    [\"status\"]=>\n    int(429)\n    [\"code\"]=>\n    string(4) \"Flow\"\n    [\"message\"]=>\n    string(1) \"m\"\n  }\n}\n",
		"1 429 Flow|m|-\n"},
	{"PHP's var_export", "array (\n  'code' => 'Flow',\n  'message' => 'm',\n  'request_id' => 'r1',\n)\n",
		"2 - Flow|m|r1\n"},
	{"two statuses of events", ":HTTP_STATUS/429\n:HTTP_STATUS/500\n\n",
		"1 429 -|-|-\n2 500 -|-|-\n"},
	{"unknown code", "{\"code\":\"Stranger\",\"message\":\"m\"}\n",
		"1 - Stranger|m|-\n"},
	{"unknown code alone", "{\"code\":\"Stranger\"}\n",
		""},
	{"known code alone", "{\"code\":\"Flow\"}\n",
		"1 - Flow|-|-\n"},
	{"code in another case", "{\"code\":\"FLOW_RATE\",\"message\":\"m\"}\n",
		"1 - FLOW_RATE|m|-\n"},
	{"related", "{\"code\":\"Flow.Burst\",\"message\":\"m\"}\n",
		"1 - Flow.Burst|m|-\n"},
	{"status in the place of the code", "{\"code\":429,\"message\":\"m\"}\n",
		"1 429 -|m|-\n"},
	{"status in the place of the code, as text", "{\"code\":\"429\",\"message\":\"m\"}\n",
		"1 429 -|m|-\n"},
	{"success code", "{\"code\":\"Success\",\"message\":\"\"}\n{\"code\":200,\"message\":\"ok\"}\n{\"code\":\"\",\"message\":\"\"}\n{\"code\":null}\n{\"code\":0}\n",
		""},
	{"openai", "{\"error\":{\"code\":\"slow_down\",\"type\":\"Flow\",\"message\":\"m\",\"param\":null},\"request_id\":\"r\"}\n",
		"1 - slow_down|m|r\n"},
	{"openai, code null", "{\"error\":{\"code\":null,\"type\":\"Flow\",\"message\":\"m\"}}\n",
		"1 - Flow|m|-\n"},
	{"openai, type outside", "{\"type\":\"error\",\"error\":{\"type\":\"Flow\",\"message\":\"m\"}}\n",
		"1 - Flow|m|-\n"},
	{"error as text", "{\"error\":\"it broke\"}\n",
		""},
	{"error as text, a number for a code", "{\"error\":\"it broke\",\"code\":1001}\n",
		"1 - -|it broke|-\n"},
	{"error is false", "{\"error\":false,\"error_code\":0}\n",
		""},
	{"outer yields to inner", "{\"code\":\"bad_response\",\"message\":\"<429> Flow.Rate: m\"}\n",
		"1 429 Flow.Rate|m|-\n"},
	{"outer stays", "{\"code\":\"bad_response\",\"message\":\"no more\"}\n",
		"1 - bad_response|no more|-\n"},
	{"outer known stays", "{\"code\":\"Teapot\",\"message\":\"<429> Flow: m\"}\n",
		"1 429 Teapot|<429> Flow: m|-\n"},
	{"task failed", "{\"output\":{\"task_status\":\"FAILED\",\"code\":\"Flow\",\"message\":\"m\"},\"request_id\":\"r\"}\n",
		"1 - Flow|m|r\n"},
	{"task failed without a code", "{\"output\":{\"task_status\":\"FAILED\"},\"request_id\":\"r\"}\n",
		"1 - -|-|r\n"},
	{"task unknown", "{\"output\":{\"task_status\":\"UNKNOWN\"},\"request_id\":\"r\"}\n",
		""},
	{"two items failed", "{\"output\":{\"task_status\":\"SUCCEEDED\",\"results\":[{\"url\":\"u\"},{\"code\":\"Flow\",\"message\":\"m\"},{\"code\":\"Teapot\",\"message\":\"n\"}]}}\n",
		"1 - Flow|m|-\n1 - Teapot|n|-\n"},
	{"websocket", "{\"header\":{\"event\":\"task-failed\",\"error_code\":\"Flow\",\"error_message\":\"m\"}}\n",
		"1 - Flow|m|-\n"},
	{"batch", "{\"custom_id\":\"1\",\"response\":{\"status_code\":429,\"request_id\":\"r\",\"body\":{\"error\":{\"code\":\"Flow\",\"message\":\"m\"}}},\"error\":null}\n",
		"1 429 Flow|m|r\n"},
	{"an answer quotes a body", "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"{\\\"code\\\":\\\"Flow\\\",\\\"message\\\":\\\"m\\\"}\"}}]}\n",
		""},
	{"an answer's text", "{\"output\":{\"text\":\"code: Flow\"},\"usage\":{}}\n",
		""},
	{"tool arguments", "{\"arguments\":\"{\\\"code\\\":\\\"Flow\\\",\\\"message\\\":\\\"m\\\"}\"}\n",
		""},
	{"a chat message", "{\"role\":\"user\",\"message\":\"error 429 Flow: m\",\"code\":\"x\"}\n",
		"1 429 Flow|m|-\n"},
	{"escaped once", "{\"log\":\"{\\\"code\\\":\\\"Flow\\\",\\\"message\\\":\\\"m\\\"}\"}\n",
		"1 - Flow|m|-\n"},
	{"escaped twice", "{\"log\":\"{\\\"log\\\":\\\"{\\\\\\\"code\\\\\\\":\\\\\\\"Flow\\\\\\\",\\\\\\\"message\\\\\\\":\\\\\\\"m\\\\\\\"}\\\"}\"}\n",
		"1 - Flow|m|-\n"},
	{"escaped, its beginning lost", "x {\\\"code\\\":\\\"Flow\\\",\\\"message\\\":\\\"m\\\"}\n",
		"1 - Flow|m|-\n"},
	{"status line before", "HTTP/1.1 429 Too Many\r\nx: y\r\n\r\n{\"code\":\"Flow\",\"message\":\"m\"}\n",
		"4 429 Flow|m|-\n"},
	{"status line alone", "HTTP/2 404\r\nserver: x\r\n\r\n",
		"1 404 -|-|-\n"},
	{"status line of a success", "HTTP/1.1 200 OK\n\n{\"code\":\"Flow\",\"message\":\"m\"}\n",
		"3 - Flow|m|-\n"},
	{"100 before it", "HTTP/1.1 100 Continue\n\nHTTP/1.1 429 Too Many\n\n{\"code\":\"Flow\"}\n",
		"5 429 Flow|-|-\n"},
	{"two responses", "HTTP/1.1 429 A\n\n{\"code\":\"Flow\"}\nHTTP/1.1 418 B\n\n{\"code\":\"Teapot\"}\n",
		"3 429 Flow|-|-\n6 418 Teapot|-|-\n"},
	{"curl -v", "< HTTP/1.1 429 A\n< x: y\n<\n{\"code\":\"Flow\"}\n",
		"4 429 Flow|-|-\n"},
	{"status words before", "Error code: 429 - {'error': {'code': 'Flow', 'message': 'm'}}\n",
		"1 429 Flow|m|-\n"},
	{"status and code as words", "status_code: 429\ncode: Flow\nmessage: m\n",
		"1 429 Flow|m|-\n"},
	{"bracketed", "[Code=Flow, Status=429, Message=m]\n",
		"1 429 Flow|m|-\n"},
	{"angle", "<429> Flow: m\n",
		"1 429 Flow|m|-\n"},
	{"angle of an unknown code", "<429> Some.Code: m\n",
		"1 429 Some.Code|m|-\n"},
	{"angle of another status", "<200> Flow: m\n",
		""},
	{"code - message", "Error: Flow - m\n",
		"1 - Flow|m|-\n"},
	{"code: message", "task failed: Flow: m\n",
		"1 - Flow|m|-\n"},
	{"a code is only named", "See Flow and Flow.Rate: they are codes\n",
		""},
	{"an exception's class", "FlowException: m\n",
		""},
	{"a class in a package", "task failed: App.InternalError: m\n",
		""},
	{"a relative that ends as a class does", "task failed: Flow.Rate.SomeError: m\n",
		"1 - Flow.Rate.SomeError|m|-\n"},
	{"status alone in words", "Request failed with status code 429\n",
		"1 429 -|-|-\n"},
	{"what is said of a name in quotes", "Error invoking remote method 'chat': Error: 401 m\nx \"content\": \"Error: 429 m\", 'n': 0\n",
		"1 401 -|m|-\n"},
	{"what failed, and a reason", "Call failed (401): Unauthorized\n\nCall failed: 429 - Too Many Requests\n",
		"1 401 -|Unauthorized|-\n3 429 -|Too Many Requests|-\n"},
	{"how many failed", "failed: 412\nFailed (412), passed (600)\n失败: 412\nfailed: 412 - see above\n请求失败: 412\n",
		""},
	{"a status above another line", "WARNING: got HTTP status 429\nINFO: {\"message\":\"done\"}\nHTTP status: 503\nStatus: 200 OK\n"
		"Body: {\"message\":\"m\"}\nHTTP code: 429\nResponse: {\"a\":1} {\"message\":\"m\"}\nStatus: 429\n"
		"begins anew: request 2: {\"code\":\"Flow\",\"message\":\"m\"}\n",
		"9 - Flow|m|-\n"},
	{"what failed above another's body", "host1: Request failed with status code 503\nhost2: {\"code\":\"Flow\",\"message\":\"m\"}\n",
		"1 503 -|-|-\n2 - Flow|m|-\n"},
	{"a status above a body over several lines", "Status code: 429\n{\n  \"code\": \"Flow\",\n  \"message\": \"m\"\n}\n"
		"Status code: 429\nBody:\n{\n  \"code\": \"Flow\",\n  \"message\": \"m\"\n}\n",
		"2 429 Flow|m|-\n8 429 Flow|m|-\n"},
	{"a number that is no status", "{\"status\":\"500 GB free\",\"message\":\"m\"}\n{\"code\":\"110 Token invalid\",\"message\":\"m\"}\n"
		"{\"code\":\"429 Flow\",\"message\":\"m\"}\n",
		"2 - 110 Token invalid|m|-\n3 - 429 Flow|m|-\n"},
	{"a number in a string", "{\"detail\":\"got 429 {\\\"message\\\":\\\"m\\\"}\"}\n{\"detail\":\"got 429 {\\\"code\\\":\\\"Flow\\\"}\"}\n"
		"{\"detail\":\"HTTP 429: {\\\"error\\\":{\\\"message\\\":\\\"m\\\"}}\"}\n",
		"2 429 Flow|-|-\n3 429 -|m|-\n"},
	{"a status above a labelled body", "Status: 429\nResponse body: {\"code\":\"Flow\",\"message\":\"m\"}\n",
		"2 429 Flow|m|-\n"},
	{"a status and its reason above", "HTTP error\nStatus code: 429\nReason: Too Many Requests\nBody: b'{\"code\":\"Flow\",\"message\":\"m\"}'\n",
		"4 429 Flow|m|-\n"},
	{"what failed above its body", "请求失败: 429\n错误信息：{\"code\":\"Flow\",\"message\":\"m\"}\n",
		"2 429 Flow|m|-\n"},
	{"a status above two bodies", "Status: 429\nBody: {\"code\":\"Flow\"}\nBody: {\"code\":\"Flow.Rate\",\"message\":\"m\"}\n",
		"2 429 Flow|-|-\n3 - Flow.Rate|m|-\n"},
	{"code - message, CRLF", "Error: Flow - m\r\nnext\r\n",
		"1 - Flow|m|-\n"},
	{"a message that ends with a bracket", "Error: Flow - see [docs]\n",
		"1 - Flow|see [docs]|-\n"},
	{"a client's bracket around a message", "[Error: Flow - see [docs]]\n",
		"1 - Flow|see [docs]|-\n"},
	{"a pattern in a program", "%{\"code\" => \"Flow\"} -> retry()\n",
		""},
	{"an inspected map", "%{\"code\" => \"Flow\", \"message\" => \"m\"}\n",
		"1 - Flow|m|-\n"},
	{"a status, and another line of the log", "ERROR:root:Error code: 429\nINFO:root:done\nError code: 503\nINFO done\n"
		"Error code: 401\ncurl: (28) timed out\n",
		"1 429 -|-|-\n3 503 -|-|-\n5 401 -|-|-\n"},
	{"a calm record of a log", "{\"level\":\"INFO\",\"code\":\"DEPLOYED\",\"message\":\"deployed\"}\n{\"level\":\"error\",\"code\":\"BROKEN\",\"message\":\"m\"}\n",
		"2 - BROKEN|m|-\n"},
	{"curl -f", "curl: (22) The requested URL returned error: 404\n",
		"1 404 -|-|-\n"},
	{"httpx", "Client error '429 Too Many Requests' for url 'http://x'\n",
		"1 429 -|Too Many Requests|-\n"},
	{"an access log", "1.2.3.4 - - [1/Jan/2026:00:00:00 +0000] \"GET /x HTTP/1.1\" 429 12 \"-\" \"-\"\n",
		""},
	{"numbers in prose", "It took 429 ms and 500 tries.\n",
		""},
	{"log of 200", "INFO status=200 code=0 message=ok\n",
		""},
	{"a number before a message", "took 512 msg=done\n",
		""},
	{"said again by what it caused", "A: {\"code\":\"Flow\",\"message\":\"m\"}\n\tat a.b(C.java:1)\n\n\t... 2 more\nCaused by: B: {\"code\":\"Flow\",\"message\":\"m\"}\n",
		"1 - Flow|m|-\n"},
	{"a cause that says another thing", "A: {\"code\":\"Flow\",\"message\":\"m\"}\n\tat a.b(C.java:1)\nCaused by: B: {\"code\":\"Flow\",\"message\":\"n\"}\n",
		"1 - Flow|m|-\n3 - Flow|n|-\n"},
	{"a cause of another failure", "A: {\"code\":\"Flow\",\"message\":\"m\"}\nwent on\nCaused by: B: {\"code\":\"Flow\",\"message\":\"m\"}\n",
		"1 - Flow|m|-\n3 - Flow|m|-\n"},
	{"said again behind a stack", "Error: <400> Flow: m\n    at f (a.ts:1) {\n  code: 'Flow',\n  message: 'm',\n  status: 400\n}\n",
		"1 400 Flow|m|-\n"},
	{"failures in a list of times", "Failed:\n  at 12:01: {\"code\":\"Flow\",\"message\":\"m\"}\n  at 12:02: {\"code\":\"Flow\",\"message\":\"m\"}\n",
		"2 - Flow|m|-\n3 - Flow|m|-\n"},
	{"a cause of another request", "A: {\"status\":401,\"error\":\"m\",\"request_id\":\"1\"}\nCaused by: B: {\"status\":401,\"error\":\"m\",\"request_id\":\"2\"}\n",
		"1 401 -|m|1\n2 401 -|m|2\n"},
	{"a cause with another status", "A: Error code: 500 - {\"code\":\"Flow\",\"message\":\"m\"}\nCaused by: B: Error code: 400 - {\"code\":\"Flow\",\"message\":\"m\"}\n",
		"1 500 Flow|m|-\n2 400 Flow|m|-\n"},
	{"a cause, its body on the next line", "A: Error code: 401 - {\"code\":\"Flow\",\"message\":\"m\"}\nCaused by: BException: status code: 401\n    {\"code\":\"Flow\",\"message\":\"m\"}\n",
		"1 401 Flow|m|-\n"},
	{"another's record in a traceback", "AError: Error code: 429 - {'code': 'Flow', 'message': 'm'}\n\n"
		"During handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File \"a.py\", line 2\n"
		"2026-01-01 12:00:01 ERROR b: Error code: 429 - {'code': 'Flow', 'message': 'm'}\n",
		"1 429 Flow|m|-\n7 429 Flow|m|-\n"},
	{"escaped data with a string that ends in a backslash", "x: {\\\"p\\\":\\\"C:\\\\\\\\\\\",\\\"q\\\":\\\"}\\\",\\\"code\\\":\\\"Flow\\\",\\\"message\\\":\\\"m\\\"}\n",
		"1 - Flow|m|-\n"},
	{"words in brackets behind a status", "Request failed with status code 429 (error: rate limited)\nHTTP 500 (Internal error: please retry)\n",
		"1 429 -|(error: rate limited)|-\n"},
	{"a code in brackets behind a status", "AException: HTTP 404 (invalid_request_error: no_flow)\nAException: HTTP 404 (: no_flow)\n",
		"1 404 no_flow|-|-\n2 404 no_flow|-|-\n"},
	{"the same in a list", "items: [{'code': 'Flow', 'message': 'm'},\n {'code': 'Flow', 'message': 'm'}]\n",
		"1 - Flow|m|-\n2 - Flow|m|-\n"},
	{"raised again", "Traceback (most recent call last):\n  File \"a.py\", line 1\nAError: Error code: 429 - {'code': 'Flow', 'message': 'm'}\n\n"
		"During handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File \"a.py\", line 2\n    f()\n"
		"BError: Error code: 429 - {'code': 'Flow', 'message': 'm'}\n",
		"3 429 Flow|m|-\n"},
	{"raised twice", "Traceback (most recent call last):\n  File \"a.py\", line 1\nAError: Error code: 429 - {'code': 'Flow', 'message': 'm'}\n"
		"Traceback (most recent call last):\n  File \"a.py\", line 1\nAError: Error code: 429 - {'code': 'Flow', 'message': 'm'}\n",
		"3 429 Flow|m|-\n6 429 Flow|m|-\n"},
	{"a status, said again", "A: 429 Client Error: slow down\n\tat a.b(C.java:1)\nCaused by: B: 429 Client Error: slow down\n",
		"1 429 -|Client Error: slow down|-\n"},
	{"run together, the same twice", "{\"code\":\"Flow\",\"message\":\"m\"} {\"code\":\"Flow\",\"message\":\"m\"}\n",
		"1 - Flow|m|-\n1 - Flow|m|-\n"},
	{"the same twice, words between", "{\"code\":\"Flow\",\"message\":\"m\"} then {\"code\":\"Flow\",\"message\":\"m\"}\n",
		"1 - Flow|m|-\n"},
	{"the same, said in words and as data", "Error: Flow - m {\"code\":\"Flow\",\"message\":\"m\",\"request_id\":\"r\"}\n",
		"1 - Flow|m {\"code\":\"Flow\",\"message\":\"m\",\"request_id\":\"r\"}|r\n"},
	{"the same on two lines", "{\"code\":\"Flow\",\"message\":\"m\"}\n{\"code\":\"Flow\",\"message\":\"m\"}\n",
		"1 - Flow|m|-\n2 - Flow|m|-\n"},
	{"two requests", "{\"code\":\"Flow\",\"message\":\"m\",\"request_id\":\"1\"} then {\"code\":\"Flow\",\"message\":\"m\",\"request_id\":\"2\"}\n",
		"1 - Flow|m|1\n1 - Flow|m|2\n"},
	{"status, then body on the next line", "Error: 429 Too Many\n{\"code\":\"Flow\",\"message\":\"m\"}\n",
		"1 429 -|Too Many|-\n2 429 Flow|m|-\n"},
	{"status and reason, then body on the next line", "Error: 429 Too Many Requests\n{\"code\":\"Flow\",\"message\":\"m\"}\n",
		"1 429 Flow|m|-\n"},
	{"status, then nothing", "Error: 429 Too Many\nnext line\n",
		"1 429 -|Too Many|-\n"},
	{"broken off, then another", "{\"code\":\"Flow\",\"message\":\"m\n{\"code\":\"Teapot\",\"message\":\"n\"}\n",
		"1 - Flow|m|-\n2 - Teapot|n|-\n"},
	{"broken off, an empty line", "{\"code\":\"Flow\",\"message\":\"m\n\n{\"code\":\"Teapot\",\"message\":\"n\"}\n",
		"1 - Flow|m|-\n3 - Teapot|n|-\n"},
	{"broken off at the end", "{\"code\":\"Flow\",\"mess",
		"1 - Flow|-|-\n"},
	{"a comment sign before each line", "// {\n//   \"code\": \"Flow\",\n//   \"message\": \"m\"\n// }\n",
		"1 - Flow|m|-\n"},
	{"a stack behind it", "Flow: m\n\tat a.b(c.java:400)\n",
		""},
	{"a tally's own line", "{\"count\":3,\"status\":429,\"code\":\"Flow\",\"message\":\"m\",\"description\":\"d\",\"retryable\":true,\"input\":null}\n",
		"1 429 Flow|m|-|3\n"},
	{"a status with its reason", "{\"status\":\"429 TOO_MANY_REQUESTS\",\"message\":\"m\"}\n"
		"{\"error\":{\"code\":\"400 Bad Request\",\"message\":\"m\"}}\n{\"status\":\"200 OK\",\"message\":\"m\"}\n"
		"{\"code\":\"200 OK\",\"message\":\"m\"}\n",
		"1 429 -|m|-\n2 400 -|m|-\n"},
	{"a tally's fields, but another's", "{'count': 3, 'status': 429, 'code': 'Flow', 'message': 'm', 'input': None}\n",
		"1 429 Flow|m|-\n"},
	{"a line of this program's own", "{\"status\":429,\"code\":\"Flow\",\"message\":\"m\",\"description\":\"d\",\"retryable\":true,\"match\":\"code\",\"input\":{\"file\":null,\"line\":1,\"status\":null,\"code\":\"Flow\",\"message\":\"m\",\"request_id\":\"r\"}}\n",
		"1 429 Flow|m|-\n"},
	{"text of this program's own", "429 Flow\n  Message:     Too much flow.\n",
		""},
};

/* By the grammar of event streams in the HTML standard. */
static const struct telling events[] = {
	{"an event", "event: error\ndata: {\"code\":\"Flow\",\"message\":\"m\"}\n\n",
		"2 - Flow|m|-\n"},
	{"without a space", "event:error\ndata:{\"code\":\"Flow\",\"message\":\"m\"}\n\n",
		"2 - Flow|m|-\n"},
	{"status in a comment", "id:1\nevent:error\n:HTTP_STATUS/429\ndata:{\"code\":\"Flow\",\"message\":\"m\"}\n\n",
		"4 429 Flow|m|-\n"},
	{"CRLF", "event:error\r\n:HTTP_STATUS/429\r\ndata:{\"code\":\"Flow\"}\r\n\r\n",
		"3 429 Flow|-|-\n"},
	{"CR alone", "event:error\r:HTTP_STATUS/429\rdata:{\"code\":\"Flow\"}\r\r",
		"1 - Flow|-|-\n"},
	{"LF and CRLF mixed", "event:error\r\n:HTTP_STATUS/429\ndata:{\"code\":\"Flow\"}\r\n\n",
		"3 429 Flow|-|-\n"},
	{"several data lines", "data: {\ndata: \"code\": \"Flow\",\ndata: \"message\": \"m\"\ndata: }\n\n",
		"1 - Flow|m|-\n"},
	{"several data lines, no space", "data:{\ndata:\"code\":\"Flow\",\ndata:\"message\":\"m\"\ndata:}\n\n",
		"1 - Flow|m|-\n"},
	{"a broken string over data lines", "data: {\"code\":\"Flow\",\"message\":\"a\ndata: b\"}\n\n",
		"1 - Flow|a b|-\n"},
	{"byte order mark", "\xef" "\xbb" "\xbf" "data: {\"code\":\"Flow\"}\n\n",
		"1 - Flow|-|-\n"},
	{"comments between", ": ping\n\ndata: {\"code\":\"Flow\"}\n\n: ping\n\n",
		"3 - Flow|-|-\n"},
	{"other fields", "id: 7\nretry: 500\nevent: x\ndata: {\"code\":\"Flow\"}\n\n",
		"4 - Flow|-|-\n"},
	{"a field without colon", "data\ndata: {\"code\":\"Flow\"}\n\n",
		"2 - Flow|-|-\n"},
	{"no blank line at the end", "event:error\n:HTTP_STATUS/429\ndata:{\"code\":\"Flow\"}",
		"3 429 Flow|-|-\n"},
	{"a status without data", "id:1\nevent:error\n:HTTP_STATUS/429\n\n",
		"3 429 -|-|-\n"},
	{"a status does not reach the next event", "event:error\n:HTTP_STATUS/429\ndata:{\"code\":\"Flow\"}\n\ndata:{\"code\":\"Teapot\"}\n\n",
		"3 429 Flow|-|-\n5 - Teapot|-|-\n"},
	{"a success's status", "id:1\nevent:result\n:HTTP_STATUS/200\ndata:{\"output\":{\"text\":\"t\"}}\n\n",
		""},
	{"under 200, an error", ":HTTP_STATUS/200\ndata:{\"code\":\"Flow\"}\n\n",
		"2 - Flow|-|-\n"},
	{"after good events", "data:{\"output\":{\"text\":\"t\"}}\n\nevent:error\n:HTTP_STATUS/429\ndata:{\"code\":\"Flow\"}\n\n",
		"5 429 Flow|-|-\n"},
	{"the end mark", "data: {\"error\":{\"code\":\"Flow\",\"message\":\"m\"}}\n\ndata: [DONE]\n\n",
		"1 - Flow|m|-\n"},
};

/* Data that comes again, with other IDs or with what only looks like them. */
static const struct telling repeated[] = {
	{"a body below a status with data behind", "Error code: 429 {\"message\":\"slow down\"}\n{\"code\":\"Flow\",\"message\":\"m\"}\n\n"
		"plain\nError code: 429 {\"message\":\"slow down\"}\n{\"code\":\"Flow\",\"message\":\"m\"}\n",
		"1 429 Flow|m|-\n5 429 Flow|m|-\n"},
	{"an ID that is written with escapes, too", "{\"error\":{\"request_id\":\"A1\",\"message\":\"m\",\"code\":\"Flow\"},"
		"\"log\":\"request_id: \\u0041\\u0031, code: Flow, message: m\"}\n{\"error\":{\"request_id\":\"B2\",\"message\":\"m\",\"code\":\"Flow\"},"
		"\"log\":\"request_id: \\u0041\\u0031, code: Flow, message: m\"}\n",
		"1 - Flow|m|A1\n2 - Flow|m|B2\n2 - Flow|m|A1\n"},
	{"an ID that another string is as well", "{\"x\":\"r-1\",\"error\":\"Error code: 400 - Flow: m (request_id: r-1)\"}\n"
		"{\"x\":\"r-2\",\"error\":\"Error code: 400 - Flow: m (request_id: r-1)\"}\n",
		"1 400 Flow|m|r-1\n2 400 Flow|m|r-1\n"},
	{"the same but for the ID", "{\"code\":\"Flow\",\"request_id\":\"r-1\"}\n{\"code\":\"Flow\",\"request_id\":\"r-2\"}\n",
		"1 - Flow|-|r-1\n2 - Flow|-|r-2\n"},
	{"behind other text", "a {\"code\":\"Flow\",\"request_id\":\"r-1\"} b\nc {\"code\":\"Flow\",\"request_id\":\"r-2\"} d\n",
		"1 - Flow|-|r-1\n2 - Flow|-|r-2\n"},
	{"another status around", "Error code: 400 - {\"code\":\"Flow\"}\nError code: 429 - {\"code\":\"Flow\"}\n",
		"1 400 Flow|-|-\n2 429 Flow|-|-\n"},
	{"an ID of another length", "{\"code\":\"Flow\",\"request_id\":\"r-1\"}\n{\"code\":\"Flow\",\"request_id\":\"r-12\"}\n",
		"1 - Flow|-|r-1\n2 - Flow|-|r-12\n"},
	{"an ID with a blank, an escape", "{\"code\":\"Flow\",\"request_id\":\"r-1234\"}\n{\"code\":\"Flow\",\"request_id\":\" r-123\"}\n"
		"{\"code\":\"Flow\",\"request_id\":\"\\u0072\"}\n",
		"1 - Flow|-|r-1234\n2 - Flow|-|r-123\n3 - Flow|-|r\n"},
	{"an ID that stands in the message, too", "{\"code\":\"Flow\",\"message\":\"r-1\",\"request_id\":\"r-1\"}\n"
		"{\"code\":\"Flow\",\"message\":\"r-1\",\"request_id\":\"r-2\"}\n",
		"1 - Flow|r-1|r-1\n2 - Flow|r-1|r-2\n"},
	{"another code of the same length", "{\"code\":\"Stranger\",\"message\":\"m\"}\n{\"code\":\"Stronger\",\"message\":\"m\"}\n",
		"1 - Stranger|m|-\n2 - Stronger|m|-\n"},
	{"a string that ends elsewhere", "{\"x\":\"abcdefghijklmnopqrstuvw\",\"code\":\"Flow\"}\n{\"x\":\"a\",\"code\":\"Teapot\",\"y\":\"\",\"code\":\"Flow\"}\n",
		"1 - Flow|-|-\n2 - Teapot|-|-\n"},
	{"two failures in one", "{\"errors\":[{\"code\":\"Flow\"},{\"code\":\"Teapot\"}]}\n{\"errors\":[{\"code\":\"Flow\"},{\"code\":\"Teapot\"}]}\n",
		"1 - Flow|-|-\n1 - Teapot|-|-\n2 - Flow|-|-\n2 - Teapot|-|-\n"},
	{"two IDs", "{\"request_id\":\"r-1\",\"error\":{\"code\":\"Flow\",\"request_id\":\"r-2\"}}\n"
		"{\"request_id\":\"r-3\",\"error\":{\"code\":\"Flow\",\"request_id\":\"r-4\"}}\n",
		"1 - Flow|-|r-2\n2 - Flow|-|r-4\n"},
};
/* clang-format on */

START_TEST(a_text_tells_of_its_failures)
{
	check_telling(&tellings[_i]);
}
END_TEST

START_TEST(an_event_stream_tells_of_its_failures)
{
	check_telling(&events[_i]);
}
END_TEST

START_TEST(data_that_comes_again_tells_its_own)
{
	struct memo *memo = memo_new();

	ck_assert_ptr_nonnull(memo);
	for (int time = 0; time < 3; time++) {
		char *is = told(span_of(repeated[_i].text), true, memo);

		ck_assert_msg(strcmp(is, repeated[_i].told) == 0, "%s:\n%s", repeated[_i].what, is);
		free(is);
	}
	memo_free(memo);
}
END_TEST

START_TEST(what_is_too_long_to_be_remembered_changes_nothing)
{
	enum { KINDS = 6, LONGER = 300 };
	struct memo *memo = memo_new();
	FILE *lines = capture_begin();
	char *text, *is;
	size_t failures = 0;

	ck_assert_ptr_nonnull(memo);
	for (int time = 0; time < 2; time++) {
		for (int i = 0; i < KINDS; i++)
			fprintf(lines, "{\"code\":\"Flow\",\"message\":\"m%d\"}\n", i);
		for (int i = 0; i < LONGER; i++)
			fprintf(lines, "{\"code\":\"\",\"message\":\"%*s\"}\n", 1000 + i, "m");
	}
	text = capture_end(lines);
	is = told(span_of(text), true, memo);
	for (const char *at = is; (at = strchr(at, '\n')) != NULL; at++)
		failures++;
	ck_assert_uint_eq(failures, 2 * KINDS);
	free(is);
	free(text);
	memo_free(memo);
}
END_TEST

/* Each line of a text with a dot behind it where everything before is told when it is there. */
static const struct {
	const char *what, *text, *told;
} streams[] = {
	{"a body", "{\"code\":\"Flow\"}\n{\"code\":\"Teapot\"}\n", "1 - Flow|-|-\n.2 - Teapot|-|-\n."},
	{"a pretty one", "{\n\"code\":\"Flow\"\n}\nx\n", "..1 - Flow|-|-\n.."},
	{"an event", "event:error\n:HTTP_STATUS/429\ndata:{\"code\":\"Flow\"}\n\n", "..3 429 Flow|-|-\n.."},
	{"words", "Error: Flow - m\nx\n", "1 - Flow|m|-\n.."},
	{"a status without more, with the next line", "Error: 429 Too Many\nx\n", ".1 429 -|Too Many|-\n."},
	{"an event without data, at its end", ":HTTP_STATUS/429\n\nx\n", ".1 429 -|-|-\n.."},
	{"fields on lines of their own, with the request ID", "code: Flow\nmessage: m\nrequest_id: r\nx\n",
		"..1 - Flow|m|r\n.."},
	{"or the line that is none", "code: Flow\nmessage: m\nx\n", "..1 - Flow|m|-\n."},
	{"fields on one line", "code=Flow message=m\nx\n", "1 - Flow|m|-\n.."},
};

START_TEST(a_record_is_told_as_soon_as_its_line_is_there)
{
	FILE *out = capture_begin();
	struct scan_sink sink = {out, put_failure, put_skipped};
	struct feeding f = {scan_new(&sink, NULL), span_of(streams[_i].text), 0, 0};
	char *is;

	while (feed_line(&f))
		(void)putc('.', out);
	scan_end(f.scan);
	scan_free(f.scan);
	is = capture_end(out);
	ck_assert_msg(strcmp(is, streams[_i].told) == 0, "%s:\n%s", streams[_i].what, is);
	free(is);
}
END_TEST

START_TEST(nothing_is_open_between_lines_that_stand_for_themselves)
{
	struct scan_sink sink = {stdout, put_failure, put_skipped};
	struct feeding f = {scan_new(&sink, NULL), SPAN("plain\n{\"id\":1}\n{\n\"id\":1\n}\nplain\n"), 0, 0};
	static const bool idle[] = {true, true, false, false, true, true};

	for (size_t i = 0; i < LENGTH(idle); i++) {
		ck_assert(feed_line(&f));
		ck_assert_msg(scan_is_idle(f.scan) == idle[i], "line %zu", i + 1);
	}
	scan_free(f.scan);
}
END_TEST

START_TEST(lines_that_were_passed_over_count)
{
	FILE *out = capture_begin();
	struct scan_sink sink = {out, put_failure, put_skipped};
	struct scan *scan = scan_new(&sink, NULL);
	char *is;

	(void)scan_feed(scan, SPAN("x\n"), SCAN_MORE);
	scan_skip_lines(scan, 10, 7);
	(void)scan_feed(scan, SPAN("{\"code\":\"Flow\"}\n"), SCAN_MORE);
	ck_assert_uint_eq(scan_records(scan), 9);
	scan_end(scan);
	scan_free(scan);
	is = capture_end(out);
	ck_assert_str_eq(is, "12 - Flow|-|-\n");
	free(is);
}
END_TEST

START_TEST(a_line_without_room_is_skipped_and_the_next_is_read)
{
	FILE *out = capture_begin();
	struct scan_sink sink = {out, put_failure, put_skipped};
	struct scan *scan = scan_new(&sink, NULL);
	char *is;

	ck_assert_uint_eq(scan_feed(scan, SPAN("one two "), SCAN_FULL), 8);
	ck_assert_uint_eq(scan_feed(scan, SPAN("error 429 three "), SCAN_FULL), 16);
	ck_assert_uint_eq(scan_feed(scan, SPAN("four\n"), SCAN_MORE), 5);
	(void)scan_feed(scan, SPAN("{\"code\":\"Flow\"}\n"), SCAN_MORE);
	scan_end(scan);
	scan_free(scan);
	is = capture_end(out);
	ck_assert_str_eq(is, "1 skipped: line too long\n2 - Flow|-|-\n");
	free(is);
}
END_TEST

/* A line of data longer than the room, which ends at each byte of what may be cut there. */
START_TEST(data_without_room_is_read_on)
{
	static const char before[] = "{\"data\":\"";
	static const char behind[] =
		"\",\"status\":429,message: 'it''s slow',\"request_id\":\"r\\u0031\",\"code\":Flow.1} "
		"Error code: 500 - {\"code\":\"Brim\"}\n";
	enum { ROOM = 2 * LITERAL_STRING };

	for (size_t cut = 0; cut < sizeof behind; cut++) {
		FILE *out = capture_begin();
		struct scan_sink sink = {out, put_failure, put_skipped};
		struct scan *scan = scan_new(&sink, NULL);
		int pad = (int)(ROOM - strlen(before) - cut);
		FILE *line = capture_begin();
		struct span text;
		size_t settled;
		char *all, *is;

		fprintf(line, "%s%0*d%s", before, pad, 0, behind);
		all = capture_end(line);
		text = span_of(all);
		settled = scan_feed(scan, (struct span){text.at, ROOM}, SCAN_FULL);
		ck_assert_uint_gt(settled, 0);
		(void)scan_feed(scan, span_from(text, settled), SCAN_MORE);
		scan_end(scan);
		scan_free(scan);
		is = capture_end(out);
		ck_assert_msg(
			strcmp(is, "1 429 Flow.1|it''s slow|r1\n1 500 Brim|-|-\n") == 0, "cut at %zu: %s", cut, is);
		free(is);
		free(all);
	}
}
END_TEST

START_TEST(what_is_too_large_is_skipped_where_it_tells_of_a_failure)
{
	static const struct {
		const char *begins, *told;
	} large[] = {
		{"{\"message\":\"ok\",\"rows\":[", ""},
		{"{\"error\":null,\"message\":\"ok\",\"rows\":[", ""},
		{"{\"error\":\"slow\",\"rows\":[", "1 skipped: too large or nested too deep\n"},
		{"{\"error\":{\"reason\":\"slow\"},\"rows\":[", "1 skipped: too large or nested too deep\n"},
		{"{\"code\":\"Flow\",\"rows\":[", "1 skipped: too large or nested too deep\n"},
	};

	for (size_t i = 0; i < LENGTH(large); i++) {
		FILE *text = capture_begin();
		char *all, *is;

		fputs(large[i].begins, text);
		for (int k = 0; k < LITERAL_SIZE / 3; k++)
			fputs("{},", text);
		fputs("{}]}\n", text);
		all = capture_end(text);
		is = told(span_of(all), true, NULL);
		ck_assert_msg(strcmp(is, large[i].told) == 0, "%s: %s", large[i].begins, is);
		free(is);
		free(all);
	}
}
END_TEST

START_TEST(what_is_nested_too_deep_is_skipped_and_the_next_line_read)
{
	FILE *text = capture_begin();
	char *deep, *is;

	for (int i = 0; i < 100000; i++)
		fputs("{\"error\":", text);
	fputs("\n{\"code\":\"Flow\"}\n", text);
	deep = capture_end(text);
	is = told(span_of(deep), true, NULL);
	ck_assert_str_eq(is, "1 skipped: too large or nested too deep\n2 - Flow|-|-\n");
	free(is);
	free(deep);
}
END_TEST

Suite *scan_suite(void)
{
	Suite *suite = suite_create("scan");
	TCase *tests = tcase_create("scan");

	suite_add_tcase(suite, tests);
	tcase_add_loop_test(tests, a_text_tells_of_its_failures, 0, LENGTH(tellings));
	tcase_add_loop_test(tests, an_event_stream_tells_of_its_failures, 0, LENGTH(events));
	tcase_add_loop_test(tests, data_that_comes_again_tells_its_own, 0, LENGTH(repeated));
	tcase_add_test(tests, what_is_too_long_to_be_remembered_changes_nothing);
	tcase_add_loop_test(tests, a_record_is_told_as_soon_as_its_line_is_there, 0, LENGTH(streams));
	tcase_add_test(tests, nothing_is_open_between_lines_that_stand_for_themselves);
	tcase_add_test(tests, lines_that_were_passed_over_count);
	tcase_add_test(tests, a_line_without_room_is_skipped_and_the_next_is_read);
	tcase_add_test(tests, data_without_room_is_read_on);
	tcase_add_test(tests, what_is_too_large_is_skipped_where_it_tells_of_a_failure);
	tcase_add_test(tests, what_is_nested_too_deep_is_skipped_and_the_next_line_read);
	return suite;
}
