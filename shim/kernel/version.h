/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Linux versions as numbers that can be compared. */
#ifndef SHIM_KERNEL_VERSION_H
#define SHIM_KERNEL_VERSION_H

#define KERNEL(major, minor) ((major) << 8 | (minor))
#define KERNEL_MAJOR(version) ((version) >> 8)
#define KERNEL_MINOR(version) ((version) & 0xff)

/* The oldest kernel that has a profile. */
#define KERNEL_OLDEST KERNEL(4U, 15U)

/* Parses "X.Y" and ignores what follows a further '.' or '-', as in uname's "6.1.0-25-amd64".
 * "running" is this machine's version. Returns 0 if the text is no version. */
unsigned kernel_parse(const char *text);

#endif
