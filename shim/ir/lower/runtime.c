/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Linking runtime.ll, which the build puts into the program as text. */
#include "ir/lower/runtime.h"

#include "base/diag.h"
#include "base/text.h"
#include "ir/llvm/module.h"

#define RUNTIME_PREFIX "__bpf_shim_"

/* runtime.ll and a NUL after it, from runtime_text.S. */
extern const char runtime_text[];
extern const char runtime_text_end[];

LLVMValueRef runtime_call(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
			  const char *name, LLVMTypeRef result, LLVMValueRef *args, unsigned count)
{
	(void)ir;
	LLVMTypeRef types[3];
	if (count > sizeof(types) / sizeof(types[0]))
		diag_bug("too many arguments for a runtime function");
	for (unsigned i = 0; i < count; i++)
		types[i] = llvm.TypeOf(args[i]);
	LLVMTypeRef type = llvm.FunctionType(result, types, count, false);
	LLVMValueRef function = llvm.GetNamedFunction(module, name);
	if (!function)
		function = llvm.AddFunction(module, name, type);
	return llvm.BuildCall2(builder, type, function, args, count, "");
}

static LLVMModuleRef parse_runtime(struct ir *ir)
{
	LLVMModuleRef module;
	char *message = NULL;
	LLVMMemoryBufferRef text = llvm.CreateMemoryBufferWithMemoryRange(
		runtime_text, (size_t)(runtime_text_end - runtime_text), "runtime.ll", true);
	if (llvm.ParseIRInContext(ir->context, text, &module, &message)) {
		diag_error("internal error: LLVM %u.%u.%u cannot read runtime.ll: %s", llvm.major,
			   llvm.minor, llvm.patch, message);
		llvm.DisposeMessage(message);
		return NULL;
	}
	llvm.SetTarget(module, ir->triple);
	llvm.SetDataLayout(module, ir->data_layout);
	return module;
}

static bool is_runtime(LLVMValueRef function)
{
	return text_starts_with(ir_name(function), RUNTIME_PREFIX) && !llvm.IsDeclaration(function);
}

int runtime_link(struct ir *ir, LLVMModuleRef module)
{
	LLVMModuleRef runtime = parse_runtime(ir);
	if (!runtime)
		return -1;
	/* linkonce: only what is called gets copied. */
	for (LLVMValueRef f = llvm.GetFirstFunction(runtime); f; f = llvm.GetNextFunction(f))
		llvm.SetLinkage(f, LLVMLinkOnceODRLinkage);
	if (llvm.LinkModules2(module, runtime))
		return -1;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		if (!is_runtime(f))
			continue;
		llvm.SetLinkage(f, LLVMInternalLinkage);
		ir_add_attribute(ir, f, "alwaysinline");
		ir_add_attribute(ir, f, "nounwind");
	}
	return 0;
}
