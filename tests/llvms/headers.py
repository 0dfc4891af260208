#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The table of LLVM's functions (shim/ir/llvm/llvm.h) fits each supported LLVM: headers.py

Compiles the room that calls LLVM against the headers of each major version that is here or in
Debian's archive: a function that is missing or has another type is an error. The values of the
enumerators that it uses must be the same in all: the program is compiled with one set of headers
and runs with any LLVM.
"""
import pathlib
import re
import subprocess
import sys

import archive

SHIM = archive.TOP / "shim"
OLDEST = 19


def run(*words, **options):
    return subprocess.run([str(word) for word in words], text=True, capture_output=True,
                          check=False, timeout=300, **options)


def find_headers():
    found = {}
    for path in pathlib.Path("/usr/lib").glob("llvm-*/include"):
        major = int(path.parent.name.split("-")[1])
        if major >= OLDEST and (path / "llvm-c" / "Core.h").exists():
            found[major] = path
    for suite in archive.SUITES:
        try:
            found |= archive.headers(archive.fetch(suite))
        except archive.Unavailable as why:
            print(f"skip {suite}: {why}")
    return dict(sorted(found.items()))


def enumerators_of(include):
    """All that LLVM's C headers enumerate."""
    names = set()
    for header in (include / "llvm-c").rglob("*.h"):
        text = re.sub(r"/\*.*?\*/|//[^\n]*", "", header.read_text(), flags=re.S)
        for body in re.findall(r"\benum\b[^{;]*\{(.*?)\}", text, re.S):
            names |= set(re.findall(r"^\s*(LLVM\w+)", body, re.M))
    return names


def values_of(include, names, directory):
    """What the enumerators are worth there; raises when one does not exist."""
    lines = [f'printf("{name} %lld\\n", (long long){name});' for name in sorted(names)]
    source = directory / "enumerators.c"
    source.write_text("#include <stdio.h>\n#include \"ir/llvm/llvm.h\"\nint main(void) {\n"
                      + "\n".join(lines) + "\nreturn 0;\n}\n")
    program = directory / "enumerators"
    built = run("cc", "-D_GNU_SOURCE", f"-I{SHIM}", "-isystem", include, source, "-o", program)
    if built.returncode:
        raise ValueError(built.stderr)
    return dict(line.split() for line in run(program).stdout.splitlines())


def compile_room(include):
    """The errors of compiling the sources against these headers."""
    errors = ""
    for source in sorted((SHIM / "ir").rglob("*.c")):
        built = run("cc", "-std=c17", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror",
                    "-fsyntax-only", f"-I{SHIM}", "-isystem", include, source)
        errors += built.stderr
    return errors


def main():
    directory = archive.HOME / "headers"
    directory.mkdir(parents=True, exist_ok=True)
    found = find_headers()
    if not found:
        sys.exit("no headers of LLVM")
    text = "".join(path.read_text() for path in (SHIM / "ir").rglob("*.[ch]"))
    used = set(re.findall(r"\bLLVM\w+", text)) & enumerators_of(found[max(found)])
    failed = False
    first = None
    for major, include in found.items():
        errors = compile_room(include)
        if errors:
            print(f"LLVM {major}: {errors}")
            failed = True
            continue
        values = values_of(include, used, directory)
        first = first or values
        for name in sorted(used):
            if values[name] != first[name]:
                print(f"LLVM {major}: {name} is {values[name]}, not {first[name]}")
                failed = True
        print(f"LLVM {major}: {len(values)} enumerators")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
