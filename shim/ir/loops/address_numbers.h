/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Addresses that are numbers only to be subtracted from each other and compared: how far a char is
 * into its string. The verifier subtracts no pointers on most paths, and knows nothing of what it
 * does subtract. Such numbers become the places of the pointers (place.h), of which it knows all;
 * that moves each address by a distance, which goes where two of them meet.
 */
#ifndef SHIM_IR_LOOPS_ADDRESS_NUMBERS_H
#define SHIM_IR_LOOPS_ADDRESS_NUMBERS_H

#include "ir/analysis/place.h"
#include "ir/llvm/llvm.h"

/* For a ptrtoint of a pointer into known objects: replaces it, and all that it is mixed with, by
 * numbers of places. False where one of them may go elsewhere as an address. */
bool address_number_lower(struct places *places, LLVMValueRef at);

#endif
