/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Atomics. BPF's own order is the kernel's "relaxed": a relaxed load or store is a plain access
 * that the compiler may not touch. Before v3 (Linux 5.12) there is only an addition without a
 * result; v3 is chosen when the user has not chosen. Loads and stores that order others exist from
 * v4 and Linux 6.15 on; an exchange does what such a store does.
 */
#include "ir/lower/atomics.h"

#include <string.h>

#include "base/diag.h"
#include "base/text.h"
#include "ir/llvm/module.h"
#include "ir/lower/atomics_report.h"
#include "kernel/profile.h"

/* The first LLVM whose BPF backend selects ordered loads and stores. */
#define ORDERED_ACCESS_LLVM 21

static bool is_at_least(const struct ir *ir, const char *cpu)
{
	/* "v1" < "v2" < "v3" < "v4"; "probe" is whatever this machine has. */
	return strcmp(ir->profile->cpu, "probe") == 0 || strcmp(ir->profile->cpu, cpu) >= 0;
}

static bool is_operation(LLVMValueRef at)
{
	return llvm.IsAAtomicRMWInst(at) || llvm.IsAAtomicCmpXchgInst(at);
}

static bool is_access(LLVMValueRef at)
{
	return (llvm.IsALoadInst(at) || llvm.IsAStoreInst(at)) &&
	       llvm.GetOrdering(at) != LLVMAtomicOrderingNotAtomic;
}

static bool is_relaxed(LLVMValueRef at)
{
	LLVMAtomicOrdering ordering = llvm.GetOrdering(at);
	return ordering == LLVMAtomicOrderingUnordered || ordering == LLVMAtomicOrderingMonotonic;
}

/* The bits of the memory that is read or written; 0: no size that a register has. */
static unsigned width_of(LLVMValueRef at)
{
	LLVMValueRef value = llvm.IsALoadInst(at)    ? at
			     : llvm.IsAStoreInst(at) ? llvm.GetOperand(at, 0)
						     : llvm.GetOperand(at, 1);
	switch (llvm.GetTypeKind(llvm.TypeOf(value))) {
	case LLVMIntegerTypeKind:
		return llvm.GetIntTypeWidth(llvm.TypeOf(value));
	case LLVMPointerTypeKind:
	case LLVMDoubleTypeKind:
		return 64;
	case LLVMFloatTypeKind:
		return 32;
	case LLVMHalfTypeKind:
	case LLVMBFloatTypeKind:
		return 16;
	default:
		return 0;
	}
}

static bool is_word(LLVMValueRef at)
{
	return width_of(at) == 32 || width_of(at) == 64;
}

/* Reports widths and alignments that no instruction set has for an atomic. */
static bool is_misshapen(LLVMValueRef at)
{
	unsigned width = width_of(at);
	bool possible = is_access(at) ? width && width <= 64 : is_word(at);
	if (!possible)
		atomics_report_width(at);
	else if (llvm.GetAlignment(at) < width / 8)
		atomics_report_alignment(at, width);
	else
		return false;
	return true;
}

/* There is no instruction for what is sequentially consistent. */
static bool is_native(const struct ir *ir, LLVMValueRef access)
{
	return llvm.GetOrdering(access) != LLVMAtomicOrderingSequentiallyConsistent &&
	       ir->profile->load_acquire && is_at_least(ir, "v4") &&
	       llvm.major >= ORDERED_ACCESS_LLVM;
}

/* An exchange is fully ordered. A load made of one would write to memory that may be read-only. */
static bool is_exchange(const struct ir *ir, LLVMValueRef access)
{
	return llvm.IsAStoreInst(access) && is_word(access) && !is_native(ir, access);
}

static void report_access(const struct ir *ir, LLVMValueRef access)
{
	unsigned since = PROFILE_SINCE(load_acquire, 1);
	if (llvm.GetOrdering(access) == LLVMAtomicOrderingSequentiallyConsistent)
		atomics_report_consistent(access, since);
	else if (!ir->profile->load_acquire)
		atomics_report_kernel(access, since);
	else if (!is_at_least(ir, "v4"))
		atomics_report_cpu(access, ir->profile->cpu, "v4", since);
	else
		atomics_report_llvm(access, ORDERED_ACCESS_LLVM);
}

/* Is this one of those that need v3, and are possible? Reports when not. */
static bool has_operations(const struct ir *ir, LLVMValueRef at)
{
	unsigned since = PROFILE_SINCE(atomics, 1);
	if (!ir->profile->atomics)
		atomics_report_kernel(at, since);
	else if (!is_at_least(ir, "v3") && ir->profile->cpu_chosen)
		atomics_report_cpu(at, ir->profile->cpu, "v3", since);
	else
		return true;
	return false;
}

static int lower_access(const struct ir *ir, LLVMValueRef access)
{
	if (is_misshapen(access))
		return 0;
	if (is_relaxed(access)) {
		llvm.SetOrdering(access, LLVMAtomicOrderingNotAtomic);
		llvm.SetVolatile(access, true);
		return 1;
	}
	if (is_exchange(ir, access))
		has_operations(ir, access);
	else if (!is_native(ir, access))
		report_access(ir, access);
	return 0;
}

/* What no instruction set has (kernel Documentation/bpf/standardization/instruction-set.rst,
 * "Atomic operations"), and what needs v3 even without its result. */
static void check_operation(const struct ir *ir, LLVMValueRef at)
{
	if (is_misshapen(at))
		return;
	switch (llvm.IsAAtomicRMWInst(at) ? llvm.GetAtomicRMWBinOp(at) : LLVMAtomicRMWBinOpXchg) {
	case LLVMAtomicRMWBinOpAdd:
	case LLVMAtomicRMWBinOpSub:
		return;
	case LLVMAtomicRMWBinOpAnd:
	case LLVMAtomicRMWBinOpOr:
	case LLVMAtomicRMWBinOpXor:
	case LLVMAtomicRMWBinOpXchg:
		has_operations(ir, at);
		return;
	default:
		atomics_report_operation(at);
	}
}

int atomics_lower(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		for (LLVMValueRef at = ir_first_instruction(f); at; at = ir_next_instruction(at)) {
			if (is_access(at))
				changed += lower_access(ir, at);
			else if (is_operation(at))
				check_operation(ir, at);
			else if (llvm.IsAFenceInst(at) && !llvm.IsAtomicSingleThread(at))
				atomics_report_fence(at);
		}
	}
	return changed;
}

int atomics_keep(struct ir *ir, LLVMModuleRef module)
{
	(void)ir;
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		for (LLVMValueRef at = ir_first_instruction(f); at; at = ir_next_instruction(at)) {
			if (!is_operation(at) || llvm.GetVolatile(at))
				continue;
			llvm.SetVolatile(at, true);
			changed++;
		}
	}
	return changed;
}

static int raise_cpu(struct ir *ir, LLVMValueRef at)
{
	if (!has_operations(ir, at) || is_at_least(ir, "v3"))
		return 0;
	diag_trace("instruction set v3 for an atomic operation");
	ir->profile->cpu = "v3";
	return ir_open_machine(ir);
}

static LLVMValueRef build_operation(LLVMBuilderRef builder, LLVMAtomicRMWBinOp operation,
				    LLVMValueRef at, LLVMValueRef pointer, LLVMValueRef value)
{
	LLVMValueRef fresh = llvm.BuildAtomicRMW(builder, operation, pointer, value,
						 llvm.GetOrdering(at), false);
	llvm.SetVolatile(fresh, true);
	return fresh;
}

/* BPF subtracts by adding the negative. */
static LLVMValueRef build_addition(LLVMBuilderRef builder, LLVMValueRef at)
{
	LLVMValueRef value = llvm.GetOperand(at, 1);
	LLVMValueRef negative =
		llvm.BuildSub(builder, llvm.ConstNull(llvm.TypeOf(value)), value, "");
	return build_operation(builder, LLVMAtomicRMWBinOpAdd, at, llvm.GetOperand(at, 0),
			       negative);
}

static int settle_operation(struct ir *ir, LLVMValueRef at)
{
	bool adds =
		llvm.IsAAtomicRMWInst(at) && llvm.GetAtomicRMWBinOp(at) == LLVMAtomicRMWBinOpAdd;
	bool is_used = llvm.GetFirstUse(at);
	if (adds && !is_used) {
		/* From v3 on, LLVM orders an addition by having it return the old value (5.12). */
		if (!ir->profile->atomics)
			llvm.SetOrdering(at, LLVMAtomicOrderingMonotonic);
		return 0;
	}
	/* LLVM takes the instruction that returns nothing for what is monotonic, and the operand
	 * for its result. */
	if (llvm.IsAAtomicRMWInst(at) && is_used &&
	    llvm.GetOrdering(at) == LLVMAtomicOrderingMonotonic)
		llvm.SetOrdering(at, LLVMAtomicOrderingSequentiallyConsistent);
	return raise_cpu(ir, at);
}

static int settle_subtraction(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef at)
{
	LLVMValueRef addition = build_addition(builder, at);
	llvm.ReplaceAllUsesWith(at, addition);
	llvm.InstructionEraseFromParent(at);
	return settle_operation(ir, addition);
}

static int settle_access(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef at)
{
	if (!is_exchange(ir, at) || is_relaxed(at)) {
		lower_access(ir, at);
		return 0;
	}
	LLVMValueRef exchange = build_operation(builder, LLVMAtomicRMWBinOpXchg, at,
						llvm.GetOperand(at, 1), llvm.GetOperand(at, 0));
	llvm.InstructionEraseFromParent(at);
	return raise_cpu(ir, exchange);
}

/* Before 22.1.8, LLVM's BPF backend selects no fence within a thread. Assembly that may touch all
 * memory holds the compiler back in the same way. */
static void settle_fence(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef at)
{
	static const char clobber[] = "~{memory}";
	LLVMTypeRef type = llvm.FunctionType(llvm.VoidTypeInContext(ir->context), NULL, 0, false);
	LLVMValueRef assembly = llvm.GetInlineAsm(type, "", 0, clobber, strlen(clobber), true,
						  false, LLVMInlineAsmDialectATT, false);
	llvm.BuildCall2(builder, type, assembly, NULL, 0, "");
	llvm.InstructionEraseFromParent(at);
}

/* Returns the number of places, or -1. */
static int settle(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef at)
{
	llvm.PositionBuilderBefore(builder, at);
	llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(at));
	int err = 0;
	if (is_access(at))
		err = settle_access(ir, builder, at);
	else if (llvm.IsAAtomicRMWInst(at) && llvm.GetAtomicRMWBinOp(at) == LLVMAtomicRMWBinOpSub)
		err = settle_subtraction(ir, builder, at);
	else if (is_operation(at))
		err = settle_operation(ir, at);
	else if (llvm.IsAFenceInst(at))
		settle_fence(ir, builder, at);
	else
		return 0;
	return err < 0 ? -1 : 1;
}

int atomics_settle(struct ir *ir, LLVMModuleRef module)
{
	unsigned errors = diag_errors();
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	int changed = 0, one = 0;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f && one >= 0;
	     f = llvm.GetNextFunction(f)) {
		LLVMValueRef next;
		for (LLVMValueRef at = ir_first_instruction(f); at && one >= 0; at = next) {
			next = ir_next_instruction(at);
			one = settle(ir, builder, at);
			changed += one;
		}
	}
	llvm.DisposeBuilder(builder);
	return one < 0 || diag_errors() != errors ? -1 : changed;
}
