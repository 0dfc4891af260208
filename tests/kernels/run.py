#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Asks a kernel about BPF objects: the running one, or one of Debian's under qemu.

Prints 'kernel RELEASE' and then the lines that verdict.c describes. Exit status: 0; 77 when that
kernel cannot be had here, with the reason on stderr. Kernels are downloaded with apt into
build/kernels, unpacked there and never installed.
"""
import argparse
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
BUILD = HERE.parent.parent / "build"
KERNELS = BUILD / "kernels"
# Where Debian has which kernel.
SUITES = {"5.10": "bullseye", "6.1": "bookworm", "6.12": "trixie"}
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
BOOT_SECONDS = 600
INIT = """#!/bin/sh
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t sysfs sysfs /sys
/bin/busybox mount -t devtmpfs dev /dev
echo "@@ kernel $(/bin/busybox uname -r)"
cd /objects
/bin/verdict WORDS $(/bin/busybox ls /objects) | /bin/busybox sed 's/^/@@ /'
echo "@@ end"
/bin/busybox poweroff -f
"""


class Missing(Exception):
    """What is not here, and so the kernel is not."""


def call(*words, **options):
    done = subprocess.run(words, capture_output=True, text=True, check=False, **options)
    if done.returncode:
        raise Missing(f"{words[0]} failed: {(done.stderr or done.stdout).strip().splitlines()[-1:]}")
    return done.stdout


def build_verdict():
    """The loader, static: it runs without a system around it."""
    program, source = BUILD / "tests" / "verdict", HERE / "verdict.c"
    if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
        program.parent.mkdir(parents=True, exist_ok=True)
        part = f"{program}.{os.getpid()}"
        call("cc", "-std=c17", "-D_GNU_SOURCE", "-O2", "-Wall", "-Wextra", "-Werror", "-static", "-o", part,
             source, "-lbpf", "-lelf", "-lz")
        os.replace(part, program)
    return program


def mirror():
    """The place that this machine has its own Debian packages from."""
    for line in call("apt-get", "indextargets", "--format", "$(ORIGIN)|$(LABEL)|$(REPO_URI)",
                     "Created-By: Packages").splitlines():
        origin, label, uri = line.split("|")
        if (origin, label) == ("Debian", "Debian"):
            return uri
    raise Missing("this machine has no packages of Debian")


def apt_words(suite):
    """apt with a state of its own, for one suite: nothing of the system's changes."""
    state = KERNELS / suite
    (state / "lists" / "partial").mkdir(parents=True, exist_ok=True)
    (state / "cache" / "archives" / "partial").mkdir(parents=True, exist_ok=True)
    sources = state / "sources.list"
    sources.write_text(f"deb [arch=amd64 signed-by={KEYRING}] {mirror()} {suite} main\n")
    return ["-o", f"Dir::Etc::SourceList={sources}", "-o", "Dir::Etc::SourceParts=/dev/null",
            "-o", f"Dir::State::Lists={state}/lists", "-o", f"Dir::Cache={state}/cache",
            "-o", "APT::Architecture=amd64"]


def find_kernel(version):
    """The kernel's image, downloaded when it is not there yet."""
    suite = SUITES[version]
    found = sorted(KERNELS.glob(f"{suite}/vmlinuz-{version}*"))
    if found:
        return found[-1]
    words = apt_words(suite)
    call("apt-get", *words, "update")
    package = re.search(r"Depends: (linux-image-\S+)",
                        call("apt-cache", *words, "depends", "linux-image-cloud-amd64"))
    if not package:
        raise Missing(f"{suite} has no linux-image-cloud-amd64")
    with tempfile.TemporaryDirectory(dir=KERNELS) as folder:
        call("apt-get", *words, "-o", "APT::Sandbox::User=root", "download", package[1], cwd=folder)
        (archive,) = pathlib.Path(folder).glob("*.deb")
        call("dpkg-deb", "-x", archive, f"{folder}/root")
        (image,) = pathlib.Path(folder).glob("root/boot/vmlinuz-*")
        target = KERNELS / suite / image.name
        shutil.move(image, target)
    return target


def make_initrd(folder, objects, words):
    """A system of busybox, the loader and the objects."""
    root = folder / "root"
    for name in ("bin", "proc", "sys", "dev", "objects"):
        (root / name).mkdir(parents=True)
    busybox = shutil.which("busybox")
    if not busybox or "statically" not in call("file", "-L", busybox):
        raise Missing("no busybox-static")
    shutil.copy(busybox, root / "bin" / "busybox")
    (root / "bin" / "sh").symlink_to("busybox")
    shutil.copy(build_verdict(), root / "bin" / "verdict")
    for path in objects:
        shutil.copy(path, root / "objects")
    init = root / "init"
    init.write_text(INIT.replace("WORDS", " ".join(words)))
    init.chmod(0o755)
    initrd = folder / "initrd.gz"
    call("sh", "-c", f"cd '{root}' && find . | cpio -o -H newc 2>/dev/null | gzip -1 > '{initrd}'")
    return initrd


def boot(version, objects, words):
    """Yields the lines that the kernel under qemu gives."""
    for tool in ("qemu-system-x86_64", "cpio", "file"):
        if not shutil.which(tool):
            raise Missing(f"no {tool}")
    if platform.machine() != "x86_64":
        raise Missing("the kernels are for x86_64")
    image = find_kernel(version)
    with tempfile.TemporaryDirectory() as folder:
        initrd = make_initrd(pathlib.Path(folder), objects, words)
        qemu = subprocess.run(
            ["qemu-system-x86_64", "-accel", "tcg", "-cpu", "max", "-m", "1024", "-nographic", "-no-reboot",
             "-nodefaults", "-serial", "stdio", "-kernel", image, "-initrd", initrd,
             "-append", "console=ttyS0 quiet panic=-1"],
            stdin=subprocess.DEVNULL, capture_output=True, timeout=BOOT_SECONDS, check=False)
    lines = [line.split("@@ ", 1)[1] for line in qemu.stdout.decode(errors="replace").splitlines()
             if "@@ " in line]
    if "end" not in lines:
        sys.exit(f"run.py: the kernel did not come to the end:\n{qemu.stdout.decode(errors='replace')[-2000:]}")
    return lines[:lines.index("end")]


def ask_running(objects, words):
    done = subprocess.run([build_verdict(), *words, *objects], capture_output=True, text=True, errors="replace",
                          check=False)
    if done.returncode == 77:
        raise Missing("this process may not load BPF")
    if done.returncode:
        sys.exit(f"run.py: verdict ended with status {done.returncode}: {done.stderr}")
    return [f"kernel {platform.release()}", *done.stdout.splitlines()]


def ask(kernel, objects, inputs=()):
    """The lines about these objects, whose names differ; raises Missing."""
    words = [word for text in inputs for word in ("-i", text)]
    if kernel == "running":
        return ask_running(objects, words)
    return boot(kernel, objects, words)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kernel", choices=["running", *SUITES], default="running")
    parser.add_argument("--input", action="append", default=[], help="a packet in hex; may be repeated")
    parser.add_argument("objects", nargs="+", metavar="OBJECT")
    words = parser.parse_args()
    try:
        print("\n".join(ask(words.kernel, words.objects, words.input)))
    except Missing as reason:
        print(f"skipped: {reason}", file=sys.stderr)
        sys.exit(77)


if __name__ == "__main__":
    main()
