#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Loops that get a count of their rounds compute what they did: rounds.py [--shim FILE] [--loops N] [--inputs N]
[--seed N]

Random loops, whose counters start and end at random expressions, step by random numbers and leave by random
comparisons, two in one condition as well. The module as it was, and as --dump-module shows it behind the change
'bounded-rounds', are both compiled for this machine and run over random inputs, those for which the loop ends soon. A
check that fails where the loop goes on returns before the result is stored. The last line is the counts.
"""
import argparse
import ctypes
import pathlib
import random
import re
import sys
import tempfile

import rewrites

WIDTHS = (8, 16, 32, 64, 64)
SOON = 300  # rounds
PER_MODULE = 40
FAILED_CHECK = 77
PREDICATES = {
    "eq": lambda a, b, s: a == b, "ne": lambda a, b, s: a != b,
    "ult": lambda a, b, s: a < b, "ule": lambda a, b, s: a <= b,
    "ugt": lambda a, b, s: a > b, "uge": lambda a, b, s: a >= b,
    "slt": lambda a, b, s: s(a) < s(b), "sle": lambda a, b, s: s(a) <= s(b),
    "sgt": lambda a, b, s: s(a) > s(b), "sge": lambda a, b, s: s(a) >= s(b)}
# LLVMIntPredicate, as llvm.bpf.compare has it.
COMPARES = dict(enumerate(("eq", "ne", "ugt", "uge", "ult", "ule", "sgt", "sge", "slt", "sle"), 32))
MINIMA = {"umin": lambda a, b, s: min(a, b), "umax": lambda a, b, s: max(a, b),
          "smin": lambda a, b, s: min(a, b, key=s), "smax": lambda a, b, s: max(a, b, key=s)}


class Expressions:
    """Lines of a function, and the same in Python: 'values' computes each name's from (a, b)."""

    def __init__(self, choice):
        self.choice, self.lines, self.steps = choice, [], []

    def add(self, width, text, compute):
        name = f"%v{len(self.steps)}"
        self.lines.append(f"{name} = {text}")
        self.steps.append((name, lambda values: compute(values) & ((1 << width) - 1)))
        return name

    def values(self, a, b):
        known = {"%a": a, "%b": b}
        for name, compute in self.steps:
            known[name] = compute(known)
        return known

    def leaf(self, width):
        source = self.choice.choice(("%a", "%b"))
        if width == 64:
            return source
        return self.add(width, f"trunc i64 {source} to i{width}", lambda v: v[source])

    def small(self, width):
        """A number of few bits, or the rest of a division."""
        of = self.leaf(width)
        if self.choice.random() < 0.5:
            mask = self.choice.choice((1, 3, 7, 12, 15))
            return self.add(width, f"and i{width} {of}, {mask}", lambda v: v[of] & mask)
        by = self.choice.choice((2, 3, 5, 7, 9))
        return self.add(width, f"urem i{width} {of}, {by}", lambda v: v[of] % by)

    def any(self, width, depth=0):
        kind = self.choice.randrange(10 if depth < 3 else 2)
        if kind < 3:
            return self.small(width)
        if kind == 3 and width > 8:
            narrow = self.choice.choice([w for w in (8, 16, 32) if w < width])
            inner, word = self.any(narrow, depth + 1), self.choice.choice(("zext", "sext"))
            return self.add(width, f"{word} i{narrow} {inner} to i{width}", lambda v: (
                v[inner] if word == "zext" else rewrites.signed(v[inner], narrow)))
        first = self.any(width, depth + 1)
        number = self.choice.randrange(1, 12)
        if kind == 4:
            word = self.choice.choice(list(MINIMA))
            return self.add(width, f"call i{width} @llvm.{word}.i{width}(i{width} {first}, i{width} {number})",
                            lambda v: MINIMA[word](v[first], number, lambda x: rewrites.signed(x, width)))
        if kind == 5:
            return self.add(width, f"add i{width} {first}, {number}", lambda v: v[first] + number)
        if kind == 6:
            shift = self.choice.choice((1, 2))
            part = self.add(width, f"lshr i{width} {first}, {shift}", lambda v: v[first] >> shift)
            if self.choice.random() < 0.3:
                flipped = self.add(width, f"xor i{width} {part}, -1", lambda v: ~v[part])
                return self.add(width, f"add i{width} {first}, {flipped}", lambda v: v[first] + v[flipped])
            return self.add(width, f"sub i{width} {first}, {part}", lambda v: v[first] - v[part])
        if kind == 7:
            return self.add(width, f"xor i{width} {first}, {number}", lambda v: v[first] ^ number)
        second = self.any(width, depth + 1)
        word = self.choice.choice(("add", "sub", "sub", "or", "mul"))
        return self.add(width, f"{word} i{width} {first}, {second}", {
            "add": lambda v: v[first] + v[second], "sub": lambda v: v[first] - v[second],
            "or": lambda v: v[first] | v[second], "mul": lambda v: v[first] * v[second]}[word])


class Loop:
    def __init__(self, name, choice):
        self.name, self.width = name, choice.choice(WIDTHS)
        self.before = Expressions(choice)
        self.start, self.end = self.before.any(self.width), self.before.any(self.width)
        if choice.random() < 0.3:
            self.end = str(choice.randrange(0, 9))
        self.step = choice.choice((1, 1, 1, -1, -1, -1, 2, 3, -2, 0))  # 0: it loses a bit
        natural = ("ult", "slt", "ne", "ule") if self.step > 0 else ("ne", "ugt", "sgt", "ne")
        self.stay = choice.choice(natural if choice.random() < 0.8 else list(PREDICATES))
        self.by_next, self.late = choice.random() < 0.5, choice.random() < 0.6
        self.guard = choice.choice((None, None, self.stay, "ne", "ule"))
        self.second = choice.random() < 0.3  # another exit
        self.also = None  # another comparison of the same exit: the loop goes on while both hold, or one does
        if choice.random() < 0.3:
            self.also = choice.choice(list(PREDICATES)), choice.randrange(12), choice.choice((
                "select i1 %stays, i1 %also, i1 false", "select i1 %also, i1 %stays, i1 false", "and i1 %also, %stays",
                "select i1 %stays, i1 true, i1 %also", "or i1 %stays, %also"))
        self.factor = 0
        if self.step == 0:
            self.stay, self.end = "ne", "0"
        elif choice.random() < 0.2:
            self.multiply(choice)

    def multiply(self, choice):
        """The counter grows by a factor, mostly up to a number from which it does not wrap around."""
        self.factor = choice.choice((2, 2, 3, 5, 10))
        self.stay = choice.choice(("ult", "ule", "slt", "sle", "ne"))
        self.start = str(choice.choice((1, 1, 2, self.factor))) if choice.random() < 0.7 else self.start
        end, by = self.before.leaf(self.width), self.factor + choice.randrange(-1, 2)
        self.end = self.before.add(self.width, f"udiv i{self.width} {end}, {by}", lambda v: v[end] // by)

    def turned(self, at):
        if self.factor:
            return at * self.factor
        return at + self.step if self.step else at & (at - 1)

    def turn(self, kind):
        if self.factor == 2:
            return [f"%next = shl {kind} %i, 1"]
        if self.factor:
            return [f"%next = mul {kind} %i, {self.factor}"]
        if self.step:
            return [f"%next = add {kind} %i, {self.step}"]
        return [f"%less = add {kind} %i, -1", f"%next = and {kind} %i, %less"]

    def text(self):
        kind = f"i{self.width}"
        guard = ["br label %loop"]
        if self.guard:
            guard = [f"%enters = icmp {self.guard} {kind} {self.start}, {self.end}",
                     "br i1 %enters, label %loop, label %done"]
        wide = "%wide = add i64 %i, 0" if self.width == 64 else f"%wide = zext {kind} %i to i64"
        check = [*self.turn(kind), f"%stays = icmp {self.stay} {kind} {'%next' if self.by_next else '%i'}, {self.end}"]
        goes = "%stays"
        if self.also:
            predicate, number, goes = *self.also[:2], "%goes"
            check += [f"%also = icmp {predicate} {kind} %i, {number}", f"%goes = {self.also[2]}"]
        work = [wide, "%mixed = mul i64 %sum, 31", "%more = xor i64 %mixed, %wide", "%low = and i64 %more, 15",
                f"%other = icmp {'eq' if self.second else 'ugt'} i64 %low, {3 if self.second else 16}"]
        if self.late:
            blocks = [*work, *check, "br i1 %other, label %done, label %turn", "turn:",
                      f"br i1 {goes}, label %loop, label %done"]
        else:
            blocks = [*check, *work, f"br i1 {goes}, label %turn, label %done", "turn:",
                      "br i1 %other, label %done, label %loop"]
        ends = "".join(f", [ %more, %{block} ]" for block in ("loop", "turn"))
        lines = ["%second = getelementptr i8, ptr %ctx, i64 16", "%result = getelementptr i8, ptr %ctx, i64 32",
                 "%a = load volatile i64, ptr %ctx", "%b = load volatile i64, ptr %second", *self.before.lines, *guard,
                 "loop:", f"%i = phi {kind} [ {self.start}, %entry ], [ %next, %turn ]",
                 "%sum = phi i64 [ 1, %entry ], [ %more, %turn ]", *blocks, "done:",
                 f"%r = phi i64 {'[ 0, %entry ]' + ends if self.guard else ends[2:]}",
                 "store i64 %r, ptr %result", "ret i32 0"]
        return f'define i32 @{self.name}(ptr %ctx) section "syscall" {{\nentry:\n' + "\n".join(lines) + "\n}\n"

    def ends_soon(self, a, b):
        mask = (1 << self.width) - 1
        sign = lambda x: rewrites.signed(x, self.width)
        values = self.before.values(a, b)
        at, end = (values[text] if text in values else int(text) for text in (self.start, self.end))
        if self.guard and not PREDICATES[self.guard](at, end, sign):
            return True
        total = 1
        for _ in range(SOON):
            after = self.turned(at) & mask
            total = (total * 31 ^ at) & ((1 << 64) - 1)
            stays = PREDICATES[self.stay](after if self.by_next else at, end, sign)
            if self.also:
                other = PREDICATES[self.also[0]](at, self.also[1], sign)
                stays = stays and other if re.search("and|false", self.also[2]) else stays or other
            if not stays:
                return True
            if self.second and total & 15 == 3:
                return True
            at = after
        return False


DECLARATIONS = "".join(f"declare i{width} @llvm.{word}.i{width}(i{width}, i{width})\n"
                       for width in sorted(set(WIDTHS)) for word in MINIMA)


def first_wrong(loop, before, after, choice, count):
    functions = [getattr(library, loop.name) for library in (before, after)]
    for _ in range(count):
        a, b = (rewrites.number_of(choice, 64) for _ in range(2))
        if not loop.ends_soon(a, b):
            continue
        memory = a.to_bytes(16, "little") + b.to_bytes(16, "little") + bytes(64)
        buffers = [ctypes.create_string_buffer(memory, len(memory)) for _ in functions]
        if functions[0](buffers[0]) != functions[1](buffers[1]) or buffers[0].raw != buffers[1].raw:
            return a, b
    return None


def try_module(words, folder, loops, choice):
    """Each loop with the first input for which it is wrong, or None; at the end, how many loops count."""
    text = 'target triple = "bpfel"\n' + DECLARATIONS + "".join(loop.text() for loop in loops)
    folder.mkdir()
    before = rewrites.native(text, folder, "before")
    source = folder / "module.ll"
    source.write_text(text)
    changed = rewrites.module_behind("bounded-rounds", [words.shim], source, folder)
    counted = len(re.findall(r'asm "", "=r,0"', changed))
    changed = re.sub(r"= (?:tail )?call (i\d+) @llvm\.bpf\.passthrough\.\S+\(i32 [-\d]+, i\d+ (\S+)\)", r"= add \1 \2, 0",
                     changed)
    changed = re.sub(r"= (?:tail )?call i1 @llvm\.bpf\.compare\.\S+\(i32 (\d+), (i\d+ \S+), i\d+ (\S+)\)",
                     lambda match: f"= icmp {COMPARES[int(match[1])]} {match[2]}, {match[3]}", changed)
    changed = re.sub(r"^  unreachable", f"  ret i32 {FAILED_CHECK}", changed, flags=re.M)
    after = rewrites.native(changed, folder, "after")
    return counted, [(loop, first_wrong(loop, before, after, choice, words.inputs)) for loop in loops]


def main():
    parser = argparse.ArgumentParser(description="Loops that count their rounds, run on this machine.")
    parser.add_argument("--shim", default=rewrites.TOP / "build" / "bpf-shim")
    parser.add_argument("--loops", type=int, default=400)
    parser.add_argument("--inputs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    words = parser.parse_args()
    choice = random.Random(words.seed)
    passed = failed = counted = 0
    with tempfile.TemporaryDirectory() as folder:
        for first in range(0, words.loops, PER_MODULE):
            loops = [Loop(f"loop_{first + i}", choice) for i in range(PER_MODULE)]
            count, results = try_module(words, pathlib.Path(folder) / str(first), loops, choice)
            counted += count
            for loop, wrong in results:
                passed += wrong is None
                failed += wrong is not None
                if wrong:
                    print(f"FAIL {loop.name}: a {wrong[0]:#x} b {wrong[1]:#x}\n{loop.text()}")
    print(f"rounds: {passed} passed, {failed} failed, {counted} counts, {words.inputs} inputs each")
    return 1 if failed or not counted else 0


if __name__ == "__main__":
    sys.exit(main())
