#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# link_each.sh RUSTC SHIM PROGRAM: links the Rust program with each form of part.c, and runs it.
set -e
for part in part.bc part.ll part.o part.a; do
	echo $part
	# The compiler's words are several.
	# shellcheck disable=SC2086
	$1 -Cpanic=abort -Copt-level=3 -Cdebuginfo=2 -Clinker-plugin-lto -Clinker="$2" \
		-Clink-arg=$part -o program "$3"
	"$(dirname "$0")/../../../build/tests/run_prog" -m TOTAL program \
		01000000000000000000000000000000 02000000000000000000000000000000
done
