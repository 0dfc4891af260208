/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the kernel gives a program that it has to give back before it ends. */
#ifndef SHIM_IR_PREPARE_HELD_RULES_H
#define SHIM_IR_PREPARE_HELD_RULES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* How what is given shows in the call that gives it. */
enum held_by {
	HELD_BY_RESULT,   /* the result, unless that is null */
	HELD_BY_ARGUMENT, /* the memory that an argument points to */
	HELD_BY_NOTHING,
};

struct held_rule {
	unsigned helper; /* that gives it; 0: a function of the kernel, 'name' */
	enum held_by by;
	const char *name;     /* for messages, too */
	unsigned argument;    /* its number */
	unsigned back_helper; /* that takes it back; 0: a function of the kernel, 'back' */
	const char *back;     /* NULL and no helper: none that is known */
	unsigned zeros;       /* arguments that are 0 behind it */
};

/* What a call calls: a helper's number, or a function of the kernel, also through a static that
 * holds its address. */
struct held_callee {
	unsigned helper;
	LLVMValueRef function;
};
struct held_callee held_callee(LLVMValueRef call);

/* The rule of a call that gives something, or NULL. */
const struct held_rule *held_rule_of(LLVMValueRef call);
/* Whether a call takes back what there may be of this rule. */
bool held_takes_back(const struct held_rule *rule, LLVMValueRef call);

/* What takes back what a rule is about: a helper's address, or a function of the kernel that the
 * program calls anyway. NULL: there is none. */
LLVMValueRef held_back_function(struct ir *ir, LLVMModuleRef module, const struct held_rule *rule);
/* Builds the call of it, which there must be, for what a call has given. */
void held_build_back(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
		     const struct held_rule *rule, LLVMValueRef call);

#endif
