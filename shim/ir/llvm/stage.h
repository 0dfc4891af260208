/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What the worker process tells its parent while it works. The sink is set once, by the child;
 * without one (tests that link the rooms themselves) nothing is told.
 */
#ifndef SHIM_IR_LLVM_STAGE_H
#define SHIM_IR_LLVM_STAGE_H

#include <stdnoreturn.h>

struct stage_sink {
	void (*enter)(const char *who, const char *stage, const char *input);
	void (*library)(const char *path);
	void (*end)(int status); /* does not return */
};

void stage_set_sink(const struct stage_sink *sink);

/* LLVM is about to do this ("reading bitcode", ...), with this input (or NULL): for the message in
 * case the process does not survive it. */
void stage_enter(const char *stage, const char *input);
/* The library that does the work. */
void stage_name_library(const char *path);
/* Ends the process with this status, which its messages have explained. */
noreturn void stage_exit(int status);

#endif
