#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# arithmetic.sh SHIM RUN_PROG OUTPUT CPU: the operations of arithmetic.py at each width
set -eu
shim=$1 run=$2 out=$3.$4 cpu=$4
here=$(dirname "$0")
for width in 8 16 32 64 128; do
	python3 "$here/arithmetic.py" ll "$width" >"$out.ll"
	python3 "$here/arithmetic.py" want "$width" >"$out.want"
	"$shim" "$out.ll" -o "$out.o" --cpu "$cpu"
	# shellcheck disable=SC2046 # one word for each input
	"$run" -c "$out.o" $(python3 "$here/arithmetic.py" inputs "$width") >"$out.got"
	sort "$out.want" >"$out.want.sorted"
	sort "$out.got" | cmp - "$out.want.sorted"
done
