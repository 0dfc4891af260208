#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Compares the tables of docs/kernels.md with those of shim/kernel: kernels.py [TOP]

Each entry of verifier.c's and profile.c's rows that is a rule, no mere number of the newest helper or the like, has a
row there: its member, the kernel, the commit (where the code names one), what the linker does about older kernels, and
a test that is there.
"""
import pathlib
import re
import sys

OLDEST = "4.15"
# Numbers that grow with nearly each kernel: --check tells them.
NUMBERS = {"last_helper", "last_map", "map_flags", "last_btf"}
WORDS = ("lowered", "refused", "warned", "estimated", "used")


def entries(path):
    """(member, kernel) -> commit or None, of the rows of a table."""
    text = path.read_text()
    text = text[text.index("rows[] = {"):]
    text = text[:text.index("\n};")]
    found = {}
    for row in re.split(r"(?=\{\.kernel = )", text)[1:]:
        kernel = re.search(r"\.kernel = KERNEL\((\d+), (\d+)\)", row)
        kernel = f"{kernel[1]}.{kernel[2]}" if kernel else OLDEST
        for member, comment in re.findall(r"\.(\w+) = [^,{}]+[},]+(?:\s*/\*(.*?)\*/)?", row, re.DOTALL):
            if member != "kernel" and member not in NUMBERS:
                commit = re.search(r"\b[0-9a-f]{12}\b", comment)
                found[member, kernel] = commit and commit[0]
    return found


def rows(text, title):
    """The cells of the table under a title."""
    text = text[text.index(f"\n## {title}\n"):]
    text = text[:text.find("\n## ", 4) if "\n## " in text[4:] else len(text)]
    lines = [line for line in text.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def check(top, source, title):
    wrong, wanted, seen = [], entries(top / "shim" / "kernel" / source), set()
    for cells in rows((top / "docs" / "kernels.md").read_text(), title):
        if len(cells) != 6:
            wrong.append(f"{title}: no six cells: {cells[:1]}")
            continue
        _, member, kernel, commit, linker, test = (cell.strip("`") for cell in cells)
        key = (member, kernel)
        if key not in wanted:
            wrong.append(f"{title}: {source} has no '{member}' for {kernel}")
        elif (wanted[key] or "") != commit:
            wrong.append(f"{title}: '{member}' for {kernel} is of {wanted[key] or 'no commit'} in {source}")
        if key in seen:
            wrong.append(f"{title}: '{member}' for {kernel} stands there twice")
        seen.add(key)
        if not linker.startswith(WORDS):
            wrong.append(f"{title}: '{member}' does not say what the linker does")
        if not (top / test).is_file():
            wrong.append(f"{title}: '{member}' has no test '{test}'")
    wrong += [f"{title}: no row for '{member}' of {kernel}" for member, kernel in wanted if (member, kernel) not in seen]
    return wrong


def main():
    top = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__).resolve()
    top = top if top.is_dir() else top.parents[2]
    wrong = check(top, "verifier.c", "What verifiers follow") + check(top, "profile.c", "What kernels take")
    for line in wrong:
        print(f"docs/kernels.md: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
