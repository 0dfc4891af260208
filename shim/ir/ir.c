/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The LLVM context and the small tools that every IR room needs. */
#include "ir/ir.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/exitcode.h"
#include "cli/outputs.h"
#include "ir/frame.h"
#include "ir/llvm_words.h"

/*
 * LLVM's code generator reports what it cannot do through the diagnostic handler, goes on, and
 * returns success with an object that is wrong: the count in ir->errors is the only truth. The text
 * has the form "file:line:col: in function NAME TYPE: message" or "LLVM's own words"; the location
 * in it is worth keeping, the type is not.
 */
static void on_diagnostic(LLVMDiagnosticInfoRef info, void *data)
{
	struct ir *ir = data;
	char *text = llvm.GetDiagInfoDescription(info);
	LLVMDiagnosticSeverity severity = llvm.GetDiagInfoSeverity(info);

	if (severity == LLVMDSError) {
		ir->errors++;
		if (ir->capture && !ir->captured.size)
			buf_printf(&ir->captured, "%s", text);
		else if (!ir->capture && !ir_is_stack_error(text, &ir->too_deep))
			ir_report_llvm_error(text);
	} else {
		diag_trace("LLVM: %s", text);
	}
	llvm.DisposeMessage(text);
}

void ir_open(struct ir *ir)
{
	llvm.InitializeBPFTargetInfo();
	llvm.InitializeBPFTarget();
	llvm.InitializeBPFTargetMC();
	llvm.InitializeBPFAsmPrinter();
	llvm.InitializeBPFAsmParser(); /* inline assembly */

	ir->context = llvm.ContextCreate();
	llvm.ContextSetDiagnosticHandler(ir->context, on_diagnostic, ir);
}

int ir_open_machine(struct ir *ir)
{
	LLVMTargetRef target;
	char *message = NULL;
	if (llvm.GetTargetFromTriple(ir->triple, &target, &message)) {
		diag_error("'%s' has no BPF target: %s", llvm.path, message);
		llvm.DisposeMessage(message);
		return -1;
	}
	if (ir->machine)
		llvm.DisposeTargetMachine(ir->machine);
	else if (*ir->opts->cpu_features)
		llvm_check_features(ir, target);
	ir->machine = llvm.CreateTargetMachine(target, ir->triple, ir->profile->cpu,
					       ir->opts->cpu_features, LLVMCodeGenLevelAggressive,
					       LLVMRelocDefault, LLVMCodeModelDefault);
	if (!ir->data_layout) {
		LLVMTargetDataRef layout = llvm.CreateTargetDataLayout(ir->machine);
		ir->data_layout = llvm.CopyStringRepOfTargetData(layout);
		llvm.DisposeTargetData(layout);
	}
	return 0;
}

void ir_close(struct ir *ir)
{
	if (ir->module)
		llvm.DisposeModule(ir->module);
	if (ir->machine)
		llvm.DisposeTargetMachine(ir->machine);
	if (ir->data_layout)
		llvm.DisposeMessage(ir->data_layout);
	if (ir->context)
		llvm.ContextDispose(ir->context);
	names_release(&ir->exports);
	names_release(&ir->entries);
	names_release(&ir->subprograms);
	names_release(&ir->keep);
	frames_release(ir);
	buf_release(&ir->captured);
}

int ir_run_passes(struct ir *ir, LLVMModuleRef module, const char *passes)
{
	unsigned errors_before = ir->errors;
	LLVMPassBuilderOptionsRef options = llvm.CreatePassBuilderOptions();
	/* Where the plan unrolls loops, that is the plan's business alone. */
	llvm.PassBuilderOptionsSetLoopUnrolling(options, !ir->profile->unroll_insns);
	LLVMErrorRef error = llvm.RunPasses(module, passes, ir->machine, options);
	llvm.DisposePassBuilderOptions(options);
	if (error) {
		char *message = llvm.GetErrorMessage(error);
		diag_error("LLVM %u.%u.%u refused the passes '%s': %s", llvm.major, llvm.minor,
			   llvm.patch, passes, message);
		llvm.DisposeErrorMessage(message);
		return -1;
	}
	return ir->errors == errors_before ? 0 : -1;
}

/* Two of the files have the names that bpf-linker gives them. */
static char *dump_path(const struct options *opts, const char *stage, unsigned number)
{
	if (opts->peer && strcmp(stage, DUMP_FIRST) == 0)
		return xasprintf("%s/pre-opt.ll", opts->dump_dir);
	if (opts->peer && strcmp(stage, DUMP_LAST) == 0)
		return xasprintf("%s/post-opt.ll", opts->dump_dir);
	return xasprintf("%s/%02u-%s.ll", opts->dump_dir, number, stage);
}

/* Not LLVMPrintModuleToFile(), which ends the process when the disk is full. 0, or -1 with errno.
 */
static int print_module(LLVMModuleRef module, const char *path)
{
	FILE *file = fopen(path, "we");
	if (!file)
		return -1;
	char *text = llvm.PrintModuleToString(module);
	bool written = fputs(text, file) >= 0;
	llvm.DisposeMessage(text);
	return fclose(file) == 0 && written ? 0 : -1;
}

void ir_dump(const struct ir *ir, LLVMModuleRef module, const char *stage)
{
	static unsigned number;
	if (!ir->opts->dump_dir)
		return;
	if (number == 0)
		mkdir(ir->opts->dump_dir, 0777); /* or it is there, or writing says why not */
	char *path = dump_path(ir->opts, stage, number++);
	if (outputs_find_read(ir->opts, path))
		diag_warning("cannot write '%s': %s", path, "the link reads it");
	else if (print_module(module, path) < 0)
		diag_warning("cannot write '%s': %s", path, strerror(errno));
	free(path);
}

int ir_verify(LLVMModuleRef module, const char *stage)
{
	char *message = NULL;
	int err = 0;
	if (llvm.VerifyModule(module, LLVMReturnStatusAction, &message)) {
		err = diag_error("internal error: ill-formed module after %s: %s", stage, message);
		diag_help(
			"this is a bug in bpf-shim: please report it with what --repro DIR saves");
	}
	llvm.DisposeMessage(message);
	return err;
}

const char *ir_name(LLVMValueRef value)
{
	size_t len;
	return llvm.GetValueName2(value, &len);
}

const char *ir_string(LLVMValueRef global, size_t *size)
{
	LLVMValueRef value = llvm.GetInitializer(global);
	/* rustc 1.85 wraps an allocation without pointers into a struct. */
	if (value && llvm.GetTypeKind(llvm.TypeOf(value)) == LLVMStructTypeKind &&
	    llvm.GetNumOperands(value) == 1)
		value = llvm.GetOperand(value, 0);
	if (!value || !llvm.IsAConstantDataArray(value) || !llvm.IsConstantString(value))
		return NULL;
	return llvm.GetAsString(value, size);
}

bool ir_calls(LLVMValueRef instruction, const char *name)
{
	if (!llvm.IsACallInst(instruction))
		return false;
	LLVMValueRef callee = llvm.IsAFunction(llvm.GetCalledValue(instruction));
	return callee && strcmp(ir_name(callee), name) == 0;
}

size_t ir_count_instructions(LLVMValueRef function)
{
	size_t count = 0;
	for (LLVMValueRef at = ir_first_instruction(function); at; at = ir_next_instruction(at))
		count++;
	return count;
}

static unsigned attribute_kind(const char *name)
{
	unsigned kind = llvm.GetEnumAttributeKindForName(name, strlen(name));
	if (!kind)
		diag_bug("unknown attribute");
	return kind;
}

void ir_add_attribute(struct ir *ir, LLVMValueRef function, const char *name)
{
	LLVMAttributeRef attribute = llvm.CreateEnumAttribute(ir->context, attribute_kind(name), 0);
	llvm.AddAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
				 attribute);
}

void ir_remove_attribute(LLVMValueRef function, const char *name)
{
	llvm.RemoveEnumAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
					attribute_kind(name));
}

bool ir_has_attribute(LLVMValueRef function, const char *name)
{
	return llvm.GetEnumAttributeAtIndex(
		function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex, attribute_kind(name));
}

bool ir_param_has_attribute(LLVMValueRef function, unsigned param, const char *name)
{
	return llvm.GetEnumAttributeAtIndex(function, param + 1, attribute_kind(name));
}

unsigned ir_param_align(LLVMValueRef call, unsigned param)
{
	LLVMAttributeRef attribute =
		llvm.GetCallSiteEnumAttribute(call, param + 1, attribute_kind("align"));
	uint64_t align = attribute ? llvm.GetEnumAttributeValue(attribute) : 1;
	return align > 8 ? 8 : (unsigned)align;
}

/* The first instruction of the block or of a block after it. */
static LLVMValueRef first_from(LLVMBasicBlockRef block)
{
	for (; block; block = llvm.GetNextBasicBlock(block)) {
		LLVMValueRef instruction = llvm.GetFirstInstruction(block);
		if (instruction)
			return instruction;
	}
	return NULL;
}

LLVMValueRef ir_first_instruction(LLVMValueRef function)
{
	return first_from(llvm.GetFirstBasicBlock(function));
}

LLVMValueRef ir_next_instruction(LLVMValueRef instruction)
{
	LLVMValueRef next = llvm.GetNextInstruction(instruction);
	if (next)
		return next;
	return first_from(llvm.GetNextBasicBlock(llvm.GetInstructionParent(instruction)));
}

/* C has no call that changes an incoming edge, so the phi is made anew: with 'instead' for each
 * edge from 'block', or without one edge from it when 'instead' is NULL. */
static void rebuild_phi(struct ir *ir, LLVMValueRef phi, LLVMBasicBlockRef block,
			LLVMBasicBlockRef instead)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	llvm.PositionBuilderBefore(builder, phi);
	LLVMValueRef fresh = llvm.BuildPhi(builder, llvm.TypeOf(phi), "");
	llvm.DisposeBuilder(builder);

	bool dropped = false;
	unsigned count = llvm.CountIncoming(phi);
	for (unsigned i = 0; i < count; i++) {
		LLVMBasicBlockRef from = llvm.GetIncomingBlock(phi, i);
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		if (from == block && !instead && !dropped) {
			dropped = true;
			continue;
		}
		if (from == block && instead)
			from = instead;
		llvm.AddIncoming(fresh, &value, &from, 1);
	}
	llvm.ReplaceAllUsesWith(phi, fresh);
	llvm.InstructionEraseFromParent(phi);
	if (llvm.CountIncoming(fresh) == 0) {
		llvm.ReplaceAllUsesWith(fresh, llvm.GetPoison(llvm.TypeOf(fresh)));
		llvm.InstructionEraseFromParent(fresh);
	}
}

void ir_replace_incoming(struct ir *ir, LLVMBasicBlockRef successor, LLVMBasicBlockRef block,
			 LLVMBasicBlockRef instead)
{
	LLVMValueRef next;
	for (LLVMValueRef at = llvm.GetFirstInstruction(successor); at && llvm.IsAPHINode(at);
	     at = next) {
		next = llvm.GetNextInstruction(at);
		rebuild_phi(ir, at, block, instead);
	}
}

void ir_drop_incoming(struct ir *ir, LLVMBasicBlockRef successor, LLVMBasicBlockRef block)
{
	ir_replace_incoming(ir, successor, block, NULL);
}

void ir_cut_block(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef instruction)
{
	LLVMBasicBlockRef block = llvm.GetInstructionParent(instruction);
	LLVMValueRef terminator = llvm.GetBasicBlockTerminator(block);
	unsigned successors = terminator ? llvm.GetNumSuccessors(terminator) : 0;
	for (unsigned i = 0; i < successors; i++)
		ir_drop_incoming(ir, llvm.GetSuccessor(terminator, i), block);

	LLVMValueRef last;
	do {
		last = llvm.GetLastInstruction(block);
		LLVMTypeRef type = llvm.TypeOf(last);
		if (llvm.GetTypeKind(type) != LLVMVoidTypeKind)
			llvm.ReplaceAllUsesWith(last, llvm.GetPoison(type));
		llvm.InstructionEraseFromParent(last);
	} while (last != instruction);
	llvm.PositionBuilderAtEnd(builder, block);
}
