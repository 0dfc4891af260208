#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# newest_libbpf.sh TARGET: builds the harness's run_prog, and hold_links, with the libbpf that cargo has fetched.
set -e
here=$(cd "$(dirname "$0")" && pwd)
CARGO_TARGET_DIR=$1 cargo +stable build --quiet --locked --offline --manifest-path "$here/../libbpf/Cargo.toml"
library=$(find "$1" -path '*/out/libbpf.a' | sort | tail -n 1)
out=$PWD
cd "$here/../../kernel"
build() {
	name=$1
	shift
	cc -std=c17 -D_GNU_SOURCE -O2 -Wall -Wextra -Werror -isystem "$(dirname "$library")/include" -o "$out/$name" "$@" \
		"$library" -lelf -lz
}
build run_prog run_prog.c load.c load_libbpf.c load_legacy.c
build hold_links hold_links.c
