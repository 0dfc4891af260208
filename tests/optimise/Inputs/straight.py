#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Programs of many instructions without any loop: straight.py COUNT LENGTH, as LLVM assembly."""
import sys


def program(name, length):
    lines = [f'define i32 @{name}(ptr %ctx) section "tc" {{', "  %v0 = load volatile i32, ptr %ctx"]
    for i in range(length):
        lines += [f"  %l{i} = load volatile i32, ptr %ctx", f"  %m{i} = mul i32 %v{i}, 3",
                  f"  %a{i} = add i32 %m{i}, %l{i}", f"  %s{i} = lshr i32 %a{i}, 7",
                  f"  %v{i + 1} = xor i32 %a{i}, %s{i}"]
    return "\n".join([*lines, f"  ret i32 %v{length}", "}"])


print('target triple = "bpfel"')
for number in range(int(sys.argv[1])):
    print(program(f"prog{number}", int(sys.argv[2])))
