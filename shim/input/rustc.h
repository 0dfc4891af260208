/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The rustc that called: where it is, and which libLLVM it uses. */
#ifndef SHIM_INPUT_RUSTC_H
#define SHIM_INPUT_RUSTC_H

/* The directory with the tools of the calling rustc: SYSROOT/lib/rustlib/HOST/bin, which rustc puts
 * first on the linker's PATH. NULL when no rustc called; the caller frees. */
char *rustc_bin(void);

/* The SYSROOT of that directory, or NULL; the caller frees. */
char *rustc_sysroot(void);

/* The libLLVM that librustc_driver of this sysroot is linked to (its DT_NEEDED entry): a path
 * beside the driver, or a bare name for the dynamic linker to find; NULL when there is no driver or
 * it has LLVM inside. The caller frees. */
char *rustc_libllvm(const char *sysroot);

#endif
