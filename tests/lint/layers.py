#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Checks which headers each room of shim/ includes: layers.py SHIM-DIRECTORY"""
import pathlib
import re
import sys

# Data flows one way: no room sees one that comes after it. (ir counts instructions with elf's help.)
ROOMS = {
    ".": {"base", "cli", "input", "ir", "elf"},
    "base": {"base"},
    "cli": {"base", "cli", "input"},
    "input": {"base", "cli", "input"},
    "ir": {"base", "cli", "input", "elf", "ir"},
    "elf": {"base", "cli", "elf"},
}
LIBRARIES = {
    r"llvm(-c)?/": {"ir"},
    r"(libelf|gelf|elf)\.h": {"input", "elf"},
}


def main():
    top = pathlib.Path(sys.argv[1])
    sources = sorted(top.rglob("*.[ch]"))
    wrong = [] if sources else [f"no sources in {top}"]
    for source in sources:
        room = str(source.parent.relative_to(top))
        for kind, name in re.findall(r'^#include ([<"])([^>"]+)', source.read_text(), re.MULTILINE):
            allowed = True
            if kind == '"':
                allowed = name.split("/")[0] in ROOMS[room]
            for pattern, rooms in LIBRARIES.items():
                if kind == "<" and re.match(pattern, name):
                    allowed = room in rooms
            if not allowed:
                wrong.append(f"{source}: must not include {name}")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
