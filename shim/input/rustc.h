/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The calling rustc: where it is installed and which libLLVM it uses. */
#ifndef SHIM_INPUT_RUSTC_H
#define SHIM_INPUT_RUSTC_H

/* Returns SYSROOT/lib/rustlib/HOST/bin, the directory of rustc's tools, which rustc puts first on
 * the linker's PATH. Returns NULL if rustc is not the caller. The caller frees it. */
char *rustc_bin(void);

/* Returns the SYSROOT of that directory, or NULL. The caller frees it. */
char *rustc_sysroot(void);

/* Returns the libLLVM that the sysroot's librustc_driver needs (DT_NEEDED): a path beside the
 * driver, or a bare name for the dynamic linker. Returns NULL if there is no driver or it contains
 * LLVM. The caller frees it. */
char *rustc_libllvm(const char *sysroot);

#endif
