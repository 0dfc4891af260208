#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Compares csmith's random C programs, built by clang and bpf-shim, with what they compute natively.

    csmith.py [--count N] [--seed S]     programs S to S+N-1, each in one random mode

The programs are restricted to what BPF can do (no floats, no volatile variables, small), and their
global integers are changed by the packet first, so that the compiler does not know them. They return
their checksum. One that natively differs between -O0 and -O2, or does not end, is left out.
"""
import argparse
import concurrent.futures
import pathlib
import random
import re
import shutil
import subprocess
import sys

import building
import inputs
import stages
import verdicts
from run import BOUNDS, Report, Tester, summary

COUNT, SEED = 2000, 1
# Pointers or global variables: addresses in global data are not for BPF.
WORDS = ["--no-argc", "--no-float", "--no-volatiles", "--no-volatile-pointers", "--no-packed-struct", "--concise",
         "--max-funcs", "3", "--max-block-size", "3", "--max-block-depth", "3", "--max-expr-complexity", "4",
         "--max-array-dim", "2", "--max-array-len-per-dim", "5", "--max-struct-fields", "4",
         "--max-union-fields", "3"]
KINDS = [["--no-pointers"], ["--no-global-variables"], ["--no-pointers", "--no-bitfields"]]

FRAME = """#include "%s"
static uint32_t run(const unsigned char *d)
{
	crc32_context = 0;
%s	csmith_main();
	return checksum;
}
"""
BPF = """
__attribute__((section("xdp"))) int prog(uint32_t *ctx)
{
	unsigned char d[64];
	if ((uint64_t)ctx[0] + 64 > ctx[1])
		return 0;
	__builtin_memcpy(d, (void *)(uint64_t)ctx[0], 64);
	return run(d);
}
__attribute__((section("license"))) char LICENSE[] = "GPL";
"""
NATIVE = """
#undef main
#undef printf
#include <stdio.h>
#include <unistd.h>
int main(void)
{
	unsigned char d[64];
	unsigned byte;
	alarm(2);
	for (;;) {
		for (int i = 0; i < 64; i++) {
			if (scanf("%2x", &byte) != 1)
				return 0;
			d[i] = (unsigned char)byte;
		}
		printf("%u\\n", run(d));
	}
}
"""


def generate(seed, directory):
    """The program's text, with the changes of its variables by the packet."""
    path = directory / "csmith.c"
    kind = KINDS[seed % len(KINDS)]
    building.run(["csmith", "--seed", str(seed), *WORDS, *kind, "--output", path], cwd=directory).check_returncode()
    text = path.read_text()
    scalars = re.findall(r"^static u?int\d+_t (g_\d+) = ", text, re.M)
    changes = "".join(f"\t{name} ^= d[{7 * i % 64}];\n" for i, name in enumerate(scalars))
    frame = FRAME % ("csmith.h", changes)
    return text + frame.split("\n", 1)[1]


def native(clang, source, directory):
    """The results; None for a program whose results depend on how it is built."""
    found = set()
    for level in ("-O0", "-O2"):
        built = building.run([clang, level, "-w", f"-I{building.HERE}/include", "-o", directory / "native", source])
        if built.returncode:
            raise RuntimeError(f"{source}: {built.stderr[:400]}")
        ran = building.run([directory / "native"], input=inputs.as_lines())
        if ran.returncode:
            return None
        found.add(tuple(int(line) for line in ran.stdout.split()))
    return list(found.pop()) if len(found) == 1 else None


def outcome(tester, clang, seed):
    """(text, mode, Outcome or None) of one program."""
    choices = random.Random(f"csmith {seed}")
    mode = building.random_mode(choices, ["c"])
    directory = tester.workplace(f"csmith-{seed}")
    text = generate(seed, directory)
    (directory / "native.c").write_text(text + NATIVE)
    (directory / "prog.c").write_text(text + BPF)
    expected = native(clang, directory / "native.c", directory)
    result = None
    if expected is not None:
        result = link_and_run(tester, clang, mode, directory, expected)
    shutil.rmtree(directory)
    return text, mode, result


def link_and_run(tester, clang, mode, directory, expected):
    compiled = building.run([clang, "-target", "bpf", f"-O{mode.opt}", "-w", *(["-g"] if mode.debug else []), f"-I{building.HERE}/include",
                             "-emit-llvm", "-c", directory / "prog.c", "-o", directory / "prog.bc"])
    if compiled.returncode:
        return verdicts.Outcome(verdicts.INVALID, "clang", compiled.stderr)
    words = [tester.linkers[mode.alias], directory / "prog.bc", "-o", directory / "prog.o", f"-O{mode.opt}"]
    words += [f"--{option}={getattr(mode, option)}" for option in ("cpu", "kernel") if getattr(mode, option)]
    words += ["--subprograms"] if mode.subprograms else []
    try:
        linked = building.run(words)
    except subprocess.TimeoutExpired:
        return verdicts.Outcome(verdicts.CRASH, "timeout of the link")
    if linked.returncode in (1, 5):
        return verdicts.Outcome(verdicts.LINK, verdicts.message_class(verdicts.linker_message(linked.stderr)), linked.stderr)
    if linked.returncode:
        return verdicts.Outcome(verdicts.CRASH, f"status {linked.returncode}", linked.stderr)
    return tester.load(directory / "prog.o", expected)


def main():
    parser = argparse.ArgumentParser(description="Compares csmith's programs with what they compute natively.")
    parser.add_argument("--shim", type=pathlib.Path, default=building.TOP / "build" / "bpf-shim")
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=pathlib.Path, help="the directory for the smallest programs; it is emptied")
    args = parser.parse_args()
    clang = stages.find_clang()
    tester = Tester(args.shim.resolve())
    lacking = next((what for what, there in [("csmith", shutil.which("csmith")), ("clang", clang),
                                             ("right to load BPF", tester.may_load())] if not there), None)
    if lacking:
        print(f"csmith: 0 passed, 0 failed, {args.count} skipped (no {lacking})")
        return 0
    report = Report(args.keep or tester.directory / "csmith", ".c")
    left_out = 0
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for seed, (text, mode, result) in enumerate(pool.map(lambda s: outcome(tester, clang, s),
                                                             range(args.seed, args.seed + args.count)), args.seed):
            if result is None:
                left_out += 1
            else:
                report.add(str(seed), text, mode, result)
    tester.close()
    report.print()
    print(f"{left_out} programs left out: natively they do not end, or clang says that they are undefined")
    return summary("csmith", report, 0, BOUNDS)


if __name__ == "__main__":
    sys.exit(main())
