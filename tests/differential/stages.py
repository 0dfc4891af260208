#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Names the change of shim/ir/pipeline.c that changed what a program computes: stages.py [--mode M] FILE

FILE is a body as run.py keeps it. --dump-module writes the module behind each line of the pipeline; each
of these is compiled for the host, not optimised, and run over the same inputs as the native build. The
context's 32-bit addresses hold: the packet is mapped below 4 GiB. When all dumps are right and the object
is not, code generation or what comes behind it is at fault.
"""
import argparse
import functools
import pathlib
import re
import shutil
import sys

import building
import inputs
import verdicts
from reduce import SIMPLEST, read_kept
from run import Tester

HARNESS = r"""
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

extern uint32_t prog(void *ctx);
static jmp_buf start;

_Noreturn void __bpf_shim_panic(void)
{
	longjmp(start, 1);
}

int main(void)
{
	unsigned char *low = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
	uint32_t *ctx = (uint32_t *)low;
	unsigned byte;

	if (low == MAP_FAILED)
		return 1;
	alarm(10); /* a loop that does not end */
	for (;;) {
		for (int i = 0; i < 64; i++) {
			if (scanf("%2x", &byte) != 1)
				return 0;
			low[64 + i] = (unsigned char)byte;
		}
		ctx[0] = (uint32_t)(uintptr_t)(low + 64);
		ctx[1] = ctx[0] + 64;
		if (setjmp(start))
			printf("0 ");
		else
			printf("%u ", prog(ctx));
		fflush(stdout);
	}
}
"""


def for_the_host(text):
    """The module without what is BPF's alone."""
    text = re.sub(r"^target .*\n", "", text, flags=re.M)
    text = re.sub(r'"target-(cpu|features)"="[^"]*"', "", text)
    text = re.sub(r"(tail )?call (\S+) @llvm\.bpf\.passthrough\S*\(i32 -?\d+, (\S+ [^,)]+)\)( #\d+)?", r"freeze \3", text)
    # A number above the limit becomes 0: shim/ir/llvm/opaque.c.
    text = re.sub(r'%(\S+) = (?:tail )?call (\S+) asm "if \$0 > (\d+) goto \+1\\0Agoto \+1\\0A\$0 = 0", "=r,0"\((\S+ [^)]+)\)( #\d+)?',
                  r"%above.\1 = icmp ugt \4, \3\n  %\1 = select i1 %above.\1, \2 0, \4", text)
    # Which does nothing on a little-endian machine.
    text = text.replace('asm "$0 = le64 $0"', 'asm ""')
    # A number that code generation must not know: shim/ir/loops/closed.c.
    text = re.sub(r'call i64 asm sideeffect "\$0 = 0", "=r"\(\)', "add i64 0, 0", text)
    # Calls of the panic handler must stay, and an endless loop has no effects.
    text = text.replace(" memory(none)", "")
    # The panic handler as the program has it; a later change makes the same of it.
    handler = re.search(r"^define [^\n]*rust_begin_unwind\([^\n]*\{\n.*?^\}\n", text, re.M | re.S)
    if handler and "__bpf_shim_panic" not in handler[0]:
        head = handler[0].split("\n", 1)[0]
        text = text.replace(handler[0], f"{head}\n  call void @__bpf_shim_panic()\n  unreachable\n}}\n"
                                        "declare void @__bpf_shim_panic()\n")
    return text


def run_dump(clang, dump, directory):
    """What the module computes; a text when it does not run."""
    source = directory / "stage.ll"
    source.write_text(for_the_host(dump.read_text()))
    built = building.run([clang, "-O0", "-w", "-o", directory / "stage", source, directory / "harness.o", "-no-pie"])
    if built.returncode:
        return "not compiled: " + built.stderr.strip().split("\n")[0]
    ran = building.run([directory / "stage"], input=inputs.as_lines())
    if ran.returncode:
        return f"status {ran.returncode}"
    return [int(word) for word in ran.stdout.split()]


def find_clang():
    newest = sorted(pathlib.Path("/usr/lib").glob("llvm-*/bin/clang"), key=lambda p: int(p.parts[3].split("-")[1]))
    return shutil.which("clang-22") or (newest and newest[-1]) or shutil.which("clang")


@functools.cache
def find_libgcc():
    """What code generators call, as for divisions of 128 bits."""
    found = building.run(["cc", "-print-libgcc-file-name"])
    return found.stdout.split() if found.returncode == 0 else []


def build_library(clang, source, library, whole=False):
    """A library of a module, not optimised; returns what the tools say when there is none. The C compiler takes three times
    as long as its code generator and the linker alone, which need no start files; they leave
    in what clang takes out ('whole': by clang)."""
    llc, linker = pathlib.Path(clang).resolve().parent / "llc", shutil.which("ld")
    if whole or not llc.exists() or not linker:
        built = building.run([clang, "-O0", "-w", "-shared", "-fPIC", "-Wl,-Bsymbolic", "-x", "ir", source, "-o", library])
        return built.stderr.strip() if built.returncode else ""
    compiled = library.with_suffix(".obj")
    for words in ([llc, "-O0", "-filetype=obj", "-relocation-model=pic", source, "-o", compiled],
                  [linker, "-shared", "-Bsymbolic", compiled, *find_libgcc(), "-o", library]):
        built = building.run(words)
        if built.returncode:
            return built.stderr.strip() or f"status {built.returncode}"
    compiled.unlink()
    return ""


def stages(tester, text, mode):
    """Yields (name, results or a text) of each dump, and at last of the object."""
    directory = tester.workplace("stages")
    dumps = directory / "dumps"
    shutil.rmtree(dumps, ignore_errors=True)
    dumps.mkdir()
    (directory / "harness.c").write_text(HARNESS)
    clang = find_clang()
    building.run([clang, "-O1", "-c", "-o", directory / "harness.o", directory / "harness.c"]).check_returncode()
    words = building.build_words(tester.compilers[mode.door], tester.linkers[mode.alias], mode,
                                 building.write_bpf(text, directory), directory / "prog.o")
    failed = verdicts.link([*words, "-C", f"link-arg=--dump-module={dumps}"], directory / "prog.o")
    before = None
    for dump in sorted(dumps.glob("*.ll")):
        # Equal text computes the same.
        now = dump.read_text().split("\n", 1)[1]
        if now != before:
            results = run_dump(clang, dump, directory)
        before = now
        yield dump.stem, results
    yield "object", str(failed) if failed else None


def main():
    parser = argparse.ArgumentParser(description="Names the change that changed what a program computes.")
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--mode", help="in place of the one in the file's first line")
    parser.add_argument("--shim", type=pathlib.Path, default=building.TOP / "build" / "bpf-shim")
    parser.add_argument("--all", action="store_true", help="show all stages, not only the first that differs")
    args = parser.parse_args()
    text, mode = read_kept(args.file)
    if args.mode:
        mode = building.Mode.parse(args.mode)
    tester = Tester(args.shim.resolve())
    expected = tester.expected([text], mode.checks)[0]
    different = None
    for name, results in stages(tester, text, mode):
        if name == "object":
            outcome = tester.outcome(text, mode, expected, "object")
            print(f"object: {outcome}")
            if not different and outcome.kind == verdicts.WRONG:
                different = "object (code generation, or what comes behind it)"
            continue
        same = results == expected
        if args.all or (not same and not different):
            print(f"{name}: {'same' if same else results if isinstance(results, str) else 'different'}")
        if not same and isinstance(results, list):
            different = different or name
    tester.close()
    print(f"first that differs: {different}")
    return 0 if different else 1


if __name__ == "__main__":
    sys.exit(main())
