/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Targets of calls and 64-bit loads. Loaders decide by the instruction, the symbol and its section
 * (libbpf, bpf_program__record_reloc). They reject what they do not know, or leave it unrelocated.
 */
#include <stdlib.h>
#include <string.h>

#include "base/symbol.h"
#include "elf/btf/btf.h"
#include "elf/check/rules.h"
#include "elf/code/program.h"
#include "elf/image/image.h"
#include "kernel/helpers.h"
#include "kernel/profile.h"

static bool in_text(const struct program *program)
{
	return strcmp(program->section, ".text") == 0;
}

static void found_undefined(struct checker *checker, const struct program *program, size_t insn,
			    const char *symbol)
{
	char *name = symbol_demangle(symbol);

	check_found(checker, "undefined-symbol", program, insn, "'%s' is not defined", name);
	check_help(checker, "link the library that defines it, or remove the use");
	free(name);
}

static void check_subprogram_call(struct checker *checker, const struct program *program,
				  size_t insn)
{
	const struct reloc *reloc = program_reloc(program, insn);

	if (reloc && !reloc->section) {
		if (btf_has_extern(&checker->btf, reloc->symbol))
			check_needs(checker, "kernel-function", program, insn,
				    PROFILE_SINCE(kfuncs, 1), "calls the kernel function '%s'",
				    reloc->symbol);
		else
			found_undefined(checker, program, insn, reloc->symbol);
		return;
	}
	const struct program *callee = program_callee(&checker->programs, program, insn);
	if (!callee)
		check_found(checker, "call-target", program, insn,
			    "calls a place where no function begins");
	else if (in_text(callee))
		check_needs(checker, "call", program, insn, PROFILE_SINCE(calls, 1),
			    "calls the function '%s'", callee->name);
	else
		check_found(checker, "call-target", program, insn,
			    "calls '%s' in section '%s'; loaders find functions in '.text' only",
			    callee->name, callee->section);
}

static void check_helper(struct checker *checker, const struct program *program, size_t insn,
			 int32_t id)
{
	unsigned since = id > 0 ? PROFILE_SINCE(last_helper, (unsigned)id) : 0;
	const char *name = helper_name((unsigned)id);

	check_gpl_only(checker, program, insn, (unsigned)id);
	if (helper_has_older_form((unsigned)id))
		return;
	if (since == 0)
		check_found(checker, "helper", program, insn,
			    "calls helper %d, which does not exist", id);
	else
		check_needs(checker, "helper", program, insn, since, "calls helper %d%s%s", id,
			    name ? ", bpf_" : "", name ? name : "");
}

static void check_call(struct checker *checker, const struct program *program, size_t insn)
{
	const struct insn *call = &program->insns[insn];

	if (call->src == CALL_SUBPROGRAM)
		check_subprogram_call(checker, program, insn);
	else if (call->src != CALL_HELPER)
		check_found(checker, "call-kind", program, insn, "call of unknown kind %u",
			    call->src);
	else
		check_helper(checker, program, insn, call->imm);
}

/* libbpf makes a map of .kconfig, and resolves .ksyms from the kernel's BTF. */
static void check_extern_load(struct checker *checker, const struct program *program, size_t insn,
			      const struct reloc *reloc)
{
	if (!btf_has_extern(&checker->btf, reloc->symbol))
		found_undefined(checker, program, insn, reloc->symbol);
	else if (btf_is_in_datasec(&checker->btf, reloc->symbol, ".kconfig"))
		check_needs(checker, "global-data", program, insn, PROFILE_SINCE(global_data, 1),
			    "refers to the kernel's configuration");
	else if (btf_is_in_datasec(&checker->btf, reloc->symbol, ".ksyms"))
		check_needs(checker, "kernel-symbol", program, insn, PROFILE_SINCE(ksyms, 1),
			    "refers to the kernel's '%s'", reloc->symbol);
}

static void check_map_load(struct checker *checker, const struct program *program, size_t insn,
			   const struct reloc *reloc)
{
	if (!section_is_maps(&checker->programs.image->sections[reloc->section_index])) {
		check_needs(checker, "global-data", program, insn, PROFILE_SINCE(global_data, 1),
			    "refers to data in section '%s'", reloc->section);
	} else if (!*reloc->symbol) {
		check_found(checker, "local-map", program, insn,
			    "refers to a local map: loaders find maps by global symbols");
		check_help(checker, "give the map #[unsafe(no_mangle)]");
	}
}

static void check_function_load(struct checker *checker, const struct program *program, size_t insn)
{
	const struct program *callee = program_callee(&checker->programs, program, insn);

	if (!callee || !in_text(callee)) {
		check_found(checker, "call-target", program, insn,
			    "takes the address of code that is not a function in '.text'");
		return;
	}
	char *name = symbol_demangle(callee->name);
	check_needs(checker, "callback", program, insn, PROFILE_SINCE(callbacks, 1),
		    "takes the address of the function '%s'", name);
	/* check_ld_imm() rejects it: "missing btf func_info". */
	if (!checker->btf.func_info.count) {
		check_found(checker, "callback", program, insn,
			    "takes the address of the function '%s', which needs BTF that "
			    "describes it, and there is none",
			    name);
		check_help(checker, "set 'debug = 1' in the profile that is built");
	}
	free(name);
}

static void check_load(struct checker *checker, const struct program *program, size_t insn)
{
	const struct reloc *reloc = program_reloc(program, insn);
	unsigned kind = program->insns[insn].src;

	if (!reloc) {
		if (kind)
			check_found(checker, "load-target", program, insn,
				    "64-bit load of kind %u without a relocation", kind);
		return;
	}
	if (!reloc->section)
		check_extern_load(checker, program, insn, reloc);
	else if (reloc_is_map(&checker->programs, reloc))
		check_map_load(checker, program, insn, reloc);
	else if (section_is_code(&checker->programs.image->sections[reloc->section_index]))
		check_function_load(checker, program, insn);
	else {
		check_found(checker, "load-target", program, insn,
			    "refers to '%s' in section '%s', which loaders make no map of",
			    reloc->symbol, reloc->section);
		check_help(checker, "leave out #[link_section] for data that programs read");
	}
}

static void check_reloc_place(struct checker *checker, const struct program *program, size_t k)
{
	const struct reloc *reloc = &program->relocs[k];
	uint8_t opcode = program->insns[reloc->insn].opcode;
	bool call = opcode == OP_CALL && program->insns[reloc->insn].src == CALL_SUBPROGRAM;

	if (opcode != OP_LD_IMM64 && !call)
		check_found(
			checker, "relocation", program, reloc->insn,
			"has a relocation, but is neither a call of a function nor a 64-bit load");
	else if (k && program->relocs[k - 1].insn == reloc->insn)
		check_found(checker, "relocation", program, reloc->insn, "has two relocations");
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
			check_found(checker, "indirect-call", program, i, "indirect call");
			check_help(checker, "what is called must be known when the program is "
					    "built: use generics or 'match' in place of 'dyn' and "
					    "function pointers");
			break;
		case OP_LD_IMM64:
			check_load(checker, program, i++);
			break;
		default:
			break;
		}
	}
}
