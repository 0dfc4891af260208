/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the rooms of ir/ share: the LLVM context, the target machine and the module at hand. */
#ifndef SHIM_IR_IR_H
#define SHIM_IR_IR_H

#include "base/diag.h"
#include "cli/profile.h"
#include "ir/llvm.h"

struct ir {
	const struct options *opts;   /* borrowed */
	const struct inputs *inputs;  /* borrowed */
	struct profile *profile;      /* borrowed; cpu may be raised before the machine exists */
	LLVMContextRef context;       /* owned */
	LLVMTargetMachineRef machine; /* owned */
	const char *triple;           /* "bpfel" or "bpfeb" */
	char *data_layout;            /* owned; LLVMDisposeMessage */
	LLVMModuleRef module;         /* owned; the merged program, from merge on */
	struct names exports;         /* names that stay visible, from options and inputs */
	bool exports_given;           /* there was a list; else all that is visible stays so */
	struct names entries;         /* names of the entry points, from merge on */
	struct names subprograms;     /* names of functions that stay functions, if they can */
	struct names keep; /* other names that must stay visible: maps, license, exports */
	bool debug_info;   /* the program's own crates have debug info */
	unsigned errors;   /* error diagnostics of LLVM so far */
	bool capture;      /* keep the next error text in captured, report nothing */
	struct buf captured;
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

/* Runs LLVM passes, in the text form of `opt -passes=`, on a module. 0 or -1 after reporting. */
int ir_run_passes(struct ir *ir, LLVMModuleRef module, const char *passes);

/* With --dump-module DIR, writes the module to DIR/NN-STAGE.ll. */
#define DUMP_FIRST "merged"
#define DUMP_LAST "final"
void ir_dump(const struct ir *ir, LLVMModuleRef module, const char *stage);

/* Proves the module well-formed; 'stage' is named in the message. An ill-formed module after one of
 * our own stages is our bug. 0 or -1 after reporting. */
int ir_verify(LLVMModuleRef module, const char *stage);

/* Of a location and those it was inlined at, the innermost in the program's own sources (neither
 * core nor the registry); else the outermost with a line; NULL: none. */
LLVMMetadataRef ir_own_location(LLVMMetadataRef location);
/* The source line of an instruction, by ir_own_location(). The strings belong to LLVM, 'function'
 * is the enclosing function's symbol name. */
struct diag_where ir_where(LLVMValueRef instruction);
/* The source line of a location alone, which ir_own_location() has chosen. */
struct diag_where ir_where_location(LLVMMetadataRef location);
/* As ir_where() for the marker of a panic, which lies in the handler: the line that panics. */
struct diag_where ir_where_panics(LLVMValueRef marker);

/* The same for an error that LLVM does not come back from. */
void ir_report_llvm_fatal(const char *reason);
/* True when LLVM complains about the size of a function's stack frame; its name goes to
 * 'functions'. */
bool ir_is_stack_error(const char *description, struct names *functions);
/* Reports an error of LLVM's in the words of this program. */
void ir_report_llvm_error(const char *description);

/* True for a call of the function with exactly this name. */
bool ir_calls(LLVMValueRef instruction, const char *name);

/* Enum attributes of a function by name; a name that LLVM does not know is a bug. */
void ir_add_attribute(struct ir *ir, LLVMValueRef function, const char *name);
void ir_remove_attribute(LLVMValueRef function, const char *name);
bool ir_has_attribute(LLVMValueRef function, const char *name);
bool ir_param_has_attribute(LLVMValueRef function, unsigned param, const char *name);

/* The alignment that a call says a pointer argument has: 1, 2, 4 or 8. */
unsigned ir_param_align(LLVMValueRef call, unsigned param);

/* Iteration over the instructions of a function; get the next one before changing the current. */
LLVMValueRef ir_first_instruction(LLVMValueRef function);
LLVMValueRef ir_next_instruction(LLVMValueRef instruction);

size_t ir_count_instructions(LLVMValueRef function);

/* The name of a value; belongs to LLVM. */
const char *ir_name(LLVMValueRef value);
/* The bytes of a variable or constant that is a string and nothing else, and their number; NULL
 * when it is no such. They belong to LLVM. */
const char *ir_string(LLVMValueRef global, size_t *size);

/* Ends the block right before 'instruction': it and all after it go, successors forget the block.
 * The builder then stands at the end of the block, to be given a new terminator. */
void ir_cut_block(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef instruction);
/* The phis of 'successor' take their values from 'instead' where they took them from 'block'. */
void ir_replace_incoming(struct ir *ir, LLVMBasicBlockRef successor, LLVMBasicBlockRef block,
			 LLVMBasicBlockRef instead);
/* Removes block's entries from the phis of 'successor' (one edge). */
void ir_drop_incoming(struct ir *ir, LLVMBasicBlockRef successor, LLVMBasicBlockRef block);

#endif
