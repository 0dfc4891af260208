#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# beside_c.sh "RUSTC WORDS" SHIM DOOR [WORD...]: links beside_c.rs with beside.c, whose relocations clang has made or
# bpf-shim is to make, at each of rustc's levels, and runs it.
set -e
rustc=$1 shim=$2 door=$3
shift 3
here=$(dirname "$0")
clang -target bpf -O2 -g -emit-llvm -c "$here/beside.c" -o made.bc
clang -target bpf -O2 -g -Xclang -disable-llvm-passes -emit-llvm -c "$here/beside.c" -o raw.bc
for level in 0 1 2 3 s; do
	for part in made raw; do
		sh "$here/build.sh" "$rustc" "$shim" "$door" $level $part.o "$here/beside_c.rs" "-Clink-arg=$part.bc" "$@"
		echo "$part $level: $("$here/../../../build/tests/run_prog" -c $part.o 0000000000000000)"
	done
done
