#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The README's quick start as it is typed, with each compiler: quick_start.py SHIM

'cargo new', the files of the README, both profiles: cargo and rustc have nothing to say, the kernel loads
the object, and the program does what it says. The same with the configuration for any machine, by the compilers
that know it.
"""
import pathlib
import platform
import shutil
import subprocess
import sys

import compilers
import snippets

RUNNER = snippets.TOP / "build" / "tests" / "run_prog"
# The first byte of a packet of 14 is the index; at 4 the program panics.
PACKETS = [f"{first:02x}" + 13 * "00" for first in range(5)]
VERDICTS = [2, 2, 1, 2, 0]
NOT_ALLOWED = 77
ANY_MACHINE, ANY_MACHINE_SINCE = "On arm64, and on any machine", [1, 91]


def run(words, **options):
    done = subprocess.run(words, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                          timeout=300, **options)
    return done.returncode, done.stdout


def build(compiler, shim, work, heading):
    shutil.rmtree(work, ignore_errors=True)
    env = compilers.environment(compiler, shim, work)
    cargo = [*compiler.cargo]
    status, said = run([*cargo, "new", "--quiet", "--vcs", "none", "first"], cwd=work, env=env)
    if status:
        return said
    project = work / "first"
    snippets.write(snippets.README, snippets.QUICK_START, project)
    if heading != snippets.QUICK_START:
        snippets.write(snippets.README, heading, project)
    for words in ([], ["--release"]):
        status, said = run([*cargo, "build", "--quiet", "--offline", *words], cwd=project, env=env)
        if status or said:
            return f"cargo build {' '.join(words)}: {said or status}"
    return ""


def check(shim, work):
    for profile in ("debug", "release"):
        path = work / "first" / "target" / f"{platform.machine()}-unknown-linux-gnu" / profile / "first"
        status, said = run([shim, "--check", path])
        if status:
            return said
        status, said = run([RUNNER, path, *PACKETS])
        if status == NOT_ALLOWED:
            continue
        wanted = "".join(f"run prog {index} {verdict}\n" for index, verdict in enumerate(VERDICTS))
        if status or wanted not in said:
            return f"{profile}: status {status}: {said}"
    return ""


def main():
    shim = pathlib.Path(sys.argv[1]).resolve()
    subprocess.run(["make", "-s", "-C", snippets.TOP / "tests" / "kernel"], check=True)
    bad = 0
    for compiler in compilers.find():
        for heading in (snippets.QUICK_START, ANY_MACHINE):
            if heading == ANY_MACHINE and compiler.key() < ANY_MACHINE_SINCE:
                continue
            work = compilers.OUT / f"quick-{compiler.version}"
            fault = build(compiler, shim, work, heading) or check(shim, work)
            print(f"{'FAIL' if fault else 'ok'} {compiler.version} {heading} {fault}".rstrip())
            bad += bool(fault)
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
