/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A relocatable BPF object as plain data, between reading it and writing it again.
 *
 * Indices are those of the file that was read: section 0 and symbol 0 are the empty ones. What is
 * rewritten is only marked; image_write() numbers anew.
 */
#ifndef SHIM_ELF_IMAGE_IMAGE_H
#define SHIM_ELF_IMAGE_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Relocation types (kernel Documentation/bpf/llvm_reloc.rst). */
enum {
	RELOC_64_64 = 1,
	RELOC_ABS64 = 2,
	RELOC_ABS32 = 3,
	RELOC_NODYLD32 = 4,
	RELOC_64_32 = 10,
};

struct image_reloc {
	uint64_t offset; /* in the section it belongs to */
	uint32_t type;
	uint32_t symbol; /* a valid index */
};

struct image_section {
	const char *name;       /* in the output; belongs to the image or is a literal */
	const char *input_name; /* in the file that was read; belongs to the image */
	uint32_t type;          /* SHT_* */
	uint64_t flags;         /* SHF_* */
	uint64_t align;         /* a power of two */
	uint8_t *data;          /* 'size' bytes; NULL for SHT_NOBITS */
	uint64_t size;
	bool owns_data;             /* else 'data' lies in the image's copy of the file */
	struct image_reloc *relocs; /* owned; sorted by offset */
	size_t reloc_count;
	bool has_rela;           /* SHT_RELA relocations exist, which loaders skip */
	bool keep;               /* goes into the output */
	uint32_t output_section; /* the section that it was merged into; else its own index */
	uint64_t output_offset;  /* its offset in that section */
};

struct image_symbol {
	const char *name; /* "" for none; belongs to the image */
	uint64_t value, size;
	uint32_t section; /* index; 0: undefined, absolute or common */
	uint16_t shndx;   /* as in the file: SHN_UNDEF, SHN_ABS, ... */
	uint8_t type, bind, visibility;
	bool keep; /* goes into the output */
};

struct image {
	const char *name; /* for messages: the file's; borrowed */
	bool big_endian;
	uint32_t flags; /* e_flags */
	struct image_section *sections;
	size_t section_count;
	struct image_symbol *symbols;
	size_t symbol_count;
	char *copy; /* private: the bytes of the file */
	void *elf;  /* private: libelf's handle, which keeps the strings */
};

/* Reads an object and proves what every user of it relies on: ELF64, BPF, relocatable, one symbol
 * table; sections inside the file, indices in range. Keeps no pointer into 'bytes'. Returns 0, or
 * -1 after reporting with 'name'; release it in both cases. */
int image_read(struct image *image, const char *name, const void *bytes, size_t size);

/* Writes the sections and symbols marked 'keep' to 'out' (which is emptied first), their
 * relocations as SHT_REL. */
void image_write(const struct image *image, struct buf *out);

/* Adds a section of bytes, which are copied; it is kept, and not loaded. The name is a literal. */
void image_add(struct image *image, const char *name, uint32_t type, const void *bytes,
	       size_t size);

void image_release(struct image *image);

/* The index of the first section of this name, or 0. */
uint32_t image_find(const struct image *image, const char *name);

/* Numbers in the object's byte order. */
uint16_t image_get16(const struct image *image, const uint8_t *at);
uint32_t image_get32(const struct image *image, const uint8_t *at);
uint64_t image_get64(const struct image *image, const uint8_t *at);
void image_put32(const struct image *image, uint8_t *at, uint32_t value);
void image_put64(const struct image *image, uint8_t *at, uint64_t value);

/* A copy of a section's bytes with its relocations applied, as those of BTF are (32 bits, in
 * place); the caller frees it. */
uint8_t *image_relocated(const struct image *image, const struct image_section *section);

/* What loaders take a section for, by its name and type. */
bool section_is_code(const struct image_section *section); /* has instructions */
bool section_is_maps(const struct image_section *section); /* .maps, maps, maps/NAME */
bool section_is_globals(
	const struct image_section *section); /* .data, .rodata, .bss and .X of each */
bool section_is_struct_ops(const struct image_section *section);

#endif
