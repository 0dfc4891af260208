/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Puts the object that LLVM emitted right: what loaders refuse or misread goes, what they need
 * stays. Bytes in, bytes out; libelf only.
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

/* Rewrites *object. Removes: .text that nothing calls, .llvm_addrsig, .eh_frame, DWARF, comment and
 * note sections, data sections that nothing refers to and no symbol that must stay lives in, local
 * symbols that nothing refers to. Merges .rodata.* into .rodata, .data.* into .data, .bss.* into
 * .bss. For RedBPF's loader, data that nothing refers to goes in any case, .bss becomes .data, and
 * BTF holds the kinds that it knows; for tc, .BTF.ext goes. For a kernel without BTF there is none
 * but what loaders need: map definitions, struct_ops and externs say nothing without it. Adds to
 * 'lines' what .BTF.ext says, whether or not BTF is kept. Returns 0, or -1 after reporting what
 * cannot be put right. */
int object_finish(struct buf *object, struct object_wants wants, struct lines *lines);

#endif
