/* The text of a query as typed or pasted: punctuation around a code, words, file names. Does not use the table. */
#ifndef QUERY_H
#define QUERY_H

#include "text.h"

/* `text` without quotes, brackets and punctuation at its ends; all of it if it is nothing else. */
struct span query_strip(struct span text);
/* `text` without the name of a status or a code before it: `HTTP `, `status_code=`, `Error code: `. */
struct span query_unname(struct span text);
/* Removes the first word of *rest; *word is it without punctuation around it. Returns false at the end. */
bool query_word(struct span *rest, struct span *word);

/* Whether `text` has no white space. */
bool query_is_one_word(struct span text);
/* Whether `text` is only words, like the reason behind a status: Too Many Requests. */
bool query_is_words(struct span text);
/* Whether `text` is one or more records as programs print them: it contains data or line ends. */
bool query_is_record(struct span text);
/* Whether `text` looks like a file name, not a code, and needs no quotes in a shell. Does not access the file. */
bool query_is_file_name(struct span text);

/* Whether `word` occurs in `text`, ignoring case; a longer word also in other spacing: `ratelimit` in `rate limit`,
 * `api-key` in `ApiKey`. */
bool query_occurs(struct span word, struct span text);

#endif
