#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Runs the fuzzers of bpf-shim's own readers: run.py [--seconds N | --runs N] [NAME...]

A fuzzer is Inputs/fuzz_NAME.c, built with libFuzzer, ASan and UBSan. It starts from files that the
tests work with, and what it finds worth keeping stays under build/fuzz/NAME/ for the next time. An input
that crashes it is kept at build/fuzz/NAME-crash-...: run build/fuzz/fuzz_NAME on that file to see it
again. Prints a line for each fuzzer.
"""
import argparse
import functools
import glob
import pathlib
import platform
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
BUILD = TOP / "build" / "fuzz"
NAMES = [path.stem.removeprefix("fuzz_") for path in sorted((HERE / "Inputs").glob("fuzz_*.c"))]
MAX_SEED = 16384  # bytes: larger ones only make each run slow
TIMEOUT = 60  # seconds for one input: milliseconds are needed, but others may use the machine
SEEDS = {
    "options": "*.words",
    "input": "*.[oab]*",
    "object": "*.o",
    "check": "*.o",
    "explain": "*.log",
}


def llvm_tool(name):
    newest_first = sorted(glob.glob(f"/usr/lib/llvm-*/bin/{name}"), reverse=True,
                          key=lambda path: int(path.split("-")[1].split("/")[0]))
    return next(iter(newest_first), None) or shutil.which(name) or sys.exit(f"run.py: no {name}")


def compile_with(*words):
    # Of debug info, what the stacks of crashes need.
    subprocess.run([llvm_tool("clang"), "-std=c17", "-D_GNU_SOURCE", '-DBPF_SHIM_VERSION="fuzz"',
                    "-O1", "-gline-tables-only", "-fsanitize=fuzzer,address,undefined", "-fno-sanitize-recover=all",
                    "-I", TOP / "shim", *words], check=True)


@functools.cache
def rooms():
    """The objects of what the fuzzers read with: they are the same for each."""
    objects = []
    for room in ("base", "kernel", "cli", "input", "host", "elf", "explain"):
        for path in sorted((TOP / "shim" / room).rglob("*.c")):
            target = BUILD / "rooms" / path.relative_to(TOP / "shim").with_suffix(".o")
            target.parent.mkdir(parents=True, exist_ok=True)
            compile_with("-c", "-o", target, path)
            objects.append(target)
    return objects


def build(name):
    fuzzer = BUILD / f"fuzz_{name}"
    compile_with("-Wl,--wrap=_exit", "-o", fuzzer, HERE / "Inputs" / f"fuzz_{name}.c", *rooms(),
                 "-lelf", "-lbsd", "-liberty", "-ldl")
    return fuzzer


def make_logs(directory):
    """Objects with what kernels have said of them, as fuzz_explain wants it."""
    explain = TOP / "tests" / "explain"
    logs = re.split(r"^== ", (explain / "logs" / "6.1.txt").read_text(), flags=re.M)[1:]
    for head, _, log in (part.partition("\n") for part in logs):
        source = explain / "programs" / f"{head.split()[0]}.c"
        if not source.exists():
            continue
        target = directory / f"{source.stem}.o"
        subprocess.run([llvm_tool("clang"), "-target", "bpf", "-mcpu=v3", "-O2", "-g", "-c", "-I",
                        f"/usr/include/{platform.machine()}-linux-gnu", source, "-o", target],
                       check=True, capture_output=True)
        (directory / f"{source.stem}.log").write_bytes(target.read_bytes() + b"\nexplain\n" + log.encode())


def make_seeds(directory):
    """One of each kind of file that the tests are made of."""
    directory.mkdir(parents=True, exist_ok=True)
    for source in sorted((TOP / "tests" / "elf").rglob("*.s")):
        # Some are assembled part by part: the first one is enough.
        subprocess.run([llvm_tool("llvm-mc"), "--defsym", "part=1", "-triple", "bpfel", "-mcpu=v4", "-filetype=obj",
                        source, "-o", directory / f"{source.stem}.o"], check=True, capture_output=True)
    elf = TOP / "tests" / "elf"
    for source in sorted([*elf.glob("btf-*.c"), *elf.glob("check/*.c")]):
        subprocess.run([llvm_tool("clang"), "-target", "bpf", "-O2", "-g", "-c", source, "-o",
                        directory / f"{source.stem}.o"], check=True, capture_output=True)
    program = TOP / "tests" / "output" / "Inputs" / "program.ll"
    subprocess.run([llvm_tool("llvm-as"), program, "-o", directory / "program.bc"], check=True)
    archive = directory / "program.a"
    archive.unlink(missing_ok=True)
    subprocess.run([llvm_tool("llvm-ar"), "rcs", archive, directory / "program.bc",
                    directory / "check-accepts.o"], check=True)
    subprocess.run([sys.executable, HERE / "Inputs" / "hostile.py", directory / "btf-maps.o", directory],
                   check=True)
    make_logs(directory)
    for source in sorted((HERE / "Inputs").glob("*.words")):
        shutil.copy(source, directory)


def run(name, args):
    """Returns whether nothing was found."""
    fuzzer = build(name)
    corpus = BUILD / name
    corpus.mkdir(exist_ok=True)
    for seed in (BUILD / "seeds").glob(SEEDS[name]):
        if seed.stat().st_size < MAX_SEED:
            shutil.copy(seed, corpus)
    limit = f"-runs={args.runs}" if args.runs else f"-max_total_time={args.seconds}"
    done = subprocess.run([fuzzer, limit, "-seed=1", f"-timeout={TIMEOUT}", "-rss_limit_mb=4096", "-verbosity=1",
                           f"-artifact_prefix={BUILD / name}-", "-print_final_stats=1", corpus],
                          capture_output=True, text=True, errors="replace", check=False)
    count = re.search(r"number_of_executed_units: (\d+)", done.stderr)
    found = done.returncode != 0
    print(f"{name}: {count[1] if count else 0} inputs, {int(found)} crashes", flush=True)
    if found:
        print("\n".join(done.stderr.splitlines()[-60:]), file=sys.stderr)
    return not found


def main():
    parser = argparse.ArgumentParser(description="Runs the fuzzers of bpf-shim's own readers.")
    parser.add_argument("--seconds", type=int, default=60, help="for each fuzzer")
    parser.add_argument("--runs", type=int, help="inputs for each fuzzer, instead")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    args = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    make_seeds(BUILD / "seeds")
    return 0 if all([run(name, args) for name in args.names or NAMES]) else 1


if __name__ == "__main__":
    sys.exit(main())
