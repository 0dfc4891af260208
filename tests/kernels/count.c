/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * How many instructions this kernel's verifier walks in each program of some objects, each loaded
 * alone with libbpf:
 *
 *     walk OBJECT PROGRAM ok PROCESSED STATES
 *     walk OBJECT PROGRAM refused PROCESSED STATES REASON
 *
 * OBJECT is the name of the file without its folder. PROCESSED and STATES are what the verifier's
 * log says ("processed N insns", "total_states N"); 0 if it says nothing. REASON is the last line
 * of the log before. A program whose section tells libbpf no kind is loaded as XDP. Exit status: 0;
 * 77 this process may not load BPF.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

enum {
	EXIT_SKIP = 77,
	LOG_SIZE = 1 << 24,
	LOG_STATS = 4, /* BPF_LOG_STATS in linux/bpf_verifier.h */
};

static char kernel_log[LOG_SIZE];

static int keep_silent(enum libbpf_print_level level, const char *fmt, va_list args)
{
	(void)level;
	(void)fmt;
	(void)args;
	return 0;
}

/* The number behind the last occurrence of the words. */
static unsigned long last_number(const char *words)
{
	unsigned long number = 0;

	for (const char *at = kernel_log; (at = strstr(at, words)); at++)
		number = strtoul(at + strlen(words), NULL, 10);
	return number;
}

static void print_reason(void)
{
	char *last = NULL, *rest = NULL;

	for (char *line = strtok_r(kernel_log, "\n", &rest); line;
	     line = strtok_r(NULL, "\n", &rest))
		if (strncmp(line, "processed ", 10) != 0 &&
		    strncmp(line, "verification time", 17) != 0 &&
		    strncmp(line, "stack depth", 11) != 0)
			last = line;
	printf(" %s", last ? last : "no reason");
}

/* Loads program 'wanted' of the object alone; false when there is no such program. */
static bool count(const char *path, const char *name, size_t wanted)
{
	struct bpf_program *program, *chosen = NULL;
	size_t n = 0;

	struct bpf_object *object = bpf_object__open_file(path, NULL);
	if (!object)
		return false;
	bpf_object__for_each_program(program, object)
	{
		bool is_chosen = n++ == wanted;
		if (is_chosen)
			chosen = program;
		bpf_program__set_autoload(program, is_chosen);
		if (bpf_program__type(program) == BPF_PROG_TYPE_UNSPEC)
			bpf_program__set_type(program, BPF_PROG_TYPE_XDP);
	}
	if (chosen) {
		*kernel_log = '\0';
		bpf_program__set_log_buf(chosen, kernel_log, sizeof(kernel_log));
		bpf_program__set_log_level(chosen, LOG_STATS);
		bool is_loaded = bpf_object__load(object) == 0;
		printf("walk %s %s %s %lu %lu", name, bpf_program__name(chosen),
		       is_loaded ? "ok" : "refused", last_number("processed "),
		       last_number("total_states "));
		if (!is_loaded)
			print_reason();
		putchar('\n');
	}
	bpf_object__close(object);
	return chosen;
}

static bool may_load(void)
{
	const struct bpf_insn insns[] = {
		{.code = BPF_ALU64 | BPF_MOV | BPF_K},
		{.code = BPF_JMP | BPF_EXIT},
	};
	int fd = bpf_prog_load(BPF_PROG_TYPE_XDP, NULL, "GPL", insns, 2, NULL);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

int main(int argc, char **argv)
{
	struct rlimit all = {RLIM_INFINITY, RLIM_INFINITY};

	setrlimit(RLIMIT_MEMLOCK, &all); /* what kernels before 5.11 count maps against */
	libbpf_set_print(keep_silent);
	if (!may_load())
		return EXIT_SKIP;
	for (int i = 1; i < argc; i++) {
		const char *slash = strrchr(argv[i], '/');
		for (size_t n = 0; count(argv[i], slash ? slash + 1 : argv[i], n); n++)
			;
		fflush(stdout);
	}
	return 0;
}
