#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# two_crates.sh "RUSTC WORDS" SHIM LEVEL: builds crate.rs twice, in two forms, and two_crates.rs with both.
set -e
here=$(cd "$(dirname "$0")" && pwd)
words="-Cpanic=abort -Copt-level=$3 -g -Awarnings -Clinker-plugin-lto -Ccodegen-units=4"
# The compiler's words are several.
# shellcheck disable=SC2086
$1 $words --edition 2021 --crate-type rlib --crate-name btf -o libbtf.rlib "$here/../../../target-spec/btf/src/lib.rs"
for name in left right; do
	# One name of the file for both, so that the macros are at equal places.
	mkdir -p $name
	cp "$here/crate.rs" $name/lib.rs
	# shellcheck disable=SC2086
	(cd $name && $1 $words --edition 2024 --crate-type rlib --crate-name $name --cfg $name --extern btf=../libbtf.rlib \
		-o ../lib$name.rlib lib.rs)
done
# shellcheck disable=SC2086
$1 $words --edition 2024 --extern left=libleft.rlib --extern right=libright.rlib --extern btf=libbtf.rlib -L. \
	-Clinker="$2" -o "two$3.o" "$here/two_crates.rs"
