#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Compares the verdicts of --check with a kernel's, program by program: those of cases.py, and the
objects that are named. Ends with the counts; fails where the two differ on what --check judges. What a
kernel refuses for reasons that are not to be seen on the bytes is undecided."""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import ask
import cases
import guest

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
# What the kernel says of things that are on the checker's list. Everything else (types and bounds of
# registers, uninitialised ones, the number of states) is not to be seen on the bytes alone.
LISTED = re.compile(
    r"unknown opcode|unknown insn class|invalid BPF_(JMP|ALU|LD|ST|STX|LDX)|uses reserved fields|BPF_ARSH not supported"
    r"|back-edge|unreachable insn|jump out of range|last insn is not an exit|jump into the middle|invalid func"
    r"|frame pointer is read only|invalid shift|div by zero|misaligned stack|invalid (write|read)? ?(to|from)? ?stack"
    r"|variable stack|invalid stack|combined stack size|the call stack of|recursive call|too many subprogs"
    r"|unrecognized bpf_ld_imm64|invalid bpf_ld_imm64|is invalid$|infinite loop detected|BPF program is too large$"
    r"|failed to create|Argument list too long: *$|not supporting|is static and not supported|atomic.*invalid|BPF_ATOMIC"
    r"|BPF_XADD|BPF_END|BPF_NEG|invalid atomic")
# Debian's kernels take what their releases did not (6.1.192: gotol; 5.10.223: 01f810ace9ed): known, and
# no mistake of the checker.
BACKPORTS = {"6.1": ["a jump with a 32-bit distance"],
             "5.10": ["an access to the stack at a place that is not constant"]}


class Build:
    """Makes the objects of cases.py in a folder."""

    def __init__(self, folder):
        self.folder = folder
        self.mc = self.tool("llvm-mc")
        self.clang = self.tool("clang")

    @staticmethod
    def tool(name):
        found = [shutil.which(name), *sorted(map(str, pathlib.Path("/usr/lib").glob(f"llvm-*/bin/{name}")))]
        found = [path for path in found if path]
        if not found:
            raise guest.Missing(f"no {name}")
        return found[-1]

    def function(self, name, body, section):
        lines = [f'\t.section {section},"ax",@progbits', f"\t.globl {name}", f"\t.type {name},@function", f"{name}:",
                 body, f"\t.size {name}, .-{name}"]
        return "\n".join(lines) + "\n"

    def assemble(self, name, body):
        """With the functions that it calls, and that these call."""
        text, wanted, done = self.function("prog", body, "xdp"), re.findall(r"call ([a-z]\w*)", body), set()
        while wanted:
            callee = wanted.pop()
            if callee not in done:
                done.add(callee)
                text += self.function(callee, cases.FUNCTIONS[callee], ".text")
                wanted += re.findall(r"call ([a-z]\w*)", cases.FUNCTIONS[callee])
        target = self.folder / f"{name}.o"
        subprocess.run([self.mc, "-triple", "bpfel", "-mcpu=v4", "-filetype=obj", "-o", target], input=text, text=True,
                       check=True)
        return target

    def compile(self, name, cpu):
        before, section, body = cases.C[name]
        context = cases.CONTEXTS.get(section, "void *ctx")
        text = ("#include <linux/bpf.h>\n#include <bpf/bpf_helpers.h>\n" + before +
                f'\nSEC("{section}") int prog({context}) {{ {body} }}\nchar _license[] SEC("license") = "GPL";\n')
        target = self.folder / f"{name}-{cpu}.o"
        include = f"/usr/include/{os.uname().machine}-linux-gnu"
        subprocess.run([self.clang, "-target", "bpf", f"-mcpu={cpu}", "-O2", "-g", f"-I{include}", "-c", "-x", "c", "-",
                        "-o", target], input=text, text=True, check=True)
        return target

    def all(self):
        for name, body in cases.ASSEMBLER.items():
            yield self.assemble(name, body)
        for name in cases.C:
            for cpu in ("v1", "v2", "v3", "v4"):
                yield self.compile(name, cpu)


def number(version):
    return [int(part) for part in re.match(r"(\d+)\.(\d+)", version).groups()]


def check(shim, kernel, objects):
    """(object, program) -> the findings that count against it, or [] where it fits."""
    done = subprocess.run([shim, "--check", "--json", "--kernel", kernel, *objects], capture_output=True, text=True,
                          check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"compare.py: --check ended with status {done.returncode}: {done.stderr}")
    verdicts = {}
    for entry in json.loads(done.stdout)["objects"]:
        name = pathlib.Path(entry["file"]).name
        texts = [f"{finding['rule']}: {finding['text']}" for finding in entry["findings"]
                 if finding["severity"] == "error"
                 and (not finding["since"] or number(finding["since"]) > number(kernel))]
        for program in entry["programs"]:
            verdicts[name, program["name"]] = [] if program["fits"] else texts
    return verdicts


def compare(kernel, checked, lines, verbose):
    """Prints what differs; returns how many agree, are undecided, differ."""
    agreed = undecided = wrong = 0
    release = ".".join(kernel.split(".")[:2])
    answers = [line.split(" ", 3) for line in lines if line.startswith("load ")]
    heard = set()
    for _, name, program, answer in answers:
        heard.update(key for key in checked if key[0] == name and program in ("*", key[1]))
        for key in [key for key in checked if key[0] == name and program in ("*", key[1])]:
            findings, takes = checked[key], answer == "ok"
            if verbose:
                print(f"{name}: kernel: {answer[:120]}; --check: {findings or 'ok'}")
            backport = all(any(text in finding for text in BACKPORTS.get(release, ())) for finding in findings)
            if takes == (not findings):
                agreed += 1
            elif takes and backport:
                undecided += 1
            elif takes:
                wrong += 1
                print(f"wrong: {name}: {key[1]}: the kernel takes it, --check does not: {findings}")
            elif LISTED.search(answer):
                wrong += 1
                print(f"wrong: {name}: {key[1]}: --check takes it, the kernel does not: {answer}")
            else:
                undecided += 1
    for name, program in sorted(checked.keys() - heard):
        wrong += 1
        print(f"wrong: {name}: {program}: no answer of the kernel")
    return agreed, undecided, wrong


def compare_with(kernel, words, objects):
    """Returns the counts, or None when the kernel cannot be had here."""
    try:
        lines = ask.ask(kernel, objects)
    except guest.Missing as reason:
        print(f"skip Linux {kernel}: {reason}")
        return None
    release = lines[0].split(" ", 1)[1]
    counts = compare(release, check(words.shim, release, objects), lines, words.verbose)
    print("Linux {}: {} agree, {} undecided, {} wrong".format(release, *counts), flush=True)
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kernel", choices=["all", "running", *guest.SUITES], default="running")
    parser.add_argument("--shim", default=TOP / "build" / "bpf-shim")
    parser.add_argument("--verbose", action="store_true", help="show all verdicts")
    parser.add_argument("objects", nargs="*", type=pathlib.Path)
    words = parser.parse_args()
    passed = failed = skipped = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        try:
            objects = list(Build(folder).all())
        except guest.Missing as reason:
            print(f"kernels: 0 passed, 0 failed, 1 skipped ({reason})")
            return 0
        for number, path in enumerate(words.objects):
            objects.append(shutil.copy(path, folder / f"{path.parent.name}-{number}-{path.name}"))
        for kernel in ["running", *guest.SUITES] if words.kernel == "all" else [words.kernel]:
            counts = compare_with(kernel, words, objects)
            if counts:
                passed, failed = passed + counts[0], failed + counts[2]
            else:
                skipped += 1
    print(f"kernels: {passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
