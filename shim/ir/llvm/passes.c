/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The names of LLVM's passes. */
#include "ir/llvm/passes.h"

#include <stdio.h>

#include "kernel/profile.h"

/* Before LLVM 20 the scalarizer took no parameters; llvm_set_options() has set them. */
static const char *scalarizer(void)
{
	return llvm.major < 20 ? "scalarizer" : "scalarizer<load-store>";
}

/* Vectors cannot be avoided altogether: host bitcode may arrive with them. For size the functions
 * have an attribute (attributes.c); LLVM 23 has no Os and Oz. */
int passes_optimise(struct ir *ir, LLVMModuleRef module)
{
	/* Where some loops are unrolled, they are so by the limits of O2. */
	const char *name =
		ir->opts->opt_level == '3' && ir->profile->unrolling != UNROLL_SOME ? "O3" : "O2";
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
			     llvm.major < 21 ? "function(lower-invoke,simplifycfg)"
					     : "function(lower-invoke,unreachableblockelim)");
}

int passes_loop_tail_calls(struct ir *ir, LLVMModuleRef module)
{
	return ir_run_function_passes(ir, module, "sroa,simplifycfg,tailcallelim");
}

/* Recursion that is the last thing in one of two calls has become a loop before. */
int passes_simplify_recursion(struct ir *ir, LLVMModuleRef module)
{
	return ir_run_passes(
		ir, module,
		"function(sroa,early-cse,instcombine<no-verify-fixpoint>,simplifycfg,"
		"loop-simplify,lcssa,loop(loop-rotate),"
		"loop-unroll<O3;no-runtime;no-partial;no-peeling;full-unroll-max=64>,"
		"instcombine<no-verify-fixpoint>,sccp,correlated-propagation,simplifycfg,adce)");
}

int passes_expand_memcmp(struct ir *ir, LLVMModuleRef module)
{
	return ir_run_function_passes(ir, module, "expand-memcmp");
}

/* What default<O2> runs over each function, in its order (LLVM PassBuilderPipelines.cpp), without
 * what is for whole modules, for vectors, and for tables that BPF cannot load. */
int passes_simplify(struct ir *ir, LLVMModuleRef module)
{
	return ir_run_function_passes(
		ir, module,
		"simplifycfg,sroa<modify-cfg>,early-cse,instcombine<no-verify-fixpoint>,"
		"simplifycfg<hoist-common-insts>,"
		"sroa<modify-cfg>,early-cse<memssa>,jump-threading,correlated-propagation,"
		"simplifycfg<switch-range-to-icmp>,instcombine<no-verify-fixpoint>,"
		"aggressive-instcombine,simplifycfg<hoist-common-insts>,"
		"simplifycfg<switch-range-to-icmp>,reassociate,constraint-elimination,"
		"loop-mssa(loop-instsimplify,loop-simplifycfg,licm,loop-rotate,licm,"
		"simple-loop-unswitch<nontrivial>),"
		"simplifycfg<switch-range-to-icmp>,instcombine<no-verify-fixpoint>,"
		"loop(indvars,loop-deletion),sroa<modify-cfg>,mldst-motion,gvn,sccp,bdce,"
		"instcombine<no-verify-fixpoint>,simplifycfg<hoist-common-insts>,"
		"jump-threading,correlated-propagation,adce,memcpyopt,dse,loop-mssa(licm),"
		"simplifycfg<switch-range-to-icmp;hoist-common-insts;sink-common-insts>,"
		"instcombine<no-verify-fixpoint>,"
		"float2int,lower-constant-intrinsics,loop(loop-rotate,loop-deletion),"
		"instcombine<no-verify-fixpoint>,"
		"simplifycfg<forward-switch-cond;switch-range-to-icmp;no-keep-loops;"
		"hoist-common-insts;sink-common-insts>,"
		"instcombine<no-verify-fixpoint>,sroa<preserve-cfg>,"
		"instcombine<no-verify-fixpoint>,loop-mssa(licm),loop-sink,instsimplify,"
		"div-rem-pairs,simplifycfg<switch-range-to-icmp>");
}

/* The unroller takes no loop that goes round through a switch. Some loops show a bound only as they
 * are, some only when their exit has been moved to their end. */
int passes_form_loops(struct ir *ir, LLVMModuleRef module, unsigned form)
{
	static const char *const forms[PASSES_LOOP_FORMS] = {
		"lower-switch,loop-simplify,lcssa",
		"loop-simplify,lcssa,loop(loop-rotate)",
	};
	return ir_run_function_passes(ir, module, forms[form]);
}

int passes_unroll(struct ir *ir, LLVMModuleRef module, unsigned rounds)
{
	char passes[128];
	snprintf(passes, sizeof(passes),
		 "loop-unroll<O3;upperbound;no-runtime;no-partial;no-peeling;full-unroll-max=%u>",
		 rounds);
	return ir_run_function_passes(ir, module, passes);
}

int passes_prove_bounds(struct ir *ir, LLVMModuleRef module)
{
	return ir_run_function_passes(
		ir, module,
		"loop-simplify,lcssa,loop(loop-rotate,indvars),correlated-propagation,"
		"instcombine<no-verify-fixpoint>,simplifycfg");
}

int passes_fold(struct ir *ir, LLVMModuleRef module)
{
	return ir_run_function_passes(ir, module, "instsimplify");
}

int passes_fold_and_drop(struct ir *ir, LLVMModuleRef module)
{
	return ir_run_function_passes(ir, module, "instsimplify,adce");
}

int passes_drop_dead(struct ir *ir, LLVMModuleRef module)
{
	return ir_run_function_passes(ir, module, "adce");
}

int passes_thread_jumps(struct ir *ir, LLVMModuleRef module)
{
	return ir_run_function_passes(ir, module, "jump-threading");
}

int passes_merge_blocks(struct ir *ir, LLVMModuleRef module)
{
	return ir_run_function_passes(ir, module, "simplifycfg");
}

int passes_make_relocations(struct ir *ir, LLVMModuleRef module)
{
	return ir_run_passes(ir, module, "default<O0>");
}

int passes_drop_unreferenced(struct ir *ir, LLVMModuleRef module)
{
	return ir_run_passes(ir, module, "globaldce");
}
