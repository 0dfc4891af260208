#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Checks the layout of shim/: layers.py SHIM-DIRECTORY [OBJECT-DIRECTORY]

Each folder is a room. SEES says which rooms its files may include, and the table in
docs/architecture.md says the same. LLVM's headers are for ir/ alone, libelf's for input/ and elf/.
With the directory of the objects that were built from it, no two files may need each other: by their
symbols, directly or through others.
"""
import pathlib
import re
import subprocess
import sys

BASE = {"base"}
KERNEL = BASE | {"kernel"}
CLI = KERNEL | {"cli"}
INPUT = KERNEL | {"input"}
IMAGE = KERNEL | {"elf/image"}
CODE = IMAGE | {"elf/code"}
BTF = IMAGE | {"elf/btf"}
EXPLAIN = CODE | BTF | {"explain"}
WALK = CODE | BTF | {"elf/walk"}
LLVM = CLI | INPUT | {"ir/llvm"}
ANALYSIS = LLVM | {"ir/analysis"}
CHANGES = {"ir/prepare", "ir/relocs", "ir/lower", "ir/loops", "ir/spill", "ir/verifier"}
ABOVE = ANALYSIS | CHANGES | {"elf/image", "elf/code", "elf/btf"}

# Data flows one way. Of the rooms that change a module none sees another.
SEES = {
    "base": BASE,
    "kernel": KERNEL,
    "cli": CLI,
    "input": INPUT,
    "host": CLI | INPUT | {"host"},
    "elf/image": IMAGE,
    "elf/code": CODE,
    "elf/btf": BTF,
    "elf/finish": CODE | BTF | {"elf/finish"},
    "elf/walk": WALK,
    "elf/check": WALK | {"elf/check"},
    "explain": EXPLAIN,
    "page": WALK | EXPLAIN | {"elf/check", "page"},
    "ir/llvm": LLVM,
    "ir/analysis": ANALYSIS,
    **{room: ANALYSIS | {room} for room in CHANGES},
    "ir/merge": ABOVE | {"ir/merge"},
    "ir/emit": ABOVE | {"ir/emit"},
    "ir": ABOVE | {"ir/merge", "ir/emit", "ir", "elf/finish", "elf/walk", "elf/check", "explain", "page"},
}
SEES["."] = set().union(*SEES.values()) | {"."}
LIBRARIES = {
    r"llvm(-c)?/": "ir",
    r"(libelf|gelf|elf)\.h": "input elf",
}


def check_file(top, source):
    room = source.parent.relative_to(top).as_posix()
    if room not in SEES:
        return [f"{source}: the folder is no room"]
    wrong = []
    for kind, name in re.findall(r'^#include ([<"])([^>"]+)', source.read_text(), re.MULTILINE):
        allowed = True
        if kind == '"':
            allowed = pathlib.PurePath(name).parent.as_posix() in SEES[room]
        for pattern, rooms in LIBRARIES.items():
            if kind == "<" and re.match(pattern, name):
                allowed = room.split("/")[0] in rooms.split()
        if not allowed:
            wrong.append(f"{source}: must not include {name}")
    return wrong


def check_includes(top):
    return [line for source in sorted(top.rglob("*.[ch]")) for line in check_file(top, source)]


def rows_of_table(text):
    """Which rooms the table of docs/architecture.md names for each room."""
    rooms = {}
    for line in text[text.index("\n## Rooms"):].splitlines():
        cells = line.split("|")
        if len(cells) == 6 and cells[1].strip().startswith("`"):
            rooms[cells[1].strip(" `")] = set(re.findall(r"`([^`]+)`", cells[4]))
    return rooms


def check_table(text):
    """The table names what a room includes directly; SEES holds all that follows from that."""
    rooms = rows_of_table(text)
    wrong = [f"architecture.md: there is no row for {room}" for room in SEES if room not in rooms and room != "."]
    for room in rooms:
        sees, news = {room}, {room}
        while news:
            news = set().union(*(rooms.get(seen, set()) for seen in news)) - sees
            sees |= news
        if room not in SEES:
            wrong.append(f"architecture.md: {room} is no room")
        elif sees != SEES[room]:
            names = ", ".join(sorted(sees ^ SEES[room]))
            wrong.append(f"architecture.md and layers.py disagree about {room}: {names}")
    return wrong


def needs_of(objects):
    """Which object files each one needs, by the symbols that it uses."""
    defined, used = {}, {}
    listed = subprocess.run(["nm", "-g", "-A", *objects], capture_output=True, text=True, check=True) if objects else None
    for line in listed.stdout.splitlines() if listed else []:
        name, _, rest = line.partition(".o:")
        path, (kind, symbol) = pathlib.Path(name + ".o"), rest.split()[-2:]
        if kind == "U":
            used.setdefault(path, set()).add(symbol)
        else:
            defined[symbol] = path
    return {path: {defined[name] for name in used.get(path, ()) if name in defined} - {path}
            for path in objects}


def check_circles(top, directory):
    """A walk that removes files which need no other one; what stays is in a circle, or needs one."""
    # Objects of sources that have moved may still lie about.
    objects = [path for path in sorted(directory.rglob("*.o"))
               if list(top.glob(str(path.relative_to(directory).with_suffix(".[cS]"))))]
    needs = needs_of(objects)
    wrong = [] if needs else [f"no objects in {directory}"]
    done = set()
    while free := [path for path in needs if path not in done and needs[path] <= done]:
        done |= set(free)
    left = {path: needs[path] - done for path in needs if path not in done}
    # Those that only need a circle are not part of one.
    while outer := [path for path in left
                    if not any(path in needed for needed in left.values())]:
        for path in outer:
            del left[path]
    for path, needed in sorted(left.items()):
        names = ", ".join(str(other.relative_to(directory)) for other in sorted(needed))
        wrong.append(f"{path.relative_to(directory)} is in a circle: it needs {names}")
    return wrong


def main():
    top = pathlib.Path(sys.argv[1])
    wrong = check_includes(top)
    wrong += check_table((top.parent / "docs" / "architecture.md").read_text())
    if not list(top.rglob("*.c")):
        wrong.append(f"no sources in {top}")
    if len(sys.argv) > 2:
        wrong += check_circles(top, pathlib.Path(sys.argv[2]))
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
