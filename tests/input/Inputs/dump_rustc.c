/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Prints what is found out about the calling rustc. */
#include <stdio.h>
#include <stdlib.h>

#include "input/rustc.h"

int main(void)
{
	char *sysroot = rustc_sysroot();
	char *llvm = sysroot ? rustc_libllvm(sysroot) : NULL;
	printf("sysroot: %s\n", sysroot ? sysroot : "(none)");
	printf("libLLVM: %s\n", llvm ? llvm : "(none)");
	free(llvm);
	free(sysroot);
	return 0;
}
