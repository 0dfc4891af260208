/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Helpers: uapi/linux/bpf.h; functions: KF_ACQUIRE and KF_RELEASE in kernel/bpf/helpers.c. */
#include "ir/prepare/held_rules.h"

#include <string.h>

#include "base/text.h"
#include "ir/llvm/module.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct held_rule rules[] = {
	{84, HELD_BY_RESULT, "bpf_sk_lookup_tcp", 0, 86, NULL, 0},
	{85, HELD_BY_RESULT, "bpf_sk_lookup_udp", 0, 86, NULL, 0},
	{93, HELD_BY_ARGUMENT, "bpf_spin_lock", 0, 94, NULL, 0},
	{99, HELD_BY_RESULT, "bpf_skc_lookup_tcp", 0, 86, NULL, 0},
	{131, HELD_BY_RESULT, "bpf_ringbuf_reserve", 0, 133, NULL, 1},
	{194, HELD_BY_RESULT, "bpf_kptr_xchg", 0, 0, NULL, 0},
	{198, HELD_BY_ARGUMENT, "bpf_ringbuf_reserve_dynptr", 3, 200, NULL, 1},
	{0, HELD_BY_RESULT, "bpf_task_acquire", 0, 0, "bpf_task_release", 0},
	{0, HELD_BY_RESULT, "bpf_task_from_pid", 0, 0, "bpf_task_release", 0},
	{0, HELD_BY_RESULT, "bpf_task_from_vpid", 0, 0, "bpf_task_release", 0},
	{0, HELD_BY_RESULT, "bpf_cgroup_acquire", 0, 0, "bpf_cgroup_release", 0},
	{0, HELD_BY_RESULT, "bpf_cgroup_ancestor", 0, 0, "bpf_cgroup_release", 0},
	{0, HELD_BY_RESULT, "bpf_cgroup_from_id", 0, 0, "bpf_cgroup_release", 0},
	{0, HELD_BY_RESULT, "bpf_cpumask_acquire", 0, 0, "bpf_cpumask_release", 0},
	{0, HELD_BY_RESULT, "bpf_cpumask_create", 0, 0, "bpf_cpumask_release", 0},
	{0, HELD_BY_RESULT, "bpf_get_task_exe_file", 0, 0, "bpf_put_file", 0},
	{0, HELD_BY_RESULT, "bpf_obj_new_impl", 0, 0, "bpf_obj_drop_impl", 1},
	{0, HELD_BY_RESULT, "bpf_percpu_obj_new_impl", 0, 0, "bpf_percpu_obj_drop_impl", 1},
	{0, HELD_BY_NOTHING, "bpf_rcu_read_lock", 0, 0, "bpf_rcu_read_unlock", 0},
	{0, HELD_BY_NOTHING, "bpf_preempt_disable", 0, 0, "bpf_preempt_enable", 0},
	{0, HELD_BY_ARGUMENT, "bpf_iter_num_new", 0, 0, "bpf_iter_num_destroy", 0},
	{0, HELD_BY_ARGUMENT, "bpf_iter_bits_new", 0, 0, "bpf_iter_bits_destroy", 0},
	{0, HELD_BY_ARGUMENT, "bpf_iter_css_new", 0, 0, "bpf_iter_css_destroy", 0},
	{0, HELD_BY_ARGUMENT, "bpf_iter_css_task_new", 0, 0, "bpf_iter_css_task_destroy", 0},
	{0, HELD_BY_ARGUMENT, "bpf_iter_kmem_cache_new", 0, 0, "bpf_iter_kmem_cache_destroy", 0},
	{0, HELD_BY_ARGUMENT, "bpf_iter_task_new", 0, 0, "bpf_iter_task_destroy", 0},
	{0, HELD_BY_ARGUMENT, "bpf_iter_task_vma_new", 0, 0, "bpf_iter_task_vma_destroy", 0},
	{0, HELD_BY_RESULT, "bpf_task_get_cgroup1", 0, 0, "bpf_cgroup_release", 0},
	{0, HELD_BY_RESULT, "bpf_lookup_user_key", 0, 0, "bpf_key_put", 0},
	{0, HELD_BY_RESULT, "bpf_lookup_system_key", 0, 0, "bpf_key_put", 0},
	{0, HELD_BY_RESULT, "bpf_skb_ct_lookup", 0, 0, "bpf_ct_release", 0},
	{0, HELD_BY_RESULT, "bpf_xdp_ct_lookup", 0, 0, "bpf_ct_release", 0},
	{0, HELD_BY_RESULT, "bpf_crypto_ctx_create", 0, 0, "bpf_crypto_ctx_release", 0},
	{0, HELD_BY_RESULT, "bpf_crypto_ctx_acquire", 0, 0, "bpf_crypto_ctx_release", 0},
	{0, HELD_BY_RESULT, "bpf_refcount_acquire_impl", 0, 0, "bpf_obj_drop_impl", 1},
	{0, HELD_BY_ARGUMENT, "bpf_local_irq_save", 0, 0, "bpf_local_irq_restore", 0},
	{0, HELD_BY_ARGUMENT, "bpf_iter_dmabuf_new", 0, 0, "bpf_iter_dmabuf_destroy", 0},
	{0, HELD_BY_ARGUMENT, "bpf_iter_scx_dsq_new", 0, 0, "bpf_iter_scx_dsq_destroy", 0},
	/* They give a place in the object, and the object is to be given back. */
	{0, HELD_BY_RESULT, "bpf_list_pop_front", 0, 0, NULL, 0},
	{0, HELD_BY_RESULT, "bpf_list_pop_back", 0, 0, NULL, 0},
	{0, HELD_BY_RESULT, "bpf_rbtree_remove", 0, 0, NULL, 0},
};

/* Other helpers that take back, by what they are the counterpart of; they have been fixed for good
 * since Linux 6.2. */
static bool helper_takes_back(const struct held_rule *rule, unsigned helper)
{
	if (helper == rule->back_helper)
		return true;
	switch (rule->helper) {
	case 131:
		return helper == 132;
	case 198:
		return helper == 199;
	default:
		/* bpf_kptr_xchg gives what it gets to a map. */
		return rule->by == HELD_BY_RESULT && helper == 194;
	}
}

struct held_callee held_callee(LLVMValueRef call)
{
	LLVMValueRef callee = llvm.GetCalledValue(call);

	if (llvm.IsAConstantExpr(callee) && llvm.GetConstOpcode(callee) == LLVMIntToPtr &&
	    llvm.IsAConstantInt(llvm.GetOperand(callee, 0)))
		return (struct held_callee){
			(unsigned)llvm.ConstIntGetZExtValue(llvm.GetOperand(callee, 0)), NULL};
	if (llvm.IsALoadInst(callee)) {
		LLVMValueRef holder = llvm.GetOperand(callee, 0);
		callee = llvm.IsAGlobalVariable(holder) && llvm.GetInitializer(holder)
				 ? llvm.GetInitializer(holder)
				 : callee;
	}
	return (struct held_callee){0, llvm.IsAFunction(callee)};
}

const struct held_rule *held_rule_of(LLVMValueRef call)
{
	struct held_callee callee = held_callee(call);
	const char *name = callee.function && llvm.IsDeclaration(callee.function)
				   ? ir_name(callee.function)
				   : NULL;

	for (size_t i = 0; i < COUNT(rules); i++) {
		if (rules[i].helper ? callee.helper == rules[i].helper
				    : name && strcmp(name, rules[i].name) == 0)
			return &rules[i];
	}
	return NULL;
}

bool held_takes_back(const struct held_rule *rule, LLVMValueRef call)
{
	struct held_callee callee = held_callee(call);

	if (callee.helper)
		return helper_takes_back(rule, callee.helper);
	if (llvm.IsAInlineAsm(llvm.GetCalledValue(call)))
		return rule->by == HELD_BY_RESULT; /* what comes out of it may be given back */
	if (!callee.function)
		return true; /* whatever it is */
	const char *name = ir_name(callee.function);
	if (text_starts_with(name, "llvm.") || text_starts_with(name, "__bpf_shim"))
		return false;
	/* Functions of the kernel take back what they get, unless they give more of it. */
	if (!llvm.IsDeclaration(callee.function))
		return true;
	return rule->by == HELD_BY_RESULT ? !held_rule_of(call)
					  : rule->back && strcmp(name, rule->back) == 0;
}

/* The program declares it, and may do so in another way. */
static bool takes_what_is_given(const struct held_rule *rule, LLVMValueRef function)
{
	unsigned count = llvm.CountParamTypes(llvm.GlobalGetValueType(function));
	return count == (rule->by == HELD_BY_NOTHING ? 0 : 1 + rule->zeros);
}

LLVMValueRef held_back_function(struct ir *ir, LLVMModuleRef module, const struct held_rule *rule)
{
	LLVMValueRef function = rule->back ? llvm.GetNamedFunction(module, rule->back) : NULL;

	if (!rule->back_helper)
		return function && llvm.GetFirstUse(function) && takes_what_is_given(rule, function)
			       ? function
			       : NULL;
	LLVMTypeRef i64 = llvm.Int64TypeInContext(ir->context);
	return llvm.ConstIntToPtr(llvm.ConstInt(i64, rule->back_helper, false),
				  llvm.PointerTypeInContext(ir->context, 0));
}

static LLVMTypeRef back_type(struct ir *ir, const struct held_rule *rule, LLVMValueRef function)
{
	LLVMTypeRef types[2] = {llvm.PointerTypeInContext(ir->context, 0),
				llvm.Int64TypeInContext(ir->context)};
	if (!rule->back_helper)
		return llvm.GlobalGetValueType(function);
	return llvm.FunctionType(llvm.VoidTypeInContext(ir->context), types, 1 + rule->zeros,
				 false);
}

void held_build_back(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
		     const struct held_rule *rule, LLVMValueRef call)
{
	LLVMValueRef function = held_back_function(ir, module, rule), arguments[2];
	LLVMTypeRef type = back_type(ir, rule, function), types[2];
	unsigned count = llvm.CountParamTypes(type);

	llvm.GetParamTypes(type, types);
	if (count)
		arguments[0] =
			rule->by == HELD_BY_RESULT ? call : llvm.GetOperand(call, rule->argument);
	if (count > 1)
		arguments[1] = llvm.ConstNull(types[1]);
	llvm.BuildCall2(builder, type, function, arguments, count, "");
}
