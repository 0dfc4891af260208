/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Reading one input into a module. */
#include "ir/merge/open.h"

#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/message.h"
#include "ir/llvm/stage.h"

/* Takes the text of the error that LLVM reported since capture was switched on. */
int open_report_captured(struct ir *ir, const struct input *in, const char *what)
{
	const struct diag_where where = {.file = in->name};
	diag_error_at(&where, "%s: %s", what,
		      ir->captured.size ? ir->captured.data : "no reason given");
	ir->captured.size = 0;
	return -1;
}

/* The parser's message is "FILE:LINE:COLUMN: error: TEXT", and the line itself below it. */
static void report_text_error(const struct input *in, const char *message)
{
	struct diag_where where = {.file = in->name};
	const char *text = strstr(message, ": error: ");
	if (!text || strncmp(message, in->name, strlen(in->name)) != 0 ||
	    sscanf(message + strlen(in->name), ":%u:%u", &where.line, &where.column) != 2) {
		diag_error_at(&where, "%s", message);
		return;
	}
	text += strlen(": error: ");
	diag_error_at(&where, "%.*s", (int)strcspn(text, "\n"), text);
}

/* LLVM assembly text; LLVM wants a NUL behind it, which a mapping does not promise. */
static LLVMModuleRef parse_text(struct ir *ir, const struct input *in)
{
	LLVMModuleRef module = NULL;
	char *message = NULL;
	struct buf text = {0};
	buf_append(&text, in->bytes, in->size);
	LLVMMemoryBufferRef buffer =
		llvm.CreateMemoryBufferWithMemoryRange(text.data, text.size, in->name, true);
	if (llvm.ParseIRInContext(ir->context, buffer, &module, &message)) {
		report_text_error(in, message);
		llvm.DisposeMessage(message);
		module = NULL;
	}
	buf_release(&text);
	return module;
}

static LLVMModuleRef parse_bitcode(struct ir *ir, const struct input *in, bool lazy)
{
	LLVMModuleRef module = NULL;
	LLVMMemoryBufferRef bytes = llvm.CreateMemoryBufferWithMemoryRange(
		(const char *)in->bytes, in->size, in->name, false);
	unsigned errors_before = ir->errors;
	LLVMBool failed;

	ir->capture = true;
	if (lazy) {
		failed = llvm.GetBitcodeModuleInContext2(ir->context, bytes, &module);
		if (failed)
			llvm.DisposeMemoryBuffer(bytes);
	} else {
		failed = llvm.ParseBitcodeInContext2(ir->context, bytes, &module);
		llvm.DisposeMemoryBuffer(bytes);
	}
	ir->capture = false;
	if (!failed && ir->errors == errors_before)
		return module;
	open_report_captured(ir, in, "damaged bitcode");
	if (!failed)
		llvm.DisposeModule(module);
	return NULL;
}

/* What cannot be trusted is looked through before anything works on it. */
static LLVMModuleRef verified(LLVMModuleRef module, const struct input *in)
{
	char *message = NULL;
	const struct diag_where where = {.file = in->name};
	bool ill_formed = llvm.VerifyModule(module, LLVMReturnStatusAction, &message);
	if (ill_formed) {
		diag_error_at(&where, "ill-formed code: %.*s", (int)strcspn(message, "\n"),
			      message);
		llvm.DisposeModule(module);
	}
	llvm.DisposeMessage(message);
	return ill_formed ? NULL : module;
}

LLVMModuleRef open_module(struct ir *ir, const struct input *in, bool lazy)
{
	stage_enter("reading bitcode", in->name);
	LLVMModuleRef module =
		in->kind == INPUT_IR ? parse_text(ir, in) : parse_bitcode(ir, in, lazy);
	if (module && !lazy)
		module = verified(module, in);
	stage_ours("merging");
	return module;
}
