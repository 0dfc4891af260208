/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "each.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <bpf/bpf.h>

enum {
	EXIT_SKIP = 77, /* as in automake and lit */
};

char each_log[EACH_LOG_SIZE];

bool each_is_statistics(const char *line)
{
	return !strncmp(line, "processed ", 10) || !strncmp(line, "verification time", 17) ||
	       !strncmp(line, "stack depth", 11);
}

/* Leaves program 'wanted' alone to be loaded; NULL when there is no such program. */
static struct bpf_program *choose(struct bpf_object *object, size_t wanted)
{
	struct bpf_program *program, *chosen = NULL;
	size_t n = 0;

	bpf_object__for_each_program(program, object)
	{
		bool is_chosen = n++ == wanted;
		if (is_chosen)
			chosen = program;
		bpf_program__set_autoload(program, is_chosen);
		if (bpf_program__type(program) == BPF_PROG_TYPE_UNSPEC)
			bpf_program__set_type(program, BPF_PROG_TYPE_XDP);
	}
	return chosen;
}

/* False when the object has no such program, or cannot be opened. */
static bool load_one(const char *path, size_t wanted, const struct each *each)
{
	const char *slash = strrchr(path, '/'), *file = slash ? slash + 1 : path;

	*each_log = '\0';
	struct bpf_object *object = bpf_object__open_file(path, NULL);
	if (!object) {
		if (each->not_opened)
			each->not_opened(file, errno);
		return false;
	}
	struct bpf_program *chosen = choose(object, wanted);
	if (chosen) {
		bpf_program__set_log_buf(chosen, each_log, sizeof(each_log));
		if (each->log_level)
			bpf_program__set_log_level(chosen, each->log_level);
		int error = bpf_object__load(object) ? errno : 0;
		each->loaded(file, bpf_program__name(chosen), error);
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

int each_load(char **paths, const struct each *each)
{
	struct rlimit all = {RLIM_INFINITY, RLIM_INFINITY};

	setrlimit(RLIMIT_MEMLOCK, &all); /* what kernels before 5.11 count maps against */
	libbpf_set_print(each->print);
	if (!may_load())
		return EXIT_SKIP;
	for (; *paths; paths++) {
		for (size_t n = 0; load_one(*paths, n, each); n++)
			;
		fflush(stdout);
	}
	return 0;
}
