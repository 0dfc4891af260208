/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_RELOCS_FLAVOURS_H
#define SHIM_IR_RELOCS_FLAVOURS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Makes the names of the types that LLVM's intrinsics have with them tell the types apart: of two
 * types of one name, one becomes a flavour of that name. Returns how many. */
int flavours_separate(struct ir *ir, LLVMModuleRef module);

#endif
