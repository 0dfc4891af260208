/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Prints a refusal. */
#ifndef SHIM_EXPLAIN_TELL_H
#define SHIM_EXPLAIN_TELL_H

#include "explain/facts.h"

/* One error with its line of source, notes about the value that it is about, and at most one help.
 */
void tell(const struct refusal *refusal);

#endif
