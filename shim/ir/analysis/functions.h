/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a function is to the program. */
#ifndef SHIM_IR_ANALYSIS_FUNCTIONS_H
#define SHIM_IR_ANALYSIS_FUNCTIONS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* The marker: an undefined function whose call stands for the end of the program. */
#define PANIC_MARKER "__bpf_shim_panic"

/* True for a program: merge/entries.c finds them. */
bool function_is_entry(const struct ir *ir, LLVMValueRef function);
/* True for a function that stays one, a BPF subprogram: merge/subprograms.c selects them. */
bool function_is_subprogram(const struct ir *ir, LLVMValueRef function);
/* True for one of these that the verifier looks at by itself: merge/globals.c selects them. */
bool function_is_global(const struct ir *ir, LLVMValueRef function);
/* True for the function that rustc made of #[panic_handler]. */
bool function_is_panic_handler(LLVMValueRef function);

/* The number of the helper that an instruction calls; 0: it calls none. */
uint64_t function_called_helper(LLVMValueRef instruction);

/* The marker, declared in the module on first use. */
LLVMValueRef function_panic_marker(struct ir *ir, LLVMModuleRef module);
/* The first call of the panic marker in the block, or NULL. */
LLVMValueRef function_find_panic(LLVMBasicBlockRef block);
/* True when a panic marker is called in the function itself. */
bool function_can_panic(LLVMValueRef function);

#endif
