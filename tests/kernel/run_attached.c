/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Attaches the programs of an object, makes a process, and shows what they left in the array RESULT
 * of 64-bit numbers:
 *
 *     run_attached OBJECT [PROGRAM]...
 *
 * The other PROGRAMs than those named are not loaded; without a name all are. Iterators are read to
 * their ends. The array CALLER has the number of this process in it, which has known properties:
 * its name is "caller", its niceness 0, and it asks the scheduler to give its children none of its
 * own (SCHED_RESET_ON_FORK). Prints 'RESULT KEY VALUE' for each entry that is not 0; the numbers of
 * the process made and of this one are 'child' and 'caller'. Exit status as run_prog's.
 */
#include <err.h>
#include <errno.h>
#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

static bool is_named(const char *name, char **names, int count)
{
	for (int i = 0; i < count; i++) {
		if (!strcmp(name, names[i]))
			return true;
	}
	return !count;
}

static int find_map(struct bpf_object *object, const char *name)
{
	int fd = bpf_object__find_map_fd_by_name(object, name);
	if (fd < 0)
		errx(1, "the object has no map '%s'", name);
	return fd;
}

static void become_caller(void)
{
	const struct sched_param param = {0};

	if (prctl(PR_SET_NAME, "caller") || setpriority(PRIO_PROCESS, 0, 0) ||
	    sched_setscheduler(0, SCHED_OTHER | SCHED_RESET_ON_FORK, &param))
		err(1, "become the caller");
}

static void read_iterator(const struct bpf_link *link)
{
	int fd = bpf_iter_create(bpf_link__fd(link));
	char buffer[4096];
	ssize_t length;

	if (fd < 0)
		err(1, "iterator");
	while ((length = read(fd, buffer, sizeof(buffer))) > 0)
		;
	if (length < 0)
		err(1, "read iterator");
	close(fd);
}

static void attach(struct bpf_program *program)
{
	struct bpf_link *link = bpf_program__attach(program);

	if (!link)
		err(1, "attach '%s'", bpf_program__name(program));
	if (!strncmp(bpf_program__section_name(program), "iter/", strlen("iter/")))
		read_iterator(link);
}

static pid_t make_child(void)
{
	pid_t child = fork();

	if (child < 0)
		err(1, "fork");
	if (!child)
		_exit(0);
	waitpid(child, NULL, 0);
	return child;
}

static void print_results(int map, pid_t child)
{
	const uint64_t number = 1ull << 32;
	uint64_t value;

	for (uint32_t key = 0; !bpf_map_lookup_elem(map, &key, &value); key++) {
		if (value == (number | (uint64_t)child))
			printf("RESULT %u child\n", key);
		else if (value == (number | (uint64_t)getpid()))
			printf("RESULT %u caller\n", key);
		else if (value)
			printf("RESULT %u %llu\n", key, (unsigned long long)value);
	}
}

int main(int argc, char **argv)
{
	struct bpf_program *program;

	if (argc < 2)
		errx(2, "usage: run_attached OBJECT [PROGRAM]...");
	struct bpf_object *object = bpf_object__open_file(argv[1], NULL);
	if (!object)
		err(1, "open %s", argv[1]);
	bpf_object__for_each_program(program, object) bpf_program__set_autoload(
		program, is_named(bpf_program__name(program), argv + 2, argc - 2));
	if (bpf_object__load(object))
		err(1, "load %s", argv[1]);
	const uint32_t zero = 0, self = (uint32_t)getpid();
	if (bpf_map_update_elem(find_map(object, "CALLER"), &zero, &self, 0))
		err(1, "CALLER");
	become_caller();
	bpf_object__for_each_program(program, object)
	{
		if (bpf_program__autoload(program))
			attach(program);
	}
	print_results(find_map(object, "RESULT"), make_child());
	return fflush(stdout) ? 1 : 0;
}
