#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""LLVM assembly of two programs: a small one, and a large one of loops whose bounds nobody knows."""
LOOPS, STEPS = 16, 40


def print_step(at):
    loop, step = at
    name = f"{loop}.{step}"
    print(f"""  %low{name} = and i64 %at{name}, 1
  %odd{name} = icmp ne i64 %low{name}, 0
  %half{name} = lshr i64 %at{name}, 1
  %triple{name} = mul i64 %at{name}, 3
  %at{loop}.{step + 1} = select i1 %odd{name}, i64 %triple{name}, i64 %half{name}""")


def print_loop(loop):
    before, start = (f"loop{loop - 1}", f"%at{loop - 1}.{STEPS}") if loop else ("entry", "%start")
    print(f"loop{loop}:\n  %at{loop}.0 = phi i64 [ {start}, %{before} ], [ %at{loop}.{STEPS}, %loop{loop} ]")
    for step in range(STEPS):
        print_step((loop, step))
    print(f"  %done{loop} = icmp eq i64 %at{loop}.{STEPS}, {loop + 1}")
    print(f"  br i1 %done{loop}, label %loop{loop + 1}, label %loop{loop}")


print("""target triple = "bpfel"
define i32 @small(ptr %ctx) section "socket" {
  ret i32 1
}
define i32 @large(ptr %ctx) section "socket" {
entry:
  %first = load i32, ptr %ctx
  %start = zext i32 %first to i64
  br label %loop0""")
for number in range(LOOPS):
    print_loop(number)
print(f"""loop{LOOPS}:
  %result = trunc i64 %at{LOOPS - 1}.{STEPS} to i32
  ret i32 %result
}}""")
