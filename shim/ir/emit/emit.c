/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Code generation. */
#include "ir/emit/emit.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "base/text.h"
#include "cli/options.h"
#include "ir/emit/check.h"
#include "ir/emit/frame.h"
#include "ir/emit/sources.h"
#include "ir/llvm/stage.h"

/* LLVM gives every section a symbol of its name, and has then no room for a program or a map of
 * that name, as 'xdp' in section 'xdp'. For LLVM such a section has this behind its name. */
#define SECTION_MARK                                                                               \
	"\x7f"                                                                                     \
	"bpf-shim"

static void mark_section(LLVMModuleRef module, LLVMValueRef value)
{
	const char *section = llvm.GetSection(value);
	if (!section ||
	    (!llvm.GetNamedFunction(module, section) && !llvm.GetNamedGlobal(module, section)))
		return;
	char *marked = xasprintf("%s%s", section, SECTION_MARK);
	llvm.SetSection(value, marked);
	free(marked);
}

static void mark_sections(LLVMModuleRef module)
{
	LLVMValueRef value;
	for (value = llvm.GetFirstFunction(module); value; value = llvm.GetNextFunction(value))
		mark_section(module, value);
	for (value = llvm.GetFirstGlobal(module); value; value = llvm.GetNextGlobal(value))
		mark_section(module, value);
}

/* In the object, the mark stands at the ends of strings that end with a NUL (of ELF and of BTF). */
static void cut_section_marks(struct buf *object)
{
	char *at = object->data, *end = object->data + object->size;
	while ((at = memmem(at, (size_t)(end - at), SECTION_MARK, strlen(SECTION_MARK))))
		*at++ = '\0';
}

static int generate(struct ir *ir, LLVMModuleRef module, LLVMCodeGenFileType type, struct buf *out)
{
	LLVMMemoryBufferRef bytes = NULL;
	char *message = NULL;
	unsigned errors_before = ir->errors;

	mark_sections(module);
	if (llvm.TargetMachineEmitToMemoryBuffer(ir->machine, module, type, &message, &bytes)) {
		diag_error("LLVM cannot generate code: %s", message);
		llvm.DisposeMessage(message);
		return -1;
	}
	/* Of a program that needs too much stack, they tell how much. */
	buf_append(out, llvm.GetBufferStart(bytes), llvm.GetBufferSize(bytes));
	llvm.DisposeMemoryBuffer(bytes);
	return ir->errors == errors_before ? 0 : -1;
}

/* ---- other forms of output ---- */

static void remove_all(struct buf *text, const char *what)
{
	size_t length = strlen(what);
	char *at;
	while ((at = memmem(text->data, text->size, what, length))) {
		text->size -= length;
		memmove(at, at + length, (size_t)(text->data + text->size - at) + 1);
	}
}

/* In quotes, the assembler's text has the mark's first byte as it is or in octal. */
static int write_assembly(struct ir *ir, LLVMModuleRef module, struct buf *out)
{
	if (generate(ir, module, LLVMAssemblyFile, out) < 0)
		return -1;
	remove_all(out, SECTION_MARK);
	remove_all(out, "\\177bpf-shim");
	return 0;
}

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
		return write_assembly(ir, module, ir->form);
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
	if (emit_check(ir, module) < 0 || ir_verify(module, "optimisation") < 0)
		return -1;

	sources_note(ir, module, ir->lines);
	stage_enter("generating code", NULL);
	/* Code generation changes the module. */
	bool wants_form = ir->opts->emit > EMIT_OBJECT;
	LLVMModuleRef copy = wants_form ? llvm.CloneModule(module) : NULL;
	int err = generate(ir, module, LLVMObjectFile, object);
	if (err && ir->too_deep.count)
		frames_note(ir, module, object);
	if (!err) {
		cut_section_marks(object);
		err = wants_form ? write_form(ir, copy) : 0;
	}
	if (copy)
		llvm.DisposeModule(copy);
	return err;
}
