/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Turns the object that LLVM emits into one that loaders accept. finish() lists the steps. */
#include "elf/finish/object.h"

#include <string.h>

#include "elf/btf/btf.h"
#include "elf/btf/calls.h"
#include "elf/btf/changes.h"
#include "elf/code/program.h"
#include "elf/finish/parts.h"
#include "elf/image/image.h"
#include "elf/image/redbpf.h"

/* The kernel accepts the address of a function only if BTF describes it as static
 * (kernel/bpf/verifier.c, check_ld_imm). */
static bool takes_address_of_function(const struct image *image,
				      const struct image_section *section)
{
	for (size_t i = 0; section->keep && i < section->reloc_count; i++) {
		const struct image_reloc *reloc = &section->relocs[i];
		const struct image_symbol *symbol = &image->symbols[reloc->symbol];
		if (section_is_code(section) && reloc->offset < section->size &&
		    section->data[reloc->offset] == OP_LD_IMM64 && symbol->section &&
		    section_is_code(&image->sections[symbol->section]))
			return true;
	}
	return false;
}

/* Loaders reject map definitions, struct_ops and externs that BTF does not describe. */
static bool is_useless_without_btf(const struct image *image)
{
	for (size_t i = 1; i < image->section_count; i++) {
		const struct image_section *section = &image->sections[i];
		if (section->keep &&
		    (strcmp(section->name, ".maps") == 0 || section_is_struct_ops(section) ||
		     takes_address_of_function(image, section)))
			return true;
	}
	for (size_t i = 1; i < image->symbol_count; i++)
		if (image->symbols[i].keep && !image->symbols[i].section)
			return true;
	return false;
}

/* tc rejects an object with .BTF.ext. One with CO-RE relocations is wrong without it. */
static void leave_out_for_tc(struct image *image, const struct btf *btf)
{
	uint32_t ext = image_find(image, ".BTF.ext");

	if (ext && layout_has_tc(image) && !btf->core_relos.count)
		image->sections[ext].keep = false;
}

/* For an older kernel, loaders themselves replace the kinds that they need: maps, variables and
 * functions. */
static struct btf_limits btf_limits(const struct profile *profile, bool redbpf)
{
	struct btf_limits limits = {.last = profile->last_btf, .enum_sizes = profile->enum_sizes};

	if (limits.last < BTF_DATASEC)
		limits.last = BTF_DATASEC;
	if (redbpf && limits.last > BTF_FLOAT)
		limits.last = BTF_FLOAT;
	return limits;
}

static int finish(struct image *image, struct object_wants wants, struct lines *lines)
{
	bool redbpf = layout_is_redbpf(image, wants.profile->layout);
	struct btf btf;

	sections_select(image, redbpf, wants.dwarf);
	sections_merge(image);
	symbols_select(image);
	/* From here on, sections and symbols are final. */
	int result = btf_read(&btf, image);
	if (result == 0) {
		lines_take(lines, image, &btf);
		if ((wants.btf && wants.profile->last_btf) || is_useless_without_btf(image))
			btf_finish(&btf, image, btf_limits(wants.profile, redbpf));
		if (wants.btf && !redbpf) {
			changes_write(image, lines);
			calls_write(image, lines);
		}
		if (redbpf)
			leave_out_for_tc(image, &btf);
	}
	btf_release(&btf);
	return result;
}

int object_finish(struct buf *object, struct object_wants wants, struct lines *lines)
{
	struct image image;

	int result = image_read(&image, "the object that LLVM made", object->data, object->size);
	if (result == 0)
		result = finish(&image, wants, lines);
	if (result == 0)
		image_write(&image, object);
	image_release(&image);
	return result;
}
