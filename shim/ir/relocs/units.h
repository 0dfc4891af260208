/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_RELOCS_UNITS_H
#define SHIM_IR_RELOCS_UNITS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Whether a variable is one that a relocation is read from. */
bool relocs_is_made(LLVMValueRef global);

/* Before a unit is linked, the unit-th: the CO-RE relocations that it has are kept apart from those
 * of other units. */
void relocs_separate(LLVMModuleRef module, size_t unit);

/* CO-RE relocations of all units get numbers of their own, so that no two become one. Returns how
 * many. */
int relocs_number(struct ir *ir, LLVMModuleRef module);

#endif
