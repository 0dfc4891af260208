# SPDX-License-Identifier: MIT OR Apache-2.0
"""Prints the bitcode file with the LLVM major version in its identification block made 99.

The name stands there in six bits a character (LLVM docs/BitCodeFormat.rst, "Char6"), at any bit.
"""
import sys

CHARS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._"


def char6(text):
    return sum(CHARS.index(c) << (6 * i) for i, c in enumerate(text)), 6 * len(text)


data = bytearray(open(sys.argv[1], "rb").read())
bits = int.from_bytes(data[:64], "little")
prefix, width = char6("LLVM")
at = next(i for i in range(512) if bits >> i & ((1 << width) - 1) == prefix) + width
new, width = char6("99")
bits = bits & ~(((1 << width) - 1) << at) | new << at
data[:64] = bits.to_bytes(64, "little")
sys.stdout.buffer.write(data)
