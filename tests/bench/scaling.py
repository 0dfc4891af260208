#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""How the cost of a link grows: scaling.py BPF-SHIM [--runs N] [NAME...]

programs  1 to 256 programs of one loop each
lines     1,000 to 100,000 lines of functions that sixteen programs call
loops     1 to 64 loops of an unknown number of rounds in one program

Of each size: user seconds beyond those of an empty program, the least of N, and by how much they have grown
since the size before: the exponent, 1 where twice the size costs twice the time. Status 1 when the exponent
over the upper half of the sizes is above 1.1.
"""
import argparse
import math
import os
import pathlib
import shutil
import subprocess
import sys

LIMIT = 1.1
HEAD = 'target triple = "bpfel"\n'
EMPTY = HEAD + 'define i32 @p(ptr %ctx) section "socket" {\n  ret i32 1\n}\n'

LOOP = """
{before}.end:
  %{n}.limit = load i32, ptr %ctx
  br label %{n}.loop
{n}.loop:
  %{n}.i = phi i32 [ 0, %{before}.end ], [ %{n}.next, %{n}.join ]
  %{n}.sum = phi i32 [ %{before}.sum1, %{before}.end ], [ %{n}.sum1, %{n}.join ]
  %{n}.bit = and i32 %{n}.sum, 1
  %{n}.odd = icmp ne i32 %{n}.bit, 0
  br i1 %{n}.odd, label %{n}.yes, label %{n}.join
{n}.yes:
  %{n}.time = call i64 inttoptr (i64 5 to ptr)()
  %{n}.low = trunc i64 %{n}.time to i32
  br label %{n}.join
{n}.join:
  %{n}.other = phi i32 [ {number}, %{n}.loop ], [ %{n}.low, %{n}.yes ]
  %{n}.sum0 = add i32 %{n}.sum, %{n}.other
  %{n}.sum1 = xor i32 %{n}.sum0, %{n}.i
  %{n}.next = add i32 %{n}.i, 1
  %{n}.small = icmp ult i32 %{n}.next, 100
  %{n}.more = icmp ult i32 %{n}.next, %{n}.limit
  %{n}.again = and i1 %{n}.small, %{n}.more
  br i1 %{n}.again, label %{n}.loop, label %{n}.end
"""

FUNCTION = """
define internal i32 @f{n}(ptr %ctx, i32 %a) {{
  %field = getelementptr i32, ptr %ctx, i64 {field}
  %b = load i32, ptr %field
  %c = mul i32 %a, {odd}
  %d = xor i32 %b, %c
  %big = icmp ugt i32 %d, {n}
  br i1 %big, label %yes, label %no
yes:
  %time = call i64 inttoptr (i64 5 to ptr)()
  %e = trunc i64 %time to i32
  %f = add i32 %e, %d
  ret i32 %f
no:
  %g = lshr i32 %d, 3
  %h = sub i32 %g, %a
  ret i32 %h
}}
"""


def program(name, loops):
    text = f'define i32 @{name}(ptr %ctx) section "socket" {{\n  br label %l.end\n'
    text += "".join(LOOP.format(before=f"l{i - 1}" if i else "l", n=f"l{i}", number=i + 1) for i in range(loops))
    text = text.replace("%l.sum1", "1")
    return text + f"l{loops - 1}.end:\n  ret i32 %l{loops - 1}.sum1\n}}\n"


def make_programs(size):
    return HEAD + "".join(program(f"p{i}", 1) for i in range(size))


def make_lines(size):
    count = size // FUNCTION.count("\n")
    text = HEAD + "".join(FUNCTION.format(n=i, field=i % 12, odd=2 * i + 1) for i in range(count))
    for number in range(16):
        calls = range(number, count, 16)
        text += f'define i32 @p{number}(ptr %ctx) section "socket" {{\n  %v = add i32 {number}, 0\n'
        last = "%v"
        for i in calls:
            text += f"  %v{i} = call i32 @f{i}(ptr %ctx, i32 {last})\n"
            last = f"%v{i}"
        text += f"  ret i32 {last}\n}}\n"
    return text


def make_loops(size):
    return HEAD + program("p", size)


AXES = {"programs": (make_programs, (1, 2, 4, 8, 16, 32, 64, 128, 256)),
        "lines": (make_lines, (1_000, 3_000, 10_000, 30_000, 100_000)),
        "loops": (make_loops, (1, 2, 4, 8, 16, 32, 64))}


def measure(shim, path, runs):
    least = math.inf
    for _ in range(runs):
        child = subprocess.Popen([shim, path, "-o", path.with_suffix(".o")])
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            sys.exit(f"bench: '{shim}' failed with status {child.returncode}")
        least = min(least, used.ru_utime)
    return least


def exponent(first, last):
    return math.log(last[1] / first[1]) / math.log(last[0] / first[0])


def measure_axis(shim, work, name, floor, runs):
    make, sizes = AXES[name]
    points = []
    for size in sizes:
        path = work / f"{name}-{size}.ll"
        path.write_text(make(size))
        points.append((size, max(measure(shim, path, runs) - floor, 0.001)))
        growth = f"{exponent(points[-2], points[-1]):.2f}" if len(points) > 1 else ""
        print(f"{name:<9} {size:>7} {points[-1][1]:>8.3f} {growth:>6}".rstrip(), flush=True)
    upper = exponent(points[len(points) // 2], points[-1])
    print(f"{name:<9} exponent {upper:.2f}", flush=True)
    return upper <= LIMIT


def main():
    parser = argparse.ArgumentParser(description="Measures how the cost of a link grows.")
    parser.add_argument("shim", type=pathlib.Path)
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[*AXES, []])
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    shim = args.shim.absolute()
    work = shim.parent / "bench" / "scaling"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    (work / "empty.ll").write_text(EMPTY)
    floor = measure(shim, work / "empty.ll", args.runs)
    good = [measure_axis(shim, work, name, floor, args.runs) for name in args.names or AXES]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
