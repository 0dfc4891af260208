/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The order of all changes to a module. Each line is one change; between the groups stands what
 * holds from there on. --dump-module writes the module after each line, under its name; a
 * developer's build (make DEVELOPER=1) verifies it there, other builds at the ends of the parts.
 */
#include "ir/pipeline.h"

#include <stdio.h>

#include "base/diag.h"
#include "ir/analysis/plan.h"
#include "ir/emit/size.h"
#include "ir/llvm/passes.h"
#include "ir/llvm/snapshot.h"
#include "ir/llvm/stage.h"
#include "ir/loops/chains.h"
#include "ir/loops/closed.h"
#include "ir/loops/cursors.h"
#include "ir/loops/endless.h"
#include "ir/loops/exit_compares.h"
#include "ir/loops/first_rounds.h"
#include "ir/loops/halved_rounds.h"
#include "ir/loops/loop_check.h"
#include "ir/loops/overflow_checks.h"
#include "ir/loops/pointer_compares.h"
#include "ir/loops/stuck_counters.h"
#include "ir/lower/address_constants.h"
#include "ir/lower/atomics.h"
#include "ir/lower/dangling.h"
#include "ir/lower/derived_compares.h"
#include "ir/lower/rodata.h"
#include "ir/lower/stack_index.h"
#include "ir/lower/unaligned_accesses.h"
#include "ir/lower/undefined.h"
#include "ir/lower/unread_addresses.h"
#include "ir/merge/entries.h"
#include "ir/merge/globals.h"
#include "ir/merge/inline.h"
#include "ir/merge/number_arguments.h"
#include "ir/merge/packet_arguments.h"
#include "ir/merge/subprograms.h"
#include "ir/prepare/attributes.h"
#include "ir/prepare/aya.h"
#include "ir/prepare/constant_variables.h"
#include "ir/prepare/dbg_records.h"
#include "ir/prepare/debug_locations.h"
#include "ir/prepare/debug_types.h"
#include "ir/prepare/externs.h"
#include "ir/prepare/helper_names.h"
#include "ir/prepare/host.h"
#include "ir/prepare/i1_vectors.h"
#include "ir/prepare/panic.h"
#include "ir/prepare/panic_paths.h"
#include "ir/prepare/relative_tables.h"
#include "ir/prepare/rounded_addresses.h"
#include "ir/prepare/stack_alignment.h"
#include "ir/prepare/ub_checks.h"
#include "ir/relocs/arena.h"
#include "ir/relocs/expand.h"
#include "ir/relocs/lower.h"
#include "ir/relocs/struct_ops.h"
#include "ir/relocs/units.h"
#include "ir/relocs/values.h"
#include "ir/rounds.h"
#include "ir/spill/early_selects.h"
#include "ir/spill/late_loads.h"
#include "ir/spill/narrow_spills.h"
#include "ir/spill/near_addresses.h"
#include "ir/spill/remat.h"
#include "ir/templates.h"
#include "ir/unrolled.h"
#include "ir/verifier/bounded_rounds.h"
#include "ir/verifier/constant_phis.h"
#include "ir/verifier/flat.h"
#include "ir/verifier/quirks.h"

#ifdef BPF_SHIM_DEVELOPER
#define VERIFY_EACH true
#else
#define VERIFY_EACH false
#endif

struct change {
	const char *name;
	int (*run)(struct ir *ir, LLVMModuleRef module); /* places changed; -1 after reporting */
	bool (*wanted)(const struct ir *ir);             /* NULL: always */
};

static bool drops_values(const struct ir *ir)
{
	return ir->debug_info && !ir->opts->dwarf;
}

/* Scalar evolution calls itself without end for some sums of extended numbers, and LLVM ends. */
static bool counts_loops(const struct ir *ir)
{
	return !ir->profile->careful || !ir->profile->loops;
}

static bool keeps_loops(const struct ir *ir)
{
	return ir->profile->loops;
}

static bool lacks_loops(const struct ir *ir)
{
	return !ir->profile->loops;
}

static bool has_global_data(const struct ir *ir)
{
	return ir->profile->global_data;
}

static bool lacks_global_data(const struct ir *ir)
{
	return !ir->profile->global_data;
}

static bool lacks_variable_stack(const struct ir *ir)
{
	return !ir->profile->variable_stack;
}

static bool merges_ways(const struct ir *ir)
{
	return ir->plan->merged.count;
}

static bool unrolls_more(const struct ir *ir)
{
	return ir->plan->unrolled.count;
}

/* The merged module: all names and linkages are those of the inputs. */
static const struct change select_symbols[] = {
	{"extern-sections", externs_set_sections, NULL}, {"aya-logs", aya_logs_convert, NULL},
	{"entry-points", entries_select, NULL},          {"relocations", relocs_expand, NULL},
	{"global-functions", globals_select, NULL},      {"subprograms", subprograms_select, NULL},
	{"aya-bounds", aya_bounds_report, NULL},
};

/* From here on: what is no program, subprogram, map or export is internal. */
static const struct change prepare[] = {
	/* Before any pass. */
	{"keep-atomics", atomics_keep, NULL},
	{"relative-tables", relative_tables_undo, NULL},
	{"arena", arena_cast, NULL},
	{"struct-ops", struct_ops_describe, NULL},
	{"initial-values", values_describe, NULL},
	{"relocation-intrinsics", relocs_lower, NULL},
	{"relocation-numbers", relocs_number, NULL},
	{"helper-names", helper_names_resolve, NULL},
	/* Before the attributes: the handler's inferred ones are still to be seen. Before any
	 * pass: an 'unreachable' that LLVM sees deletes the checks that lead to it. */
	{"panic-handler", panic_mark_handler, NULL},
	{"ub-checks", ub_checks_drop, NULL},
	/* Personalities can only go when nothing unwinds any more. */
	{"invokes", inline_lower_invokes, NULL},
	{"attributes", attributes_set, NULL},
	{"stack-alignment", stack_alignment_raise, NULL},
	/* Before inlining, whose first pass is the scalarizer. */
	{"i1-vectors", i1_vectors_split, NULL},
	{"function-types", debug_types_fix_functions, NULL},
	{"char", debug_types_fix_char, NULL},
	{"assembly", host_assembly_convert, NULL},
	/* Inlining would copy them with each call, and makes others of those that stay. */
	{"values", dbg_records_drop, drops_values},
	/* After "panic-handler". */
	{"panic-paths", panic_paths_shorten, NULL},
};

static const struct change inline_all[] = {
	{"inline", inline_program, NULL},
};

/* From here on: only programs and subprograms have bodies; there is no recursion. */
static const struct change inlined[] = {
	{"panics", inline_end_panics, NULL},
	{"atomics", atomics_lower, NULL},
	{"host-intrinsics", host_intrinsics_drop, NULL},
	{"constant-variables", constant_variables_promote, has_global_data},
	{"rounded-addresses", rounded_addresses_align, NULL},
	{"lines", debug_locations_to_user, NULL},
	{"extern-reads", externs_replace_reads, NULL},
	{"endless-loops", endless_loops_note, NULL},
	{"values", dbg_records_drop, drops_values},
};

static const struct change optimise[] = {
	{"loop-chains", chains_part, NULL},
	{"optimise", passes_optimise, NULL},
	{"loop-chains", chains_join, NULL},
	{"panics", inline_end_panics, NULL},
	{"packet-arguments", packet_arguments_inline, NULL},
	{"number-arguments", number_arguments_inline, NULL},
	{"templates", templates_follow, NULL},
	{"rounds", rounds_settle, NULL},
	{"length", size_check_length, lacks_loops},
};

static const struct change bound[] = {
	{"bound-loops", rounds_bound_loops, counts_loops},
	/* Of the checks that the loops have got. */
	{"panics", inline_end_panics, NULL},
	{"length", size_check_length, lacks_loops},
	{"endless-loops", endless_loops_cut, NULL},
	/* From here on: no pass of LLVM's that combines instructions. It would make wide
	 * operations again. */
	{"wide-arithmetic", rounds_lower_wide, NULL},
	{"loops-left", loops_report_left, lacks_loops},
};

/* On a copy of the module, by the plan of this emission. Behind the first: only passes that fold
 * constants and drop what is not used. Those after the group change shapes that LLVM would change
 * back. */
static const struct change lower[] = {
	/* While it is what LLVM's passes left. */
	{"unroll", unrolled_by_plan, unrolls_more},
	{"overflow-checks", overflow_checks_drop, keeps_loops},
	{"derived-compares", derived_compares_restore, NULL},
	{"address-constants", address_constants_fold, NULL},
	{"constant-phis", constant_phis_coalesce, NULL},
	{"unread-addresses", unread_addresses_drop, has_global_data},
	{"rodata-addresses", rodata_lower_addresses, has_global_data},
	{"rodata", rodata_lower, lacks_global_data},
	/* After the constants, copies of which may be on the stack. */
	{"stack-index", stack_index_lower, lacks_variable_stack},
	/* After what makes choices of pointers. */
	{"dangling-pointers", dangling_pointers_drop, NULL},
	{"late-loads", late_loads_place, NULL},
	{"near-addresses", near_addresses_by_plan, NULL},
	{"early-selects", early_selects_by_plan, NULL},
	{"remat", remat_by_plan, NULL},
	{"narrow-spills", narrow_spills_by_plan, NULL},
	{"cursors", cursors_to_offsets, keeps_loops},
	{"pointer-compares", pointer_compares_lower, keeps_loops},
	{"first-rounds", first_rounds_check, keeps_loops},
	{"halved-rounds", halved_rounds_compute, keeps_loops},
	{"exit-compares", exit_compares_order, keeps_loops},
	{"stuck-counters", stuck_counters_check, keeps_loops},
	/* While distances are what they are made of. */
	{"unaligned-accesses", unaligned_accesses_part, NULL},
	{"undefined", undefined_replace, NULL},
	{"flat", flat_by_plan, NULL},
	/* After all that makes addresses. */
	{"quirks", quirks_apply, NULL},
	/* After "undefined": of a number that is undefined each use may have another value. After
	 * the quirks that look for the shapes of loops. */
	{"bounded-rounds", bounded_rounds_count, keeps_loops},
	/* Of pointers that no access takes any more: they tell apart what quirks have merged. */
	{"dead-addresses", passes_drop_dead, merges_ways},
	{"closed-loops", closed_loops_by_plan, keeps_loops},
};

/* From here on: every change is for code generation. */
static const struct change close[] = {
	{"unreachable", panic_return_at_unreachable, NULL},
	/* After all that removes uses of results, or adds some. */
	{"settle-atomics", atomics_settle, NULL},
	{"lines", debug_locations_to_user, NULL},
	{"jump-tables", attributes_forbid_jump_tables, NULL},
	{"static-subprograms", subprograms_make_static, NULL},
	{"unreferenced", passes_drop_unreferenced, NULL},
	/* Constants that have become choices take more room than a loop over them. */
	{"length", size_check_length, lacks_loops},
};

static bool is_wanted(const struct ir *ir, const struct change *change)
{
	return !change->wanted || change->wanted(ir);
}

static int run_change(struct ir *ir, LLVMModuleRef module, const struct change *change)
{
	if (!is_wanted(ir, change))
		return 0;
	char stage[64];
	snprintf(stage, sizeof(stage), "making the change '%s'", change->name);
	stage_ours(stage);
	ir_focus(ir, NULL);
	int changed = change->run(ir, module);
	if (changed < 0)
		return -1;
	diag_trace("%s: %d places", change->name, changed);
	ir_dump(ir, module, change->name);
	return VERIFY_EACH ? ir_verify(module, change->name) : 0;
}

static int run(struct ir *ir, LLVMModuleRef module, const struct change *changes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (run_change(ir, module, &changes[i]) < 0)
			return -1;
	}
	return 0;
}

/* Changes of which no line is noted for --explain: those that note lines themselves, or change
 * nothing that a refusal could be about. */
static int (*const quiet[])(struct ir *ir, LLVMModuleRef module) = {
	inline_end_panics,       /* a panic ends the program, as is documented */
	debug_locations_to_user, /* no code */
	externs_replace_reads,   /* how the kernel's names are written in Rust */
	endless_loops_note,      /* marks loops that LLVM must not drop */
	quirks_apply,            /* each quirk has a name of its own */
};

static bool is_quiet(const struct change *change)
{
	for (size_t i = 0; i < sizeof(quiet) / sizeof(quiet[0]); i++)
		if (quiet[i] == change->run)
			return true;
	return false;
}

/* The same, and notes which lines each change has changed code of. */
static int run_noted(struct ir *ir, LLVMModuleRef module, const struct change *changes,
		     size_t count)
{
	struct snapshot before;
	int err = 0;

	ir_focus(ir, NULL);
	snapshot_take(&before, ir, module);
	for (size_t i = 0; i < count && !err; i++) {
		err = run_change(ir, module, &changes[i]);
		ir_focus(ir, NULL);
		if (is_quiet(&changes[i])) {
			snapshot_release(&before);
			snapshot_take(&before, ir, module);
		} else if (is_wanted(ir, &changes[i])) {
			snapshot_note(&before, ir, module, changes[i].name);
		}
	}
	snapshot_release(&before);
	return err;
}

#define RUN(ir, module, group) run(ir, module, group, sizeof(group) / sizeof(group[0]))
#define RUN_NOTED(ir, module, group) run_noted(ir, module, group, sizeof(group) / sizeof(group[0]))

int pipeline_prepare(struct ir *ir)
{
	unsigned errors = diag_errors();

	ir_dump(ir, ir->module, DUMP_FIRST);
	if (RUN(ir, ir->module, select_symbols) < 0 || diag_errors() != errors)
		return -1;
	if (RUN(ir, ir->module, prepare) < 0 || diag_errors() != errors)
		return -1;
	/* After recursion that has no end, too: all errors of this stage are worth knowing. */
	if (RUN(ir, ir->module, inline_all) < 0 && diag_errors() == errors)
		return -1;
	if (RUN_NOTED(ir, ir->module, inlined) < 0 || ir_verify(ir->module, "inlining") < 0)
		return -1;
	return diag_errors() == errors ? 0 : -1;
}

int pipeline_optimise(struct ir *ir)
{
	return RUN(ir, ir->module, optimise) < 0 || RUN_NOTED(ir, ir->module, bound) < 0 ? -1 : 0;
}

int pipeline_lower(struct ir *ir, LLVMModuleRef module)
{
	if (RUN_NOTED(ir, module, lower) < 0 || RUN_NOTED(ir, module, close) < 0)
		return -1;
	ir_dump(ir, module, DUMP_LAST);
	return 0;
}
