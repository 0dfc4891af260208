/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "ir/lower/atomics_report.h"

#include "base/diag.h"
#include "base/message.h"
#include "ir/llvm/source.h"
#include "kernel/version.h"

/* NULL for what is neither a load nor a store. */
static const char *access_name(LLVMValueRef at)
{
	return llvm.IsALoadInst(at) ? "load" : llvm.IsAStoreInst(at) ? "store" : NULL;
}

void atomics_report_kernel(LLVMValueRef at, unsigned since)
{
	struct diag_where where = ir_where(at);
	if (access_name(at)) {
		diag_error_at(&where, "an atomic %s that orders others needs Linux %u.%u",
			      access_name(at), KERNEL_MAJOR(since), KERNEL_MINOR(since));
		diag_help("use Ordering::Relaxed");
		return;
	}
	diag_error_at(&where, "this atomic operation needs Linux %u.%u", KERNEL_MAJOR(since),
		      KERNEL_MINOR(since));
	diag_help("older kernels have fetch_add() and fetch_sub() alone, without their results");
}

void atomics_report_cpu(LLVMValueRef at, const char *cpu, const char *needed, unsigned since)
{
	struct diag_where where = ir_where(at);
	if (access_name(at)) {
		diag_error_at(&where,
			      "an atomic %s that orders others needs instruction set %s, not %s",
			      access_name(at), needed, cpu);
		diag_help("use Ordering::Relaxed, or pass --cpu %s (Linux %u.%u and later)", needed,
			  KERNEL_MAJOR(since), KERNEL_MINOR(since));
		return;
	}
	diag_error_at(&where, "this atomic operation needs instruction set %s, not %s", needed,
		      cpu);
	diag_help("pass --cpu %s (Linux %u.%u and later), or use fetch_add() or fetch_sub() "
		  "without their results",
		  needed, KERNEL_MAJOR(since), KERNEL_MINOR(since));
}

void atomics_report_llvm(LLVMValueRef access, unsigned since)
{
	struct diag_where where = ir_where(access);
	diag_error_at(&where, "an atomic %s that orders others needs LLVM %u, and this is %u.%u.%u",
		      access_name(access), since, llvm.major, llvm.minor, llvm.patch);
	diag_help("use Ordering::Relaxed, or build with a newer compiler");
}

void atomics_report_consistent(LLVMValueRef access, unsigned since)
{
	struct diag_where where = ir_where(access);
	diag_error_at(&where, "BPF has no sequentially consistent atomic %s", access_name(access));
	diag_help(
		"use Ordering::Relaxed, or Acquire and Release with --cpu v4 (Linux %u.%u and later)",
		KERNEL_MAJOR(since), KERNEL_MINOR(since));
}

void atomics_report_width(LLVMValueRef at)
{
	struct diag_where where = ir_where(at);
	diag_error_at(&where, "atomic operations are possible on 32 and 64 bits only");
	diag_help("use AtomicU32 or AtomicU64");
}

void atomics_report_alignment(LLVMValueRef at, unsigned width)
{
	struct diag_where where = ir_where(at);
	diag_error_at(&where,
		      "an atomic operation on %u bits at an address that is no multiple of %u",
		      width, width / 8);
	diag_help("leave out what packs the structure, or put fields before it that fill it up");
}

void atomics_report_operation(LLVMValueRef at)
{
	struct diag_where where = ir_where(at);
	diag_error_at(&where, "this atomic operation does not exist in BPF");
	diag_help("there are add, sub, and, or, xor, swap and compare_exchange");
}

void atomics_report_fence(LLVMValueRef at)
{
	struct diag_where where = ir_where(at);
	diag_error_at(&where, "a fence does not exist in BPF");
	diag_help("use compiler_fence(), or an atomic operation in place of what it orders");
}
