/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What a walk of the chosen kernel's verifier meets, and how long it is. The walk is an estimate,
 * so that what it says of an object that is there is a warning; no object is made that is promised
 * to a kernel which probably refuses it.
 */
#include "elf/walk/walk.h"

#include "elf/check/rules.h"
#include "kernel/verifier.h"
#include "kernel/version.h"

static void judge_doubt(struct checker *checker, const struct walk_doubt *doubt)
{
	unsigned major = KERNEL_MAJOR(checker->kernel), minor = KERNEL_MINOR(checker->kernel);

	switch (doubt->reason) {
	case WALK_UNBOUNDED_OFFSET:
		check_doubted(checker, "unbounded-offset", doubt->program, doubt->insn,
			      "the verifier of Linux %u.%u probably sees no bounds of this offset",
			      major, minor);
		break;
	case WALK_OUTSIDE_VALUE:
		check_doubted(checker, "outside-value", doubt->program, doubt->insn,
			      "the verifier of Linux %u.%u probably sees no bounds that keep this "
			      "access inside the map's value",
			      major, minor);
		break;
	case WALK_OUTSIDE_FRAME:
		check_doubted(checker, "outside-frame", doubt->program, doubt->insn,
			      "the verifier of Linux %u.%u probably finds a way on which this "
			      "access is outside of the stack frame",
			      major, minor);
		break;
	case WALK_MAP_ARGUMENT:
		check_doubted(checker, "map-argument", doubt->program, doubt->insn,
			      "a helper's key or value lies in a map: needs Linux 4.18");
		check_help(checker, "copy it into a local variable first");
		return;
	default:
		return;
	}
	check_help(checker, "mask or compare the index just before it is used");
}

void check_walk(struct checker *checker, const struct program *program)
{
	struct verifier verifier = verifier_for_kernel(checker->kernel);
	unsigned limit = verifier.walk_limit;
	unsigned oldest = program_is_entry(program) ? check_oldest(checker, program) : 0;

	if (!oldest || oldest > checker->kernel)
		return;
	struct walk_estimate walk =
		walk_program(&checker->programs, &checker->btf, program, &verifier, limit);
	judge_doubt(checker, &walk.doubt);
	if (walk.unknown || (!walk.at_limit && !walk.too_many_paths))
		return;
	if (walk.too_many_paths)
		check_doubted(
			checker, "walk-branches", program, NO_INSN,
			"the verifier probably finds more than %u branches in a row too complex "
			"in Linux %u.%u",
			verifier_for_kernel(checker->kernel).path_limit,
			KERNEL_MAJOR(checker->kernel), KERNEL_MINOR(checker->kernel));
	else
		check_doubted(
			checker, "walk", program, NO_INSN,
			"the verifier probably walks more than %u instructions, where Linux %u.%u stops",
			limit, KERNEL_MAJOR(checker->kernel), KERNEL_MINOR(checker->kernel));
	check_help(checker,
		   "shorten the loops, unroll them by --unroll-loops, or split the program with "
		   "tail calls");
}
