#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# iterate.sh OBJECT: the number of this process, and what the object's iterator writes for od, as numbers of 32 bits;
# with a bpffs mounted for it alone.
if [ "$1" != inside ]; then
	exec unshare -m sh "$0" inside "$@"
fi
mount -t bpf none /sys/fs/bpf
bpftool iter pin "$2" /sys/fs/bpf/tasks || exit 1
echo $$
od -An -v -tu4 -w24 /sys/fs/bpf/tasks | cat
