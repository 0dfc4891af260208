/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Which program of the object a log is about, and where its instructions stand. */
#ifndef SHIM_EXPLAIN_PLACE_H
#define SHIM_EXPLAIN_PLACE_H

#include "base/message.h"
#include "elf/btf/btf.h"
#include "elf/code/program.h"
#include "explain/log.h"

/* The object. */
struct subject {
	struct programs programs;
	struct btf btf;
	struct lines lines;
};

/* An instruction of the object. */
struct spot {
	const struct program *function;
	size_t insn;
};

/* A program as the kernel has it: its own instructions, then those of its subprograms. */
struct layout {
	const struct program *entry; /* NULL: the log fits no program, or more than one */
	struct spot *spots;          /* owned */
	size_t count;
	bool ambiguous;
};

/* Reads the object. Returns 0, or -1 after reporting. Release it in both cases. */
int subject_read(struct subject *subject, const char *name, const struct buf *object);
void subject_release(struct subject *subject);

/* Finds the program whose instructions are those of all steps of the log. Without steps, it is the
 * one that a remark names, or the only one. The caller releases the layout. */
void layout_find(struct layout *layout, const struct subject *subject, const struct log *log,
		 const char *named);
void layout_release(struct layout *layout);

/* The instruction at an index of the kernel's program, or NULL. */
const struct insn *layout_insn(const struct layout *layout, uint32_t insn);

/* The source location of an instruction, and the text of that line or NULL. The text belongs to the
 * subject. */
struct diag_where spot_where(const struct subject *subject, struct spot spot, const char **text);

/* Does the path belong to the standard library, to a crate that cargo fetched, or to our own? */
bool path_is_foreign(const char *path);

/* The map or variable that a 64-bit load refers to, or NULL. */
const char *spot_symbol(const struct subject *subject, struct spot spot);

#endif
