/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Code generation. */
#include "ir/emit/emit.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/text.h"
#include "cli/options.h"
#include "ir/emit/check.h"
#include "ir/emit/frame.h"
#include "ir/emit/section_marks.h"
#include "ir/emit/sources.h"
#include "ir/llvm/stage.h"

static int generate(struct ir *ir, LLVMModuleRef module, LLVMCodeGenFileType type, struct buf *out)
{
	struct section_marks marks;
	LLVMMemoryBufferRef bytes = NULL;
	char *message = NULL;
	unsigned errors_before = ir->errors;

	section_marks_set(&marks, module);
	if (llvm.TargetMachineEmitToMemoryBuffer(ir->machine, module, type, &message, &bytes)) {
		diag_error("LLVM cannot generate code: %s", message);
		llvm.DisposeMessage(message);
		section_marks_release(&marks);
		return -1;
	}
	/* Of a program that needs too much stack, they tell how much. */
	buf_append(out, llvm.GetBufferStart(bytes), llvm.GetBufferSize(bytes));
	llvm.DisposeMemoryBuffer(bytes);
	section_marks_cut(&marks, out, type);
	section_marks_release(&marks);
	return ir->errors == errors_before ? 0 : -1;
}

/* ---- other forms of output ---- */

static int write_ir(LLVMModuleRef module, struct buf *out)
{
	char *text = llvm.PrintModuleToString(module);
	buf_append(out, text, strlen(text));
	llvm.DisposeMessage(text);
	return 0;
}

static int write_bitcode(LLVMModuleRef module, struct buf *out)
{
	LLVMMemoryBufferRef bytes = llvm.WriteBitcodeToMemoryBuffer(module);
	buf_append(out, llvm.GetBufferStart(bytes), llvm.GetBufferSize(bytes));
	llvm.DisposeMemoryBuffer(bytes);
	return 0;
}

static int write_form(struct ir *ir, LLVMModuleRef module)
{
	if (!ir->opts->btf && !ir->opts->dwarf)
		llvm.StripModuleDebugInfo(module);
	switch (ir->opts->emit) {
	case EMIT_ASSEMBLY:
		return generate(ir, module, LLVMAssemblyFile, ir->form);
	case EMIT_LLVM_IR:
		return write_ir(module, ir->form);
	case EMIT_LLVM_BITCODE:
		return write_bitcode(module, ir->form);
	default:
		return 0;
	}
}

int emit(struct ir *ir, LLVMModuleRef module, struct buf *object)
{
	stage_ours("checking what is emitted");
	if (emit_check(ir, module) < 0 || ir_verify(module, "optimisation") < 0)
		return -1;

	sources_note(ir, module, ir->lines);
	stage_enter("generating code", NULL);
	ir_focus(ir, NULL);
	/* Code generation changes the module. */
	bool wants_form = ir->opts->emit > EMIT_OBJECT;
	LLVMModuleRef copy = wants_form ? llvm.CloneModule(module) : NULL;
	int err = generate(ir, module, LLVMObjectFile, object);
	stage_ours("reading the object");
	if (err && ir->too_deep.count)
		frames_note(ir, module, object);
	if (!err && wants_form) {
		stage_enter("writing another form", NULL);
		err = write_form(ir, copy);
	}
	if (copy)
		llvm.DisposeModule(copy);
	return err;
}
