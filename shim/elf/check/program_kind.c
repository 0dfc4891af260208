/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The program kind that a section's name selects, and its first kernel. */
#include <string.h>

#include "elf/check/rules.h"
#include "elf/code/program.h"
#include "kernel/program_kinds.h"

static void judge_unknown(struct checker *checker, const struct program *program,
			  const char *section)
{
	const struct program_kind *near = program_kind_near(section);
	const char *rest = near && near->extra ? strchr(section, '/') : NULL;

	if (near)
		check_warned(
			checker, "unknown-kind", program, NO_INSN,
			"section '%s' is not a kind of program that libbpf knows; '%s%s' is similar",
			section, near->name, rest ? rest : "");
}

/* An unknown name is no finding in itself: another loader may know it, or a caller may tell the
 * loader the kind. Only a likely typing mistake gets a warning. */
void check_program_kind(struct checker *checker, const struct program *program)
{
	const char *section = program->section + (program->section[0] == '?');
	const struct program_kind *kind = program_kind_find(section);

	if (!program_is_entry(program))
		return;
	if (kind)
		check_needs(checker, "program-kind", program, NO_INSN, kind->since,
			    "a program in section '%s'", program->section);
	else
		judge_unknown(checker, program, section);
}
