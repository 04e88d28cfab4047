/* A message with what a client printed around it -> the message as the service sent it. */
#ifndef TRIM_H
#define TRIM_H

#include "failure.h"

/* The message at the start of `text`: to the end of the line, or to a bracket that was opened before it. */
struct span trim_message(struct span text);
/* The request ID at the end of a message, which is cut before it; empty if there is none. */
struct span trim_request_id(struct span *message);
/* Removes from the message of a failure a class or a status before it, and codes, quotes and words of the client behind
 * it. Sets the status and the code that it removes. `words`: the failure was read from words, not from data. */
void trim_failure(struct failure *failure, bool words);

#endif
