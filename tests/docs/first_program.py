#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""docs/first-program.md as it is typed: first_program.py SHIM HEADING [--full]

In a network of its own, where eth0 receives a packet of each protocol every few milliseconds: the files
are written, the commands run, and their output is printed. With aya by one compiler, or by all of them: its
crates take a minute to build, so they stay.
"""
import pathlib
import shutil
import socket
import subprocess
import sys
import threading
import time

import compilers
import snippets

PAGE = snippets.TOP / "docs" / "first-program.md"
AYA_WANTS = [1, 95]  # as 'rust-version' says there
WITH_AYA = "With aya"
PROTOCOLS = (1, 6, 17, 89)
ALONE = """
mount -t tracefs none /sys/kernel/tracing
mount -t bpf none /sys/fs/bpf
echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6 2>/dev/null
on=$(cat /sys/kernel/tracing/tracing_on)
echo 1 >/sys/kernel/tracing/tracing_on
trap 'echo "$on" >/sys/kernel/tracing/tracing_on' EXIT
ip link add eth0 type veth peer name peer0 && ip link set eth0 up && ip link set peer0 up || exit 1
"$@"
"""


def frame(protocol):
    ethernet = bytes.fromhex("ffffffffffff" "020000000001" "0800")
    return ethernet + bytes([0x45, 0, 0, 20, 0, 0, 0, 0, 64, protocol]) + bytes(40)


def send(stop):
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as raw:
        raw.bind(("peer0", 0))
        while not stop.is_set():
            raw.send(bytes(14))  # shorter than what is read
            for protocol in PROTOCOLS:
                raw.send(frame(protocol))
            time.sleep(0.05)


def follow(heading, work, env):
    """Types what the page says; the first command that fails is the end."""
    here = work / "typed"
    if heading == WITH_AYA:
        for path in here.glob("*/*"):
            if path.is_file() or path.name != "target":
                subprocess.run(["rm", "-r", path], check=True)
    else:
        shutil.rmtree(here, ignore_errors=True)
    here.mkdir(parents=True, exist_ok=True)
    for block in snippets.blocks(PAGE):
        if block.heading != heading:
            continue
        if block.language == "sh":
            print("".join(f"$ {line}\n" for line in block.text.splitlines()), end="", flush=True)
            script = f"set -e\n{block.text}pwd >'{work}/pwd'\n"
            done = subprocess.run(["bash", "-c", script], cwd=here, env=env, text=True, timeout=1500,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
            print(done.stdout, end="", flush=True)
            if done.returncode:
                return f"status {done.returncode} of: {block.text}"
            here = pathlib.Path((work / "pwd").read_text().strip())
        elif block.path:
            path = here / block.path
            path.parent.mkdir(parents=True, exist_ok=True)
            made = path.read_text() + "\n" if path.exists() and path.name == "Cargo.toml" else ""
            path.write_text(made + block.text)
    return "" if here != work / "typed" else f"nothing to type under '{heading}'"


def inside(shim, heading, version):
    compiler = next(one for one in compilers.find() if one.version == version)
    work = compilers.OUT / f"{heading.replace(' ', '-').lower()}-{version}"
    env = compilers.environment(compiler, shim, work)
    env["CARGO_NET_OFFLINE"] = "true"
    cargo = work / "bin" / "cargo"
    cargo.write_text(f'#!/bin/sh\nexec {" ".join(compiler.cargo)} "$@"\n')
    cargo.chmod(0o755)
    stop = threading.Event()
    sender = threading.Thread(target=send, args=(stop,))
    sender.start()
    fault = follow(heading, work, env)
    stop.set()
    sender.join()
    print(f"{'FAIL' if fault else 'ok'} {version} {fault}".rstrip(), flush=True)
    return bool(fault)


def main():
    if sys.argv[1] == "inside":
        return inside(pathlib.Path(sys.argv[2]), sys.argv[3], sys.argv[4])
    shim, heading = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    bad, found = 0, compilers.find()
    if heading == WITH_AYA:
        found = [one for one in found if one.key() >= AYA_WANTS]
        found = found if "--full" in sys.argv else found[:1]
    for compiler in found:
        words = ["unshare", "-m", "-n", "sh", "-c", ALONE, "sh", sys.executable, __file__, "inside"]
        bad += subprocess.run([*words, shim, heading, compiler.version], check=False).returncode != 0
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
