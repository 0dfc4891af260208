/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Long rows of loops, in which scalar evolution takes time that grows with their square. */
#ifndef SHIM_IR_LOOPS_CHAINS_H
#define SHIM_IR_LOOPS_CHAINS_H

#include "ir/llvm/context.h"

/* Parts the rows in the functions that are worked on, for LLVM's passes, and joins them again after
 * these. They return the number of places; chains_join() -1 after reporting. */
int chains_part(struct ir *ir, LLVMModuleRef module);
int chains_join(struct ir *ir, LLVMModuleRef module);

#endif
