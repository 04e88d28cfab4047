#define _GNU_SOURCE /* F_SETPIPE_SZ, where there is one */

#include "reader.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

/* Lets a pipe hold a whole buffer: the two sides of it wait for each other less often. */
static void widen_pipe(int fd)
{
#ifdef F_SETPIPE_SZ
	int size = fcntl(fd, F_GETPIPE_SZ);
	if (size > 0 && size < READER_SIZE)
		(void)fcntl(fd, F_SETPIPE_SZ, (int)READER_SIZE); /* where it may not, it stays as it is */
#else
	(void)fd;
#endif
}

void reader_start(struct reader *r, int from, int copy_to, bool interruptible)
{
	r->from = from;
	r->copy_to = copy_to;
	r->interruptible = interruptible;
	r->full = false;
	r->start = r->end = 0;
	widen_pipe(from);
}

/* Waits until there is something to read or SIGINT comes. Gives false for the latter. */
static bool wait_uninterrupted(const struct reader *r)
{
	sigset_t pending, mask;
	fd_set set;
	if (sigpending(&pending) == 0 && sigismember(&pending, SIGINT) == 1)
		return false;
	if (r->from >= FD_SETSIZE || sigprocmask(SIG_BLOCK, NULL, &mask) != 0)
		return true;
	(void)sigdelset(&mask, SIGINT);
	FD_ZERO(&set);
	FD_SET((unsigned)r->from, &set);
	return pselect(r->from + 1, &set, NULL, NULL, NULL, &mask) >= 0 || errno != EINTR;
}

/* Waits for a descriptor that somebody made non-blocking. */
static void wait_for(int fd, short events)
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
			wait_for(fd, POLLOUT);
		} else if (errno != EINTR) {
			return false;
		}
	}
	return true;
}

enum reader_result reader_fill(struct reader *r)
{
	if (r->start > 0) {
		memmove(r->bytes, r->bytes + r->start, r->end - r->start);
		r->end -= r->start;
		r->start = 0;
	}
	for (;;) {
		if (r->interruptible && !wait_uninterrupted(r))
			return READER_INTERRUPTED;
		ssize_t n = read(r->from, r->bytes + r->end, sizeof r->bytes - r->end);
		if (n == 0)
			return READER_END;
		if (n > 0) {
			const char *added = r->bytes + r->end;
			r->end += (size_t)n;
			r->full = r->end == sizeof r->bytes;
			return r->copy_to < 0 || write_all(r->copy_to, added, (size_t)n) ? READER_MORE
											 : READER_COPY_FAILED;
		}
		if (errno == EAGAIN || errno == EWOULDBLOCK)
			wait_for(r->from, POLLIN);
		else if (errno != EINTR)
			return READER_FAILED;
	}
}

struct span reader_text(const struct reader *r)
{
	return (struct span){r->bytes + r->start, r->end - r->start};
}

size_t reader_uncolour(struct reader *r, size_t from, size_t length)
{
	char *at = r->bytes + r->start;
	size_t left = from + text_uncolour(at + from, length - from);
	if (left < length) {
		memmove(at + (length - left), at, left);
		r->start += length - left;
	}
	return left;
}

void reader_settle(struct reader *r, size_t length)
{
	r->start += length;
	r->full = r->full && r->start == 0;
}
