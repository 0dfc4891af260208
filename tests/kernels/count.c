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

#include "each.h"

enum {
	LOG_STATS = 4, /* BPF_LOG_STATS in linux/bpf_verifier.h */
};

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

	for (const char *at = each_log; (at = strstr(at, words)); at++)
		number = strtoul(at + strlen(words), NULL, 10);
	return number;
}

static void print_reason(void)
{
	char *last = NULL, *rest = NULL;

	for (char *line = strtok_r(each_log, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
		if (!each_is_statistics(line))
			last = line;
	printf(" %s", last ? last : "no reason");
}

static void tell(const char *file, const char *program, int error)
{
	printf("walk %s %s %s %lu %lu", file, program, error ? "refused" : "ok",
	       last_number("processed "), last_number("total_states "));
	if (error)
		print_reason();
	putchar('\n');
}

int main(int argc, char **argv)
{
	const struct each each = {.print = keep_silent, .log_level = LOG_STATS, .loaded = tell};

	(void)argc;
	return each_load(argv + 1, &each);
}
