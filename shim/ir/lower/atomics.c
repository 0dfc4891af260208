/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Atomics. BPF's own order is the kernel's "relaxed": a relaxed load or store is a plain access
 * that the compiler may not touch. Stronger loads and stores exist from v4 on only.
 * Read-modify-write beyond "add and forget the result" needs v3 (Linux 5.12), which is chosen when
 * the user has not chosen.
 */
#include "ir/lower/atomics.h"

#include <string.h>

#include "base/diag.h"
#include "base/message.h"
#include "ir/llvm/module.h"
#include "ir/llvm/source.h"
#include "kernel/profile.h"
#include "kernel/version.h"

static bool is_at_least(const struct ir *ir, const char *cpu)
{
	/* "v1" < "v2" < "v3" < "v4"; "probe" is whatever this machine has. */
	return strcmp(ir->profile->cpu, "probe") == 0 || strcmp(ir->profile->cpu, cpu) >= 0;
}

static void report_strong_order(LLVMValueRef access)
{
	struct diag_where where = ir_where(access);
	diag_error_at(&where, "an atomic %s that orders others needs instruction set v4",
		      llvm.IsALoadInst(access) ? "load" : "store");
	diag_help("use Ordering::Relaxed, or pass --cpu v4 (Linux 6.6 and later)");
}

static void report_width(LLVMValueRef at)
{
	struct diag_where where = ir_where(at);
	diag_error_at(&where, "atomic operations are possible on 32 and 64 bits only");
	diag_help("use AtomicU32 or AtomicU64");
}

static unsigned width_of(LLVMTypeRef type)
{
	return llvm.GetTypeKind(type) == LLVMIntegerTypeKind ? llvm.GetIntTypeWidth(type) : 0;
}

static int lower_access(const struct ir *ir, LLVMValueRef access)
{
	LLVMAtomicOrdering ordering = llvm.GetOrdering(access);
	if (ordering == LLVMAtomicOrderingNotAtomic)
		return 0;
	/* It would be two accesses. */
	if (width_of(llvm.TypeOf(llvm.IsALoadInst(access) ? access : llvm.GetOperand(access, 0))) >
	    64) {
		report_width(access);
		return 0;
	}
	if (ordering == LLVMAtomicOrderingUnordered || ordering == LLVMAtomicOrderingMonotonic) {
		llvm.SetOrdering(access, LLVMAtomicOrderingNotAtomic);
		llvm.SetVolatile(access, true);
		return 1;
	}
	if (!is_at_least(ir, "v4"))
		report_strong_order(access);
	return 0;
}

static bool is_subtraction(LLVMValueRef at)
{
	return llvm.IsAAtomicRMWInst(at) && llvm.GetAtomicRMWBinOp(at) == LLVMAtomicRMWBinOpSub;
}

/* XADD: the only atomic operation before v3. */
static bool is_plain_add(LLVMValueRef at)
{
	bool adds =
		llvm.IsAAtomicRMWInst(at) && llvm.GetAtomicRMWBinOp(at) == LLVMAtomicRMWBinOpAdd;
	return (adds || is_subtraction(at)) && !llvm.GetFirstUse(at);
}

/* BPF subtracts by adding the negative. */
static void lower_subtraction(struct ir *ir, LLVMValueRef at)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	llvm.PositionBuilderBefore(builder, at);
	llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(at));
	LLVMValueRef value = llvm.GetOperand(at, 1);
	LLVMValueRef negative =
		llvm.BuildSub(builder, llvm.ConstNull(llvm.TypeOf(value)), value, "");
	LLVMValueRef add =
		llvm.BuildAtomicRMW(builder, LLVMAtomicRMWBinOpAdd, llvm.GetOperand(at, 0),
				    negative, llvm.GetOrdering(at), false);
	llvm.DisposeBuilder(builder);
	llvm.ReplaceAllUsesWith(at, add);
	llvm.InstructionEraseFromParent(at);
}

/* What no instruction set has (kernel Documentation/bpf/standardization/instruction-set.rst,
 * "Atomic operations"). */
static bool is_impossible(LLVMValueRef at)
{
	struct diag_where where = ir_where(at);
	unsigned width = width_of(llvm.TypeOf(llvm.GetOperand(at, 1)));
	if (width && width != 32 && width != 64) {
		report_width(at);
		return true;
	}
	if (llvm.GetAlignment(at) < width / 8) {
		diag_error_at(&where,
			      "an atomic operation on %u bits at an address that is no "
			      "multiple of %u",
			      width, width / 8);
		diag_help("leave out what packs the structure, or put fields before it that fill "
			  "it up");
		return true;
	}
	if (!llvm.IsAAtomicRMWInst(at))
		return false;
	switch (llvm.GetAtomicRMWBinOp(at)) {
	case LLVMAtomicRMWBinOpAdd:
	case LLVMAtomicRMWBinOpSub:
	case LLVMAtomicRMWBinOpAnd:
	case LLVMAtomicRMWBinOpOr:
	case LLVMAtomicRMWBinOpXor:
	case LLVMAtomicRMWBinOpXchg:
		return false;
	default:
		diag_error_at(&where, "this atomic operation does not exist in BPF");
		diag_help("there are add, sub, and, or, xor, swap and compare_exchange");
		return true;
	}
}

static void report_old_kernel(LLVMValueRef at)
{
	struct diag_where where = ir_where(at);
	unsigned since = PROFILE_SINCE(atomics, 1);
	diag_error_at(&where, "this atomic operation needs Linux %u.%u", KERNEL_MAJOR(since),
		      KERNEL_MINOR(since));
	diag_help("do not use its result: only add and sub are left then");
}

static int raise_cpu(struct ir *ir, LLVMValueRef at)
{
	if (!ir->profile->atomics) {
		report_old_kernel(at);
		return 0;
	}
	if (is_at_least(ir, "v3"))
		return 0;
	if (ir->profile->cpu_chosen) {
		struct diag_where where = ir_where(at);
		diag_error_at(&where, "this atomic operation needs instruction set v3, not %s",
			      ir->profile->cpu);
		diag_help(
			"do not use its result (only add and sub are left then), or pass --cpu v3 "
			"(Linux 5.12 and later)");
		return 0;
	}
	diag_trace("instruction set v3 for an atomic operation");
	ir->profile->cpu = "v3";
	if (ir_open_machine(ir) < 0)
		return 0;
	return 1;
}

static int lower_operation(struct ir *ir, LLVMValueRef at)
{
	if (is_impossible(at))
		return 0;
	if (!is_plain_add(at))
		return raise_cpu(ir, at);
	/* From v3 on, LLVM orders an addition by having it return the old value (5.12). */
	if (!ir->profile->atomics)
		llvm.SetOrdering(at, LLVMAtomicOrderingMonotonic);
	return 0;
}

/* One within a thread, as compiler_fence(), is no instruction anywhere. */
static void check_fence(LLVMValueRef at)
{
	struct diag_where where = ir_where(at);
	if (llvm.IsAtomicSingleThread(at))
		return;
	diag_error_at(&where, "a fence does not exist in BPF");
	diag_help("use compiler_fence(), or an atomic operation in place of what it orders");
}

int atomics_lower(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		LLVMValueRef next;
		for (LLVMValueRef at = ir_first_instruction(f); at; at = next) {
			next = ir_next_instruction(at);
			if (llvm.IsALoadInst(at) || llvm.IsAStoreInst(at))
				changed += lower_access(ir, at);
			else if (llvm.IsAAtomicCmpXchgInst(at) || llvm.IsAAtomicRMWInst(at))
				changed += lower_operation(ir, at);
			else if (llvm.IsAFenceInst(at))
				check_fence(at);
		}
	}
	return changed;
}

int atomics_lower_subtractions(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		LLVMValueRef next;
		for (LLVMValueRef at = ir_first_instruction(f); at; at = next) {
			next = ir_next_instruction(at);
			if (!is_subtraction(at))
				continue;
			lower_subtraction(ir, at);
			changed++;
		}
	}
	return changed;
}
