/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Sets of names. */
#include "base/names.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"

/* FNV-1a is enough: names are short, and a hostile set of names only slows the link down. */
static uint32_t hash(const char *name, size_t len)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)name[i]) * 16777619u;
	return h;
}

/* Returns the slot that holds the name, or the free slot where it belongs. */
static uint32_t *find_slot(const struct names *names, const char *name, size_t len)
{
	size_t mask = names->slot_count - 1;
	for (size_t i = hash(name, len) & mask;; i = (i + 1) & mask) {
		uint32_t *slot = &names->slots[i];
		if (!*slot)
			return slot;
		const char *held = names->at[*slot - 1];
		if (strncmp(held, name, len) == 0 && held[len] == '\0')
			return slot;
	}
}

static void grow_slots(struct names *names)
{
	free(names->slots);
	names->slot_count = names->slot_count ? names->slot_count * 2 : 64;
	names->slots = xcalloc(names->slot_count, sizeof(*names->slots));
	for (size_t i = 0; i < names->count; i++)
		*find_slot(names, names->at[i], strlen(names->at[i])) = (uint32_t)(i + 1);
}

bool names_add(struct names *names, const char *name, size_t len)
{
	if (names->count * 2 >= names->slot_count)
		grow_slots(names);
	uint32_t *slot = find_slot(names, name, len);
	if (*slot)
		return false;
	if (names->count == names->room) {
		names->room = names->room ? names->room * 2 : 16;
		names->at = xreallocarray(names->at, names->room, sizeof(*names->at));
	}
	names->at[names->count++] = xstrndup(name, len);
	*slot = (uint32_t)names->count;
	return true;
}

bool names_has(const struct names *names, const char *name)
{
	return names->slot_count && *find_slot(names, name, strlen(name));
}

void names_release(struct names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->at[i]);
	free(names->at);
	free(names->slots);
	*names = (struct names){0};
}
