/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Runs a program before and after a function that it calls is replaced by an extension (freplace):
 *
 *     run_replaced OBJECT PROGRAM FUNCTION EXTENSION INPUT
 *
 * OBJECT has the program and the function, EXTENSION one program, INPUT is a packet in hex. Prints
 * both results. Exit status as that of run_prog.
 */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

enum {
	MAX_INPUT = 256
};

static struct bpf_object *open_object(const char *path)
{
	struct bpf_object *object = bpf_object__open_file(path, NULL);
	if (!object)
		err(1, "open %s", path);
	return object;
}

static void load(struct bpf_object *object, const char *path)
{
	if (bpf_object__load(object))
		err(1, "load %s", path);
}

static size_t read_hex(const char *hex, unsigned char *bytes)
{
	size_t count = 0;
	for (; count < MAX_INPUT && sscanf(hex + 2 * count, "%2hhx", &bytes[count]) == 1; count++)
		;
	return count;
}

static void run(int program, unsigned char *input, size_t size)
{
	LIBBPF_OPTS(bpf_test_run_opts, opts, .data_in = input, .data_size_in = (unsigned)size);
	if (bpf_prog_test_run_opts(program, &opts))
		err(1, "run");
	printf("%u\n", opts.retval);
}

int main(int argc, char **argv)
{
	unsigned char input[MAX_INPUT];

	if (argc != 6)
		errx(2, "usage: run_replaced OBJECT PROGRAM FUNCTION EXTENSION INPUT");
	size_t size = read_hex(argv[5], input);
	struct bpf_object *object = open_object(argv[1]), *extension = open_object(argv[4]);
	load(object, argv[1]);
	struct bpf_program *program = bpf_object__find_program_by_name(object, argv[2]);
	if (!program)
		errx(1, "no program %s", argv[2]);
	int fd = bpf_program__fd(program);
	run(fd, input, size);
	struct bpf_program *other = bpf_object__next_program(extension, NULL);
	if (bpf_program__set_attach_target(other, fd, argv[3]))
		err(1, "find %s", argv[3]);
	load(extension, argv[4]);
	struct bpf_link *link = bpf_program__attach_freplace(other, fd, argv[3]);
	if (!link)
		err(1, "replace %s", argv[3]);
	run(fd, input, size);
	bpf_link__destroy(link);
	run(fd, input, size);
	bpf_object__close(extension);
	bpf_object__close(object);
	return 0;
}
