#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Every message of the program is expected by a test and stands in the tables: messages.py [--list]

Takes the formats of messages out of shim/. Of each, the words between its conversions must stand in one
line of a test that expects them, in this order; those of errors and warnings also in a row of README.md
or docs/errors.md. What no test can bring about by itself is listed below, with the reason.
"""
import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]

# Which argument of a call is the format, and what it is; the others are literals, too.
CALLS = {
    "diag_error": [(0, "error")], "diag_error_at": [(1, "error")],
    "diag_warning": [(0, "warning")], "diag_warning_at": [(1, "warning")],
    "diag_help": [(0, "help")],
    "options_complain": [(1, "help"), (2, "error")], "options_warn": [(1, "warning")],
    "check_found": [(4, "finding")], "check_needs": [(5, "finding")],
    "check_warned": [(4, "finding")], "check_help": [(1, "help")],
    "diag_fatal": [(0, "error")],
}
LITERAL = r'"(?:[^"\\]|\\.)*"'


def arguments(text, start):
    """The arguments of the call whose '(' stands before start."""
    depth, at, found = 0, start, []
    first = start
    while True:
        if text[at] == '"':
            at = re.compile(LITERAL).match(text, at).end()
            continue
        if text[at] in "([{":
            depth += 1
        elif text[at] in ")]}":
            if depth == 0:
                found.append(text[first:at])
                return found
            depth -= 1
        elif text[at] == "," and depth == 0:
            found.append(text[first:at])
            first = at + 1
        at += 1


def formats():
    """(kind, format, place) of each message."""
    for path in sorted((TOP / "shim").rglob("*.c")):
        text = re.sub(r"/\*.*?\*/", lambda m: re.sub(r"[^\n]", " ", m.group()), path.read_text(),
                      flags=re.S)
        for call in re.finditer(r"\b(%s)\(" % "|".join(CALLS), text):
            words = arguments(text, call.end())
            for index, kind in CALLS[call.group(1)]:
                literals = re.findall(LITERAL, words[index]) if index < len(words) else []
                if not literals or not re.fullmatch(r"[\s\"?:\w>.()-]*(%s\s*)+.*" % LITERAL,
                                                    words[index], re.S):
                    continue
                line = text.count("\n", 0, call.start()) + 1
                joined = "".join(piece[1:-1] for piece in literals)
                joined = joined.replace('\\"', '"').replace("\\\\", "\\")
                yield kind, joined, f"{path.relative_to(TOP)}:{line}"


def pieces(form):
    return [piece for piece in re.split(r"%[-+ #0]*(?:\*|\d+)?(?:\.(?:\*|\d+))?[a-z]+", form)
            if len(piece.strip()) > 1]


def has(line, wanted):
    at = 0
    for piece in wanted:
        at = line.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


def main():
    lines = []
    for path in sorted((TOP / "tests").rglob("*")):
        if path.is_file() and path.suffix in (".test", ".rs", ".ll", ".c", ".s", ".py", ".sh", ".check"):
            lines += path.read_text(errors="replace").splitlines()
    docs = (TOP / "README.md").read_text().splitlines()
    bad = 0
    for kind, form, place in formats():
        wanted = pieces(form)
        if "--list" in sys.argv:
            print(kind, place, form)
            continue
        if wanted and not any(has(line, wanted) for line in lines):
            print(f"{place}: no test expects the {kind} '{form}'")
            bad += 1
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
