#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Every compiler that is here with every LLVM that is here: run.py [--shim FILE] [--readme FILE] [--full]

Programs are built by each compiler, linked with each LLVM, loaded into the running kernel and run;
what they compute must be right, and so must be what CO-RE relocations of each kind give them: from two
of rustc's levels, and with --full from all, with and without subprograms. Prints the table of compiler x
LLVM, and with --readme compares it with the one there. The last line is the counts. Debian's archive brings older and newer ones than
those that are installed (archive.py), and Maven's one that neither has (jar.py); where they cannot be had, they are left out.
"""
import argparse
import fcntl
import functools
import os
import pathlib
import re
import shutil
import subprocess
import sys

import archive
import jar

sys.path.insert(0, str(archive.TOP / "tests" / "corpus"))
import run as corpus  # noqa: E402

LLVMS = (19, 20, 21, 22, 23)
PROGRAMS = ("int_signed", "atomic_orders", "map_array", "memory_variable", "packet_parser", "panic_format")
C_PROGRAM = archive.TOP / "tests" / "c" / "Inputs" / "program.c"
C_LEVELS = ("O0", "O2")
C_INPUTS = ("0102030405060708090a0b0c0d0e", "0102030405060709090a0b0c0d0e")
C_OUTPUT = "run prog 0 1304\nrun prog 1 2312\n"
RUNS, REFUSED, ABSENT = "runs", "refused", ""
OUT = archive.HOME / "run"


class Failure(Exception):
    """Why a compiler and an LLVM do not go together."""


def run(*words, **options):
    return subprocess.run([str(word) for word in words], text=True, capture_output=True,
                          check=False, timeout=300, **options)


def script(name, text):
    path = OUT / name
    path.write_text("#!/bin/sh\n" + text)
    path.chmod(0o755)
    return path


# How programs with CO-RE relocations are built: rustc's level, and words for the linker.
KIND_MODES = [("3", ()), ("0", ())]
ALL_KIND_MODES = [(level, words) for level in "0123s" for words in ((), ("-Clink-arg=--subprograms", "--cfg", "apart"))]
KINDS = archive.TOP / "tests" / "relocs" / "Inputs"


def run_kinds(target):
    """What a program with CO-RE relocations of each kind leaves in its map."""
    ran = run(corpus.BUILD / "run_prog", "-c", "-m", "RESULT", target, "0000000000000000")
    if ran.returncode == corpus.NOT_ALLOWED:
        raise corpus.Skip(ran.stderr.strip())
    if ran.returncode:
        raise Failure(f"{target.name}: {ran.stderr}")
    return ran.stdout


@functools.cache
def right_kinds():
    """The same of an object that clang makes alone."""
    target = OUT / "kinds-clang.o"
    clang = shutil.which("clang") or max(pathlib.Path("/usr/lib").glob("llvm-*/bin/clang"), default=None)
    if not clang or run(clang, "-target", "bpf", "-O2", "-g", "-c", KINDS / "kinds.c", "-o", target).returncode:
        raise corpus.Skip("no clang")
    return run_kinds(target)


def compare_kinds(target):
    if run_kinds(target) != right_kinds():
        raise Failure(f"{target.name}: CO-RE relocations are not those of clang")


class Rust:
    def __init__(self, command):
        self.command = command
        about = run(command, "-vV").stdout
        self.release = re.search(r"release: (\S+)", about)[1]
        self.llvm = re.search(r"LLVM version: (\S+)", about)[1]
        self.name = f"rustc {self.release}, LLVM {self.llvm}"
        self.native = {}  # what the programs compute is the same whichever LLVM links them

    def try_with(self, shim, refused):
        os.environ["RUSTC"] = str(self.command)
        tried = corpus.Corpus(shim)
        tried.native = self.native
        wanted = PROGRAMS[:1] if refused else PROGRAMS
        for program in (p for p in corpus.programs() if p.name in wanted):
            problem = tried.prepare(program)
            if problem:
                raise Failure(f"{program.name}: {problem}")
            for door in program.choice("doors", corpus.DOORS):
                for opt in ("3", "s", "0"):
                    if not tried.compilers[door]:
                        continue
                    mode = corpus.Mode(door, opt, 16, "libbpf", "helper")
                    verdict, reason = tried.try_mode(program, mode)
                    if verdict == "skip":
                        raise corpus.Skip(reason)
                    if verdict == "FAIL":
                        raise Failure(f"{program.name} [{mode}]: {reason}")
        self.try_kinds(shim, tried)

    def try_kinds(self, shim, tried):
        for door in corpus.DOORS:
            for level, words in KIND_MODES:
                target = OUT / f"kinds-{door}{level}.o"
                if not tried.compilers[door]:
                    continue
                built = run("sh", KINDS / "build.sh", self.command, shim, door, level, target, KINDS / "kinds.rs", *words)
                if built.returncode:
                    raise Failure(f"kinds.rs [{door} O{level} {words}]: {corpus.linker_words(built.stderr)}")
                compare_kinds(target)


class Clang:
    def __init__(self, command, resources=None):
        self.words = [command] + (["-resource-dir", resources] if resources else [])
        self.llvm = re.search(r"clang version ([0-9.]+)", run(command, "--version").stdout)[1]
        self.name = f"clang {self.llvm}"

    def try_with(self, shim, _refused):
        for level in C_LEVELS:
            bitcode, target = OUT / "program.bc", OUT / "program.o"
            built = run(*self.words, "-target", "bpf", "-" + level, "-g", "-emit-llvm", "-c",
                        C_PROGRAM, "-o", bitcode)
            if built.returncode:
                raise Failure(built.stderr)
            linked = run(shim, bitcode, "-o", target)
            if linked.returncode:
                raise Failure(linked.stderr)
            ran = run(corpus.BUILD / "run_prog", target, *C_INPUTS)
            if ran.returncode == corpus.NOT_ALLOWED:
                raise corpus.Skip(ran.stderr.strip())
            if ran.stdout != C_OUTPUT:
                raise Failure(f"{level}: {ran.stdout}{ran.stderr}")
        self.try_kinds(shim)

    def try_kinds(self, shim):
        for name, words in {"made": [], "raw": ["-Xclang", "-disable-llvm-passes"]}.items():
            bitcode, target = OUT / f"kinds-{name}.bc", OUT / f"kinds-{name}.o"
            built = run(*self.words, "-target", "bpf", "-O2", "-g", *words, "-emit-llvm", "-c", KINDS / "kinds.c",
                        "-o", bitcode)
            linked = run(shim, bitcode, "-o", target)
            if built.returncode or linked.returncode:
                raise Failure(f"kinds.c [{name}]: {built.stderr}{linked.stderr}")
            compare_kinds(target)


def find_suites():
    suites = {}
    fetches = {name: functools.partial(archive.fetch, name) for name in archive.SUITES} | {"jar": jar.fetch}
    for name, fetch in fetches.items():
        try:
            suites[name] = fetch()
        except archive.Unavailable as why:
            print(f"skip {name}: {why}")
    return suites


def find_compilers(suites):
    found = []
    rustc = shutil.which("rustc")
    for channel in ("stable", "nightly"):
        if rustc and run(rustc, f"+{channel}", "-V").returncode == 0:
            found.append(Rust(script(f"rustc-{channel}", f'exec {rustc} +{channel} "$@"\n')))
    if os.access("/usr/bin/rustc", os.X_OK):
        found.append(Rust("/usr/bin/rustc"))
    if "bookworm" in suites:
        usr = suites["bookworm"] / "usr"
        old = archive.run_with(suites["bookworm"], usr / "bin" / "rustc", OUT / "rustc-old", {})
        found.append(Rust(old))
    for name, root in suites.items():
        for clang in sorted((root / "usr" / "lib").glob("llvm-*/bin/clang")):
            version = clang.parent.parent.name.split("-")[1]
            resources = clang.parent.parent / "lib" / "clang" / version
            path = archive.run_with(root, clang, OUT / f"clang-{version}", {})
            found.append(Clang(path, resources))
    for clang in pathlib.Path("/usr/lib").glob("llvm-*/bin/clang"):
        found.append(Clang(clang))
    unique = {compiler.name: compiler for compiler in found}
    return sorted(unique.values(), key=lambda one: (one.name.split()[0] != "rustc",
                                                    [int(n) for n in re.findall(r"\d+", one.name)]))


def find_libraries(shim, suites):
    """By major version, the shim bound to that LLVM."""
    found = {}
    for major in LLVMS:
        name = f"libLLVM.so.{major}.1"
        for root in suites.values():
            library = next((root / "usr" / "lib").glob(f"*-linux-gnu/{name}"), None)
            if library:
                found[major] = archive.run_with(root, shim, OUT / f"shim-{major}",
                                                {"BPF_SHIM_LLVM": library})
                break
        else:
            line = f'BPF_SHIM_LLVM={name} exec "{shim}" "$@"\n'
            bound = script(f"shim-{major}", line)
            if run(bound, archive.TOP / "tests" / "optimise" / "levels.ll",
                   "-o", OUT / "probe.o").returncode == 0:
                found[major] = bound
    return found


def verdict_of(compiler, major, shim, libraries):
    """What the table says, and the reason of a failure or a skip."""
    own = int(compiler.llvm.split(".")[0])
    refused = own > major
    bound = shim if isinstance(compiler, Rust) and own == major else libraries.get(major)
    if not bound:
        return ABSENT, None
    try:
        compiler.try_with(bound, refused)
    except corpus.Skip as why:
        return "skip", str(why)
    except Failure as why:
        if refused and re.search(rf"bitcode was written by .*, which LLVM {major}\.", str(why)):
            return REFUSED, None
        return "FAIL", str(why)
    return ("FAIL", "was not refused") if refused else (RUNS, None)


def cells_of(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def compare(rows, readme):
    """The lines of the README's table that say something else than what was found."""
    lines = readme.read_text().splitlines()
    heading = ["bitcode of"] + [f"LLVM {major}" for major in LLVMS]
    if not any(cells_of(line) == heading for line in lines):
        return [f"no table '{' | '.join(heading)}'"]
    told = {cells_of(line)[0]: cells_of(line)[1:] for line in lines if line.startswith("| ")}
    wrong = []
    for name, cells in rows.items():
        if name not in told:
            print(f"note: the README does not list '{name}'")
            continue
        for major, said, found in zip(LLVMS, told[name], cells):
            if found not in (ABSENT, "skip", said):
                wrong.append(f"{name} with LLVM {major}: '{said}' there, '{found}' found")
    return wrong


def main():
    parser = argparse.ArgumentParser(description="Every compiler with every LLVM.")
    parser.add_argument("--shim", type=pathlib.Path, default=archive.TOP / "build" / "bpf-shim")
    parser.add_argument("--readme", type=pathlib.Path, help="compare with the table there")
    parser.add_argument("--full", action="store_true", help="CO-RE from all of rustc's levels, and with subprograms")
    args = parser.parse_args()
    if args.full:
        KIND_MODES[:] = ALL_KIND_MODES
    shim = args.shim.resolve()
    os.environ.pop("BPF_SHIM_LLVM", None)

    # The programs and their objects lie where the corpus has them.
    (corpus.BUILD / "corpus").mkdir(parents=True, exist_ok=True)
    turn = open(corpus.BUILD / "corpus" / "lock", "w", encoding="utf-8")
    fcntl.flock(turn, fcntl.LOCK_EX)
    subprocess.run(["make", "-s", "-C", corpus.HARNESS], check=True)
    OUT.mkdir(parents=True, exist_ok=True)
    suites = find_suites()
    libraries = find_libraries(shim, suites)

    counts = {"pass": 0, "FAIL": 0, "skip": 0}
    rows, reasons = {}, []
    print("| bitcode of | " + " | ".join(f"LLVM {major}" for major in LLVMS) + " |")
    print("| --- " * (len(LLVMS) + 1) + "|")
    for compiler in find_compilers(suites):
        cells = []
        for major in LLVMS:
            verdict, reason = verdict_of(compiler, major, shim, libraries)
            cells.append(verdict)
            if verdict != ABSENT:
                counts["pass" if verdict in (RUNS, REFUSED) else verdict] += 1
            if reason:
                reasons.append(f"{verdict} {compiler.name} with LLVM {major}: {reason}")
        rows[compiler.name] = cells
        print(f"| {compiler.name} | " + " | ".join(cells) + " |", flush=True)
    print("\n".join(reasons))
    wrong = compare(rows, args.readme) if args.readme else []
    for line in wrong:
        print(f"FAIL README: {line}")
    counts["FAIL"] += len(wrong)
    print("llvms: {pass} passed, {FAIL} failed, {skip} skipped".format(**counts))
    return 1 if counts["FAIL"] or not counts["pass"] + counts["skip"] else 0


if __name__ == "__main__":
    sys.exit(main())
