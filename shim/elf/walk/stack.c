/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The stack: what is stored in which slot, and what is loaded again (kernel/bpf/verifier.c,
 * check_stack_write_fixed_off and check_stack_read_fixed_off). */
#include "elf/code/opcode.h"
#include "elf/walk/walker.h"

#define STACK_SIZE ((int64_t)WALK_SLOTS * SLOT_SIZE)

/* Where a byte is: 'offset' is negative. */
static unsigned slot_of(int64_t offset)
{
	return (unsigned)((-offset - 1) / SLOT_SIZE);
}
static unsigned byte_of(int64_t offset)
{
	return (unsigned)((-offset - 1) % SLOT_SIZE);
}

static bool is_inside(const struct walker *walker, unsigned frame, int64_t offset, int64_t size)
{
	return frame <= walker->at->current && offset >= -STACK_SIZE && size > 0 &&
	       size <= STACK_SIZE && offset + size <= 0;
}

/* Of frames that are left nothing is known. */
static void doubt_frame(struct walker *walker, unsigned frame)
{
	if (frame <= walker->at->current)
		walker_doubt(walker, WALK_OUTSIDE_FRAME);
}

static bool is_spilled(const struct slot *slot)
{
	return slot->type[SLOT_SIZE - 1] == SLOT_SPILL;
}

/* Says which slot the step accesses. Kernels that record this do it only where a register is
 * spilled or filled, so that no precision comes by what is stored as bytes. */
static void note(struct walker *walker, unsigned frame, unsigned slot, bool is_register)
{
	struct step *step = walker_step(walker);

	if (!is_register && walker->verifier.recorded_slots)
		return;
	if (is_register)
		walker_record(walker);
	step->slot = (int8_t)slot;
	step->slot_frame = (uint8_t)frame;
}

static bool has_bounds(const struct scalar *number)
{
	return !scalar_is_unknown(number) &&
	       (number->smin != INT64_MIN || number->smax != INT64_MAX || number->umin != 0 ||
		number->umax != UINT64_MAX);
}

/* True if the kernel keeps the value's type and bounds in the slot. */
static bool is_kept(const struct verifier *verifier, int64_t offset, unsigned size,
		    const struct reg *value)
{
	if (!value)
		return false;
	if (!reg_is_scalar(value))
		return size == SLOT_SIZE && value->type != REG_UNSET;
	if (offset % SLOT_SIZE || (size < SLOT_SIZE && !verifier->spilled_narrow))
		return false;
	if (verifier->spilled_any)
		return true;
	if (scalar_is(&value->number, 0))
		return false;
	return (verifier->spilled_bounds && has_bounds(&value->number)) ||
	       (verifier->spilled_constants && scalar_is_const(&value->number));
}

static void keep(struct walker *walker, struct slot *slot, unsigned size, const struct reg *value)
{
	uint8_t live = slot->spilled.live;

	slot->spilled = *value;
	slot->spilled.live = size == SLOT_SIZE ? LIVE_WRITTEN : live;
	if (size < SLOT_SIZE && value->number.umax >> 8 * size) {
		slot->spilled.id = 0;
		slot->spilled.is_sum = false;
		scalar_truncate(&slot->spilled.number, size, &walker->verifier);
	}
	for (unsigned i = 0; i < SLOT_SIZE; i++) {
		if (i >= SLOT_SIZE - size)
			slot->type[i] = SLOT_SPILL;
		else if (slot->type[i] != SLOT_ZERO || !walker->verifier.imprecise_zeroes)
			slot->type[i] = SLOT_MISC;
	}
}

static void scatter(struct slot *slot)
{
	for (unsigned i = 0; is_spilled(slot) && i < SLOT_SIZE; i++)
		if (slot->type[i] == SLOT_SPILL)
			slot->type[i] = SLOT_MISC;
}

/* Neither scattered nor kept: bytes. */
static void store_bytes(struct walker *walker, struct slot *slot, int64_t offset, unsigned size,
			bool is_zero)
{
	uint8_t live = slot->spilled.live;

	for (unsigned i = 0; i < SLOT_SIZE && is_spilled(slot); i++)
		if (slot->type[i] == SLOT_SPILL && i != SLOT_SIZE - 1)
			slot->type[i] = SLOT_MISC;
	if (is_spilled(slot))
		slot->type[SLOT_SIZE - 1] = SLOT_MISC;
	slot->spilled = (struct reg){.live = size == SLOT_SIZE ? live | LIVE_WRITTEN : live};
	for (unsigned i = 0; i < size; i++)
		slot->type[byte_of(offset + i)] =
			is_zero && walker->verifier.zero_slots ? SLOT_ZERO : SLOT_MISC;
}

void stack_store(struct walker *walker, unsigned frame, int64_t offset, unsigned size,
		 struct reg *value, int64_t constant)
{
	const struct verifier *verifier = &walker->verifier;
	struct reg immediate = reg_scalar(scalar_const((uint64_t)constant, verifier));
	bool is_zero = value ? scalar_is(&value->number, 0) && reg_is_scalar(value) : constant == 0;
	const struct insn *insn = walker_insn(walker);

	if (!is_inside(walker, frame, offset, size)) {
		doubt_frame(walker, frame);
		return;
	}
	struct slot *slot = frame_slot(walker->at->frames[frame], slot_of(offset));
	if (!value && verifier->spilled_immediates && (constant || verifier->spilled_any) &&
	    offset % SLOT_SIZE == 0)
		value = &immediate;
	bool keeps = is_kept(verifier, offset, size, value);
	note(walker, frame, slot_of(offset), keeps);
	if (keeps) {
		if (verifier->spilled_any && value->number.umax >> 8 * (size - 1) >> 8 == 0)
			walker_identify(walker, value);
		if (reg_is_scalar(value) && value != &immediate && insn->dst != FRAME_POINTER &&
		    !verifier->recorded_slots)
			mark_precise(walker, insn->src);
		keep(walker, slot, size, value);
		return;
	}
	if (is_zero && value && verifier->zero_slots &&
	    (!verifier->imprecise_zeroes || offset % SLOT_SIZE))
		mark_precise(walker, insn->src);
	store_bytes(walker, slot, offset, size, is_zero);
}

static struct reg unknown_bytes(const struct walker *walker, unsigned size)
{
	struct reg reg = walker_unknown(walker);

	if (size < SLOT_SIZE)
		scalar_truncate(&reg.number, size, &walker->verifier);
	return reg;
}

static bool is_all(const struct slot *slot, int64_t offset, unsigned size, enum slot_type type)
{
	for (unsigned i = 0; i < size; i++)
		if (slot->type[byte_of(offset + i)] != type)
			return false;
	return true;
}

static struct reg load_zero(const struct walker *walker)
{
	const struct verifier *verifier = &walker->verifier;
	struct reg reg = reg_scalar(scalar_const(0, verifier));

	reg.precise = !verifier->imprecise_zeroes && verifier->precision;
	return reg;
}

/* True if the load has what was spilled, or its low bytes; 'kept': bytes of it in the slot. */
static bool is_fill(const struct walker *walker, const struct slot *slot, int64_t offset,
		    unsigned size, unsigned kept)
{
	const struct verifier *verifier = &walker->verifier;

	if (size == SLOT_SIZE && kept == SLOT_SIZE)
		return true;
	return reg_is_scalar(&slot->spilled) && verifier->spilled_narrow &&
	       (verifier->narrow_fills ? size <= kept : size == kept) && offset % SLOT_SIZE == 0 &&
	       walker->little;
}

/* Sets *is_register if the value comes from the spilled register. */
static struct reg load_spilled(const struct walker *walker, const struct slot *slot, int64_t offset,
			       unsigned size, bool *is_register)
{
	const struct verifier *verifier = &walker->verifier;
	unsigned kept = 0;

	for (unsigned i = 0; i < SLOT_SIZE; i++)
		kept += slot->type[i] == SLOT_SPILL;
	*is_register = is_fill(walker, slot, offset, size, kept);
	if (!*is_register && verifier->imprecise_zeroes) {
		*is_register = is_all(slot, offset, size, SLOT_SPILL) &&
			       reg_is_scalar(&slot->spilled) && scalar_is(&slot->spilled.number, 0);
		if (*is_register || is_all(slot, offset, size, SLOT_ZERO))
			return load_zero(walker);
	}
	if (!*is_register)
		return unknown_bytes(walker, size);
	struct reg reg = slot->spilled;
	if (size < kept) {
		if (reg.number.umax >> 8 * size) {
			reg.id = 0;
			reg.is_sum = false;
		}
		scalar_truncate(&reg.number, size, verifier);
	}
	return reg;
}

struct reg stack_load(struct walker *walker, unsigned frame, int64_t offset, unsigned size)
{
	if (!is_inside(walker, frame, offset, size)) {
		doubt_frame(walker, frame);
		return unknown_bytes(walker, size);
	}
	unsigned index = slot_of(offset);
	struct slot *slot = frame_slot(walker->at->frames[frame], index);
	bool is_register = false;
	struct reg reg = is_spilled(slot) ? load_spilled(walker, slot, offset, size, &is_register)
			 : is_all(slot, offset, size, SLOT_ZERO) ? load_zero(walker)
								 : unknown_bytes(walker, size);
	note(walker, frame, index, is_register);
	if (walker->verifier.live_misc || is_spilled(slot))
		mark_slot_read(walker, frame, index);
	return reg;
}

void stack_pass(struct walker *walker, unsigned frame, int64_t offset, int64_t size, bool written)
{
	int64_t first = offset < -STACK_SIZE ? -STACK_SIZE : offset;
	/* Since 6.14 a helper that only reads leaves spilled registers alone: 37cce22dbd51. */
	bool clobbers = written || !walker->verifier.reads_keep_spills;

	for (int64_t at = first; at < 0 && at - offset < size; at++) {
		if (!is_inside(walker, frame, at, 1))
			continue;
		struct slot *slot = frame_slot(walker->at->frames[frame], slot_of(at));
		if (!written && (walker->verifier.live_misc || is_spilled(slot)))
			mark_slot_read(walker, frame, slot_of(at));
		if (!clobbers)
			continue;
		if (is_spilled(slot) && (written || reg_is_scalar(&slot->spilled))) {
			scatter(slot);
			slot->spilled = (struct reg){.live = slot->spilled.live};
		}
		if (written || slot->type[byte_of(at)] == SLOT_ZERO)
			slot->type[byte_of(at)] = SLOT_MISC;
	}
}

bool stack_constant(struct walker *walker, const struct reg *pointer, unsigned size,
		    uint64_t *value)
{
	int64_t offset = pointer_offset(pointer);
	unsigned frame = pointer->frame;

	if (pointer->type != REG_STACK || !scalar_is_const(&pointer->number) ||
	    !is_inside(walker, frame, offset, size) || byte_of(offset) + 1 < size)
		return false;
	struct slot *slot = frame_slot(walker->at->frames[frame], slot_of(offset));
	*value = 0;
	if (is_all(slot, offset, size, SLOT_ZERO))
		return true;
	if (byte_of(offset) != SLOT_SIZE - 1 || !is_spilled(slot) ||
	    !reg_is_scalar(&slot->spilled) || !scalar_is_const(&slot->spilled.number))
		return false;
	mark_slot_precise(walker, frame, slot_of(offset));
	*value = slot->spilled.number.umin;
	return true;
}
