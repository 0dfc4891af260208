/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Versions of Linux as numbers that can be compared. */
#ifndef SHIM_KERNEL_VERSION_H
#define SHIM_KERNEL_VERSION_H

#define KERNEL(major, minor) ((major) << 8 | (minor))
#define KERNEL_MAJOR(version) ((version) >> 8)
#define KERNEL_MINOR(version) ((version) & 0xff)

/* The oldest that there is a profile for. */
#define KERNEL_OLDEST KERNEL(4U, 15U)

/* Reads "X.Y", with anything behind a '.' or '-' after it, as in uname's release "6.1.0-25-amd64";
 * "running" is this machine's. 0: it is no version. */
unsigned kernel_parse(const char *text);

#endif
