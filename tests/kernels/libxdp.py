#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Programs of Rust under the dispatcher of libxdp, Debian's own, in other kernels: each takes the place of a function of the
dispatcher's (freplace), in the order that they ask for, and packets go through all. The last line is the counts."""
import argparse
import pathlib
import shutil
import sys
import tempfile

import guest

sys.path.insert(0, str(guest.HERE.parent / "corpus"))
import run as corpus  # noqa: E402

SOURCE = guest.HERE.parent / "globals" / "Inputs" / "dispatched.rs"
BUILD = guest.BUILD / "tests" / "globals"
BUILT_FOR = "6.1" # its release has a libxdp for this machine's libbpf
PACKAGES = ("xdp-tools", "libxdp1")
TOOLS = guest.KERNELS / "libxdp"
# Of the machine itself: it is what Debian's library was built with.
LIBRARIES = ("libbpf.so.1", "libelf.so.1", "libz.so.1", "libc.so.6")
# Bytes behind the header of a ping, and whether an answer comes.
PINGS = {56: "answer", 400: "none", 1: "none"}
WANTED = ["5 prog", "15 prog", *(f"{size} {answer}" for size, answer in PINGS.items())]


def fetch():
    """Where libxdp and its loader have been unpacked."""
    if not TOOLS.exists():
        words = guest.apt_words(BUILT_FOR)
        guest.call("apt-get", *words, "update")
        with tempfile.TemporaryDirectory(dir=guest.KERNELS) as folder:
            guest.call("apt-get", *words, "-o", "APT::Sandbox::User=root", "download", *PACKAGES, cwd=folder)
            for archive in pathlib.Path(folder).glob("*.deb"):
                guest.call("dpkg-deb", "-x", archive, f"{folder}/root")
            shutil.move(f"{folder}/root", TOOLS)
    return TOOLS


def find_files(root):
    """What the loader needs, by the names that it has in the guest."""
    libraries = pathlib.Path("/usr/lib/x86_64-linux-gnu")
    files = {"ld.so": pathlib.Path("/lib64/ld-linux-x86-64.so.2"), "xdp-loader": root / "usr/sbin/xdp-loader",
             "libxdp.so.1": root / "usr/lib/x86_64-linux-gnu/libxdp.so.1",
             "xdp-dispatcher.o": root / "usr/lib/x86_64-linux-gnu/bpf/xdp-dispatcher.o"}
    files |= {name: libraries / name for name in LIBRARIES}
    missing = [name for name, path in files.items() if not path.exists()]
    if missing:
        raise guest.Missing(f"no {', '.join(missing)}")
    return {name: path.resolve() for name, path in files.items()}


def build(shim, rustc):
    BUILD.mkdir(parents=True, exist_ok=True)
    for name, words in {"second.o": ["-Copt-level=0"], "first.o": ["-Copt-level=3", "--cfg", "first"]}.items():
        guest.call(*rustc.split(), "--edition", "2024", "-g", "-Cpanic=abort", "-Clinker-plugin-lto", f"-Clinker={shim}",
                   *words, "-o", BUILD / name, SOURCE)
    return {name: BUILD / name for name in ("first.o", "second.o")}


def commands():
    loader = "./ld.so --library-path /files ./xdp-loader"
    text = ("PATH=/bin; for tool in mount mkdir ip ping awk; do busybox ln -sf busybox /bin/$tool; done\n"
            "mount -t bpf bpf /sys/fs/bpf; mkdir -p /run /tmp; ip link set lo up\n"
            "export LIBXDP_OBJECT_PATH=/files\n"
            f"{loader} load -m skb lo second.o first.o || echo not loaded\n"
            f"{loader} status lo | awk '/=>/ {{ print $2, $3 }}'\n")
    for size in PINGS:
        text += f"ping -c 1 -W 2 -s {size} 127.0.0.1 > /tmp/said && echo {size} answer || echo {size} none\n"
    return text + f"{loader} unload lo --all || echo not unloaded\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shim", type=pathlib.Path, default=guest.BUILD / "bpf-shim")
    words = parser.parse_args()
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    try:
        rustc = corpus.find_compilers()["host"]
        if not rustc:
            raise guest.Missing("no rustc")
        files = find_files(fetch()) | build(words.shim.resolve(), rustc)
    except guest.Missing as reason:
        print(f"libxdp: 0 passed, 0 failed, 1 skipped ({reason})")
        return 0
    for version in (*guest.SUITES, guest.NEWEST):
        try:
            _, *said = guest.boot(version, [], files, commands())
        except guest.Missing as reason:
            print(f"skip Linux {version}: {reason}")
            counts["skipped"] += 1
            continue
        counts["passed" if said == WANTED else "failed"] += 1
        print(f"Linux {version}: as wanted" if said == WANTED else f"FAIL Linux {version}: {said}")
    print("libxdp: " + ", ".join(f"{count} {name}" for name, count in counts.items()))
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
