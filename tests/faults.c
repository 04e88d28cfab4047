/* A library to be preloaded: lets a call of the program fail, as $FAULT selects.
 *
 *	malloc:N        the Nth allocation (malloc, calloc, realloc) fails
 *	read:N:ERRNO    the Nth read fails, with this error number
 *	write:N:ERRNO   likewise; what stdio writes goes past this library: see tests/robust.sh
 *	short           reads and writes take one byte at a time, and every third is interrupted (EINTR) first
 *	nonblock        standard input and output do not block
 *
 * When the Nth call is made, the file that $FAULT_MARK names is created: without it, there was none. */
#define _GNU_SOURCE /* RTLD_NEXT */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static char what;            /* the first letter of $FAULT */
static long left;            /* calls until the one that fails */
static int why;              /* its errno */
static unsigned long shorts; /* short calls made */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

__attribute__((constructor)) static void begin(void)
{
	const char *fault = getenv("FAULT");
	char *end;
	if (!fault)
		return;
	if (strcmp(fault, "nonblock") == 0) {
		fcntl(STDIN_FILENO, F_SETFL, fcntl(STDIN_FILENO, F_GETFL) | O_NONBLOCK);
		fcntl(STDOUT_FILENO, F_SETFL, fcntl(STDOUT_FILENO, F_GETFL) | O_NONBLOCK);
		return;
	}
	why = ENOMEM;
	if (strchr(fault, ':')) {
		left = strtol(strchr(fault, ':') + 1, &end, 10);
		if (*end == ':')
			why = (int)strtol(end + 1, NULL, 10);
	}
	what = *fault;
}

/* Whether this call is to fail. */
static bool fails(char call)
{
	const char *mark;
	if (what != call || left <= 0 || --left > 0)
		return false;
	mark = getenv("FAULT_MARK");
	if (mark)
		syscall(SYS_close, syscall(SYS_openat, AT_FDCWD, mark, O_CREAT | O_WRONLY, 0600));
	errno = why;
	return true;
}

void *malloc(size_t size)
{
	return fails('m') ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails('m') ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return fails('m') ? NULL : __libc_realloc(old, size);
}

/* The length that a call may have; 0: it is interrupted. */
static size_t shortened(size_t length)
{
	if (what != 's' || length == 0)
		return length;
	if (shorts++ % 3 == 0) {
		errno = EINTR;
		return 0;
	}
	return 1;
}

ssize_t read(int fd, void *bytes, size_t length)
{
	size_t most = shortened(length);
	if (fails('r') || (most == 0 && length > 0))
		return -1;
	return syscall(SYS_read, fd, bytes, most);
}

ssize_t write(int fd, const void *bytes, size_t length)
{
	size_t most = shortened(length);
	if (fails('w') || (most == 0 && length > 0))
		return -1;
	return syscall(SYS_write, fd, bytes, most);
}
