/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Small questions about an object in memory. */
#include "elf/image/image.h"

#include <bsd/sys/endian.h>
#include <libelf.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"

void image_release(struct image *image)
{
	for (size_t i = 0; i < image->section_count; i++) {
		free(image->sections[i].relocs);
		if (image->sections[i].owns_data)
			free(image->sections[i].data);
	}
	free(image->sections);
	free(image->symbols);
	if (image->elf)
		elf_end(image->elf);
	free(image->copy);
	*image = (struct image){0};
}

void image_add(struct image *image, const char *name, uint32_t type, const void *bytes, size_t size)
{
	uint32_t index = (uint32_t)image->section_count++;
	uint8_t *data = xcalloc(size, 1);

	memcpy(data, bytes, size);
	image->sections =
		xreallocarray(image->sections, image->section_count, sizeof(*image->sections));
	image->sections[index] = (struct image_section){.name = name,
							.input_name = name,
							.type = type,
							.align = 1,
							.data = data,
							.size = size,
							.owns_data = true,
							.keep = true,
							.output_section = index};
}

uint32_t image_find(const struct image *image, const char *name)
{
	for (uint32_t i = 1; i < image->section_count; i++)
		if (strcmp(image->sections[i].name, name) == 0)
			return i;
	return 0;
}

uint16_t image_get16(const struct image *image, const uint8_t *at)
{
	return image->big_endian ? be16dec(at) : le16dec(at);
}

uint32_t image_get32(const struct image *image, const uint8_t *at)
{
	return image->big_endian ? be32dec(at) : le32dec(at);
}

uint64_t image_get64(const struct image *image, const uint8_t *at)
{
	return image->big_endian ? be64dec(at) : le64dec(at);
}

void image_put32(const struct image *image, uint8_t *at, uint32_t value)
{
	if (image->big_endian)
		be32enc(at, value);
	else
		le32enc(at, value);
}

void image_put64(const struct image *image, uint8_t *at, uint64_t value)
{
	if (image->big_endian)
		be64enc(at, value);
	else
		le64enc(at, value);
}

static bool is_or_below(const char *name, const char *parent, char separator)
{
	size_t len = strlen(parent);
	return strncmp(name, parent, len) == 0 && (name[len] == '\0' || name[len] == separator);
}

bool section_is_code(const struct image_section *section)
{
	return section->type == SHT_PROGBITS && (section->flags & SHF_EXECINSTR);
}

bool section_is_maps(const struct image_section *section)
{
	return strcmp(section->name, ".maps") == 0 || is_or_below(section->name, "maps", '/');
}

bool section_is_globals(const struct image_section *section)
{
	return is_or_below(section->name, ".data", '.') ||
	       is_or_below(section->name, ".rodata", '.') ||
	       is_or_below(section->name, ".bss", '.');
}

bool section_is_struct_ops(const struct image_section *section)
{
	const char *name = section->name + (section->name[0] == '?');
	return is_or_below(name, ".struct_ops", '.');
}

uint8_t *image_relocated(const struct image *image, const struct image_section *section)
{
	uint8_t *bytes = xcalloc(section->size + 1, 1);

	memcpy(bytes, section->data, section->size);
	for (size_t k = 0; k < section->reloc_count; k++) {
		const struct image_reloc *reloc = &section->relocs[k];
		if (section->size - reloc->offset < 4)
			continue;
		uint8_t *at = bytes + reloc->offset;
		image_put32(image, at,
			    image_get32(image, at) + (uint32_t)image->symbols[reloc->symbol].value);
	}
	return bytes;
}
