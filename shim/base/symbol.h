/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Symbol names. */
#ifndef SHIM_BASE_SYMBOL_H
#define SHIM_BASE_SYMBOL_H

#include <stdbool.h>

/* Returns the demangled name; the caller frees it. A name that is not Rust's is copied. */
char *symbol_demangle(const char *symbol);

/* True for the two names that rustc puts into export lists although no program defines them: the
 * panic handler and the stack probe, mangled or not. */
bool symbol_is_rustc_own(const char *name);

#endif
