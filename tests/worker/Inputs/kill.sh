#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# kill.sh SHIM DIRECTORY STAGE SIGNAL: ends the worker by a signal where it writes this stage's module, which it
# does behind the change of that name: the file is a pipe that nobody reads.
set -eu
shim=$1 directory=$2 stage=$3 signal=$4
here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$directory" && mkdir -p "$directory/dump" && cd "$directory"
mkfifo "dump/$stage.ll"
echo old >out
"$shim" "$here/../../output/Inputs/program.ll" -o out --dump-module=dump --repro=saved &
parent=$!
while ! test -e dump/00-merged.ll && kill -0 "$parent"; do
	sleep 0.01
done
worker=$(pgrep -P "$parent")
while test "$(cut -d ' ' -f 3 "/proc/$worker/stat")" != S; do
	sleep 0.01
done
sleep 0.1
kill -s "$signal" "$worker"
status=0
wait "$parent" || status=$?
echo "status $status"
echo "output $(cat out)"
