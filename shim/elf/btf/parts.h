/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Shared by the BTF files, with the steps of btf_finish() in their order. */
#ifndef SHIM_ELF_BTF_PARTS_H
#define SHIM_ELF_BTF_PARTS_H

#include "base/buf.h"
#include "elf/btf/btf.h"
#include "elf/image/image.h"

/* How deep types may nest. The kernel resolves 32 levels (kernel/bpf/btf.c, MAX_RESOLVE_DEPTH); the
 * file is untrusted, and types may contain themselves. */
#define BTF_MAX_DEPTH 64

unsigned btf_kind(const struct btf_type *type);
unsigned btf_vlen(const struct btf_type *type);
/* By their offsets; those of one offset stay as they are. */
void btf_sort_members(struct btf_type *type);
void btf_set_vlen(struct btf_type *type, unsigned vlen);
/* Tells how many words a type of this kind has behind the first three: 'fixed' once, and 'each' for
 * each of its vlen entries. Returns false for an unknown kind. */
bool btf_kind_size(unsigned kind, unsigned *fixed, unsigned *each);
/* Returns entry i of a struct, union, enum, function prototype or DATASEC. */
uint32_t *btf_entry(const struct btf_type *type, unsigned i);
const char *btf_string(const struct btf *btf, uint32_t offset);

/* Returns the size of the type in bytes; 0 if it has none or it is unknown. */
uint64_t btf_size(const struct btf *btf, uint32_t id);

typedef void (*btf_visit)(uint32_t *word, void *data);
/* Calls 'visit' for each word that holds a type id. */
void btf_visit_types(const struct btf_type *type, btf_visit visit, void *data);
/* Calls 'visit' for each word that holds a string offset. */
void btf_visit_names(const struct btf_type *type, btf_visit visit, void *data);

/* Adds a type of this many words, all 0 except its info. Returns its id. */
uint32_t btf_add_type(struct btf *btf, unsigned kind, unsigned vlen, unsigned words);
uint32_t btf_add_string(struct btf *btf, const char *text);
void btf_add_ext_record(struct btf_ext_info *info, struct btf_ext_record record);

/* Reads .BTF.ext for btf_read(). Returns 0, or -1 after reporting. */
int btf_ext_read(struct btf *btf, const struct image *image, struct image_section *section);

/* Completes func_info and line_info: records for every function or for none, and line_info from
 * each function's first instruction on. */
void btf_complete_ext_info(struct btf *btf, const struct image *image);
/* Makes linkage and DATASECs agree with the symbols and the merged sections. */
void btf_fixup_linkage(struct btf *btf, const struct image *image);
/* Rewrites Rust's enums with data so that the kernel accepts them, and names their variants. */
void btf_sanitize_variants(struct btf *btf);
/* Sorts members by offset, names parameters, and removes names where the kernel forbids them. */
void btf_sanitize_types(struct btf *btf);
/* Replaces Rust's c_void, an enum, by void where a type refers to it. */
void btf_void_aliases(struct btf *btf);
/* Makes pointers with tags of the structures that stand for them, and tags arguments that are never
 * null. */
void btf_tag_pointers(struct btf *btf);
/* Removes types that the object does not use, and renumbers the others; forward declarations have
 * the order of their names. */
void btf_prune(struct btf *btf);
/* Tags members and variables that are lists or trees with what these contain. */
void btf_tag_contents(struct btf *btf);
/* Leaves the arrays of initial values in .maps without a length. */
void btf_open_values(struct btf *btf);
/* Replaces types of newer kinds by types of the same size that older readers know. */
void btf_lower_kinds(struct btf *btf, struct btf_limits limits);
/* Gives Rust's numbers the names that clang gives C's. */
void btf_name_numbers(struct btf *btf);
/* Writes the contents of .BTF and .BTF.ext. */
void btf_write(struct btf *btf, const struct image *image, struct buf *types, struct buf *ext);

/* Appends a form of the name that every kernel accepts: [A-Za-z_][A-Za-z0-9_]*, at most 127 bytes.
 * Spells out Rust's punctuation and drops modules. A longer name is cut and gets a hash of the
 * whole name. */
void btf_legal_name(struct buf *out, const char *name);
/* Returns a symbol's path with crate and modules, in a form that btf_legal_name() keeps complete.
 * The caller frees it. */
char *btf_path_name(const char *symbol);

#endif
