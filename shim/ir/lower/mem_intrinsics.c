/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Memory builtins. The backend expands copies and fills of a constant length up to a limit, and
 * makes calls of memcpy and its kin for the rest, which nothing in a BPF object can answer (the
 * host's libraries do not even define them). Those get bodies of ours, in words where both sides
 * are aligned.
 */
#include "ir/lower/mem_intrinsics.h"

#include <string.h>

#include "ir/analysis/address.h"
#include "ir/llvm/calls.h"
#include "ir/llvm/module.h"
#include "ir/llvm/rewrite.h"
#include "ir/lower/runtime.h"

/* BPFTargetLowering sets MaxStoresPerMemcpy and its kin to this (CommonMaxStores). */
#define BACKEND_STORES 128
/* A memmove loads everything before it stores anything: more than fits into registers would spill.
 */
#define BACKEND_MOVE_STORES 6

struct access {
	LLVMValueRef call;
	LLVMValueRef dst, src, length; /* src is the byte of a fill */
	unsigned align;                /* of both sides: 1, 2, 4 or 8 */
	bool constant;
	uint64_t size; /* when constant */
	bool is_volatile;
};

static struct access describe(LLVMValueRef call, bool fill)
{
	struct access access = {
		.call = call,
		.dst = llvm.GetOperand(call, 0),
		.src = llvm.GetOperand(call, 1),
		.length = llvm.GetOperand(call, 2),
		.align = ir_param_align(call, 0),
		.is_volatile = call_is_volatile(call),
	};
	if (!fill && ir_param_align(call, 1) < access.align)
		access.align = ir_param_align(call, 1);
	access.constant = ir_constant(access.length, &access.size);
	return access;
}

/* How many stores the backend would make. */
static uint64_t store_count(const struct access *access)
{
	return access->size / access->align + (access->size % access->align ? 3 : 0);
}

static LLVMValueRef to_i64(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef value)
{
	return llvm.BuildIntCast2(builder, value, llvm.Int64TypeInContext(ir->context), false, "");
}

static LLVMValueRef offset_by(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef base,
			      LLVMValueRef offset)
{
	return llvm.BuildGEP2(builder, llvm.Int8TypeInContext(ir->context), base, &offset, 1, "");
}

static void call_body(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder, const char *name,
		      LLVMValueRef dst, LLVMValueRef src, LLVMValueRef length)
{
	LLVMValueRef args[] = {dst, src, length};
	runtime_call(ir, module, builder, name, llvm.VoidTypeInContext(ir->context), args, 3);
}

/* Words first, then the bytes that are left. A length that is not known goes by bytes: the tail of
 * an unknown length costs the verifier more than it saves. So does what is volatile, which is
 * seldom.
 */
static void expand(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
		   const struct access *access, const char *words, const char *bytes,
		   const char *volatile_bytes)
{
	LLVMTypeRef i64 = llvm.Int64TypeInContext(ir->context);
	LLVMValueRef length = to_i64(ir, builder, access->length);
	if (!access->constant || access->align == 1 || access->is_volatile) {
		call_body(ir, module, builder, access->is_volatile ? volatile_bytes : bytes,
			  access->dst, access->src, length);
		return;
	}
	uint64_t whole = access->size - access->size % access->align;
	bool fill = llvm.GetTypeKind(llvm.TypeOf(access->src)) == LLVMIntegerTypeKind;
	call_body(ir, module, builder, words, access->dst, access->src,
		  llvm.ConstInt(i64, whole, false));
	if (whole == access->size)
		return;
	LLVMValueRef offset = llvm.ConstInt(i64, whole, false);
	call_body(ir, module, builder, bytes, offset_by(ir, builder, access->dst, offset),
		  fill ? access->src : offset_by(ir, builder, access->src, offset),
		  llvm.ConstInt(i64, access->size - whole, false));
}

static const char *copy_words(unsigned align)
{
	return align == 8   ? "__bpf_shim_copy_8"
	       : align == 4 ? "__bpf_shim_copy_4"
	       : align == 2 ? "__bpf_shim_copy_2"
			    : "__bpf_shim_copy_1";
}

static bool lower_copy(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
		       LLVMValueRef call)
{
	struct access access = describe(call, false);
	if (access.constant && store_count(&access) <= BACKEND_STORES)
		return false;
	expand(ir, module, builder, &access, copy_words(access.align), "__bpf_shim_copy_1",
	       "__bpf_shim_copy_volatile");
	return true;
}

/* A variable of this function and something that is known to be something else. */
static bool cannot_overlap(LLVMValueRef a, LLVMValueRef b)
{
	LLVMValueRef base_a = address_base(a), base_b = address_base(b);
	if (base_a == base_b || llvm.IsAPHINode(base_a) || llvm.IsAPHINode(base_b) ||
	    llvm.IsASelectInst(base_a) || llvm.IsASelectInst(base_b))
		return false;
	return (llvm.IsAAllocaInst(base_a) && address_is_private(base_a)) ||
	       (llvm.IsAAllocaInst(base_b) && address_is_private(base_b));
}

/* The optimiser makes a move of a copy when it cannot tell a packet from the stack; as a copy, it
 * can be taken apart again. */
static bool move_to_copy(LLVMBuilderRef builder, const struct access *access)
{
	if (access->is_volatile || !cannot_overlap(access->dst, access->src))
		return false;
	llvm.BuildMemCpy(builder, access->dst, ir_param_align(access->call, 0), access->src,
			 ir_param_align(access->call, 1), access->length);
	return true;
}

static bool lower_move(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
		       LLVMValueRef call)
{
	struct access access = describe(call, false);
	if (move_to_copy(builder, &access))
		return true;
	if (access.constant && store_count(&access) <= BACKEND_MOVE_STORES)
		return false;
	call_body(ir, module, builder,
		  access.is_volatile ? "__bpf_shim_move_volatile" : "__bpf_shim_move_1", access.dst,
		  access.src, to_i64(ir, builder, access.length));
	return true;
}

static bool lower_fill(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
		       LLVMValueRef call)
{
	struct access access = describe(call, true);
	if (access.constant && store_count(&access) <= BACKEND_STORES)
		return false;
	if (access.align < 8)
		access.align = 1; /* there are bodies for 8 and for 1 */
	expand(ir, module, builder, &access, "__bpf_shim_fill_8", "__bpf_shim_fill_1",
	       "__bpf_shim_fill_volatile");
	return true;
}

/* ---- calls by name: what Rust's core and LLVM itself write ---- */

static LLVMValueRef call_named(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
			       LLVMValueRef call, const char *name)
{
	LLVMValueRef dst = llvm.GetOperand(call, 0);
	LLVMTypeRef result = llvm.TypeOf(call);
	if (strcmp(name, "strlen") == 0)
		return runtime_call(ir, module, builder, "__bpf_shim_length", result, &dst, 1);
	LLVMValueRef args[] = {dst, llvm.GetOperand(call, 1), llvm.GetOperand(call, 2)};
	if (strcmp(name, "memcmp") == 0 || strcmp(name, "bcmp") == 0)
		return runtime_call(ir, module, builder, "__bpf_shim_compare", result, args, 3);
	if (strcmp(name, "memset") == 0) {
		args[1] =
			llvm.BuildTrunc(builder, args[1], llvm.Int8TypeInContext(ir->context), "");
		call_body(ir, module, builder, "__bpf_shim_fill_1", dst, args[1], args[2]);
	} else {
		const char *body =
			strcmp(name, "memcpy") == 0 ? "__bpf_shim_copy_1" : "__bpf_shim_move_1";
		call_body(ir, module, builder, body, dst, args[1], args[2]);
	}
	return dst; /* memcpy and its kin return their first argument */
}

static bool lower_named(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
			LLVMValueRef call)
{
	static const char *const names[] = {"memcpy", "memmove", "memset",
					    "memcmp", "bcmp",    "strlen"};
	LLVMValueRef callee = llvm.IsAFunction(llvm.GetCalledValue(call));
	if (!callee || !llvm.IsDeclaration(callee))
		return false;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(ir_name(callee), names[i]) != 0)
			continue;
		LLVMValueRef result = call_named(ir, module, builder, call, names[i]);
		llvm.ReplaceAllUsesWith(call, result);
		return true;
	}
	return false;
}

static bool lower_call(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
		       LLVMValueRef call)
{
	switch (call_memory(call)) {
	case CALL_COPY:
		return lower_copy(ir, module, builder, call);
	case CALL_MOVE:
		return lower_move(ir, module, builder, call);
	case CALL_FILL:
		return lower_fill(ir, module, builder, call);
	default:
		return llvm.IsACallInst(call) && lower_named(ir, module, builder, call);
	}
}

int mem_intrinsics_lower(struct ir *ir, LLVMModuleRef module)
{
	return rewrite_each(ir, module, lower_call);
}
