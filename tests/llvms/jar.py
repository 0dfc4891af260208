#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""LLVM 20, which no release of Debian has, and no compiler here brings: the library out of an archive for Java.

Maven fetches and verifies the archive, into build/llvms; nothing is installed.
"""
import os
import platform
import shutil
import sys
import zipfile

import archive

VERSION = "20.1.7-1.5.12"
MACHINES = {"x86_64": "linux-x86_64", "aarch64": "linux-arm64"}
NAME = "libLLVM.so.20.1"


def fetch():
    """Brings the library; returns the root that it is in, as packages of Debian are in theirs."""
    machine = platform.machine()
    root = archive.HOME / "jar"
    target = root / "usr" / "lib" / f"{machine}-linux-gnu" / NAME
    if target.exists():
        return root
    if machine not in MACHINES or not shutil.which("mvn"):
        raise archive.Unavailable("no Maven, or no archive for this machine")
    work = archive.HOME / f"jar.{os.getpid()}"
    try:
        archive.run("mvn", "-q", "-B", f"-Dmaven.repo.local={work}/repository", "dependency:copy",
                    f"-Dartifact=org.bytedeco:llvm:{VERSION}:jar:{MACHINES[machine]}", f"-DoutputDirectory={work}")
        (jar,) = work.glob("*.jar")
        with zipfile.ZipFile(jar) as packed:
            place = packed.extract(f"org/bytedeco/llvm/{MACHINES[machine]}/libLLVM.so", work)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(place, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return root


if __name__ == "__main__":
    try:
        print(fetch())
    except archive.Unavailable as why:
        sys.exit(f"jar.py: {why}")
