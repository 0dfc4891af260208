#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Asks a kernel about BPF objects: the running one, or one of Debian's under qemu.

Prints 'kernel RELEASE' and then the lines that verdict.c describes. Exit status: 0; 77 when that
kernel cannot be had here, with the reason on stderr.
"""
import argparse
import pathlib
import platform
import subprocess
import sys

import guest

HERE = pathlib.Path(__file__).resolve().parent
VERDICT = [HERE / "verdict.c", HERE / "each.c"]


def ask_running(verdict, objects):
    done = subprocess.run([verdict, *objects], capture_output=True, text=True, errors="replace", check=False)
    if done.returncode == 77:
        raise guest.Missing("this process may not load BPF")
    if done.returncode:
        sys.exit(f"ask.py: verdict ended with status {done.returncode}: {done.stderr}")
    return [f"kernel {platform.release()}", *done.stdout.splitlines()]


def ask(kernel, objects):
    """The lines about these objects, whose names differ; raises guest.Missing."""
    verdict = guest.build("verdict", *VERDICT)
    if kernel == "running":
        return ask_running(verdict, objects)
    return guest.boot(kernel, [verdict], {path.name: path for path in objects}, "verdict $(ls)")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kernel", choices=["running", *guest.SUITES], default="running")
    parser.add_argument("objects", nargs="+", metavar="OBJECT", type=pathlib.Path)
    words = parser.parse_args()
    try:
        print("\n".join(ask(words.kernel, words.objects)))
    except guest.Missing as reason:
        print(f"skipped: {reason}", file=sys.stderr)
        sys.exit(77)


if __name__ == "__main__":
    main()
