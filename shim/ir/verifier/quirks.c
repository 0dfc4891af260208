/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The table of quirks. Their order matters: a context field that is copied is a variable whose
 * address can be shaped, a comparison that is widened is one that the model counts, and addresses
 * with bounds of their own hide which variable they are of. No quirk ends with a kernel: where a
 * later one takes a program without it (docs/quirks.md), it costs little. Those that are by plan
 * wait until the object is refused, or walks too far, without them.
 */
#include "ir/verifier/quirks.h"

#include "base/names.h"
#include "ir/llvm/module.h"
#include "ir/verifier/quirk.h"

static const struct quirk {
	const char *name;
	void (*shape)(struct shaper *shaper);
} quirks[] = {
	/* "dereference of modified ctx ptr", "same insn cannot be used with different pointers" */
	{"context-fields", shape_context_fields},
	/* "R2 min value is negative", "R4 invalid zero-sized read". Before the comparisons of a
	 * packet's places change. */
	{"helper-sizes", shape_helper_sizes},
	/* "R3 pointer arithmetic on pkt_end prohibited". Before fresh bounds, which hide how large
	 * an offset can be. */
	{"tail-compares", shape_tail_compares},
	/* "R1 unbounded memory access": the byte was compared, its copy is the index */
	{"narrow-compares", shape_narrow_compares},
	/* "R1 min value is outside of the allowed memory range": behind the end of a text */
	{"assumed-ends", shape_assumed_ends},
	/* "invalid access to map value": a comparison forgets what the one before it has shown */
	{"split-choices", shape_split_choices},
	/* "R3 invalid mem access 'scalar'": the length of one string, or that there is one, with
	 * the pointer to another, or none */
	{"paired-selects", shape_paired_selects},
	/* "BPF program is too large": each way out of a loop is walked on. Three by plan */
	{"stuck-rounds", shape_stuck_rounds},
	{"visited-bytes", shape_visited_bytes},
	{"loop-results", shape_loop_results},
	/* "BPF program is too large": each round is walked for each way through those before it. By
	 * plan */
	{"forgotten-rounds", shape_forgotten_rounds},
	/* "R1 unbounded memory access", and loops without an end: what is left of a length */
	{"remaining-lengths", shape_remaining_lengths},
	/* "invalid read from stack off -9+0 size 1": another byte of the slot was written */
	{"stack-fills", shape_stack_fills},
	/* "R1 min value is negative", "max value is outside of the allowed memory range" */
	{"index-bounds", shape_index_bounds},
	/* "invalid variable-offset read from stack": what was added has added up */
	{"place-bounds", shape_place_bounds},
	/* "math between map_value pointer and register with unbounded min value", by plan */
	{"fresh-bounds", shape_fresh_bounds},
	/* "R2 type=map_value expected=fp", by plan */
	{"map-arguments", shape_map_arguments},
	/* "R1 bitwise operator |= on pointer prohibited" */
	{"stack-addresses", shape_stack_addresses},
	/* "math between pkt pointer and register with unbounded min value" */
	{"packet-compares", shape_packet_compares},
	/* "invalid access to packet": a length was compared, or another way to the same place */
	{"packet-bounds", shape_packet_bounds},
	/* "R1 invalid mem access 'pkt_end'" */
	{"packet-tails", shape_packet_tails},
	/* "invalid access to packet": find_good_pkt_pointers() wants an offset */
	{"packet-ends", shape_packet_ends},
	/* "R3 invalid mem access 'inv'": two limits of one index that exclude each other */
	{"chosen-limits", shape_chosen_limits},
	/* "R0 !read_ok" at the exit of a program without a value */
	{"void-returns", shape_void_returns},
	/* "At program exit the register R0 has unknown scalar value": -1 of an LSM program */
	{"negated-results", shape_negated_results},
};

int quirks_apply(struct ir *ir, LLVMModuleRef module)
{
	struct shaper shaper = {
		.ir = ir,
		.builder = llvm.CreateBuilderInContext(ir->context),
		.layout = llvm.CreateTargetDataLayout(ir->machine),
	};
	for (size_t i = 0; i < sizeof(quirks) / sizeof(quirks[0]); i++) {
		if (names_has(&ir->opts->skipped_quirks, quirks[i].name))
			continue;
		shaper.quirk = quirks[i].name;
		for (LLVMValueRef f = ir_first_function(ir, module); f;
		     f = ir_next_function(ir, f)) {
			shaper.function = f;
			shaper.slot = NULL;
			shaper.exit = NULL;
			quirks[i].shape(&shaper);
		}
	}
	llvm.DisposeTargetData(shaper.layout);
	llvm.DisposeBuilder(shaper.builder);
	return shaper.changed;
}
