/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Loads many BPF objects, one after the other, and runs their programs over the same packets: a
 * process for each object and input would take longer than both.
 *
 *     run_many @FILE      FILE has one packet a line, in hex
 *
 * Each line of stdin is the path of an object; for each of its programs there is one line:
 *
 *     ran NAME RETVAL...     in decimal, one for each packet
 *     refused NAME TEXT      by the verifier: the end of its log, '|' between the lines
 *     failed NAME TEXT       to run, or for the object (NAME is '-'), to be opened or loaded
 *
 * and then the line 'end'. Exit status: 0; 2 wrong words; 77 this process may not load BPF.
 */
#include <err.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "load.h"

enum {
	MAX_INPUT = 4096, /* bytes; a packet must fit a page */
	MAX_NAME = 256,
	LOG_REASON_ONLY = 4, /* BPF_LOG_STATS, linux/bpf_verifier.h: a log of all takes seconds */
	LOG_LINES = 12, /* the reason is one of the last lines; states of registers follow some */
};

struct input {
	unsigned char *bytes;
	size_t size;
};

struct inputs {
	struct input *list;
	size_t count;
};

static unsigned char hex_byte(const char *digits)
{
	char pair[3] = {digits[0], digits[1], '\0'};
	char *end;
	unsigned long byte = strtoul(pair, &end, 16);

	if (end != pair + 2)
		errx(2, "not hex: '%s'", pair);
	return (unsigned char)byte;
}

static struct inputs read_inputs(const char *path)
{
	struct inputs inputs = {0};
	FILE *file = fopen(path, "re");
	char *line = NULL;
	size_t room = 0;
	ssize_t length;

	if (!file)
		err(2, "%s", path);
	while ((length = getline(&line, &room, file)) > 0) {
		struct input input = {load_alloc((size_t)length / 2, 1), (size_t)length / 2};

		if (input.size > MAX_INPUT)
			errx(2, "an input has at most %d bytes", MAX_INPUT);
		for (size_t i = 0; i < input.size; i++)
			input.bytes[i] = hex_byte(line + 2 * i);
		inputs.list = reallocarray(inputs.list, inputs.count + 1, sizeof(*inputs.list));
		if (!inputs.list)
			err(1, "reallocarray");
		inputs.list[inputs.count++] = input;
	}
	if (!inputs.count)
		errx(2, "no input in '%s'", path);
	free(line);
	fclose(file);
	return inputs;
}

/* The end of the text on one line; what the verifier counts at the end tells no reason. */
static void print_tail(const char *text)
{
	const char *end = strstr(text, "\nverification time ");
	const char *start;
	int lines = 0;

	if (!end)
		end = text + strlen(text);
	while (end > text && end[-1] == '\n')
		end--;
	for (start = end; start > text; start--) {
		if (start[-1] == '\n' && ++lines == LOG_LINES)
			break;
	}
	for (; start < end; start++)
		putchar(*start == '\n' ? '|' : *start);
	putchar('\n');
}

static void run(const struct bpf_program *program, const struct inputs *inputs)
{
	char line[16];
	char *text = load_alloc(inputs->count, sizeof(line));

	for (size_t i = 0; i < inputs->count; i++) {
		LIBBPF_OPTS(bpf_test_run_opts, opts, .data_in = inputs->list[i].bytes,
			    .data_size_in = (uint32_t)inputs->list[i].size, .repeat = 1);

		if (bpf_prog_test_run_opts(bpf_program__fd(program), &opts)) {
			printf("failed %s run: %s\n", bpf_program__name(program), strerror(errno));
			goto out;
		}
		snprintf(line, sizeof(line), " %u", opts.retval);
		strcat(text, line);
	}
	printf("ran %s%s\n", bpf_program__name(program), text);
out:
	free(text);
}

static struct bpf_object *open_object(const char *path)
{
	LIBBPF_OPTS(bpf_object_open_opts, opts, .kernel_log_buf = load_log,
		    .kernel_log_size = LOAD_LOG_SIZE, .kernel_log_level = LOG_REASON_ONLY);
	struct bpf_object *object = bpf_object__open_file(path, &opts);

	if (!object)
		printf("failed - open: %s\n", strerror(errno));
	return object;
}

/* True when the object was loaded; else its line is printed. */
static bool load(struct bpf_object *object, const char *name)
{
	load_log[0] = '\0';
	if (bpf_object__load(object)) {
		int error = errno;

		if (load_log[0]) {
			printf("refused %s ", name);
			print_tail(load_log);
		} else {
			printf("failed %s load: %s\n", name, strerror(error));
		}
		return false;
	}
	/* libbpf carries on without BTF that the kernel has refused; a test must not. */
	if (bpf_object__btf(object) && bpf_object__btf_fd(object) < 0) {
		printf("failed %s the kernel does not take the BTF\n", name);
		return false;
	}
	return true;
}

/* A program that is refused takes the others of its object along: each is loaded alone. */
static void run_alone(const char *path, const char *name, const struct inputs *inputs)
{
	struct bpf_object *object = open_object(path);
	struct bpf_program *program, *wanted = NULL;

	if (!object)
		return;
	bpf_object__for_each_program(program, object)
	{
		bool is_wanted = !strcmp(bpf_program__name(program), name);

		bpf_program__set_autoload(program, is_wanted);
		if (is_wanted)
			wanted = program;
	}
	if (load(object, name))
		run(wanted, inputs);
	bpf_object__close(object);
}

static void run_object(const char *path, const struct inputs *inputs)
{
	struct bpf_object *object = open_object(path);
	struct bpf_program *program;
	char (*names)[MAX_NAME];
	size_t count = 0;

	if (!object)
		return;
	bpf_object__for_each_program(program, object) count++;
	names = load_alloc(count, sizeof(*names));
	count = 0;
	bpf_object__for_each_program(program, object)
		snprintf(names[count++], MAX_NAME, "%s", bpf_program__name(program));
	bpf_object__close(object);

	if (!count)
		puts("failed - no program");
	for (size_t i = 0; i < count; i++)
		run_alone(path, names[i], inputs);
	free(names);
}

static int print_nothing(enum libbpf_print_level level, const char *fmt, va_list args)
{
	(void)level;
	(void)fmt;
	(void)args;
	return 0;
}

int main(int argc, char **argv)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t length;

	if (argc != 2 || argv[1][0] != '@') {
		fputs("usage: run_many @FILE\n", stderr);
		return 2;
	}
	struct inputs inputs = read_inputs(argv[1] + 1);
	libbpf_set_print(print_nothing);
	load_or_skip();
	while ((length = getline(&line, &room, stdin)) > 0) {
		line[strcspn(line, "\n")] = '\0';
		run_object(line, &inputs);
		puts("end");
		if (fflush(stdout))
			return 1;
	}
	return 0;
}
