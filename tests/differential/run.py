#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Compares random programs, built with bpf-shim in random modes, with the same functions run natively.

    run.py                      what 'make check' does: 300 programs from a fixed seed
    run.py --full               what 'make check-all' does: 3000
    run.py --count N --seed S   programs S to S+N-1
    run.py --builds N           modes for each program (1)
    run.py FILE... [--mode M]   these bodies, in this mode or in --builds random ones

A program of generate.py, or of a FILE, is a function from 64 bytes to a number; a panic gives 0. Lines
'// body: NAME' begin those of a FILE that has several; all of a FILE's have to load. '// not as bpf-linker' stands in one that needs its loops
unrolled further than that does. It is
right when the kernel's test runs give the same numbers for the same inputs. For each class of what
went otherwise there is a count, and the smallest program is kept in build/tests/differential/classes;
'list' there has all of them.
"""
import argparse
import collections
import concurrent.futures
import dataclasses
import os
import pathlib
import queue
import random
import re
import shutil
import subprocess
import sys

import building
import generate
import inputs
import peer
import verdicts
from verdicts import CRASH, INVALID, LINK, REFUSED, RIGHT, WRONG

COUNT, SEED = 300, 1
BATCH = 100  # bodies in one native program: compiled in a second
NOT_ALLOWED = 77
# The share of programs that the verifier may refuse, and that the linker may for other than good reason.
BOUNDS = {REFUSED: 0.2, LINK: 0.05}
NONE = {REFUSED: 0, LINK: 0}


class Tester:
    """All that building and running a body takes."""

    def __init__(self, shim):
        self.compilers = building.find_compilers()
        self.linkers = {False: shim, True: building.make_alias(shim)}
        self.directory = building.BUILD
        self.directory.mkdir(parents=True, exist_ok=True)
        self.inputs_path = self.directory / "inputs"
        self.inputs_path.write_text(inputs.as_lines())
        self.input_count = len(inputs.inputs())
        self.harness = building.TOP / "build" / "tests" / "run_many"
        subprocess.run(["make", "-s", "-C", building.TOP / "tests" / "kernel"], check=True)
        self.loaders = queue.SimpleQueue()
        self.peer = None

    def may_load(self):
        ran = subprocess.run([self.harness, f"@{self.inputs_path}"], input=b"", capture_output=True, check=False)
        return ran.returncode != NOT_ALLOWED

    def workplace(self, name):
        path = self.directory / f"work-{os.getpid()}" / str(name)
        path.mkdir(parents=True, exist_ok=True)
        return path

    def expected(self, bodies, checks, name="native"):
        """Native results of each body; None for one that does not compile."""
        directory = self.workplace(f"{name}-{'on' if checks else 'off'}")
        report = building.build_native(self.compilers["host"], bodies, checks, directory)
        if not report:
            return building.run_native(directory, inputs.as_lines())
        if len(bodies) == 1:
            return [None]
        middle = len(bodies) // 2
        return self.expected(bodies[:middle], checks, name) + self.expected(bodies[middle:], checks, name)

    def close(self):
        while not self.loaders.empty():
            self.loaders.get().close()
        shutil.rmtree(self.directory / f"work-{os.getpid()}", ignore_errors=True)

    def load(self, target, expected):
        return verdicts.judge(self.load_all(target), expected)

    def load_all(self, target):
        """The harness's lines, one for each program of the object."""
        try:
            loader = self.loaders.get_nowait()
        except queue.Empty:
            loader = verdicts.Loader(self.harness, self.inputs_path)
        lines = loader.run(target)
        self.loaders.put(loader)
        return lines

    def outcome(self, body, mode, expected, name):
        if expected is None:
            return verdicts.Outcome(INVALID, "native rustc")
        directory = self.workplace(name)
        target = directory / "prog.o"
        words = building.build_words(self.compilers[mode.door], self.linkers[mode.alias], mode,
                                     building.write_bpf(body, directory), target)
        failed = verdicts.link(words, target)
        outcome = failed or self.load(target, expected)
        if self.peer and outcome.kind == REFUSED:
            outcome = dataclasses.replace(outcome, peer=peer.verdict(self, self.peer, body, mode, name))
        shutil.rmtree(directory)
        return outcome


class Report:
    """Counts by class, and the smallest program of each."""

    def __init__(self, directory, suffix=".rs"):
        self.directory = directory
        self.suffix = suffix
        shutil.rmtree(self.directory, ignore_errors=True)
        self.directory.mkdir(parents=True)
        self.counts = collections.Counter()
        self.peer = collections.Counter()
        self.smallest = {}

    def add(self, name, body, mode, outcome):
        self.counts[outcome.kind, outcome.reason, verdicts.in_order(outcome, mode)] += 1
        if outcome.peer:
            self.peer[outcome.peer] += 1
        if outcome.kind == RIGHT:
            return
        with open(self.directory / "list", "a", encoding="utf-8") as listing:
            listing.write(f"{name}\t{mode}\t{outcome}\n")
        if outcome.kind in (WRONG, CRASH, INVALID):
            print(f"{outcome} {name} [{mode}] {outcome.text[:300] if outcome.kind == WRONG else ''}", flush=True)
            self.keep(f"{outcome.kind}-{name}", body, mode, outcome)
        key = outcome.kind, outcome.reason
        size = len(body)
        if key not in self.smallest or size < self.smallest[key][0]:
            self.smallest[key] = size, name, mode
            self.keep(re.sub(r"\W+", "_", str(outcome))[:90], body, mode, outcome)

    def keep(self, name, body, mode, outcome):
        text = re.sub(r"\s*\n\s*", " | ", outcome.text)
        (self.directory / (name + self.suffix)).write_text(f"// mode: {mode}\n// {outcome}\n// {text[:2000]}\n{body}")

    def print(self):
        for (kind, reason, allowed), count in sorted(self.counts.items(), key=lambda item: (item[0][0], -item[1])):
            note = f"  ({allowed})" if allowed else ""
            smallest = self.smallest.get((kind, reason))
            where = f"  smallest: {smallest[1]} [{smallest[2]}]" if smallest else ""
            print(f"{count:6} {kind}{': ' + reason if reason else ''}{note}{where}")
        for what, count in self.peer.most_common():
            print(f"{count:6} refused, where the peer's {what}")


def summary(name, report, skipped, bounds):
    """The last line, and the exit status. Each program that is right passes, each that is wrong, or crashes
    something, fails; so does each bound: the share of all programs that may end in this way."""
    kinds = collections.Counter()
    for (kind, _, why), count in report.counts.items():
        kinds[RIGHT if why else kind] += count
    passed, failed = kinds[RIGHT], sum(kinds[kind] for kind in (WRONG, CRASH, INVALID))
    for kind, bound in bounds.items():
        share = kinds[kind] / max(sum(kinds.values()), 1)
        print(f"{kind}: {share:.1%}, the bound is {bound:.1%}")
        passed += share <= bound
        failed += share > bound
    print(f"{name}: {passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


def bodies_in(path):
    _, *named = re.split(r"^// body: (\w+)\n", path.read_text(), flags=re.M)
    return list(zip(named[::2], named[1::2])) or [(path.stem, path.read_text())]


def bodies_of(args):
    """(name, text) of each program."""
    if args.files:
        return [body for path in args.files for body in bodies_in(path)]
    return [(str(seed), generate.generate(seed)[0]) for seed in range(args.seed, args.seed + args.count)]


def modes_for(args, name, body, doors):
    if args.mode:
        return [building.Mode.parse(args.mode)]
    atomics = "sync::atomic" in body
    if atomics:
        doors = ["host"]  # core for BPF has loads and stores alone
    choices = random.Random(f"modes of {name}")
    modes = [building.random_mode(choices, doors) for _ in range(args.builds)]
    if atomics:  # before these there are no more than errors to be seen, which are tested in tests/emit
        modes = [dataclasses.replace(mode, cpu="" if mode.cpu in ("v1", "v2") else mode.cpu,
                                     kernel="" if mode.kernel in ("4.15", "5.4") else mode.kernel) for mode in modes]
    if "// not as bpf-linker" in body:
        modes = [dataclasses.replace(mode, alias=False) for mode in modes]
    return modes


def run_batch(tester, pool, batch, args, report):
    doors = sorted(tester.compilers)
    tries = [(name, body, mode) for name, body in batch for mode in modes_for(args, name, body, doors)]
    expected = {}
    for checks in {mode.checks for _, _, mode in tries}:
        wanted = [name for name, _ in batch if any(n == name and m.checks == checks for n, _, m in tries)]
        texts = dict(batch)
        results = tester.expected([texts[name] for name in wanted], checks)
        expected.update({(name, checks): result for name, result in zip(wanted, results)})
    started = [(name, body, mode, pool.submit(tester.outcome, body, mode, expected[name, mode.checks], f"{name}-{i}"))
               for i, (name, body, mode) in enumerate(tries)]
    for name, body, mode, future in started:
        report.add(name, body, mode, future.result())


def parse_words():
    parser = argparse.ArgumentParser(description="Compares random programs with what they compute natively.")
    parser.add_argument("files", nargs="*", type=pathlib.Path, help="bodies, in place of random ones")
    parser.add_argument("--shim", type=pathlib.Path, default=building.TOP / "build" / "bpf-shim")
    parser.add_argument("--full", action="store_true", help="ten times as many programs")
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--builds", type=int, default=1)
    parser.add_argument("--mode", help="as the reports show it, as in 'host O3 cgu16 v3 k5.4'")
    parser.add_argument("--keep", type=pathlib.Path, help="the directory for the smallest programs; it is emptied")
    parser.add_argument("--peer", type=pathlib.Path, help="bpf-linker, to make what is refused by it, too")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    args.count *= 10 if args.full else 1
    return args


def main():
    args = parse_words()
    tester = Tester(args.shim.resolve())
    if "host" not in tester.compilers or not tester.may_load():
        print(f"differential: 0 passed, 0 failed, {args.count} skipped (no rustc, or no right to load BPF)")
        return 0
    tester.peer = args.peer
    report = Report(args.keep or tester.directory / "classes")
    programs = bodies_of(args)
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for start in range(0, len(programs), BATCH):
            run_batch(tester, pool, programs[start:start + BATCH], args, report)
    tester.close()
    report.print()
    return summary("differential", report, 0, NONE if args.files else BOUNDS)


if __name__ == "__main__":
    sys.exit(main())
