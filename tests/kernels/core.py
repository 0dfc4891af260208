#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""CO-RE relocations from Rust on other kernels and on the running one: one object, the same in all of them, does what the
same program of clang's does there. So do programs whose arguments have types of the kernel's, and functions that only some
kernels have; a scheduler loads into the newest one, and extensions take the places of global functions. The last line is
the counts."""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import guest

sys.path.insert(0, str(guest.HERE.parent / "corpus"))
import run as corpus  # noqa: E402

INPUTS = guest.HERE.parent / "relocs" / "Inputs"
GLOBALS = guest.HERE.parent / "globals"
PACKET = "05" + 13 * "00"
BUILD = guest.BUILD / "tests" / "relocs"
LEVELS = ("3", "0")
VALUES = 48 # entries of the array RESULT
# Entries that must be there on every kernel, whatever it is: the process itself, present and absent fields.
SURE = {0: 1, 1: 1, 3: 1, 10: 1, 11: 0, 14: 1, 19: 1, 30: 1, 31: 0, 39: 3, 41: 1, 42: 0}
# What choice.rs finds where a kernel can run it.
CHOICES = {"6.1": 2 | 1 << 4 | 1 << 6, "6.12": 1 | 1 << 4 | 1 << 5 | 1 << 6, guest.NEWEST: 1 | 1 << 4 | 1 << 5 | 1 << 6}
# Where a scheduler loads: there are such structures, and the kernel has been built with them.
SCHEDULERS = [guest.NEWEST]
# What typed.rs finds of a process and its parent: their numbers, a bit that the parent alone has, its weight, the third
# character of its name, an enumerator, a field that is there and one that is not.
PARENT = {1: "caller", 3: "1", 4: "1048576", 5: "108", 6: "2", 7: "101", 8: "100"}
# The process's state, by the name that the kernel has for it: new (TASK_NEW), and running, which is 0.
CHILD, SELF = {0: "child", 9: "2048"} | PARENT, {0: "caller", 2: "1"} | PARENT
# As a copy of its parent a process has all but the bit.
COPY = {at: value for at, value in SELF.items() if at not in (2, 3)} | {9: "2048"}
TYPED = {"newtask": (0, CHILD), "wake": (16, CHILD), "alloc": (32, COPY), "tasks": (48, SELF)}
# The running kernel, which may forbid fentry and LSM to who may load all else.
RUNNING = "running"
FREE = ("newtask", "tasks")
# Where arguments of global functions may be references.
REPLACING = ["6.12", guest.NEWEST]


def build(shim, rustc):
    """The objects by name: that of clang, and those of Rust."""
    BUILD.mkdir(parents=True, exist_ok=True)
    clang = shutil.which("clang") or next(map(str, sorted(pathlib.Path("/usr/lib").glob("llvm-*/bin/clang"))), None)
    if not clang:
        raise guest.Missing("no clang")
    objects = {"c.o": BUILD / "c.o"}
    guest.call(clang, "-target", "bpf", "-O2", "-g", "-c", INPUTS / "kinds.c", "-o", objects["c.o"])
    for level in LEVELS:
        objects[f"rust{level}.o"] = BUILD / f"rust{level}.o"
        guest.call("sh", INPUTS / "build.sh", rustc, shim, "host", level, objects[f"rust{level}.o"],
                   INPUTS / "kinds.rs")
    words = GLOBALS / "Inputs" / "words"
    guest.call("sh", INPUTS / "build.sh", rustc, shim, "host", "3", BUILD / "globals.o", GLOBALS / "replaced.rs", f"@{words}")
    guest.call("sh", INPUTS / "build.sh", rustc, shim, "host", "3", BUILD / "extension.o", GLOBALS / "replaced.rs",
               "--cfg", "extension")
    for level in LEVELS:
        guest.call("sh", INPUTS / "build.sh", rustc, shim, "host", level, BUILD / f"typed{level}.o", INPUTS / "typed.rs")
    for name in ("choice", "sched"):
        guest.call("sh", INPUTS / "build.sh", rustc, shim, "host", "3", BUILD / f"{name}.o", INPUTS / f"{name}.rs")
    return objects


def run_here(programs, files, commands):
    """As guest.boot does, on the running kernel."""
    with tempfile.TemporaryDirectory() as folder:
        for path in programs:
            shutil.copy(path, folder)
        for name, path in files.items():
            shutil.copy(path, f"{folder}/{name}")
        paths = os.pathsep.join([folder, os.environ["PATH"]])
        done = subprocess.run(["sh", "-c", commands], cwd=folder, capture_output=True, text=True, check=False,
                              env=os.environ | {"PATH": paths})
    return done.stdout.splitlines()


def ask(version, objects):
    """What each object left in RESULT, by its name."""
    sources = ["run_prog.c", "load.c", "load_libbpf.c", "load_legacy.c"]
    programs = [guest.build("run_prog", *[corpus.HARNESS / name for name in sources])]
    programs += [guest.build(name, corpus.HARNESS / f"{name}.c") for name in ("run_replaced", "run_attached")]
    commands = "\n".join(f"echo object {name}; run_prog -c -m RESULT {name} 0000000000000000 2>&1 | tail -n {VALUES}"
                         for name in objects)
    more = {name: BUILD / name for name in ("choice.o", *(f"typed{level}.o" for level in LEVELS))}
    commands += "\necho object choice.o; run_prog -c choice.o 01000000 2>&1 | tail -n 1"
    attached = " ".join(FREE if version == RUNNING else TYPED)
    for level in LEVELS:
        commands += f"\necho object typed{level}.o; run_attached typed{level}.o {attached} 2>&1 | tail -n {VALUES}"
    if version != RUNNING:
        commands += "\necho object sched.o; run_prog sched.o 2>/dev/null && echo loaded"
        commands += f"\necho object globals.o; echo $(run_replaced globals.o prog price extension.o {PACKET} 2>&1)"
        more |= {name: BUILD / name for name in ("sched.o", "globals.o", "extension.o")}
    run = run_here if version == RUNNING else lambda *words: guest.boot(version, *words)
    answers, name = {}, None
    for line in run(programs, objects | more, commands + "\n"):
        words = line.split()
        if words[0] == "object":
            name = words[1]
            answers[name] = {}
        elif name and words[:2] == ["map", "RESULT"]:
            key, value = (int.from_bytes(bytes.fromhex(word), "little") for word in words[2:])
            answers[name][key] = value
        elif name and words[0] == "RESULT":
            answers[name][int(words[1])] = words[2]
        elif name:
            answers[name].setdefault("said", line)
    return answers


def judge(version, answers):
    """How many objects of Rust's are right, and how many are not."""
    wanted = answers.pop("c.o")
    choice, scheduler, replaced = (answers.pop(name, {}).get("said") for name in ("choice.o", "sched.o", "globals.o"))
    reasons = {}
    for level in LEVELS:
        got = answers.pop(f"typed{level}.o")
        programs = FREE if version == RUNNING else TYPED
        right = {first + at: value for first, values in map(TYPED.get, programs) for at, value in values.items()}
        reasons[f"typed{level}.o"] = None if got == right else f"{got}"
    for name, got in answers.items():
        wrong = [at for at in range(VALUES) if got.get(at) != wanted.get(at)]
        wrong += [at for at, value in SURE.items() if got.get(at) != value]
        reasons[name] = f"entries {wrong} are not right {got.get('said', '')}" if wrong else None
    if version in CHOICES:
        reasons["choice.o"] = None if choice == f"run prog 0 {CHOICES[version]}" else choice
    if version in SCHEDULERS:
        reasons["sched.o"] = None if scheduler == "loaded" else "is not loaded"
    if version in REPLACING:
        reasons["globals.o"] = None if replaced == "72 1070 72" else replaced
    for name, reason in reasons.items():
        if reason:
            print(f"FAIL Linux {version}, {name}: {reason}")
    failed = sum(reason is not None for reason in reasons.values())
    return len(reasons) - failed, failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shim", type=pathlib.Path, default=guest.BUILD / "bpf-shim")
    words = parser.parse_args()
    passed = failed = skipped = 0
    rustc = corpus.find_compilers()["host"]
    try:
        if not rustc:
            raise guest.Missing("no rustc")
        objects = build(words.shim.resolve(), rustc)
    except guest.Missing as reason:
        print(f"core: 0 passed, 0 failed, 1 skipped ({reason})")
        return 0
    for version in (RUNNING, *guest.SUITES, guest.NEWEST):
        try:
            right, wrong = judge(version, ask(version, objects))
        except guest.Missing as reason:
            print(f"skip Linux {version}: {reason}")
            skipped += 1
            continue
        print(f"Linux {version}: {right} objects right")
        passed, failed = passed + right, failed + wrong
    print(f"core: {passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
