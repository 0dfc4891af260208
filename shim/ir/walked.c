/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Asks the model of the verifier (elf/walk) about the emitted object, and lowers the plan where it
 * says that the kernel gives up or loses bounds. */
#include "ir/walked.h"

#include <limits.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "elf/btf/btf.h"
#include "elf/image/image.h"
#include "elf/walk/memory_maps.h"
#include "elf/walk/walk.h"
#include "kernel/verifier.h"
#include "kernel/version.h"

struct walked {
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

/* Saves states in the entry point and all that it calls; false when the plan has no more to give.
 * What walks a loop so often does it without branches, too. */
static bool shorten(struct walked *walked, const struct program *entry)
{
	const struct program **list = xcalloc(walked->programs->count, sizeof(*list));
	bool grown = false;

	list[0] = entry;
	size_t count = programs_reach(walked->programs, list, 1);
	for (size_t i = 0; i < count; i++)
		grown |= entry->has_back_edge ? plan_merge_ways(walked->plan, list[i]->name)
					      : plan_save_walk(walked->plan, list[i]->name);
	for (size_t i = 0; i < count && !grown; i++)
		grown |= plan_branch_again(walked->plan, list[i]->name);
	free(list);
	return grown;
}

static bool plan_program(struct walked *walked, const struct program *entry)
{
	struct verifier verifier = verifier_for_kernel(walked->kernel);

	/* Stable releases got this late: the object has to load in the earlier ones, too. */
	verifier.swapped_bits = 0;
	if (walked->kernel < KERNEL(6, 18))
		verifier.crossing_bounds = 0;
	/* Loops stay as they are, however long they take. */
	if (entry->has_back_edge && verifier.map_arguments &&
	    !walk_has_offsets(walked->programs, entry))
		return false;
	struct walk_estimate walk =
		walk_program(walked->programs, &walked->btf, entry, &verifier, verifier.walk_limit);

	if (!walk.unknown && (walk.at_limit || walk.too_many_paths))
		return shorten(walked, entry);
	switch (walk.doubt.reason) {
	case WALK_UNBOUNDED_OFFSET:
	case WALK_OUTSIDE_VALUE:
		return plan_show_bounds(walked->plan, walk.doubt.program->name);
	case WALK_MAP_ARGUMENT:
		return note_maps(walked);
	default:
		return false;
	}
}

bool walked_plan(struct plan *plan, const struct programs *programs, const struct profile *profile)
{
	struct walked walked = {.plan = plan,
				.programs = programs,
				.kernel = profile->asked ? profile->asked : UINT_MAX};
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
