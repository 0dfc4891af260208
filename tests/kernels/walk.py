#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Estimate against truth: walk.py [--shim FILE] [--kernel X.Y]... [--show]

How many instructions the verifier walks in each program of the corpus: what --check --json says beforehand,
and what the kernel says ("processed N insns"). Nine of ten estimates must be within a tenth of the truth in
each kernel, and of no program that the kernel takes may be said that it probably does not. --show prints those
that are further off.
"""
import argparse
import concurrent.futures
import json
import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile

import guest

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
sys.path.append(str(TOP / "tests" / "corpus"))
import run as corpus  # noqa: E402

RUNNING = "running"
NEAR = 0.1
SHARE = 0.9
# What --check warns of when it thinks that the verifier refuses.
DOUBTS = {"walk", "walk-branches", "unbounded-offset", "outside-value", "outside-frame", "map-argument"}


def build_objects(tried, folder, jobs):
    """Each program once optimised and once not, for all kernels alike."""
    def build(job):
        program, opt = job
        maps = program.choice("maps", corpus.MAPS)
        if "libbpf" not in maps:
            return
        door = program.choice("doors", corpus.DOORS)[0]
        mode = corpus.Mode(door, opt, 16, "libbpf", program.choice("handlers", corpus.HANDLERS)[0])
        try:
            shutil.copy(tried.build(program, mode), folder / f"{program.name}-{opt}.o")
        except corpus.Failure:
            pass  # the corpus' own test tells
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        list(pool.map(build, [(program, opt) for program in corpus.programs() for opt in ("3", "0")]))
    return sorted(folder.glob("*.o"))


def ask(kernel, objects):
    """(object, program) -> instructions that the kernel walked; programs that it refuses are missing."""
    count = guest.build("count", HERE / "count.c", HERE / "each.c")
    if kernel == RUNNING:
        done = subprocess.run([count, *objects], capture_output=True, text=True, errors="replace", check=False)
        if done.returncode == 77:
            raise guest.Missing("this process may not load BPF")
        lines = done.stdout.splitlines()
    else:
        lines = guest.boot(kernel, [count], {path.name: path for path in objects}, "count $(ls)")
    words = [line.split() for line in lines if line.startswith("walk ")]
    return {(one[1], one[2]): int(one[4]) for one in words if one[3] == "ok"}


def estimate(shim, kernel, objects):
    """(object, program) -> instructions, or None; and those that the kernel is said to refuse, probably."""
    done = subprocess.run([shim, "--check", "--json", "--kernel", kernel, *objects], capture_output=True,
                          text=True, check=False)
    judged = [(pathlib.Path(one["file"]).name, one) for one in json.loads(done.stdout)["objects"]]
    guesses = {(name, program["name"]): program["walked"] for name, one in judged for program in one["programs"]}
    doubted = {(name, finding["function"]) for name, one in judged for finding in one["findings"]
               if finding["rule"] in DOUBTS}
    return guesses, doubted


def compare(kernel, truth, guesses, doubted, show):
    """Returns whether the estimates are good enough."""
    known = {key: guess for key in truth if (guess := guesses.get(key)) is not None}
    far = {key: guess for key, guess in known.items() if abs(guess - truth[key]) > NEAR * truth[key]}
    exact = sum(guess == truth[key] for key, guess in known.items())
    wrong = sorted(doubted & truth.keys())
    for key, guess in sorted(far.items()) if show else ():
        print(f"{key[0]} {key[1]}: {guess} estimated, {truth[key]} walked")
    for key in wrong:
        print(f"{key[0]} {key[1]}: wrongly doubted")
    print(f"Linux {kernel}: of {len(truth)} programs {len(known)} are estimated, {exact} exactly, "
          f"{len(known) - len(far)} within a tenth; {len(wrong)} are wrongly doubted")
    return bool(truth) and len(known) - len(far) >= SHARE * len(truth) and not wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shim", type=pathlib.Path, default=TOP / "build" / "bpf-shim")
    parser.add_argument("--kernel", action="append", choices=["all", RUNNING, *guest.SUITES])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--show", action="store_true")
    words = parser.parse_args()
    tried = corpus.Corpus(words.shim.resolve())
    if not tried.compilers["host"]:
        print("walk: 0 passed, 0 failed, 1 skipped (no rustc)")
        return 0
    counts = {True: 0, False: 0, None: 0}
    with tempfile.TemporaryDirectory() as folder:
        with corpus.take_turn():
            objects = build_objects(tried, pathlib.Path(folder), words.jobs)
        kernels = words.kernel or [RUNNING]
        for kernel in [RUNNING, *guest.SUITES] if "all" in kernels else kernels:
            release = platform.release() if kernel == RUNNING else kernel
            try:
                truth = ask(kernel, objects)
            except guest.Missing as reason:
                print(f"skip Linux {release}: {reason}")
                counts[None] += 1
                continue
            counts[compare(release, truth, *estimate(words.shim, release, objects), words.show)] += 1
    print(f"walk: {counts[True]} passed, {counts[False]} failed, {counts[None]} skipped")
    return 1 if counts[False] else 0


if __name__ == "__main__":
    sys.exit(main())
