/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * BTF as plain data (kernel Documentation/bpf/btf.rst): types as rows of 32-bit words, and the
 * tables of .BTF.ext that say where in the code functions, lines and field accesses are.
 *
 * Invariant from btf_read() on: every type id and every string offset in it is in range.
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

/* Linkage of a FUNC (in its vlen) and of a VAR (in its fourth word). */
enum btf_linkage {
	BTF_STATIC = 0,
	BTF_GLOBAL = 1,
	BTF_EXTERN = 2,
};

/* The words of a type, in this machine's byte order: name, info, size or type, then what the kind
 * asks for. */
enum {
	BTF_WORD_NAME,
	BTF_WORD_INFO,
	BTF_WORD_TYPE,
	BTF_WORD_SIZE = BTF_WORD_TYPE,
	BTF_WORDS
};

struct btf_type {
	uint32_t *words; /* owned; NULL for type 0, void */
	uint32_t word_count;
};

/* One record of .BTF.ext. */
struct btf_place {
	uint32_t section; /* index in the image, of a section that is kept */
	uint32_t offset;  /* in bytes */
	uint32_t rest[3]; /* func: type; line: file, text, line << 10 | column; core: type, access
			   * string, kind */
};

struct btf_places {
	struct btf_place *at; /* owned; by section, then offset */
	size_t count, room;
};

struct btf {
	struct btf_type *types; /* by type id */
	size_t type_count, type_room;
	struct buf strings; /* NUL-terminated each; offset 0 is "" */
	struct btf_places funcs, lines, cores;
};

/* Reads .BTF and .BTF.ext of an image, with their relocations applied: offsets are those of the
 * image's new sections. No .BTF: all is empty. Returns 0, or -1 after reporting; release it in both
 * cases. */
int btf_read(struct btf *btf, const struct image *image);

/* What the readers of the BTF know. */
struct btf_limits {
	unsigned last;   /* the newest kind of type, BTF_DATASEC or later */
	bool enum_sizes; /* enums of 1, 2 or 8 bytes; else of 4 only */
};

/* Makes the BTF what kernels and loaders take, within the limits, and puts it into the image in
 * place of what was there. */
void btf_finish(struct btf *btf, struct image *image, struct btf_limits limits);

void btf_release(struct btf *btf);

/* Fills the line table from the records of .BTF.ext. */
void lines_take(struct lines *lines, const struct image *image, const struct btf *btf);

/* The DATASEC of this name, or NULL. */
const struct btf_type *btf_find_datasec(const struct btf *btf, const char *name);
/* Is a variable of this name in the DATASEC of that name? */
bool btf_is_in_datasec(const struct btf *btf, const char *variable, const char *datasec);
/* Is there a function or variable of this name that is defined elsewhere? */
bool btf_has_extern(const struct btf *btf, const char *name);

#endif
