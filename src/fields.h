/* The name of a field -> what it holds; and values that mean success. Of any client. */
#ifndef FIELDS_H
#define FIELDS_H

#include "text.h"

enum key {
	KEY_OTHER,
	/* An error's own fields. */
	KEY_CODE,       /* `code`, where anything may stand */
	KEY_ERROR_CODE, /* error_code and the like: the code of an error and of nothing else */
	KEY_STATUS,     /* `status`, where a word may stand */
	KEY_HTTP_STATUS,
	KEY_MESSAGE,
	KEY_ERROR_MESSAGE, /* error_message and the like: the message of an error, whatever it stands in */
	KEY_TYPE,
	KEY_REQUEST_ID,
	KEY_TASK_STATUS,
	/* Signs that a group reports a failure, or none. */
	KEY_EVENT,
	KEY_SUCCESS,
	KEY_LEVEL,  /* of a log's record: info, error */
	KEY_NAME,   /* `name`: that of a header has its value in the field `value` */
	KEY_ROLE,   /* of a chat message */
	KEY_ACCESS, /* of a request, in the log of a server or client: method, url */
	KEY_PLACE,  /* of a place in a source file, about which a linter or compiler reports */
	KEY_COUNT,  /* of a tally that this program printed */
	/* Words in which a failure may be. */
	KEY_ERROR, /* an error, or words about one */
	KEY_VALUE, /* words of some program, or the value of a header: see KEY_NAME */
	/* The values of these and of all below are not kept. */
	KEY_FAILURE, /* words about a failure, of whatever program */
	KEY_DETAIL,  /* words of some program */
	/* Others. */
	KEY_ANSWER,  /* only in a response that did not fail: choices, output, usage */
	KEY_INPUT,   /* read only in a tally that this program printed */
	KEY_CONTENT, /* text of a user or a model: read only in a response that failed */
};

/* What a field called `name` holds. Names are compared without case, and without '_', '-', '.' and blanks between
 * words. */
enum key fields_key(struct span name);
/* As fields_key, for a name in a text, which may be Chinese: 错误码, HTTP返回码. */
enum key fields_label(struct span name);
/* Whether it is one of an error's own fields, the first of the enum. */
static inline bool fields_is_own(enum key key)
{
	return key >= KEY_CODE && key <= KEY_TASK_STATUS;
}

/* Whether group_take keeps anything of the value. */
static inline bool fields_is_kept(enum key key)
{
	return key > KEY_OTHER && key < KEY_FAILURE;
}

static inline bool fields_is_message(enum key key)
{
	return key == KEY_MESSAGE || key == KEY_ERROR_MESSAGE;
}

/* Whether the value of a code or an error means that there is none: empty, zeros, 200, a word for success or nothing.
 */
bool fields_is_success(struct span value);
/* The status whose reason phrase (RFC 9110, section 15) `text` begins with, words joined by blanks or '_', and the
 * bytes of that; 0: none. `length` may be NULL. */
int fields_reason(struct span text, size_t *length);

#endif
