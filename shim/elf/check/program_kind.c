/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The program kind that a section's name selects, and its first kernel. */
#include <string.h>

#include "base/text.h"
#include "elf/check/rules.h"
#include "elf/code/program.h"
#include "kernel/program_kinds.h"

/* The names of one's own, for loaders that are told the kind: 'xdp1', 'xdp2'. */
static bool is_numbered(const char *section, const struct program_kind *kind)
{
	size_t len = strlen(kind->name);
	return strncmp(section, kind->name, len) == 0 && section[len] >= '0' && section[len] <= '9';
}

static void judge_unknown(struct checker *checker, const struct program *program,
			  const char *section)
{
	const struct program_kind *near = program_kind_near(section);
	const char *rest = near && near->extra ? strchr(section, '/') : NULL;

	if (!near || is_numbered(section, near))
		return;
	check_found(checker, "unknown-kind", program, NO_INSN,
		    "section '%s' is not a kind of program that loaders know; '%s%s' is similar",
		    section, near->name, rest ? rest : "");
	check_help(checker, "correct the name; where the loader is told the kind, take a name that "
			    "is more than one letter away from it");
}

/* An unknown name is no finding in itself: another loader may know it, or a caller may tell the
 * loader the kind. A typing mistake would be found only when the program is loaded. */
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
