#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Compares the quirks that shim/ has with their programs and with the table of docs/quirks.md: quirks.py [TOP]"""
import pathlib
import re
import sys


def quirks(top):
    text = (top / "shim" / "ir" / "verifier" / "quirks.c").read_text()
    return re.findall(r'\{"([a-z-]+)", ', text[text.index("quirks[] = {"):text.index("\n};")])


def rows(top):
    return re.findall(r"^\| `([a-z-]+)` \|", (top / "docs" / "quirks.md").read_text(), re.MULTILINE)


def main():
    top = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    named, wrong = quirks(top), []
    if not named:
        wrong.append("quirks.c: no quirks found")
    lists = {"tests/quirks": [path.stem for path in sorted((top / "tests" / "quirks").glob("*.rs"))],
             "docs/quirks.md": rows(top)}
    for place, found in lists.items():
        wrong += [f"{place}: nothing for the quirk '{name}'" for name in named if name not in found]
        wrong += [f"{place}: quirks.c has no '{name}'" for name in found if name not in named]
        wrong += [f"{place}: '{name}' stands there twice" for name in sorted(set(found)) if found.count(name) > 1]
    print("\n".join(wrong) if wrong else f"{len(named)} quirks")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
