/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "ir/analysis/users.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/alloc.h"

/* Values that were met; open addressing. */
struct values {
	LLVMValueRef *slots;
	size_t slot_count, count;
};

static size_t slot_of(const struct values *values, LLVMValueRef value)
{
	size_t at = ((uintptr_t)value >> 4) * UINT64_C(0x9e3779b97f4a7c15) % values->slot_count;
	while (values->slots[at] && values->slots[at] != value)
		at = (at + 1) % values->slot_count;
	return at;
}

static void grow(struct values *values)
{
	struct values larger = {.slot_count = values->slot_count ? 2 * values->slot_count : 64,
				.count = values->count};
	larger.slots = xcalloc(larger.slot_count, sizeof(LLVMValueRef));
	for (size_t i = 0; i < values->slot_count; i++)
		if (values->slots[i])
			larger.slots[slot_of(&larger, values->slots[i])] = values->slots[i];
	free(values->slots);
	*values = larger;
}

/* False when it was there already. */
static bool add(struct values *values, LLVMValueRef value)
{
	if (2 * values->count >= values->slot_count)
		grow(values);
	size_t at = slot_of(values, value);
	if (values->slots[at])
		return false;
	values->slots[at] = value;
	values->count++;
	return true;
}

struct walk {
	struct values met;
	LLVMUseRef *open; /* the next use at each level, the outermost first */
	size_t depth, room;
};

static void open_uses(struct walk *walk, LLVMValueRef value)
{
	if (walk->depth == walk->room) {
		walk->room = walk->room ? 2 * walk->room : 16;
		walk->open = xreallocarray(walk->open, walk->room, sizeof(LLVMUseRef));
	}
	walk->open[walk->depth++] = llvm.GetFirstUse(value);
}

struct users users_find(LLVMValueRef value, size_t most)
{
	struct users users = {0};
	struct walk walk = {0};
	open_uses(&walk, value);
	while (walk.depth && users.count < most) {
		LLVMUseRef use = walk.open[walk.depth - 1];
		if (!use) {
			walk.depth--;
			continue;
		}
		walk.open[walk.depth - 1] = llvm.GetNextUse(use);
		LLVMValueRef user = llvm.GetUser(use);
		if (llvm.IsAFunction(user) || !add(&walk.met, user))
			continue;
		if (!llvm.IsAInstruction(user)) {
			open_uses(&walk, user);
			continue;
		}
		users.at = xreallocarray(users.at, users.count + 1, sizeof(LLVMValueRef));
		users.at[users.count++] = user;
	}
	free(walk.met.slots);
	free(walk.open);
	return users;
}

void users_release(struct users *users)
{
	free(users->at);
}

LLVMValueRef users_any(LLVMValueRef value)
{
	struct users users = users_find(value, 1);
	LLVMValueRef any = users.count ? users.at[0] : NULL;
	users_release(&users);
	return any;
}
