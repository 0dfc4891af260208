/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The limits and features of a kernel as plain numbers. One table has a row for each kernel that
 * allows more than the one before it. Kernels keep their interface, so no number ever shrinks.
 */
#ifndef SHIM_KERNEL_PROFILE_H
#define SHIM_KERNEL_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

/* The loader that an object is made for. */
enum loader_layout {
	LAYOUT_BY_SECTIONS, /* the section names tell */
	LAYOUT_REDBPF,
	LAYOUT_AYA, /* aya's crates are linked: nobody asks for it */
};

/* Which loops are unrolled. */
enum unrolling {
	UNROLL_BY_LLVM, /* those that LLVM unrolls by itself: bpf-linker's habit */
	UNROLL_SOME,    /* small ones, and those that the verifier cannot follow */
	UNROLL_ALL, /* each whose bound can be derived: the kernel has no loops, or so it was asked
		     */
};

struct profile {
	const char *cpu; /* LLVM's name of the instruction set: "v1" to "v4", or "probe" */
	unsigned kernel; /* KERNEL(X, Y) of the row; 0: the user chose no kernel */
	unsigned asked;  /* KERNEL(X, Y) that the user chose, or 0: verifiers have rows of their own
			  */
	enum loader_layout layout;
	enum unrolling unrolling;

	/* Limits. If the user chose no kernel, those of the newest. */
	unsigned max_insns;     /* instructions in one program */
	unsigned max_stack;     /* bytes of stack, summed over the frames of a call chain */
	unsigned max_maps;      /* maps that one program uses */
	unsigned max_functions; /* functions in one program, subprograms included */
	unsigned max_frames;    /* frames in a call chain */

	/* Features: 1 if the kernel accepts it, 0 if not. */
	unsigned calls;            /* BPF-to-BPF calls (subprograms) */
	unsigned global_functions; /* functions that are verified once, by themselves */
	unsigned loops;            /* back edges: bounded loops */
	unsigned falling_loops;    /* back edges that are no jumps */
	unsigned global_data;      /* .rodata, .data, .bss: direct access to map values */
	unsigned atomics;          /* atomic operations other than an addition without fetch */
	unsigned callbacks;        /* the address of a function as a helper's argument */
	unsigned variable_stack;   /* stack accesses at a variable offset */
	unsigned arsh32;           /* 32-bit arithmetic shift right */
	unsigned jmp32;            /* 32-bit comparisons: class JMP32 */
	unsigned isa_v4;           /* movsx, ldsx, sdiv, smod, bswap, gotol */
	unsigned may_goto;         /* loops that the kernel bounds itself */
	unsigned arena;            /* address space casts */
	unsigned small_frames;     /* frames count in units of 16 bytes, not 32 */
	unsigned load_acquire;     /* load-acquire and store-release */
	unsigned ksyms;            /* addresses of kernel variables, by BTF */
	unsigned kfuncs;           /* kernel functions, by BTF */
	unsigned enum_sizes;       /* BTF enums of 1, 2 or 8 bytes */
	unsigned nonnull;          /* arguments of these that are never null */
	unsigned name_dots;        /* '.' in program and map names */

	/* The newest member of each kind that the kernel numbers. */
	unsigned last_helper; /* enum bpf_func_id */
	unsigned last_map;    /* enum bpf_map_type */
	unsigned map_flags;   /* mask of the known bits of map_flags */
	unsigned last_btf;    /* newest BTF kind; 0: no BTF */

	bool careful;    /* LLVM has crashed: without the passes of it that are known to */
	bool cpu_chosen; /* the user chose it; if not, a program that needs a newer instruction set
			    gets it */
};

/* Returns the profile of KERNEL(X, Y): its row added to all rows before it. */
struct profile profile_for_kernel(unsigned kernel);
/* Returns the oldest kernel's profile. */
struct profile profile_oldest(void);

/* Returns the first kernel whose profile has at least 'least' in the unsigned member at this
 * offset, or 0 if no kernel does. PROFILE_SINCE(calls, 1) is KERNEL(4, 16). */
unsigned profile_since(size_t member, unsigned least);
#define PROFILE_SINCE(member, least) profile_since(offsetof(struct profile, member), least)

#endif
