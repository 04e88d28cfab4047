/* What the name of a field says about its value, and which values say that nothing failed, whatever client wrote them.
 */
#ifndef KEYS_H
#define KEYS_H

#include "text.h"

enum key {
	KEY_OTHER,
	KEY_CODE,       /* code, where anything may stand */
	KEY_ERROR_CODE, /* error_code, errCode, error_name: an error's, and nothing else's */
	KEY_STATUS,     /* status, where a word may stand */
	KEY_HTTP_STATUS,
	KEY_MESSAGE,
	KEY_TYPE,
	KEY_REQUEST_ID,
	KEY_TASK_STATUS,
	KEY_EVENT,
	KEY_SUCCESS,
	KEY_COUNT,
	KEY_INPUT,   /* as KEY_CONTENT, except in a tally that this program printed */
	KEY_ROLE,    /* a chat message has it */
	KEY_LEVEL,   /* a log's record has it: info, error */
	KEY_NAME,    /* of an exception, perhaps */
	KEY_ERROR,   /* holds an error, or words about one */
	KEY_TELLING, /* some program's own words, an error perhaps among them: log, detail, exception */
	KEY_ANSWER,  /* a response has it that did not fail: choices, output, usage */
	KEY_ACCESS,  /* a request's line in a server's log has it: method, url */
	KEY_CONTENT, /* what a user or a model said: never read for an error */
};

/* What the field `name` holds, compared without case, and without '_', '-' and blanks between words. */
enum key key_of(struct span name);

/* The same for a name in a text, which may be Chinese: 错误码, HTTP返回码. */
enum key key_of_label(struct span name);

/* The letter that stands for a key in a literal's JSON, and the key of such a letter. */
static inline char key_letter(enum key key)
{
	return (char)('A' + key);
}

static inline enum key key_of_letter(char letter)
{
	return (enum key)(letter - 'A');
}

/* Whether an error's own fields are called so, and little else is. */
bool key_is_field(enum key key);

/* Whether the value of a field that tells of errors, without the quotes and blanks around it, says that there is none:
 * empty, zeros, the status 200, a word for success or for nothing. */
bool key_is_success(struct span value);

/* The digits of the failure's status whose words (RFC 9110, section 15), with '_' or a blank between them, `text`
 * begins with; NULL: it begins with none. */
const char *key_reason(struct span text);

#endif
