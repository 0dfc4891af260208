/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The LLVM context and the small tools that every IR room needs. */
#include "ir/llvm/context.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "cli/outputs.h"
#include "ir/llvm/errors.h"
#include "ir/llvm/llvm_options.h"
#include "ir/llvm/module.h"
#include "ir/llvm/source.h"
#include "ir/llvm/stage.h"

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
					       LLVMRelocStatic, LLVMCodeModelDefault);
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
	names_release(&ir->globals);
	names_release(&ir->endless);
	names_release(&ir->keep);
	buf_release(&ir->captured);
}

/* The result of the passes: 0 or -1 after reporting. */
static int finish_passes(struct ir *ir, LLVMErrorRef error, const char *passes, unsigned errors)
{
	if (error) {
		char *message = llvm.GetErrorMessage(error);
		diag_error("LLVM %u.%u.%u refused the passes '%s': %s", llvm.major, llvm.minor,
			   llvm.patch, passes, message);
		llvm.DisposeErrorMessage(message);
		return -1;
	}
	return ir->errors == errors ? 0 : -1;
}

static LLVMPassBuilderOptionsRef pass_options(const struct ir *ir)
{
	LLVMPassBuilderOptionsRef options = llvm.CreatePassBuilderOptions();
	/* Where the plan unrolls loops, that is the plan's business alone. */
	llvm.PassBuilderOptionsSetLoopUnrolling(options, ir->profile->unrolling != UNROLL_ALL);
	return options;
}

/* The only function of the module with a body, or NULL. */
static LLVMValueRef only_function(LLVMModuleRef module)
{
	LLVMValueRef only = NULL;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		if (llvm.IsDeclaration(f))
			continue;
		if (only)
			return NULL;
		only = f;
	}
	return only;
}

void ir_focus(struct ir *ir, LLVMValueRef function)
{
	ir->focus = function;
	if (!function)
		function = only_function(ir->module);
	struct diag_where where = {0};
	if (function) {
		where = ir_where_function(function);
		where.function = ir_name(function);
	}
	stage_at(function ? &where : NULL);
}

int ir_run_passes(struct ir *ir, LLVMModuleRef module, const char *passes)
{
	unsigned errors = ir->errors;
	LLVMPassBuilderOptionsRef options = pass_options(ir);
	stage_lend();
	LLVMErrorRef error = llvm.RunPasses(module, passes, ir->machine, options);
	stage_take_back();
	llvm.DisposePassBuilderOptions(options);
	return finish_passes(ir, error, passes, errors);
}

int ir_run_function_passes(struct ir *ir, LLVMModuleRef module, const char *passes)
{
	if (ir->focus && llvm.RunPassesOnFunction) {
		unsigned errors = ir->errors;
		LLVMPassBuilderOptionsRef options = pass_options(ir);
		stage_lend();
		LLVMErrorRef error =
			llvm.RunPassesOnFunction(ir->focus, passes, ir->machine, options);
		stage_take_back();
		llvm.DisposePassBuilderOptions(options);
		return finish_passes(ir, error, passes, errors);
	}
	char *text = xasprintf("function(%s)", passes);
	int err = ir_run_passes(ir, module, text);
	free(text);
	return err;
}

/* Two of the files have the names that bpf-linker gives them. */
static char *dump_path(const struct options *opts, const char *stage, unsigned number)
{
	if (opts->compat_bpf_linker && strcmp(stage, DUMP_FIRST) == 0)
		return xasprintf("%s/pre-opt.ll", opts->dump_dir);
	if (opts->compat_bpf_linker && strcmp(stage, DUMP_LAST) == 0)
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

void ir_dump(struct ir *ir, LLVMModuleRef module, const char *stage)
{
	if (!ir->opts->dump_dir)
		return;
	if (ir->dump_count == 0)
		mkdir(ir->opts->dump_dir, 0777); /* or it is there, or writing says why not */
	char *path = dump_path(ir->opts, stage, ir->dump_count++);
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
	stage_lend();
	bool ill_formed = llvm.VerifyModule(module, LLVMReturnStatusAction, &message);
	stage_take_back();
	if (ill_formed) {
		err = diag_error("internal error: ill-formed module after %s: %s", stage, message);
		diag_help(
			"this is a bug in bpf-shim: please report it with what --repro DIR saves");
	}
	llvm.DisposeMessage(message);
	return err;
}
