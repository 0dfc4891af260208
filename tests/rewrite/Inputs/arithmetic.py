#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Every operation on integers that LLVM knows, at one width.

arithmetic.py ll WIDTH      a module with one program for each; its context holds two numbers
arithmetic.py inputs WIDTH  contexts, in hex
arithmetic.py want WIDTH    what the programs return for them, as run_prog prints it
"""
import itertools
import sys

mode, width = sys.argv[1], int(sys.argv[2])
MASK = (1 << width) - 1
LOW, HIGH = -(1 << (width - 1)), (1 << (width - 1)) - 1


def signed(x):
    return x - (1 << width) if x >> (width - 1) else x


def quotient(a, b):
    return abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)


def clamp(x, low, high):
    return max(low, min(high, x))


def reverse(x, unit):
    digits = [x >> i & ((1 << unit) - 1) for i in range(0, width, unit)]
    return sum(digit << i for digit, i in zip(reversed(digits), range(0, width, unit)))


def shifted(a, b):
    return (a << width | b)


# name: (of two unsigned numbers, the second is a shift or a divisor)
PLAIN = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "udiv": lambda a, b: a // b,
    "urem": lambda a, b: a % b,
    "sdiv": lambda a, b: quotient(signed(a), signed(b)),
    "srem": lambda a, b: signed(a) - quotient(signed(a), signed(b)) * signed(b),
    "and": lambda a, b: a & b,
    "or": lambda a, b: a | b,
    "xor": lambda a, b: a ^ b,
    "shl": lambda a, b: a << b,
    "lshr": lambda a, b: a >> b,
    "ashr": lambda a, b: signed(a) >> b,
}
ONE = {
    "ctpop": lambda a: bin(a).count("1"),
    "bitreverse": lambda a: reverse(a, 1),
}
if width > 8:
    ONE["bswap"] = lambda a: reverse(a, 8)
FLAG = {  # with an i1 behind
    "ctlz": lambda a: width - a.bit_length(),
    "cttz": lambda a: (a & -a).bit_length() - 1 if a else width,
    "abs": lambda a: abs(signed(a)),
}
TWO = {
    "smax": lambda a, b: max(signed(a), signed(b)),
    "smin": lambda a, b: min(signed(a), signed(b)),
    "umax": max,
    "umin": min,
    "uadd.sat": lambda a, b: min(a + b, MASK),
    "usub.sat": lambda a, b: max(a - b, 0),
    "sadd.sat": lambda a, b: clamp(signed(a) + signed(b), LOW, HIGH),
    "ssub.sat": lambda a, b: clamp(signed(a) - signed(b), LOW, HIGH),
}
THREE = {
    "fshl": lambda a, b: shifted(a, b) << (b % width) >> width,
    "fshr": lambda a, b: shifted(a, b) >> (b % width),
}
OVERFLOW = {
    f"{sign}{name}.with.overflow": (sign, f)
    for sign, (name, f) in itertools.product("us", (("add", lambda a, b: a + b),
                                                    ("sub", lambda a, b: a - b),
                                                    ("mul", lambda a, b: a * b)))
}
SHIFTS = ("shl", "lshr", "ashr")


def overflow(sign, f, a, b):
    exact = f(signed(a), signed(b)) if sign == "s" else f(a, b)
    fits = LOW <= exact <= HIGH if sign == "s" else 0 <= exact <= MASK
    return (exact & MASK) ^ (0 if fits else 1 << (width - 1))


def evaluate(name, a, b):
    if name in PLAIN:
        divides = name.endswith(("div", "rem"))
        return PLAIN[name](a, b % width if name in SHIFTS else b | 1 if divides else b) & MASK
    if name in ONE:
        return ONE[name](a) & MASK
    if name in FLAG:
        return FLAG[name](a) & MASK
    if name in TWO:
        return TWO[name](a, b) & MASK
    if name in THREE:
        return THREE[name](a, b) & MASK
    return overflow(*OVERFLOW[name], a, b)


def code(name):
    t = f"i{width}"
    if name in SHIFTS:
        yield f"%s = and {t} %b, {width - 1}"
        yield f"%r = {name} {t} %a, %s"
    elif name in PLAIN:
        yield f"%d = or {t} %b, {1 if name.endswith(('div', 'rem')) else 0}"
        yield f"%r = {name} {t} %a, %d"
    elif name in OVERFLOW:
        yield f"%p = call {{ {t}, i1 }} @llvm.{name}.{t}({t} %a, {t} %b)"
        yield f"%v = extractvalue {{ {t}, i1 }} %p, 0"
        yield f"%o = extractvalue {{ {t}, i1 }} %p, 1"
        yield f"%w = zext i1 %o to {t}"
        yield f"%h = shl {t} %w, {width - 1}"
        yield f"%r = xor {t} %v, %h"
    else:
        args = {name in ONE: f"{t} %a", name in FLAG: f"{t} %a, i1 false",
                name in TWO: f"{t} %a, {t} %b", name in THREE: f"{t} %a, {t} %b, {t} %b"}[True]
        yield f"%r = call {t} @llvm.{name}.{t}({args})"


def declare(name):
    t = f"i{width}"
    if name in PLAIN:
        return ""
    if name in OVERFLOW:
        return f"declare {{ {t}, i1 }} @llvm.{name}.{t}({t}, {t})\n"
    args = {name in ONE: t, name in FLAG: f"{t}, i1", name in TWO: f"{t}, {t}",
            name in THREE: f"{t}, {t}, {t}"}[True]
    return f"declare {t} @llvm.{name}.{t}({args})\n"


def program(name):
    """Returns the low 31 bits of the result's 32-bit digits, combined by xor."""
    t = f"i{width}"
    yield f"define i32 @{name.replace('.', '_')}(ptr %ctx) section \"syscall\" {{"
    yield f"%b.at = getelementptr i8, ptr %ctx, i64 {width // 8}"
    yield f"%a = load {t}, ptr %ctx, align 1"
    yield f"%b = load {t}, ptr %b.at, align 1"
    yield from code(name)
    digits = max(width // 32, 1)
    yield "%x0 = add i32 0, 0"
    for i in range(digits):
        yield f"%s{i} = lshr {t} %r, {32 * i}"
        cast = "trunc" if width > 32 else "zext" if width < 32 else "bitcast"
        yield f"%d{i} = {cast} {t} %s{i} to i32"
        yield f"%x{i + 1} = xor i32 %x{i}, %d{i}"
    yield f"%z = and i32 %x{digits}, 2147483647"
    yield "ret i32 %z"
    yield "}"


names = [*PLAIN, *ONE, *FLAG, *TWO, *THREE, *OVERFLOW]
edges = [0, 1, 2, 7, MASK, MASK >> 1, (MASK >> 1) + 1, MASK // 3, 0x123456789abcdef0fedcba9876543211 & MASK]
pairs = [(a, b) for a, b in itertools.product(edges, edges)
         if not (a == (MASK >> 1) + 1 and b == MASK)]  # the one signed division that overflows
if mode == "ll":
    print('target triple = "bpfel"')
    for name in names:
        print(declare(name) + "\n".join(program(name)))
elif mode == "inputs":
    print(*((a | b << width).to_bytes(width // 4, "little").hex() for a, b in pairs))
else:
    for number, (a, b) in enumerate(pairs):
        for name in names:
            result = evaluate(name, a, b)
            digits = 0
            for i in range(0, width, 32):
                digits ^= result >> i & 0xffffffff
            print(f"run {name.replace('.', '_')} {number} {digits & 0x7fffffff}")
