/* The text of a query, as somebody typed or pasted it: what stands around a code, words, names of files. No table. */
#ifndef QUERY_H
#define QUERY_H

#include "text.h"

/* `text` without the quotes, brackets and punctuation that a code is pasted with; all of it, if it is nothing else. */
struct span query_strip(struct span text);
/* `text` without what names a status or a code in front of it: `HTTP `, `status_code=`, `Error code: `. */
struct span query_unname(struct span text);
/* Takes the next word from the front of *rest, without marks around it. False at the end. */
bool query_word(struct span *rest, struct span *word);

/* Whether `text` has no white space. */
bool query_is_one_word(struct span text);
/* Whether `text` is nothing but words, as what follows a status is: Too Many Requests. */
bool query_is_words(struct span text);
/* Whether `text` is a record as programs print it, or several: it has data or line ends in it. */
bool query_is_record(struct span text);
/* Whether `text` is rather the name of a file than a code, and one that no shell reads otherwise. No file is touched to
 * find out. */
bool query_is_file_name(struct span text);

/* Whether `word` occurs in `text`, in any case; a longer word also in other spacing: `ratelimit` in `rate limit`,
 * `api-key` in `ApiKey`. */
bool query_occurs(struct span word, struct span text);

#endif
