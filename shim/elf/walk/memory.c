/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Loads and stores (check_mem_access, kernel/bpf/verifier.c). That they are inside bounds is taken
 * for granted, but for those of values of maps. */
#include <linux/bpf.h>

#include "elf/code/opcode.h"
#include "elf/walk/walker.h"

static const unsigned sizes[] = {[SIZE_W] = 4, [SIZE_H] = 2, [SIZE_B] = 1, [SIZE_DW] = 8};

static int64_t access_offset(const struct reg *base, int16_t off)
{
	return (int64_t)((uint64_t)pointer_offset(base) + (uint64_t)(int64_t)off);
}

/* Offsets of pointers in the context (uapi/linux/bpf.h: struct xdp_md, __sk_buff, sk_msg_md). */
static enum reg_type context_pointer(const struct walker *walker, int64_t offset)
{
	switch (walker->context) {
	case CONTEXT_XDP:
		return offset == 0   ? REG_PACKET
		       : offset == 4 ? REG_PACKET_END
		       : offset == 8 ? REG_PACKET_META
				     : REG_SCALAR;
	case CONTEXT_SKB:
		return offset == 76    ? REG_PACKET
		       : offset == 80  ? REG_PACKET_END
		       : offset == 140 ? REG_PACKET_META
				       : REG_SCALAR;
	case CONTEXT_MSG:
		return offset == 0 ? REG_PACKET : offset == 8 ? REG_PACKET_END : REG_SCALAR;
	default:
		return REG_SCALAR;
	}
}

static bool load_constant(const struct walker *walker, const struct reg *base, int64_t offset,
			  unsigned size, uint64_t *value)
{
	const struct walk_map *map;

	if (!walker->verifier.readonly_values || base->range >= walker->maps.count ||
	    !scalar_is_const(&base->number))
		return false;
	map = &walker->maps.at[base->range];
	if (!map->constants || offset < 0 || offset > (int64_t)map->value_size - size)
		return false;
	*value = 0;
	for (unsigned i = 0; i < size; i++) {
		unsigned byte = walker->little ? i : size - 1 - i;
		*value |= (uint64_t)map->constants[offset + i] << 8 * byte;
	}
	return true;
}

/* Lookups in these give something else than a value. */
static bool has_values(const struct walk_map *map)
{
	return map->value_size && map->type != BPF_MAP_TYPE_ARRAY_OF_MAPS &&
	       map->type != BPF_MAP_TYPE_HASH_OF_MAPS && map->type != BPF_MAP_TYPE_SOCKMAP &&
	       map->type != BPF_MAP_TYPE_SOCKHASH && map->type != BPF_MAP_TYPE_XSKMAP;
}

/* An access to the value of a map has to be inside of it, whatever its offset is
 * (check_mem_region_access). */
static void check_value(struct walker *walker, const struct reg *base, int16_t off, unsigned size)
{
	if (base->type != REG_MAP_VALUE || base->or_null || base->range >= walker->maps.count ||
	    !has_values(&walker->maps.at[base->range]))
		return;
	int64_t fixed = (int64_t)base->offset + off;
	int64_t room = (int64_t)walker->maps.at[base->range].value_size - size;
	if (base->number.smin < -fixed || base->number.smax > room - fixed)
		walker_doubt(walker, WALK_OUTSIDE_VALUE);
}

/* Somewhere in a range: all of it may be read. */
static void mark_range_read(struct walker *walker, const struct reg *base, int16_t off)
{
	for (unsigned slot = 0; slot < WALK_SLOTS; slot++) {
		int64_t lowest = -(int64_t)(slot + 1) * SLOT_SIZE - base->offset - off;
		if (base->number.smin < lowest + SLOT_SIZE &&
		    base->number.smax > lowest - SLOT_SIZE)
			mark_slot_read(walker, base->frame, slot);
	}
}

static struct reg load_stack(struct walker *walker, const struct reg *base, int16_t off,
			     unsigned size)
{
	if (scalar_is_const(&base->number))
		return stack_load(walker, base->frame, access_offset(base, off), size);
	mark_precise(walker, walker_insn(walker)->src);
	if (base->frame <= walker->at->current)
		mark_range_read(walker, base, off);
	struct reg reg = walker_unknown(walker);
	if (size < SLOT_SIZE)
		scalar_truncate(&reg.number, size, &walker->verifier);
	return reg;
}

static struct reg load(struct walker *walker, const struct insn *insn, const struct reg *base)
{
	unsigned size = sizes[insn_size(insn)];
	struct reg reg = walker_unknown(walker);
	uint64_t value;

	if (base->type == REG_STACK)
		return load_stack(walker, base, insn->off, size);
	if (base->type == REG_CONTEXT) {
		enum reg_type type = context_pointer(walker, base->offset + insn->off);
		if (type != REG_SCALAR)
			return reg_pointer(type, &walker->verifier);
	}
	if (base->type == REG_MAP_VALUE &&
	    load_constant(walker, base, access_offset(base, insn->off), size, &value)) {
		reg = reg_scalar(scalar_const(value, &walker->verifier));
		reg.precise = walker->all_precise;
		return reg;
	}
	if (size < SLOT_SIZE)
		scalar_truncate(&reg.number, size, &walker->verifier);
	return reg;
}

/* The kernel's LD_ABS and LD_IND call a function: the result is unknown, and arguments are lost. */
static void load_packet(struct walker *walker, const struct insn *insn)
{
	mark_read(walker, walker->at->current, 6);
	if (insn_mode(insn) == MODE_IND)
		mark_read(walker, walker->at->current, insn->src);
	for (unsigned i = 1; i <= 5; i++)
		walker_set(walker, i, reg_unset());
	walker_set(walker, WALK_RESULT, walker_unknown(walker));
}

static void load_wide(struct walker *walker, const struct insn *insn)
{
	const struct place *place = &walker->places[walker->insn];
	size_t i = (size_t)(insn - place->program->insns);

	if (i + 1 >= place->program->insn_count) {
		walker_give_up(walker, "control runs past its end");
		return;
	}
	uint64_t value = (uint32_t)insn->imm | (uint64_t)(uint32_t)insn[1].imm << 32;
	struct reg reg = reg_scalar(scalar_const(value, &walker->verifier));

	reg.precise = walker->all_precise;
	if (place->map >= 0) {
		const struct walk_map *map = &walker->maps.at[place->map];
		bool is_data = section_is_globals(&walker->programs->image->sections[map->section]);
		reg = reg_pointer(is_data ? REG_MAP_VALUE : REG_MAP, &walker->verifier);
		reg.range = (uint32_t)place->map;
		/* The instruction holds the offset in the section, its symbol the rest. */
		const struct reloc *reloc =
			program_reloc(place->program, (size_t)(insn - place->program->insns));
		reg.offset = is_data ? (int32_t)(insn->imm + (int64_t)reloc->value) : 0;
	} else if (place->callee != NO_PLACE) {
		walker_give_up(walker, "it passes a function to a helper");
	}
	walker_set(walker, insn->dst, reg);
}

void step_load(struct walker *walker)
{
	const struct insn *insn = walker_insn(walker);

	if (insn->opcode == OP_LD_IMM64) {
		load_wide(walker, insn);
	} else if (insn_class(insn) == CLASS_LD) {
		load_packet(walker, insn);
	} else {
		mark_read(walker, walker->at->current, insn->src);
		struct reg base = *walker_reg(walker, insn->src);
		check_value(walker, &base, insn->off, sizes[insn_size(insn)]);
		struct reg reg = load(walker, insn, &base);
		if (insn_mode(insn) == MODE_MEMSX && reg_is_scalar(&reg) &&
		    insn_size(insn) != SIZE_DW)
			scalar_sign_extend(&reg.number, sizes[insn_size(insn)], &walker->verifier);
		walker_set(walker, insn->dst, reg);
	}
}

/* The register that an atomic operation loads into, or -1. */
static int atomic_result(const struct insn *insn)
{
	if (insn->imm == ATOMIC_CMPXCHG)
		return WALK_RESULT;
	if (insn->imm == ATOMIC_LOAD_ACQ)
		return insn->dst;
	return insn->imm & ATOMIC_FETCH ? insn->src : -1;
}

static void store_atomic(struct walker *walker, const struct insn *insn, const struct reg *base)
{
	unsigned size = sizes[insn_size(insn)];
	int result = atomic_result(insn);

	if (insn->imm == ATOMIC_CMPXCHG)
		mark_read(walker, walker->at->current, WALK_RESULT);
	if (base->type == REG_STACK && scalar_is_const(&base->number)) {
		int64_t offset = access_offset(base, insn->off);
		stack_load(walker, base->frame, offset, size);
		stack_pass(walker, base->frame, offset, size, true);
	}
	if (result < 0)
		return;
	struct reg reg = walker_unknown(walker);
	if (size < SLOT_SIZE)
		scalar_truncate(&reg.number, size, &walker->verifier);
	walker_set(walker, (unsigned)result, reg);
}

/* Somewhere in a range: all of it may be written. */
static void pass_range(struct walker *walker, const struct reg *base, int16_t off, unsigned size)
{
	int64_t range = base->number.smin < INT32_MIN || base->number.smax > INT32_MAX
				? (int64_t)WALK_SLOTS * SLOT_SIZE
				: base->number.smax - base->number.smin;

	stack_pass(walker, base->frame, access_offset(base, off), range + size, true);
}

void step_store(struct walker *walker)
{
	const struct insn *insn = walker_insn(walker);
	struct reg base = *walker_reg(walker, insn->dst);
	bool is_atomic = insn_class(insn) == CLASS_STX && insn_mode(insn) == MODE_ATOMIC;
	unsigned size = sizes[insn_size(insn)];

	mark_read(walker, walker->at->current, insn->dst);
	if (insn_class(insn) == CLASS_STX)
		mark_read(walker, walker->at->current, insn->src);
	if (is_atomic && insn->imm == ATOMIC_LOAD_ACQ)
		base = *walker_reg(walker, insn->src);
	check_value(walker, &base, insn->off, size);
	if (is_atomic) {
		store_atomic(walker, insn, &base);
	} else if (base.type == REG_STACK && scalar_is_const(&base.number)) {
		struct reg *value = walker_reg(walker, insn->src);
		stack_store(walker, base.frame, access_offset(&base, insn->off), size,
			    insn_class(insn) == CLASS_STX ? value : NULL, insn->imm);
	} else if (base.type == REG_STACK) {
		mark_precise(walker, insn->dst);
		pass_range(walker, &base, insn->off, size);
	}
}
