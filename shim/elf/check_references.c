/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What calls and 64-bit loads refer to. Loaders look at the instruction, the symbol and its section
 * (libbpf, bpf_program__record_reloc); what they do not know they refuse or, worse, leave alone.
 */
#include <stdlib.h>
#include <string.h>

#include "elf/check_parts.h"

static bool in_text(const struct program *program)
{
	return strcmp(program->section, ".text") == 0;
}

static void found_undefined(struct checker *checker, const struct program *program, size_t insn,
			    const char *symbol)
{
	char *name = diag_demangle(symbol);

	if (check_found(checker, program, insn, "'%s' is not defined", name))
		diag_help("link the library that defines it, or remove the use");
	free(name);
}

static void check_subprogram_call(struct checker *checker, const struct program *program,
				  size_t insn)
{
	const struct reloc *reloc = program_reloc(program, insn);

	if (reloc && !reloc->section) {
		if (!btf_has_extern(&checker->btf, reloc->symbol))
			found_undefined(checker, program, insn, reloc->symbol);
		return;
	}
	const struct program *callee = program_callee(&checker->programs, program, insn);
	if (!callee)
		check_found(checker, program, insn, "calls a place where no function begins");
	else if (!in_text(callee))
		check_found(checker, program, insn,
			    "calls '%s' in section '%s'; loaders find functions in '.text' only",
			    callee->name, callee->section);
}

static void check_call(struct checker *checker, const struct program *program, size_t insn)
{
	const struct insn *call = &program->insns[insn];

	if (call->src == CALL_SUBPROGRAM)
		check_subprogram_call(checker, program, insn);
	else if (call->src != CALL_HELPER)
		check_found(checker, program, insn, "call of unknown kind %u", call->src);
	else if (call->imm <= 0)
		check_found(checker, program, insn, "calls helper %d, which does not exist",
			    call->imm);
}

static void check_load(struct checker *checker, const struct program *program, size_t insn)
{
	const struct reloc *reloc = program_reloc(program, insn);
	unsigned kind = program->insns[insn].src;

	if (!reloc) {
		if (kind)
			check_found(checker, program, insn,
				    "64-bit load of kind %u without a relocation", kind);
		return;
	}
	if (!reloc->section) {
		if (!btf_has_extern(&checker->btf, reloc->symbol))
			found_undefined(checker, program, insn, reloc->symbol);
		return;
	}
	if (reloc_is_map(&checker->programs, reloc)) {
		if (section_is_maps(&checker->programs.image->sections[reloc->section_index]) &&
		    !*reloc->symbol &&
		    check_found(checker, program, insn,
				"refers to a local map: loaders find maps by global symbols"))
			diag_help("give the map #[no_mangle]");
		return;
	}
	if (section_is_code(&checker->programs.image->sections[reloc->section_index])) {
		const struct program *callee = program_callee(&checker->programs, program, insn);
		if (!callee || !in_text(callee))
			check_found(checker, program, insn,
				    "takes the address of code that is no function in '.text'");
		return;
	}
	if (check_found(checker, program, insn,
			"refers to '%s' in section '%s', which loaders make no map of",
			reloc->symbol, reloc->section))
		diag_help("leave out #[link_section] for data that programs read");
}

static void check_reloc_place(struct checker *checker, const struct program *program, size_t k)
{
	const struct reloc *reloc = &program->relocs[k];
	uint8_t opcode = program->insns[reloc->insn].opcode;
	bool call = opcode == OP_CALL && program->insns[reloc->insn].src == CALL_SUBPROGRAM;

	if (opcode != OP_LD_IMM64 && !call)
		check_found(checker, program, reloc->insn,
			    "has a relocation, but is no call of a function and no 64-bit load");
	else if (k && program->relocs[k - 1].insn == reloc->insn)
		check_found(checker, program, reloc->insn, "has two relocations");
}

void check_references(struct checker *checker, const struct program *program)
{
	for (size_t k = 0; k < program->reloc_count; k++)
		check_reloc_place(checker, program, k);
	for (size_t i = 0; i < program->insn_count; i++) {
		switch (program->insns[i].opcode) {
		case OP_CALL:
			check_call(checker, program, i);
			break;
		case OP_CALLX:
			if (check_found(checker, program, i, "indirect call"))
				diag_help("what is called must be known when the program is built: "
					  "use generics or 'match' in place of 'dyn' and function "
					  "pointers");
			break;
		case OP_LD_IMM64:
			check_load(checker, program, i++);
			break;
		default:
			break;
		}
	}
}
