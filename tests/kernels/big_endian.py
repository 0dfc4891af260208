#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The corpus on a big-endian kernel: big_endian.py [--shim FILE] [--only PROGRAM]...

Each program that fits that kernel is built for bpfeb, optimised and as a debug build, and run there over the
corpus's inputs: Debian's kernel for s390x under qemu, all objects in one boot. The results must be those of the
native build here.
"""
import argparse
import concurrent.futures
import pathlib
import subprocess
import sys

import guest
import table
from table import corpus

KERNEL = guest.BIG.split("-")[0]


def modes(program):
    maps, handlers = program.choice("maps", corpus.MAPS), program.choice("handlers", corpus.HANDLERS)
    return [corpus.Mode("bpf", opt, 16, maps[0], handlers[0], KERNEL) for opt in ("3", "0")]


def expected(cell):
    """A debug build may be easier to follow than the optimised one, or not be taken yet."""
    return ("no", "refused") if cell.program.is_refused(cell.mode) else (*cell.expected, "runs")


def judge(tried, program):
    """The cells of a program; None where the native build has a problem."""
    problem = tried.prepare(program)
    if problem:
        sys.exit(f"big_endian.py: {program.name}: {problem}")
    cells = [table.Cell(program, KERNEL, mode) for mode in modes(program)]
    for cell in cells:
        cell.judge(tried)
    return cells


def parse_words():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shim", type=pathlib.Path, default=guest.BUILD / "bpf-shim")
    parser.add_argument("--only", action="append", help="only this program (may be repeated)")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


def make_corpus(shim):
    guest.check_tools(guest.BIG)
    corpus.BPF_TARGET = "bpfeb-unknown-none"
    tried = corpus.Corpus(shim.resolve())
    tried.compilers = corpus.find_compilers()
    tried.order = "big"
    if not tried.compilers["bpf"]:
        raise guest.Missing("no rustc with core for bpfeb")
    subprocess.run(["make", "-s", "-C", corpus.HARNESS], check=True)
    return tried


def ask(words):
    """All cells with their verdicts; raises guest.Missing."""
    tried = make_corpus(words.shim)
    chosen = [program for program in corpus.programs()
              if table.number(program.header["kernel"]) <= table.number(KERNEL)
              and "bpf" in program.choice("doors", corpus.DOORS)
              and (not words.only or program.name in words.only)]
    with corpus.take_turn():
        with concurrent.futures.ThreadPoolExecutor(words.jobs) as pool:
            cells = sum(pool.map(lambda program: judge(tried, program), chosen), [])
        table.ask_guest(tried, guest.BIG, [cell for cell in cells if cell.verdict == "fits"])
    return cells


def main():
    try:
        cells = ask(parse_words())
    except guest.Missing as reason:
        print(f"big_endian: 0 passed, 0 failed, 1 skipped ({reason})")
        return 0
    wrong = [cell for cell in cells if cell.verdict not in expected(cell)]
    for cell in wrong:
        print(f"FAIL {cell.program.name} O{cell.mode.opt}: {cell.verdict}: {cell.reason}")
    print(f"big_endian: {len(cells) - len(wrong)} passed, {len(wrong)} failed, 0 skipped")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
