#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Compares the BTF of chosen programs with what is expected: dumps.py [--update] [NAME...]

The programs are those in dumps/ and some of the corpus; dumps/NAME.btf is what `bpftool btf dump`
shows of each. The kernel has to take it, too. --update writes what there is now, for whoever changes
it on purpose.
"""

import argparse
import difflib
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
CORPUS = ("call_arguments", "map_generic", "programs_many_sections", "rodata_table")
CFG = ('door="host"', 'maps="libbpf"', 'handler="loop"')
NOT_ALLOWED = 77


def run(words):
    done = subprocess.run([str(word) for word in words], text=True, capture_output=True, check=False)
    if done.returncode not in (0, NOT_ALLOWED):
        sys.exit(f"{' '.join(map(str, words))}\n{done.stdout}{done.stderr}")
    return done.stdout


def flags(source):
    """What the source wants to be built with."""
    first = source.read_text().splitlines()[0]
    return first.removeprefix("// flags: ").split() if first.startswith("// flags: ") else []


def clang():
    return shutil.which("clang") or max(pathlib.Path("/usr/lib").glob("llvm-*/bin/clang"), default="clang")


def build(source, shim, rustc, target):
    if source.suffix == ".c":
        run([clang(), "-target", "bpf", "-O2", "-g", "-emit-llvm", "-c", source, "-o", f"{target}.bc"])
        run([shim, "--subprograms", f"{target}.bc", "-o", target])
        return
    cfg = [word for value in CFG for word in ("--cfg", value)]
    run([*rustc, "--edition=2021", "-Awarnings", "-Copt-level=3", "-g", "-Cpanic=abort",
         "-Clinker-plugin-lto", f"-Clinker={shim}", *flags(source), *cfg, "-o", target, source])


def parse_words():
    parser = argparse.ArgumentParser(description="Compares BTF with what is expected.")
    parser.add_argument("--shim", default=TOP / "build" / "bpf-shim", help="the linker to test")
    parser.add_argument("--rustc", default="rustc", help="the compiler, with words of its own")
    parser.add_argument("--update", action="store_true", help="expect what there is now")
    parser.add_argument("--directory", type=pathlib.Path, default=TOP / "build" / "tests" / "dumps",
                        help="where the objects go")
    parser.add_argument("names", nargs="*", metavar="NAME")
    return parser.parse_args()


def main():
    args = parse_words()
    args.directory.mkdir(parents=True, exist_ok=True)
    sources = [path for path in sorted((HERE / "dumps").glob("*.[rc]*")) if path.stem != "prelude"]
    sources += [TOP / "tests" / "corpus" / f"{name}.rs" for name in CORPUS]
    different = 0
    for source in sources:
        if args.names and source.stem not in args.names:
            continue
        target = args.directory / f"{source.stem}.o"
        build(source, args.shim, args.rustc.split(), target)
        run([TOP / "build" / "tests" / "btf_check", target])
        dump = run(["bpftool", "btf", "dump", "file", target, "format", "raw"])
        expected = HERE / "dumps" / f"{source.stem}.btf"
        if args.update:
            expected.write_text(dump)
        elif (wanted := expected.read_text()) != dump:
            different += 1
            sys.stdout.writelines(difflib.unified_diff(
                wanted.splitlines(True), dump.splitlines(True), expected.name, str(target)))
    if not args.update:
        print(f"dumps: {different} different")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
