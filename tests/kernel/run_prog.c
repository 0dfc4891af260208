/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Loads a BPF object into the running kernel and runs its programs over given inputs.
 *
 *     run PROGRAM INPUT RETVAL      one line per run, inputs counted from 0
 *     map NAME KEY VALUE            the bytes in hex, ordered by key
 *
 * Exit status: 0; 1 the object does not load or run, with the reason on stderr; 2 wrong words;
 * 77 this process may not load BPF.
 */
#include <ctype.h>
#include <err.h>
#include <errno.h>
#include <getopt.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "load.h"

enum {
	MAX_INPUT = 4096, /* bytes; a packet must fit a page */
	MAX_NAMES = 16,
};

struct input {
	unsigned char *bytes;
	size_t size;
};

struct job {
	const char *object;
	const char *programs[MAX_NAMES]; /* to run; none: all */
	size_t program_count;
	const char *maps[MAX_NAMES]; /* to print */
	size_t map_count;
	struct input *inputs;
	size_t input_count;
	bool is_context;      /* inputs are contexts, not packets */
	const char *task_map; /* whose value for this process is a pointer; NULL: none */
	const char *btf;      /* in place of the kernel's own; NULL: that */
	bool each;            /* print the maps after every run, not only at the end */
};

static noreturn void usage(void)
{
	fputs("usage: run_prog [-c] [-e] [-b BTF] [-u MAP] [-p PROGRAM]... [-m MAP]... OBJECT [INPUT]...\n"
	      "  INPUT  the bytes in hex, or @FILE with one input a line\n"
	      "  -c     inputs are contexts (raw_tp, syscall), not packets\n"
	      "  -e     print the maps after every run, not only at the end\n"
	      "  -b     what is taken for the kernel's BTF\n"
	      "  -u     this map of tasks gets a pointer to 64-bit numbers from 100 on\n"
	      "  -p     run only this program\n"
	      "  -m     print this map\n",
	      stderr);
	exit(2);
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void add_input(struct job *job, const char *hex, size_t length)
{
	struct input input = {load_alloc(length / 2, 1), length / 2};

	if (length % 2 || input.size > MAX_INPUT)
		errx(2, "an input is whole bytes in hex, at most %d", MAX_INPUT);
	for (size_t i = 0; i < input.size; i++) {
		int high = hex_digit(hex[2 * i]), low = hex_digit(hex[2 * i + 1]);

		if (high < 0 || low < 0)
			errx(2, "not hex: '%.*s'", (int)length, hex);
		input.bytes[i] = (unsigned char)(high << 4 | low);
	}
	job->inputs = reallocarray(job->inputs, job->input_count + 1, sizeof(*job->inputs));
	if (!job->inputs)
		err(1, "reallocarray");
	job->inputs[job->input_count++] = input;
}

static void add_input_file(struct job *job, const char *path)
{
	FILE *file = fopen(path, "re");
	char *line = NULL;
	size_t room = 0, before = job->input_count;
	ssize_t length;

	if (!file)
		err(2, "%s", path);
	while ((length = getline(&line, &room, file)) > 0) {
		if (line[length - 1] == '\n')
			length--;
		add_input(job, line, (size_t)length);
	}
	if (job->input_count == before)
		errx(2, "no input in '%s'", path);
	free(line);
	fclose(file);
}

static void add_name(const char **names, size_t *count, const char *name)
{
	if (*count == MAX_NAMES)
		errx(2, "more than %d names", MAX_NAMES);
	names[(*count)++] = name;
}

static void read_words(struct job *job, int argc, char **argv)
{
	int option;

	while ((option = getopt(argc, argv, "ceb:u:p:m:")) >= 0) {
		if (option == 'c')
			job->is_context = true;
		else if (option == 'e')
			job->each = true;
		else if (option == 'b')
			job->btf = optarg;
		else if (option == 'u')
			job->task_map = optarg;
		else if (option == 'p')
			add_name(job->programs, &job->program_count, optarg);
		else if (option == 'm')
			add_name(job->maps, &job->map_count, optarg);
		else
			usage();
	}
	if (optind == argc)
		usage();
	job->object = argv[optind];
	for (int i = optind + 1; i < argc; i++) {
		if (argv[i][0] == '@')
			add_input_file(job, argv[i] + 1);
		else
			add_input(job, argv[i], strlen(argv[i]));
	}
}

/* Keys are compared as bytes; that order is as good as any and does not change between runs. */
static int compare_keys(const void *a, const void *b, void *size)
{
	return memcmp(a, b, *(const size_t *)size);
}

static void print_hex(const unsigned char *bytes, size_t size)
{
	putchar(' ');
	for (size_t i = 0; i < size; i++)
		printf("%02x", bytes[i]);
}

/* Of a per-CPU map the kernel gives the values of all CPUs; the first is the one that programs of
 * this process have used. */
static void print_map(const struct map *map)
{
	size_t key_size = map->key_size, count = 0;
	unsigned char *keys = NULL;
	unsigned char *value =
		load_alloc((size_t)libbpf_num_possible_cpus(), (map->value_size + 7) / 8 * 8);

	for (;;) {
		keys = reallocarray(keys, count + 1, key_size);
		if (!keys)
			err(1, "reallocarray");
		if (bpf_map_get_next_key(map->fd, count ? keys + (count - 1) * key_size : NULL,
					 keys + count * key_size))
			break;
		count++;
	}
	if (errno != ENOENT)
		err(1, "map '%s'", map->name);

	qsort_r(keys, count, key_size, compare_keys, &key_size);
	for (size_t i = 0; i < count; i++) {
		if (bpf_map_lookup_elem(map->fd, keys + i * key_size, value))
			err(1, "map '%s'", map->name);
		printf("map %s", map->name);
		print_hex(keys + i * key_size, key_size);
		print_hex(value, map->value_size);
		putchar('\n');
	}
	free(keys);
	free(value);
}

static const struct map *find_map(const struct loaded *loaded, const char *name)
{
	for (size_t i = 0; i < loaded->map_count; i++) {
		if (!strcmp(loaded->maps[i].name, name))
			return &loaded->maps[i];
	}
	errx(1, "the object has no map '%s'", name);
}

static void print_maps(const struct job *job, const struct loaded *loaded)
{
	for (size_t i = 0; i < job->map_count; i++)
		print_map(find_map(loaded, job->maps[i]));
}

/* Such a pointer may not lead from one page into another. */
static void give_numbers(const struct map *map)
{
	size_t size = (size_t)sysconf(_SC_PAGESIZE);
	uint64_t *numbers =
		mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int self = (int)syscall(SYS_pidfd_open, getpid(), 0);

	if (numbers == MAP_FAILED || self < 0)
		err(1, "numbers for '%s'", map->name);
	for (size_t i = 0; i < size / sizeof(*numbers); i++)
		numbers[i] = 100 + i;
	if (map->value_size != sizeof(numbers) ||
	    bpf_map_update_elem(map->fd, &self, &numbers, BPF_ANY))
		err(1, "map '%s'", map->name);
}

static void stay_on_first_cpu(void)
{
	cpu_set_t cpus;

	CPU_ZERO(&cpus);
	CPU_SET(0, &cpus);
	if (sched_setaffinity(0, sizeof(cpus), &cpus))
		err(1, "sched_setaffinity");
}

static bool is_wanted(const struct job *job, const struct program *program)
{
	for (size_t i = 0; i < job->program_count; i++) {
		if (!strcmp(job->programs[i], program->name))
			return true;
	}
	return !job->program_count;
}

static void run(const struct job *job, const struct program *program, size_t number)
{
	const struct input *input = &job->inputs[number];
	LIBBPF_OPTS(bpf_test_run_opts, opts);

	if (job->is_context) {
		opts.ctx_in = input->bytes;
		opts.ctx_size_in = (uint32_t)input->size;
	} else {
		opts.data_in = input->bytes;
		opts.data_size_in = (uint32_t)input->size;
		opts.repeat = 1;
	}
	if (bpf_prog_test_run_opts(program->fd, &opts))
		err(1, "run '%s' on input %zu", program->name, number);
	printf("run %s %zu %u\n", program->name, number, opts.retval);
}

static void run_all(const struct job *job, const struct loaded *loaded)
{
	bool ran = false;

	for (size_t input = 0; input < job->input_count; input++) {
		for (size_t i = 0; i < loaded->program_count; i++) {
			if (!is_wanted(job, &loaded->programs[i]))
				continue;
			run(job, &loaded->programs[i], input);
			ran = true;
			if (job->each)
				print_maps(job, loaded);
		}
	}
	if (job->input_count && !ran)
		errx(1, "the object has no such program");
	if (!job->each)
		print_maps(job, loaded);
}

int main(int argc, char **argv)
{
	struct job job = {0};
	struct loaded loaded = {0};

	read_words(&job, argc, argv);
	load_or_skip();
	if (load_is_legacy(job.object))
		load_legacy(job.object, &loaded);
	else
		load_libbpf(job.object, job.btf, &loaded);
	stay_on_first_cpu();
	if (job.task_map)
		give_numbers(find_map(&loaded, job.task_map));
	run_all(&job, &loaded);
	return fflush(stdout) ? 1 : 0;
}
