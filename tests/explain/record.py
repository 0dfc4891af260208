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
import run  # pylint: disable=wrong-import-position

LAST_LINES = 14
PAGE_LINES = 6
RIGHTS = {"bpf": "-b", "none": "-u"}
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


def shorten(log):
    """The last lines. Newer kernels explain a refusal themselves, on a page of text: its first lines stand for it."""
    page = next((i for i, line in enumerate(log) if line.startswith("Verification failed: ")), len(log))
    end = next((i for i, line in enumerate(log) if line.startswith("processed ")), len(log))
    if page > end:
        return log[-LAST_LINES:]
    return [*log[max(0, page - LAST_LINES):page + PAGE_LINES], *log[end:]]


def main():
    say = guest.build("explain_say", HERE / "say.c")
    names = sorted(path.stem for path in (HERE / "programs").glob("*.[rc]*") if path.stem not in SLOW)
    programs = {path.stem: run.Program(path) for path in (HERE / "programs").glob("*.[rc]*")}
    # The mended twin of what is for one kernel alone has to load there.
    names += [f"{name}-mended" for name, program in programs.items() if "kernel" in program.header]
    files = {f"{name}.o": BUILD / f"{name}.o" for name in names}
    commands = "echo 0 > /proc/sys/kernel/unprivileged_bpf_disabled\n" + "".join(
        f"explain_say {RIGHTS.get(programs[name.removesuffix('-mended')].header.get('rights'), '')} {name}.o\n"
        for name in names)
    for version in sys.argv[1:]:
        lines = guest.boot(version, [say], files, commands)
        text = []
        for name, log in sections(lines):
            if name.endswith("-mended"):
                if programs[name.removesuffix("-mended")].header["kernel"] == version:
                    sys.exit(f"{name}: is refused:\n" + "\n".join(log[-LAST_LINES:]))
                continue
            if any(": (" in line or line.startswith("Verification failed: ") for line in log) or programs[name].header.get("kernel") == version:  # else it was libbpf, or the kernel's reader of BTF
                text += [f"== {name}", *shorten(log)]
        (HERE / "logs").mkdir(exist_ok=True)
        (HERE / "logs" / f"{version}.txt").write_text("\n".join(text) + "\n")
        print(version, lines[0], len(text), "lines")


if __name__ == "__main__":
    sys.exit(main())
