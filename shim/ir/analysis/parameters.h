/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What is known of the parameters of subprograms: nothing but their calls gives them values. */
#ifndef SHIM_IR_ANALYSIS_PARAMETERS_H
#define SHIM_IR_ANALYSIS_PARAMETERS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* The parameter's number in its function, from 0 on. */
unsigned parameter_index(LLVMValueRef parameter);

/* Takes what one call gives the parameter; false ends the walk. */
typedef bool (*parameter_visitor)(void *data, LLVMValueRef value);

/* Whether the visitor took what each of the calls gives. False, too, when there may be calls that
 * the module does not show: of functions that are no subprograms, that programs may replace, or
 * whose address is taken. */
bool parameter_each(const struct ir *ir, LLVMValueRef parameter, parameter_visitor visit,
		    void *data);

/* The size in bytes of the variable or constant that the parameter is the start of, whichever call
 * it is; 0 when it is not known. */
uint64_t parameter_object_size(const struct ir *ir, LLVMTargetDataRef layout,
			       LLVMValueRef parameter);

#endif
