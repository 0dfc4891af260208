#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""cases.py TOP: each input of TOP/tests/lint/cases.txt stands there once, and has a test that is there."""
import pathlib
import sys


def fault_of(top, test):
    """What is wrong with a test, or ''."""
    path, _, body = test.partition(":")
    if not (top / path).is_file():
        return f"there is no {path}"
    if body and f"// body: {body}\n" not in (top / path).read_text(encoding="utf-8"):
        return f"{path} has no body '{body}'"
    return ""


def main():
    top = pathlib.Path(sys.argv[1])
    lines = [line.split() for line in (top / "tests/lint/cases.txt").read_text(encoding="utf-8").splitlines()
             if line and not line.startswith("#")]
    faults = [f"{case}: {fault_of(top, test)}" for case, test in lines if fault_of(top, test)]
    names = [case for case, _ in lines]
    faults += [f"{case}: twice" for case in sorted(set(names)) if names.count(case) > 1]
    print("\n".join(faults) if faults else "cases: all have a test")
    return 1 if faults or not lines else 0


if __name__ == "__main__":
    sys.exit(main())
