# SPDX-License-Identifier: MIT OR Apache-2.0
"""Prints programs: NAME ROUNDS LOADS for each. A program adds up its context's first word.

It does so ROUNDS times LOADS times, and with --break it stops early at an unlikely sum.
"""
import sys

words = sys.argv[1:]
leaves = "--break" in words
words = [word for word in words if word != "--break"]
print('target triple = "bpfel"')
for name, rounds, loads in zip(words[0::3], words[1::3], words[2::3]):
    print(f'define i32 @{name}(ptr %ctx) section "syscall" {{')
    print("entry:\n  br label %loop\nloop:")
    print("  %i = phi i32 [ 0, %entry ], [ %next, %more ]")
    print(f"  %s0 = phi i32 [ 0, %entry ], [ %s{loads}, %more ]")
    for k in range(int(loads)):
        print(f"  %x{k} = load volatile i32, ptr %ctx\n  %s{k + 1} = add i32 %s{k}, %x{k}")
    if leaves:
        print(f"  %enough = icmp eq i32 %s{loads}, 123457\n  br i1 %enough, label %done, label %more")
    else:
        print("  br label %more")
    print("more:\n  %next = add i32 %i, 1")
    print(f"  %again = icmp ult i32 %next, {rounds}\n  br i1 %again, label %loop, label %done")
    print(f"done:\n  ret i32 %s{loads}\n}}")
