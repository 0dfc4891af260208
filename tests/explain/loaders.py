#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Has other loaders load the refused programs, and --explain explain what they print:
loaders.py SHIM NAME=COMMAND...

A command gets the object as its last word. Each program has to be explained as from libbpf's log: as the
same kind, at the same line. Programs that a loader refuses for reasons of its own are left out.
"""
import pathlib
import shlex
import sys

import run

# Kinds that need a whole log: these loaders ask for level 1, or show its end.
SLOW = ("too-large", "too-many-jumps")


def objects(shim):
    for path in sorted((run.HERE / "programs").glob("*.rs")):
        program = run.Program(path)
        if program.header["kind"] not in SLOW and not {"rights", "kernel"} & program.header.keys():
            yield program, run.build(shim, program, False)


def check(shim, name, command, program, target):
    """None when the loader has its own reason; else what is wrong, or ''."""
    words = [word.replace("OBJECT", str(target)) for word in shlex.split(command)]
    done = run.run(words if "OBJECT" in command else [*words, target])
    said = done.stdout + done.stderr
    if "processed " not in said:
        return None
    explained, _ = run.explain(shim, program.lines, target, said)
    where = explained["where"]
    if explained["kind"] != program.header["kind"]:
        return f"{name}: {program.name}: is {explained['kind']}, not {program.header['kind']}"
    if (where[1] if where else None) != program.refused_line():
        return f"{name}: {program.name}: names {where}, not line {program.refused_line()}"
    return ""


def main():
    shim = pathlib.Path(sys.argv[1]).resolve()
    run.build_tools()
    built, failed = list(objects(shim)), 0
    for name, command in (word.split("=", 1) for word in sys.argv[2:]):
        results = [check(shim, name, command, program, target) for program, target in built]
        wrong = [text for text in results if text]
        print("\n".join(wrong + [f"{name}: {sum(text == '' for text in results)} of {len(results)} explained, "
                                 f"{len(wrong)} wrong"]))
        failed += len(wrong)
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
