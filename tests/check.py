#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Runs the tests against one bpf-shim: check.py BPF-SHIM [FOLDER | FOLDER/TEST | --full]

With a folder of tests/, or a test in it with or without its suffix, lit runs only that, or the script that
runs the programs there. Otherwise lit runs all of its tests, and the matrices run, in short or in full. Failed tests are shown in
full, skipped ones with the reason. At the end come the slowest tests and scripts, and in the last
line the counts: N passed, N failed, N skipped.
"""
import glob
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

TESTS = pathlib.Path(__file__).resolve().parent
PASSED = {"PASS", "FLAKYPASS"}
SKIPPED = {"UNSUPPORTED"}
SHOWN_SLOWEST = 10
# Each has a run.py, which takes --full and ends with its counts.
MATRICES = ["corpus", "quirks", "cargo", "differential"]
WITH_ONLY = ["corpus", "quirks"]  # those that run one of their programs with --only NAME
ALONE = ["install"]  # builds its own shims, and only with --full: it takes minutes


def find_lit():
    newest_first = sorted(glob.glob("/usr/lib/llvm-*/bin/lit")
                          + glob.glob("/usr/lib/llvm-*/build/utils/lit/lit.py"),
                          key=lambda path: int(path.split("-")[1].split("/")[0]), reverse=True)
    lit = shutil.which("lit") or next(iter(newest_first), None)
    if not lit:
        sys.exit("check.py: no lit: run './install.sh --deps test'")
    return lit


def find_test(name):
    """The path of a folder or test. A test may be named without its suffix."""
    path = TESTS / name
    if path.exists():
        return path
    found = [other for other in path.parent.glob(path.name + ".*") if other.stem == path.name]
    if len(found) != 1:
        sys.exit(f"check.py: {len(found)} tests are named '{name}'")
    return found[0]


def run_lit(shim, what, full, seconds):
    """Returns how many passed, failed and were skipped; notes the seconds of each."""
    results = shim.parent / "lit.json"
    results.unlink(missing_ok=True)
    lit = subprocess.run([sys.executable, find_lit(), "-j2", "-v", f"-Dshim={shim}",
                          *(["-Dfull=1"] if full else []), "-o", results, what], check=False)
    if not results.exists():
        print(f"lit ended with status {lit.returncode} and without results")
        return [0, 1, 0]
    counts = [0, 0, 0]
    for test in json.loads(results.read_text())["tests"]:
        seconds[test["name"].removeprefix("bpf-shim :: ")] = test["elapsed"] or 0
        if test["code"] in PASSED:
            counts[0] += 1
        elif test["code"] in SKIPPED:
            counts[2] += 1
            reason = test["output"].strip().splitlines()
            print(f"skip {test['name']}: {reason[-1] if reason else 'no reason given'}")
        else:
            counts[1] += 1
    return counts


def run_matrix(shim, name, full):
    """Returns the same."""
    arguments = [] if name in ALONE else ["--shim", shim, *(["--full"] if full else [])]
    return run_script(name, TESTS / name / "run.py", *arguments)


def run_named(shim, folder, program):
    """Returns the same, of one program or of all in a folder."""
    only = ["--only", program.removesuffix(".rs")] if program else []
    return run_script(folder, TESTS / folder / "run.py", "--shim", shim, *only)


def run_script(name, script, *arguments):
    """Returns the same, of a script whose last line tells its counts."""
    matrix = subprocess.Popen([sys.executable, script, *arguments], stdout=subprocess.PIPE, text=True)
    last = ""
    for last in matrix.stdout:
        print(last, end="", flush=True)
    status = matrix.wait()
    match = re.match(rf"{name}: (\d+) passed, (\d+) failed, (\d+) skipped", last)
    if not match:
        print(f"{script} ended with status {status} and without counts")
        return [0, 1, 0]
    return [int(number) for number in match.groups()]


def corpus_objects():
    """What the corpus has left; after a link that is refused, rustc leaves the linker's inputs, too."""
    objects = (TESTS.parent / "build" / "tests" / "corpus").glob("*/*.o")
    return sorted(path for path in objects if not path.name.endswith(".rcgu.o"))


def run_loaders():
    """Other loaders than libbpf over these objects."""
    return run_script("loaders", TESTS / "loaders" / "run.py", *corpus_objects())


def run_oracles(shim, full):
    """What went wrong before, in many modes; programs of csmith's, a few or all; Rust's own tests of core."""
    folder = TESTS / "differential"
    bodies = sorted((folder / "bodies").glob("*.rs"))
    counts = [run_script("differential", folder / "run.py", *bodies, "--builds", "40" if full else "8", "--shim", shim),
              run_script("csmith", folder / "csmith.py", "--shim", shim, *([] if full else ["--count", "60"]))]
    if full:
        counts.append(run_script("coretests", folder / "coretests.py", "--shim", shim))
    return [sum(numbers) for numbers in zip(*counts)]


def run_kernels(shim):
    """The corpus on this and other kernels, a big-endian one among them; CO-RE and libxdp on others; --check and its
    estimates against them, over the corpus's objects, too."""
    table = run_script("table", TESTS / "kernels" / "table.py", "--shim", shim)
    big = run_script("big_endian", TESTS / "kernels" / "big_endian.py", "--shim", shim)
    walk = run_script("walk", TESTS / "kernels" / "walk.py", "--shim", shim, "--kernel", "all")
    promises = run_script("promises", TESTS / "kernels" / "promises.py", "--shim", shim)
    packed = run_script("pack", TESTS / "kernels" / "pack.py", TESTS.parent / "build" / "tests" / "corpus.initrd", "--shim", shim,
                        "--boot", "5.10")
    core = run_script("core", TESTS / "kernels" / "core.py", "--shim", shim)
    libxdp = run_script("libxdp", TESTS / "kernels" / "libxdp.py", "--shim", shim)
    compared = run_script("kernels", TESTS / "kernels" / "compare.py", "--shim", shim, "--kernel", "all",
                          *corpus_objects())
    return [sum(numbers) for numbers in zip(table, big, walk, promises, packed, core, libxdp, compared)]


def print_slowest(seconds):
    print("slowest:")
    for name in sorted(seconds, key=seconds.get, reverse=True)[:SHOWN_SLOWEST]:
        print(f"{seconds[name]:8.1f} s  {name}")


def main():
    shim = pathlib.Path(sys.argv[1]).resolve()
    full = "--full" in sys.argv
    name = sys.argv[2] if len(sys.argv) > 2 and not full else ""
    what = find_test(name)
    os.environ["MALLOC_PERTURB_"] = "165"  # as in lit.cfg.py
    # Tests that run make are no part of the make that runs the tests.
    for variable in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS"):
        os.environ.pop(variable, None)

    scripts = {}
    folder, _, program = name.partition("/")
    if folder in WITH_ONLY:
        scripts[name] = lambda: run_named(shim, folder, program)
    elif not name:
        for matrix in MATRICES + (ALONE if full else []):
            scripts[f"{matrix}/run.py"] = lambda matrix=matrix: run_matrix(shim, matrix, full)
        scripts["loaders/run.py"] = run_loaders
        scripts["differential: bodies, csmith.py and coretests.py"] = lambda: run_oracles(shim, full)
    if full:
        scripts["newcomer/hour.py"] = lambda: run_script("hour", TESTS / "newcomer" / "hour.py")
        scripts["kernels: table.py, big_endian.py, walk.py, core.py, libxdp.py and compare.py"] = lambda: run_kernels(shim)

    seconds = {}
    counts = [0, 0, 0] if folder in WITH_ONLY else run_lit(shim, what, full, seconds)
    for script, run in scripts.items():
        start = time.monotonic()
        counts = [a + b for a, b in zip(counts, run())]
        seconds[script] = time.monotonic() - start
    if len(seconds) > 1:
        print_slowest(seconds)
    print("{} passed, {} failed, {} skipped".format(*counts))
    return 1 if counts[1] or not counts[0] else 0


if __name__ == "__main__":
    sys.exit(main())
