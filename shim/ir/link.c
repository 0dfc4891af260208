/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The worker's way from inputs to emitted bytes, one call a line. */
#include "ir/link.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/exitcode.h"
#include "base/names.h"
#include "base/text.h"
#include "elf/code/program.h"
#include "ir/analysis/plan.h"
#include "ir/emit/emit.h"
#include "ir/emit/frame.h"
#include "ir/emit/size.h"
#include "ir/llvm/context.h"
#include "ir/llvm/errors.h"
#include "ir/llvm/llvm.h"
#include "ir/llvm/llvm_options.h"
#include "ir/llvm/module.h"
#include "ir/llvm/stage.h"
#include "ir/lower_plan.h"
#include "ir/merge/merge.h"
#include "ir/pipeline.h"

/* LLVM is about to abort or exit, and cannot be resumed. */
static void on_fatal_error(const char *reason)
{
	ir_report_llvm_fatal(reason);
	stage_exit(EXITCODE_PROGRAM);
}

static bool lower_for_length(struct ir *ir, LLVMModuleRef module, struct plan *plan)
{
	bool lowered = false;
	for (size_t i = 0; i < plan->count; i++) {
		const char *name = plan->at[i].name;
		LLVMValueRef function = llvm.GetNamedFunction(module, name);
		if (function)
			lowered |= plan_lower_long(plan, name, ir_count_instructions(function),
						   ir->profile);
	}
	return lowered;
}

static bool lower_for_size(struct ir *ir, struct plan *plan, const struct buf *object)
{
	struct programs programs;
	if (programs_read(&programs, "emitted object", object->data, object->size) < 0)
		return false;
	bool lowered = plan_lower_large(plan, &programs, ir->profile);
	programs_release(&programs);
	return lowered;
}

/* Emits, and sets *again when the plan had to be lowered for it. Where loops must not stay, what no
 * plan makes small enough is an error. */
static int emit_whole(struct ir *ir, LLVMModuleRef module, struct plan *plan, struct buf *object,
		      bool *again)
{
	if (!ir->profile->loops && size_report_long(ir, module))
		return -1;
	if (emit(ir, module, object) < 0)
		return -1;
	*again = lower_for_size(ir, plan, object);
	return !*again && !ir->profile->loops && size_report_large(ir, module, object) ? -1 : 0;
}

/* Sets *again when the plan has been lowered. */
static int emit_by_plan(struct ir *ir, struct plan *plan, struct buf *object, bool *again)
{
	stage_enter("copying the program", NULL);
	LLVMModuleRef module = llvm.CloneModule(ir->module);
	ir->plan = plan;
	int err = pipeline_finish(ir, module);
	*again = !err && lower_for_length(ir, module, plan);
	if (!err && !*again)
		err = emit_whole(ir, module, plan, object, again);
	llvm.DisposeModule(module);
	return err;
}

/* Values that unrolled code keeps alive spill to the stack: less unrolling needs less of it. */
static bool lower_for_stack(struct ir *ir, struct plan *plan)
{
	bool lowered = false;
	for (size_t i = 0; i < ir->too_deep.count; i++) {
		if (plan_lower_deep(plan, ir->too_deep.at[i], ir->profile))
			lowered = true;
	}
	return lowered;
}

static void collect_functions(const struct ir *ir, struct names *functions)
{
	for (size_t i = 0; i < ir->entries.count; i++)
		names_add(functions, ir->entries.at[i], strlen(ir->entries.at[i]));
	for (size_t i = 0; i < ir->subprograms.count; i++)
		names_add(functions, ir->subprograms.at[i], strlen(ir->subprograms.at[i]));
}

/* Emits by lower and lower plans until the programs fit. */
static int emit_what_fits(struct ir *ir, struct buf *object)
{
	struct names functions = {0};
	struct plan plan;
	bool again, in_order = false;
	int err;
	collect_functions(ir, &functions);
	plan_init(&plan, &functions, ir->profile);
	do {
		object->size = ir->form->size = 0;
		frames_release(ir);
		err = emit_by_plan(ir, &plan, object, &again);
		if (diag_errors())
			again = false; /* no plan makes them go away */
		else if (!again)
			again = lower_for_stack(ir, &plan);
		if (plan.in_order && !in_order)
			llvm_keep_order(ir->opts);
		in_order = plan.in_order;
	} while (again);
	plan_release(&plan);
	names_release(&functions);
	if (!ir->too_deep.count)
		return err;
	frames_report(ir);
	return -1;
}

int link_program(const struct options *opts, const struct inputs *inputs, struct profile *profile,
		 struct product *product)
{
	struct ir ir = {.opts = opts,
			.inputs = inputs,
			.profile = profile,
			.form = &product->form,
			.lines = &product->lines};

	stage_enter("loading LLVM", NULL);
	if (llvm_bind(opts, inputs) < 0)
		return EXITCODE_LLVM;
	stage_name_library(llvm.path);
	if (llvm_set_options(opts, profile) < 0)
		return EXITCODE_USAGE;
	llvm.InstallFatalErrorHandler(on_fatal_error);
	ir_open(&ir);

	int status = merge(&ir);
	/* From here on one module holds the program; the inputs are only asked for names. */
	if (status == EXITCODE_OK && pipeline_prepare(&ir) < 0)
		status = EXITCODE_PROGRAM;
	/* From here on only entry points and subprograms have bodies; the plan decides the rest. */
	if (status == EXITCODE_OK && emit_what_fits(&ir, &product->object) < 0)
		status = EXITCODE_PROGRAM;
	frames_release(&ir);
	stage_enter("freeing memory", NULL);
	ir_close(&ir);
	return status;
}
