/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The worker's way from inputs to emitted bytes, one call a line. */
#include "ir/link.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/exitcode.h"
#include "elf/program.h"
#include "ir/emit.h"
#include "ir/entries.h"
#include "ir/ir.h"
#include "ir/llvm.h"
#include "ir/merge.h"
#include "ir/optimise.h"
#include "ir/plan.h"
#include "ir/rewrite.h"

/* LLVM is about to abort or exit, and cannot be resumed. */
static void on_fatal_error(const char *reason)
{
	ir_report_llvm_error(reason);
	_exit(EXITCODE_PROGRAM);
}

/* Everything that does not depend on the plan. */
static int prepare(struct ir *ir)
{
	ir_dump(ir, ir->module, "merged");
	if (entries_select(ir) < 0)
		return -1;
	if (rewrite_merged(ir) < 0)
		return -1;
	return optimise_inline(ir);
}

static int emit_by_plan(struct ir *ir, const struct plan *plan, struct buf *object)
{
	LLVMModuleRef module = llvm.CloneModule(ir->module);
	int err = optimise(ir, module, plan);
	if (!err)
		err = emit(ir, module, object);
	llvm.DisposeModule(module);
	return err;
}

/* True when the emission is to be repeated by a lower plan. */
static bool is_too_large(struct plan *plan, const struct ir *ir, const struct buf *object)
{
	struct programs programs;
	if (programs_read(&programs, "emitted object", object->data, object->size) < 0)
		return false;
	bool lowered = plan_lower(plan, &programs, ir->profile);
	programs_release(&programs);
	return lowered;
}

static int emit_what_fits(struct ir *ir, struct buf *object)
{
	struct plan plan;
	int err;
	plan_init(&plan, &ir->entries);
	do {
		object->size = 0;
		err = emit_by_plan(ir, &plan, object);
	} while (!err && is_too_large(&plan, ir, object));
	plan_release(&plan);
	return err;
}

int link_program(const struct options *opts, const struct inputs *inputs, struct profile *profile,
		 struct buf *object)
{
	struct ir ir = {.opts = opts, .inputs = inputs, .profile = profile};

	worker_stage("loading LLVM", NULL);
	if (llvm_bind(opts, inputs) < 0)
		return EXITCODE_LLVM;
	llvm.InstallFatalErrorHandler(on_fatal_error);
	ir_open(&ir);

	int status = merge(&ir);
	/* From here on one module holds the program; the inputs are only asked for names. */
	if (status == EXITCODE_OK && prepare(&ir) < 0)
		status = EXITCODE_PROGRAM;
	/* From here on only the entry points have bodies, and the plan decides about the rest. */
	if (status == EXITCODE_OK && emit_what_fits(&ir, object) < 0)
		status = EXITCODE_PROGRAM;
	ir_close(&ir);
	return status;
}
