#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Makes a failing program small: reduce.py [--mode M] FILE

FILE is a body as run.py keeps it, with its mode in the first line. Lines, blocks and parts of
expressions are taken out or made simpler as long as the verdict's class stays; then the same with the
words of the mode. Writes the result to stdout (and with --output to a file), as run.py keeps programs.
Linux 6.18.44 itself crashes over some programs with too many branches (maybe_fork_scalars() of the
verifier): those stay as they are.
"""
import argparse
import concurrent.futures
import dataclasses
import itertools
import pathlib
import re
import subprocess
import sys
import time

import building
import verdicts
from run import Tester

SIMPLEST = building.Mode(units=1)
PAIRS = {"(": ")", "[": "]", "{": "}"}


def matching(text):
    """The place of the closing bracket of each opening one. Strings and characters hold none here
    but in the few that are skipped."""
    stack, pairs = [], {}
    for match in re.finditer(r'"(?:\\.|[^"\\])*"|b?\'(?:\\u\{\w+\}|\\.|[^\\\'])\'|[(\[{)\]}]', text):
        sign = match[0]
        if sign in PAIRS:
            stack.append((sign, match.start()))
        elif sign in ")]}" and stack and PAIRS[stack[-1][0]] == sign:
            pairs[stack.pop()[1]] = match.start()
    return pairs


def without_lines(text):
    """Texts with fewer lines: first large parts, then single ones; blocks whole, and without their frame."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    line_of = {}
    for number, start in enumerate(starts[:-1]):
        line_of.update((place, number) for place in range(start, starts[number + 1]))
    ends = {}
    for opening, closing in matching(text).items():
        if line_of[closing] > line_of[opening]:
            ends[line_of[opening]] = max(ends.get(line_of[opening], 0), line_of[closing])
    units = [(n, ends.get(n, n) + 1) for n in range(len(lines)) if lines[n].strip() not in ("", "}", "};")]
    size = len(lines) // 2
    while size > 1:
        for start in range(0, len(lines), size):
            yield "\n".join(lines[:start] + lines[start + size:])
        size //= 2
    for first, end in sorted(units, key=lambda unit: unit[0] - unit[1]):
        yield "\n".join(lines[:first] + lines[end:])
        if end > first + 1:
            yield "\n".join(lines[:first] + lines[first + 1:end - 1] + lines[end:])


def parts(text, opening, closing):
    """The elements of a bracketed list, by its commas."""
    pairs, depth_end, start, found = matching(text[:closing + 1]), -1, opening + 1, []
    for place in range(opening + 1, closing):
        if place > depth_end and place in pairs:
            depth_end = pairs[place]
        elif place > depth_end and text[place] == ",":
            found.append((start, place))
            start = place + 1
    found.append((start, closing))
    return found


def simpler_expressions(text):
    """Texts in which one bracketed expression, call or literal is simpler, the largest ones first."""
    pairs = matching(text)
    for opening, closing in sorted(pairs.items(), key=lambda pair: pair[0] - pair[1]):
        before, inside, after = text[:opening], text[opening + 1:closing], text[closing + 1:]
        if text[opening] == "(" and (call := re.search(r"\.(\w+)(::<\w+>)?$", before)):
            yield before[:call.start()] + after  # a method's call
        if text[opening] == "(" and not re.search(r"[\w>!]$", before):
            for value in ("1", "0", "true"):
                if inside != value:
                    yield before + value + after
            yield before + inside + after
        inner = [o for o in pairs if opening < o < closing]
        if text[opening] == "(":
            for start in inner:
                if all(not o < start < pairs[o] for o in inner):  # the outermost within
                    if text[start] in "({":
                        yield before + text[start + (text[start] == "{"):pairs[start] + (text[start] == "(")] + after
        elements = parts(text, opening, closing)
        if text[opening] in "[{" and len(elements) > 1:
            for first, last in elements:
                yield text[:first] + text[min(last + 1, closing):]
        if text[opening] == "{" and re.search(r"(=>|else|\|\w*\||=) $", before) and "\n" not in inside and inside.strip() != "1":
            yield before + "{ 1 }" + after
        for first, last in elements:
            if text[opening] != "{" and len(text[first:last].strip()) > 3:
                yield text[:first] + " 1" + text[last:]
    for match in re.finditer(r" as \w+|\b\d{2,}(\w*)|#\[inline\(\w+\)\] |\bmut |^// .*\n|\b\d+([ui]\w+)|[ui]\w+::(MAX|MIN|from_\w+\(.*?\))|d\[\d+\]", text, re.M):
        yield text[:match.start()] + text[match.end():]
        if match[0][0].isdigit():
            yield text[:match.start()] + "1" + (match[1] or match[2] or "") + text[match.end():]
        if match[0].startswith("d[") and match[0] != "d[0]":
            yield text[:match.start()] + "d[0]" + text[match.end():]
    for match in re.finditer(r"= (?!1;)[^;\n=]+;", text):
        yield text[:match.start()] + "= 1;" + text[match.end():]


def simpler_modes(mode):
    for field in dataclasses.fields(mode):
        simple = getattr(SIMPLEST, field.name)
        if getattr(mode, field.name) != simple:
            yield dataclasses.replace(mode, **{field.name: simple})
    if mode.opt not in "32":
        yield dataclasses.replace(mode, opt="2")


class Reducer:
    def __init__(self, tester, jobs, seconds):
        self.tester = tester
        self.pool = concurrent.futures.ThreadPoolExecutor(jobs)
        self.jobs = jobs
        self.tried = {}
        self.end = time.monotonic() + seconds

    def outcome(self, text, mode, slot=0):
        name = f"reduce-{slot}"
        # Also of what is refused: natively it has to end.
        expected = self.tester.expected([text], mode.checks, name)[0]
        return self.tester.outcome(text, mode, expected, name)

    def keeps(self, text, mode, slot):
        key = text, mode
        if key not in self.tried:
            try:
                outcome = self.outcome(text, mode, slot)
            except (RuntimeError, OSError, subprocess.TimeoutExpired) as error:
                outcome = verdicts.Outcome(verdicts.INVALID, str(error))
            self.tried[key] = outcome
        outcome = self.tried[key]
        return (outcome.kind, outcome.reason) == (self.wanted.kind, self.wanted.reason)

    def first_that_keeps(self, candidates):
        """(number, pair) of the first; several at once, but the order counts, so that the result is the
        same each time."""
        waiting = iter(enumerate(candidates))
        while time.monotonic() < self.end and (group := list(itertools.islice(waiting, self.jobs))):
            keeping = list(self.pool.map(lambda job: self.keeps(*job[1][1], job[0]), enumerate(group)))
            for found, keeps in zip(group, keeping):
                if keeps:
                    return found
        return None

    def sweep(self, text, mode, ways):
        """Takes what keeps the class; goes on where the last success was, until nothing does."""
        changed, place = False, 0
        while True:
            candidates = [(candidate, mode) for candidate in ways(text)
                          if len(candidate) <= len(text) and candidate != text]
            order = candidates[place:] + candidates[:place]
            fresh = [pair for pair in order if pair not in self.tried]
            found = self.first_that_keeps(fresh)
            if not found:
                return text, changed
            place = candidates.index(fresh[found[0]])
            text, changed = found[1][0], True

    def reduce(self, text, mode):
        self.wanted = self.outcome(text, mode)
        # What crashes the loader may have crashed the kernel below it: once is enough.
        if self.wanted.kind in (verdicts.RIGHT, verdicts.INVALID) or self.wanted.reason == verdicts.LOADER_CRASHED:
            return text, mode
        while True:
            text, a = self.sweep(text, mode, without_lines)
            text, b = self.sweep(text, mode, simpler_expressions)
            while found := self.first_that_keeps((text, simpler) for simpler in simpler_modes(mode)):
                mode = found[1][1]
            if not a and not b:
                return text, mode


def read_kept(path):
    """A body without the heading that run.py gives it, and its mode."""
    text = path.read_text()
    mode = re.match(r"// mode: (.*)\n", text)
    return re.sub(r"\A(// .*\n)+", "", text), building.Mode.parse(mode[1]) if mode else SIMPLEST


def main():
    parser = argparse.ArgumentParser(description="Makes a failing program small.")
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--mode", help="in place of the one in the file's first line")
    parser.add_argument("--shim", type=pathlib.Path, default=building.TOP / "build" / "bpf-shim")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=int, default=3600, help="how long to go on at most")
    parser.add_argument("--output", type=pathlib.Path)
    args = parser.parse_args()
    text, mode = read_kept(args.file)
    if args.mode:
        mode = building.Mode.parse(args.mode)
    tester = Tester(args.shim.resolve())
    reducer = Reducer(tester, args.jobs, args.seconds)
    text, mode = reducer.reduce(text, mode)
    outcome = reducer.outcome(text, mode)
    result = f"// mode: {mode}\n// {outcome}\n// {' | '.join(outcome.text.split(chr(10)))[:1500]}\n{text}"
    tester.close()
    print(result)
    print(f"{len(reducer.tried)} programs tried", file=sys.stderr)
    if args.output:
        args.output.write_text(result)


if __name__ == "__main__":
    main()
