#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""bpf-shim on other machines: hosts.py ARCHITECTURE [--shim FILE] [--only PROGRAM]...

Builds it for Debian's ARCHITECTURE with clang and that architecture's libraries, and runs it under qemu. The
programs of the corpus and of tests/newcomer, linked there and here from the same bitcode, must be the same bytes.
Where rustc of that architecture is to be had, what it compiles must compute in the kernel what it computes natively,
if that is so of what the same rustc compiles here.
The packages come from Debian's archive; they are unpacked into build/hosts and never installed.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(TOP / "tests" / "corpus"), str(TOP / "tests" / "llvms")]
import archive  # noqa: E402
import run as corpus  # noqa: E402

import newcomer  # noqa: E402

README = TOP / "README.md"
HEADING = ["host", "links the same bytes", "rustc of the host"]
SAME, RUNS, NONE = "yes", "runs", "none"
SUITE = "bookworm"
LIBRARIES = ["libelf-dev", "libbsd-dev", "libiberty-dev", "libc6-dev", "libgcc-12-dev", "gcc", "libllvm19"]
RUSTC = ["rustc-web=1.85*", "libstd-rust-web-dev=1.85*"]
# Triple, the program of qemu, and whether its rustc makes bitcode that BPF's byte order allows.
MACHINES = {
    "arm64": ("aarch64-linux-gnu", "qemu-aarch64", True),
    "s390x": ("s390x-linux-gnu", "qemu-s390x", False),
}
BOTH = """#!/bin/sh
# Links here, then there; the results are the same bytes.
'{here}' "$@" || exit
previous=
for word; do
	[ "$previous" = -o ] && out=$word
	previous=$word
done
mv "$out" "$out.here"
'{there}' "$@" || exit
cmp "$out" "$out.here" || {{ echo 'bpf-shim: error: other bytes than here'; exit 1; }} >&2
"""


def fetch(directory, architecture, packages):
    """Unpacks packages, and what they depend on, unless they are there."""
    stamp, text = directory / "packages", repr(packages)
    if stamp.exists() and stamp.read_text() == text:
        return
    apt = directory.with_suffix(".apt")
    options = archive.apt_options(SUITE, apt)
    for name in ("APT::Architecture", "APT::Architectures"):
        options += ["-o", f"{name}={architecture}"]
    archive.run("apt-get", *options, "update", "-q", "--error-on=any")
    archive.run("apt-get", *options, "install", "-y", "-q", "--download-only", "--no-install-recommends", *packages)
    archive.merge_usr(directory)
    for deb in sorted((apt / "archives").glob("*.deb")):
        archive.unpack(deb, directory)
    archive.run("rm", "-r", apt)
    stamp.write_text(text)


def fetch_qemu(directory, name):
    """Returns the program: one file that needs no library, which has a package of its own up to Debian 12."""
    directory.mkdir(exist_ok=True)
    for package, program in (("qemu-user-static", f"{name}-static"), ("qemu-user", name)):
        path = directory / "usr" / "bin" / program
        if not path.exists():
            try:
                archive.run("apt-get", "download", "-q", package, cwd=directory)
            except archive.Unavailable:
                continue
            archive.unpack(next(directory.glob(f"{package}_*.deb")), directory)
        if path.exists():
            return path
    raise archive.Unavailable(f"no {name}")


def script(path, text):
    path.write_text(text)
    path.chmod(0o755)
    return path


class Machine:
    def __init__(self, architecture, work):
        self.triple, qemu, self.has_rustc = MACHINES[architecture]
        self.work, self.root = work, work / architecture
        fetch(self.root, architecture, LIBRARIES + (RUSTC if self.has_rustc else []))
        self.qemu = f"'{fetch_qemu(work / 'qemu', qemu)}' -L '{self.root}'"

    def build(self):
        """bpf-shim for that machine, as a command for this one."""
        out = self.work / f"{self.root.name}-shim"
        clang = max(pathlib.Path("/usr/lib").glob("llvm-*/bin/clang"), key=lambda path: int(path.parts[3][5:]))
        archive.run("make", "-s", "-C", TOP, "-j2", f"BUILD={out}", f"LDFLAGS=-fuse-ld=lld -B{clang.parent}",
                    f"CC={clang} --target={self.triple} --sysroot={self.root}", f"{out}/bpf-shim")
        library = next(path for path in (self.root / "usr/lib" / self.triple).glob("libLLVM*19*") if path.exists())
        return script(self.work / f"{self.root.name}.sh",
                      f"#!/bin/sh\nBPF_SHIM_LLVM='{library}' exec {self.qemu} '{out}/bpf-shim' \"$@\"\n")

    def rustc(self):
        usr = self.root / "usr"
        return script(self.work / f"{self.root.name}-rustc.sh",
                      f"#!/bin/sh\nexec {self.qemu} '{usr}/bin/rustc' --sysroot '{usr}' \"$@\"\n")


def version_of(rustc):
    said = subprocess.run([rustc, "-vV"], text=True, capture_output=True, check=True).stdout
    return re.search(r"^rustc \S+", said).group()


class Tries:
    """The corpus by the door of the host."""

    def __init__(self, rustc, only):
        self.rustc, self.counts = str(rustc), {"pass": 0, "FAIL": 0, "skip": 0}
        os.environ["RUSTC"] = self.rustc
        self.mode = corpus.Mode("host", "3", 16, "libbpf", "helper")
        self.programs = [program for program in corpus.programs()
                         if "host" in program.choice("doors", corpus.DOORS) and (not only or program.name in only)]

    def each(self, title, one):
        """Counts and shows what 'one' says of each program: a verdict and a reason."""
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for program, (verdict, reason) in zip(self.programs, pool.map(one, self.programs)):
                self.counts[verdict] += 1
                if verdict != "pass":
                    print(f"{verdict} {program.name} {title}: {reason}", flush=True)

    def take(self, title, found):
        """Counts and shows what was found of other programs: their names, and a reason or None."""
        for name, reason in found:
            self.counts["FAIL" if reason else "pass"] += 1
            if reason:
                print(f"FAIL {name} {title}: {reason}", flush=True)

    def link(self, both):
        tried = corpus.Corpus(both)

        def one(program):
            try:
                tried.build(program, self.mode)
            except corpus.Failure as why:
                return "FAIL", str(why)
            return "pass", None
        self.each("linked there", one)

    def run(self, here, there, rustc):
        native, tried = corpus.Corpus(here), corpus.Corpus(there)
        tried.native, tried.compilers["host"] = native.native, str(rustc)

        def one(program):
            problem = native.prepare(program)
            if problem:
                return "FAIL", problem
            verdict, reason = tried.try_mode(program, self.mode)
            if verdict == "FAIL" and native.try_mode(program, self.mode)[0] == "FAIL":
                return "skip", f"fails here, too: {reason}"
            return verdict, reason
        self.each("compiled there", one)


def cells_of(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def compare(found):
    """What the README's table of hosts says of this one, if it is something else; or None."""
    lines = README.read_text().splitlines()
    rows = [cells_of(line) for line in lines if line.startswith("| ")]
    if HEADING not in rows:
        return f"no table '{' | '.join(HEADING)}'"
    told = next((row for row in rows[rows.index(HEADING):] if row[0] == found[0]), None)
    return None if told == found else f"the README says {told}, and not {found}"


def main():
    parser = argparse.ArgumentParser(description="bpf-shim on another machine.")
    parser.add_argument("architecture", choices=MACHINES)
    parser.add_argument("--shim", type=pathlib.Path, default=TOP / "build" / "bpf-shim")
    parser.add_argument("--only", action="append")
    args = parser.parse_args()
    shim = args.shim.resolve()
    work = TOP / "build" / "hosts"
    work.mkdir(parents=True, exist_ok=True)
    turn = corpus.take_turn()
    subprocess.run(["make", "-s", "-C", corpus.HARNESS], check=True)
    try:
        old = archive.fetch("bookworm")
        machine = Machine(args.architecture, work)
        there = machine.build()
    except archive.Unavailable as why:
        print(f"hosts: 0 passed, 0 failed, 1 skipped ({why})")
        return 0
    library = next((old / "usr" / "lib").glob("*-linux-gnu/libLLVM.so.19.1"))
    here = script(work / "here.sh", f"#!/bin/sh\nBPF_SHIM_LLVM='{library}' exec '{shim}' \"$@\"\n")
    both = script(work / f"{args.architecture}-both.sh", BOTH.format(here=here, there=there))
    old_rustc = archive.run_with(old, old / "usr" / "bin" / "rustc", work / "rustc-old", {})
    tries = Tries(old_rustc, args.only)
    tries.link(both)
    if not args.only:
        tries.take("linked there", newcomer.link(old_rustc, both, work / f"{args.architecture}-linked"))
    row = [args.architecture, "no" if tries.counts["FAIL"] else SAME, NONE]
    if machine.has_rustc:
        rustc = machine.rustc()
        failed = tries.counts["FAIL"]
        tries.run(here, there, rustc)
        if not args.only:
            tries.take("compiled there", newcomer.drive(here, there, machine.triple.replace("-", "-unknown-", 1), rustc,
                                                        work / f"{args.architecture}-compiled"))
        row[2] = f"{version_of(rustc)}: {'FAIL' if tries.counts['FAIL'] > failed else RUNS}"
    print(f"| {' | '.join(row)} |")
    wrong = compare(row)
    if wrong:
        print(f"FAIL {args.architecture}: {wrong}")
        tries.counts["FAIL"] += 1
    print("hosts: {pass} passed, {FAIL} failed, {skip} skipped".format(**tries.counts))
    turn.close()
    return 1 if tries.counts["FAIL"] else 0


if __name__ == "__main__":
    sys.exit(main())
