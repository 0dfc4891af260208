#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""What bpf-shim makes of arithmetic and of memory builtins computes what they do: rewrites.py [--shim FILE]
[--cpu CPU]... [--inputs N] [--seed N]

Each operation, in each width, is a function of one module; that module as it was, and as --dump-module
shows it behind the change that is last to touch arithmetic, are both compiled for this machine and run
over random inputs. The last line is the counts.
"""
import argparse
import ctypes
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(TOP / "tests" / "differential"))
import stages  # noqa: E402

WIDTHS = (8, 16, 24, 32, 33, 48, 64, 65, 80, 96, 127, 128)
DIVISIONS = ("udiv", "urem", "sdiv", "srem")
SHIFTS = ("shl", "lshr", "ashr")
DIVISORS = (1, 2, 3, 7, 8, 10, 100, -1, -2, -3, -8, -10)
SIZE = 1024  # of the memory that a function gets: operands at 0 and 16, results at 32 and 48, buffers from 128 on
PLACES = ((1, 129), (2, 130), (4, 132), (8, 136))  # alignment, offset
PER_MODULE = 40
ONE_OR_TWO = bytes(1 + byte % 2 for byte in range(256))


class Case:
    """One function; 'adjust' makes its operands such that the operation is defined."""

    def __init__(self, name, width, lines, adjust=None):
        self.name, self.width, self.lines = name, width, lines
        self.adjust = adjust or (lambda a, b: (a, b))

    def text(self):
        kind = f"i{self.width}"
        body = "\n".join("  " + line for line in self.lines)
        return (f'define i32 @{self.name}(ptr %ctx) section "syscall" {{\n'
                f"  %second = getelementptr i8, ptr %ctx, i64 16\n  %result = getelementptr i8, ptr %ctx, i64 32\n"
                f"  %flag = getelementptr i8, ptr %ctx, i64 48\n"
                f"  %a = load volatile {kind}, ptr %ctx, align 8\n  %b = load volatile {kind}, ptr %second, align 8\n"
                f"{body}\n  ret i32 0\n}}\n")


def signed(number, width):
    return number - (1 << width) if number >> (width - 1) else number


def divisible(operation, width):
    """No division by 0, nor of the least number by -1."""
    def adjust(a, b):
        b = b or 3
        if operation[0] == "s" and signed(b, width) == -1 and a == 1 << (width - 1):
            a += 1
        return a, b
    return adjust


def arithmetic():
    for width in WIDTHS:
        kind = f"i{width}"
        store = f"store {kind} %r, ptr %result, align 8"
        for operation in DIVISIONS:
            yield Case(f"{operation}_{width}", width, [f"%r = {operation} {kind} %a, %b", store],
                       divisible(operation, width))
            for divisor in DIVISORS:
                name = f"{operation}_{width}_by_{divisor}".replace("-", "minus_")
                number = signed(divisor & ((1 << width) - 1), width)
                yield Case(name, width, [f"%r = {operation} {kind} %a, {number}", store],
                           lambda a, b, width=width: (a if a != 1 << (width - 1) else 5, b))
        for operation in SHIFTS:
            yield Case(f"{operation}_{width}", width, [f"%r = {operation} {kind} %a, %b", store],
                       lambda a, b, width=width: (a, b % width))
        yield Case(f"mul_{width}", width, [f"%r = mul {kind} %a, %b", store])
        if width not in (8, 16, 32, 64, 128):
            continue
        for operation in ("umul", "smul"):
            for factor in ("%b", "3", "10", "-7", "65"):
                name = f"{operation}_overflow_{width}_{factor}".replace("-", "minus_").replace("%", "")
                yield Case(name, width, [
                    f"%p = call {{ {kind}, i1 }} @llvm.{operation}.with.overflow.{kind}({kind} %a, {kind} {factor})",
                    f"%r = extractvalue {{ {kind}, i1 }} %p, 0", f"%o = extractvalue {{ {kind}, i1 }} %p, 1", store,
                    "%w = zext i1 %o to i8", "store i8 %w, ptr %flag"])


def memory():
    """Lengths and places come from the operands."""
    for align, offset in PLACES:
        to, far, near = f"ptr align {align} %to", f"ptr align {align} %far", "ptr %near"
        common = ["%n = and i64 %a, 63", f"%to = getelementptr i8, ptr %ctx, i64 {offset}",
                  "%slide = and i64 %b, 31", "%near = getelementptr i8, ptr %to, i64 %slide",
                  "%far = getelementptr i8, ptr %to, i64 400", "%byte = trunc i64 %b to i8"]
        for length in ("%n", "1", "7", "16", "63", "131", "200", "333"):
            for flag in ("false", "true"):
                name = f"{align}_of_{length}_{flag}".replace("%", "")
                end = f"i64 {length}, i1 {flag})"
                for operation, arguments in (("memcpy", f"{to}, {far}"), ("memmove_up", f"{near}, {to}"),
                                             ("memmove_down", f"{to}, {near}")):
                    called = operation.split("_")[0]
                    yield Case(f"{operation}_{name}", 64, common + [
                        f"call void @llvm.{called}.p0.p0.i64({arguments}, {end}"])
                yield Case(f"memset_{name}", 64, common + [f"call void @llvm.memset.p0.i64({to}, i8 %byte, {end}"])
        yield Case(f"memcmp_{align}", 64, common + [
            "%c = call i32 @memcmp(ptr %to, ptr %near, i64 %n)", "%less = icmp slt i32 %c, 0",
            "%more = icmp sgt i32 %c, 0", "%l = zext i1 %less to i8", "%m = zext i1 %more to i8",
            "store i8 %l, ptr %result", "store i8 %m, ptr %flag"])
        yield Case(f"strlen_{align}", 64, common + [
            "%last = getelementptr i8, ptr %to, i64 %n", "store i8 0, ptr %last",
            "%s = call i64 @strlen(ptr %to)", "store i64 %s, ptr %result"])


DECLARATIONS = """declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memmove.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
declare i32 @memcmp(ptr, ptr, i64)
declare i64 @strlen(ptr)
""" + "".join(f"declare {{ i{width}, i1 }} @llvm.{operation}.with.overflow.i{width}(i{width}, i{width})\n"
              for width in (8, 16, 32, 64, 128) for operation in ("umul", "smul"))


def native(text, folder, name):
    """The functions of a module, compiled for this machine."""
    text = re.sub(r'^target .*\n', "", text, flags=re.M)
    text = re.sub(r'^attributes #\d+ = .*\n', "", text, flags=re.M)
    text = re.sub(r' #\d+(?= |$|,)', "", text, flags=re.M)
    source, library = folder / f"{name}.ll", folder / f"{name}.so"
    source.write_text(text)
    problem = stages.build_library(stages.find_clang(), source, library)
    if problem:
        sys.exit(f"{name}: {problem[-2000:]}")
    return ctypes.CDLL(str(library))


def module_behind(change, words, source, folder):
    """What --dump-module shows behind the first run of a change. The link is ended there: what it does later takes most of its
    time, and is not asked here."""
    dump = folder / "dump"
    number = lambda path: int(path.name.split("-")[0])
    with open(folder / "messages", "w+", encoding="utf-8") as messages, \
            subprocess.Popen([*words, source, "-o", folder / "out", f"--dump-module={dump}"], stderr=messages) as link:
        while True:
            ended = link.poll() is not None
            dumps = sorted(dump.glob("*.ll"), key=number)
            found = next((path for path in dumps if path.stem.split("-", 1)[1] == change), None)
            # The next one is begun when this one is complete.
            if ended or (found and found != dumps[-1]):
                break
            time.sleep(0.02)
        link.terminate()
        if not found:
            messages.seek(0)
            sys.exit(f"nothing behind {change}: {messages.read()[-2000:]}")
    return found.read_text()


def number_of(choice, width):
    kind, most = choice.randrange(7), (1 << width) - 1
    if kind == 0:
        return choice.randrange(1 << choice.randrange(1, width + 1))
    if kind == 1:
        return choice.choice((0, 1, 2, 3, 5, 10, 63, 64, most, most - 1, most >> 1, (most >> 1) + 1))
    if kind == 2:
        return ((1 << choice.randrange(width)) + choice.randrange(-2, 3)) & most
    if kind == 3:
        return -choice.randrange(1, 1 << choice.randrange(1, width + 1)) & most
    if kind == 4:  # where products with a small number begin to overflow
        return (most >> choice.randrange(2)) // choice.choice((3, 7, 10, 65)) + choice.randrange(-1, 2) & most
    if kind == 5:  # digits that are hard to divide by
        digits = (choice.choice((0, 1, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff)) for _ in range(4))
        return sum(digit << 32 * place for place, digit in enumerate(digits)) & most
    return choice.randrange(1 << width)


def memory_of(case, choice):
    a, b = number_of(choice, case.width), number_of(choice, case.width)
    most = (1 << case.width) - 1
    if choice.random() < 0.3:  # next to a multiple: digits of the quotient are guessed too large
        a = b * number_of(choice, choice.randrange(1, case.width + 1)) + choice.randrange(-1, 2) & most
    a, b = case.adjust(a, b)
    few = choice.random() < 0.5  # bytes that are often equal
    rest = choice.randbytes(SIZE - 64)
    rest = rest.translate(ONE_OR_TWO) if few else rest
    return (a & most).to_bytes(16, "little") + (b & most).to_bytes(16, "little") + bytes(32) + rest


def compare(case, before, after, choice, count):
    """The first input for which the two differ, or None."""
    functions = [getattr(library, case.name) for library in (before, after)]
    for _ in range(count):
        memory = memory_of(case, choice)
        results = []
        for function in functions:
            buffer = ctypes.create_string_buffer(memory, SIZE)
            function(buffer)
            results.append(buffer.raw)
        if results[0] != results[1]:
            return memory
    return None


def try_module(words, folder, text, before, cases, cpu, choice):
    """Each case, with the first input for which it is wrong, or None."""
    folder.mkdir()
    source = folder / "module.ll"
    source.write_text(text)
    after = native(module_behind("wide-arithmetic", [words.shim, "--cpu", cpu], source, folder), folder, "after")
    for case in cases:
        yield case, compare(case, before, after, choice, words.inputs)


def main():
    parser = argparse.ArgumentParser(description="Rewrites, run on this machine.")
    parser.add_argument("--shim", default=TOP / "build" / "bpf-shim")
    parser.add_argument("--cpu", action="append", choices=("v1", "v2", "v3", "v4"))
    parser.add_argument("--inputs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    words = parser.parse_args()
    choice = random.Random(words.seed)
    cases = [*arithmetic(), *memory()]
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for first in range(0, len(cases), PER_MODULE):
            some = cases[first:first + PER_MODULE]
            text = 'target triple = "bpfel"\n' + DECLARATIONS + "".join(case.text() for case in some)
            before = native(text, pathlib.Path(folder), f"before-{first}")
            for cpu in words.cpu or ("v2", "v4"):
                place = pathlib.Path(folder) / f"{first}-{cpu}"
                for case, wrong in try_module(words, place, text, before, some, cpu, choice):
                    passed += wrong is None
                    failed += wrong is not None
                    if wrong:
                        print(f"FAIL {case.name} at {cpu}: a {wrong[:16].hex()} b {wrong[16:32].hex()}")
    print(f"rewrites: {passed} passed, {failed} failed, {words.inputs} inputs each")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
