# SPDX-License-Identifier: MIT OR Apache-2.0
"""Prints a program that keeps 100 loaded words over a helper call: more than the stack has room for.

With "store", one more is loaded from a variable on the stack, which is then overwritten.
The result is the sum of all words, times 1000 plus what was in the variable first, word 3.
"""
import sys

COUNT = 100
STORE = "store" in sys.argv
print('target triple = "bpfel"')
print('define i32 @prog(ptr %ctx) section "syscall" {')
for i in range(COUNT):
    print(f"  %p{i} = getelementptr i64, ptr %ctx, i64 {i}")
    print(f"  %v{i} = load i64, ptr %p{i}")
if STORE:
    print("  %slot = alloca i64")
    print("  store i64 %v3, ptr %slot")
    print("  %now = call i64 inttoptr (i64 5 to ptr)(ptr %slot)")
    print("  %old = load i64, ptr %slot")
    print("  store i64 7, ptr %slot")
print("  %cpu = call i32 inttoptr (i64 8 to ptr)()")
print("  %s0 = add i64 0, 0")
for i in range(COUNT):
    print(f"  %s{i + 1} = add i64 %s{i}, %v{i}")
print(f"  %thousands = mul i64 %s{COUNT}, 1000")
if STORE:
    print("  %again = call i64 inttoptr (i64 5 to ptr)(ptr %slot)")
print(f"  %sum = add i64 %thousands, {'%old' if STORE else '%v3'}")
print("  %r = trunc i64 %sum to i32")
print("  ret i32 %r")
print("}")
