/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What addresses are made of. */
#ifndef SHIM_IR_ANALYSIS_ADDRESS_H
#define SHIM_IR_ANALYSIS_ADDRESS_H

#include "ir/llvm/llvm.h"

/* The pointer that an address was computed from: through getelementptr only. */
LLVMValueRef address_base(LLVMValueRef pointer);

/* True when the address of a variable goes nowhere from where it could come back as another
 * pointer. */
bool address_is_private(LLVMValueRef variable);

/* True when an address may be computed from the value (an index, or a pointer kept as an integer),
 * as far as a short look at its uses shows. */
bool address_is_made_of(LLVMValueRef value);

/* The largest value that an integer can have, as the kernel's verifier would see it from how it is
 * computed (it follows masks, shifts and casts, but no division); UINT64_MAX when it cannot be
 * told. */
uint64_t address_known_max(LLVMValueRef value);

#endif
