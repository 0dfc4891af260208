#!/bin/sh
# Loads a program of an object and runs it over a packet of zeros: run.sh OBJECT PROGRAM
# Prints the kernel's complaints, or what bpftool says of the run.
pins=/sys/fs/bpf/bpf-shim-test-$$
trap 'rm -rf "$pins"' EXIT
mountpoint -q /sys/fs/bpf || mount -t bpf bpf /sys/fs/bpf || exit 1
bpftool prog loadall "$1" "$pins" || exit 1
head -c 64 /dev/zero > "$1.packet"
bpftool prog run pinned "$pins/$2" data_in "$1.packet" repeat 1
