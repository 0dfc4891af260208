/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Prints findings as messages, as a page or as JSON. */
#ifndef SHIM_ELF_CHECK_REPORT_H
#define SHIM_ELF_CHECK_REPORT_H

#include "base/buf.h"
#include "base/json.h"
#include "base/names.h"
#include "elf/check/rules.h"

/* Reports the warnings, and as errors the findings that count against the kernel (0: the user chose
 * none). Returns -1 if there is an error, else 0. */
int report_errors(const struct checker *checker, unsigned kernel);

/* Traces the oldest kernel of each program. */
void report_trace(const struct checker *checker);

/* Prints for each program its oldest kernel, and what excludes older ones, to stdout. */
void report_page(const struct checker *checker);

/* Writes the same as one JSON object. 'fits' tells whether no finding counts against the kernel. */
void report_json(const struct checker *checker, struct json *json, unsigned kernel, bool fits);

/* Appends statistics for each program: its size, its maps, and the functions that its code comes
 * from. checker->lines must be set. */
void report_summary(const struct checker *checker, struct buf *out);

/* Adds the names of the maps that these functions refer to. */
void report_collect_maps(const struct checker *checker, const struct program *const *list,
			 size_t count, struct names *maps);

#endif
