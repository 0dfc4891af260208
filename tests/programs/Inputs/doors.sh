#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# doors.sh SHIM RUN_PROG TEMPORARY SOURCE INPUT...: builds the program by each door that is here, optimised and not,
# runs it with the inputs, and prints the results once. WORD: one more for rustc.
set -eu
shim=$1 run_prog=$2 temporary=$3 source=$4
shift 4
host=rustc
command -v rustup >/dev/null && host='rustc +stable'
core=$(/usr/bin/rustc --print sysroot 2>/dev/null || true)/lib/rustlib/bpfel-unknown-none/lib
rm -f "$temporary.first"

try() {
	door=$1
	shift
	"$run_prog" "$temporary.o" "$@" >"$temporary.out" || {
		echo "$door does not run" >&2
		exit 1
	}
	if test -e "$temporary.first"; then
		cmp "$temporary.out" "$temporary.first" || {
			echo "$door gives something else" >&2
			exit 1
		}
	else
		mv "$temporary.out" "$temporary.first"
	fi
}

for level in 3 0; do
	# The words of the host's compiler are to be split.
	$host --edition 2021 -Awarnings -Copt-level=$level -Cdebuginfo=2 -Cpanic=abort -Clinker-plugin-lto \
		-Clinker="$shim" ${WORD:+"$WORD"} --crate-type bin --crate-name program -o "$temporary.o" "$source"
	try "host, $level:" "$@"
	for library in "$core"/libcore-*.rlib; do
		test -e "$library" || continue
		RUSTC_BOOTSTRAP=1 /usr/bin/rustc --target bpfel-unknown-none --edition 2021 -Awarnings \
			-Copt-level=$level -Cdebuginfo=2 -Cpanic=abort -Clinker="$shim" ${WORD:+"$WORD"} --crate-type bin \
			--crate-name program -o "$temporary.o" "$source"
		try "bpf, $level:" "$@"
		break
	done
done
cat "$temporary.first"
