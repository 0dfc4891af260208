/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What CO-RE relocations need. */
#include "ir/relocs/needs.h"

#include "base/diag.h"
#include "ir/llvm/source.h"
#include "ir/relocs/intrinsics.h"
#include "ir/relocs/units.h"
#include "kernel/profile.h"
#include "kernel/version.h"

/* A load, what it passes through, and what follows. */
#define DEPTH 3

bool relocs_have_btf(const struct ir *ir, const struct diag_where *where)
{
	unsigned since = PROFILE_SINCE(last_btf, 1);

	if (!ir->profile->last_btf) {
		diag_error_at(where, "CO-RE relocations need BTF, which needs Linux %u.%u",
			      KERNEL_MAJOR(since), KERNEL_MINOR(since));
		diag_help("raise --kernel");
		return false;
	}
	if (!ir->opts->btf) {
		diag_error_at(where, "CO-RE relocations need BTF, and it is to be left out");
		diag_help("leave out --no-btf, or pass --btf");
		return false;
	}
	return true;
}

/* What LLVM has put in has no line: then that of what uses it. */
static struct diag_where where_used(LLVMValueRef at, unsigned depth)
{
	struct diag_where where = ir_where(at);

	for (LLVMUseRef use = llvm.GetFirstUse(at); use && !where.line && depth;
	     use = llvm.GetNextUse(use))
		if (llvm.IsAInstruction(llvm.GetUser(use)))
			where = where_used(llvm.GetUser(use), depth - 1);
	return where;
}

/* True when each use of the value has BTF. */
static bool uses_have_btf(const struct ir *ir, LLVMValueRef value)
{
	bool have = true;

	for (LLVMUseRef use = llvm.GetFirstUse(value); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		struct diag_where where = {0};
		if (llvm.IsAInstruction(user))
			where = where_used(user, DEPTH);
		have &= relocs_have_btf(ir, &where);
	}
	return have;
}

bool relocs_of_module_have_btf(const struct ir *ir, LLVMModuleRef module)
{
	bool have = true;

	if (ir->profile->last_btf && ir->opts->btf)
		return true;
	for (LLVMValueRef g = llvm.GetFirstGlobal(module); g; g = llvm.GetNextGlobal(g))
		if (relocs_is_made(g))
			have &= uses_have_btf(ir, g);
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f))
		if (intrinsics_has(f))
			have &= uses_have_btf(ir, f);
	return have;
}
