/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Explains why the verifier refused a program of an object. */
#ifndef SHIM_EXPLAIN_EXPLAIN_H
#define SHIM_EXPLAIN_EXPLAIN_H

#include <stdbool.h>

#include "base/buf.h"
#include "explain/place.h"

/* Explains the text of a log about a program of the object, as one error. 'named' is the refused
 * program if the caller knows it, else NULL. Returns 0, or -1 if the message is not in the table:
 * the error is printed all the same. */
int explain_log(const struct subject *subject, const struct buf *text, const char *named);

#endif
