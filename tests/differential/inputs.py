# SPDX-License-Identifier: MIT OR Apache-2.0
"""The 64 bytes that each program is run over: extremes, small numbers, text, noise."""
import random
import struct


def inputs():
    noise = random.Random(14)
    words = [1 << 63, 2**64 - 1, 1 << 31, 2**32 - 1, (1 << 63) - 1, 0x80, 1, 0]
    small = lambda limit: bytes(noise.randrange(limit) for _ in range(64))
    texts = [b"GET /index.html 8080 HTTP a=b;c=-17 delta Zeta 99 xyz 0123456789",
             b"17 9 alpha 255 65536 -128 x=y gam ma QUX7 end abcdefghijklm 0 1 "]
    return [bytes(64), b"\xff" * 64, bytes(range(64)), struct.pack("<8Q", *words), small(4), small(20),
            *texts, b"\0" * 20 + small(256)[20:], small(128), *(small(256) for _ in range(4))]


def as_lines():
    return "".join(data.hex() + "\n" for data in inputs())
