/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Phis and selects of a pointer and a dangling one: Rust gives an empty slice a small number, or
 * null, as its address. If the result is used by loads and stores alone, the dangling operand is
 * never chosen, since an access through it is undefined. The verifier follows that path all the
 * same, and refuses the access ("R1 invalid mem access 'inv'"). The same for selects of an address
 * behind the end of a variable, which LLVM makes of a place that is one further in some cases
 * ("invalid read from stack R2 off=0 size=1").
 */
#ifndef SHIM_IR_LOWER_DANGLING_H
#define SHIM_IR_LOWER_DANGLING_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Removes the dangling operands; returns how many phis and selects have changed. */
int dangling_pointers_drop(struct ir *ir, LLVMModuleRef module);

#endif
