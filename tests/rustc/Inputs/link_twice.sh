#!/bin/sh
# A linker that runs bpf-shim ($SHIM) over the same words twice; the outputs must be equal.
while [ $# -gt 0 ]; do
    if [ "$1" = -o ]; then
        output=$2
        shift
    else
        printf '%s\n' "$1" | sed 's/[\\ ]/\\&/g' >> "$WORDS"
    fi
    shift
done
"$SHIM" "@$WORDS" -o "$output" &&
    cd / && "$SHIM" "@$WORDS" -o "$output.again" && cmp "$output" "$output.again"
