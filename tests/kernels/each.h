/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What count.c and verdict.c share: each program of some objects is loaded alone, with libbpf. */
#ifndef TESTS_KERNELS_EACH_H
#define TESTS_KERNELS_EACH_H

#include <stdbool.h>

#include <bpf/libbpf.h>

enum {
	EACH_LOG_SIZE = 1 << 24,
};

/* The verifier's log of the program at hand; empty when there is none. */
extern char each_log[EACH_LOG_SIZE];

struct each {
	libbpf_print_fn_t print;
	unsigned log_level; /* 0: a log of what is refused alone */
	/* What became of a program; error: 0, or that of libbpf. 'file' is the name of the object
	 * without its folder. */
	void (*loaded)(const char *file, const char *program, int error);
	void (*not_opened)(const char *file, int error); /* NULL: nothing is said */
};

/* Loads the programs of the objects. A program whose section tells libbpf no kind is loaded as XDP.
 * Returns the exit status: 0; 77 this process may not load BPF. */
int each_load(char **paths, const struct each *each);
/* Lines of statistics at the end of the log. */
bool each_is_statistics(const char *line);

#endif
