#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Has other loaders load the refused programs, and --explain explain what they print:
loaders.py SHIM NAME=COMMAND...

A command gets the object as its last word. Each program has to be explained as from libbpf's log: as the
same kind, at the same line. Programs that a loader does not bring to the kernel as they are, for reasons of its
own that stand below, are left out; each of them is named with its reason.
"""
import pathlib
import shlex
import sys

import run

# Kinds that need a whole log: these loaders ask for level 1, or show its end.
SLOW = ("too-large", "too-many-jumps")
# Why a loader brings no program, or another one, to the kernel: what it prints.
OWN = {
    "aya": {
        "invalid program section `syscall`": "it has no programs of type syscall",
        "invalid program section `struct_ops": "it has no tables of functions for the kernel",
        "size of section `.ksyms`": "it has no functions of the kernel",
    },
    "cilium": {
        "DECL_TAG contains": "it leaves out the types that only tags name",
        "'.struct_ops' section: not supported": "a loader that it has for each table has to name it",
        "hit verifier bug": "it shows no log where the verifier finds a mistake of its own",
        "(bf) r1 = r1\n\tBPF_MOV uses reserved fields": "it makes a plain move of an addr_space_cast",
    },
}


def objects(shim):
    for path in sorted((run.HERE / "programs").glob("*.rs")):
        program = run.Program(path)
        if program.header["kind"] not in SLOW and not {"rights", "kernel"} & program.header.keys():
            yield program, run.build(shim, program, False)


class LeftOut(str):
    """Why a loader brings a program to no kernel."""


def check(shim, name, command, program, target):
    """What is wrong, or '', or why it is left out."""
    words = [word.replace("OBJECT", str(target)) for word in shlex.split(command)]
    done = run.run(words if "OBJECT" in command else [*words, target])
    said = done.stdout + done.stderr
    own = [why for text, why in OWN.get(name, {}).items() if text in said]
    if own:
        return LeftOut(own[0])
    if "processed " not in said:
        return f"{name}: {program.name}: is not brought to the kernel: {' '.join(said.split())[:200]}"
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
        wrong = [text for text in results if text and not isinstance(text, LeftOut)]
        for why in sorted(set(OWN.get(name, {}).values())):
            print(f"{name}: {results.count(LeftOut(why))} left out: {why}")
        print("\n".join(wrong + [f"{name}: {sum(text == '' for text in results)} of {len(results)} explained, "
                                 f"{len(wrong)} wrong"]))
        failed += len(wrong)
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
