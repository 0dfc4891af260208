#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""A program of so many loops in a row: row.py LOOPS. Each adds 1 for the first round and 2 for each further
one, as many as the first word of the input says, at most 100."""
import sys

LOOP = """
{before}.end:
  %{n}.limit = load volatile i32, ptr %ctx
  br label %{n}.loop
{n}.loop:
  %{n}.i = phi i32 [ 0, %{before}.end ], [ %{n}.next, %{n}.loop ]
  %{n}.sum = phi i32 [ %{before}.add, %{before}.end ], [ %{n}.twice, %{n}.loop ]
  %{n}.add = add i32 %{n}.sum, 1
  %{n}.twice = add i32 %{n}.add, 1
  %{n}.next = add i32 %{n}.i, 1
  %{n}.time = call i64 inttoptr (i64 5 to ptr)()
  %{n}.small = icmp ult i32 %{n}.next, 100
  %{n}.more = icmp ult i32 %{n}.next, %{n}.limit
  %{n}.again = and i1 %{n}.small, %{n}.more
  br i1 %{n}.again, label %{n}.loop, label %{n}.end
"""

count = int(sys.argv[1])
text = "".join(LOOP.format(before=f"l{i}", n=f"l{i + 1}") for i in range(count)).replace("%l0.add", "0")
print(f"""target triple = "bpfel"
define i32 @prog(ptr %ctx) section "syscall" {{
  br label %l0.end
{text}
l{count}.end:
  ret i32 %l{count}.add
}}""")
