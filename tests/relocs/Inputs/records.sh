#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# records.sh OBJECT: its CO-RE relocations, each once, without the numbers of types.
llvm-objdump -dr "$1" | sed -n 's/.*CO-RE \(<[^>]*>\) \[[0-9]*\] /CO-RE \1 /p' | sort -u
