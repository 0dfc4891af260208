#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# newest_libbpf.sh TARGET OUT: builds the harness's run_prog, as OUT, with the libbpf that cargo has fetched.
set -e
here=$(cd "$(dirname "$0")" && pwd)
CARGO_TARGET_DIR=$1 cargo +stable build --quiet --locked --offline --manifest-path "$here/../libbpf/Cargo.toml"
library=$(find "$1" -path '*/out/libbpf.a' | sort | tail -n 1)
cd "$here/../../kernel"
cc -std=c17 -D_GNU_SOURCE -O2 -Wall -Wextra -Werror -isystem "$(dirname "$library")/include" -o "$2" \
	run_prog.c load.c load_libbpf.c load_legacy.c "$library" -lelf -lz
