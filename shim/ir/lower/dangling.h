/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Choices between a pointer and the address that Rust gives to what is empty (a small number, or
 * null). Where memory is only ever accessed by such a choice, the number is never chosen then: an
 * access there is undefined. The verifier follows that path all the same, and finds a number in
 * place of a pointer.
 */
#ifndef SHIM_IR_LOWER_DANGLING_H
#define SHIM_IR_LOWER_DANGLING_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Takes the numbers out of such choices; returns how many. */
int dangling_pointers_drop(struct ir *ir, LLVMModuleRef module);

#endif
