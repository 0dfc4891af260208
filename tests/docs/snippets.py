#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The files that a document shows: snippets.py DOCUMENT HEADING DIRECTORY

A block of code whose first line is a comment with a path is a file. Writes those under a heading into a
directory. Where '.cargo/config.toml' is not among them, it is that of the README's quick start; a
Cargo.toml without a package is one for what 'cargo new' has made.
"""
import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
README = TOP / "README.md"
QUICK_START = "Quick start"


class Block:
    def __init__(self, heading, language, text):
        self.heading, self.language, self.text = heading, language, text
        named = re.match(r"(?:#|//) (\S+\.(?:toml|rs|json))\n", text)
        self.path = named[1] if named else None


def blocks(document):
    """All blocks of code, in order. A block in no language is output."""
    found, heading, inside, lines = [], "", None, []
    for line in document.read_text().splitlines():
        if line.startswith("```"):
            if inside is not None:
                found.append(Block(heading, inside, "\n".join(lines) + "\n"))
            inside, lines = (line[3:] if inside is None else None), []
        elif inside is not None:
            lines.append(line)
        elif line.startswith("#"):
            heading = line.lstrip("#").strip()
    return found


def files(document, heading):
    """The text of each file under a heading, by its path."""
    found = {block.path: block.text for block in blocks(document)
             if block.heading == heading and block.path}
    if not found:
        sys.exit(f"{document}: no files under '{heading}'")
    config = ".cargo/config.toml"
    if config not in found:
        found[config] = files(README, QUICK_START)[config]
    return found


def write(document, heading, directory):
    for name, text in files(document, heading).items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.name == "Cargo.toml" and not re.search(r"^\[(package|workspace)\]", text, re.M):
            if path.exists():
                text = path.read_text() + "\n" + text
            else:
                text = '[package]\nname = "quick"\nedition = "2024"\n\n' + text
        path.write_text(text)


if __name__ == "__main__":
    write(pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3]))
