/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_PREPARE_CORE_RELOCS_H
#define SHIM_IR_PREPARE_CORE_RELOCS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Before a unit of C is linked, the unit-th: its CO-RE relocations are kept apart from those of
 * other units. 0 or -1 after reporting. */
int core_relocs_separate(LLVMModuleRef module, const char *file, size_t unit);

/* CO-RE relocations of all units get numbers of their own, so that they are not made one
 *. */
int core_relocs_number(struct ir *ir, LLVMModuleRef module);

#endif
