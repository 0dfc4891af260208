#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""What part of a link's instructions CO-RE's room takes: cost.py SHIM FOLDER NAME RUSTC-WORD...
The words build the program with the linker that they name; FOLDER/NAME gets what that link was made of (--repro), and
callgrind counts the same link again, in all of its processes. What functions of the room take is counted with all that
they call, each for itself, so that the sum is rather too large. Prints 'NAME: X.XX % of N instructions'."""
import pathlib
import re
import subprocess
import sys

ROOM = "/shim/ir/relocs/"
# What the order of changes has of it: it is there in each link, or else the count is of something else.
ALWAYS = {"relocs_separate", "relocs_expand", "arena_cast", "struct_ops_describe", "values_describe", "relocs_lower",
          "relocs_number"}
ROW = re.compile(r"^ *([\d,]+) +(\S+):(\w+)(?:'\d+)? \[")


def run(*words, **options):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, **options)
    if done.returncode:
        sys.exit(f"cost.py: {words[0]} failed: {done.stderr[-2000:]}")
    return done.stdout


def count(counted):
    """Instructions of a process, and those of the room's functions by their names."""
    text = run("callgrind_annotate", "--inclusive=yes", "--threshold=100", "--auto=no", "--show-percs=no", counted)
    total = int(re.search(r"^ *([\d,]+) +PROGRAM TOTALS", text, re.M)[1].replace(",", ""))
    rows = [found.groups() for found in map(ROW.match, text.splitlines()) if found]
    names = {name for _, path, name in rows if ROOM in path}
    costs = {}
    # Parts of a function come from other files.
    for instructions, _, name in rows:
        if name in names:
            costs[name] = costs.get(name, 0) + int(instructions.replace(",", ""))
    return total, costs


def main():
    shim, folder, name, *words = sys.argv[1:]
    saved = pathlib.Path(folder).resolve() / name
    run(*words, f"-Clink-arg=--repro={saved}")
    run("valgrind", "--tool=callgrind", f"--callgrind-out-file={saved}.count.%p", shim, "@args", cwd=saved)
    counts = [count(counted) for counted in saved.parent.glob(f"{name}.count.*")]
    total = sum(instructions for instructions, _ in counts)
    missing = ALWAYS - {name for _, costs in counts for name in costs}
    if missing:
        sys.exit(f"cost.py: no instructions of {', '.join(sorted(missing))} have been counted")
    room = sum(sum(costs.values()) for _, costs in counts)
    print(f"{name}: {100 * room / total:.2f} % of {total} instructions")


if __name__ == "__main__":
    main()
