#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The corpus for a kernel that is not at hand: pack.py INITRD [--shim FILE] [--kernel X.Y] [--only PROGRAM]... [--boot IMAGE]

Writes an initramfs for a kernel on x86_64: the static harness, the objects of all programs that fit that kernel
(optimised, and as debug builds), their inputs, and what the native builds compute. Booted, it runs them all, says of
each whether it passed, failed or was not loaded, with the end of the verifier's log, then how many, and switches the
machine off:

    qemu-system-x86_64 -cpu max -m 1024 -nographic -no-reboot -kernel IMAGE -initrd INITRD -append "console=ttyS0"

--boot IMAGE does that with an image of a kernel, or with Debian's one of that version. The default is 4.15, which no
package has any more.
"""
import argparse
import concurrent.futures
import dataclasses
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

import guest
import table
from table import corpus

OLDEST = "4.15"
COMMANDS = """passed=0 failed=0
try() {
    name=$1 expected=$2; shift 2
    if ! run_prog "$@" >out 2>errors; then
        echo "FAIL $name: not loaded"; tail -n 8 errors; failed=$((failed + 1))
    elif ! cmp -s out $expected; then
        echo "FAIL $name: differs"; failed=$((failed + 1))
    else
        echo "PASS $name"; passed=$((passed + 1))
    fi
}
"""


def cells_of(tried, program, kernel):
    """Those that the linker promises."""
    problem = tried.prepare(program)
    if problem:
        sys.exit(f"pack.py: {program.name}: {problem}")
    mode = corpus.for_kernel(program, kernel)
    cells = [table.Cell(program, kernel, dataclasses.replace(mode, opt=opt)) for opt in ("3", "0")]
    for cell in cells:
        cell.judge(tried)
    return [cell for cell in cells if cell.verdict == "fits"]


def expected_lines(tried, cell):
    """What the harness prints where all is right."""
    helper, key = cell.mode.handler == "helper", "00000000"
    for name, number, retval, result, panics in tried.wanted(cell.program, cell.mode):
        yield f"run {name} {number} {retval}"
        yield f"map RESULT {key} {result.to_bytes(8, 'little').hex()}"
        if helper:
            yield f"map PANICS {key} {panics.to_bytes(8, 'little').hex()}"


def gather(tried, cells, folder):
    """The files, and the commands that try them."""
    files, commands = {}, [COMMANDS]
    for at, cell in enumerate(cells):
        name, inputs, expected = f"{cell.program.name}-O{cell.mode.opt}", f"{cell.program.name}.inputs", f"{at}.expected"
        (folder / expected).write_text("".join(f"{line}\n" for line in expected_lines(tried, cell)))
        files |= {f"{at}.o": cell.target, inputs: tried.directory(cell.program) / "inputs", expected: folder / expected}
        words = tried.run_words(cell.program, cell.mode, f"{at}.o", inputs)
        commands.append(f"try {name} {expected} {shlex.join(words)}")
    return files, "\n".join([*commands, 'echo "pack: $passed passed, $failed failed, 0 skipped"'])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("initrd", type=pathlib.Path)
    parser.add_argument("--shim", type=pathlib.Path, default=guest.BUILD / "bpf-shim")
    parser.add_argument("--kernel", default=OLDEST, help="that the objects are made for")
    parser.add_argument("--only", action="append", help="only this program (may be repeated)")
    parser.add_argument("--boot", metavar="IMAGE", help="a kernel's image, or one of: " + ", ".join(guest.SUITES))
    parser.add_argument("--jobs", type=int, default=2)
    words = parser.parse_args()
    tried = corpus.Corpus(words.shim.resolve())
    chosen = [program for program in corpus.programs() if not words.only or program.name in words.only]
    subprocess.run(["make", "-s", "-C", corpus.HARNESS], check=True)
    sources = ["run_prog.c", "load.c", "load_libbpf.c", "load_legacy.c"]
    try:
        if not tried.compilers["host"]:
            raise guest.Missing("no rustc")
        harness = guest.build("run_prog", *[corpus.HARNESS / name for name in sources])
        with corpus.take_turn(), tempfile.TemporaryDirectory() as folder:
            with concurrent.futures.ThreadPoolExecutor(words.jobs) as pool:
                cells = sum(pool.map(lambda program: cells_of(tried, program, words.kernel), chosen), [])
            files, commands = gather(tried, cells, pathlib.Path(folder))
            initrd = guest.make_initrd(pathlib.Path(folder), guest.find_busybox(words.kernel), [harness], files, commands)
            shutil.copy(initrd, words.initrd)
        print(f"{words.initrd}: {len(cells)} objects for Linux {words.kernel}")
        if not words.boot:
            return 0
        image = guest.find_kernel(words.boot) if words.boot in guest.SUITES else words.boot
        lines = guest.run_image(words.boot, image, words.initrd)
    except guest.Missing as reason:
        print(f"pack: 0 passed, 0 failed, 1 skipped ({reason})")
        return 0
    print("\n".join(line for line in lines if not line.startswith("PASS ")))
    return 0 if " 0 failed" in lines[-1] else 1


if __name__ == "__main__":
    sys.exit(main())
