#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Every message of the program is expected by a test and stands in the tables:
messages.py [--list]

Takes the formats of messages out of shim/. Of each, the words between its conversions must stand in one
line of a test, in this order, and of errors and warnings in a row of docs/errors.md. Each message in the
table of README.md must be one of them. What no test can bring about is listed below, with the reason.
"""
import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]

# Which argument of a call is the format, and what it is; the others are literals, too.
CALLS = {
    "diag_error": [(0, "error")], "diag_error_at": [(1, "error")],
    "diag_warning": [(0, "warning")], "diag_warning_at": [(1, "warning")],
    "diag_help": [(0, "help")], "diag_note_at": [(1, "help")],
    "options_complain": [(1, "help"), (2, "error")], "options_warn": [(1, "warning")],
    "check_found": [(4, "finding")], "check_needs": [(5, "finding")],
    "check_warned": [(4, "finding")], "check_doubted": [(4, "finding")], "check_help": [(1, "help")],
    "diag_fatal": [(0, "error")], "input_set_bad": [(1, "error")], "add_bad": [(1, "error")],
    "open_report_captured": [(2, "error")],
}
# What no test can bring about at will.
SYSTEM = "tests/faults makes each call of the system fail, and wants a message and a status"
OURS = "would be a mistake of this program"
UNTESTED = {
    "cannot allocate memory": SYSTEM,
    "cannot set the environment": SYSTEM,
    "cannot map the object": SYSTEM,
    "cannot make a file in memory": SYSTEM,
    "cannot make the object": SYSTEM,
    "cannot start a process": SYSTEM,
    "cannot start the worker process": SYSTEM,
    "cannot wait for the worker process": SYSTEM,
    "cannot read what the worker process says": SYSTEM,
    "the system refused memory or a write while %s": SYSTEM,
    "internal error at %s:%d: %s": OURS,
    "internal error: ill-formed module after %s: %s": OURS,
    "internal error: LLVM %u.%u.%u cannot read runtime.ll: %s": OURS,
    "this is a bug in bpf-shim: please report it with what --repro DIR saves": OURS,
    "LLVM %u.%u.%u refused the passes '%s': %s": OURS,
    "LLVM cannot generate code: %s": OURS,
    "%s: section %zu has no readable header": "libelf has read all headers by then",
    "%s: symbol %zu cannot be read": "as many are read as there are",
    "%s: has a damaged symbol table": "libelf gives data for any section within the file",
    "'%s' has no BPF target: %s": "a libLLVM without the target lacks functions before that",
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


def rows_of_readme(text):
    """The messages in README's table of what is missing."""
    table = text[text.index("\n## What is missing"):]
    return re.findall(r"^\|[^|\n]*\| `([^`]*)` \| [^|]*\|$", table[:table.index("\n## ", 2)], re.M)


def main():
    lines = []
    for path in sorted((TOP / "tests").rglob("*")):
        if path.suffix in (".test", ".rs", ".ll", ".c", ".s", ".py", ".sh", ".check") and path != pathlib.Path(__file__):
            lines += path.read_text(errors="replace").splitlines()
    table = (TOP / "docs" / "errors.md").read_text().splitlines()
    known = set()
    bad = []
    for kind, form, place in formats():
        wanted = pieces(form)
        known.add(form)
        if "--list" in sys.argv:
            print(kind, place, form)
        if wanted and form not in UNTESTED and not any(has(line, wanted) for line in lines):
            bad.append(f"{place}: no test expects the {kind} '{form}'")
        if wanted and kind != "help" and not any(has(line, wanted) for line in table):
            bad.append(f"{place}: docs/errors.md lacks '{form}'")
    bad += [f"{form}: is no message any more" for form in UNTESTED if form not in known]
    for row in rows_of_readme((TOP / "README.md").read_text()):
        if not any(pieces(form) and has(row, pieces(form)) for form in known):
            bad.append(f"README.md: there is no message '{row}'")
    print("\n".join(bad))
    return len(bad) > 0


if __name__ == "__main__":
    sys.exit(main())
