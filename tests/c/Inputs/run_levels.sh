#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# run_levels.sh SHIM PROGRAM: the C program at each level of clang's, linked without rustc, and run.
set -e
run_prog=$(dirname "$0")/../../../build/tests/run_prog
for level in O0 O1 O2 O3; do
	echo $level
	clang -target bpf -$level -g -emit-llvm -c "$2" -o $level.bc
	"$1" $level.bc -o $level.o
	"$run_prog" -m COUNTS $level.o 0102030405060708090a0b0c0d0e 0102030405060709090a0b0c0d0e
done
