/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The rewrites: one change of the module a file. rewrite_merged() runs those that must come before
 * any optimisation, in the order of a table, verifying after each; the others are called by
 * optimise.c between its steps. Every one returns how many places it changed, so that the caller
 * knows whether to optimise again; errors are counted by diag_errors().
 */
#ifndef SHIM_IR_REWRITE_H
#define SHIM_IR_REWRITE_H

#include "ir/ir.h"

/* Looks at one instruction, with the builder (and its debug location) before it. True when all its
 * uses have been given something else, so that it can go. */
typedef bool (*rewrite_instruction)(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
				    LLVMValueRef at);
/* Shows every instruction of the module to 'rewrite'; returns how many went. */
unsigned rewrite_each(struct ir *ir, LLVMModuleRef module, rewrite_instruction rewrite);
/* Changes what is in one block; returns how many places. The builder's place is unspecified. */
typedef unsigned (*rewrite_block)(LLVMBuilderRef builder, LLVMBasicBlockRef block);
/* Shows every block of the module to 'rewrite'; returns the sum. */
unsigned rewrite_each_block(struct ir *ir, LLVMModuleRef module, rewrite_block rewrite);
/* Gives the uses of 'at' to 'value' and returns true; or false when there is no value. */
bool rewrite_replace(LLVMValueRef at, LLVMValueRef value);

/* Runs the early rewrites over the merged module. 0 or -1 after reporting. */
int rewrite_merged(struct ir *ir);

/* Before a unit of C is linked, the unit-th: its CO-RE relocations are kept apart from those of
 * other units (rewrite_accesses.c). 0 or -1 after reporting. */
int rewrite_field_accesses(LLVMModuleRef module, const char *file, size_t unit);
/* Before entry points and maps are selected: statics that hold the address of what is in the kernel
 * give the extern its section and its type (rewrite_externs.c). Errors are counted. */
void rewrite_externs(struct ir *ir, LLVMModuleRef module);
/* Once everything is inlined: what reads such a static reads the extern's address. */
unsigned rewrite_extern_reads(struct ir *ir, LLVMModuleRef module);
/* Before entry points and maps are selected: aya-log's map becomes one (rewrite_aya.c). */
void rewrite_aya_logs(struct ir *ir, LLVMModuleRef module);
/* Reports calls of what aya-ebpf has for the BPF target only (rewrite_aya.c). */
void rewrite_aya_bounds(struct ir *ir, LLVMModuleRef module);

/* ---- early, over the merged module ---- */

/* CO-RE relocations of all units get numbers of their own, so that they are not made one
 * (rewrite_accesses.c). */
unsigned rewrite_access_numbers(struct ir *ir, LLVMModuleRef module);
/* Host marks go, inlining becomes mandatory for all but entry points (rewrite_attributes.c). */
unsigned rewrite_attributes(struct ir *ir, LLVMModuleRef module);
/* Ends of the panic handler, and llvm.trap, become calls of the panic marker (rewrite_panic.c). */
unsigned rewrite_panic_handler(struct ir *ir, LLVMModuleRef module);
/* The checks that debug builds make of pointers go (rewrite_checks.c). */
unsigned rewrite_pointer_checks(struct ir *ir, LLVMModuleRef module);
/* True when a panic, as one of the rewrites above left it, is in the function itself. */
bool rewrite_can_panic(LLVMValueRef function);
/* True for the function that rustc made of #[panic_handler]. */
bool rewrite_is_panic_handler(LLVMValueRef function);
/* Once everything else has been inlined into the handler: its calls of itself and what loops were
 * inlined into it become marker calls, and it may be inlined, too (rewrite_panic.c). */
unsigned rewrite_inlined_handler(struct ir *ir, LLVMModuleRef module);
/* Conditions that were packed into vectors are taken apart (rewrite_vectors.c). */
unsigned rewrite_vectors(struct ir *ir, LLVMModuleRef module);
/* Unordered and monotonic loads and stores become volatile ones (rewrite_atomics.c). */
unsigned rewrite_atomics(struct ir *ir, LLVMModuleRef module);
/* Functions that debug info gives no type get one without a value (rewrite_types.c). */
unsigned rewrite_function_types(struct ir *ir, LLVMModuleRef module);
/* Rust's char becomes a number that BTF knows (rewrite_types.c). */
unsigned rewrite_char(struct ir *ir, LLVMModuleRef module);
/* Code that was inlined from core or from the registry gets the user's line (rewrite_lines.c): once
 * everything is inlined, and again before code generation. */
unsigned rewrite_lines(struct ir *ir, LLVMModuleRef module);
/* Inline assembly for BPF that was compiled for the host (rewrite_assembly.c). */
unsigned rewrite_assembly(struct ir *ir, LLVMModuleRef module);
/* Host intrinsics without a meaning here go (rewrite_host.c). */
unsigned rewrite_host_intrinsics(struct ir *ir, LLVMModuleRef module);

/* ---- late, between the steps of optimise ---- */

/* Marker calls in entry points become branches to one return block (rewrite_panic.c). */
unsigned rewrite_panic_markers(struct ir *ir, LLVMModuleRef module);
/* Atomic subtractions become additions, which LLVM 23 turns back when it optimises
 * (rewrite_atomics.c). */
unsigned rewrite_atomic_subtractions(struct ir *ir, LLVMModuleRef module);
/* What is still 'unreachable' in an entry point returns like a panic (rewrite_panic.c). */
unsigned rewrite_unreachable(struct ir *ir, LLVMModuleRef module);
/* select(i >= n, i, i + 1) on a back edge that is taken only when i < n becomes i + 1: what rustc's
 * inclusive ranges need to have a countable trip (rewrite_ranges.c). */
unsigned rewrite_inclusive_ranges(struct ir *ir, LLVMModuleRef module);
/* Where a phi of two values in one number is only taken apart again, each half gets a phi of its
 * own (rewrite_packed.c). */
unsigned rewrite_packed(struct ir *ir, LLVMModuleRef module);
/* Two nested loops that LLVM has made of one with several ways back become one again
 * (rewrite_joined.c). */
unsigned rewrite_joined_loops(struct ir *ir, LLVMModuleRef module);
/* Gives one loop of an entry point, the number-th from 0, a bound of its own; false when there are
 * fewer loops. After unrolling and optimising, rewrite_bounds_hold() tells whether the loop was
 * proved to end within it; if not, the module must not be used (rewrite_bounds.c). */
bool rewrite_bound_loop(struct ir *ir, LLVMModuleRef module, const char *entry, unsigned number,
			unsigned rounds);
bool rewrite_bounds_hold(LLVMModuleRef module);
/* At the end of its pipeline LLVM's BPF target hides conditions from each other
 * (llvm.bpf.passthrough, BPFAdjustOpt.cpp), so that they are not merged into what the verifier
 * cannot follow; before the next round they have to be seen again. */
unsigned rewrite_drop_serialization(struct ir *ir, LLVMModuleRef module);
/* Calls through a pointer that is one of several known functions become direct
 * (rewrite_indirect.c). */
unsigned rewrite_indirect_calls(struct ir *ir, LLVMModuleRef module);
/* Loads from constant tables of addresses become choices among their elements (rewrite_tables.c).
 */
unsigned rewrite_tables(struct ir *ir, LLVMModuleRef module);
/* Memory intrinsics that the backend would turn into calls, and calls of memcpy and its kin, become
 * calls of our own bodies (rewrite_memory.c). */
unsigned rewrite_memory(struct ir *ir, LLVMModuleRef module);
/* Divisions that the backend lacks, and 128-bit products with overflow (rewrite_arithmetic.c). */
unsigned rewrite_arithmetic(struct ir *ir, LLVMModuleRef module);
/* Wide products and shifts: after the last run of LLVM's pipeline (rewrite_arithmetic.c). */
unsigned rewrite_wide_arithmetic(struct ir *ir, LLVMModuleRef module);

/* What constants hold goes into the code of the entry points (rewrite_constants.c): for kernels
 * without global data. 0 or -1 after reporting. */
int rewrite_constants(struct ir *ir, LLVMModuleRef module);
/* The same for constants that hold addresses alone, which loaders do not fill in: for all others.
 */
int rewrite_constants_with_addresses(struct ir *ir, LLVMModuleRef module);

/* Accesses to the stack at variable places become choices among constant ones (rewrite_stack.c):
 * for kernels that want to know the place. 0 or -1 after reporting. */
int rewrite_stack(struct ir *ir, LLVMModuleRef module);

/* Of the phis of a block that all follow from one number, one stays (rewrite_phis.c): after all of
 * LLVM's passes, which would undo it. */
unsigned rewrite_phis(struct ir *ir, LLVMModuleRef module);

/* Loads whose values would be kept for long are done again at each use (rewrite_reload.c): for a
 * function that needs too much stack, as the last thing before code generation. */
unsigned rewrite_reload(struct ir *ir, LLVMValueRef function);

/* Small numbers that would be kept for long are kept in bytes of the stack (rewrite_narrow.c): for
 * a function that needs too much of it even so. */
unsigned rewrite_narrow(struct ir *ir, LLVMValueRef function);

/* A load that reads a field of the context or other memory, by a choice of addresses, reads a copy
 * of the field (rewrite_context.c). */
unsigned rewrite_context_fields(struct ir *ir, LLVMModuleRef module);
/* Addresses and comparisons get shapes that the verifier follows (rewrite_verifier.c): after all
 * optimisation. */
unsigned rewrite_for_verifier(struct ir *ir, LLVMModuleRef module);
/* Arrays on the stack are aligned to words, so that code which looks at the alignment of an address
 * is folded, and wide accesses are aligned (rewrite_attributes.c). */
unsigned rewrite_stack_alignment(struct ir *ir, LLVMModuleRef module);

/* The marker: an undefined function that stands for the end of the program. */
#define PANIC_MARKER "__bpf_shim_panic"

#endif
