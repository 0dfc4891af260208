/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Map types by their number (enum bpf_map_type, uapi/linux/bpf.h). */
#ifndef SHIM_KERNEL_MAP_TYPES_H
#define SHIM_KERNEL_MAP_TYPES_H

/* Returns the name for messages, as in "hash". A type that this program does not know yet is
 * "new". */
const char *map_type_name(unsigned type);

#endif
