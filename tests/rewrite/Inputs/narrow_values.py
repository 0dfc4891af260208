#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""A program that keeps 60 bytes and 30 values of 24 bits over a call, read by volatile loads, as LLVM assembly."""

TYPES = [8, 24, 8] * 30
print('target triple = "bpfel"\ndefine i64 @prog(ptr %ctx) section "syscall" {')
for i, bits in enumerate(TYPES):
    print(f"  %p{i} = getelementptr i8, ptr %ctx, i64 {4 * i}")
    print(f"  %v{i} = load volatile i{bits}, ptr %p{i}, align 4")
print("  %none = call i64 inttoptr (i64 7 to ptr)()")
print("  %s0 = and i64 %none, 0")
for i, bits in enumerate(TYPES):
    print(f"  %w{i} = zext i{bits} %v{i} to i64")
    print(f"  %m{i} = mul i64 %s{i}, 3")
    print(f"  %s{i + 1} = add i64 %m{i}, %w{i}")
print(f"  %r = and i64 %s{len(TYPES)}, 65535\n  ret i64 %r\n}}")
