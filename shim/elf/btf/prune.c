/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Removes the types that the object does not use. Functions, variables of kept sections, externs
 * and CO-RE relocations use types. core's BTF has thousands of others. Forward declarations get an
 * order first.
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

static void renumber_all(struct btf *btf, uint32_t *new_ids)
{
	for (size_t i = 1; i < btf->type_count; i++)
		btf_visit_types(&btf->types[i], renumber, new_ids);
	for (size_t i = 0; i < btf->func_info.count; i++)
		renumber(&btf->func_info.at[i].func.type_id, new_ids);
	for (size_t i = 0; i < btf->core_relos.count; i++)
		renumber(&btf->core_relos.at[i].core.type_id, new_ids);
}

static int by_name(const void *a, const void *b, void *data)
{
	const struct btf *btf = data;
	uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
	int order = strcmp(btf_string(btf, btf->types[first].words[BTF_WORD_NAME]),
			   btf_string(btf, btf->types[second].words[BTF_WORD_NAME]));
	return order ? order : (first > second) - (first < second);
}

/* Forward declarations take each other's places, in the order of their names: LLVM has them in the
 * order of their addresses in its memory, so that a link would not give the same bytes again. */
static void order_forwards(struct btf *btf)
{
	uint32_t *ids = xcalloc(btf->type_count, sizeof(*ids));
	uint32_t *new_ids = xcalloc(btf->type_count, sizeof(*new_ids));
	struct btf_type *moved = xcalloc(btf->type_count, sizeof(*moved));
	size_t count = 0, place = 0;

	for (uint32_t i = 0; i < btf->type_count; i++) {
		new_ids[i] = i;
		moved[i] = btf->types[i];
		if (i && btf_kind(&btf->types[i]) == BTF_FWD)
			ids[count++] = i;
	}
	if (count)
		qsort_r(ids, count, sizeof(*ids), by_name, btf);
	for (uint32_t i = 1; place < count; i++) {
		if (btf_kind(&moved[i]) != BTF_FWD)
			continue;
		new_ids[ids[place]] = i;
		btf->types[i] = moved[ids[place++]];
	}
	renumber_all(btf, new_ids);
	free(moved);
	free(new_ids);
	free(ids);
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
	renumber_all(btf, new_ids);
	free(new_ids);
}

void btf_prune(struct btf *btf)
{
	struct marker marker = {.seen = xcalloc(btf->type_count, sizeof(bool)),
				.queue = xcalloc(btf->type_count, sizeof(uint32_t))};

	order_forwards(btf);
	marker.seen[0] = true;
	mark_roots(btf, &marker);
	do
		follow(btf, &marker);
	while (mark_tags(btf, &marker));
	compact(btf, marker.seen);
	free(marker.seen);
	free(marker.queue);
}
