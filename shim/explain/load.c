/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Loads programs one by one. libbpf is bound with dlopen(): whoever only links needs none. */
#include "explain/load.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "base/alloc.h"
#include "base/diag.h"

/* BPF_LOG_LEVEL2 and BPF_LOG_STATS of include/linux/bpf_verifier.h. */
enum {
	LEVEL_ALL = 2,
	LEVEL_STATISTICS = 4
};

/* The most that kernels before 5.2 take, and what later ones fill with the end of a longer log:
 * some 400,000 instructions of level 2. */
#define SMALL_LOG ((1u << 24) - 1)
#define LARGE_LOG (1u << 26)

#define LIBBPF "libbpf.so.1"

/* Functions of libbpf 1.0's interface: result, name, parameters. Pointers to its structs are
 * opaque. */
#define LIBBPF_FUNCTIONS(F)                                                                        \
	F(void *, bpf_object__open_file, (const char *path, const void *opts))                     \
	F(int, bpf_object__load, (void *object))                                                   \
	F(void, bpf_object__close, (void *object))                                                 \
	F(void *, bpf_object__next_program, (const void *object, void *program))                   \
	F(const char *, bpf_program__name, (const void *program))                                  \
	F(int, bpf_program__set_autoload, (void *program, bool autoload))                          \
	F(int, bpf_program__set_log_buf, (void *program, char *log, size_t size))                  \
	F(int, bpf_program__set_log_level, (void *program, uint32_t level))                        \
	F(void *, libbpf_set_print, (void *print))

static struct {
#define MEMBER(result, name, parameters) result(*name) parameters;
	LIBBPF_FUNCTIONS(MEMBER)
#undef MEMBER
} libbpf;

/* libbpf's callback has no data of its own. */
static struct buf *warnings;

static int keep_warning(int level, const char *fmt, va_list args)
{
	if (level == 0 && warnings)
		buf_vprintf(warnings, fmt, args);
	return 0;
}

static int bind_libbpf(const char *named)
{
	const char *path = named ? named : LIBBPF;
	void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	bool all = handle;

	if (!handle) {
		diag_error("cannot open libbpf: %s", dlerror());
		diag_help("install the package libbpf1, or name the library in BPF_SHIM_LIBBPF");
		return -1;
	}
#define LOOK_UP(result, name, parameters)                                                          \
	do {                                                                                       \
		void *symbol = dlsym(handle, #name);                                               \
		all &= symbol != NULL;                                                             \
		memcpy(&libbpf.name, &symbol, sizeof(symbol));                                     \
	} while (0);
	LIBBPF_FUNCTIONS(LOOK_UP)
#undef LOOK_UP
	return all ? 0 : diag_error("'%s' lacks functions of libbpf 1.0", path);
}

/* The program of this number, which alone is to be loaded; NULL: there are fewer. */
static void *choose(void *object, size_t number)
{
	void *chosen = NULL;
	size_t i = 0;

	for (void *at = libbpf.bpf_object__next_program(object, NULL); at;
	     at = libbpf.bpf_object__next_program(object, at)) {
		bool wanted = i++ == number;
		libbpf.bpf_program__set_autoload(at, wanted);
		if (wanted)
			chosen = at;
	}
	return chosen;
}

struct attempt {
	const char *path;
	size_t number; /* of the program */
	uint32_t level;
	char *room; /* for the log */
	size_t size;
	bool walk; /* the whole log is wanted */
};

/* Fills in the verdict. Returns the open object, which holds the program's name; NULL: there is no
 * such program. */
static void *try_load(const struct attempt *attempt, struct verdict *verdict)
{
	void *object = libbpf.bpf_object__open_file(attempt->path, NULL);
	void *program = object ? choose(object, attempt->number) : NULL;

	if (!program) {
		if (object)
			libbpf.bpf_object__close(object);
		return NULL;
	}
	*attempt->room = '\0';
	libbpf.bpf_program__set_log_buf(program, attempt->room, attempt->size);
	libbpf.bpf_program__set_log_level(program, attempt->level);
	verdict->log.size = verdict->warnings.size = 0;
	warnings = &verdict->warnings;
	errno = 0;
	verdict->error = libbpf.bpf_object__load(object) ? (errno ? errno : EINVAL) : 0;
	warnings = NULL;
	verdict->program = libbpf.bpf_program__name(program);
	buf_append(&verdict->log, attempt->room, strnlen(attempt->room, attempt->size));
	return object;
}

/* Before 6.4, a program whose log is cut is not loaded. */
static void *walk(struct attempt *attempt, struct verdict *verdict)
{
	attempt->level = LEVEL_ALL | LEVEL_STATISTICS;
	attempt->size = LARGE_LOG;
	void *object = try_load(attempt, verdict);
	if (!object || !verdict->error)
		return object;
	libbpf.bpf_object__close(object);
	attempt->level = LEVEL_STATISTICS;
	attempt->size = SMALL_LOG;
	return try_load(attempt, verdict);
}

/* Kernels before 5.2 know no statistics and only small logs; of refused programs, the whole log
 * counts. */
static void *judge(struct attempt *attempt, struct verdict *verdict)
{
	attempt->level = LEVEL_STATISTICS;
	attempt->size = SMALL_LOG;
	void *object = try_load(attempt, verdict);
	if (!object || (!verdict->error && !attempt->walk))
		return object;
	libbpf.bpf_object__close(object);
	if (!verdict->error)
		return walk(attempt, verdict);
	attempt->level = LEVEL_ALL | LEVEL_STATISTICS;
	attempt->size = LARGE_LOG;
	object = try_load(attempt, verdict);
	if (!object || !verdict->error || verdict->log.size)
		return object;
	libbpf.bpf_object__close(object);
	attempt->level = LEVEL_ALL;
	attempt->size = SMALL_LOG;
	return try_load(attempt, verdict);
}

static int judge_all(const struct load *load, char *room, verdict_sink sink, void *data)
{
	struct attempt attempt = {.path = load->path, .room = room, .walk = load->walk};
	struct verdict verdict = {0};
	void *object;

	bool go_on = true;
	while (go_on && (object = judge(&attempt, &verdict))) {
		go_on = sink(&verdict, data);
		libbpf.bpf_object__close(object);
		attempt.number++;
	}
	buf_release(&verdict.log);
	buf_release(&verdict.warnings);
	return attempt.number ? 0 : diag_error("libbpf finds no program in '%s'", load->path);
}

int load_each(const struct load *load, verdict_sink sink, void *data)
{
	/* What kernels before 5.11 count maps against. */
	const struct rlimit all = {RLIM_INFINITY, RLIM_INFINITY};

	if (bind_libbpf(load->named) < 0)
		return -1;
	setrlimit(RLIMIT_MEMLOCK, &all);
	void *print;
	int (*keep)(int, const char *, va_list) = keep_warning;
	memcpy(&print, &keep, sizeof(print));
	libbpf.libbpf_set_print(print);
	char *room = mmap(NULL, LARGE_LOG, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (room == MAP_FAILED)
		diag_fatal("cannot allocate memory");
	int result = judge_all(load, room, sink, data);
	munmap(room, LARGE_LOG);
	return result;
}
