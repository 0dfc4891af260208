#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# Links with LLVM's memory laid out otherwise each time: heaps.sh SHIM BITCODE. All have to be 0.o.
for i in 0 1 2 3 4 5 6 7; do
	GLIBC_TUNABLES=glibc.malloc.tcache_count=$i MALLOC_TOP_PAD_=${i}00000 "$1" --export prog "$2" -o $i.o &&
		cmp 0.o $i.o || exit 1
done
