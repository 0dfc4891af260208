/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOOPS_UNPACK_PHIS_H
#define SHIM_IR_LOOPS_UNPACK_PHIS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Where a phi of two values in one number is only taken apart again, each half gets a phi of its
 * own. */
int phis_unpack(struct ir *ir, LLVMModuleRef module);

#endif
