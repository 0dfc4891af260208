/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Inline assembly, tried one by one: only the assembler knows what it takes, and what it says names
 * a line of the assembly, not of the source.
 */
#include "ir/assembly.h"

#include <stdlib.h>
#include <string.h>

/* A module that holds nothing but this call. Operands that are no constants are of no importance.
 */
static LLVMModuleRef make_alone(struct ir *ir, LLVMValueRef call)
{
	LLVMModuleRef module = llvm.ModuleCreateWithNameInContext("assembly", ir->context);
	LLVMTypeRef none = llvm.VoidTypeInContext(ir->context);
	LLVMValueRef function =
		llvm.AddFunction(module, "f", llvm.FunctionType(none, NULL, 0, false));
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	llvm.SetTarget(module, ir->triple);
	llvm.SetDataLayout(module, ir->data_layout);
	llvm.PositionBuilderAtEnd(builder,
				  llvm.AppendBasicBlockInContext(ir->context, function, ""));

	unsigned count = llvm.GetNumArgOperands(call);
	LLVMValueRef *args = xcalloc(count + 1, sizeof(*args));
	for (unsigned i = 0; i < count; i++) {
		LLVMValueRef operand = llvm.GetOperand(call, i);
		args[i] = llvm.IsAConstantInt(operand) ? operand
						       : llvm.GetPoison(llvm.TypeOf(operand));
	}
	llvm.BuildCall2(builder, llvm.GetCalledFunctionType(call), llvm.GetCalledValue(call), args,
			count, "");
	llvm.BuildRetVoid(builder);
	llvm.DisposeBuilder(builder);
	free(args);
	return module;
}

/* "<inline asm>:LINE:COLUMN: WHAT", the line of assembly, and a line that points into it: as
 * "'LINE' (WHAT)", which the caller frees; NULL when the text is no such. */
static char *describe(const char *text)
{
	const char *start = strstr(text, "<inline asm>:"),
		   *what = start ? strstr(start, ": ") : NULL;
	const char *line = what ? strchr(what, '\n') : NULL;
	if (!line)
		return NULL;
	what += strlen(": ");
	line += 1 + strspn(line + 1, " \t");
	return xasprintf("'%.*s' (%.*s)", (int)strcspn(line, "\n"), line, (int)strcspn(what, "\n"),
			 what);
}

/* What is wrong with an operand ends in " at line NUMBER", with a number of rustc's own. */
static void report(LLVMValueRef call, const char *text)
{
	struct diag_where where = ir_where(call);
	char *described = describe(text);
	const char *number = strstr(text, " at line ");
	if (described)
		diag_error_at(&where, "inline assembly of another machine: %s", described);
	else
		diag_error_at(&where, "inline assembly of another machine: %.*s",
			      number ? (int)(number - text) : (int)strlen(text), text);
	diag_help("write BPF's instructions, as in asm!(\"{0} <<= 3\", inout(reg) x)");
	free(described);
}

bool assembly_report_global(const char *text)
{
	char *described = describe(text);
	if (!described)
		return false;
	/* rustc puts "'.intel_syntax'" and "'.att_syntax'" around all of it on x86. */
	bool by_rustc = strstr(described, "_syntax' (");
	diag_error("global assembly of another machine: %s",
		   by_rustc ? "global_asm!()" : described);
	diag_help("leave out what global_asm!() has for the host");
	free(described);
	return true;
}

/* True when the assembler takes it. */
static bool try(struct ir *ir, LLVMValueRef call)
{
	LLVMModuleRef module = make_alone(ir, call);
	LLVMMemoryBufferRef bytes = NULL;
	char *message = NULL;

	ir->capture = true;
	bool failed = llvm.TargetMachineEmitToMemoryBuffer(ir->machine, module, LLVMObjectFile,
							   &message, &bytes);
	ir->capture = false;
	bool wrong = failed || ir->captured.size;
	if (wrong)
		report(call, ir->captured.size ? ir->captured.data : message);
	ir->captured.size = 0;
	if (failed)
		llvm.DisposeMessage(message);
	else
		llvm.DisposeMemoryBuffer(bytes);
	llvm.DisposeModule(module);
	return !wrong;
}

/* What was taken once; the rewrites put in many of a kind. */
struct taken {
	LLVMValueRef *at;
	size_t count;
};

static void check(struct ir *ir, struct taken *taken, LLVMValueRef call)
{
	LLVMValueRef assembly = llvm.IsAInlineAsm(llvm.GetCalledValue(call));
	if (!assembly)
		return;
	for (size_t i = 0; i < taken->count; i++)
		if (taken->at[i] == assembly)
			return;
	if (!try(ir, call))
		return;
	taken->at = xreallocarray(taken->at, taken->count + 1, sizeof(*taken->at));
	taken->at[taken->count++] = assembly;
}

void assembly_check(struct ir *ir, LLVMModuleRef module)
{
	struct taken taken = {0};
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f))
		for (LLVMValueRef at = ir_first_instruction(f); at; at = ir_next_instruction(at))
			if (llvm.IsACallInst(at))
				check(ir, &taken, at);
	free(taken.at);
}
