/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * BTF as plain data (kernel Documentation/bpf/btf.rst): types as arrays of 32-bit words, and the
 * records of .BTF.ext that describe instructions.
 *
 * Invariant, which btf_read() establishes: every type id and every string offset is in range.
 */
#ifndef SHIM_ELF_BTF_BTF_H
#define SHIM_ELF_BTF_BTF_H

#include "base/buf.h"
#include "elf/btf/lines.h"
#include "elf/image/image.h"

enum btf_kind {
	BTF_INT = 1,
	BTF_PTR,
	BTF_ARRAY,
	BTF_STRUCT,
	BTF_UNION,
	BTF_ENUM,
	BTF_FWD,
	BTF_TYPEDEF,
	BTF_VOLATILE,
	BTF_CONST,
	BTF_RESTRICT,
	BTF_FUNC,
	BTF_FUNC_PROTO,
	BTF_VAR,
	BTF_DATASEC,
	BTF_FLOAT,
	BTF_DECL_TAG,
	BTF_TYPE_TAG,
	BTF_ENUM64,
};

/* The typedef that an argument of a function has when it is never null. */
#define BTF_NONNULL "__btf_nonnull"

/* Linkage of a FUNC (in its vlen) and of a VAR (in its fourth word). */
enum btf_linkage {
	BTF_STATIC = 0,
	BTF_GLOBAL = 1,
	BTF_EXTERN = 2,
};

/* A type's words, in this machine's byte order: name, info, size or type. What follows depends on
 * the kind. */
enum {
	BTF_WORD_NAME,
	BTF_WORD_INFO,
	BTF_WORD_TYPE,
	BTF_WORD_SIZE = BTF_WORD_TYPE,
	BTF_WORDS,
	BTF_WORD_LINKAGE = BTF_WORDS, /* of a VAR */
	BTF_WORD_ELEMENT = BTF_WORDS, /* of an ARRAY: element type, index type, length */
	BTF_WORD_INDEX,
	BTF_WORD_LENGTH,
};

/* The words of an entry: of a struct or union (struct btf_member), a function prototype (struct
 * btf_param) and a DATASEC (struct btf_var_secinfo). */
enum {
	MEMBER_NAME,
	MEMBER_TYPE,
	MEMBER_OFFSET, /* in bits */
	MEMBER_WORDS
};
enum {
	PARAM_NAME,
	PARAM_TYPE
};
enum {
	SECINFO_TYPE,
	SECINFO_OFFSET,
	SECINFO_SIZE,
	SECINFO_WORDS
};

struct btf_type {
	uint32_t *words; /* owned; NULL for type 0, void */
	uint32_t word_count;
};

/* The fields of .BTF.ext's records behind the instruction offset, in file order (kernel
 * include/uapi/linux/bpf.h: struct bpf_func_info, bpf_line_info and bpf_core_relo). */
struct btf_func_info {
	uint32_t type_id;
};
struct btf_line_info {
	uint32_t file_name_off;
	uint32_t line_off;
	uint32_t line_col; /* line << 10 | column */
};
struct btf_core_relo {
	uint32_t type_id;
	uint32_t access_str_off;
	uint32_t kind;
};

/* A record of .BTF.ext. The list that holds it determines its kind. */
struct btf_ext_record {
	uint32_t section; /* index of a kept section of the image */
	uint32_t offset;  /* of the instruction in the section, in bytes */
	union {
		struct btf_func_info func;
		struct btf_line_info line;
		struct btf_core_relo core;
		uint32_t words[3]; /* the same fields, for code that does not care about the kind */
	};
};

struct btf_ext_info {
	struct btf_ext_record *at; /* owned; sorted by section, then offset */
	size_t count, room;
};

struct btf {
	struct btf_type *types; /* by type id */
	size_t type_count, type_room;
	struct buf strings; /* NUL-terminated each; offset 0 is "" */
	struct btf_ext_info func_info, line_info, core_relos;
};

/* Reads .BTF and .BTF.ext of an image and applies their relocations, so offsets are those of the
 * merged sections. Without .BTF, the result is empty. Returns 0, or -1 after reporting. Call
 * btf_release() in both cases. */
int btf_read(struct btf *btf, const struct image *image);

/* The BTF that a kernel or loader understands. */
struct btf_limits {
	unsigned last;   /* the newest kind; BTF_DATASEC or later */
	bool enum_sizes; /* enums of 1, 2 or 8 bytes, not only of 4 */
};

/* Rewrites the BTF so that kernels and loaders accept it within the limits, and replaces the
 * image's .BTF and .BTF.ext. */
void btf_finish(struct btf *btf, struct image *image, struct btf_limits limits);

void btf_release(struct btf *btf);

/* Fills the line table from .BTF.ext. */
void lines_take(struct lines *lines, const struct image *image, const struct btf *btf);

/* Returns the DATASEC of this name, or NULL. */
const struct btf_type *btf_find_datasec(const struct btf *btf, const char *name);
/* True if the DATASEC contains a variable of this name. */
bool btf_is_in_datasec(const struct btf *btf, const char *variable, const char *datasec);
/* True if a FUNC or VAR of this name has extern linkage. */
bool btf_has_extern(const struct btf *btf, const char *name);

#endif
