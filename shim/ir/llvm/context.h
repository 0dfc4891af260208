/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the rooms of ir/ share: the LLVM context, the target machine and the module at hand. */
#ifndef SHIM_IR_LLVM_CONTEXT_H
#define SHIM_IR_LLVM_CONTEXT_H

#include "base/buf.h"
#include "base/names.h"
#include "cli/options.h"
#include "input/input.h"
#include "ir/llvm/llvm.h"
#include "kernel/profile.h"

struct plan;
struct lines;
struct frame;

/* A source line that the linker has changed code of. */
struct changed {
	const char *change; /* a literal */
	LLVMMetadataRef location;
};

struct ir {
	const struct options *opts;   /* borrowed */
	const struct inputs *inputs;  /* borrowed */
	struct profile *profile;      /* borrowed; cpu may be raised before the machine exists */
	LLVMContextRef context;       /* owned */
	LLVMTargetMachineRef machine; /* owned */
	const char *triple;           /* "bpfel" or "bpfeb" */
	char *data_layout;            /* owned; LLVMDisposeMessage */
	LLVMModuleRef module;         /* owned; the merged program, from merge on */
	LLVMValueRef focus;           /* the one function that is worked on; NULL: all */
	struct plan *plan;            /* borrowed; of the emission at hand */
	struct names exports;         /* names that stay visible, from options and inputs */
	bool exports_given;           /* there was a list; else all that is visible stays so */
	struct names entries;         /* names of the entry points, from merge on */
	struct names subprograms;     /* names of functions that stay functions, if they can */
	struct names globals;         /* those of them that are verified by themselves */
	struct names endless;         /* functions that have an endless loop of their own */
	struct names keep; /* other names that must stay visible: maps, license, exports */
	bool debug_info;   /* the program's own crates have debug info */
	unsigned errors;   /* error diagnostics of LLVM so far */
	bool capture;      /* keep the next error text in captured, report nothing */
	struct buf captured;
	unsigned dump_count;     /* files of --dump-module so far */
	struct changed *changed; /* of the emission at hand; owned */
	size_t changed_count;
	struct lines *lines;   /* borrowed; what the source says of the object */
	struct buf *form;      /* borrowed; what --emit asks for, when that is no object */
	struct names too_deep; /* functions whose stack frame code generation found too large */
	struct frame *frames;  /* one for each of these: what takes up the stack; owned */
};

/* Makes the context and its diagnostic handler; opts, inputs and profile are set by the caller. */
void ir_open(struct ir *ir);
/* Makes the target machine for ir->triple and the profile's cpu; again when one of them has
 * changed. 0 or -1 after reporting. */
int ir_open_machine(struct ir *ir);
void ir_close(struct ir *ir);

/* Makes this the one function that is worked on; NULL: all. A message about a stage that does not
 * come to its end names it. */
void ir_focus(struct ir *ir, LLVMValueRef function);

/* Runs LLVM passes, in the text form of `opt -passes=`, on a module. 0 or -1 after reporting. */
int ir_run_passes(struct ir *ir, LLVMModuleRef module, const char *passes);
/* The same for passes of functions, on ir->focus or on all functions. */
int ir_run_function_passes(struct ir *ir, LLVMModuleRef module, const char *passes);

/* With --dump-module DIR, writes the module to DIR/NN-STAGE.ll. */
#define DUMP_FIRST "merged"
#define DUMP_LAST "final"
void ir_dump(struct ir *ir, LLVMModuleRef module, const char *stage);

/* Proves the module well-formed; 'stage' is named in the message. An ill-formed module after one of
 * our own stages is our bug. 0 or -1 after reporting. */
int ir_verify(LLVMModuleRef module, const char *stage);

#endif
