#define _GNU_SOURCE /* ppoll; F_SETPIPE_SZ, where there is one */

#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Lets a pipe hold a whole buffer: the two sides of it wait for each other less often. */
static void widen_pipe(int fd)
{
#ifdef F_SETPIPE_SZ
	int size = fcntl(fd, F_GETPIPE_SZ);
	if (size > 0 && size < INPUT_SIZE)
		(void)fcntl(fd, F_SETPIPE_SZ, (int)INPUT_SIZE); /* if it may not, it stays as it is */
#else
	(void)fd;
#endif
}

void input_start(struct input *input, int from, int copy_to, bool interruptible)
{
	input->from = from;
	input->copy_to = copy_to;
	input->interruptible = interruptible;
	input->full = false;
	input->start = input->end = 0;
	widen_pipe(from);
}

/* Waits for something to read. INPUT_MORE: there is, or read will report an error. */
static enum input_result wait_for_input(const struct input *input, int milliseconds)
{
	struct pollfd poll_for = {.fd = input->from, .events = POLLIN};
	struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
	sigset_t pending, mask;
	if (!input->interruptible && milliseconds < 0)
		return INPUT_MORE; /* read waits */
	if (input->interruptible && sigpending(&pending) == 0 && sigismember(&pending, SIGINT) == 1)
		return INPUT_INTERRUPTED;
	if (sigprocmask(SIG_BLOCK, NULL, &mask) != 0)
		return INPUT_MORE;
	if (input->interruptible)
		(void)sigdelset(&mask, SIGINT);
	int ready = ppoll(&poll_for, 1, milliseconds < 0 ? NULL : &time, &mask);
	if (ready < 0 && errno == EINTR && input->interruptible)
		return INPUT_INTERRUPTED;
	return ready == 0 ? INPUT_SILENT : INPUT_MORE;
}

/* Waits for a descriptor that was made non-blocking elsewhere. */
static void wait_until_ready(int fd, short events)
{
	struct pollfd poll_for = {.fd = fd, .events = events};
	(void)poll(&poll_for, 1, -1);
}

static bool write_all(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t n = write(fd, bytes, length);
		if (n >= 0) {
			bytes += n;
			length -= (size_t)n;
		} else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			wait_until_ready(fd, POLLOUT);
		} else if (errno != EINTR) {
			return false;
		}
	}
	return true;
}

enum input_result input_fill(struct input *input, int milliseconds)
{
	if (input->start > 0) {
		memmove(input->bytes, input->bytes + input->start, input->end - input->start);
		input->end -= input->start;
		input->start = 0;
	}
	for (;;) {
		enum input_result waited = wait_for_input(input, milliseconds);
		if (waited != INPUT_MORE)
			return waited;
		char *room = input->bytes + input->end;
		ssize_t n = read(input->from, room, sizeof input->bytes - input->end);
		if (n == 0)
			return INPUT_END;
		if (n > 0) {
			input->end += (size_t)n;
			input->full = input->end == sizeof input->bytes;
			bool copied = input->copy_to < 0 || write_all(input->copy_to, room, (size_t)n);
			return copied ? INPUT_MORE : INPUT_COPY_FAILED;
		}
		if (errno == EAGAIN || errno == EWOULDBLOCK)
			wait_until_ready(input->from, POLLIN);
		else if (errno != EINTR)
			return INPUT_FAILED;
	}
}

struct span input_text(const struct input *input)
{
	return (struct span){input->bytes + input->start, input->end - input->start};
}

/* Makes LF of each CR that ends a line of an event stream (WHATWG, server-sent events, section 9.2.5): the next line
 * begins with one of its fields or a comment, or is empty. */
static void end_lines(char *bytes, size_t length)
{
	static const char *const fields[] = {"data:", "event:", "id:", "retry:", ":", "\r"};
	struct span text = {bytes, length};
	for (char *cr; text.length > 0 && (cr = memchr(text.at, '\r', text.length));) {
		text = span_from(text, (size_t)(cr - text.at) + 1);
		bool ends = text.length == 0;
		for (size_t i = 0; i < LENGTH(fields); i++)
			ends = ends || span_starts(text, span_of(fields[i]));
		if (ends && !span_starts(text, SPAN("\n")))
			*cr = '\n';
	}
}

size_t input_clean(struct input *input, size_t from, size_t length)
{
	char *at = input->bytes + input->start;
	size_t left = from + text_uncolour(at + from, length - from);
	if (left < length) {
		memmove(at + (length - left), at, left);
		input->start += length - left;
		at += length - left;
	}
	end_lines(at + from, left - from);
	return left;
}

void input_remove(struct input *input, size_t from, size_t length, bool blank)
{
	char *at = input->bytes + input->start;
	if (blank)
		at[from + --length] = ' ';
	memmove(at + length, at, from);
	input->start += length;
}

void input_pass(struct input *input, size_t length)
{
	input->start += length;
	input->full = input->full && input->start == 0;
}
