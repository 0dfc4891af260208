#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# xlated.sh OBJECT: the instructions of an object's programs as the kernel has them, with their lines.
pins=/sys/fs/bpf/bpf-shim-xlated-$$
trap 'rm -rf "$pins"' EXIT
mountpoint -q /sys/fs/bpf || mount -t bpf bpf /sys/fs/bpf || exit 1
bpftool prog loadall "$1" "$pins" || exit 1
for program in "$pins"/*; do
	bpftool prog dump xlated pinned "$program" linum
done
