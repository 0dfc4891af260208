#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Runs Rust's own tests of core as BPF programs, at opt-level 0 and 3.

    coretests.py [--module M]... [--opt 0|3] [--test NAME]

The tests come out of library/coretests of Debian's sources of Rust, which fit its rustc; they are copied
into the build directory. There #[test] is an attribute of ours (include/coretest.rs), which makes some tests
at a time programs: each returns 1 at its end, and 0 when it panics, which is right for #[should_panic].
What needs alloc, std or floats cannot be a BPF program, and what asks for the bits of an address, or walks
all characters, passes no verifier; it is counted apart, with formatting, which is too long for one. Ends with
a table: module, level, what passes, what does not and why.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import sys

import building
import verdicts
from run import Tester

SOURCES = "rustc-*/library/coretests/tests"
# Files of tests that are about floats, and such that want another crate.
WITHOUT = {"num/mod.rs": ["flt2dec", "dec2flt", "floats", "float_iter_sum_identity", "float_ieee754_flt2dec_dec2flt"]}
TOGETHER = 16  # tests in one object: the crate is compiled for each
SECONDS = 10  # of processor time for a link; sixteen tests take two, and formatting minutes
BOUND = 0.03  # of what needs neither alloc, std, floats nor formatting: what may be refused
NOT_FOR_BPF = [
    ("atomics that core lacks for BPF", r"no method named `(fetch_\w+|swap|compare_exchange\w*)` found for struct `Atomic|`Atomic(I|U)\d+`"),
    ("alloc or std", r"cannot find (macro|type|function|struct|derive macro|trait|module or crate|attribute)|unresolved import|"
                     r"no method named `(to_\w+|into_\w+|collect|repeat|concat|join)`|there is no allocator"),
    ("threads", r"belongs to a thread|thread_local"),
    ("floats", r"floating point|\bf(16|32|64|128)\b"),
]
# (what the verifier says, what stands in the test): what no program can do there.
NOT_FOR_THE_VERIFIER = [
    ("all characters, each of which it walks", r"too large", r"char ?:: ?MAX|'\\0' ?\.\.= ?'\\u\{10FFFF\}'|test_boolean_property|test_case_mapping"),
    ("alignment of real pointers", r"pointer .*prohibited", r"\bis_aligned"),
]
FORMATTING = r"\b(write|format_args)!|to_string|fmt::|\bDisplay\b|escape_(debug|default)\(\)\.to|_fmt\("


class Module:
    """A module of coretests: its text in the build directory, and its tests."""

    def __init__(self, rustc, macro, sources, name):
        self.rustc, self.macro, self.name = rustc, macro, name
        self.directory = building.BUILD / "coretests" / name
        shutil.rmtree(self.directory, ignore_errors=True)
        shutil.copytree(sources, self.directory)
        for path, modules in WITHOUT.items():
            self.drop_modules(self.directory / path, modules)
        self.unknown = set()
        self.dropped = []
        self.write_crate()
        self.tests = self.list_tests()

    @staticmethod
    def drop_modules(path, names):
        text = path.read_text()
        for name in names:
            text = re.sub(rf"^mod {name};\n", "", text, flags=re.M)
        path.write_text(text)

    def write_crate(self):
        lib = (self.directory / "lib.rs").read_text()
        features = [line for line in re.findall(r"^#!\[(?:feature|cfg_attr).*\]$", lib, re.M)
                    if not any(f"({name})" in line for name in self.unknown)]
        macros = "\n".join(re.findall(r"^macro_rules! .*?^}$", lib, re.M | re.S))
        # What rustc itself computes in place of a program: a minute for each crate with num.
        macros = re.sub(r"(\$\(#\[\$attr\]\)\*\s*)?const _: \(\) = \$block;", "", macros)
        self.crate = self.directory / "coretests_as_programs.rs"
        self.crate.write_text("\n".join([
            "#![no_std]", "#![no_main]", *features, "#[macro_use] extern crate coretest;", "extern crate core as std;",
            macros, f"mod {self.name};",
            "#[panic_handler] fn coretest_panic(_: &core::panic::PanicInfo) -> ! { loop {} }",
            "#[unsafe(no_mangle)] #[unsafe(link_section = \"license\")] static LICENSE: [u8; 4] = *b\"GPL\\0\";", ""]))

    def words(self):
        return [self.rustc, "--edition", "2024", "--cap-lints", "allow", "--target", building.BPF_TARGET,
                "--crate-type", "bin", "--crate-name", "coretests", "--extern", f"coretest={self.macro}", self.crate]

    def list_tests(self):
        """[(name, should panic, text)], once what does not compile beside the tests is gone."""
        listing = self.directory / "list"
        for _ in range(30):
            listing.unlink(missing_ok=True)
            built = building.run([*self.words(), "--emit", "metadata", "--error-format", "json", "-o", self.directory / "x"],
                                 env={**os.environ, "RUSTC_BOOTSTRAP": "1", "CORETEST_LIST": str(listing)})
            if built.returncode == 0:
                break
            if not self.mend(built.stderr):
                raise RuntimeError(f"module {self.name}: {built.stderr[-800:]}")
        lines = listing.read_text().splitlines() if listing.exists() else []
        return [(name, panics == "true", text) for name, panics, text in (line.split("\t", 2) for line in lines)]

    def mend(self, stderr):
        """Takes out the features that rustc does not know, and the items that do not compile."""
        places = set()
        for line in stderr.splitlines():
            if not line.startswith("{"):
                continue
            message = json.loads(line)
            if message.get("level") != "error":
                continue
            if unknown := re.match(r"unknown feature `(\w+)`", message["message"]):
                self.unknown.add(unknown[1])
                continue
            for span in message["spans"]:
                while span.get("expansion") and not span["file_name"].startswith(str(self.directory)):
                    span = span["expansion"]["span"]
                if span["is_primary"] and span["file_name"].startswith(str(self.directory)):
                    places.add((span["file_name"], span["line_start"] - 1))
        self.write_crate()
        for path in {path for path, _ in places}:
            self.drop_items(pathlib.Path(path), {line for p, line in places if p == path})
        return bool(places) or bool(self.unknown)

    def drop_items(self, path, places):
        """The items of the file that these lines belong to: each starts and ends in the first column."""
        lines = path.read_text().split("\n")
        for place in sorted(places, reverse=True):
            first = place
            while first and (not lines[first] or lines[first][0] in " })]"):
                first -= 1
            last = place
            one_line = lines[first].rstrip().endswith(";") and first == place
            while not one_line and last < len(lines) - 1 and not re.match(r"[})\]]", lines[last]):
                last += 1
            self.dropped.append(f"{path.name}:{first + 1}")
            lines[first:last + 1] = [""] * (last + 1 - first)
        path.write_text("\n".join(lines))


def try_levels(tester, module, numbers, levels):
    """{(number, level): outcome}. What rustc does not take at one level it takes at none."""
    found, outcomes = {}, {}
    for opt in levels:
        again = [number for number in numbers if number not in outcomes or outcomes[number].kind != verdicts.INVALID]
        if again:
            outcomes.update(try_tests(tester, module, again, opt))
        found.update({(number, opt): outcome for number, outcome in outcomes.items()})
    return found


def try_tests(tester, module, numbers, opt):
    """{number: outcome}: the tests are programs of one object; where one of them does not link, of four."""
    found = {}
    directory = tester.workplace(f"coretest-{module.name}-{numbers[0]}-{len(numbers)}-{opt}")
    target = directory / "prog.o"
    words = ["prlimit", f"--cpu={SECONDS}", *module.words(), "-o", target, "-C", f"linker={tester.linkers[False]}",
             "-C", f"opt-level={opt}", "-C", f"overflow-checks={'on' if opt == '0' else 'off'}", "-C", "debug-assertions=off"]
    only = ",".join(str(number) for number in numbers)
    failed = verdicts.link(words, target, {**os.environ, "RUSTC_BOOTSTRAP": "1", "CORETEST_ONLY": only})
    lines = None if failed else tester.load_all(target)
    shutil.rmtree(directory)
    if lines is None and len(numbers) > 1:
        quarter = -(-len(numbers) // 4)
        for first in range(0, len(numbers), quarter):
            found.update(try_tests(tester, module, numbers[first:first + quarter], opt))
        return found
    for number in numbers:
        own = [line for line in lines or [] if line.split(" ")[1] == f"prog_{number}"]
        panics = module.tests[number][1]
        found[number] = failed or verdicts.judge(own or None, [0 if panics else 1] * tester.input_count)
    return found


def sort_out(outcome, text):
    if outcome.kind == verdicts.CRASH and re.search("of processor time|timeout of the link", outcome.reason):
        outcome = verdicts.Outcome(verdicts.LINK, "takes too long", outcome.text)
    if outcome.kind in (verdicts.RIGHT, verdicts.WRONG, verdicts.CRASH):
        return outcome.kind, outcome.reason or outcome.text
    said = outcome.text if outcome.kind == verdicts.INVALID else outcome.reason
    for reason, pattern in NOT_FOR_BPF:
        if re.search(pattern, said) or (reason == "floats" and re.search(pattern, text)):
            return "not for BPF", reason
    if outcome.kind == verdicts.INVALID:
        message = re.search(r"^error.*: (.*)$", outcome.text, re.M)
        return "not for BPF", "does not compile: " + (message[1] if message else "no message")
    for reason, refusal, pattern in NOT_FOR_THE_VERIFIER:
        if outcome.kind == verdicts.REFUSED and re.search(refusal, said) and re.search(pattern, text):
            return "not for BPF", reason
    if re.search(FORMATTING, text):
        return "not for BPF", "formatting"
    return outcome.kind, outcome.reason


def find_sources():
    found = sorted(pathlib.Path("/usr/src").glob(SOURCES))
    return found[-1] if found else None


def build_macro(rustc):
    target = building.BUILD / "libcoretest.so"
    built = building.run([rustc, "--edition", "2021", "--crate-type", "proc-macro", "--crate-name", "coretest",
                          building.HERE / "include" / "coretest.rs", "-o", target])
    if built.returncode:
        raise RuntimeError(built.stderr)
    return target


def print_table(table):
    """table[module, opt] counts (kind, reason)."""
    for (module, opt), counts in sorted(table.items()):
        right = sum(count for (kind, _), count in counts.items() if kind == verdicts.RIGHT)
        apart = sum(count for (kind, _), count in counts.items() if kind == "not for BPF")
        print(f"{module:14} O{opt}: {right} of {sum(counts.values()) - apart} pass, {apart} not for BPF")
        for (kind, reason), count in counts.most_common():
            if kind != verdicts.RIGHT:
                print(f"{count:22} {kind}: {reason}")


def main():
    parser = argparse.ArgumentParser(description="Runs Rust's own tests of core as BPF programs.")
    parser.add_argument("--shim", type=pathlib.Path, default=building.TOP / "build" / "bpf-shim")
    parser.add_argument("--module", action="append", help="only this module (may be repeated)")
    parser.add_argument("--opt", choices=["0", "3"], help="only at this level")
    parser.add_argument("--test", help="only tests of this name")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    tester = Tester(args.shim.resolve())
    sources, rustc = find_sources(), tester.compilers.get("bpf")
    lacking = next((what for what, there in [("core for BPF", rustc), ("sources of Rust", sources),
                                             ("right to load BPF", tester.may_load())] if not there), None)
    if lacking:
        print(f"coretests: 0 passed, 0 failed, 1 skipped (no {lacking})")
        return 0
    macro = build_macro(rustc)
    names = args.module or re.findall(r"^mod (\w+);", (sources / "lib.rs").read_text(), re.M)
    table = collections.defaultdict(collections.Counter)
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for name in names:
            module = Module(rustc, macro, sources, name)
            if module.dropped:
                print(f"{name}: left out, since they do not compile: {' '.join(module.dropped)}")
            numbers = [number for number, test in enumerate(module.tests) if args.test in (None, test[0])]
            waiting = [pool.submit(try_levels, tester, module, numbers[first:first + TOGETHER], args.opt or "03")
                       for first in range(0, len(numbers), TOGETHER)]
            for (number, opt), outcome in (pair for future in waiting for pair in future.result().items()):
                test, _, text = module.tests[number]
                kind, reason = sort_out(outcome, text)
                table[name, opt][kind, reason] += 1
                if kind not in (verdicts.RIGHT, "not for BPF"):
                    print(f"{kind} {name}::{test} O{opt}: {reason}", flush=True)
            shutil.rmtree(module.directory)
    tester.close()
    print_table(table)
    return summary(table)


def summary(table):
    kinds = collections.Counter()
    for counts in table.values():
        for (kind, _), count in counts.items():
            kinds[kind] += count
    failed = kinds[verdicts.WRONG] + kinds[verdicts.CRASH]
    refused = kinds[verdicts.REFUSED] + kinds[verdicts.LINK]
    share = refused / max(failed + refused + kinds[verdicts.RIGHT], 1)
    print(f"{share:.1%} refused by the verifier or the linker, the bound is {BOUND:.1%}")
    skipped = kinds["not for BPF"] + (refused if share <= BOUND else 0)
    failed += refused if share > BOUND else 0
    print(f"coretests: {kinds[verdicts.RIGHT]} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
