#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# in_man_page.sh SHIM README PAGE: fails when the page lacks an option of --help, or a status.
set -eu
options=$("$1" --help | grep -oE '^ +(-., )?--?[A-Za-z-]+' | grep -oE -e '--?[A-Za-z-]+')
for option in $options; do
	grep -q -e "^ *.*$option\([ ,]\|\$\)" "$3" || {
		echo "the page lacks $option"
		exit 1
	}
done
echo "options: $(echo "$options" | wc -l)"
statuses=$(sed -n 's/^| \([0-9][0-9]*\) | [a-zA-Z].*/\1/p' "$2")
for status in $statuses; do
	grep -q "^ *$status  " "$3" || {
		echo "the page lacks status $status"
		exit 1
	}
done
echo "statuses: $(echo "$statuses" | wc -l)"
