/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Exit statuses. The README has the same table; keep both in step. */
#ifndef SHIM_BASE_EXITCODE_H
#define SHIM_BASE_EXITCODE_H

enum exitcode {
	EXITCODE_OK = 0,
	EXITCODE_CHECK = 1,   /* the finished object breaks a rule of the kernel or the loaders */
	EXITCODE_USAGE = 2,   /* wrong command line */
	EXITCODE_INPUT = 3,   /* an input is missing, damaged or of the wrong kind */
	EXITCODE_LLVM = 4,    /* no libLLVM, or one that cannot read the bitcode */
	EXITCODE_PROGRAM = 5, /* the program cannot be made into BPF */
	EXITCODE_OUTPUT = 6,  /* the output cannot be written */
	EXITCODE_CRASH = 7,   /* LLVM crashed, or ran over its time or memory limit */
	EXITCODE_SYSTEM = 8,  /* the system refused memory, a process or a pipe */
	EXITCODE_BUG = 70,    /* bpf-shim itself is wrong; the user should report it */
};

#endif
