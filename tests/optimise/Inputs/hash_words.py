# SPDX-License-Identifier: MIT OR Apache-2.0
"""Prints a program that mixes 24 words of its context into a hash, one after the other."""
COUNT = 24
print('target triple = "bpfel"')
print('define i32 @prog(ptr %ctx) section "xdp" {')
print("  %h0 = add i32 0, 1")
for i in range(COUNT):
    print(f"  %p{i} = getelementptr i32, ptr %ctx, i64 {i}")
    print(f"  %x{i} = load i32, ptr %p{i}")
    print(f"  %m{i} = mul i32 %h{i}, 31")
    print(f"  %h{i + 1} = xor i32 %m{i}, %x{i}")
print(f"  ret i32 %h{COUNT}")
print("}")
