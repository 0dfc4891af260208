#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# build.sh "RUSTC WORDS" SHIM DOOR LEVEL OUT SOURCE [WORD...]: builds the crate of target-spec/btf and a program
# with it, as a host or a bpf door does, at one of rustc's levels. Only errors are shown.
set -e
rustc=$1 shim=$2 door=$3 level=$4 out=$5 source=$6
shift 6
crate=$(dirname "$0")/../../../target-spec/btf/src/lib.rs
words="-Cpanic=abort -Copt-level=$level -g -Awarnings"
case $door in
host) words="$words -Clinker-plugin-lto" ;;
bpf) words="$words --target bpfel-unknown-none" ;;
esac
mkdir -p "$out.d"
# The compiler's words are several.
# shellcheck disable=SC2086
$rustc $words --edition 2021 --crate-type rlib --crate-name btf -o "$out.d/libbtf.rlib" "$crate"
# shellcheck disable=SC2086
exec $rustc $words --edition 2024 --extern btf="$out.d/libbtf.rlib" -Clinker="$shim" "$@" -o "$out" "$source"
