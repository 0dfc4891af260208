#!/bin/sh
# Stands for cc: shows its words, and has an exit status of its own.
for word; do
	echo "cc word: $word"
done
exit 42
