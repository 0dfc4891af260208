#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The corpus on each kernel: table.py [--shim FILE] [--only PROGRAM]... [--summary]

Each program is built for each kernel and judged by --check; what passes is loaded into that kernel, or
the next one that can be had (Debian's under qemu, all objects of one kernel in one boot; the running
one), and run over the corpus's inputs. Of each cell it says:

    runs      the kernel takes it, and it computes what the native build does
    fits      the check takes it, and there is no kernel here to ask
    no        the linker refuses it, for a reason that is shown below
    refused   the check takes it, the kernel does not
    differs   the results are wrong

A program must run from the kernel on that it is marked with, and must not run before: the mark is the
oldest. The last line is the counts. --summary shows how many programs are marked so, as the README does.
"""
import argparse
import concurrent.futures
import dataclasses
import pathlib
import shlex
import subprocess
import sys

import guest

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.append(str(TOP / "tests" / "corpus"))
import run as corpus  # noqa: E402

RUNNING = "running"
KERNELS = ("4.15", "4.19", "5.4", "5.10", "6.1", "6.12", RUNNING)
ERROR_LINES = 8


def number(kernel):
    """For the order; the running kernel is the newest."""
    return (1 << 16,) if kernel == RUNNING else tuple(map(int, kernel.split(".")))


def kernel_to_ask(kernel):
    """The oldest one at hand that is not older."""
    return next(one for one in (*guest.SUITES, RUNNING) if number(one) >= number(kernel))


@dataclasses.dataclass
class Cell:
    program: corpus.Program
    kernel: str
    mode: corpus.Mode
    target: pathlib.Path | None = None
    verdict: str = "no"
    reason: str = ""

    @property
    def promised(self):
        return number(self.kernel) >= number(self.program.header["kernel"])

    @property
    def expected(self):
        return ("runs", "fits") if self.promised else ("no", "refused")

    def judge(self, tried):
        """By the linker and its check."""
        try:
            self.target = tried.build(self.program, self.mode)
            tried.check_for_kernel(self.mode, self.target)
            self.verdict = "fits"
        except corpus.Failure as failure:
            self.reason = str(failure)

    def compare(self, tried, get_outcomes):
        try:
            outcomes = get_outcomes()
        except corpus.Failure as failure:
            self.verdict, self.reason = "refused", str(failure)
            return
        try:
            tried.compare(self.program, self.mode, outcomes)
            self.verdict = "runs"
        except corpus.Failure as failure:
            self.verdict, self.reason = "differs", str(failure)


def build_cells(tried, chosen, jobs):
    """Of each program by kernel, the one of its mark, too."""
    rows = []
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        prepared = [pool.submit(tried.prepare, program, ("3",)) for program in chosen]
        for program, problem in zip(chosen, prepared):
            if problem.result():
                sys.exit(f"table.py: {program.name}: {problem.result()}")
            kernels = sorted({program.header["kernel"], *KERNELS}, key=number)
            rows.append({kernel: Cell(program, kernel, corpus.for_kernel(program, kernel)) for kernel in kernels})
        for judged in [pool.submit(cell.judge, tried) for row in rows for cell in row.values()]:
            judged.result()
    return rows


def ask_running(tried, cells):
    try:
        for cell in cells:
            cell.compare(tried, lambda cell=cell: tried.run_object(cell.program, cell.mode, cell.target))
    except corpus.Skip as reason:
        raise guest.Missing(str(reason)) from reason


def ask_guest(tried, version, cells):
    """All of them in one boot."""
    sources = ["run_prog.c", "load.c", "load_libbpf.c", "load_legacy.c"]
    harness = guest.build("run_prog", *[corpus.HARNESS / name for name in sources], version=version)
    files, commands = {}, []
    for at, cell in enumerate(cells):
        inputs = f"{cell.program.name}.inputs"
        files[f"{at}.o"], files[inputs] = cell.target, tried.directory(cell.program) / "inputs"
        words = tried.run_words(cell.program, cell.mode, f"{at}.o", inputs)
        commands += [f"echo object {at}", f"run_prog {shlex.join(words)} 2>errors", "echo status $?",
                     f"tail -n {ERROR_LINES} errors"]
    answers = []
    for line in guest.boot(version, [harness], files, "\n".join(commands)):
        if line.startswith("object "):
            answers.append([])
        elif answers:
            answers[-1].append(line)
    for cell, lines in zip(cells, answers, strict=True):
        end = next(at for at, line in enumerate(lines) if line.startswith("status "))

        def outcomes(cell=cell, lines=lines, end=end):
            if lines[end] != "status 0":
                raise corpus.Failure("load: " + corpus.refusal("\n".join(lines[end + 1:])))
            return list(tried.outcomes(cell.mode, lines[:end]))
        cell.compare(tried, outcomes)


def ask_kernels(tried, rows):
    """Returns how many of the kernels cannot be had here."""
    missing = 0
    for kernel in (*guest.SUITES, RUNNING):
        cells = [cell for row in rows for cell in row.values()
                 if cell.verdict == "fits" and kernel_to_ask(cell.kernel) == kernel]
        try:
            if kernel == RUNNING:
                ask_running(tried, cells)
            else:
                ask_guest(tried, kernel, cells)
        except guest.Missing as reason:
            print(f"skip Linux {kernel}: {reason}")
            missing += 1
    return missing


def show_table(rows):
    print(f"{'':24}{'marked':8}" + "".join(f"{kernel:9}" for kernel in KERNELS))
    print(f"{'in Linux':32}" + "".join(f"{kernel_to_ask(kernel):9}" for kernel in KERNELS))
    for row in rows:
        program = row["4.15"].program
        print(f"{program.name:24}{program.header['kernel']:8}"
              + "".join(f"{row[kernel].verdict:9}" for kernel in KERNELS))
    for verdict in ("runs", "fits", "no", "refused", "differs"):
        counts = [sum(row[kernel].verdict == verdict for row in rows) for kernel in KERNELS]
        print(f"{verdict:32}" + "".join(f"{count:<9}" for count in counts))


def is_as_marked(cell, row):
    """A mark is the oldest kernel from which on all take the program: one before may, when a later one does not."""
    between = [other.verdict for other in row.values()
               if not other.promised and number(other.kernel) > number(cell.kernel)]
    return cell.verdict in cell.expected or (not cell.promised and cell.verdict in ("runs", "fits")
                                             and any(verdict in ("no", "refused") for verdict in between))


def show_reasons(rows):
    """Returns how many cells are as the marks say, and how many are not."""
    passed = failed = 0
    for row in rows:
        for cell in row.values():
            wrong = not is_as_marked(cell, row)
            failed, passed = failed + wrong, passed + (not wrong)
            if wrong or cell.reason:
                promise = f" (it is marked {cell.program.header['kernel']})" if wrong else ""
                print(f"{'FAIL ' if wrong else ''}{cell.program.name} for Linux {cell.kernel}: {cell.verdict}"
                      f"{promise}: {cell.reason or 'an older kernel is enough'}")
    return passed, failed


def show_summary():
    kernels = [kernel for kernel in KERNELS if kernel != RUNNING]
    marks = [number(program.header["kernel"]) for program in corpus.programs()]
    counts = [sum(mark <= number(kernel) for mark in marks) for kernel in kernels]
    print("| `--kernel` | " + " | ".join(kernels) + " |")
    print(f"| of {len(marks)} programs fit | " + " | ".join(map(str, counts)) + " |")
    print("| and run in Linux | " + " | ".join(map(kernel_to_ask, kernels)) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shim", type=pathlib.Path, default=TOP / "build" / "bpf-shim")
    parser.add_argument("--only", action="append", help="only this program (may be repeated)")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--summary", action="store_true", help="only count the marks")
    words = parser.parse_args()
    if words.summary:
        show_summary()
        return 0
    chosen = [program for program in corpus.programs() if not words.only or program.name in words.only]
    if not chosen:
        sys.exit("no such program")
    subprocess.run(["make", "-s", "-C", corpus.HARNESS], check=True)
    tried = corpus.Corpus(words.shim.resolve())
    if not tried.compilers["host"]:
        print("table: 0 passed, 0 failed, 1 skipped (no rustc)")
        return 0
    with corpus.take_turn():
        rows = build_cells(tried, chosen, words.jobs)
        missing = ask_kernels(tried, rows)
    show_table(rows)
    passed, failed = show_reasons(rows)
    print(f"table: {passed} passed, {failed} failed, {missing} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
