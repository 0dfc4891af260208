/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "elf/btf/marks.h"

#include <gelf.h>
#include <libelf.h>
#include <string.h>

#include "base/diag.h"
#include "base/text.h"
#include "elf/image/image.h"

struct marks {
	struct buf *object;
	const struct names *marked;
	size_t length; /* of the mark */
};

/* The name at this offset, which ends inside the object, may be one of those, or that of the
 * relocations of one. */
static void cut(struct marks *marks, size_t at)
{
	char *name = marks->object->data + at;
	bool of_relocations = text_starts_with(name, ".rel");

	if (names_has(marks->marked, name) ||
	    (of_relocations && names_has(marks->marked, name + strlen(".rel"))))
		name[strlen(name) - marks->length] = '\0';
}

/* A name that lies in the bytes of another is cut with it, and then no longer one of those. */
static void cut_headers(struct marks *marks, Elf *elf)
{
	size_t strings, count;
	GElf_Shdr table, header;

	if (elf_getshdrstrndx(elf, &strings) || elf_getshdrnum(elf, &count) ||
	    !gelf_getshdr(elf_getscn(elf, strings), &table))
		diag_bug(elf_errmsg(-1));
	for (size_t i = 1; i < count; i++) {
		if (gelf_getshdr(elf_getscn(elf, i), &header))
			cut(marks, table.sh_offset + header.sh_name);
	}
}

/* Names of DATASECs, and of sections with functions in .BTF.ext. */
static void cut_btf(struct marks *marks, const struct image *image)
{
	const struct image_section *section = &image->sections[image_find(image, ".BTF")];
	if (!section->data)
		return;
	size_t start = (size_t)(section->data - (uint8_t *)image->copy);
	const uint8_t *header = section->data;
	size_t at = start + image_get32(image, header + 4) + image_get32(image, header + 16);
	size_t end = at + image_get32(image, header + 20);
	while (at < end) {
		size_t length = strlen(marks->object->data + at);
		cut(marks, at);
		at += length + 1;
	}
}

void marks_cut(struct buf *object, const struct names *marked, const char *mark)
{
	struct marks marks = {object, marked, strlen(mark)};
	struct image image;
	if (!marked->count)
		return;
	if (image_read(&image, "the object that LLVM made", object->data, object->size) == 0) {
		cut_headers(&marks, image.elf);
		cut_btf(&marks, &image);
	}
	image_release(&image);
}
