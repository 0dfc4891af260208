/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Words that LLVM itself reads: its command line, and features of the CPU. LLVM passes over what it
 * does not know in silence, or with a cry on stderr, so what the user has given is tried out first,
 * in a process of its own.
 */
#ifndef SHIM_IR_LLVM_LLVM_OPTIONS_H
#define SHIM_IR_LLVM_LLVM_OPTIONS_H

#include "cli/options.h"
#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"
#include "kernel/profile.h"

/* Sets LLVM's options, once and for the whole process: ours, and then those of --llvm-args. 0, or
 * -1 after reporting one that this LLVM does not take. */
int llvm_set_options(const struct options *opts, const struct profile *profile);

/* Warns about each feature of --cpu-features that this LLVM does not know. */
void llvm_check_features(const struct ir *ir, LLVMTargetRef target);

#endif
