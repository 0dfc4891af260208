#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# Runs a command where it can do no harm: in a network of its own, with tracefs and a bpffs mounted
# for it alone and both ends of a veth, v0 and v1, where the kernel has these: alone.sh COMMAND...
if [ "$1" != inside ]; then
	exec unshare -m -n sh "$0" inside "$@"
fi
shift
mount -t tracefs none /sys/kernel/tracing
mount -t bpf none /sys/fs/bpf
# Else the kernel's own packets come first: who listens to which multicast groups, when links go up.
if [ -e /proc/sys/net/ipv6 ]; then
	echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6
fi
ip link add v0 type veth peer name v1 && ip link set v0 up && ip link set v1 up
exec "$@"
