#define _GNU_SOURCE /* fopencookie, memmem, MAP_ANONYMOUS */
#include "harness.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
#endif
#endif
#ifndef ASAN_POISON_MEMORY_REGION
#define ASAN_POISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#endif

int msc_err_main(int argc, char **argv);

/* Memory. Any allocation may be made to fail. The program asks for few large blocks; giving the same ones again saves
 * more time than all else takes. A block ends where its slot's readable part does, and a freed one cannot be read.
 * Memory from malloc holds old bytes. */

enum { SLOTS = 8, SLOT_SIZE = 2 << 20, LARGE = 32 * 1024, REDZONE = 4096 };

static struct slot {
	char *block;
	size_t size;
} slots[SLOTS];
static char *arena;
static bool running;
static const struct setting *setting;
static unsigned allocations;           /* asked for so far */
static size_t blocks, held, most_held; /* what the program holds, in bytes too; what it held at the most */

enum { MOST_HELD = 4 << 20 }; /* of memory, whatever the input */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void __real_free(void *block);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void __wrap_free(void *block);

static void *take_slot(size_t size, bool zero)
{
	if (!arena) {
		arena = mmap(
			NULL, (size_t)SLOTS * SLOT_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (arena == MAP_FAILED)
			abort();
		ASAN_POISON_MEMORY_REGION(arena, (size_t)SLOTS * SLOT_SIZE);
	}
	size_t room = (size + 15) / 16 * 16;
	for (size_t i = 0; i < SLOTS && room <= SLOT_SIZE - REDZONE; i++) {
		if (slots[i].block)
			continue;
		char *end = arena + (i + 1) * SLOT_SIZE - REDZONE;
		slots[i] = (struct slot){end - room, size};
		ASAN_UNPOISON_MEMORY_REGION(slots[i].block, size);
		if (zero) {
			uintptr_t from = (uintptr_t)slots[i].block & ~(uintptr_t)(REDZONE - 1);
			(void)madvise((void *)from, (uintptr_t)end - from, MADV_DONTNEED);
		}
		return slots[i].block;
	}
	return NULL;
}

static void *note(void *block, size_t size)
{
	if (!running || !block)
		return block;
	blocks++;
	held += size;
	most_held = held > most_held ? held : most_held;
	return block;
}

/* Whether this allocation is the one to fail. */
static bool fails(void)
{
	if (!running || ++allocations != setting->fails)
		return false;
	errno = ENOMEM;
	return true;
}

void *__wrap_malloc(size_t size)
{
	if (fails())
		return NULL;
	if (running && size >= LARGE)
		return note(take_slot(size, false), size);
	void *block = __real_malloc(size);
	return note(block, malloc_usable_size(block));
}

void *__wrap_calloc(size_t count, size_t size)
{
	if (fails())
		return NULL;
	if (running && count == 1 && size >= LARGE)
		return note(take_slot(size, true), size);
	void *block = __real_calloc(count, size);
	return note(block, malloc_usable_size(block));
}

void *__wrap_realloc(void *old, size_t size)
{
	if (fails())
		return NULL;
	if (running && old) {
		blocks--;
		held -= malloc_usable_size(old);
	}
	void *block = __real_realloc(old, size);
	return note(block, malloc_usable_size(block));
}

void __wrap_free(void *block)
{
	if (!block)
		return;
	blocks -= running;
	for (size_t i = 0; i < SLOTS; i++)
		if (slots[i].block == block) {
			ASAN_POISON_MEMORY_REGION(block, slots[i].size);
			slots[i].block = NULL;
			held -= slots[i].size;
			return;
		}
	if (running)
		held -= malloc_usable_size(block);
	__real_free(block);
}

/* Files. */

struct output {
	char *bytes;
	size_t length, room;
};

static struct span input; /* what is left of it */
static uint64_t cuts;
static struct output copy;

static void add(struct output *output, const char *bytes, size_t length)
{
	if (!output->bytes || length > output->room - output->length) {
		output->room = (output->length + length) * 2 + 64;
		output->bytes = __real_realloc(output->bytes, output->room);
		if (!output->bytes)
			abort();
	}
	memcpy(output->bytes + output->length, bytes, length);
	output->length += length;
}

static ssize_t add_cookie(void *output, const char *bytes, size_t length)
{
	add(output, bytes, length);
	return (ssize_t)length;
}

/* xorshift64. */
static uint64_t next_number(void)
{
	cuts ^= cuts << 13;
	cuts ^= cuts >> 7;
	cuts ^= cuts << 17;
	return cuts;
}

ssize_t __real_read(int fd, void *bytes, size_t length);
ssize_t __wrap_read(int fd, void *bytes, size_t length);
ssize_t __real_write(int fd, const void *bytes, size_t length);
ssize_t __wrap_write(int fd, const void *bytes, size_t length);
int __real_open(const char *name, int flags, ...);
int __wrap_open(const char *name, int flags, ...);
int __real_close(int fd);
int __wrap_close(int fd);
int __real_ioctl(int fd, unsigned long request, ...);
int __wrap_ioctl(int fd, unsigned long request, ...);
int __real_isatty(int fd);
int __wrap_isatty(int fd);
int __real_sigprocmask(int how, const sigset_t *set, sigset_t *old);
int __wrap_sigprocmask(int how, const sigset_t *set, sigset_t *old);
int __real_ppoll(void *fds, unsigned long count, const struct timespec *time, const sigset_t *mask);
int __wrap_ppoll(void *fds, unsigned long count, const struct timespec *time, const sigset_t *mask);
size_t __real_prefilter_pass(struct span text, uint64_t *lines, uint64_t *records);
size_t __wrap_prefilter_pass(struct span text, uint64_t *lines, uint64_t *records);

ssize_t __wrap_read(int fd, void *bytes, size_t length)
{
	if (!running)
		return __real_read(fd, bytes, length);
	if (length > input.length)
		length = input.length;
	if (cuts != 0 && length > 0) {
		uint64_t number = next_number();
		size_t most = setting->cuts % 4 == 0 && setting->input.length < 600 ? 1
			      : setting->cuts % 4 == 1                              ? 8
										    : 500;
		if (number % 13 == 0) {
			errno = number % 2 ? EINTR : EAGAIN;
			return -1;
		}
		if (length > number / 13 % most + 1)
			length = number / 13 % most + 1;
	}
	if (length > 0)
		memcpy(bytes, input.at, length);
	input = span_from(input, length);
	return (ssize_t)length;
}

ssize_t __wrap_write(int fd, const void *bytes, size_t length)
{
	if (!running)
		return __real_write(fd, bytes, length);
	if (cuts != 0 && length > 1 && next_number() % 4 == 0)
		length /= 2;
	add(&copy, bytes, length);
	return (ssize_t)length;
}

int __wrap_open(const char *name, int flags, ...)
{
	if (!running) {
		va_list rest;
		va_start(rest, flags);
		int fd = flags & O_CREAT ? __real_open(name, flags, va_arg(rest, int)) : __real_open(name, flags);
		va_end(rest);
		return fd;
	}
	if (setting->no_files) {
		errno = ENOENT;
		return -1;
	}
	input = setting->input;
	return 1000;
}

int __wrap_close(int fd)
{
	return running ? 0 : __real_close(fd);
}

int __wrap_ioctl(int fd, unsigned long request, ...)
{
	va_list rest;
	va_start(rest, request);
	void *argument = va_arg(rest, void *);
	va_end(rest);
	if (!running)
		return __real_ioctl(fd, request, argument);
	if (setting->columns == 0 || request != TIOCGWINSZ)
		return -1;
	*(struct winsize *)argument = (struct winsize){.ws_col = (unsigned short)setting->columns};
	return 0;
}

int __wrap_isatty(int fd)
{
	return running ? 0 : __real_isatty(fd);
}

int __wrap_sigprocmask(int how, const sigset_t *set, sigset_t *old)
{
	return running ? -1 : __real_sigprocmask(how, set, old);
}

int __wrap_ppoll(void *fds, unsigned long count, const struct timespec *time, const sigset_t *mask)
{
	return running ? 1 : __real_ppoll(fds, count, time, mask);
}

int __real_poll(void *fds, unsigned long count, int timeout);
int __wrap_poll(void *fds, unsigned long count, int timeout);

int __wrap_poll(void *fds, unsigned long count, int timeout)
{
	return running ? 1 : __real_poll(fds, count, timeout);
}

size_t __wrap_prefilter_pass(struct span text, uint64_t *lines, uint64_t *records)
{
	if (!setting->slow)
		return __real_prefilter_pass(text, lines, records);
	*lines = *records = 0;
	return 0;
}

static FILE *open_output(struct output *output)
{
	static const cookie_io_functions_t functions = {.write = add_cookie};
	FILE *file = fopencookie(output, "w", functions);
	if (!file)
		abort();
	output->length = 0;
	add(output, "", 0);
	return file;
}

struct outcome run(char *const argv[], const struct setting *how)
{
	static struct output kept[3][3]; /* of this run and the two before */
	static unsigned turn;
	struct output *out = &kept[turn++ % 3][0], *err = out + 1;
	FILE *real_out = stdout, *real_err = stderr;
	static const char memory[] = "Cannot allocate memory\n"; /* at a line's end: no message that came is */
	char *arguments[65];
	int argc = 0;
	cJSON_Hooks hooks = {__wrap_malloc, __wrap_free};

	for (; argc < 64 && argv[argc]; argc++)
		arguments[argc] = argv[argc];
	arguments[argc] = NULL;
	setting = how;
	input = how->input;
	cuts = how->cuts;
	copy = out[2];
	copy.length = 0;
	blocks = held = most_held = allocations = 0;
	cJSON_InitHooks(&hooks); /* its library does not link with what is wrapped here */
	stdout = open_output(out);
	stderr = open_output(err);
	running = true;
	int status = msc_err_main(argc, arguments); /* closes stdout */
	running = false;
	(void)fclose(stderr);
	stdout = real_out;
	stderr = real_err;
	out[2] = copy;
	struct outcome outcome = {
		status, {out->bytes, out->length}, {err->bytes, err->length}, {copy.bytes, copy.length}};
	must(blocks == 0 && held == 0, "a block of memory was not given back", &outcome);
	must(how->fails > 0 || !memmem(err->bytes, err->length, memory, strlen(memory)),
		"memory was short, or what a literal was made of is no JSON", &outcome);
	must(most_held < MOST_HELD, "more memory was held than is allowed", &outcome);
	return outcome;
}

/* What must hold. */

void show(const struct outcome *o)
{
	fprintf(stderr, "\n== exit status %d\n== standard output:\n", o->status);
	(void)fwrite(o->out.at, 1, o->out.length, stderr);
	fputs("== standard error:\n", stderr);
	(void)fwrite(o->err.at, 1, o->err.length, stderr);
}

void must(bool holds, const char *what, const struct outcome *o)
{
	if (holds)
		return;
	fprintf(stderr, "\n== %s", what);
	show(o);
	abort();
}

/* Whether `text` is UTF-8 without anything that acts on a terminal. Not by the program's own decoder, which is what is
 * tested. */
static bool is_clean(struct span text, bool tabs)
{
	if (text.length == 0)
		return true;
	const unsigned char *at = (const unsigned char *)text.at, *end = at + text.length;
	while (at < end) {
		uint32_t c = *at++;
		if (c < 0x80) {
			if ((c < ' ' && c != '\n' && !(tabs && c == '\t')) || c == 0x7f)
				return false;
			continue;
		}
		int more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
		static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
		if (c < 0xc0 || c > 0xf7 || end - at < more)
			return false;
		c &= 0x3fU >> more;
		for (int i = 0; i < more; i++) {
			if ((*at & 0xc0) != 0x80)
				return false;
			c = c << 6 | (*at++ & 0x3fU);
		}
		if (c < least[more] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000) || c < 0xa0)
			return false;
		if (c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
			(c >= 0x2066 && c <= 0x2069))
			return false;
	}
	return true;
}

size_t lines_of(struct span text)
{
	size_t lines = 0;
	for (size_t i = 0; i < text.length; i++)
		lines += text.at[i] == '\n';
	return lines;
}

void must_be_clean(const struct outcome *o, bool fields)
{
	must(is_clean(o->out, fields), "standard output is not clean UTF-8", o);
	must(is_clean(o->err, false), "standard error is not clean UTF-8", o);
	must(o->status >= 0 && o->status <= 2, "exit status is not 0, 1 or 2", o);
	must(o->out.length == 0 || o->out.at[o->out.length - 1] == '\n', "standard output ends within a line", o);
	must(o->err.length == 0 || o->err.at[o->err.length - 1] == '\n', "standard error ends within a line", o);
	must(o->status != 2 || o->err.length > 0, "exit status 2 without a reason", o);
}

/* Whether the members of `object` begin with `keys`, by name and type: s string, n number, b boolean, o object, a
 * array; a capital for what may be null. */
static bool has_keys(const cJSON *object, const char *const keys[][2], size_t count)
{
	const cJSON *member = cJSON_IsObject(object) ? object->child : NULL;
	for (size_t i = 0; i < count; i++, member = member->next) {
		if (!member || strcmp(member->string, keys[i][0]) != 0)
			return false;
		char type = cJSON_IsString(member)   ? 's'
			    : cJSON_IsNumber(member) ? 'n'
			    : cJSON_IsBool(member)   ? 'b'
			    : cJSON_IsObject(member) ? 'o'
			    : cJSON_IsArray(member)  ? 'a'
						     : '0';
		char wanted = keys[i][1][0];
		bool nullable = wanted >= 'A' && wanted <= 'Z';
		if (!(nullable && cJSON_IsNull(member)) && type != (nullable ? wanted - 'A' + 'a' : wanted))
			return false;
	}
	return true;
}

static bool is_promised(const cJSON *line)
{
	enum { ROW = 7 };
	static const char *const row[ROW][2] = {{"status", "N"}, {"code", "S"}, {"message", "S"}, {"description", "S"},
		{"fix", "S"}, {"retryable", "B"}, {"source", "S"}};
	static const char *const found[][2] = {{"match", "s"}, {"input", "o"}};
	static const char *const came[][2] = {
		{"file", "S"}, {"line", "n"}, {"status", "N"}, {"code", "S"}, {"message", "S"}, {"request_id", "S"}};
	static const char *const counted[][2] = {{"status", "N"}, {"code", "S"}};
	if (!cJSON_IsObject(line) || !line->child)
		return false;
	cJSON rest = *line;
	bool tally = strcmp(line->child->string, "count") == 0;
	if (tally)
		rest.child = rest.child->next;
	if (!has_keys(&rest, row, ROW))
		return false;
	for (int i = 0; i < ROW; i++)
		rest.child = rest.child->next;
	if (tally)
		return rest.child && strcmp(rest.child->string, "input") == 0 && !rest.child->next &&
		       (cJSON_IsNull(rest.child) || has_keys(rest.child, counted, 2));
	if (!rest.child)
		return true;
	if (!has_keys(&rest, found, 2) || !has_keys(rest.child->next, came, 6))
		return false;
	const cJSON *others = rest.child->next->next, *other;
	if (others && (strcmp(others->string, "alternatives") != 0 || !cJSON_IsArray(others) || others->next ||
			      !others->child))
		return false;
	cJSON_ArrayForEach(other, others) if (!has_keys(other, row, ROW)) return false;
	return true;
}

size_t must_be_json_lines(const struct outcome *o)
{
	size_t count = 0;
	for (struct span text = o->out; text.length > 0; count++) {
		const char *newline = memchr(text.at, '\n', text.length), *end = NULL;
		cJSON *line =
			newline ? cJSON_ParseWithLengthOpts(text.at, (size_t)(newline - text.at), &end, false) : NULL;
		must(line != NULL && end == newline, "a line is not JSON", o);
		must(is_promised(line), "a line is not the JSON that is promised", o);
		cJSON_Delete(line);
		text = span_from(text, (size_t)(newline - text.at) + 1);
	}
	return count;
}
