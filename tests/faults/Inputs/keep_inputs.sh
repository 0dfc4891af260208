#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# Stands for the linker: keeps what rustc hands it, in order, under $KEEP, then is the linker $SHIM.
mkdir "$KEEP"
number=100
for word; do
	case $word in
	*.o | *.rlib)
		cp "$word" "$KEEP/$number-${word##*/}"
		number=$((number + 1))
		;;
	esac
done
exec "$SHIM" "$@"
