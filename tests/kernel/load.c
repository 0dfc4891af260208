/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What both ways of loading share. */
#include "load.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>

enum {
	LOG_TAIL_LINES = 25
};

char load_log[LOAD_LOG_SIZE];

void *load_alloc(size_t count, size_t size)
{
	void *memory = calloc(count ? count : 1, size);

	if (!memory)
		err(1, "calloc");
	return memory;
}

/* Found out by trying: capabilities, sysctl and security modules all have a say. */
void load_or_skip(void)
{
	const struct bpf_insn insns[] = {
		{.code = BPF_ALU64 | BPF_MOV | BPF_K},
		{.code = BPF_JMP | BPF_EXIT},
	};
	int fd = bpf_prog_load(BPF_PROG_TYPE_XDP, NULL, "GPL", insns, 2, NULL);

	if (fd < 0) {
		warn("skipped: this process may not load BPF");
		exit(EXIT_SKIP);
	}
	close(fd);
}

void loaded_add_program(struct loaded *loaded, const char *name, int fd)
{
	loaded->programs = reallocarray(loaded->programs, loaded->program_count + 1,
					sizeof(*loaded->programs));
	if (!loaded->programs)
		err(1, "reallocarray");
	loaded->programs[loaded->program_count++] = (struct program){name, fd};
}

void loaded_add_map(struct loaded *loaded, const struct map *map)
{
	loaded->maps = reallocarray(loaded->maps, loaded->map_count + 1, sizeof(*loaded->maps));
	if (!loaded->maps)
		err(1, "reallocarray");
	loaded->maps[loaded->map_count++] = *map;
}

void load_refused(const char *what, int error)
{
	const char *tail = load_log + strnlen(load_log, sizeof(load_log));

	for (int lines = 0; tail > load_log; tail--) {
		if (tail[-1] == '\n' && lines++ == LOG_TAIL_LINES)
			break;
	}
	fputs(tail, stderr);
	errx(1, "%s: %s", what, strerror(error));
}
