/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Variables, constants, values of maps and parameters whose addresses are rounded. */
#ifndef SHIM_IR_PREPARE_ROUNDED_ADDRESSES_H
#define SHIM_IR_PREPARE_ROUNDED_ADDRESSES_H

#include "ir/llvm/module.h"

/* Where code rounds an address to words of up to 8 bytes, as core's search for a byte does: aligns
 * all variables on the stack and all constants to 8 bytes, and tells LLVM which values of maps, and
 * which parameters of subprograms, are so aligned. LLVM then knows what is left of the rounding: a
 * number, for the verifier takes no '&' of a pointer. Before optimisation, after inlining. Returns
 * how many were changed. */
int rounded_addresses_align(struct ir *ir, LLVMModuleRef module);

#endif
