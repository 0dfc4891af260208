/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOWER_ALIGNED_ADDRESSES_H
#define SHIM_IR_LOWER_ALIGNED_ADDRESSES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* An address on the stack that is rounded to words (align_offset(), in from_utf8() and searches)
 * becomes the variable's address and a distance that is rounded: the verifier takes no mask of a
 * pointer. So does a constant that is or-ed to an address. Returns the number of places. */
int aligned_addresses_lower(struct ir *ir, LLVMModuleRef module);

#endif
