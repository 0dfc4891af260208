/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOWER_FOLDED_SUMS_H
#define SHIM_IR_LOWER_FOLDED_SUMS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* "while sum >> 16 != 0 { sum = (sum & 0xffff) + (sum >> 16) }", the end of a checksum of IP,
 * becomes as many steps as any sum needs: the verifier sees no end of such a loop, and a step of a
 * sum without a high part changes nothing. Returns the number of places. */
int folded_sums_lower(struct ir *ir, LLVMModuleRef module);

#endif
