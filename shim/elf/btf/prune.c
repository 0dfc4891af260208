/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Only the types that something in the object leads to: functions, variables of sections that are
 * there, externs, field accesses. core has thousands of others.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "elf/btf/btf.h"
#include "elf/btf/parts.h"

struct marker {
	bool *seen;      /* by type id */
	uint32_t *queue; /* seen, and not yet followed */
	size_t queued;
};

static void mark(uint32_t *id, void *data)
{
	struct marker *marker = data;

	if (marker->seen[*id])
		return;
	marker->seen[*id] = true;
	marker->queue[marker->queued++] = *id;
}

static void follow(struct btf *btf, struct marker *marker)
{
	while (marker->queued)
		btf_visit_types(&btf->types[marker->queue[--marker->queued]], mark, marker);
}

static void mark_roots(struct btf *btf, struct marker *marker)
{
	for (size_t i = 0; i < btf->funcs.count; i++)
		mark(&btf->funcs.at[i].rest[0], marker);
	for (size_t i = 0; i < btf->cores.count; i++)
		mark(&btf->cores.at[i].rest[0], marker);
	for (uint32_t i = 1; i < btf->type_count; i++)
		if (btf_kind(&btf->types[i]) == BTF_DATASEC && btf_vlen(&btf->types[i]))
			mark(&i, marker);
}

/* Tags point at what they describe, not the other way round. */
static bool mark_tags(const struct btf *btf, struct marker *marker)
{
	for (uint32_t i = 1; i < btf->type_count; i++) {
		const struct btf_type *type = &btf->types[i];
		if (btf_kind(type) == BTF_DECL_TAG && marker->seen[type->words[BTF_WORD_TYPE]])
			mark(&i, marker);
	}
	return marker->queued > 0;
}

static void renumber(uint32_t *id, void *data)
{
	const uint32_t *new_ids = data;
	*id = new_ids[*id];
}

static void compact(struct btf *btf, const bool *seen)
{
	uint32_t *new_ids = xcalloc(btf->type_count, sizeof(*new_ids));
	uint32_t count = 1;

	for (size_t i = 1; i < btf->type_count; i++) {
		if (seen[i]) {
			new_ids[i] = count;
			btf->types[count++] = btf->types[i];
		} else {
			free(btf->types[i].words);
		}
	}
	btf->type_count = count;
	for (size_t i = 1; i < count; i++)
		btf_visit_types(&btf->types[i], renumber, new_ids);
	for (size_t i = 0; i < btf->funcs.count; i++)
		renumber(&btf->funcs.at[i].rest[0], new_ids);
	for (size_t i = 0; i < btf->cores.count; i++)
		renumber(&btf->cores.at[i].rest[0], new_ids);
	free(new_ids);
}

void btf_prune(struct btf *btf)
{
	struct marker marker = {.seen = xcalloc(btf->type_count, sizeof(bool)),
				.queue = xcalloc(btf->type_count, sizeof(uint32_t))};

	marker.seen[0] = true;
	mark_roots(btf, &marker);
	do
		follow(btf, &marker);
	while (mark_tags(btf, &marker));
	compact(btf, marker.seen);
	free(marker.seen);
	free(marker.queue);
}
