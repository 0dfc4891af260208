/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Loading as most users do it. */
#include "load.h"

#include <err.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <bpf/libbpf.h>

/* The log goes out by load_refused(); libbpf's own copy of it would come first and whole. */
static int print_warning(enum libbpf_print_level level, const char *fmt, va_list args)
{
	char text[1024];
	int length = vsnprintf(text, sizeof(text), fmt, args);

	if (level == LIBBPF_WARN && length < (int)sizeof(text))
		fputs(text, stderr);
	return length;
}

void load_libbpf(const char *path, const char *btf, struct loaded *loaded)
{
	LIBBPF_OPTS(bpf_object_open_opts, opts, .btf_custom_path = btf, .kernel_log_buf = load_log,
		    .kernel_log_size = LOAD_LOG_SIZE);
	struct bpf_program *program;
	struct bpf_map *map;

	libbpf_set_print(print_warning);
	struct bpf_object *object = bpf_object__open_file(path, &opts);
	if (!object)
		err(1, "libbpf does not open '%s'", path);
	if (bpf_object__load(object))
		load_refused("libbpf does not load the object", errno);
	/* libbpf carries on without BTF that the kernel has refused; a test must not. */
	if (bpf_object__btf(object) && bpf_object__btf_fd(object) < 0)
		load_refused("the kernel does not take the BTF", EINVAL);

	bpf_object__for_each_program(program, object)
		loaded_add_program(loaded, bpf_program__name(program), bpf_program__fd(program));
	bpf_object__for_each_map(map, object)
	{
		const char *name = bpf_map__name(map);

		/* libbpf puts the object's name before that of a data section. */
		if (bpf_map__is_internal(map))
			name = strchr(name, '.');
		loaded_add_map(loaded, &(struct map){.name = name,
						     .fd = bpf_map__fd(map),
						     .key_size = bpf_map__key_size(map),
						     .value_size = bpf_map__value_size(map)});
	}
}
