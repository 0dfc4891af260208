#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# closed.sh SHIM PROGRAM: links with each set of the first three descriptors closed, and judges.
shim=$1 program=$2

fail()
{
	echo "closed.sh: $*" >&2
	exit 1
}

"$shim" "$program" -o whole || fail "the plain link fails"
for closed in '<&-' '>&-' '2>&-' '<&- >&-' '<&- 2>&-' '>&- 2>&-' '<&- >&- 2>&-'; do
	rm -f out
	eval "\"\$shim\" \"\$program\" --verbose -o out $closed" 2> messages
	status=$?
	[ $status = 0 ] || fail "$closed: status $status"
	cmp whole out || fail "$closed: another output"

	eval "\"\$shim\" none.ll -o out $closed" 2> messages
	status=$?
	[ $status = 3 ] || fail "$closed: status $status for an input that is missing"
	cmp whole out || fail "$closed: the older output is gone"
done
rm messages

# A closed stdout does not swallow the output.
"$shim" "$program" -o /dev/stdout >&- 2> messages
status=$?
[ $status = 6 ] || fail "status $status for a closed stdout"
grep -q "error: cannot write '/dev/stdout': " messages || fail "no message for a closed stdout"
rm messages
