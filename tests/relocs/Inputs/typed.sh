#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# typed.sh "RUSTC WORDS" SHIM DOOR [WORD...]: builds typed.rs at each of rustc's levels, attaches those of its programs that
# any machine lets one attach, and shows what is other than of the level before.
set -e
rustc=$1 shim=$2 door=$3
shift 3
here=$(dirname "$0")
for level in 0 1 2 3 s; do
	sh "$here/build.sh" "$rustc" "$shim" "$door" $level "$door$level.o" "$here/typed.rs" "$@"
	"$here/../../../build/tests/run_attached" "$door$level.o" newtask tasks >"$level"
	cmp "$level" 0
done
cat 0
