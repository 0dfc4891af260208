/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Helpers by name. C has libbpf's bpf_helper_defs.h, where each helper is a pointer to a function
 * whose value is the helper's number. Here an extern "C" declaration is enough.
 */
#include "ir/prepare/helper_names.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "base/message.h"
#include "base/text.h"
#include "ir/llvm/module.h"
#include "ir/llvm/source.h"
#include "kernel/helper_table.h"

/* NULL for a function that an input defines, and for one of the kernel's (.ksyms). */
static const struct helper *declared_helper(LLVMValueRef function)
{
	const char *section = llvm.GetSection(function);

	if (!llvm.IsDeclaration(function) || (section && *section))
		return NULL;
	return helper_by_symbol(ir_name(function));
}

static bool takes(const struct helper *helper, unsigned arguments)
{
	if (helper->form == HELPER_VARIADIC)
		return arguments >= helper->arguments && arguments <= HELPER_MAX_ARGUMENTS;
	return arguments == helper->arguments;
}

static bool is_call_of(LLVMValueRef user, LLVMValueRef function)
{
	return llvm.IsACallInst(user) && llvm.GetCalledValue(user) == function;
}

static bool fits(const struct helper *helper, LLVMValueRef call)
{
	return takes(helper, llvm.GetNumArgOperands(call)) &&
	       !(helper->form == HELPER_VOID && llvm.GetFirstUse(call));
}

static LLVMValueRef next_misfit(const struct helper *helper, LLVMValueRef function)
{
	for (LLVMUseRef use = llvm.GetFirstUse(function); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (is_call_of(user, function) && !fits(helper, user))
			return user;
	}
	return NULL;
}

/* Its address is the number, too: calls through it are not known. */
static void resolve(struct ir *ir, LLVMModuleRef module, const struct helper *helper,
		    LLVMValueRef function)
{
	LLVMValueRef number =
		llvm.ConstInt(llvm.Int64TypeInContext(ir->context), helper_number(helper), false);
	char *name = xstrdup(ir_name(function));
	LLVMValueRef misfit = NULL, call;

	while ((call = next_misfit(helper, function))) {
		if (!misfit)
			misfit = llvm.AddFunction(module, "", llvm.GlobalGetValueType(function));
		llvm.SetOperand(call, (unsigned)llvm.GetNumOperands(call) - 1, misfit);
	}
	llvm.ReplaceAllUsesWith(function, llvm.ConstIntToPtr(number, llvm.TypeOf(function)));
	llvm.DeleteFunction(function);
	if (misfit)
		llvm.SetValueName2(misfit, name, strlen(name));
	free(name);
}

int helper_names_resolve(struct ir *ir, LLVMModuleRef module)
{
	int resolved = 0;
	LLVMValueRef next = llvm.GetFirstFunction(module), last = llvm.GetLastFunction(module);

	/* What is there now: a function of misfits comes behind. */
	for (LLVMValueRef f = NULL; f != last;) {
		f = next;
		next = llvm.GetNextFunction(f);
		const struct helper *helper = declared_helper(f);
		if (helper) {
			resolve(ir, module, helper, f);
			resolved++;
		}
	}
	return resolved;
}

static void report_arguments(const struct helper *helper, LLVMValueRef call)
{
	struct diag_where where = ir_where(call);
	unsigned given = llvm.GetNumArgOperands(call);

	diag_error_at(&where, "'bpf_%s' is called with %u argument%s; it takes %u%s", helper->name,
		      given, given == 1 ? "" : "s", helper->arguments,
		      helper->form == HELPER_VARIADIC ? " to 5" : "");
	diag_help("declare it as 'man 7 bpf-helpers' does");
}

static void report_result(const struct helper *helper, LLVMValueRef call)
{
	struct diag_where where = ir_where(call);

	diag_error_at(&where, "'bpf_%s' is called for a result; it returns none", helper->name);
	diag_help("declare it as 'man 7 bpf-helpers' does");
}

static void report_unknown(const char *name, LLVMValueRef user)
{
	struct diag_where where = ir_where(user);
	const struct helper *near = helper_near_symbol(name);

	diag_error_at(&where, "no helper has the name '%s'", name);
	if (near)
		diag_help("'bpf_%s' is similar", near->name);
	else
		diag_help("'man 7 bpf-helpers' lists them; a function of the kernel is declared in "
			  "section '.ksyms'");
}

bool helper_names_report(LLVMValueRef function, LLVMValueRef user)
{
	const char *name = ir_name(function);
	const struct helper *helper = declared_helper(function);

	if (!is_call_of(user, function))
		return false;
	if (!helper && !text_starts_with(name, HELPER_PREFIX) && !helper_near_symbol(name))
		return false;
	if (!helper)
		report_unknown(name, user);
	else if (!takes(helper, llvm.GetNumArgOperands(user)))
		report_arguments(helper, user);
	else if (!fits(helper, user))
		report_result(helper, user);
	return true;
}
