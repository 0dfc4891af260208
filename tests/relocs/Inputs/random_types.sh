#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# random_types.sh "RUSTC WORDS" SHIM FIRST LAST: compares the relocations that bpf-shim makes of types that nobody wrote with
# clang's. What a loader makes of them is then the same.
set -e
rustc=$1 shim=$2 seed=$3 last=$4
here=$(dirname "$0")
records=0
while [ "$seed" -le "$last" ]; do
	python3 "$here/random_types.py" "$seed"
	clang -target bpf -O2 -g -c "$seed.c" -o c.o
	sh "$here/records.sh" c.o >c
	for level in 0 3; do
		sh "$here/build.sh" "$rustc" "$shim" host $level "$seed.o" "$seed.rs"
		sh "$here/records.sh" "$seed.o" >rust
		diff c rust || { echo "seed $seed, level $level"; exit 1; }
	done
	records=$((records + $(wc -l <c)))
	seed=$((seed + 1))
done
echo "$records records are equal"
