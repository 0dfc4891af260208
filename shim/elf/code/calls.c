/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The call graph of an object. */
#include <stdlib.h>

#include "base/alloc.h"
#include "elf/code/program.h"
#include "elf/image/image.h"

bool program_leads_to_function(const struct programs *programs, const struct program *program,
			       size_t insn)
{
	const struct insn *at = &program->insns[insn];

	if (at->opcode == OP_CALL)
		return at->src == CALL_SUBPROGRAM;
	const struct reloc *reloc = at->opcode == OP_LD_IMM64 ? program_reloc(program, insn) : NULL;
	return reloc && section_is_code(&programs->image->sections[reloc->section_index]);
}

size_t programs_reach(const struct programs *programs, const struct program **list, size_t count)
{
	bool *seen = xcalloc(programs->count, sizeof(*seen));

	for (size_t i = 0; i < count; i++)
		seen[list[i] - programs->at] = true;
	for (size_t next = 0; next < count; next++) {
		const struct program *from = list[next];
		for (size_t i = 0; i < from->insn_count; i++) {
			const struct program *callee = program_leads_to_function(programs, from, i)
							       ? program_callee(programs, from, i)
							       : NULL;
			if (!callee || seen[callee - programs->at])
				continue;
			seen[callee - programs->at] = true;
			list[count++] = callee;
		}
	}
	free(seen);
	return count;
}
