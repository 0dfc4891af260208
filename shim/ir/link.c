/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The worker's way from inputs to emitted bytes, one call a line. */
#include "ir/link.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/exitcode.h"
#include "elf/code/program.h"
#include "ir/analysis/plan.h"
#include "ir/emit/emit.h"
#include "ir/emit/frame.h"
#include "ir/emit/size.h"
#include "ir/llvm/changed.h"
#include "ir/llvm/context.h"
#include "ir/llvm/errors.h"
#include "ir/llvm/llvm.h"
#include "ir/llvm/llvm_options.h"
#include "ir/llvm/stage.h"
#include "ir/merge/merge.h"
#include "ir/pipeline.h"
#include "ir/unrolled.h"
#include "ir/walked.h"

/* LLVM is about to abort or exit, and cannot be resumed. */
static void on_fatal_error(const char *reason)
{
	ir_report_llvm_fatal(reason);
	stage_exit(EXITCODE_PROGRAM);
}

/* Sets *again when the plan has grown. Where loops must not stay, what no plan makes small enough
 * is an error. */
static int check_size(struct ir *ir, LLVMModuleRef module, struct plan *plan,
		      const struct buf *object, bool *again)
{
	struct programs programs;
	if (programs_read(&programs, "emitted object", object->data, object->size) < 0)
		return -1;
	bool large = false;
	for (size_t i = 0; i < programs.count; i++) {
		const struct program *program = &programs.at[i];
		large |= program->insn_count > ir->profile->max_insns;
		*again |= plan_save_code(plan, program->name, program->insn_count, program->stack,
					 ir->profile);
	}
	for (size_t i = 0; i < programs.count && !ir->profile->falling_loops; i++)
		if (programs.at[i].falls_back)
			*again |= plan_close_loops(plan, programs.at[i].name);
	for (size_t i = 0; i < programs.count && large && !*again; i++)
		if (programs.at[i].insn_count > ir->profile->max_insns)
			*again |= plan_branch_again(plan, programs.at[i].name) ||
				  plan_keep_again(plan, programs.at[i].name);
	/* What does not fit is refused without a walk. */
	if (!large)
		*again |= walked_plan(ir, module, plan, &programs);
	programs_release(&programs);
	if (diag_errors())
		return -1;
	return !*again && !ir->profile->loops && size_report_large(ir, module, object) ? -1 : 0;
}

/* Values that are kept for later spill to the stack. */
static bool save_stack(const struct ir *ir, struct plan *plan)
{
	bool saved = false;
	for (size_t i = 0; i < ir->too_deep.count; i++)
		saved |= plan_save_stack(plan, ir->too_deep.at[i]);
	for (size_t i = 0; i < ir->too_deep.count && !saved; i++)
		saved = plan_branch_again(plan, ir->too_deep.at[i]) ||
			plan_keep_again(plan, ir->too_deep.at[i]) ||
			plan_loop_again(plan, ir->too_deep.at[i]);
	return saved || (ir->too_deep.count && plan_leave_arguments(plan));
}

/* Sets *again when the plan has grown: what has been emitted does not fit. */
static int emit_by_plan(struct ir *ir, struct plan *plan, struct buf *object, bool *again)
{
	stage_enter("copying the program", NULL);
	LLVMModuleRef module = llvm.CloneModule(ir->module);
	ir->plan = plan;
	*again = false;
	object->size = ir->form->size = 0;
	frames_release(ir);
	int err = pipeline_lower(ir, module);
	if (!err)
		*again = unrolled_is_too_long(ir, module);
	if (!err && !*again)
		err = emit(ir, module, object);
	if (!err && !*again)
		err = check_size(ir, module, plan, object, again);
	/* An error that was reported has other reasons than the stack: no plan makes it go away. */
	if (!diag_errors())
		*again |= save_stack(ir, plan);
	llvm.DisposeModule(module);
	return err;
}

static int emit_what_fits(struct ir *ir, struct buf *object)
{
	struct plan plan = {0};
	size_t noted = ir->changed_count;
	bool again;
	int err;
	do {
		/* What was done to the copy before is not in the object. */
		ir_forget_changed_since(ir, noted);
		err = emit_by_plan(ir, &plan, object, &again);
	} while (again && !diag_errors());
	plan_release(&plan);
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
	/* From here on only entry points and subprograms have bodies. */
	if (status == EXITCODE_OK && pipeline_optimise(&ir) < 0)
		status = EXITCODE_PROGRAM;
	if (status == EXITCODE_OK && emit_what_fits(&ir, &product->object) < 0)
		status = EXITCODE_PROGRAM;
	frames_release(&ir);
	ir_forget_changed(&ir);
	stage_enter("freeing memory", NULL);
	ir_close(&ir);
	return status;
}
