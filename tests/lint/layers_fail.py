#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""layers.py fails for each include that it forbids: layers_fail.py SHIM-DIRECTORY SCRATCH-DIRECTORY

For each pair of rooms where the first must not see the second, one header of the second is included
by one file of the first, in a copy.
"""
import pathlib
import shutil
import sys

import layers


def main():
    top, scratch = map(pathlib.Path, sys.argv[1:])
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(top, scratch)
    rooms = [room for room in layers.SEES if room != "."]
    headers = {room: next((scratch / room).glob("*.h")) for room in rooms}
    tried = 0
    for room in rooms:
        source = next((scratch / room).glob("*.c"))
        text = source.read_text()
        for other in [other for other in rooms if other not in layers.SEES[room]]:
            name = headers[other].relative_to(scratch)
            source.write_text(f'#include "{name}"\n{text}')
            wrong = layers.check_includes(scratch)
            if wrong != [f"{source}: must not include {name}"]:
                sys.exit(f"{room} may include {name}: {wrong}")
            tried += 1
        for library in ("llvm-c/Core.h", "libelf.h"):
            source.write_text(f"#include <{library}>\n{text}")
            allowed = room.split("/")[0] in ("ir" if "llvm" in library else "input elf").split()
            if bool(layers.check_includes(scratch)) == allowed:
                sys.exit(f"{room} and <{library}>: not as the layout says")
            tried += 1
        source.write_text(text)
    print(f"{tried} includes tried")
    return 0 if tried else 1


if __name__ == "__main__":
    sys.exit(main())
