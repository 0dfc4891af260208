/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * CO-RE relocations that a compiler has already made. It makes each a load from an external
 * variable whose name says all but the type, which is metadata: "llvm.task_struct:0:4$0:1",
 * "llvm.btf_type_id.0$7" (BPFAbstractMemberAccess.cpp, BPFPreserveDIType.cpp). Where two units have
 * types of one name and different members, or count their type ids alike, linking would make one
 * variable of two, with one type: a relocation that is silently wrong. What stands before the first
 * ':' or '$' is not read any more (BTFDebug.cpp, generatePatchImmReloc), so the unit goes there.
 *
 * What is read goes through llvm.bpf.passthrough, which has a number, so that LLVM makes no choice
 * of variables of two accesses, which no relocation can tell. clang counts from 0 in each unit.
 */
#include "ir/relocs/units.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "ir/llvm/module.h"

/* LLVM's passes count their own from 0. */
#define FIRST_NUMBER (1u << 31)

bool relocs_is_made(LLVMValueRef global)
{
	const char *name = ir_name(global);

	return llvm.IsDeclaration(global) && strncmp(name, "llvm.", strlen("llvm.")) == 0 &&
	       strchr(name, '$');
}

void relocs_separate(LLVMModuleRef module, size_t unit)
{
	for (LLVMValueRef g = llvm.GetFirstGlobal(module); g; g = llvm.GetNextGlobal(g)) {
		if (!relocs_is_made(g))
			continue;
		const char *name = ir_name(g);
		int front = (int)strcspn(name, ":$");
		char *new_name = xasprintf("%.*s.%zu%s", front, name, unit, name + front);
		llvm.SetValueName2(g, new_name, strlen(new_name));
		free(new_name);
	}
}

int relocs_number(struct ir *ir, LLVMModuleRef module)
{
	LLVMTypeRef i32 = llvm.Int32TypeInContext(ir->context);
	int count = 0;

	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		if (!text_starts_with(ir_name(f), "llvm.bpf.passthrough."))
			continue;
		for (LLVMUseRef use = llvm.GetFirstUse(f); use; use = llvm.GetNextUse(use))
			llvm.SetOperand(llvm.GetUser(use), 0,
					llvm.ConstInt(i32, FIRST_NUMBER + count++, false));
	}
	return count;
}
