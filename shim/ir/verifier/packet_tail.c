/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Accesses at a distance from the end of a packet. LLVM makes "end - 4" of "start + (len - 4)",
 * with 'len' the distance of both, and drops the comparison with the end that this implies; the
 * verifier accesses nothing by a pointer to the end. Such an access is made by an address that
 * counts from the start again, with a comparison right before it: an access outside of the packet
 * is undefined, so that no program gets to its other side.
 */
#include "ir/analysis/cfg.h"
#include "ir/analysis/largest.h"
#include "ir/analysis/packet.h"
#include "ir/llvm/llvm.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"
#include "ir/verifier/access.h"
#include "ir/verifier/bounds_check.h"
#include "ir/verifier/quirk.h"

/* Of how many parts an address may be made. */
#define MAX_PARTS 8

/* The address "end + distance". */
struct tail {
	LLVMValueRef end; /* the field of the context */
	int64_t distance;
};

/* Takes one part off the value; false when there is none. */
static bool strip(LLVMTargetDataRef layout, LLVMValueRef *value, int64_t *distance)
{
	struct address address;
	uint64_t constant;
	if (!llvm.IsAInstruction(*value))
		return false;
	switch (llvm.GetInstructionOpcode(*value)) {
	case LLVMIntToPtr:
		*value = llvm.GetOperand(*value, 0);
		return true;
	case LLVMGetElementPtr:
		if (!address_split(layout, *value, &address) || address.term_count)
			return false;
		*distance += address.offset;
		*value = address.base;
		return true;
	case LLVMAdd:
		if (!ir_constant(llvm.GetOperand(*value, 1), &constant))
			return false;
		*distance += (int64_t)constant;
		*value = llvm.GetOperand(*value, 0);
		return true;
	default:
		return false;
	}
}

/* The address as a constant distance from a field of the context; 'end' is that field then. */
static bool find_tail(struct shaper *shaper, uint64_t field, LLVMValueRef pointer,
		      struct tail *tail)
{
	*tail = (struct tail){.end = pointer};
	for (int i = 0; i < MAX_PARTS; i++) {
		if (llvm.GetTypeKind(llvm.TypeOf(tail->end)) == LLVMIntegerTypeKind &&
		    packet_is_field(tail->end, field))
			return true;
		if (!strip(shaper->layout, &tail->end, &tail->distance))
			return false;
	}
	return false;
}

/* The context's field 'offset', read where another field of it is read: no helper comes between. */
static LLVMValueRef read_beside(struct shaper *shaper, LLVMValueRef load, uint64_t offset)
{
	LLVMContextRef context = shaper->ir->context;
	LLVMValueRef distance = shape_i64(shaper, (int64_t)offset);
	shape_stand_before(shaper, load);
	LLVMValueRef address = llvm.BuildGEP2(shaper->builder, llvm.Int8TypeInContext(context),
					      llvm.GetParam(shaper->function, 0), &distance, 1, "");
	LLVMValueRef field =
		llvm.BuildLoad2(shaper->builder, llvm.Int32TypeInContext(context), address, "");
	llvm.SetAlignment(field, 4);
	return llvm.BuildZExt(shaper->builder, field, llvm.Int64TypeInContext(context), "");
}

/* Splits the block before the instruction, and goes on only where the comparison holds. */
static void compare_before(struct shaper *shaper, LLVMValueRef at, LLVMIntPredicate predicate,
			   LLVMValueRef a, LLVMValueRef b)
{
	shape_split_before(shaper, at);
	shape_go_on_if(shaper, llvm.BuildICmp(shaper->builder, predicate, a, b, ""), at);
}

static void shape_access(struct shaper *shaper, const struct packet_fields *fields,
			 const struct access *access, const struct tail *tail)
{
	LLVMBuilderRef builder = shaper->builder;
	LLVMValueRef at = access->instruction;
	LLVMTypeRef pointer = llvm.PointerTypeInContext(shaper->ir->context, 0);
	LLVMTypeRef i64 = llvm.Int64TypeInContext(shaper->ir->context);
	LLVMValueRef load = llvm.IsALoadInst(tail->end) ? tail->end : llvm.GetOperand(tail->end, 0);
	LLVMValueRef start = read_beside(shaper, load, fields->start);

	shape_stand_before(shaper, at);
	LLVMValueRef end = llvm.TypeOf(tail->end) == i64
				   ? tail->end
				   : llvm.BuildZExt(builder, tail->end, i64, "");
	/* Opaque copies, or code generation would count from the end again. */
	LLVMValueRef length = opaque_copy(builder, llvm.BuildSub(builder, end, start, ""));
	LLVMValueRef offset = opaque_copy(
		builder, llvm.BuildAdd(builder, length, shape_i64(shaper, tail->distance), ""));
	compare_before(shaper, at, LLVMIntULE, offset,
		       shape_i64(shaper, PACKET_MAX_OFFSET - (int64_t)access->size));
	LLVMValueRef begin = llvm.BuildIntToPtr(builder, start, pointer, "");
	LLVMValueRef place = opaque_copy(builder, shape_offset(shaper, begin, offset));
	LLVMValueRef behind = shape_offset(shaper, place, shape_i64(shaper, (int64_t)access->size));
	compare_before(shaper, at, LLVMIntULE, behind,
		       llvm.BuildIntToPtr(builder, end, pointer, ""));
	llvm.SetOperand(at, access->operand, place);
	shape_note(shaper, at);
}

static void replace_comparison(struct shaper *shaper, LLVMValueRef at, LLVMIntPredicate predicate,
			       LLVMValueRef left, LLVMValueRef right)
{
	shape_note(shaper, at);
	llvm.ReplaceAllUsesWith(at, llvm.BuildICmp(shaper->builder, predicate, left, right, ""));
	llvm.InstructionEraseFromParent(at);
}

/* A number that does not wrap around when a distance is added. */
static bool is_far_from_wrapping(struct shaper *shaper, LLVMBasicBlockRef block, LLVMValueRef value)
{
	struct cfg cfg;
	if (llvm.GetTypeKind(llvm.TypeOf(value)) != LLVMIntegerTypeKind)
		return false;
	cfg_init(&cfg, shaper->function);
	uint64_t largest = largest_value(&cfg, block, value);
	cfg_release(&cfg);
	return largest <= INT64_MAX / 2;
}

/* "p > end - 2" becomes "p + 2 > end". */
static void move_distance(struct shaper *shaper, LLVMValueRef at, const struct tail *tail,
			  unsigned side)
{
	LLVMValueRef other = llvm.GetOperand(at, 1 - side);
	if (!tail->distance || tail->distance == INT64_MIN ||
	    !is_far_from_wrapping(shaper, llvm.GetInstructionParent(at), other))
		return;
	shape_stand_before(shaper, at);
	LLVMValueRef moved =
		llvm.BuildAdd(shaper->builder, other, shape_i64(shaper, -tail->distance), "");
	replace_comparison(shaper, at, llvm.GetICmpPredicate(at), side ? moved : tail->end,
			   side ? tail->end : moved);
}

static bool is_tail(struct shaper *shaper, uint64_t field, LLVMValueRef value, struct tail *tail)
{
	LLVMTypeRef i64 = llvm.Int64TypeInContext(shaper->ir->context);
	return find_tail(shaper, field, value, tail) && llvm.TypeOf(tail->end) == i64;
}

/* LLVM compares "end - 4", too: in the check that "start + (len - 4)" does not overflow, with the
 * start or another distance from the end; and with another place in the packet. */
static void shape_comparison(struct shaper *shaper, const struct packet_fields *fields,
			     LLVMValueRef at)
{
	struct tail sides[2];
	bool tails[2];

	for (unsigned i = 0; i < 2; i++)
		tails[i] = is_tail(shaper, fields->end, llvm.GetOperand(at, i), &sides[i]);
	if (tails[0] != tails[1]) {
		move_distance(shaper, at, &sides[tails[1]], tails[1]);
	} else if (tails[0] && sides[0].end == sides[1].end) {
		shape_stand_before(shaper, at);
		replace_comparison(shaper, at, shape_distance_predicate(llvm.GetICmpPredicate(at)),
				   shape_i64(shaper, sides[0].distance),
				   shape_i64(shaper, sides[1].distance));
	}
}

void shape_packet_tails(struct shaper *shaper)
{
	const struct packet_fields *fields = packet_fields_of(shaper->ir, shaper->function);
	LLVMValueRef next;
	for (LLVMValueRef at = fields ? ir_first_instruction(shaper->function) : NULL; at;
	     at = next) {
		struct access found[ACCESSES_OF_ONE];
		struct tail tail;
		next = ir_next_instruction(at);
		unsigned count = access_find(shaper->layout, at, found);
		for (unsigned i = 0; i < count; i++) {
			if (found[i].size <= PACKET_MAX_OFFSET &&
			    find_tail(shaper, fields->end, found[i].pointer, &tail))
				shape_access(shaper, fields, &found[i], &tail);
		}
	}
}

void shape_tail_compares(struct shaper *shaper)
{
	const struct packet_fields *fields = packet_fields_of(shaper->ir, shaper->function);
	LLVMValueRef next;
	for (LLVMValueRef at = fields ? ir_first_instruction(shaper->function) : NULL; at;
	     at = next) {
		next = ir_next_instruction(at);
		if (llvm.IsAICmpInst(at))
			shape_comparison(shaper, fields, at);
	}
}
