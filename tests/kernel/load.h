/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Two ways to bring an object into the kernel: libbpf, and for the map sections of RedBPF and aya
 * ('maps/NAME', 'maps'), which libbpf 1.0 and later refuses, the same by hand. A test has nothing
 * to do after a failure, so every function here reports it on stderr and exits with status 1.
 */
#ifndef TESTS_KERNEL_LOAD_H
#define TESTS_KERNEL_LOAD_H

#include <stddef.h>
#include <stdint.h>
#include <stdnoreturn.h>

struct program {
	const char *name; /* of the entry point */
	int fd;
};

struct map {
	const char *name; /* ".rodata", ".data", ".bss": the data sections */
	int fd;
	uint32_t key_size;   /* bytes */
	uint32_t value_size; /* bytes */
};

/* What the kernel holds for one object. Lives until the process ends. */
struct loaded {
	struct program *programs; /* in the order of the object */
	size_t program_count;
	struct map *maps;
	size_t map_count;
};

enum {
	EXIT_SKIP = 77 /* as in automake and lit */
};
/* Exits with that when this process may not load BPF. */
void load_or_skip(void);

/* True when the object has map sections of the old kind. */
int load_is_legacy(const char *path);
void load_legacy(const char *path, struct loaded *loaded);
/* btf: the file of BTF that is taken for the kernel's; NULL: the kernel's own. */
void load_libbpf(const char *path, const char *btf, struct loaded *loaded);

void loaded_add_program(struct loaded *loaded, const char *name, int fd);
void loaded_add_map(struct loaded *loaded, const struct map *map);

/* The buffer for the verifier's log; one is enough, since the first failure ends the process. */
enum {
	LOAD_LOG_SIZE = 1 << 20
};
extern char load_log[LOAD_LOG_SIZE];

/* Reports 'what' with the end of the verifier's log, which holds the reason; exits with 1. */
noreturn void load_refused(const char *what, int error);

void *load_alloc(size_t count, size_t size);

#endif
