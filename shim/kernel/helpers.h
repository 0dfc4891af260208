/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Facts about helper functions by their number (enum bpf_func_id, uapi/linux/bpf.h). */
#ifndef SHIM_KERNEL_HELPERS_H
#define SHIM_KERNEL_HELPERS_H

#include <stdbool.h>

/* Returns the name without its bpf_ prefix, or NULL. */
const char *helper_name(unsigned id);

/* True for probe_read_user, probe_read_kernel and their _str variants. On a kernel that lacks them,
 * loaders call probe_read and probe_read_str instead (libbpf's bpf_object__sanitize_prog; aya-obj
 * and cilium/ebpf do the same). */
bool helper_has_older_form(unsigned id);

/* Returns the first kernel that lets a program under any license call it, or 0 if only programs
 * under the GPL may. */
unsigned helper_free_since(unsigned id);

/* True if the kernel treats the license as compatible with the GPL (include/linux/license.h,
 * license_is_gpl_compatible()). */
bool license_is_gpl_compatible(const char *license);

/* True for helpers that change no memory that the program can read through one of its pointers. */
bool helper_keeps_memory(unsigned long long id);
/* True for helpers that take no size of zero: ARG_CONST_SIZE in their struct bpf_func_proto
 * (net/core/filter.c, kernel/bpf/helpers.c). */
bool helper_wants_bytes(unsigned long long id);

#endif
