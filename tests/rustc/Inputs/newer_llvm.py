# SPDX-License-Identifier: MIT OR Apache-2.0
"""newer_llvm.py BITCODE: says, in place, that LLVM 99 wrote the bitcode of a rustc.

The producer's name is a record of the first block, which may start at any bit. rustc's names have a
'-', for which LLVM takes an unabbreviated record: each character is a VBR6 (LLVM's BitCodeFormat)."""
import sys


def bits(number, width):
    return format(number, f"0{width}b")[::-1]


def record(text):
    return "".join(bits(ord(c) & 31 | 32, 6) + bits(ord(c) >> 5, 6) for c in text)


with open(sys.argv[1], "r+b") as file:
    stream = "".join(bits(byte, 8) for byte in file.read(256))
    at = stream.index(record("LLVM")) + len(record("LLVM"))
    stream = stream[:at] + record("99") + stream[at + len(record("99")):]
    file.seek(0)
    file.write(bytes(int(stream[i:i + 8][::-1], 2) for i in range(0, len(stream), 8)))
