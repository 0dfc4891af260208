/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How findings are told: as messages, as a page to read, as JSON. */
#ifndef SHIM_ELF_CHECK_REPORT_H
#define SHIM_ELF_CHECK_REPORT_H

#include "base/buf.h"
#include "base/json.h"
#include "elf/check/rules.h"

/* Errors and warnings for the findings that count against the kernel (0: none was chosen); -1 when
 * one was an error. */
int report_errors(const struct checker *checker, unsigned kernel);

/* With --verbose, the oldest kernel of each program. */
void report_trace(const struct checker *checker);

/* For each program, on stdout: the oldest kernel that it fits, and what no older one takes. */
void report_page(const struct checker *checker);

/* The same as one JSON object; 'fits' says whether anything counts against the kernel. */
void report_json(const struct checker *checker, struct json *json, unsigned kernel, bool fits);

/* For each program: its size, what it uses, where it comes from. Wants checker->lines. */
void report_summary(const struct checker *checker, struct buf *out);

#endif
