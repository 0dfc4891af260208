/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Names of symbols. */
#ifndef SHIM_BASE_SYMBOL_H
#define SHIM_BASE_SYMBOL_H

#include <stdbool.h>

/* The readable form of a symbol name; the caller frees it. Names that are not Rust's are copied. */
char *symbol_demangle(const char *symbol);

/* True for the names that rustc lists though no program exports them: the panic handler and the
 * stack probe, under their mangled or plain names. */
bool symbol_is_rustc_own(const char *name);

#endif
