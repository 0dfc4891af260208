#!/bin/sh
# Runs a command in a namespace without Debian's packages of LLVM.
for directory in /usr/lib/llvm-*; do
	mount -t tmpfs none "$directory" || exit 1
done
"$@"
