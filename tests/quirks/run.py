#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Each quirk on and off, on each kernel: run.py [--shim FILE] [--full] [--only QUIRK]... [--update]

A quirk of shim/ir/verifier/quirks.c has a program here, QUIRK.rs, that is built twice: with it, and with
--skip-quirk=QUIRK. Both are loaded into the running kernel; with --full into those of tests/kernels, too.
With the quirk the program computes what its native build does, for each value that its index or length
can have. Without it a kernel takes or refuses it as the table in docs/quirks.md says, and at least one
kernel refuses it. The column of a kernel that cannot be booted is about what --check says of both objects
for that kernel: programs that are built for it have it. --update writes the table.

The first lines of a program are

    // promise: the form that the verifier does not take
    // inputs: what it is run over, one of tests/corpus/inputs.py
    // door: host (by default) or bpf       // opt: 3 by default
    // kernel: that it is built for; the oldest one that can be booted, when there is none; 'running', when its
    //     walk comes to the limit of instructions, which a booted kernel needs minutes for: no other one is asked
    // load only: true, when no kernel can run it by itself; then it need not compute anything
    // link-args: more words for bpf-shim
    // returns: the program's value, when it is not the corpus's
    // stays: why, when no kernel refuses the program without the quirk; then it has to save instructions
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
sys.path[:0] = [str(TOP / "tests" / "corpus"), str(TOP / "tests" / "kernels")]
import guest  # noqa: E402
import run as corpus  # noqa: E402
import table  # noqa: E402

PAGE = TOP / "docs" / "quirks.md"
FIRST_COLUMNS = ("quirk", "its program", "what the verifier says without it")
# What --check warns of when it knows that a kernel does not take an object, or that it probably does not.
NOT_ASKED = "–"  # Also of a program that the kernel turns away before its verifier reads it.
WARNINGS = ("probably", "needs Linux")


class Program(corpus.Program):
    keys = {"promise", "inputs", "door", "opt", "kernel", "link-args", "returns", "handlers", "stays",
            "load only"}
    needed = ("promise", "inputs")

    @property
    def is_only_loaded(self):
        return self.header.get("load only") == "true"

    def overflow_checks(self, _opt):
        """Off at each level: they are no part of a program that shows a form of code."""
        return "off"

    def mode(self, kernel):
        handlers = self.choice("handlers", corpus.HANDLERS)
        kernel = "" if kernel == table.RUNNING else kernel
        return corpus.Mode(self.header.get("door", "host"), self.header.get("opt", "3"), 1, "libbpf", handlers[0],
                           kernel)


def oldest_booted():
    return min(guest.SUITES, key=table.number)


class Quirks(corpus.Corpus):
    def directory(self, program):
        path = corpus.BUILD / "quirks" / program.name
        path.mkdir(parents=True, exist_ok=True)
        return path

    def run_native(self, program, opt):
        if not program.is_only_loaded:
            return super().run_native(program, opt)
        (self.directory(program) / "inputs").write_text("")
        return []

    def run_words(self, program, mode, target, inputs):
        return [str(target)] if program.is_only_loaded else super().run_words(program, mode, target, inputs)


class Cell:
    """A quirk in a kernel, with it or without it."""

    def __init__(self, program, kernel, skipped):
        self.program, self.skipped = program, skipped
        self.kernel = kernel
        self.mode = program.mode(program.header.get("kernel", oldest_booted()))
        self.target, self.verdict, self.reason = None, "", ""

    def build(self, tried):
        words = [f"--skip-quirk={self.program.name}"] if self.skipped else []
        self.target = tried.build(self.program, self.mode, "-without" if self.skipped else "", words)

    def compare(self, tried, get_outcomes):
        """The name of table.py, whose functions ask the kernels."""
        try:
            outcomes = get_outcomes()
        except corpus.Failure as failure:
            self.verdict, self.reason = "refused", str(failure).split(" | ")[-1].removeprefix("load: ")
            if self.program.is_only_loaded and not self.reason:
                self.verdict = NOT_ASKED
            return
        self.verdict = "accepted"
        try:
            tried.compare(self.program, self.mode, outcomes)
        except corpus.Failure as failure:
            self.verdict, self.reason = "differs", str(failure)

    @property
    def is_asked(self):
        """Older kernels than it is built for are not; and which can only be modelled, when it is built for them."""
        if not self.mode.kernel:
            return self.kernel == table.RUNNING
        if not can_be_booted(self.kernel):
            return self.kernel == self.mode.kernel
        return table.number(self.kernel) >= table.number(self.mode.kernel)

    def check(self, tried):
        """By bpf-shim, which has read that kernel's verifier."""
        checked = corpus.run([tried.shim, "--check", self.target, "--kernel", self.kernel])
        said = [line for line in (checked.stdout + checked.stderr).splitlines()
                if any(text in line for text in WARNINGS)]
        self.verdict = "refused" if checked.returncode or said else "accepted"
        self.reason = said[0].split(": ", 4)[-1] if said else checked.stderr.strip()


def programs(only):
    return [Program(path) for path in sorted(HERE.glob("*.rs")) if not only or path.stem in only]


def can_be_booted(kernel):
    return kernel == table.RUNNING or kernel in guest.SUITES


def build_cells(tried, chosen, kernels, jobs):
    """For each program its cells by kernel, each with the quirk and without it; of each program two objects."""
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        prepared = [pool.submit(tried.prepare, program, ("3",)) for program in chosen]
        for program, problem in zip(chosen, prepared):
            if problem.result():
                sys.exit(f"quirks: {program.name}: {problem.result()}")
        rows = [(program, [Cell(program, kernel, skipped) for kernel in kernels for skipped in (False, True)
                           if Cell(program, kernel, skipped).is_asked])
                for program in chosen]
        for built in [pool.submit(cell.build, tried) for _, row in rows for cell in row[:2]]:
            built.result()
    for _, row in rows:
        for at, cell in enumerate(row):
            cell.target = row[at % 2].target
    return rows


def ask(tried, rows, kernels):
    """Returns the kernels that cannot be asked here."""
    missing = []
    for kernel in kernels:
        cells = [cell for _, row in rows for cell in row if cell.kernel == kernel]
        try:
            if kernel == table.RUNNING:
                table.ask_running(tried, cells)
            elif can_be_booted(kernel):
                table.ask_guest(tried, kernel, cells)
            else:
                for cell in cells:
                    cell.check(tried)
        except guest.Missing as reason:
            print(f"skip Linux {kernel}: {reason}")
            missing.append(kernel)
    return missing


def show_kernel(kernel):
    """As the table names it: the running kernel by its own version."""
    return ".".join(os.uname().release.split(".")[:2]) if kernel == table.RUNNING else kernel


def plain(message):
    """Of a message what does not depend on the compiler: no numbers, no registers, no states."""
    message = re.sub(r"^insn \d+: ", "", message)
    message = re.split(r"[,(]", message)[0]
    message = re.sub(r"Linux [\d.]+", lambda found: found[0].replace(".", "\0"), message)
    message = re.sub(r"-?\b(?<!\0)\d+\b(?!\0)", "N", re.sub(r"\bR\d+\b", "RN", message))
    return message.replace("\0", ".").strip()


class Row:
    """What is known of a quirk: by kernel, as the table names it, 'refused' or 'accepted'; and the messages."""

    def __init__(self, promise="", messages=(), verdicts=None, stays=""):
        self.promise, self.stays, self.messages, self.verdicts = promise, stays, list(messages), verdicts or {}

    def add(self, kernel, verdict, message):
        self.verdicts[kernel] = verdict
        if verdict == "refused" and message not in self.messages:
            self.messages.append(message)


def read_table(text):
    """The kernels of the page's table, and its rows by quirk."""
    lines = [[cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
             for line in text.splitlines() if line.startswith("|")]
    kernels = lines[0][len(FIRST_COLUMNS):] if lines else []
    rows = {}
    for quirk, promise, messages, *verdicts in lines[2:]:
        rows[quirk.strip("`")] = Row(promise, re.findall(r"`([^`]+)`", messages), dict(zip(kernels, verdicts)),
                                     "" if "`" in messages else messages)
    return kernels, rows


def write_table(text, kernels, rows):
    lines = ["| " + " | ".join((*FIRST_COLUMNS, *kernels)) + " |",
             "| " + " | ".join("---" for _ in (*FIRST_COLUMNS, *kernels)) + " |"]
    for quirk, row in sorted(rows.items()):
        said = row.stays or ", ".join(f"`{message}`" for message in row.messages).replace("|", r"\|")
        verdicts = [row.verdicts.get(kernel, NOT_ASKED) for kernel in kernels]
        lines.append("| " + " | ".join((f"`{quirk}`", row.promise, said, *verdicts)) + " |")
    before, _, rest = text.partition("\n|")
    after = rest[rest.index("\n\n"):] if "\n\n" in rest else "\n"
    return before + "\n" + "\n".join(lines) + after


def count_insns(tried, target):
    shown = corpus.run([tried.readelf, "--wide", "-S", target])
    return sum(int(size, 16) // 8 for size in re.findall(r" PROGBITS +\w+ +\w+ +(\w+) +\w+ +AX ", shown.stdout))


class Judgement:
    """Compares what the kernels did with the table."""

    def __init__(self, known, is_update):
        self.known, self.is_update, self.seen = known, is_update, {}
        self.counts = {"passed": 0, "FAIL": 0, "skipped": 0}

    def note(self, verdict, text=""):
        self.counts[verdict] += 1
        if text:
            print(f"{verdict} {text}")

    def row_of(self, program):
        return self.seen.setdefault(program.name, Row(program.header["promise"], stays=program.header.get("stays", "")))

    def judge(self, program, with_it, without):
        kernel, row = show_kernel(with_it.kernel), self.row_of(program)
        name = f"{program.name} on Linux {kernel}"
        row.add(kernel, without.verdict, plain(without.reason))
        known = self.known.get(program.name, Row())
        if NOT_ASKED == with_it.verdict == without.verdict:
            if known.verdicts.get(kernel) == NOT_ASKED:
                self.note("passed")
            else:
                self.note("skipped", f"{name}: no program of this type may be loaded")
            return
        if with_it.verdict != "accepted":
            self.note("FAIL", f"{name}: with it {with_it.verdict}: {with_it.reason}")
        elif without.verdict == "differs":
            self.note("FAIL", f"{name}: without it {without.reason}")
        elif self.is_update:
            self.note("passed")
        elif kernel not in known.verdicts:
            self.note("skipped", f"{name}: the table has no such kernel")
        elif without.verdict != known.verdicts[kernel]:
            self.note("FAIL", f"{name}: without it {without.verdict} ({without.reason}); the table says "
                              f"{known.verdicts[kernel]}")
        elif without.verdict == "refused" and plain(without.reason) not in known.messages:
            self.note("FAIL", f"{name}: the table does not have its message '{plain(without.reason)}'")
        else:
            self.note("passed")

    def judge_need(self, tried, program, with_it, without):
        """Some kernel refuses the program without the quirk, or its header says why the quirk stays."""
        verdicts = {**self.known.get(program.name, Row()).verdicts, **self.seen[program.name].verdicts}
        is_needed, stays = "refused" in verdicts.values(), "stays" in program.header
        saved = count_insns(tried, without.target) - count_insns(tried, with_it.target)
        if is_needed and stays:
            self.note("FAIL", f"{program.name}: it is needed: take 'stays' out")
        elif not is_needed and not stays:
            self.note("FAIL", f"{program.name}: no kernel refuses the program without it")
        elif stays and saved <= 0:
            self.note("FAIL", f"{program.name}: it saves {saved} instructions")
        else:
            self.note("passed")


def update(kernels, known, seen, asked_all):
    for quirk, row in seen.items():
        old = known.get(quirk, Row())
        row.messages = row.messages if asked_all else list(dict.fromkeys([*old.messages, *row.messages]))
        row.verdicts = row.verdicts if asked_all else {**old.verdicts, **row.verdicts}
    kernels = sorted({*kernels, *(kernel for row in seen.values() for kernel in row.verdicts)}, key=table.number)
    PAGE.write_text(write_table(PAGE.read_text(), kernels, {**known, **seen}))


def parse_words():
    parser = argparse.ArgumentParser(description="Runs the programs of the quirks with them and without them.")
    parser.add_argument("--shim", type=pathlib.Path, default=TOP / "build" / "bpf-shim", help="the linker to test")
    parser.add_argument("--full", action="store_true", help="on all kernels, not only on the running one")
    parser.add_argument("--only", action="append", help="only this quirk (may be repeated)")
    parser.add_argument("--update", action="store_true", help="write the table")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


def main():
    args = parse_words()
    corpus.run(["make", "-s", "-C", corpus.HARNESS])
    tried = Quirks(args.shim.resolve())
    if not all(tried.compilers.values()):
        print("quirks: 0 passed, 0 failed, 1 skipped (no rustc for both doors)")
        return 0
    chosen = programs(args.only)
    modelled = {program.header["kernel"] for program in chosen if "kernel" in program.header}
    kernels = [kernel for kernel in modelled if not can_be_booted(kernel)]
    kernels += [*(guest.SUITES if args.full else []), table.RUNNING]
    with corpus.take_turn("quirks"):
        rows = build_cells(tried, chosen, kernels, args.jobs)
        missing = ask(tried, rows, kernels)
    shown, known = read_table(PAGE.read_text())
    judgement = Judgement(known, args.update)
    for program, row in rows:
        for with_it, without in zip(row[::2], row[1::2]):
            if with_it.kernel in missing:
                judgement.note("skipped")
            else:
                judgement.judge(program, with_it, without)
        if program.name in judgement.seen:
            judgement.judge_need(tried, program, *row[:2])
    if args.update:
        update(shown, known, judgement.seen, args.full and not missing)
    print("quirks: {passed} passed, {FAIL} failed, {skipped} skipped".format(**judgement.counts))
    return 1 if judgement.counts["FAIL"] else 0


if __name__ == "__main__":
    sys.exit(main())
