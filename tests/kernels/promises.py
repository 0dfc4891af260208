#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""What is promised: promises.py [--shim FILE] [--kernel X.Y]... [--opt O]... [--only PROGRAM]...

Builds the corpus for each kernel, by each door that there is, optimised and as debug builds. Either the linker refuses
a program, with the lines of its source, or the finished object has none of what that kernel's verifier is known to
refuse: its walk over the final instructions (shim/elf/walk, with the rules of docs/kernels.md) meets none of its
reasons, and walks no more instructions than that kernel does. The last lines say of how many objects.
"""
import argparse
import collections
import concurrent.futures
import dataclasses
import json
import pathlib
import re
import sys

import guest
import table
from table import corpus
from walk import DOUBTS

KERNELS = [kernel for kernel in table.KERNELS if kernel != table.RUNNING]
WALK_LIMITS = ((5, 2), 131072, 1000000)
LINE = re.compile(r"\S+\.rs:\d+")


def limit_of(kernel):
    since, before, after = WALK_LIMITS
    return after if table.number(kernel) >= since else before


def judge(tried, program, mode):
    """'refused', 'fits', or 'unknown' where there is no estimate of the walk; raises Failure."""
    try:
        target = tried.build(program, mode)
    except corpus.Failure as failure:
        if not LINE.search(str(failure)):
            raise
        return "refused"
    done = corpus.run([tried.shim, "--check", "--json", "--kernel", mode.kernel, target])
    target.unlink()  # the loaders' test takes what it finds beside it, for the running kernel
    (judged,) = json.loads(done.stdout)["objects"]
    doubts = [finding["text"] for finding in judged["findings"] if finding["rule"] in DOUBTS]
    walked = [one["walked"] for one in judged["programs"]]
    if doubts or not judged["fits"]:
        raise corpus.Failure(f"is promised, in spite of: {doubts or judged['findings']}")
    if max((count or 0 for count in walked), default=0) > limit_of(mode.kernel):
        raise corpus.Failure(f"is promised, and {walked} instructions are walked")
    return "unknown" if None in walked else "fits"


def try_program(tried, program, words):
    """(kernel, verdict) of each mode; says what is wrong."""
    verdicts = []
    for kernel in words.kernel or KERNELS:
        for door in program.choice("doors", corpus.DOORS):
            for opt in words.opt or ("3", "0"):
                mode = dataclasses.replace(corpus.for_kernel(program, kernel), door=door, opt=opt)
                if not tried.compilers[door]:
                    continue
                try:
                    verdicts.append((kernel, judge(tried, program, mode)))
                except corpus.Failure as failure:
                    print(f"FAIL {program.name} {mode}: {failure}")
                    verdicts.append((kernel, "wrong"))
    return verdicts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shim", type=pathlib.Path, default=guest.BUILD / "bpf-shim")
    parser.add_argument("--kernel", action="append")
    parser.add_argument("--opt", action="append")
    parser.add_argument("--only", action="append", help="only this program (may be repeated)")
    parser.add_argument("--jobs", type=int, default=2)
    words = parser.parse_args()
    tried = corpus.Corpus(words.shim.resolve())
    chosen = [program for program in corpus.programs() if not words.only or program.name in words.only]
    with corpus.take_turn(), concurrent.futures.ThreadPoolExecutor(words.jobs) as pool:
        verdicts = sum(pool.map(lambda program: try_program(tried, program, words), chosen), [])
    for kernel in words.kernel or KERNELS:
        counts = collections.Counter(verdict for of, verdict in verdicts if of == kernel)
        print(f"Linux {kernel}: {counts['fits'] + counts['unknown']} objects are promised, of {counts['unknown']} the walk "
              f"is not estimated; {counts['refused']} are refused with their lines")
    wrong = sum(verdict == "wrong" for _, verdict in verdicts)
    print(f"promises: {len(verdicts) - wrong} passed, {wrong} failed, 0 skipped")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
