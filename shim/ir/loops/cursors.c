/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Pointer induction variables with an end become offsets. */
#include "ir/loops/cursors.h"

#include "ir/analysis/address.h"
#include "ir/analysis/cfg.h"
#include "ir/analysis/loop.h"
#include "ir/analysis/place.h"
#include "ir/llvm/changed.h"
#include "ir/llvm/module.h"

/* How far up a guard of the loop is looked for. */
#define MAX_DOMINATORS 8

struct cursor {
	struct places places; /* what is made of the phi */
	const struct loop *loop;
	LLVMTargetDataRef layout;
	LLVMValueRef phi;
	LLVMValueRef start; /* the value from outside of the loop */
	int64_t step;       /* bytes, each round; 0: it varies */
	bool falls;         /* by one byte, each round */
};

/* A comparison of the cursor, or of what is made of it, with an end: the loop goes on while they
 * differ. */
struct end_test {
	LLVMValueRef compare;
	LLVMValueRef pointer; /* the side that moves */
	struct place place;   /* of that side */
	struct address end;   /* from the start */
	LLVMValueRef end_pointer;
};

static bool is_inside(const struct loop *loop, LLVMBasicBlockRef block)
{
	return loop->inside[cfg_index(loop->cfg, block)];
}

/* How far a pointer that is made of the cursor is from it; false when that is not a constant. */
static bool constant_distance(const struct place *place, int64_t *distance)
{
	*distance = (int64_t)(place->number - PLACE_FIRST_NUMBER);
	return !place->stride && !place->indexed;
}

/* One value from outside, in an object of known size; values that are made of the phi from inside.
 */
static bool read_cursor(struct cursor *cursor)
{
	LLVMValueRef phi = cursor->phi;
	bool constant = true;
	cursor->falls = true;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		struct place next;
		int64_t step;
		if (!is_inside(cursor->loop, llvm.GetIncomingBlock(phi, i))) {
			if (cursor->start && cursor->start != value)
				return false;
			cursor->start = value;
			continue;
		}
		if (!places_find(&cursor->places, value, &next))
			return false;
		constant &= constant_distance(&next, &step) && step > 0 &&
			    (!cursor->step || cursor->step == step);
		cursor->step = step;
		cursor->falls &= constant_distance(&next, &step) && step == -1;
	}
	if (!constant)
		cursor->step = 0;
	return cursor->start && address_object_size(cursor->layout, address_base(cursor->start));
}

/* ---- comparisons ---- */

/* The distance of the end from the start. */
static bool find_end(const struct cursor *cursor, struct end_test *test)
{
	struct address start;
	if (address_split_from(cursor->layout, test->end_pointer, cursor->start, &test->end))
		return true;
	if (!address_split(cursor->layout, cursor->start, &start) || start.term_count ||
	    !address_split_from(cursor->layout, test->end_pointer, start.base, &test->end))
		return false;
	test->end.offset -= start.offset;
	return true;
}

static bool read_side(struct cursor *cursor, LLVMValueRef compare, unsigned side,
		      struct end_test *test)
{
	*test = (struct end_test){.compare = compare,
				  .pointer = llvm.GetOperand(compare, side),
				  .end_pointer = llvm.GetOperand(compare, 1 - side)};
	return places_find(&cursor->places, test->pointer, &test->place) &&
	       loop_is_invariant(cursor->loop, test->end_pointer) && find_end(cursor, test);
}

static bool read_test(struct cursor *cursor, LLVMValueRef compare, struct end_test *test)
{
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(compare);
	return (predicate == LLVMIntEQ || predicate == LLVMIntNE) &&
	       (read_side(cursor, compare, 0, test) || read_side(cursor, compare, 1, test));
}

/* The cursor starts before the end, or at it: a branch before the loop has compared the two. */
static bool is_guarded(const struct cursor *cursor, const struct end_test *test)
{
	struct cfg *cfg = cursor->loop->cfg;
	size_t block = cursor->loop->header;
	for (int i = 0; i < MAX_DOMINATORS && block != 0; i++) {
		block = cfg_idom(cfg, block);
		LLVMValueRef branch = llvm.GetBasicBlockTerminator(cfg->blocks[block]);
		if (is_inside(cursor->loop, cfg->blocks[block]) ||
		    llvm.GetNumSuccessors(branch) != 2 || llvm.IsASwitchInst(branch))
			continue;
		LLVMValueRef condition = llvm.GetCondition(branch);
		if (!llvm.IsAICmpInst(condition))
			continue;
		LLVMValueRef a = llvm.GetOperand(condition, 0), b = llvm.GetOperand(condition, 1);
		if ((a == cursor->start && b == test->end_pointer) ||
		    (b == cursor->start && a == test->end_pointer))
			return true;
	}
	return false;
}

/* The offset meets the distance of the end, and does not step over it. */
static bool meets_end(const struct cursor *cursor, const struct end_test *test)
{
	int64_t ahead;
	if (!cursor->step || !constant_distance(&test->place, &ahead) ||
	    test->end.offset % cursor->step || ahead % cursor->step)
		return false;
	for (unsigned i = 0; i < test->end.term_count; i++) {
		if (test->end.terms[i].stride % (uint64_t)cursor->step)
			return false;
	}
	return ahead == 0 || (ahead == cursor->step && is_guarded(cursor, test));
}

/* ---- the change ---- */

/* A counter of the same steps that starts at zero, if the loop has one. */
static LLVMValueRef find_counter(const struct cursor *cursor)
{
	LLVMValueRef at = llvm.GetFirstInstruction(llvm.GetInstructionParent(cursor->phi));
	for (; llvm.IsAPHINode(at); at = llvm.GetNextInstruction(at)) {
		bool same = llvm.TypeOf(at) ==
			    llvm.Int64TypeInContext(llvm.GetTypeContext(llvm.TypeOf(at)));
		for (unsigned i = 0; same && i < llvm.CountIncoming(at); i++) {
			LLVMValueRef value = llvm.GetIncomingValue(at, i);
			bool inside = is_inside(cursor->loop, llvm.GetIncomingBlock(at, i));
			LLVMValueRef number = value;
			if (inside) {
				same = llvm.IsAInstruction(value) &&
				       llvm.GetInstructionOpcode(value) == LLVMAdd &&
				       llvm.GetOperand(value, 0) == at;
				number = same ? llvm.GetOperand(value, 1) : NULL;
			}
			same = same && llvm.IsAConstantInt(number) &&
			       llvm.ConstIntGetSExtValue(number) == (inside ? cursor->step : 0);
		}
		if (same)
			return at;
	}
	return NULL;
}

/* The offset of what is made of the cursor; built where the builder stands, the distance itself
 * where the pointer is. */
static LLVMValueRef build_offset(LLVMBuilderRef builder, struct cursor *cursor,
				 LLVMValueRef counter, LLVMValueRef pointer)
{
	LLVMTypeRef i64 = llvm.TypeOf(counter);
	LLVMValueRef number = places_number(&cursor->places, pointer);
	LLVMValueRef distance =
		llvm.BuildSub(builder, number, llvm.ConstInt(i64, PLACE_FIRST_NUMBER, false), "");
	return llvm.BuildAdd(builder, counter, distance, "");
}

/* Terms and offset, without the base. */
static LLVMValueRef build_number(LLVMBuilderRef builder, LLVMTypeRef i64,
				 const struct address *address)
{
	LLVMValueRef offset = llvm.ConstInt(i64, (unsigned long long)address->offset, true);
	if (!address->term_count)
		return offset;
	LLVMValueRef sum = address_build_sum(builder, address);
	return address->offset ? llvm.BuildAdd(builder, sum, offset, "") : sum;
}

/* A counter that starts from this number; it is built before the loop. */
static LLVMValueRef build_counter(LLVMBuilderRef builder, struct cursor *cursor,
				  const struct address *from)
{
	LLVMTypeRef i64 = llvm.Int64TypeInContext(llvm.GetTypeContext(llvm.TypeOf(cursor->phi)));
	llvm.PositionBuilderBefore(builder, cursor->phi);
	LLVMValueRef counter = llvm.BuildPhi(builder, i64, "");
	for (unsigned i = 0; i < llvm.CountIncoming(cursor->phi); i++) {
		LLVMBasicBlockRef block = llvm.GetIncomingBlock(cursor->phi, i);
		llvm.PositionBuilderBefore(builder, llvm.GetBasicBlockTerminator(block));
		LLVMValueRef value = build_number(builder, i64, from);
		if (is_inside(cursor->loop, block))
			value = build_offset(builder, cursor, counter,
					     llvm.GetIncomingValue(cursor->phi, i));
		llvm.AddIncoming(counter, &value, &block, 1);
	}
	return counter;
}

/* The comparison becomes one of the offset with the distance of the end. */
static void replace_test(LLVMBuilderRef builder, struct cursor *cursor, const struct end_test *test,
			 LLVMValueRef counter)
{
	LLVMTypeRef i64 = llvm.TypeOf(counter);
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(test->compare);
	if (meets_end(cursor, test))
		predicate = predicate == LLVMIntEQ ? LLVMIntUGE : LLVMIntULT;
	ir_note_changed(cursor->places.ir, "cursors", llvm.InstructionGetDebugLoc(test->compare));
	llvm.PositionBuilderBefore(builder, test->compare);
	llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(test->compare));
	LLVMValueRef offset = build_offset(builder, cursor, counter, test->pointer);
	LLVMValueRef end = build_number(builder, i64, &test->end);
	llvm.ReplaceAllUsesWith(test->compare, llvm.BuildICmp(builder, predicate, offset, end, ""));
	llvm.InstructionEraseFromParent(test->compare);
}

/* The first comparison of the cursor with an end. */
static bool find_test(struct cursor *cursor, struct end_test *test)
{
	for (size_t i = 0; i < cursor->loop->cfg->count; i++) {
		if (!cursor->loop->inside[i])
			continue;
		LLVMValueRef at = llvm.GetFirstInstruction(cursor->loop->cfg->blocks[i]);
		for (; at; at = llvm.GetNextInstruction(at)) {
			if (llvm.IsAICmpInst(at) && read_test(cursor, at, test))
				return true;
		}
	}
	return false;
}

/* The phi becomes 'from' plus the counter. */
static void replace_phi(LLVMBuilderRef builder, struct cursor *cursor, LLVMValueRef from,
			LLVMValueRef counter)
{
	LLVMValueRef first = cursor->phi;
	while (llvm.IsAPHINode(first))
		first = llvm.GetNextInstruction(first);
	llvm.PositionBuilderBefore(builder, first);
	llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(first));
	LLVMTypeRef byte = llvm.Int8TypeInContext(llvm.GetTypeContext(llvm.TypeOf(counter)));
	LLVMValueRef pointer = llvm.BuildGEP2(builder, byte, from, &counter, 1, "");
	llvm.ReplaceAllUsesWith(cursor->phi, pointer);
	llvm.InstructionEraseFromParent(cursor->phi);
}

/* ---- cursors that fall to the start of a slice ---- */

/* The comparison with a place at a constant distance from the object, which the start is some
 * variables behind: test->end is how far the start is from there. */
static bool read_fall_side(struct cursor *cursor, LLVMValueRef compare, unsigned side,
			   struct end_test *test)
{
	struct address end;
	*test = (struct end_test){.compare = compare,
				  .pointer = llvm.GetOperand(compare, side),
				  .end_pointer = llvm.GetOperand(compare, 1 - side)};
	if (!places_find(&cursor->places, test->pointer, &test->place) ||
	    !loop_is_invariant(cursor->loop, test->end_pointer) ||
	    !address_split(cursor->layout, cursor->start, &test->end) ||
	    !address_split(cursor->layout, test->end_pointer, &end) || end.base != test->end.base ||
	    end.term_count || !test->end.term_count)
		return false;
	test->end.offset -= end.offset;
	return true;
}

static bool find_fall_test(struct cursor *cursor, struct end_test *test)
{
	for (size_t i = 0; i < cursor->loop->cfg->count; i++) {
		LLVMValueRef at = cursor->loop->inside[i]
					  ? llvm.GetFirstInstruction(cursor->loop->cfg->blocks[i])
					  : NULL;
		for (; at; at = llvm.GetNextInstruction(at)) {
			if (!llvm.IsAICmpInst(at) || (llvm.GetICmpPredicate(at) != LLVMIntEQ &&
						      llvm.GetICmpPredicate(at) != LLVMIntNE))
				continue;
			if (read_fall_side(cursor, at, 0, test) ||
			    read_fall_side(cursor, at, 1, test))
				return true;
		}
	}
	return false;
}

/* The counter is what is left to the end: the verifier sees it become less, and meet zero. */
static void fall_to_zero(LLVMBuilderRef builder, struct cursor *cursor, const struct end_test *test)
{
	LLVMValueRef counter = build_counter(builder, cursor, &test->end);
	llvm.PositionBuilderBefore(builder, test->compare);
	llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(test->compare));
	LLVMValueRef left = build_offset(builder, cursor, counter, test->pointer);
	LLVMValueRef zero = llvm.ConstInt(llvm.TypeOf(counter), 0, false);
	llvm.ReplaceAllUsesWith(
		test->compare,
		llvm.BuildICmp(builder, llvm.GetICmpPredicate(test->compare), left, zero, ""));
	llvm.InstructionEraseFromParent(test->compare);
	replace_phi(builder, cursor, test->end_pointer, counter);
}

/* What is made of the phi is found while that is there; then it goes. */
static bool change(LLVMBuilderRef builder, struct cursor *cursor)
{
	static const struct address zero;
	struct end_test test;
	if (cursor->falls && find_fall_test(cursor, &test)) {
		fall_to_zero(builder, cursor, &test);
		return true;
	}
	bool tested = find_test(cursor, &test);
	if (!tested && cursor->step)
		return false;
	LLVMValueRef counter = cursor->step ? find_counter(cursor) : NULL;
	if (!counter)
		counter = build_counter(builder, cursor, &zero);
	for (; tested; tested = find_test(cursor, &test))
		replace_test(builder, cursor, &test, counter);
	replace_phi(builder, cursor, cursor->start, counter);
	return true;
}

static int change_loop(struct ir *ir, const struct loop *loop, LLVMTargetDataRef layout,
		       LLVMBuilderRef builder)
{
	int changed = 0;
	LLVMValueRef next;
	LLVMValueRef at = llvm.GetFirstInstruction(loop->cfg->blocks[loop->header]);
	for (; llvm.IsAPHINode(at); at = next) {
		struct cursor cursor = {.loop = loop, .layout = layout, .phi = at};
		next = llvm.GetNextInstruction(at);
		if (llvm.GetTypeKind(llvm.TypeOf(at)) != LLVMPointerTypeKind)
			continue;
		places_init_from(&cursor.places, ir, at);
		if (read_cursor(&cursor))
			changed += change(builder, &cursor);
		places_release(&cursor.places);
	}
	return changed;
}

int cursors_to_offsets(struct ir *ir, LLVMModuleRef module)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	LLVMTargetDataRef layout = llvm.CreateTargetDataLayout(ir->machine);
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		struct cfg cfg;
		cfg_init(&cfg, f);
		for (size_t header = 0; header < cfg.count; header++) {
			struct loop loop;
			if (loop_init(&loop, &cfg, header))
				changed += change_loop(ir, &loop, layout, builder);
			loop_release(&loop);
		}
		cfg_release(&cfg);
	}
	llvm.DisposeTargetData(layout);
	llvm.DisposeBuilder(builder);
	return changed;
}
