#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The README's example of --explain is what it prints: readme.py SHIM"""
import pathlib
import re
import sys

import run

NAME = "map_not_null_checked"


def main():
    shim = pathlib.Path(sys.argv[1]).resolve()
    say = run.build_tools()
    program = run.Program(run.HERE / "programs" / f"{NAME}.rs")
    target = run.build(shim, program, False)
    log = run.ask(say, program, target, 1)[1]
    done = run.run([shim, "--explain", target], input=log, cwd=run.TOP)
    section = (run.TOP / "README.md").read_text().split("\n## When the verifier says no\n")[1].split("\n## ")[0]
    before, after = re.findall(r"^```\n(.*?)^```$", section, re.M | re.S)
    said = re.sub(rf"\S*/{NAME}\.rs", "src/main.rs", done.stderr).replace(" //~ refused", "")
    assert before in log, log
    assert after == said, said
    lines = [line for line in section.split("\n") if line]
    assert len(lines) <= 15, len(lines)
    print(f"{len(lines)} lines, as --explain says it")


if __name__ == "__main__":
    main()
