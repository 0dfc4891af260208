/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Removes the types that the object does not use. Functions, variables of kept sections, externs
 * and CO-RE relocations use types. core's BTF has thousands of others.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "elf/btf/btf.h"
#include "elf/btf/parts.h"

struct marker {
	bool *seen;      /* by type id */
	uint32_t *queue; /* seen, but not yet followed */
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
	for (size_t i = 0; i < btf->func_info.count; i++)
		mark(&btf->func_info.at[i].func.type_id, marker);
	for (size_t i = 0; i < btf->core_relos.count; i++)
		mark(&btf->core_relos.at[i].core.type_id, marker);
	for (uint32_t i = 1; i < btf->type_count; i++)
		if (btf_kind(&btf->types[i]) == BTF_DATASEC && btf_vlen(&btf->types[i]))
			mark(&i, marker);
}

/* A DECL_TAG refers to the type that it tags, so it is used if that type is. */
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
	for (size_t i = 0; i < btf->func_info.count; i++)
		renumber(&btf->func_info.at[i].func.type_id, new_ids);
	for (size_t i = 0; i < btf->core_relos.count; i++)
		renumber(&btf->core_relos.at[i].core.type_id, new_ids);
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
