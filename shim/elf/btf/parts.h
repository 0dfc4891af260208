/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the BTF files share, and the steps of btf_finish() in their order. */
#ifndef SHIM_ELF_BTF_PARTS_H
#define SHIM_ELF_BTF_PARTS_H

#include "base/buf.h"
#include "elf/btf/btf.h"
#include "elf/image/image.h"

unsigned btf_kind(const struct btf_type *type);
unsigned btf_vlen(const struct btf_type *type);
void btf_set_vlen(struct btf_type *type, unsigned vlen);
/* How many words a type of this kind has besides the first three, and how many of these belong to
 * each of its vlen entries; false for a kind that is not known. */
bool btf_kind_size(unsigned kind, unsigned *fixed, unsigned *each);
/* Entry i of a struct, union, enum, function prototype or DATASEC. */
uint32_t *btf_entry(const struct btf_type *type, unsigned i);
const char *btf_string(const struct btf *btf, uint32_t offset);

/* The size in bytes of what has this type; 0: none, or not known. */
uint64_t btf_size(const struct btf *btf, uint32_t id);

typedef void (*btf_visit)(uint32_t *word, void *data);
/* Calls 'visit' for each word that holds a type id. */
void btf_visit_types(const struct btf_type *type, btf_visit visit, void *data);
/* Calls 'visit' for each word that holds a string offset. */
void btf_visit_names(const struct btf_type *type, btf_visit visit, void *data);

/* Adds a type of 'words' words, all 0 except its info; returns its id. */
uint32_t btf_add_type(struct btf *btf, unsigned kind, unsigned vlen, unsigned words);
uint32_t btf_add_string(struct btf *btf, const char *text);
void btf_add_place(struct btf_places *places, struct btf_place place);

/* Reads .BTF.ext for btf_read(). */
int btf_ext_read(struct btf *btf, const struct image *image, struct image_section *section);

/* func_info for every function or for none; line_info likewise, ascending, from each function's
 * first instruction on. */
void btf_complete_places(struct btf *btf, const struct image *image);
/* DATASECs as the sections are now; linkage of functions and variables as the symbols say. */
void btf_follow_symbols(struct btf *btf, const struct image *image);
/* Enums with data in the form that the kernel takes, their variants named after them. */
void btf_tidy_variants(struct btf *btf);
/* Members in the order of their offsets, parameters named, pointers anonymous. */
void btf_tidy_types(struct btf *btf);
/* Rust's c_void, an enum, becomes void where something points at it. */
void btf_find_void(struct btf *btf);
/* Drops the types that nothing in the object uses, and numbers the others anew. */
void btf_prune(struct btf *btf);
/* Puts types that older readers know, of the same size, in place of those that they do not. */
void btf_lower_kinds(struct btf *btf, struct btf_limits limits);
/* The finished sections. */
void btf_write(struct btf *btf, const struct image *image, struct buf *types, struct buf *ext);

/* Appends the form of a name that every kernel takes: [A-Za-z_][A-Za-z0-9_]*, at most 127 bytes.
 * Rust's punctuation becomes words, modules are left out; a long name is cut and ends in a hash of
 * the whole. */
void btf_legal_name(struct buf *out, const char *name);
/* The whole path of a symbol, crate and modules included, in a form of which btf_legal_name()
 * leaves nothing out. The caller frees it. */
char *btf_path_name(const char *symbol);

#endif
