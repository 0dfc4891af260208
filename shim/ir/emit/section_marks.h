/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Marks on the names of sections. LLVM gives every section a symbol of its name, and has then no
 * room for a program or a map of that name, as 'xdp' in section 'xdp': for LLVM such a section has
 * a mark behind its name, which nothing else in the module ends with.
 */
#ifndef SHIM_IR_EMIT_SECTION_MARKS_H
#define SHIM_IR_EMIT_SECTION_MARKS_H

#include "base/buf.h"
#include "base/names.h"
#include "ir/llvm/llvm.h"

struct section_marks {
	struct names marked; /* names with their marks */
	char *mark;          /* owned */
};

/* Marks the sections of a module that is to be emitted; release the marks in any case. */
void section_marks_set(struct section_marks *marks, LLVMModuleRef module);
/* Takes the marks out of what LLVM emitted of it. */
void section_marks_cut(const struct section_marks *marks, struct buf *out,
		       LLVMCodeGenFileType type);
void section_marks_release(struct section_marks *marks);

#endif
