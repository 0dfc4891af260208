/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOWER_UNALIGNED_ACCESSES_H
#define SHIM_IR_LOWER_UNALIGNED_ACCESSES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* The verifier takes a word on the stack at multiples of its size only (check_ptr_alignment,
 * kernel/bpf/verifier.c), where Rust's code knows that it lies so and no register shows it: core's
 * search for a byte reads words from the first multiple of eight behind the start of a slice.
 * Accesses at a distance of which no such multiple is seen are made of smaller ones. Returns how
 * many. */
int unaligned_accesses_part(struct ir *ir, LLVMModuleRef module);

#endif
