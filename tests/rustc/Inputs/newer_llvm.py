# SPDX-License-Identifier: MIT OR Apache-2.0
"""newer_llvm.py BITCODE: says, in place, that LLVM 99 wrote the bitcode.

The producer's name is a record of the first block and may start at any bit. A plain "LLVM22.1.8" is
written in characters of 6 bits; rustup's has a '-', for which LLVM writes each character as a VBR6
(LLVM's BitCodeFormat)."""
import string
import sys

CHAR6 = string.ascii_lowercase + string.ascii_uppercase + string.digits + "._"


def bits(number, width):
    return format(number, f"0{width}b")[::-1]


def characters(text):
    return "".join(bits(CHAR6.index(c), 6) for c in text)


def numbers(text):
    return "".join(bits(ord(c) & 31 | 32, 6) + bits(ord(c) >> 5, 6) for c in text)


with open(sys.argv[1], "r+b") as file:
    stream = "".join(bits(byte, 8) for byte in file.read(256))
    record = characters if characters("LLVM") in stream else numbers
    at = stream.index(record("LLVM")) + len(record("LLVM"))
    stream = stream[:at] + record("99") + stream[at + len(record("99")):]
    file.seek(0)
    file.write(bytes(int(stream[i:i + 8][::-1], 2) for i in range(0, len(stream), 8)))
