#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The code in help lines and between the words of documents: helps.py SHIM

Each piece must stand in Inputs/helps.rs or Inputs/helps.toml, which every compiler builds in edition 2024,
from 'cargo new' on, without a word of warning. So no help says what rustc would refuse.
"""
import pathlib
import re
import shutil
import subprocess
import sys

import compilers
import snippets

sys.path.insert(0, str(snippets.TOP / "tests" / "lint"))
import messages  # noqa: E402

INPUTS = snippets.TOP / "tests" / "docs" / "Inputs"
# What in a text is code. In help lines nothing marks it but its form.
CODE = [re.compile(form) for form in (
    r'#!?\[(?:unsafe\()?\w+[^\]]*\]',
    r'\b\w+!\((?:[^()]|\([^()]*\))+\)',
    r'(?:pub )?(?:unsafe )?extern "C"(?: fn\(.*?\)(?: -> \w+)?| \{.*?\})?',
    r'static \w+: (?:\[[^]]*\]|\w+) = [^;]*;',
    r'\[u8; \d+\] = \*b"[^"]*"',
    r'\bOrdering::\w+',
    r'\b(?:core|aya_ebpf|my_crate)(?:::\w+)+',
    r'\bdefault-features = \w+|\bdebug = \d',
    r'\b\w+_\w+\(\)',
)]
# What is not to be written so.
ADVISED_AGAINST = re.compile(r"(?:leave out|no) (?:what )?(#\[\w+\]|global_asm!\(\)|core::arch)")
# Names for which another program stands: aya's, and the user's own crate.
NOT_HERE = re.compile(r"aya_ebpf::|my_crate::|core::arch$|^bpf_ktime_get_ns\(\)$")


def texts():
    """(text, place) of each help line, and of each piece of code between words."""
    for kind, form, place in messages.formats():
        if kind == "help":
            yield form, place
    for document in (snippets.README, *sorted((snippets.TOP / "docs").glob("*.md"))):
        prose = re.sub(r"^```.*?^```$", "", document.read_text(), flags=re.S | re.M)
        prose = re.sub(r"^\| mistake \|.*?\n\n", "", prose, flags=re.S | re.M)  # mistakes.py has these
        for code in re.findall(r"`([^`\n]+)`", prose):
            if document.name != "errors.md" and re.search(r'#\[|extern "C"|\bfn \w', code):
                yield code, document.name


def pieces():
    found = {}
    for text, place in texts():
        text = ADVISED_AGAINST.sub("", text)
        for form in CODE:
            for piece in form.findall(text):
                if not NOT_HERE.search(piece):
                    found.setdefault(piece, place)
    return found


def missing():
    """The pieces that stand in no program: white space does not count."""
    code = "".join((INPUTS / name).read_text() for name in ("helps.rs", "helps.toml"))
    code = re.sub(r"//.*", "", code)
    code = re.sub(r"\s", "", code)
    return [f"{place}: '{piece}' is in no program" for piece, place in pieces().items()
            if re.sub(r"\s", "", re.sub(r"\(\)$", "(", piece)) not in code]


def build(compiler, shim, work):
    shutil.rmtree(work, ignore_errors=True)
    env = compilers.environment(compiler, shim, work)
    snippets.write(snippets.README, snippets.QUICK_START, work / "p")
    (work / "p" / "src" / "main.rs").write_text((INPUTS / "helps.rs").read_text())
    (work / "p" / "Cargo.toml").write_text((INPUTS / "helps.toml").read_text())
    (work / "p" / "shared" / "src").mkdir(parents=True)
    (work / "p" / "shared" / "Cargo.toml").write_text('[package]\nname = "shared"\nedition = "2024"\n')
    (work / "p" / "shared" / "src" / "lib.rs").write_text("#![no_std]\n")
    done = subprocess.run([*compiler.cargo, "build", "--quiet", "--offline"], cwd=work / "p", env=env, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, check=False)
    return done.stdout or ("" if done.returncode == 0 else f"status {done.returncode}")


def main():
    shim = pathlib.Path(sys.argv[1]).resolve()
    bad = missing()
    print("".join(f"FAIL {fault}\n" for fault in bad), end="")
    for compiler in compilers.find():
        fault = build(compiler, shim, compilers.OUT / f"helps-{compiler.version}")
        print(f"{'FAIL' if fault else 'ok'} {compiler.version} {fault}".rstrip())
        bad += [fault] if fault else []
    return len(bad) > 0


if __name__ == "__main__":
    sys.exit(main())
