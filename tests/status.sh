#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# status.sh N COMMAND...: succeeds when the command's exit status is exactly N.
want=$1
shift
"$@"
got=$?
if [ "$got" != "$want" ]; then
	echo "exit status is $got, not $want" >&2
	exit 1
fi
