/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Turns LLVM's BTF into BTF that kernels and loaders accept. btf_finish() lists the steps. */
#include "elf/btf/btf.h"

#include <libelf.h>
#include <stdlib.h>

#include "elf/btf/parts.h"

/* Gives the section new contents and their ownership. If they are empty, the section stays out. */
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
	section->reloc_count = 0;
	section->keep = true;
}

void btf_finish(struct btf *btf, struct image *image, struct btf_limits limits)
{
	struct buf types = {0}, ext = {0};

	if (!btf->type_count) /* built without debug info */
		return;
	btf_complete_ext_info(btf, image);
	btf_fixup_linkage(btf, image);
	btf_void_aliases(btf);
	btf_prune(btf);
	btf_lower_kinds(btf, limits);
	if (btf->type_count <= 1)
		return;
	btf_sanitize_variants(btf);
	btf_sanitize_types(btf);
	btf_write(btf, image, &types, &ext);
	replace(image, ".BTF", &types);
	replace(image, ".BTF.ext", &ext);
}
