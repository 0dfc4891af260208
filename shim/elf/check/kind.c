/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The kind of program that a section's name makes, and since when kernels have that kind. */
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
		check_warned(checker, "unknown-kind", program, NO_INSN,
			     "section '%s' is no kind of program that libbpf knows: '%s%s' is near",
			     section, near->name, rest ? rest : "");
}

/* Other names are for other loaders, or for one that is told the kind: no finding, unless it seems
 * to be a slip. */
void check_kind(struct checker *checker, const struct program *program)
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
