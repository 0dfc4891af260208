#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Older and newer compilers and LLVMs than those that are installed, out of Debian's archive.

apt fetches and verifies the packages, from the mirror that this machine's own sources name, with a
state of its own; they are unpacked under build/llvms/SUITE, nothing is installed, and no root is
needed. What comes from sid runs by sid's own C library (see run_with).
"""
import hashlib
import pathlib
import re
import shutil
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
HOME = TOP / "build" / "llvms"

# Per suite: the packages themselves; those with all that they need; those for their headers only.
SUITES = {
    "bookworm": {
        "only": ["rustc-web=1.85*", "libstd-rust-web-dev=1.85*", "libstd-rust-web-1.85", "libllvm19",
                 "cargo-web=1.85*", "libpcre3", "libhttp-parser2.9", "libssh2-1",
                 "clang-19", "libclang-cpp19", "libclang-common-19-dev",
                 "clang-14", "libclang-cpp14", "libclang-common-14-dev", "libllvm14"],
        "closure": [],
        "headers": ["llvm-19-dev"],
    },
    "sid": {
        "only": [],
        "closure": ["libllvm21", "libllvm23", "clang-23", "libelf1t64", "libbsd0"],
        "headers": ["llvm-23-dev"],
    },
}


class Unavailable(Exception):
    """Why the archive cannot be had here."""


def run(*words, **options):
    try:
        done = subprocess.run([str(word) for word in words], text=True, capture_output=True,
                              check=False, timeout=900, **options)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(str(error)) from error
    if done.returncode:
        raise Unavailable(f"{words[0]}: " + (done.stderr.strip().splitlines() or ["?"])[-1])
    return done.stdout


def mirrors():
    """The lines for apt's own list: Debian's mirrors as this machine has them."""
    text = ""
    for path in [pathlib.Path("/etc/apt/sources.list"),
                 *sorted(pathlib.Path("/etc/apt/sources.list.d").glob("*"))]:
        if path.is_file():
            text += path.read_text()
    uris = re.findall(r"^(?:URIs:|deb(?: +\[[^]]*\])?) *(\S*/debian(?:-security)?/?)\s", text, re.M)
    plain = next((uri for uri in uris if "security" not in uri), None)
    security = next((uri for uri in uris if "security" in uri), None)
    if not plain:
        raise Unavailable("apt's sources name no mirror of Debian")
    return plain, security


def apt_options(suite, directory):
    """The options that give apt a state of its own, in which nothing is installed."""
    for sub in ("lists/partial", "archives/partial"):
        (directory / sub).mkdir(parents=True, exist_ok=True)
    (directory / "status").touch()
    plain, security = mirrors()
    keyring = "/usr/share/keyrings/debian-archive-keyring.gpg"
    lines = [f"deb [signed-by={keyring}] {plain} {suite} main\n"]
    if security and suite != "sid":
        lines.append(f"deb [signed-by={keyring}] {security} {suite}-security main\n")
    (directory / "sources.list").write_text("".join(lines))
    settings = {"Dir::State": directory, "Dir::State::status": directory / "status",
                "Dir::Cache": directory, "Dir::Etc::sourcelist": directory / "sources.list",
                "Dir::Etc::sourceparts": "/dev/null", "Dir::Etc::preferencesparts": "/dev/null",
                "Dir::Etc::preferences": "/dev/null", "APT::Sandbox::User": "",
                "Debug::NoLocking": "true"}
    return [word for key, value in settings.items() for word in ("-o", f"{key}={value}")]


def unpack(deb, root, pattern=None):
    """The whole package, or what matches the pattern of tar."""
    archive = subprocess.Popen(["dpkg-deb", "--fsys-tarfile", deb], stdout=subprocess.PIPE)
    chosen = ["--wildcards", pattern] if pattern else []
    run("tar", "-x", "--keep-directory-symlink", "-C", root, *chosen, stdin=archive.stdout)
    archive.wait()


def merge_usr(root):
    """As the package base-files has it."""
    for name in ("bin", "lib", "lib64", "sbin"):
        (root / "usr" / name).mkdir(parents=True, exist_ok=True)
        if not (root / name).exists():
            (root / name).symlink_to(f"usr/{name}")


def fetch(suite):
    """Brings a suite's packages; returns where they are unpacked."""
    root = HOME / suite
    wanted = SUITES[suite]
    stamp = root / "packages"
    text = repr(wanted) + hashlib.sha256(pathlib.Path(__file__).read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == text:
        return root
    if not shutil.which("apt-get"):
        raise Unavailable("no apt-get")
    shutil.rmtree(root, ignore_errors=True)
    apt = HOME / f"{suite}.apt"
    options = apt_options(suite, apt)
    try:
        run("apt-get", *options, "update", "-q", "--error-on=any")
        if wanted["closure"]:
            run("apt-get", *options, "install", "-y", "-q", "--download-only",
                "--no-install-recommends", *wanted["closure"])
        if wanted["only"]:
            run("apt-get", *options, "download", "-q", *wanted["only"], cwd=apt / "archives")
        merge_usr(root)
        for deb in sorted((apt / "archives").glob("*.deb")):
            unpack(deb, root)
            deb.unlink()
        run("apt-get", *options, "download", "-q", *wanted["headers"], cwd=apt / "archives")
        for deb in sorted((apt / "archives").glob("*.deb")):
            unpack(deb, root, "*/include/llvm*")
    finally:
        shutil.rmtree(apt, ignore_errors=True)
    stamp.write_text(text)
    return root


def headers(root):
    """The header directories of a suite, by major version."""
    found = {}
    for path in (root / "usr" / "lib").glob("llvm-*/include"):
        if (path / "llvm-c" / "Core.h").exists():
            found[int(path.parent.name.split("-")[1])] = path
    return found


def run_with(root, program, script, variables):
    """Writes a script that runs a program with the libraries of a suite: by the suite's own C
    library, where it has one."""
    lines = ["#!/bin/sh\n"]
    lines += [f"export {name}='{value}'\n" for name, value in variables.items()]
    libraries = next((root / "usr" / "lib").glob("*-linux-gnu"))
    loader = next((root / "usr" / "lib64").glob("ld-linux-*.so.2"), None)
    if loader:
        lines.append(f"exec '{loader}' --library-path '{libraries}' '{program}' \"$@\"\n")
    else:
        lines.append(f"export LD_LIBRARY_PATH='{libraries}'${{LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}}\n")
        lines.append(f"exec '{program}' \"$@\"\n")
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text("".join(lines))
    script.chmod(0o755)
    return script


if __name__ == "__main__":
    try:
        for name in SUITES:
            print(fetch(name))
    except Unavailable as why:
        sys.exit(f"archive.py: {why}")
