/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* BTF from LLVM's to the kernel's, one step a line. */
#include "elf/btf/btf.h"

#include <libelf.h>
#include <stdlib.h>

#include "elf/btf/parts.h"

/* Gives the section new contents, which it owns from here on; none: the section stays out. */
static void replace(struct image *image, const char *name, struct buf *bytes)
{
	uint32_t index = image_find(image, name);
	struct image_section *section = &image->sections[index];

	if (!index || !bytes->size) {
		buf_release(bytes);
		return;
	}
	if (section->owns_data)
		free(section->data);
	section->type = SHT_PROGBITS;
	section->flags = 0;
	section->align = 4;
	section->data = (uint8_t *)bytes->data;
	section->size = bytes->size;
	section->owns_data = true;
	section->rel_count = 0;
	section->keep = true;
}

void btf_finish(struct btf *btf, struct image *image, struct btf_limits limits)
{
	struct buf types = {0}, ext = {0};

	if (!btf->type_count) /* built without debug info */
		return;
	btf_complete_places(btf, image);
	btf_follow_symbols(btf, image);
	btf_find_void(btf);
	btf_prune(btf);
	btf_lower_kinds(btf, limits);
	if (btf->type_count <= 1)
		return;
	btf_tidy_variants(btf);
	btf_tidy_types(btf);
	btf_write(btf, image, &types, &ext);
	replace(image, ".BTF", &types);
	replace(image, ".BTF.ext", &ext);
}
