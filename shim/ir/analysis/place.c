/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Pointers as numbers. */
#include "ir/analysis/place.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/number.h"
#include "ir/analysis/address.h"
#include "ir/analysis/low_zeros.h"
#include "ir/llvm/module.h"

#define MAX_VISITS 256
/* The lowest bits of an index of which it is asked whether they are zeros: an element is no larger.
 */
#define MAX_ZEROS 12
/* Objects are apart, so that one's end is not the other's start. */
#define GAP UINT64_C(64)
/* Of what a function is handed, whose size is not known: no offset that the verifier follows
 * (BPF_MAX_VAR_OFF of include/linux/bpf_verifier.h) leads from there to another object. */
#define PARAMETER_NUMBER (UINT64_C(1) << 30)

struct place_number {
	LLVMValueRef pointer;
	LLVMValueRef number;
};

/* The state of places_find. */
struct search {
	struct places *places;
	struct place *place;
	struct {
		LLVMValueRef pointer;
		uint64_t distance;
	} visited[MAX_VISITS];
	unsigned visits;
};

void places_init(struct places *places, struct ir *ir, place_is_object is_object)
{
	*places = (struct places){
		.ir = ir,
		.builder = llvm.CreateBuilderInContext(ir->context),
		.layout = llvm.CreateTargetDataLayout(ir->machine),
		.is_object = is_object,
	};
}

void places_init_from(struct places *places, struct ir *ir, LLVMValueRef pointer)
{
	places_init(places, ir, NULL);
	places->only = pointer;
}

static bool is_one(const struct places *places, LLVMValueRef value)
{
	return places->only ? value == places->only : places->is_object(value);
}

void places_release(struct places *places)
{
	llvm.DisposeBuilder(places->builder);
	llvm.DisposeTargetData(places->layout);
	free(places->objects);
	free(places->numbers);
}

/* Distances may be negative: they wrap around. */
static void add_distance(struct place *place, uint64_t distance)
{
	uint64_t size = (int64_t)distance < 0 ? 0 - distance : distance;
	place->stride = greatest_divisor(place->stride, size);
}

/* ---- objects ---- */

static uint64_t object_size(const struct places *places, LLVMValueRef object)
{
	bool known = !places->only && !llvm.IsAConstantExpr(object) && !place_is_null(object);
	return known ? address_object_size(places->layout, object) : 0;
}

bool place_is_dangling(LLVMValueRef pointer, uint64_t *number)
{
	return llvm.IsAConstantExpr(pointer) && llvm.GetConstOpcode(pointer) == LLVMIntToPtr &&
	       ir_constant(llvm.GetOperand(pointer, 0), number) && *number &&
	       *number < PLACE_FIRST_NUMBER;
}

bool place_is_null(LLVMValueRef pointer)
{
	return llvm.GetTypeKind(llvm.TypeOf(pointer)) == LLVMPointerTypeKind &&
	       llvm.IsNull(pointer);
}

/* Behind all objects of a known size that there are, with a gap. */
static uint64_t next_number(const struct places *places)
{
	uint64_t next = PLACE_FIRST_NUMBER;
	for (size_t i = 0; i < places->object_count; i++) {
		const struct place_object *object = &places->objects[i];
		uint64_t behind = (object->number + object->size + 2 * GAP - 1) / GAP * GAP;
		if (!llvm.IsAArgument(object->value) && object->number >= PLACE_FIRST_NUMBER &&
		    behind > next)
			next = behind;
	}
	return next;
}

static size_t object_index(struct places *places, LLVMValueRef value)
{
	size_t last = places->object_count;
	uint64_t number;
	for (size_t i = 0; i < last; i++) {
		if (places->objects[i].value == value)
			return i;
	}
	if (place_is_null(value))
		number = 0;
	else if (!place_is_dangling(value, &number))
		number = llvm.IsAArgument(value) ? PARAMETER_NUMBER : next_number(places);
	places->objects = xreallocarray(places->objects, last + 1, sizeof(*places->objects));
	places->objects[last] = (struct place_object){
		.value = value,
		.number = number,
		.size = object_size(places, value),
	};
	places->object_count++;
	return last;
}

/* ---- getelementptr ---- */

static bool is_opcode(LLVMValueRef value, LLVMOpcode opcode)
{
	if (llvm.IsAInstruction(value))
		return llvm.GetInstructionOpcode(value) == opcode;
	return llvm.IsAConstantExpr(value) && llvm.GetConstOpcode(value) == opcode;
}

/* Receives each variable index with the size that it counts in. */
typedef void (*index_sink)(void *data, LLVMValueRef index, uint64_t size);

/* The constant part of what a getelementptr adds; its variable indices go to the sink. */
static uint64_t walk_indices(struct places *places, LLVMValueRef gep, index_sink sink, void *data)
{
	LLVMTypeRef type = llvm.GetGEPSourceElementType(gep);
	uint64_t distance = 0;
	int count = llvm.GetNumOperands(gep);
	for (int i = 1; i < count; i++) {
		LLVMValueRef index = llvm.GetOperand(gep, (unsigned)i);
		if (i > 1 && llvm.GetTypeKind(type) == LLVMStructTypeKind) {
			unsigned field = (unsigned)llvm.ConstIntGetZExtValue(index);
			distance += llvm.OffsetOfElement(places->layout, type, field);
			type = llvm.StructGetTypeAtIndex(type, field);
			continue;
		}
		if (i > 1)
			type = llvm.GetElementType(type);
		uint64_t size = llvm.ABISizeOfType(places->layout, type);
		if (llvm.IsAConstantInt(index))
			distance += (uint64_t)llvm.ConstIntGetSExtValue(index) * size;
		else
			sink(data, index, size);
	}
	return distance;
}

/* ---- finding ---- */

static void note_index(void *data, LLVMValueRef index, uint64_t size)
{
	unsigned zeros = low_zeros(index);
	struct place *place = data;
	place->indexed = true;
	add_distance(place, size << (zeros < MAX_ZEROS ? zeros : MAX_ZEROS));
}

static bool find(struct search *search, LLVMValueRef pointer, uint64_t distance);

static bool add_object(struct search *search, LLVMValueRef value, uint64_t distance)
{
	struct place *place = search->place;
	size_t index = object_index(search->places, value);
	uint64_t number = search->places->objects[index].number + distance;
	if (place->count)
		add_distance(place, number - place->number);
	else
		place->number = number;
	for (unsigned i = 0; i < place->count; i++) {
		if (place->object[i] == index)
			return true;
	}
	if (place->count == PLACE_OBJECTS)
		return false;
	place->object[place->count++] = index;
	return true;
}

/* A phi may be met again: by the same way, or having gone round a loop. */
static bool find_by_phi(struct search *search, LLVMValueRef phi, uint64_t distance)
{
	for (unsigned i = 0; i < search->visits; i++) {
		if (search->visited[i].pointer != phi)
			continue;
		add_distance(search->place, distance - search->visited[i].distance);
		return true;
	}
	if (search->visits == MAX_VISITS)
		return false;
	search->visited[search->visits].pointer = phi;
	search->visited[search->visits++].distance = distance;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		if (!find(search, llvm.GetIncomingValue(phi, i), distance))
			return false;
	}
	return true;
}

static bool find(struct search *search, LLVMValueRef pointer, uint64_t distance)
{
	if (is_one(search->places, pointer))
		return add_object(search, pointer, distance);
	if (is_opcode(pointer, LLVMGetElementPtr)) {
		distance += walk_indices(search->places, pointer, note_index, search->place);
		return find(search, llvm.GetOperand(pointer, 0), distance);
	}
	if (llvm.IsASelectInst(pointer))
		return find(search, llvm.GetOperand(pointer, 1), distance) &&
		       find(search, llvm.GetOperand(pointer, 2), distance);
	return llvm.IsAPHINode(pointer) && find_by_phi(search, pointer, distance);
}

bool places_find(struct places *places, LLVMValueRef pointer, struct place *place)
{
	struct search search = {.places = places, .place = place};
	*place = (struct place){0};
	return find(&search, pointer, 0) && place->count;
}

static int compare_choices(const void *a, const void *b)
{
	uint64_t x = ((const struct place_choice *)a)->number;
	uint64_t y = ((const struct place_choice *)b)->number;
	return (x > y) - (x < y);
}

struct place_choice *places_choices(const struct places *places, const struct place *place,
				    uint64_t size, size_t most, size_t *count)
{
	struct place_choice *choices = xcalloc(most + 1, sizeof(*choices));
	uint64_t stride = place->stride ? place->stride : 1;
	*count = 0;
	for (unsigned i = 0; i < place->count; i++) {
		const struct place_object *object = &places->objects[place->object[i]];
		uint64_t first = (place->number - object->number) % stride;
		if ((int64_t)(place->number - object->number) < 0)
			first = (stride - (object->number - place->number) % stride) % stride;
		if (!place->stride)
			first = place->number - object->number;
		for (uint64_t at = first; at + size <= object->size && *count <= most;
		     at += stride) {
			choices[(*count)++] = (struct place_choice){
				.number = object->number + at,
				.object = place->object[i],
				.offset = at,
			};
			if (!place->stride)
				break;
		}
	}
	if (*count == 0 || *count > most) {
		free(choices);
		return NULL;
	}
	qsort(choices, *count, sizeof(*choices), compare_choices);
	return choices;
}

/* ---- numbers ---- */

static void remember(struct places *places, LLVMValueRef pointer, LLVMValueRef number)
{
	places->numbers =
		xreallocarray(places->numbers, places->number_count + 1, sizeof(*places->numbers));
	places->numbers[places->number_count++] =
		(struct place_number){.pointer = pointer, .number = number};
}

static void stand_before(struct places *places, LLVMValueRef at)
{
	llvm.PositionBuilderBefore(places->builder, at);
	llvm.SetCurrentDebugLocation2(places->builder, llvm.InstructionGetDebugLoc(at));
}

struct sum {
	struct places *places;
	LLVMValueRef total;
};

static void add_index(void *data, LLVMValueRef index, uint64_t size)
{
	struct sum *sum = data;
	LLVMBuilderRef builder = sum->places->builder;
	LLVMTypeRef i64 = llvm.Int64TypeInContext(sum->places->ir->context);
	LLVMValueRef wide = llvm.BuildIntCast2(builder, index, i64, true, "");
	if (size != 1)
		wide = llvm.BuildMul(builder, wide, llvm.ConstInt(i64, size, false), "");
	sum->total = llvm.BuildAdd(builder, sum->total, wide, "");
}

static LLVMValueRef number_of_gep(struct places *places, LLVMValueRef gep)
{
	LLVMTypeRef i64 = llvm.Int64TypeInContext(places->ir->context);
	struct sum sum = {.places = places,
			  .total = places_number(places, llvm.GetOperand(gep, 0))};
	if (llvm.IsAInstruction(gep))
		stand_before(places, gep);
	uint64_t distance = walk_indices(places, gep, add_index, &sum);
	return llvm.BuildAdd(places->builder, sum.total, llvm.ConstInt(i64, distance, false), "");
}

static LLVMValueRef number_of_select(struct places *places, LLVMValueRef select)
{
	LLVMValueRef a = places_number(places, llvm.GetOperand(select, 1));
	LLVMValueRef b = places_number(places, llvm.GetOperand(select, 2));
	stand_before(places, select);
	return llvm.BuildSelect(places->builder, llvm.GetOperand(select, 0), a, b, "");
}

static LLVMValueRef number_of_phi(struct places *places, LLVMValueRef phi)
{
	stand_before(places, phi);
	LLVMValueRef number =
		llvm.BuildPhi(places->builder, llvm.Int64TypeInContext(places->ir->context), "");
	remember(places, phi, number);
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMBasicBlockRef from = llvm.GetIncomingBlock(phi, i);
		LLVMValueRef value = places_number(places, llvm.GetIncomingValue(phi, i));
		llvm.AddIncoming(number, &value, &from, 1);
	}
	return number;
}

LLVMValueRef places_number(struct places *places, LLVMValueRef pointer)
{
	if (is_one(places, pointer)) {
		uint64_t number = places->objects[object_index(places, pointer)].number;
		return llvm.ConstInt(llvm.Int64TypeInContext(places->ir->context), number, false);
	}
	for (size_t i = 0; i < places->number_count; i++) {
		if (places->numbers[i].pointer == pointer)
			return places->numbers[i].number;
	}
	if (llvm.IsAPHINode(pointer))
		return number_of_phi(places, pointer);
	LLVMValueRef number = llvm.IsASelectInst(pointer) ? number_of_select(places, pointer)
							  : number_of_gep(places, pointer);
	if (llvm.IsAInstruction(pointer))
		remember(places, pointer, number);
	return number;
}

/* ---- the walk ---- */

static int rewrite_function(struct places *places, LLVMModuleRef module, LLVMValueRef function,
			    places_instruction rewrite)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(places->ir->context);
	int changed = 0;
	LLVMValueRef next;
	for (LLVMValueRef at = ir_first_instruction(function); at; at = next) {
		next = ir_next_instruction(at);
		llvm.PositionBuilderBefore(builder, at);
		llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(at));
		if (!rewrite(places, module, builder, at))
			continue;
		llvm.InstructionEraseFromParent(at);
		changed++;
	}
	llvm.DisposeBuilder(builder);
	return changed;
}

int places_rewrite(struct ir *ir, LLVMModuleRef module, place_is_object is_object,
		   places_instruction rewrite)
{
	int changed = 0;
	LLVMValueRef last = llvm.GetLastFunction(module); /* what is built comes after it */
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		struct places places; /* numbers are values of one function */
		places_init(&places, ir, is_object);
		changed += rewrite_function(&places, module, f, rewrite);
		places_release(&places);
		if (f == last)
			break;
	}
	return changed;
}
