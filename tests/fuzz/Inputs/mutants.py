# SPDX-License-Identifier: MIT OR Apache-2.0
"""Links with one input damaged, again and again, and judges each end.

mutants.py SHIM COUNT [--seed N] [--first N] [--until-crash FILE] [--keep DIR] [--seconds N] INPUT...

Mutants have numbers: the same seed damages the same, and --first N with COUNT 1 is mutant N alone.
Whatever becomes of a link, it must end in time, with a status of the table and a message, and leave
either a whole output or the older one, and nothing else. Prints one line of counts. With
--until-crash, stops at the first mutant that crashes LLVM, and keeps it under that name; with --keep,
mutants that end badly go to that directory.
"""
import argparse
import os
import pathlib
import random
import subprocess
import sys
import tempfile

# EXITCODE_OK, CHECK, INPUT, LLVM, PROGRAM, CRASH in shim/base/exitcode.h: what an input can lead to.
STATUSES = {0: "linked", 1: "refused", 3: "refused", 4: "refused", 5: "refused", 7: "crashed"}


def damage(original, rng):
    """As a bad disk or a cut download would: bits, bytes, a missing end, a stretch of one byte."""
    data = bytearray(original)
    kind = rng.random()
    if kind < 0.4:
        for _ in range(rng.randint(1, 8)):
            data[rng.randrange(4, len(data))] ^= 1 << rng.randrange(8)
    elif kind < 0.8:
        for _ in range(rng.randint(1, 8)):
            data[rng.randrange(4, len(data))] = rng.randrange(256)
    elif kind < 0.9:
        del data[rng.randrange(4, len(data)) :]
    else:
        start = rng.randrange(4, len(data))
        end = min(len(data), start + rng.randint(1, 64))
        data[start:end] = bytes([rng.randrange(256)]) * (end - start)
    return bytes(data)


def complaints(status, stderr, folder, inputs):
    """What is wrong with how this link ended."""
    lines = stderr.splitlines()
    errors = [line for line in lines if line.startswith("bpf-shim: error: ")]
    output = (folder / "out").read_bytes()
    if status not in STATUSES:
        yield f"status {status}"
    if status and not errors:
        yield "no error message"
    if status and output != b"old":
        yield "the older output is gone"
    if not status and output[:4] != b"\x7fELF":
        yield "no output"
    if status == 7 and len(errors) != 1:
        yield "a crash is one error"
    if any(not line.startswith("bpf-shim: ") for line in lines):
        yield "messages of another form"
    if {path.name for path in folder.iterdir()} != {"out", *inputs}:
        yield "files are left behind"


def link(args, number):
    """Returns the kind of end, what is wrong with it, and the damaged file."""
    rng = random.Random(args.seed * 1_000_000 + number)
    victim = rng.randrange(len(args.inputs))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        names = []
        for place, path in enumerate(args.inputs):
            names.append(f"{place}-{os.path.basename(path)}")
            if place != victim:
                (folder / names[-1]).symlink_to(os.path.abspath(path))
        mutant = damage(args.originals[victim], rng)
        (folder / names[victim]).write_bytes(mutant)
        (folder / "out").write_bytes(b"old")
        try:
            done = subprocess.run([os.path.abspath(args.shim), *names, "-o", "out"], cwd=folder,
                                  capture_output=True, text=True, errors="replace",
                                  timeout=args.seconds, check=False)
        except subprocess.TimeoutExpired:
            return "hung", ["not done in time"], mutant
        wrong = [f"{complaint}\n{done.stderr}"
                 for complaint in complaints(done.returncode, done.stderr, folder, names)]
        return STATUSES.get(done.returncode, "failed"), wrong, mutant


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("shim")
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--until-crash", metavar="FILE")
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--seconds", type=int, default=330, help="for one link")
    parser.add_argument("inputs", nargs="+", metavar="INPUT")
    args = parser.parse_args()
    args.originals = [pathlib.Path(path).read_bytes() for path in args.inputs]

    counts = dict.fromkeys(STATUSES.values(), 0)
    failed = False
    for number in range(args.first, args.first + args.count):
        kind, wrong, mutant = link(args, number)
        counts[kind] = counts.get(kind, 0) + 1
        for complaint in wrong:
            failed = True
            print(f"mutant {number}: {complaint}", file=sys.stderr, flush=True)
        if wrong and args.keep:
            args.keep.mkdir(parents=True, exist_ok=True)
            (args.keep / str(number)).write_bytes(mutant)
        if kind == "crashed" and args.until_crash:
            pathlib.Path(args.until_crash).write_bytes(mutant)
            break
    print(", ".join(f"{counts[kind]} {kind}" for kind in counts))
    sys.exit(failed)


main()
