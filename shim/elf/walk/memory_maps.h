/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The maps of an object as the verifier knows them. */
#ifndef SHIM_ELF_WALK_MEMORY_MAPS_H
#define SHIM_ELF_WALK_MEMORY_MAPS_H

#include <stddef.h>
#include <stdint.h>

#include "elf/btf/btf.h"
#include "elf/code/program.h"

struct walk_map {
	uint32_t section; /* index in the file */
	uint64_t value;   /* of its symbol; 0 for a section of variables */
	uint32_t type, key_size, value_size, entries;
	const uint8_t *constants; /* what a frozen map holds, value_size bytes; NULL: not frozen */
};

struct walk_maps {
	struct walk_map *at; /* owned */
	size_t count;
};

void walk_maps_read(struct walk_maps *maps, const struct image *image, const struct btf *btf);
/* Returns the index of the map that the relocation refers to, or -1. */
int walk_maps_find(const struct walk_maps *maps, const struct programs *programs,
		   const struct reloc *reloc);

#endif
