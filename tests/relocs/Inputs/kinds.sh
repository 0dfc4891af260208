#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# kinds.sh "RUSTC WORDS" SHIM DOOR [WORD...]: builds kinds.rs at each of rustc's levels, runs it, and compares with
# what kinds.c does, as clang has built it.
set -e
rustc=$1 shim=$2 door=$3
shift 3
here=$(dirname "$0")
run() {
	"$here/../../../build/tests/run_prog" -c -m RESULT "$1" 0000000000000000 >"$1.out"
}
clang -target bpf -O2 -g -c "$here/kinds.c" -o c.o
run c.o
for level in 0 1 2 3 s; do
	sh "$here/build.sh" "$rustc" "$shim" "$door" $level "$door$level.o" "$here/kinds.rs" "$@"
	run "$door$level.o"
	# The process that called is the parent of both.
	diff c.o.out "$door$level.o.out"
	echo "$door $level: $(grep -c '^map' "$door$level.o.out") equal"
done
