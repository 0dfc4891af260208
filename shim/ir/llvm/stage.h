/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What the worker process tells its parent while it works, for the message in case the process does
 * not survive it. The sink is set once, by the child; without one (tests that link the rooms
 * themselves) nothing is told.
 */
#ifndef SHIM_IR_LLVM_STAGE_H
#define SHIM_IR_LLVM_STAGE_H

#include <stdnoreturn.h>

#include "base/message.h"

/* Who is at work when it is this program itself. */
#define STAGE_OURSELVES "bpf-shim"
#define STAGE_LLVM "LLVM"

struct stage_sink {
	void (*enter)(const char *who, const char *stage, const struct diag_where *at);
	void (*library)(const char *path);
	void (*end)(int status); /* does not return */
};

void stage_set_sink(const struct stage_sink *sink);

/* LLVM is about to do this ("reading bitcode", ...), with this input (or NULL). */
void stage_enter(const char *name, const char *input);
/* This program is about to do this itself, as far as it does not lend it. */
void stage_ours(const char *name);
/* From here to the next call or stage it is about this function alone. NULL: about none. */
void stage_at(const struct diag_where *function);
/* Calls of LLVM that are a part of the program's own stage stand between these two. */
void stage_lend(void);
void stage_take_back(void);
/* The library that does the work. */
void stage_name_library(const char *path);
/* Ends the process with this status, which its messages have explained. */
noreturn void stage_exit(int status);

#endif
