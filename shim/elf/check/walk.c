/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * How many instructions the chosen kernel's verifier walks. The walk is an estimate, so that what
 * it says is a warning.
 */
#include "elf/walk/walk.h"

#include "elf/check/rules.h"
#include "kernel/verifier.h"
#include "kernel/version.h"

/* True if a walk can make sense of the code at all. */
static bool is_sound(const struct checker *checker)
{
	for (size_t i = 0; i < checker->finding_count; i++)
		if (checker->findings[i].since == 0)
			return false;
	return true;
}

void check_walk(struct checker *checker, const struct program *program)
{
	unsigned limit = verifier_for_kernel(checker->kernel).walk_limit;

	if (!checker->kernel || !program_is_entry(program) || !is_sound(checker) ||
	    walk_bound(&checker->programs, program) <= limit)
		return;
	struct walk_estimate walk =
		walk_program(&checker->programs, &checker->btf, program, checker->kernel, limit);
	if (walk.unknown || !walk.at_limit)
		return;
	check_warned(
		checker, "walk", program, NO_INSN,
		"the verifier probably walks more than %u instructions, where Linux %u.%u stops",
		limit, KERNEL_MAJOR(checker->kernel), KERNEL_MINOR(checker->kernel));
	check_help(checker, "shorten or bound the loops, or split the program with tail calls");
}
