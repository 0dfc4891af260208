/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Small tools for functions, blocks and instructions. */
#ifndef SHIM_IR_LLVM_MODULE_H
#define SHIM_IR_LLVM_MODULE_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* True for a call of the function with exactly this name. */
bool ir_calls(LLVMValueRef instruction, const char *name);

/* True for an instruction of this kind. */
bool ir_is_opcode(LLVMValueRef value, LLVMOpcode opcode);

/* An instruction that computes from its operands alone, cannot trap, and is cheap: arithmetic
 * without division, a comparison, a choice, a conversion between integers. Of any type. No freeze,
 * which may give something else each time. */
bool ir_is_arithmetic(LLVMValueRef value);

/* The largest unsigned number that an integer type has, of 64 bits if it is wider. */
uint64_t ir_all_bits(LLVMValueRef integer);

/* Enum attributes of a function by name; a name that LLVM does not know is a bug. */
void ir_add_attribute(struct ir *ir, LLVMValueRef function, const char *name);
void ir_add_string_attribute(struct ir *ir, LLVMValueRef function, const char *name,
			     const char *value);
void ir_remove_attribute(LLVMValueRef function, const char *name);
bool ir_has_attribute(LLVMValueRef function, const char *name);
bool ir_param_has_attribute(LLVMValueRef function, unsigned param, const char *name);

/* The alignment that a call says a pointer argument has: 1, 2, 4 or 8. */
unsigned ir_param_align(LLVMValueRef call, unsigned param);

/* Iteration over the functions with a body that are worked on: all but copies, or ir->focus alone.
 * Those that are added on the way come last. */
LLVMValueRef ir_first_function(const struct ir *ir, LLVMModuleRef module);
LLVMValueRef ir_next_function(const struct ir *ir, LLVMValueRef function);

/* An integer constant of up to 64 bits, as its bits or as a signed number; false for any other
 * value. Of wider ones LLVM's interface gives the low bits only. */
bool ir_constant(LLVMValueRef value, uint64_t *number);
bool ir_signed_constant(LLVMValueRef value, int64_t *number);

/* Iteration over the instructions of a function; get the next one before changing the current. */
LLVMValueRef ir_first_instruction(LLVMValueRef function);
LLVMValueRef ir_next_instruction(LLVMValueRef instruction);

size_t ir_count_instructions(LLVMValueRef function);
size_t ir_count_module(LLVMModuleRef module);

/* The name of a value; belongs to LLVM. */
const char *ir_name(LLVMValueRef value);
/* The bytes of a variable or constant that is a string and nothing else, and their number; NULL
 * when it is no such. They belong to LLVM. */
const char *ir_string(LLVMValueRef global, size_t *size);

/* Ends the block right before 'instruction': it and all after it go, successors forget the block.
 * The builder then stands at the end of the block, to be given a new terminator. */
void ir_cut_block(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef instruction);
/* Moves all before the instruction into a block of its own, which takes the place of this one, and
 * returns it. The new block lacks a terminator: the builder stands at its end. */
LLVMBasicBlockRef ir_split_block(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef instruction);
/* What the phi takes on the edges from the block; NULL when there are none. */
LLVMValueRef ir_incoming_from(LLVMValueRef phi, LLVMBasicBlockRef block);
/* The phis of 'successor' take their values from 'instead' where they took them from 'block'. */
void ir_replace_incoming(struct ir *ir, LLVMBasicBlockRef successor, LLVMBasicBlockRef block,
			 LLVMBasicBlockRef instead);
/* Removes block's entries from the phis of 'successor' (one edge). */
void ir_drop_incoming(struct ir *ir, LLVMBasicBlockRef successor, LLVMBasicBlockRef block);

#endif
