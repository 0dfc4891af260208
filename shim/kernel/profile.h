/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What a kernel allows: plain numbers, from one data table with a row for each kernel that allows
 * more than the one before it. Kernels take nothing back, so every number only grows.
 */
#ifndef SHIM_KERNEL_PROFILE_H
#define SHIM_KERNEL_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

/* Whose loader an object is for. */
enum loader_layout {
	LAYOUT_BY_SECTIONS, /* as the names of the sections say */
	LAYOUT_REDBPF,
};

struct profile {
	const char *cpu; /* LLVM's name of the instruction set: "v1" to "v4", or "probe" */
	unsigned kernel; /* KERNEL(X, Y) of the row, or 0: none was chosen */
	enum loader_layout layout;
	unsigned unroll_insns; /* loops are unrolled while a program stays within this; 0: only
				* those that LLVM unrolls by itself */

	/* Limits. Without a kernel: those of the newest. */
	unsigned max_insns;     /* instructions in one program */
	unsigned max_stack;     /* bytes of stack, over all frames of a chain of calls */
	unsigned max_maps;      /* maps used by one program */
	unsigned max_functions; /* in one program, together with what it calls */
	unsigned max_frames;    /* of functions that call each other */

	/* 1: the kernel takes it; 0: it does not. */
	unsigned calls;          /* calls between functions (subprograms) */
	unsigned loops;          /* a cycle of instructions, bounded */
	unsigned global_data;    /* .rodata, .data, .bss: addresses of map values */
	unsigned atomics;        /* atomic operations other than adding without a result */
	unsigned callbacks;      /* the address of a function, for a helper */
	unsigned variable_stack; /* loads and stores at a variable place of the stack */
	unsigned arsh32;         /* 32-bit arithmetic shift right */
	unsigned jmp32;          /* 32-bit comparisons: class 6 */
	unsigned isa_v4;         /* movsx, ldsx, sdiv, smod, bswap, gotol */
	unsigned may_goto;       /* loops that the kernel counts */
	unsigned arena;          /* casts between address spaces */
	unsigned small_frames;   /* frames of a chain of calls are rounded to 16 bytes, not 32 */
	unsigned load_acquire;   /* and store-release */
	unsigned ksyms;          /* addresses of kernel variables by BTF */
	unsigned kfuncs;         /* calls of kernel functions by BTF */
	unsigned enum_sizes;     /* enums of BTF with 1, 2 or 8 bytes */
	unsigned name_dots;      /* '.' in the names of programs and maps */

	/* The newest of a kind that grows by number. */
	unsigned last_helper; /* enum bpf_func_id */
	unsigned last_map;    /* enum bpf_map_type */
	unsigned map_flags;   /* all the flags of map_flags that are known */
	unsigned last_btf;    /* kind of BTF type; 0: no BTF */

	bool cpu_chosen; /* by the user; else a program that needs more may get more */
};

/* What this kernel, KERNEL(X, Y), allows: its row and those before it. */
struct profile profile_for_kernel(unsigned kernel);
/* The oldest kernel's profile. */
struct profile profile_oldest(void);

/* The first kernel whose profile has at least 'least' in the unsigned member at this offset; 0 when
 * there is none. PROFILE_SINCE(calls, 1) is KERNEL(4, 16). */
unsigned profile_since(size_t member, unsigned least);
#define PROFILE_SINCE(member, least) profile_since(offsetof(struct profile, member), least)

#endif
