#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""What a newcomer types once bpf-shim is installed: typed.py DIRECTORY [--without-aya]

The README's quick start, docs/first-program.md, and twelve programs of one's own, with the cargo and the bpf-shim on
PATH, in debug and in release builds. Prints each command and what it says. Wants what drive.py wants.
"""
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import threading

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "docs"))
import first_program  # noqa: E402
import snippets  # noqa: E402

import drive  # noqa: E402
from libbpf import Object, Refused  # noqa: E402

PROFILES = {"debug": "cargo build", "release": "cargo build --release"}
TARGET = f"target/{platform.machine()}-unknown-linux-gnu"
# The log of a packet, by more of aya-log's types than the page shows.
AYA_LOG = 'info!(&ctx, "protocol {}", protocol);'
AYA_MORE = ('info!(&ctx, "protocol {}", protocol);\n    let source = unsafe { *((start + 14 + 12) as *const [u8; 4]) };\n'
            '    let mac = unsafe { *((start + 6) as *const [u8; 6]) };\n'
            '    info!(&ctx, "{:i} {:mac} {:x} {}", source, mac, protocol, (start + 20 > end) as i32);')


class Stumble(Exception):
    """Where a newcomer gets stuck."""


def run(command, where):
    print(f"$ {command}", flush=True)
    done = subprocess.run(["bash", "-c", command], cwd=where, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          timeout=1500, check=False)
    print(done.stdout, end="", flush=True)
    if done.returncode:
        raise Stumble(f"status {done.returncode} of: {command}")
    return done.stdout


def quick_start(work):
    """The first byte of a packet is the index: there is a way, a way, none, a way, and no such index."""
    run("cargo new --vcs none quick", work)
    snippets.write(snippets.README, snippets.QUICK_START, work / "quick")
    for profile, command in PROFILES.items():
        if "warning" in run(command, work / "quick"):
            raise Stumble("warnings")
        with Object(work / "quick" / TARGET / profile / "quick") as loaded:
            loaded.attach_xdp("prog", "eth0")
            frames = [bytes([first]).ljust(6, b"\xff") + drive.ethernet(0x88b7)[6:] + bytes(40) for first in (1, 2, 3, 4)]
            drive.expect("packets that come through", drive.pass_through(frames), [0, 2])


def first(work, heading):
    stop = threading.Event()
    sender = threading.Thread(target=first_program.send, args=(stop,))
    sender.start()
    fault = first_program.follow(heading, work, dict(os.environ))
    stop.set()
    sender.join()
    if fault:
        raise Stumble(fault)


def aya_debug(work):
    """The page's project once more: it logs more, and the loader takes the debug build."""
    project = work / "typed" / "hello"
    for name, old, new in (("loader", "release/hello", "debug/hello"), ("kernel", AYA_LOG, AYA_MORE)):
        path = project / name / "src" / "main.rs"
        path.write_text(path.read_text().replace(old, new))
    stop = threading.Event()
    sender = threading.Thread(target=first_program.send, args=(stop,))
    sender.start()
    try:
        run("cargo build -p hello", project)
        said = run("cargo run --release -p loader eth0", project)
    finally:
        stop.set()
        sender.join()
    for wanted in ("INFO: 0.0.0.0 02:00:00:00:00:01 11 0\n", "INFO: protocol 17\n", "protocol 17: "):
        if wanted not in said:
            raise Stumble(f"no '{wanted.strip()}'")


def drive_all(work, profile, *names):
    native = work / "own" / TARGET / profile / "native"
    run(f"'{sys.executable}' '{TESTS}/newcomer/drive.py' {TARGET}/{profile} '{native}' {' '.join(names)}",
        work / "own")


def own_programs(work):
    shutil.copytree(TESTS / "newcomer" / "Inputs" / "programs", work / "own")
    for command in PROFILES.values():
        if "warning" in run(command, work / "own"):
            raise Stumble("warnings")
    for profile in PROFILES:
        drive_all(work, profile)
    # What the README says of debug builds that are too large.
    manifest = work / "own" / "Cargo.toml"
    manifest.write_text(manifest.read_text().replace("[profile.dev]\n", "[profile.dev]\noverflow-checks = false\n"))
    run(PROFILES["debug"], work / "own")
    drive_all(work, "debug", "http")


def main():
    work = pathlib.Path(sys.argv[1]).resolve()
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    run("rustc -V", work)
    steps = [lambda: quick_start(work), lambda: first(work, "Without aya"), lambda: own_programs(work)]
    if "--without-aya" not in sys.argv:
        steps += [lambda: first(work, first_program.WITH_AYA), lambda: aya_debug(work)]
    bad = 0
    for step in steps:
        try:
            step()
        except (Stumble, Refused, drive.Wrong, TimeoutError) as why:
            bad += 1
            print(f"STUMBLE: {why}", flush=True)
    print(f"typed: {bad} stumbles", flush=True)
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
