#include "samples.h"

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

#define ONE_OF(array) ((array)[below(LENGTH(array))])

/* ---- Output ---- */

static FILE *sink;
static uint64_t written;

static void put_bytes(const char *bytes, size_t length)
{
	written += fwrite(bytes, 1, length, sink); /* ferror tells the caller */
}

static void put_number(uint64_t number, size_t width)
{
	char digits[20];
	size_t at = sizeof digits;
	do
		digits[--at] = (char)('0' + number % 10);
	while ((number /= 10) > 0 || sizeof digits - at < width);
	put_bytes(digits + at, sizeof digits - at);
}

static void put_id(void)
{
	char id[36];
	uint64_t bits = chance();
	for (size_t i = 0; i < sizeof id; i++) {
		id[i] = i == 8 || i == 13 || i == 18 || i == 23 ? '-' : "0123456789abcdef"[bits & 15];
		bits = i % 12 == 11 ? chance() : bits >> 4;
	}
	put_bytes(id, sizeof id);
}

/* ---- Texts of a model ---- */

/* Inside a JSON string. */
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

/* Words of errors and of code, in answers that succeeded. */
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

static void put_text(size_t length)
{
	for (uint64_t until = written + length; written < until; put_bytes(" ", 1)) {
		const char *sentence = one_in(90) ? ONE_OF(temptations) : ONE_OF(sentences);
		put_bytes(sentence, strlen(sentence));
	}
}

/* ---- Failures ---- */

struct failure {
	const char *code, *status, *message;
	const char *row; /* its code in the table; NULL: none */
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
	{"InternalError.Algo.InvalidParameter", "400", "Range of input length should be [1, 6000]", "InvalidParameter"},
	{"Arrearage", "400", "Access denied, please make sure your account is in good standing.", "Arrearage"},
	{"Throttling.BurstRate", "429", "Request rate increased too quickly.", "Throttling.BurstRate"},
	{"BadRequest.NoSuchVoice", "400", "The voice is not one of ours.", NULL},
	{"Quota.Exhausted_Today", "429", "Come back tomorrow.", NULL},
};

enum { UNKNOWN = 2 }; /* the last ones are in no table */

/* ---- Forms ---- */

static uint64_t now; /* milliseconds */

static void put_time(void)
{
	put_bytes("2026-03-", 8);
	put_number(1 + (now / 86400000 + 13) % 31, 2);
	put_bytes(" ", 1);
	put_number(now / 3600000 % 24, 2);
	put_bytes(":", 1);
	put_number(now / 60000 % 60, 2);
	put_bytes(":", 1);
	put_number(now / 1000 % 60, 2);
	put_bytes(".", 1);
	put_number(now % 1000, 3);
	now += below(40);
}

/* Writes a form, in which ` stands for ", and $ and a letter for
 *
 *	A C M   the status, code and message of the failure; M with a number that no other message has
 *	I       an ID that no other is; N, D a number of up to four digits, of up to two
 *	T S W   a text of a model, long, short or a few words
 *	U V     the usage of an OpenAI-compatible answer, of a native one
 *	L P Q   the date of a line of a log, with a thread and module behind the level that follows; a path; a model
 */
static void put(const char *form, const struct failure *failure)
{
	static const char *const modules[] = {"chat.Controller", "chat.Session", "llm.Client", "http.Pool",
		"cache.Local", "auth.Filter", "rag.Index", "task.Runner"};
	static const char *const models[] = {"qwen-plus", "qwen-max", "qwen-turbo", "qwen-vl-max", "text-embedding-v3"};
	static const char *const paths[] = {
		"/api/v1/chat", "/api/v1/sessions", "/health", "/favicon.ico", "/v1/embeddings"};
	static uint64_t messages;
	for (const char *at; (at = strpbrk(form, "$`")); form = at + (*at == '$' ? 2 : 1)) {
		const char *word = NULL;
		put_bytes(form, (size_t)(at - form));
		if (*at == '`') {
			put_bytes("\"", 1);
			continue;
		}
		switch (at[1]) {
		case 'A':
			word = failure->status;
			break;
		case 'C':
			word = failure->code;
			break;
		case 'M':
			put_bytes(failure->message, strlen(failure->message));
			put_bytes(" Ref. ", 6);
			put_number(++messages, 1);
			break;
		case 'I':
			put_id();
			break;
		case 'N':
			put_number(below(9000), 1);
			break;
		case 'D':
			put_number(1 + below(90), 1);
			break;
		case 'T':
			put_text(60 + (one_in(3) ? below(2500) : below(900)));
			break;
		case 'S':
			put_text(10);
			break;
		case 'W':
			put_text(4);
			break;
		case 'U':
			put("`usage`:{`prompt_tokens`:$N,`completion_tokens`:$N,`total_tokens`:$N,`prompt_tokens_"
			    "details`:{"
			    "`cached_tokens`:0}}",
				NULL);
			break;
		case 'V':
			put("`usage`:{`total_tokens`:$N,`output_tokens`:$N,`input_tokens`:$N}", NULL);
			break;
		case 'L':
			put_time();
			break;
		case 'H':
			put_bytes("[worker-", 8);
			put_number(1 + below(32), 1);
			put_bytes("] ", 2);
			word = ONE_OF(modules);
			break;
		case 'P':
			word = ONE_OF(paths);
			break;
		case 'Q':
			word = ONE_OF(models);
			break;
		default:
			abort();
		}
		if (word)
			put_bytes(word, strlen(word));
	}
	put_bytes(form, strlen(form));
}

static const char *const answers[] = {
	/* OpenAI-compatible, thrice as often as the native ones */
	"{`choices`:[{`message`:{`role`:`assistant`,`content`:`$T`},`finish_reason`:`stop`,`index`:0,"
	"`logprobs`:null}],`object`:`chat.completion`,$U,`created`:1773480413,`system_fingerprint`:null,"
	"`model`:`$Q`,`id`:`chatcmpl-$I`}\n",
	"{`choices`:[{`message`:{`role`:`assistant`,`content`:`$T`},`finish_reason`:`stop`,`index`:0,"
	"`logprobs`:null}],`object`:`chat.completion`,$U,`created`:1773480413,`system_fingerprint`:null,"
	"`model`:`$Q`,`id`:`chatcmpl-$I`}\n",
	"{`choices`:[{`message`:{`content`:``,`reasoning_content`:`$T`,`role`:`assistant`,`tool_calls`:[{"
	"`index`:0,`id`:`call_$I`,`type`:`function`,`function`:{`name`:`find_train`,`arguments`:`{"
	"\\`from\\`: \\`Hangzhou\\`, \\`at\\`: \\`09:26\\`}`}}]},`finish_reason`:`tool_calls`,`index`:0}],"
	"`object`:`chat.completion`,$U,`model`:`$Q`,`id`:`chatcmpl-$I`}\n",
	"{`output`:{`choices`:[{`finish_reason`:`stop`,`message`:{`role`:`assistant`,`content`:`$T`}}]},$V,"
	"`request_id`:`$I`}\n",
	/* as the SDK prints it */
	"{`status_code`: 200, `request_id`: `$I`, `code`: ``, `message`: ``, `output`: {`text`: `$T`,"
	" `finish_reason`: `stop`, `choices`: null}, $V}\n",
};

struct form {
	const char *text;
	bool known; /* only for codes of the table and their aliases */
};

static const struct form bodies[] = {
	{"{`code`:`$C`,`message`:`$M`,`request_id`:`$I`}\n", false},
	{"{`error`:{`code`:`$C`,`param`:null,`message`:`$M`,`type`:`$C`},`id`:`chatcmpl-$I`,`request_id`:`$I`}\n",
		false},
	{"{`status_code`: $A, `request_id`: `$I`, `code`: `$C`, `message`: `$M`, `output`: null, `usage`: null}\n",
		false},
	{"{`request_id`:`$I`,`output`:{`task_id`:`$I`,`task_status`:`FAILED`,`code`:`$C`,`message`:`$M`}}\n", false},
	{"{`id`:`$I`,`custom_id`:`row`,`response`:{`status_code`:$A,`request_id`:`$I`,`body`:{`error`:{"
	 "`message`:`$M`,`type`:`$C`,`code`:`$C`}}},`error`:null}\n",
		false},
	{"{`header`:{`task_id`:`$I`,`event`:`task-failed`,`error_code`:`$C`,`error_message`:`$M`,`attributes`:{}},"
	 "`payload`:{}}\n",
		false},
	{"{`error`:{`message`:`<$A> $C: $M`,`type`:null,`param`:null,`code`:null}}\n", true},
};

/* In a line of a log. */
static const struct form log_errors[] = {
	{"$L ERROR $H - call failed: {`code`:`$C`,`message`:`$M`,`request_id`:`$I`}\n", false},
	{"$L ERROR $H - openai.APIStatusError: Error code: $A - {'error': {'message': '$M', 'type': '$C',"
	 " 'param': None, 'code': '$C'}, 'request_id': '$I'}\n",
		false},
	{"$L ERROR $H - request failed: <$A> $C: $M\n", true},
	{"$L ERROR $H - ApiException: {`statusCode`:$A,`message`:`$M`,`code`:`$C`,`isJson`:true,"
	 "`requestId`:`$I`}\n",
		false},
	{"$L ERROR $H - upstream said {\\`code\\`:\\`$C\\`,\\`message\\`:\\`$M\\`,\\`request_id\\`:\\`$I\\`}\n", false},
	{"$L ERROR $H - status_code: $A, code: $C, message: $M\n", true},
};

static const char *const log_lines[] = {
	"$L  INFO $H - req=$I model=$Q tokens=$N took=$Nms\n",
	"$L  INFO $H - req=$I model=$Q tokens=$N took=$Nms\n",
	"$L  INFO $H - req=$I model=$Q tokens=$N took=$Nms\n",
	"$L  INFO $H - req=$I model=$Q tokens=$N took=$Nms\n",
	"$L  INFO $H - req=$I model=$Q tokens=$N took=$Nms\n",
	"$L DEBUG $H - session $I has $D turns, window $N of 30720\n",
	"10.1.$D.$D - - [14/Mar/2026:09:26:53 +0000] `POST $P HTTP/1.1` 200 $N `-` `python-httpx/0.27.0`\n",
	"10.1.$D.$D - - [14/Mar/2026:09:26:53 +0000] `GET $P HTTP/1.1` 404 $N `-` `python-httpx/0.27.0`\n",
	"$L  INFO $H - finished status=200 req=$I in $Nms\n",
	"$L  INFO $H - HTTP request ok, code=200, req=$I in $Nms\n",
	"$L  WARN $H - slow answer to $I, queue $D\n",
	"$L  WARN $H - retry of $I, 0 errors so far\n",
};

/* ---- The expected tally ---- */

static struct count {
	uint64_t count;
	const char *row, *code; /* of the row; of the failure, if it has no row. NULL: none */
	const char *status;     /* of failures without a row */
	bool mixed;             /* not always the same */
} counts[64];

static void count_as(const char *row, const char *code, const char *status)
{
	struct count *c = counts;
	code = row ? NULL : code;
	for (; c->count > 0; c++)
		if (c->row == row || (row && c->row && strcmp(row, c->row) == 0))
			if (row || (code == c->code && (code || strcmp(status, c->status) == 0)))
				break;
	if (c->count++ == 0) {
		c->row = row;
		c->code = code;
		c->status = status;
	}
	c->mixed = c->mixed || !status || !c->status || strcmp(status, c->status) != 0;
}

static void write_tally(FILE *out)
{
	for (const struct count *c = counts; c->count > 0; c++)
		fprintf(out, "%" PRIu64 "\t%s\t%s\t%s\n", c->count, c->row ? c->row : "",
			c->row || c->mixed ? "" : c->status, c->code ? c->code : "");
}

/* Writes a failure in one of the forms. */
static void put_failure(const struct form *forms, size_t count)
{
	const struct form *form = &forms[below(count)];
	const struct failure *failure = &failures[below(LENGTH(failures) - (form->known ? UNKNOWN : 0))];
	put(form->text, failure);
	count_as(failure->row, failure->code, strstr(form->text, "$A") ? failure->status : NULL);
}

/* Failures whose row is found by a message or a status. */
static void put_other_failure(void)
{
	static const struct {
		const char *text, *row, *status;
	} others[] = {
		{"{`request_id`:`$I`,`output`:{`task_status`:`SUCCEEDED`,`results`:[{`url`:`x`},{"
		 "`code`:`InternalError.Timeout`,`message`:`too slow`}]}}\n",
			"InternalError.Timeout", NULL},
		{"{`error`:{`code`:null,`message`:`Model can not be found.`,`type`:`x`,`param`:null}}\n",
			"ModelNotFound", NULL},
		{"{`error`:{`code`:418,`message`:`I am no coffee machine.`,`param`:null}}\n", NULL, "418"},
		{"{`success`:false,`statusCode`:503,`message`:`nobody is at home`}\n", "ModelUnavailable", "503"},
	};
	size_t i = below(LENGTH(others));
	put(others[i].text, NULL);
	count_as(others[i].row, NULL, others[i].status);
}

/* ---- Kinds ---- */

static void responses(uint64_t size)
{
	while (written < size)
		if (one_in(50))
			put_failure(bodies, LENGTH(bodies));
		else
			put(ONE_OF(answers), NULL);
}

static void empty(uint64_t size)
{
	while (written < size)
		put("{`output`:{`choices`:[{`finish_reason`:`stop`,`message`:{`role`:`assistant`,`content`:`$T`}}]},$V,"
		    "`request_id`:`$I`,`code`:``,`message`:``}\n",
			NULL);
}

static void errors(uint64_t size)
{
	while (written < size)
		put_failure(bodies, LENGTH(bodies));
}

static void log_of(uint64_t size)
{
	for (unsigned i = 1; written < size; i++)
		if (i % 100 == 0)
			put_failure(log_errors, LENGTH(log_errors));
		else
			put(ONE_OF(log_lines), NULL);
}

static void mixture(uint64_t lines)
{
	for (uint64_t i = 0; i < lines; i++) {
		size_t kind = below(64);
		if (kind == 0) {
			put_failure(log_errors, LENGTH(log_errors));
		} else if (kind == 1) {
			put(log_lines[0], NULL); /* a body right below a failure would be a part of it */
			if (one_in(4))
				put_other_failure();
			else
				put_failure(bodies, LENGTH(bodies));
		} else {
			put(kind == 2 ? ONE_OF(answers) : ONE_OF(log_lines), NULL);
		}
	}
}

static void stream(uint64_t size)
{
	while (written < size) {
		const struct failure *failure = one_in(2000) ? &ONE_OF(failures) : NULL;
		bool native = one_in(2);
		for (size_t frames = 5 + below(50); frames > 0; frames--)
			put(native ? "id:1\nevent:result\n:HTTP_STATUS/"
				     "200\ndata:{`output`:{`choices`:[{`message`:{`content`:`$S`,"
				     "`role`:`assistant`},`finish_reason`:`null`}]},$V,`request_id`:`$I`}\n\n"
				   : "data: "
				     "{`choices`:[{`delta`:{`content`:`$W`},`finish_reason`:null,`index`:0,`logprobs`:"
				     "null}],"
				     "`object`:`chat.completion.chunk`,`usage`:null,`created`:1773480413,`system_"
				     "fingerprint`:null,"
				     "`model`:`qwen-plus`,`id`:`chatcmpl-$I`}\n\n",
				NULL);
		if (failure)
			put(native ? "id:2\nevent:error\n:HTTP_STATUS/400\ndata:" : "data: ", NULL);
		if (failure)
			put(bodies[native ? 0 : 1].text, failure);
		put(native ? "\n" : failure ? "\ndata: [DONE]\n\n" : "data: [DONE]\n\n", NULL);
	}
}

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

/* One long response. */
static void put_object(uint64_t size, bool image)
{
	put("{`output`:{`choices`:[{`finish_reason`:`stop`,`message`:{`role`:`assistant`,`content`:`", NULL);
	if (image)
		put_image(size);
	else
		put_text(size);
	put("`}}]},$V,`request_id`:`$I`}\n", NULL);
}

static void object(uint64_t size)
{
	put_object(size, false);
}

static void image(uint64_t size)
{
	put_object(size, true);
}

static void object_error(uint64_t size)
{
	put_object(size, false);
	put(bodies[0].text, &failures[0]);
}

static void error_inside(uint64_t size)
{
	put("{`image`:`", NULL);
	put_image(size);
	put("`,`code`:`InvalidParameter`,`message`:`the image is too large`}\n", NULL);
}

static void table(uint64_t rows)
{
	static const int statuses[] = {400, 401, 403, 404, 408, 413, 415, 429, 500, 503};
	for (uint64_t i = 0; i < rows; i++)
		fprintf(sink,
			"%d,%s%" PRIu64 ".Member%" PRIu64 ",\"The %" PRIu64 "th thing is wrong, please put it right.\","
			"\"It is described in chapter %zu.\",Turn it round.,%s,,seen\n",
			ONE_OF(statuses), i % 3 == 0 ? "Family" : "Kind", i / 7, i, i, below(1000),
			one_in(2) ? "yes" : "no");
}

bool sample_write(const char *kind, uint64_t size, uint64_t seed, FILE *out, FILE *tally)
{
	static const struct {
		const char *name;
		void (*write)(uint64_t size);
	} kinds[] = {{"responses", responses}, {"empty", empty}, {"errors", errors}, {"log", log_of},
		{"stream", stream}, {"object", object}, {"image", image}, {"object-error", object_error},
		{"error-inside", error_inside}, {"mixture", mixture}, {"table", table}};
	state = seed * 11400714819323198485u + 1;
	sink = out;
	written = 0;
	now = 1773480413000;
	memset(counts, 0, sizeof counts);
	for (size_t i = 0; i < LENGTH(kinds); i++)
		if (strcmp(kinds[i].name, kind) == 0) {
			kinds[i].write(size);
			if (tally)
				write_tally(tally);
			return true;
		}
	return false;
}
