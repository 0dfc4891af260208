#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Compares which helpers are for programs under the GPL only: gpl.py --shim FILE DIRECTORY

The running kernel is asked for each helper in each type of program that it loads; bpf-shim --check, by
an object with a function for each helper. The last line sums up.
"""
import argparse
import ctypes
import json
import os
import pathlib
import struct
import subprocess
import sys

HELPERS = range(1, 212)
TYPES = {kind: 0 for kind in (1, 2, 3, 5, 6, 7, 8, 10, 11, 13, 14, 15, 16, 17, 19, 21, 22, 23, 24)}
TYPES |= {9: 2, 18: 8, 25: 21, 30: 36}  # with the place where these are attached
LICENSE = b"Proprietary"
SYS_BPF, PROG_LOAD, LOG_SIZE = 321, 5, 1 << 16
NOT_FOR_TYPE = ("unknown func", "invalid func", "program of this type cannot use helper")

libc = ctypes.CDLL(None, use_errno=True)


def load(kind, place, helper):
    """The verifier's log of a program that only calls the helper, or None when it was not asked."""
    code = struct.pack("<BBhi", 0x85, 0, 0, helper) + struct.pack("<BBhi", 0x95, 0, 0, 0)
    insns, text = ctypes.create_string_buffer(code, len(code)), ctypes.create_string_buffer(LICENSE)
    log = ctypes.create_string_buffer(LOG_SIZE)
    words = struct.pack("<IIQQIIQII16xII", kind, len(code) // 8, ctypes.addressof(insns), ctypes.addressof(text),
                        1, LOG_SIZE, ctypes.addressof(log), 0, 0, 0, place).ljust(128, b"\0")
    attr = ctypes.create_string_buffer(words, len(words))
    fd = libc.syscall(SYS_BPF, PROG_LOAD, attr, len(words))
    if fd >= 0:
        os.close(fd)
    return log.value.decode(errors="replace") if fd >= 0 or log.value else None


def ask_kernel():
    """By helper: whether it is for the GPL only; without those that no type of program here has."""
    answers = {}
    for helper in HELPERS:
        for kind, place in TYPES.items():
            log = load(kind, place, helper)
            if log is None or any(text in log for text in NOT_FOR_TYPE):
                continue
            answers[helper] = answers.get(helper, False) or "GPL-restricted" in log
    return answers


def ask_shim(shim, directory):
    lines = ['.section license,"aw",@progbits', f'.asciz "{LICENSE.decode()}"']
    for helper in HELPERS:
        lines += [f'.section kprobe/f{helper},"ax",@progbits', f".globl f{helper}", f".type f{helper},@function",
                  f"f{helper}:", f"call {helper}", "exit", f".size f{helper}, .-f{helper}"]
    directory.mkdir(parents=True, exist_ok=True)
    source, target = directory / "helpers.s", directory / "helpers.o"
    source.write_text("\n".join(lines) + "\n")
    subprocess.run(["llvm-mc", "-triple", "bpfel", "-filetype=obj", source, "-o", target], check=True)
    judged = subprocess.run([shim, "--check", "--json", target], capture_output=True, check=False)
    findings = json.loads(judged.stdout)["objects"][0]["findings"]
    return {int(finding["function"][1:]) for finding in findings
            if finding["rule"] == "gpl-only" and finding["since"] is None}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--shim", required=True)
    parser.add_argument("directory", type=pathlib.Path)
    args = parser.parse_args()
    kernel, shim = ask_kernel(), ask_shim(args.shim, args.directory)
    wrong = [helper for helper, gpl in kernel.items() if gpl != (helper in shim)]
    for helper in wrong:
        print(f"wrong: helper {helper}, which the kernel {'keeps for the GPL' if kernel[helper] else 'gives to all'}")
    restricted = sum(kernel.values())
    print(f"{restricted} for the GPL only, {len(kernel) - restricted} for all, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
