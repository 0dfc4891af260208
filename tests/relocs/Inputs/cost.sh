#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# cost.sh "RUSTC WORDS" SHIM CORPUS INPUTS: what CO-RE's room takes of the links of programs without it, and of one with it.
set -e
rustc=$1 shim=$2 corpus=$3 inputs=$4
plain() {
	name=$1 program=$2
	shift 2
	# The compiler's words are several.
	# shellcheck disable=SC2086
	python3 "$inputs/cost.py" "$shim" . "$name" $rustc --edition 2021 -Awarnings -g -Cpanic=abort -Clinker-plugin-lto \
		-Clinker="$shim" --cfg 'door="host"' --cfg 'maps="libbpf"' --cfg 'handler="loop"' -o "$name.o" "$@" "$corpus/$program.rs"
}
for name in packet_parser iter_windows loop_thousand; do
	plain $name $name -Copt-level=3
done
plain debug packet_parser -Copt-level=0
python3 "$inputs/cost.py" "$shim" . kinds sh "$inputs/build.sh" "$rustc" "$shim" host 3 kinds.o "$inputs/kinds.rs"
