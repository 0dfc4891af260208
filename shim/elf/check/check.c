/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Runs all rules over an object. The order of the rules is the order of the findings. */
#include "elf/check/check.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "elf/btf/btf.h"
#include "elf/check/report.h"
#include "elf/check/rules.h"
#include "elf/code/program.h"

typedef void (*program_rule)(struct checker *checker, const struct program *program);
typedef void (*object_rule)(struct checker *checker);

static const program_rule program_rules[] = {
	check_local_function,  check_program_name, check_program_kind, check_opcodes,
	check_reserved_fields, check_flow,         check_references,   check_limits,
};

static const object_rule object_rules[] = {
	check_has_program, check_license,        check_sections,  check_unowned_code, check_symbols,
	check_maps,        check_data_addresses, check_btf_names, check_redbpf,
};

int checker_run(struct checker *checker, const struct buf *object)
{
	if (programs_read(&checker->programs, checker->name, object->data, object->size) < 0)
		return -1;
	/* btf_read() skips what belongs to sections that are not kept. */
	for (size_t i = 1; i < checker->programs.image->section_count; i++)
		checker->programs.image->sections[i].keep = true;
	if (btf_read(&checker->btf, checker->programs.image) < 0)
		return -1;
	checker->used = check_mark_used(checker);
	checker->hidden = xcalloc(checker->programs.count, sizeof(*checker->hidden));
	for (size_t i = 0; i < sizeof(object_rules) / sizeof(*object_rules); i++)
		object_rules[i](checker);
	for (size_t i = 0; i < checker->programs.count; i++)
		for (size_t k = 0; k < sizeof(program_rules) / sizeof(*program_rules); k++)
			program_rules[k](checker, &checker->programs.at[i]);
	check_stack(checker);
	/* Only what the kernel does not refuse in any case. */
	for (size_t i = 0; i < checker->programs.count; i++)
		check_walk(checker, &checker->programs.at[i]);
	return 0;
}

void checker_release(struct checker *checker)
{
	for (size_t i = 0; i < checker->finding_count; i++)
		free(checker->findings[i].text);
	free(checker->findings);
	free(checker->hidden);
	free(checker->used);
	btf_release(&checker->btf);
	programs_release(&checker->programs);
}

int check_object(const char *name, const struct buf *object, const struct profile *profile,
		 bool promised, const struct lines *lines, report_writer write, struct buf *summary)
{
	struct checker checker = {.name = name,
				  .layout = profile->layout,
				  .kernel = profile->asked,
				  .promised = profile->asked && promised,
				  .lines = lines};
	int result = checker_run(&checker, object);

	if (result == 0) {
		result = report_errors(&checker, profile->asked);
		report_trace(&checker);
		if (result == 0 && write)
			write(&checker, summary);
	}
	checker_release(&checker);
	return result;
}
