#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# build_with.sh "RUSTC WORDS" SHIM LEVEL OUT CRATE SOURCE [WORD...]: as build.sh for the host door, of a program that
# wants one more crate, which is named as its file.
set -e
rustc=$1 shim=$2 level=$3 out=$4 crate=$5 source=$6
shift 6
name=$(basename "$crate" .rs)
words="-Cpanic=abort -Copt-level=$level -g -Awarnings -Clinker-plugin-lto --edition 2024"
mkdir -p "$out.d"
# The compiler's words are several.
# shellcheck disable=SC2086
$rustc $words --crate-type rlib --crate-name btf -o "$out.d/libbtf.rlib" "$(dirname "$0")/../../../target-spec/btf/src/lib.rs"
# shellcheck disable=SC2086
$rustc $words --crate-type rlib --crate-name "$name" --extern btf="$out.d/libbtf.rlib" -o "$out.d/lib$name.rlib" "$crate"
# shellcheck disable=SC2086
exec $rustc $words --extern btf="$out.d/libbtf.rlib" --extern "$name=$out.d/lib$name.rlib" -L "$out.d" -Clinker="$shim" "$@" \
	-o "$out" "$source"
