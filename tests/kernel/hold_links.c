/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Hands the tables of functions of an object to the kernel (struct_ops), each as a link, until its
 * input ends:
 *
 *     hold_links OBJECT
 *
 * Prints 'held' when all are there. Wants libbpf 1.2 or newer. Exit status as run_prog's.
 */
#include <err.h>
#include <stdio.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

int main(int argc, char **argv)
{
	struct bpf_map *map;
	int count = 0;

	if (argc != 2)
		errx(2, "usage: hold_links OBJECT");
	struct bpf_object *object = bpf_object__open_file(argv[1], NULL);
	if (!object || bpf_object__load(object))
		err(1, "load %s", argv[1]);
	bpf_object__for_each_map(map, object)
	{
		if (bpf_map__type(map) != BPF_MAP_TYPE_STRUCT_OPS)
			continue;
		if (!bpf_map__attach_struct_ops(map))
			err(1, "attach '%s'", bpf_map__name(map));
		count++;
	}
	if (!count)
		errx(1, "the object has no table of functions");
	puts("held");
	fflush(stdout);
	while (getchar() != EOF)
		;
	return 0;
}
