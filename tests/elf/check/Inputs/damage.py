#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""damage.py SHIM OBJECT: changes one field of a good object at a time, and prints what --check says of it."""
import re
import struct
import subprocess
import sys

SHIM, OBJECT = sys.argv[1:]
with open(OBJECT, "rb") as file:
    GOOD = file.read()
HEADERS = struct.unpack_from("<Q", GOOD, 40)[0]
COUNT, NAMES = struct.unpack_from("<HH", GOOD, 60)


def field(index, offset, form):
    return struct.unpack_from("<" + form, GOOD, HEADERS + 64 * index + offset)[0]


def name_of(index):
    start = field(NAMES, 24, "Q") + field(index, 0, "I")
    return GOOD[start:GOOD.index(b"\0", start)].decode()


SECTIONS = {name_of(i): i for i in range(COUNT)}


def header(name, offset):
    """Where a field of a section's header lies."""
    return HEADERS + 64 * SECTIONS[name] + offset


def contents(name, offset):
    return field(SECTIONS[name], 24, "Q") + offset


def symbol(name, offset):
    """Where a field of the symbol of this name lies."""
    table, strings = contents(".symtab", 0), contents(".strtab", 0)
    for at in range(table, table + field(SECTIONS[".symtab"], 32, "Q"), 24):
        start = strings + struct.unpack_from("<I", GOOD, at)[0]
        if GOOD[start:GOOD.index(b"\0", start)].decode() == name:
            return at + offset
    raise ValueError(name)


# What is changed, the form of the field, its new value.
DAMAGES = {
    "class": (4, "B", 1),
    "type": (16, "H", 2),
    "name of a section": (header("xdp", 0), "I", 0x7fffffff),
    "alignment": (header("xdp", 48), "Q", 3),
    "offset": (header("xdp", 24), "Q", 0x7fffffff),
    "size": (header(".bss", 32), "Q", 5 << 30),
    "name of a symbol": (symbol("prog", 0), "I", 0x7fffffff),
    "section of a symbol": (symbol("prog", 6), "H", 0x7000),
    "value of a symbol": (symbol("prog", 8), "Q", 0x70000),
    "second symbol table": (header("license", 4), "I", 2),
    "target of relocations": (header(".relxdp", 44), "I", 0x7000),
    "relocation": (contents(".relxdp", 0), "Q", 0x70000),
    "kind of relocations": (header(".relxdp", 4), "I", 4),
    "place of a relocation": (contents(".relxdp", 0), "Q", 4),
    "instruction of a relocation": (contents(".relxdp", 0), "Q", 0),
    "two relocations": (contents(".relxdp", 16), "Q", struct.unpack_from("<Q", GOOD, contents(".relxdp", 0))[0]),
    "size of a function": (symbol("prog", 16), "Q", 12),
    "magic number of BTF": (contents(".BTF", 0), "H", 0),
    "kind of a type": (contents(".BTF", 24 + 7), "B", 0x1f),
    "magic number of BTF.ext": (contents(".BTF.ext", 0), "H", 0),
}
for name, (at, form, value) in DAMAGES.items():
    bad = bytearray(GOOD)
    struct.pack_into("<" + form, bad, at, value)
    with open("bad.o", "wb") as file:
        file.write(bad)
    done = subprocess.run([SHIM, "--check", "bad.o"], capture_output=True, text=True, check=False, timeout=60)
    errors = re.findall(r"^bpf-shim: error: .*", done.stderr, re.M)
    print(f"{name}: status {done.returncode}: {' / '.join(errors)}")
