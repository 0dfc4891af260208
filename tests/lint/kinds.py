#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The table of docs/explain.md is that of shim/explain/kinds*.c: kinds.py [--write]"""
import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
PAGE = TOP / "docs" / "explain.md"
LITERAL = r'"(?:[^"\\]|\\.)*"'
STRING = rf"((?:{LITERAL}\s*)+|NULL)"


def rows():
    """(name, message, reason, help) of each row, in the order of the tables."""
    for path in sorted((TOP / "shim" / "explain").glob("kinds*.c")):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
        for row in re.finditer(r"^\t\{" + r",\s*".join([STRING] * 4) + ",", text, re.M):
            yield ["".join(piece[1:-1] for piece in re.findall(LITERAL, words)).replace('\\"', '"')
                   for words in row.groups()]


def plain(text):
    """Facts become '…', as in the other tables; brackets mark what may be left out."""
    text = re.sub(r"\{[^}]*\}|%[sd*]", "…", text)
    return f"`{text}`" if text else ""


def table():
    lines = ["| kind | the verifier says | which means | help |", "| --- | --- | --- | --- |"]
    for name, message, reason, helped in rows():
        lines.append(f"| {name} | {plain(message)} | {plain(reason)} | {plain(helped)} |")
    return lines


def main():
    head, _, rest = PAGE.read_text().partition("\n| kind |")
    lines = table()
    if "--write" in sys.argv:
        PAGE.write_text(head + "\n" + "\n".join(lines) + "\n")
        return 0
    written = ("| kind |" + rest).splitlines()
    wrong = [line for line in lines if line not in written] + [line for line in written if line not in lines]
    print("\n".join(wrong))
    return len(wrong) > 0 or len(lines) < 3


if __name__ == "__main__":
    sys.exit(main())
