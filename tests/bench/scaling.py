#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""How the cost of a link grows: scaling.py BPF-SHIM [--runs N] [NAME...]

programs  1 to 256 programs of one loop each
lines     1,000 to 100,000 lines of functions that sixteen programs call
loops     1 to 256 loops of an unknown number of rounds in one program: few, as no verifier follows over 8,192 branches

Of each size: user seconds beyond those of an empty program, the least of N, of the link (own) and of LLVM's
opt -O2 and llc for the same module (floor), and by how much they have grown since the size before: the
exponent, 1 where twice the size costs twice the time. At the end the slope of a line through the logarithms,
of all sizes that cost as much as an empty program or more. Status 1 when the link's is above 1.1, and above
the floor's: what no longer fits the caches of a machine slows LLVM down, too.
"""
import argparse
import glob
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
  %{n}.small = icmp ult i32 %{n}.next, 12
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
        "loops": (make_loops, (1, 2, 4, 8, 16, 32, 64, 128, 256))}


def run(words):
    """User seconds."""
    child = subprocess.Popen(words)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"bench: '{words[0]}' failed with status {child.returncode}")
    return used.ru_utime


def link(shim, path):
    return run([shim, path, "-o", path.with_suffix(".o")])


def compile_alone(tools, path):
    middle = path.with_suffix(".bc")
    return (run([tools / "opt", "-passes=default<O2>", path, "-o", middle])
            + run([tools / "llc", "-filetype=obj", middle, "-o", path.with_suffix(".floor.o")]))


def find_tools():
    found = sorted(pathlib.Path(path).parent for path in glob.glob("/usr/lib/llvm-*/bin/llc"))
    if not found:
        sys.exit("bench: no llc: install llvm-22")
    return found[-1]


def slope(points, least):
    """Of a line through the logarithms, by least squares."""
    logs = [(math.log(size), math.log(seconds)) for size, seconds in points if seconds >= least]
    x0, y0 = (sum(log[i] for log in logs) / len(logs) for i in (0, 1))
    return sum((x - x0) * (y - y0) for x, y in logs) / sum((x - x0) ** 2 for x, _ in logs)


def growth(points):
    if len(points) < 2:
        return " " * 6
    (size0, first), (size1, last) = points[-2:]
    return f"{math.log(last / first) / math.log(size1 / size0):6.2f}"


def measure_axis(ways, work, name, empty, runs):
    """By the name of a way, its slope."""
    make, sizes = AXES[name]
    points = {way: [] for way in ways}
    for size in sizes:
        path = work / f"{name}-{size}.ll"
        path.write_text(make(size))
        for way, measure in ways.items():
            least = min(measure(path) for _ in range(runs))
            points[way].append((size, max(least - empty[way], 0.001)))
        columns = (f"{points[way][-1][1]:>8.3f} {growth(points[way])}" for way in ways)
        print(f"{name:<9} {size:>7} {' '.join(columns)}".rstrip(), flush=True)
    slopes = {way: slope(points[way], empty[way]) for way in ways}
    print(f"{name:<9} {'slope':>7} {' '.join(f'{slopes[way]:>15.2f}' for way in ways)}", flush=True)
    return slopes


def main():
    parser = argparse.ArgumentParser(description="Measures how the cost of a link grows.")
    parser.add_argument("shim", type=pathlib.Path)
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[*AXES, []])
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    shim = args.shim.absolute()
    tools = find_tools()
    work = shim.parent / "bench" / "scaling"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    path = work / "empty.ll"
    path.write_text(EMPTY)
    ways = {"own": lambda path: link(shim, path), "floor": lambda path: compile_alone(tools, path)}
    empty = {way: min(measure(path) for _ in range(args.runs)) for way, measure in ways.items()}
    print(f"{'axis':<9} {'size':>7} {'own, s':>8} {'':6} {'floor, s':>8}")
    good = True
    for name in args.names or AXES:
        slopes = measure_axis(ways, work, name, empty, args.runs)
        good &= slopes["own"] <= max(LIMIT, slopes["floor"])
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
