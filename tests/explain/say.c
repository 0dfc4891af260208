/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What this kernel says of each program of some objects, in its own words:
 *
 *     say [-l LEVEL] [-b | -u] OBJECT...
 *
 *     == OBJECT PROGRAM loaded | refused ERRNO
 *     the log
 *
 * Each program is loaded alone with libbpf. OBJECT is the name of the file without its folder. The
 * log has level 1 unless -l names another one; what libbpf warned of follows it. With -b, the
 * process first gives up all rights but CAP_BPF and CAP_NET_ADMIN: the verifier then keeps pointers
 * secret. With -u, it gives up all, and loads what anybody may. Exit status: 0; 77 this process may not load BPF.
 */
#include <errno.h>
#include <linux/capability.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

enum {
	EXIT_SKIP = 77,
	LOG_SIZE = 1 << 24, /* the most that kernels before 5.2 take is one byte less */
	BIT_NET_ADMIN = 1u << 12,
	BIT_BPF = 1u << (39 - 32), /* in the second word */
};

static char kernel_log[LOG_SIZE - 1];
static char warnings[1 << 16];

static int keep_warning(enum libbpf_print_level level, const char *fmt, va_list args)
{
	size_t used = strlen(warnings);

	if (level == LIBBPF_WARN)
		vsnprintf(warnings + used, sizeof(warnings) - used, fmt, args);
	return 0;
}

static bool give_up_rights(void)
{
	struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
	struct __user_cap_data_struct data[2] = {
		{.effective = BIT_NET_ADMIN, .permitted = BIT_NET_ADMIN},
		{.effective = BIT_BPF, .permitted = BIT_BPF},
	};
	return syscall(SYS_capset, &header, data) == 0;
}

static bool become_nobody(void)
{
	return setgid(65534) == 0 && setuid(65534) == 0;
}

/* Loads program 'wanted' of the object alone; false when there is no such program. */
static bool say(const char *path, const char *name, size_t wanted, unsigned level)
{
	struct bpf_program *program, *chosen = NULL;
	size_t n = 0;

	*kernel_log = *warnings = '\0';
	struct bpf_object *object = bpf_object__open_file(path, NULL);
	if (!object) {
		printf("== %s * refused %d\n%s", name, errno, warnings);
		return false;
	}
	bpf_object__for_each_program(program, object)
	{
		bool is_chosen = n++ == wanted;
		if (is_chosen)
			chosen = program;
		bpf_program__set_autoload(program, is_chosen);
	}
	if (chosen) {
		bpf_program__set_log_buf(chosen, kernel_log, sizeof(kernel_log));
		bpf_program__set_log_level(chosen, level);
		int failed = bpf_object__load(object) ? errno : 0;
		printf("== %s %s %s", name, bpf_program__name(chosen),
		       failed ? "refused" : "loaded");
		printf(failed ? " %d\n" : "\n", failed);
		fputs(kernel_log, stdout);
		fputs(warnings, stdout);
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
	enum bpf_prog_type type = geteuid() ? BPF_PROG_TYPE_SOCKET_FILTER : BPF_PROG_TYPE_XDP;
	int fd = bpf_prog_load(type, NULL, "GPL", insns, 2, NULL);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

int main(int argc, char **argv)
{
	struct rlimit all = {RLIM_INFINITY, RLIM_INFINITY};
	unsigned level = 1;
	int option;

	setrlimit(RLIMIT_MEMLOCK, &all); /* what kernels before 5.11 count maps against */
	while ((option = getopt(argc, argv, "l:bu")) >= 0) {
		if (option == 'l')
			level = (unsigned)atoi(optarg);
		else if (option != 'b' && option != 'u')
			return 2;
		else if (option == 'b' ? !give_up_rights() : !become_nobody())
			return EXIT_SKIP;
	}
	libbpf_set_print(keep_warning);
	if (!may_load())
		return EXIT_SKIP;
	for (int i = optind; i < argc; i++) {
		const char *slash = strrchr(argv[i], '/');
		for (size_t n = 0; say(argv[i], slash ? slash + 1 : argv[i], n, level); n++)
			;
		fflush(stdout);
	}
	return 0;
}
