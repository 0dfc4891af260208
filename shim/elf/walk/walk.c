/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Prepares the walk of one program. */
#include "elf/walk/walk.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "elf/code/opcode.h"
#include "elf/walk/search.h"

enum walk_context walk_context(const char *section)
{
	static const struct {
		const char *prefix;
		enum walk_context context;
	} kinds[] = {
		{"xdp", CONTEXT_XDP},    {"tc", CONTEXT_SKB},         {"classifier", CONTEXT_SKB},
		{"action", CONTEXT_SKB}, {"cgroup_skb", CONTEXT_SKB}, {"cgroup/skb", CONTEXT_SKB},
		{"sk_skb", CONTEXT_SKB}, {"lwt_", CONTEXT_SKB},       {"netkit", CONTEXT_SKB},
		{"sk_msg", CONTEXT_MSG},
	};
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strncmp(section, kinds[i].prefix, strlen(kinds[i].prefix)) == 0)
			return kinds[i].context;
	return CONTEXT_PLAIN;
}

static size_t first_place(const struct walker *walker, const struct program *program)
{
	return walker->first[program - walker->programs->at];
}

static void fill_place(struct walker *walker, struct place *place, const struct program *program,
		       size_t i)
{
	const struct programs *programs = walker->programs;
	const struct reloc *reloc = program_reloc(program, i);

	*place = (struct place){
		.insn = &program->insns[i], .program = program, .map = -1, .callee = NO_PLACE};
	if (program_leads_to_function(programs, program, i)) {
		const struct program *callee = program_callee(programs, program, i);
		if (callee)
			place->callee = first_place(walker, callee);
	} else if (reloc && place->insn->opcode == OP_LD_IMM64 && reloc->section) {
		place->map = walk_maps_find(&walker->maps, programs, reloc);
	}
}

/* Of the entry point and of what it reaches: an object has many programs. */
static void fill_places(struct walker *walker)
{
	size_t at = 0;

	for (size_t k = 0; k < walker->reached_count; k++) {
		walker->first[walker->reached[k] - walker->programs->at] = walker->place_count;
		walker->place_count += walker->reached[k]->insn_count;
	}
	walker->places = xcalloc(walker->place_count, sizeof(*walker->places));
	for (size_t k = 0; k < walker->reached_count; k++)
		for (size_t i = 0; i < walker->reached[k]->insn_count; i++)
			fill_place(walker, &walker->places[at++], walker->reached[k], i);
}

static int compare_programs(const void *a, const void *b)
{
	const struct program *const *first = a, *const *second = b;
	return (*first > *second) - (*first < *second);
}

/* In the order of the object. */
static void find_reached(struct walker *walker, const struct program *entry)
{
	walker->first = xcalloc(walker->programs->count, sizeof(*walker->first));
	walker->reached = xcalloc(walker->programs->count, sizeof(*walker->reached));
	walker->reached[0] = entry;
	walker->reached_count = programs_reach(walker->programs, walker->reached, 1);
	qsort(walker->reached, walker->reached_count, sizeof(*walker->reached), compare_programs);
}

/* Global functions that BTF describes are walked once, by themselves. Returns the list of them. */
static bool *find_separate(const struct programs *programs, const struct btf *btf,
			   const struct verifier *verifier)
{
	bool *separate = xcalloc(programs->count + 1, sizeof(*separate));

	for (size_t i = 0; i < programs->count; i++)
		separate[i] = verifier->global_functions && btf->func_info.count &&
			      programs->at[i].global && !program_is_entry(&programs->at[i]);
	return separate;
}

static void walk_all(struct walker *walker, const struct program *entry)
{
	walker->all_precise = walker->reached_count > 1 &&
			      walker->verifier.precision == PRECISION_ONE_FRAME &&
			      !walker->verifier.forgets_precision;
	search(walker, first_place(walker, entry), true);
	for (size_t i = 0; i < walker->reached_count; i++) {
		const struct program *program = walker->reached[i];
		if (program != entry && walker->separate[program - walker->programs->at])
			search(walker, first_place(walker, program), false);
	}
}

struct walk_estimate walk_program(const struct programs *programs, const struct btf *btf,
				  const struct program *entry, const struct verifier *verifier,
				  unsigned long limit)
{
	struct walker walker = {
		.programs = programs,
		.verifier = *verifier,
		.little = !programs->image->big_endian,
		.context = walk_context(entry->section),
		.limit = limit,
	};
	bool *separate = find_separate(programs, btf, &walker.verifier);

	walker.separate = separate;
	walk_maps_read(&walker.maps, programs->image, btf);
	find_reached(&walker, entry);
	fill_places(&walker);
	places_prepare(&walker);
	walk_all(&walker, entry);
	free(separate);
	free(walker.places);
	free(walker.first);
	free(walker.reached);
	free(walker.maps.at);
	return (struct walk_estimate){.processed = walker.processed,
				      .states = walker.states,
				      .doubt = walker.doubt,
				      .too_many_paths = walker.too_many_paths,
				      .at_limit = walker.processed > limit,
				      .unknown = walker.unknown};
}
