#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# two_crates.sh "RUSTC WORDS" SHIM DOOR [WORD...]: builds crate.rs twice, in two forms, and two_crates.rs with both, at each
# of rustc's levels, and runs it.
set -e
rustc=$1 shim=$2 door=$3
shift 3
here=$(cd "$(dirname "$0")" && pwd)
case $door in
host) target=-Clinker-plugin-lto ;;
bpf) target=--target=bpfel-unknown-none ;;
esac
build() {
	# The compiler's words are several.
	# shellcheck disable=SC2086
	$rustc $target -Cpanic=abort -Copt-level=$level -g -Awarnings -Ccodegen-units=4 "$@"
}
for level in 0 1 2 3 s; do
	build --edition 2021 --crate-type rlib --crate-name btf -o libbtf.rlib "$here/../../../target-spec/btf/src/lib.rs"
	for name in left right; do
		# One name of the file for both, so that the macros are at equal places.
		mkdir -p $name
		cp "$here/crate.rs" $name/lib.rs
		(cd $name && build --edition 2024 --crate-type rlib --crate-name $name --cfg $name --extern btf=../libbtf.rlib \
			-o ../lib$name.rlib lib.rs)
	done
	build --edition 2024 --extern left=libleft.rlib --extern right=libright.rlib --extern btf=libbtf.rlib -L. \
		-Clinker="$shim" "$@" -o "two$level.o" "$here/two_crates.rs"
	echo "$door $level: $("$here/../../../build/tests/run_prog" -c "two$level.o" 0000000000000000)"
done
