#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Asks older kernels what they say of the programs, for logs/: record.py VERSION...

run.py has built the objects before, into build/explain/run. A kernel is one that ../kernels/guest.py boots.
What it says of each program that it refuses goes to logs/VERSION.txt: the last lines of a log of level 1.
"""
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
BUILD = TOP / "build" / "explain" / "run"
sys.path.insert(0, str(TOP / "tests" / "kernels"))
import guest  # pylint: disable=wrong-import-position

LAST_LINES = 14
SLOW = {"loop_too_long", "loop_with_many_branches"}  # an emulated machine takes minutes for each


def sections(lines):
    """(object, lines) of each refused program."""
    name, log = None, []
    for line in lines:
        head = re.match(r"== (\S+)\.o (\S+) (loaded|refused)", line)
        if head:
            if name:
                yield name, log
            name, log = head[1] if head[3] == "refused" else None, []
        elif name and not line.startswith(("libbpf: ", "kernel ")):
            log.append(line)
    if name:
        yield name, log


def main():
    say = guest.build("explain_say", HERE / "say.c")
    names = sorted(path.stem for path in (HERE / "programs").glob("*.[rc]*") if path.stem not in SLOW)
    files = {f"{name}.o": BUILD / f"{name}.o" for name in names}
    commands = "".join(f"explain_say {name}.o\n" for name in names)
    for version in sys.argv[1:]:
        lines = guest.boot(version, [say], files, commands)
        text = []
        for name, log in sections(lines):
            if any(": (" in line for line in log):  # else it was libbpf, or the kernel's reader of BTF
                text += [f"== {name}", *log[-LAST_LINES:]]
        (HERE / "logs").mkdir(exist_ok=True)
        (HERE / "logs" / f"{version}.txt").write_text("\n".join(text) + "\n")
        print(version, lines[0], len(text), "lines")


if __name__ == "__main__":
    sys.exit(main())
