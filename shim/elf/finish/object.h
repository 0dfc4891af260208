/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Turns the object that LLVM emits into one that loaders accept: removes what they reject or
 * misread and keeps what they need.
 */
#ifndef SHIM_ELF_FINISH_OBJECT_H
#define SHIM_ELF_FINISH_OBJECT_H

#include <stdbool.h>

#include "base/buf.h"
#include "elf/btf/lines.h"
#include "kernel/profile.h"

struct object_wants {
	bool btf;   /* keep .BTF and .BTF.ext */
	bool dwarf; /* keep .debug_* */
	const struct profile *profile;
};

/*
 * Rewrites *object. Removes .text without callers, .llvm_addrsig, .eh_frame, DWARF, comment and
 * note sections, unreferenced data sections without a global symbol, and unreferenced local
 * symbols. Merges .rodata.* into .rodata, .data.* into .data, .bss.* into .bss.
 *
 * For RedBPF's loader, removes all unreferenced data, turns .bss into .data and limits BTF to the
 * kinds that it knows. For tc, removes .BTF.ext. For a kernel without BTF, removes BTF unless
 * loaders need it: for map definitions, struct_ops, externs and addresses of functions.
 *
 * Fills 'lines' from .BTF.ext, whether BTF is kept or not. Returns 0, or -1 after reporting why the
 * object cannot be rewritten.
 */
int object_finish(struct buf *object, struct object_wants wants, struct lines *lines);

#endif
