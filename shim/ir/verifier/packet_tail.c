/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Accesses at a distance from the end of a packet. LLVM makes "end - 4" of "start + (len - 4)",
 * with 'len' the distance of both, and drops the comparison with the end that this implies; the
 * verifier accesses nothing by a pointer to the end. Such an access is made by an address that
 * counts from the start again, with a comparison right before it: an access outside of the packet
 * is undefined, so that no program gets to its other side.
 */
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

static bool find_tail(struct shaper *shaper, const struct packet_fields *fields,
		      LLVMValueRef pointer, struct tail *tail)
{
	*tail = (struct tail){.end = pointer};
	for (int i = 0; i < MAX_PARTS; i++) {
		if (llvm.GetTypeKind(llvm.TypeOf(tail->end)) == LLVMIntegerTypeKind &&
		    packet_is_field(tail->end, fields->end))
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
static void go_on_if(struct shaper *shaper, LLVMValueRef at, LLVMIntPredicate predicate,
		     LLVMValueRef a, LLVMValueRef b, struct bounds_exit *leave)
{
	LLVMBasicBlockRef rest = llvm.GetInstructionParent(at);
	LLVMValueRef holds = llvm.BuildICmp(shaper->builder, predicate, a, b, "");
	ir_split_block(shaper->ir, shaper->builder, at);
	llvm.SetCurrentDebugLocation2(shaper->builder, llvm.InstructionGetDebugLoc(at));
	llvm.BuildCondBr(shaper->builder, holds, rest, bounds_exit_block(shaper, leave));
	shape_stand_before(shaper, at);
}

static void shape_access(struct shaper *shaper, const struct packet_fields *fields,
			 const struct access *access, const struct tail *tail,
			 struct bounds_exit *leave)
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
	go_on_if(shaper, at, LLVMIntULE, offset,
		 shape_i64(shaper, PACKET_MAX_OFFSET - (int64_t)access->size), leave);
	LLVMValueRef begin = llvm.BuildIntToPtr(builder, start, pointer, "");
	LLVMValueRef place = opaque_copy(builder, shape_offset(shaper, begin, offset));
	LLVMValueRef behind = shape_offset(shaper, place, shape_i64(shaper, (int64_t)access->size));
	go_on_if(shaper, at, LLVMIntULE, behind, llvm.BuildIntToPtr(builder, end, pointer, ""),
		 leave);
	llvm.SetOperand(at, access->operand, place);
	shape_note(shaper, at);
}

void shape_packet_tails(struct shaper *shaper)
{
	const struct packet_fields *fields = packet_fields_of(shaper->ir, shaper->function);
	struct bounds_exit leave = {0};
	LLVMValueRef next;
	for (LLVMValueRef at = fields ? ir_first_instruction(shaper->function) : NULL; at;
	     at = next) {
		struct access found[ACCESSES_OF_ONE];
		struct tail tail;
		next = ir_next_instruction(at);
		unsigned count = access_find(shaper->layout, at, found);
		for (unsigned i = 0; i < count; i++) {
			if (found[i].size <= PACKET_MAX_OFFSET &&
			    find_tail(shaper, fields, found[i].pointer, &tail))
				shape_access(shaper, fields, &found[i], &tail, &leave);
		}
	}
}
