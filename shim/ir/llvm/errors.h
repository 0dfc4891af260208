/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* LLVM's own errors, in the words of this program. */
#ifndef SHIM_IR_LLVM_ERRORS_H
#define SHIM_IR_LLVM_ERRORS_H

#include "base/names.h"

/* Reports an error that LLVM does not come back from. */
void ir_report_llvm_fatal(const char *reason);
/* True when LLVM complains about the size of a function's stack frame; its name goes to
 * 'functions'. */
bool ir_is_stack_error(const char *description, struct names *functions);
/* Reports an error of LLVM's in the words of this program. */
void ir_report_llvm_error(const char *description);

#endif
