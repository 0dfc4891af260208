/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Names of map types. */
#include "kernel/map_types.h"

#include <stddef.h>

const char *map_type_name(unsigned type)
{
	static const char *const types[] = {
		"of no type",
		"hash",
		"array",
		"prog_array",
		"perf_event_array",
		"percpu_hash",
		"percpu_array",
		"stack_trace",
		"cgroup_array",
		"lru_hash",
		"lru_percpu_hash",
		"lpm_trie",
		"array_of_maps",
		"hash_of_maps",
		"devmap",
		"sockmap",
		"cpumap",
		"xskmap",
		"sockhash",
		"cgroup_storage",
		"reuseport_sockarray",
		"percpu_cgroup_storage",
		"queue",
		"stack",
		"sk_storage",
		"devmap_hash",
		"struct_ops",
		"ringbuf",
		"inode_storage",
		"task_storage",
		"bloom_filter",
		"user_ringbuf",
		"cgrp_storage",
		"arena",
		"insn_array",
	};
	return type < sizeof(types) / sizeof(*types) ? types[type] : "new";
}
