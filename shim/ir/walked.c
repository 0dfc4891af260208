/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Asks the model of the verifier (elf/walk) about the emitted object, and lowers the plan where it
 * says that the kernel gives up or loses bounds. */
#include "ir/walked.h"

#include <limits.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "elf/btf/btf.h"
#include "elf/image/image.h"
#include "elf/walk/memory_maps.h"
#include "elf/walk/walk.h"
#include "ir/llvm/module.h"
#include "ir/llvm/source.h"
#include "kernel/verifier.h"
#include "kernel/version.h"

struct walked {
	struct ir *ir;
	LLVMModuleRef module;
	struct plan *plan;
	const struct programs *programs;
	struct btf btf;
	unsigned kernel;
};

static bool note_map(struct walked *walked, const struct walk_map *map)
{
	const struct image *image = walked->programs->image;

	for (size_t i = 1; i < image->symbol_count; i++) {
		const struct image_symbol *symbol = &image->symbols[i];
		if (symbol->section == map->section && symbol->value == map->value && *symbol->name)
			return plan_copy_arguments(walked->plan, symbol->name, map->key_size,
						   map->value_size);
	}
	return false;
}

static bool note_maps(struct walked *walked)
{
	struct walk_maps maps = {0};
	bool grown = false;

	walk_maps_read(&maps, walked->programs->image, &walked->btf);
	for (size_t i = 0; i < maps.count; i++)
		grown |= note_map(walked, &maps.at[i]);
	free(maps.at);
	return grown;
}

/* One more means for each of the functions; false when the plan has no more to give. */
static bool add_means(struct plan *plan, bool (*add)(struct plan *plan, const char *name),
		      const struct program *const *list, size_t count)
{
	bool grown = false;

	for (size_t i = 0; i < count; i++)
		grown |= add(plan, list[i]->name);
	return grown;
}

/* Tries the means in their order for the entry point and all that it calls; false when the plan has
 * no more to give. Where none helps, what makes the program longer is taken back. */
static bool add_next(struct walked *walked, const struct program *entry,
		     bool (*const *means)(struct plan *plan, const char *name), size_t means_count)
{
	const struct program **list = xcalloc(walked->programs->count, sizeof(*list));
	bool grown = false;

	list[0] = entry;
	size_t count = programs_reach(walked->programs, list, 1);
	for (size_t i = 0; i < means_count && !grown; i++)
		grown = add_means(walked->plan, means[i], list, count);
	free(list);
	return grown;
}

#define ADD_NEXT(walked, entry, means)                                                             \
	add_next(walked, entry, means, sizeof(means) / sizeof((means)[0]))

/* Saves states. What walks a loop so often does it without branches, too. */
static bool shorten(struct walked *walked, const struct program *entry)
{
	static bool (*const with_loops[])(struct plan *plan, const char *name) = {
		plan_leave_loads, plan_merge_ways,   plan_forget,    plan_unroll,
		plan_keep_again,  plan_branch_again, plan_loop_again};
	static bool (*const without_loops[])(struct plan *plan, const char *name) = {
		plan_leave_loads,  plan_save_walk,  plan_forget,
		plan_branch_again, plan_keep_again, plan_loop_again};

	return entry->has_back_edge ? ADD_NEXT(walked, entry, with_loops)
				    : ADD_NEXT(walked, entry, without_loops);
}

/* The same for a later kernel than the one that was asked for, which needs nothing more: what that
 * one needs is not taken back. */
static bool shorten_later(struct walked *walked, const struct program *entry)
{
	static bool (*const with_loops[])(struct plan *plan, const char *name) = {
		plan_leave_loads, plan_merge_ways, plan_forget, plan_unroll};
	static bool (*const without_loops[])(struct plan *plan, const char *name) = {
		plan_leave_loads, plan_save_walk, plan_forget};

	return entry->has_back_edge ? ADD_NEXT(walked, entry, with_loops)
				    : ADD_NEXT(walked, entry, without_loops);
}

/* Shows what bounds an index has. In a loop they may be those of a round that has been left. */
static bool show_bounds(struct walked *walked, const struct program *entry,
			const struct program *doubted)
{
	static bool (*const unrolling[])(struct plan *plan, const char *name) = {plan_unroll};
	static bool (*const looping[])(struct plan *plan, const char *name) = {plan_keep_again,
									       plan_loop_again};

	return plan_leave_loads(walked->plan, doubted->name) ||
	       plan_show_bounds(walked->plan, doubted->name) ||
	       (entry->has_back_edge && ADD_NEXT(walked, entry, unrolling)) ||
	       ADD_NEXT(walked, entry, looping);
}

/* Whether what no kernel takes is an error: a kernel that was asked for has its own line, with
 * --check's findings. */
static bool is_judged(const struct ir *ir)
{
	return !ir->profile->asked && !ir->opts->compat_bpf_linker &&
	       !ir->opts->skipped_quirks.count;
}

/* Of a program of so many steps the estimate may be wrong: that is a warning. */
static void report_long(const struct walked *walked, const struct program *entry,
			const struct verifier *verifier, const struct walk_estimate *walk)
{
	LLVMValueRef function = llvm.GetNamedFunction(walked->module, entry->name);
	struct diag_where where = {.function = entry->name};

	if (function)
		where = ir_where(ir_first_instruction(function));
	if (walk->too_many_paths)
		diag_error_at(&where,
			      "the verifier probably finds more than %u branches in a row too "
			      "complex in any Linux",
			      verifier->path_limit);
	else
		diag_warning_at(&where,
				"the verifier probably walks more than %u instructions, where any "
				"Linux stops",
				verifier->walk_limit);
	diag_help("shorten the loops, unroll them by --unroll-loops, or split the program with "
		  "tail calls");
}

static struct walk_estimate walk_in(const struct walked *walked, const struct program *entry,
				    unsigned kernel, struct verifier *verifier)
{
	*verifier = verifier_for_kernel(kernel);
	/* Stable releases got this late: the object has to load in the earlier ones, too. */
	verifier->swapped_bits = 0;
	if (kernel < KERNEL(6, 18))
		verifier->crossing_bounds = 0;
	struct walk_estimate walk =
		walk_program(walked->programs, &walked->btf, entry, verifier, verifier->walk_limit);
	diag_trace("'%s': the verifier probably walks %lu instructions%s%s", entry->name,
		   walk.processed, walk.unknown ? ": " : "", walk.unknown ? walk.unknown : "");
	return walk;
}

static bool is_too_long(const struct walk_estimate *walk)
{
	return !walk->unknown && (walk->at_limit || walk->too_many_paths);
}

/* Later verifiers know more of numbers, and keep more ways apart. */
static bool plan_for_later(struct walked *walked, const struct program *entry)
{
	struct verifier verifier;

	if (walked->kernel == UINT_MAX)
		return false;
	struct walk_estimate walk = walk_in(walked, entry, UINT_MAX, &verifier);
	return is_too_long(&walk) && shorten_later(walked, entry);
}

static bool plan_program(struct walked *walked, const struct program *entry)
{
	struct verifier verifier;
	struct walk_estimate walk = walk_in(walked, entry, walked->kernel, &verifier);

	if (is_too_long(&walk)) {
		bool grown = shorten(walked, entry);
		if (!grown && is_judged(walked->ir))
			report_long(walked, entry, &verifier, &walk);
		return grown;
	}
	switch (walk.doubt.reason) {
	case WALK_UNBOUNDED_OFFSET:
	case WALK_OUTSIDE_VALUE:
	case WALK_OUTSIDE_FRAME:
		if (show_bounds(walked, entry, walk.doubt.program))
			return true;
		break;
	case WALK_MAP_ARGUMENT:
		if (note_maps(walked))
			return true;
		break;
	default:
		break;
	}
	return plan_for_later(walked, entry);
}

bool walked_plan(struct ir *ir, LLVMModuleRef module, struct plan *plan,
		 const struct programs *programs)
{
	struct walked walked = {.ir = ir,
				.module = module,
				.plan = plan,
				.programs = programs,
				.kernel = ir->profile->asked ? ir->profile->asked : UINT_MAX};
	bool grown = false;

	for (size_t i = 1; i < programs->image->section_count; i++)
		programs->image->sections[i].keep = true;
	if (btf_read(&walked.btf, programs->image) == 0)
		for (size_t i = 0; i < programs->count; i++)
			if (program_is_entry(&programs->at[i]))
				grown |= plan_program(&walked, &programs->at[i]);
	btf_release(&walked.btf);
	return grown;
}
