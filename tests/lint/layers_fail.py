#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""layers.py fails for each include that it forbids: layers_fail.py SHIM-DIRECTORY SCRATCH-DIRECTORY

For each pair of rooms where the first must not see the second, one header of the second is included
by one file of the first, in a copy. Likewise for each row of the table in docs/architecture.md: without
it, with one room less in it, and for a row of no room.
"""
import pathlib
import re
import shutil
import sys

import layers


def try_table(text):
    tried = 0
    lines = text.splitlines()
    if layers.check_table(text):
        sys.exit("the table of docs/architecture.md is wrong before it is changed")
    for at, line in enumerate(lines):
        cells = line.split("|")
        if len(cells) != 6 or cells[1].strip(" `") not in layers.SEES:
            continue
        changed = [[], [line, line.replace(cells[1], " `no-room` ")]]
        if "`" in cells[4]:
            less = re.sub(r"`[^`]+`,?", "", cells[4], count=1)
            changed.append(["|".join(cells[:4] + [less, ""])])
        for rows in changed:
            if not layers.check_table("\n".join(lines[:at] + rows + lines[at + 1:])):
                sys.exit(f"{rows} may stand for {line}")
            tried += 1
    return tried


def main():
    top, scratch = map(pathlib.Path, sys.argv[1:])
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(top, scratch)
    rooms = [room for room in layers.SEES if room != "."]
    headers = {room: next((scratch / room).glob("*.h")) for room in rooms}
    tried = 0
    if wrong := layers.check_includes(scratch):
        sys.exit(f"the copy is wrong before it is changed: {wrong}")
    # What is said of a file depends on that file only, so the others are not read again for each change.
    for room in rooms:
        source = next((scratch / room).glob("*.c"))
        text = source.read_text()
        for other in [other for other in rooms if other not in layers.SEES[room]]:
            name = headers[other].relative_to(scratch)
            source.write_text(f'#include "{name}"\n{text}')
            wrong = layers.check_file(scratch, source)
            if wrong != [f"{source}: must not include {name}"]:
                sys.exit(f"{room} may include {name}: {wrong}")
            tried += 1
        for library in ("llvm-c/Core.h", "libelf.h"):
            source.write_text(f"#include <{library}>\n{text}")
            allowed = room.split("/")[0] in ("ir" if "llvm" in library else "input elf").split()
            if bool(layers.check_file(scratch, source)) == allowed:
                sys.exit(f"{room} and <{library}>: not as the layout says")
            tried += 1
        source.write_text(text)
    rows = try_table((top.parent / "docs" / "architecture.md").read_text())
    print(f"{tried} includes and {rows} rows tried")
    return 0 if tried and rows else 1


if __name__ == "__main__":
    sys.exit(main())
