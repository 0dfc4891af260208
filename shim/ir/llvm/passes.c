/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The names of LLVM's passes. */
#include "ir/llvm/passes.h"

#include <stdio.h>

/* Before LLVM 20 the scalarizer took no parameters; llvm_set_options() has set them. */
static const char *scalarizer(void)
{
	return llvm.major < 20 ? "scalarizer" : "scalarizer<load-store>";
}

/* Vectors cannot be avoided altogether: host bitcode may arrive with them. For size the functions
 * have an attribute (attributes.c); LLVM 23 has no Os and Oz. */
int passes_optimise(struct ir *ir, LLVMModuleRef module)
{
	const char *name = ir->opts->opt_level == '3' ? "O3" : "O2";
	char passes[64];
	snprintf(passes, sizeof(passes), "function(%s),default<%s>", scalarizer(), name);
	return ir_run_passes(ir, module, passes);
}

/* Bottom up, so that core's panic functions have shrunk to next to nothing before they are copied
 * to each place that panics. */
int passes_inline(struct ir *ir, LLVMModuleRef module)
{
	char passes[256];
	snprintf(passes, sizeof(passes),
		 "globaldce,function(%s),"
		 "cgscc(inline<only-mandatory>,"
		 "function(sroa,early-cse,simplifycfg,instcombine<no-verify-fixpoint>)),"
		 "globaldce",
		 scalarizer());
	return ir_run_passes(ir, module, passes);
}

int passes_inline_built(struct ir *ir, LLVMModuleRef module)
{
	return ir_run_passes(ir, module, "always-inline,globaldce");
}

int passes_lower_invokes(struct ir *ir, LLVMModuleRef module)
{
	return ir_run_passes(ir, module,
			     llvm.major < 20 ? "function(lower-invoke,simplifycfg)"
					     : "function(lower-invoke,unreachableblockelim)");
}

/* Recursion that is the last thing in one of two calls has become a loop before. */
int passes_simplify_recursion(struct ir *ir, LLVMModuleRef module)
{
	return ir_run_passes(
		ir, module,
		"function(sroa,early-cse,instcombine<no-verify-fixpoint>,simplifycfg,"
		"loop-simplify,lcssa,loop(loop-rotate),"
		"loop-unroll<no-runtime;no-partial;no-peeling;full-unroll-max=64>,"
		"instcombine<no-verify-fixpoint>,sccp,correlated-propagation,simplifycfg,adce)");
}

int passes_expand_memcmp(struct ir *ir, LLVMModuleRef module)
{
	return ir_run_passes(ir, module, "function(expand-memcmp)");
}

/* The unroller takes no loop that goes round through a switch. Some loops show a bound only as they
 * are, some only when their exit has been moved to their end. */
int passes_form_loops(struct ir *ir, LLVMModuleRef module, unsigned form)
{
	static const char *const forms[PASSES_LOOP_FORMS] = {
		"function(lower-switch,loop-simplify,lcssa)",
		"function(loop-simplify,lcssa,loop(loop-rotate))",
	};
	return ir_run_passes(ir, module, forms[form]);
}

int passes_unroll(struct ir *ir, LLVMModuleRef module, unsigned rounds)
{
	char passes[128];
	snprintf(passes, sizeof(passes),
		 "function(loop-unroll<upperbound;no-runtime;no-partial;no-peeling;"
		 "full-unroll-max=%u>)",
		 rounds);
	return ir_run_passes(ir, module, passes);
}

int passes_prove_bounds(struct ir *ir, LLVMModuleRef module)
{
	return ir_run_passes(ir, module,
			     "function(loop-simplify,lcssa,loop(loop-rotate,indvars),"
			     "correlated-propagation,instcombine<no-verify-fixpoint>,"
			     "simplifycfg)");
}

int passes_fold(struct ir *ir, LLVMModuleRef module)
{
	return ir_run_passes(ir, module, "function(instsimplify)");
}

int passes_fold_and_drop(struct ir *ir, LLVMModuleRef module)
{
	return ir_run_passes(ir, module, "function(instsimplify,adce)");
}

int passes_make_relocations(struct ir *ir, LLVMModuleRef module)
{
	return ir_run_passes(ir, module, "default<O0>");
}

int passes_drop_unreferenced(struct ir *ir, LLVMModuleRef module)
{
	return ir_run_passes(ir, module, "globaldce");
}
