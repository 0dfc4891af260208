/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* rustc's symbol names. */
#include "base/symbol.h"

#include <string.h>

#include <libiberty/demangle.h>

#include "base/alloc.h"

char *symbol_demangle(const char *symbol)
{
	char *name = rust_demangle(symbol, DMGL_NO_OPTS);
	return name ? name : xstrdup(symbol);
}

bool symbol_is_rustc_own(const char *name)
{
	/* The mangling changes with the compiler, but rust-lang/rust#139923 promises these
	 * substrings. */
	return strstr(name, "rust_begin_unwind") || strstr(name, "__rust_probestack");
}
