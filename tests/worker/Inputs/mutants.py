# SPDX-License-Identifier: MIT OR Apache-2.0
"""mutants.py SHIM BITCODE COUNT: links COUNT damaged copies of a bitcode file, and judges each end.

The damage is the same each time. Whatever LLVM does with a copy, the link must end in time, with a
status of the table and its messages, and leave either a whole output or the older one, and nothing
else. Prints one line of counts. With a fourth word, stops at the first copy that crashes LLVM, and
keeps it under that name.
"""
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

# EXITCODE_OK, CHECK, INPUT, LLVM, PROGRAM, CRASH in shim/base/exitcode.h: what an input can lead to.
STATUSES = {0: "linked", 1: "refused", 3: "refused", 4: "refused", 5: "refused", 7: "crashed"}
SECONDS = 120


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


def complaints(status, stderr, folder):
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
    if status == 7 and not (len(errors) == 1 and "LLVM" in errors[0]):
        yield "a crash is one error"
    if any(not line.startswith("bpf-shim: ") for line in lines):
        yield "messages of another form"
    if {path.name for path in folder.iterdir()} != {"in.bc", "out"}:
        yield "files are left behind"


def main():
    shim, original, count = sys.argv[1], pathlib.Path(sys.argv[2]).read_bytes(), int(sys.argv[3])
    rng = random.Random(1)
    counts = dict.fromkeys(STATUSES.values(), 0)
    failed = False
    for number in range(count):
        mutant = damage(original, rng)
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "in.bc").write_bytes(mutant)
            (folder / "out").write_bytes(b"old")
            done = subprocess.run([shim, "in.bc", "-o", "out"], cwd=folder, capture_output=True,
                                  text=True, errors="replace", timeout=SECONDS)
            for complaint in complaints(done.returncode, done.stderr, folder):
                failed = True
                print(f"mutant {number}: {complaint}\n{done.stderr}", file=sys.stderr)
            kind = STATUSES.get(done.returncode)
            if kind:
                counts[kind] += 1
            if kind == "crashed" and len(sys.argv) > 4:
                shutil.copy(folder / "in.bc", sys.argv[4])
                break
    print(", ".join(f"{counts[kind]} {kind}" for kind in counts))
    sys.exit(failed)


main()
