/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What this kernel says of each program of some objects, each loaded alone with libbpf:
 *
 *     load OBJECT PROGRAM ok
 *     load OBJECT PROGRAM refused REASON        the last lines of the verifier's log, with '|'
 *                                               between them, or what libbpf said
 *
 * OBJECT is the name of the file without its folder. A program whose section tells libbpf no kind
 * is loaded as XDP. Exit status: 0; 77 this process may not load BPF.
 */
#include <errno.h>
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
	LOG_LINES = 3,
};

static char kernel_log[LOG_SIZE];
static char said[1024]; /* libbpf's last warning */

static int keep_warning(enum libbpf_print_level level, const char *fmt, va_list args)
{
	char text[sizeof(said)];

	if (level != LIBBPF_WARN)
		return 0;
	vsnprintf(text, sizeof(text), fmt, args);
	/* The last one before the summary tells most. */
	if (!strstr(text, "failed to load") && !strstr(text, "-- BEGIN") && !strstr(text, "-- END"))
		memcpy(said, text, sizeof(said));
	return 0;
}

/* On one line, less the statistics at the end. */
static void print_reason(int error)
{
	char *lines[LOG_LINES];
	size_t count = 0;
	char *text = *kernel_log ? kernel_log : said, *rest = NULL;

	for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		if (!strncmp(line, "processed ", 10) || !strncmp(line, "verification time", 17) ||
		    !strncmp(line, "stack depth", 11))
			continue;
		if (count == LOG_LINES)
			memmove(lines, lines + 1, (LOG_LINES - 1) * sizeof(*lines));
		else
			count++;
		lines[count - 1] = line;
	}
	printf("refused %s:", strerror(error));
	for (size_t i = 0; i < count; i++)
		printf("%s%s", i ? " | " : " ", lines[i]);
	putchar('\n');
}

/* Loads program 'wanted' of the object alone; false when there is no such program. */
static bool judge(const char *path, const char *name, size_t wanted)
{
	struct bpf_program *program, *chosen = NULL;
	size_t n = 0;

	*kernel_log = *said = '\0';
	struct bpf_object *object = bpf_object__open_file(path, NULL);
	if (!object) {
		int error = errno;
		printf("load %s * ", name);
		print_reason(error);
		return false;
	}
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
		bpf_program__set_log_buf(chosen, kernel_log, sizeof(kernel_log));
		printf("load %s %s ", name, bpf_program__name(chosen));
		if (bpf_object__load(object))
			print_reason(errno);
		else
			puts("ok");
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
	libbpf_set_print(keep_warning);
	if (!may_load())
		return EXIT_SKIP;
	for (int i = 1; i < argc; i++) {
		const char *slash = strrchr(argv[i], '/');
		for (size_t n = 0; judge(argv[i], slash ? slash + 1 : argv[i], n); n++)
			;
		fflush(stdout);
	}
	return 0;
}
