/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_PREPARE_HELPER_NAMES_H
#define SHIM_IR_PREPARE_HELPER_NAMES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Gives helpers that are declared by their names in C, as bpf_ktime_get_ns(), their numbers. A call
 * that does not fit the helper stays as it is: if a program reaches it, it is reported in the end.
 * Returns how many helpers that were. */
int helper_names_resolve(struct ir *ir, LLVMModuleRef module);

/* Reports a call of what nothing defines and whose name begins with "bpf_": of a helper with other
 * arguments or another result than it has, or of a helper whose name is near. Returns false, and
 * reports nothing, if the name is of no such kind. */
bool helper_names_report(LLVMValueRef function, LLVMValueRef user);

#endif
