/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Inline assembly, tried one by one: only the assembler knows what it takes, and what it says names
 * a line of the assembly, not of the source.
 */
#include "ir/llvm/assembly.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/message.h"
#include "base/text.h"
#include "ir/llvm/module.h"
#include "ir/llvm/source.h"
#include "ir/llvm/stage.h"

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

/* "couldn't allocate output register for constraint '{ax}' at line NUMBER" (a number of rustc's
 * own) and "unknown asm constraint 'x'", as a sentence about that register, which the caller frees;
 * NULL when the text is no such.
 */
static char *describe_register(const char *text)
{
	static const char mark[] = " constraint '";
	const char *name = strstr(text, mark);
	if (!name)
		return NULL;
	name += strlen(mark);
	name += strspn(name, "{");
	return xasprintf("BPF has no register '%.*s'", (int)strcspn(name, "}'"), name);
}

static void report(LLVMValueRef call, const char *text)
{
	struct diag_where where = ir_where(call);
	char *described = describe(text);
	if (!described)
		described = describe_register(text);
	diag_error_at(&where, "inline assembly of another machine: %s",
		      described ? described : text);
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

/* True when LLVM generated code for the module; its words are captured, and *message is to be
 * disposed of when it is not NULL. */
static bool generate(struct ir *ir, LLVMModuleRef module, char **message)
{
	LLVMMemoryBufferRef bytes = NULL;
	*message = NULL;
	ir->capture = true;
	stage_lend();
	bool failed = llvm.TargetMachineEmitToMemoryBuffer(ir->machine, module, LLVMObjectFile,
							   message, &bytes);
	stage_take_back();
	ir->capture = false;
	if (!failed)
		llvm.DisposeMemoryBuffer(bytes);
	return !failed && !ir->captured.size;
}

/* LLVM crashes over an operand that is a symbol where BPF has no relocation for it, as in "r1 =
 * foo": whether it comes back, a process of its own shows. */
static bool is_survived(struct ir *ir, LLVMModuleRef module)
{
	pid_t pid = fork();
	if (pid < 0)
		diag_fatal("cannot start a process");
	if (pid == 0) {
		char *message;
		llvm.ResetFatalErrorHandler();
		generate(ir, module, &message);
		_exit(0);
	}
	int status = 0;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* Nobody knows which line it was: all are named. */
static void report_crash(LLVMValueRef call, const char *string)
{
	struct diag_where where = ir_where(call);
	struct buf lines = {0};
	for (string += strspn(string, " \t\n"); *string; string += strspn(string, " \t\n")) {
		size_t length = strcspn(string, "\n");
		buf_printf(&lines, "%s%.*s", lines.size ? "; " : "", (int)length, string);
		string += length;
	}
	diag_error_at(&where, "inline assembly that LLVM's assembler fails over: '%s'", lines.data);
	diag_help("give instructions registers and numbers: symbols are for calls, and for labels "
		  "that the assembly defines itself");
	buf_release(&lines);
}

/* True when the assembler takes it. */
static bool try(struct ir *ir, LLVMValueRef call)
{
	size_t size;
	const char *string =
		llvm.GetInlineAsmAsmString(llvm.IsAInlineAsm(llvm.GetCalledValue(call)), &size);
	LLVMModuleRef module = make_alone(ir, call);
	char *message = NULL;
	bool taken = false;

	if (size && !is_survived(ir, module)) {
		report_crash(call, string);
	} else {
		taken = generate(ir, module, &message);
		if (!taken)
			report(call, ir->captured.size ? ir->captured.data : message);
		ir->captured.size = 0;
	}
	if (message)
		llvm.DisposeMessage(message);
	llvm.DisposeModule(module);
	return taken;
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
