#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Random programs in safe Rust, each a function from 64 bytes to a number: generate.py SEED

A program is a text with `pub fn body(d: &[u8; 64]) -> u32`; what it needs stands before it. The same
seed gives the same text. It ends, and it stays small: 20 to 80 lines, arrays of some dozen bytes.
Its first line names the features that it has been made of: the functions of *_features.py.
"""
import sys

import core_features
import data_features
import flow_features
from source import Source

FEATURES = {**data_features.FEATURES, **flow_features.FEATURES, **core_features.FEATURES}
MIX = ("#[inline(always)] fn mix(h: u32, v: u64) -> u32 { (h.rotate_left(5) ^ (v as u32)).wrapping_mul(0x9E3779B1) "
       "^ ((v >> 32) as u32).wrapping_mul(0x85EBCA6B) }")
MANY_LINES = 60


def place(g, feature):
    """Writes the feature: as it is, in a function of its own, in a loop, behind a condition."""
    way = g.random.random()
    if way < 0.55:
        feature(g)
    elif way < 0.8:
        in_function(g, feature)
    elif way < 0.88:
        turn = g.name("k")
        with g.block(f"for {turn} in 0..{g.pick('2usize', '3usize', g.length(3))}"):
            g.declare(turn, "usize")
            feature(g)
    else:
        with g.block(f"if {g.condition(1)}"):
            feature(g)


def in_function(g, feature):
    has_input = g.chance(0.7)
    kinds = [g.type(False) for _ in range(g.number(0, 4))]
    words = [g.integer(kind, 1) for kind in kinds]
    name = g.name("g")
    parameters = [(f"x{i}", kind) for i, kind in enumerate(kinds)]
    head = (["d: &[u8; 64]"] if has_input else []) + [f"{n}: {k}" for n, k in parameters]
    inline = g.pick("", "", "#[inline(never)] ", "#[inline(never)] ", "#[inline(always)] ")
    with g.function(f"{inline}fn {name}({', '.join(head)}) -> u32", parameters, has_input):
        g.line("let mut h: u32 = 7;")
        feature(g)
        g.line("h")
    call = f"{name}({', '.join((['d'] if has_input else []) + words)})"
    g.mix(call)
    if g.chance(0.15):
        g.line(f"if {g.condition(1)} {{ h ^= {call}; }}")


def generate(seed):
    """The text of a program, and the names of its features."""
    g = Source(seed)
    g.line("let mut h: u32 = 1;")
    for _ in range(g.number(0, 2)):
        kind = g.type()
        g.let(kind, g.input(kind))
    for _ in range(g.number(2, 6)):
        feature = g.weighted(FEATURES)
        g.features.append(feature.__name__)
        place(g, feature)
        if len(g.lines) + sum(item.count("\n") + 1 for item in g.items) > MANY_LINES:
            break
    g.line("h")
    text = "\n".join([f"// seed {seed}: {' '.join(g.features)}", MIX, *g.items,
                      "pub fn body(d: &[u8; 64]) -> u32 {", *g.lines, "}", ""])
    return text, g.features


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1].isdigit():
        sys.exit("usage: generate.py SEED")
    print(generate(int(sys.argv[1]))[0], end="")
