#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""A newcomer's first hour in bare roots of Debian: hour.py [SUITE...]

In each: the sources as 'make dist' packs them are built and installed as the README says, then typed.py, with rustc
1.85 of that suite and with this machine's stable one. The log of all that was typed is build/roots/hour-SUITE.log.
Wants root, debootstrap and Debian's archive; crates come from this machine's cargo, and nothing else is fetched.
"""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parents[1]
sys.path[:0] = [str(TOP / "tests" / "install"), str(TOP / "tests" / "docs")]
import run as install  # noqa: E402
import first_program  # noqa: E402
import snippets  # noqa: E402

# The packages of rustc 1.85 in each, and the linker that its ordinary programs take.
SUITES = {
    "bookworm": "rustc-web=1.85* libstd-rust-web-dev=1.85* cargo-web=1.85* lld-19",
    "trixie": "rustc cargo lld",
}

# With the machine's network, which is for apt alone.
INSTALL = """set -ex
export HOME=/root DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
apt-get update -q
cd /bpf-shim
@TYPED@
apt-get install -y -q --no-install-recommends @RUSTC@
./install.sh --deps demo
apt-get install -y -q --no-install-recommends bpftool iproute2
"""

# Without any.
TYPE = """export HOME=/root LC_ALL=C.UTF-8 CARGO_NET_OFFLINE=true
cd /root
status=0
python3 /bpf-shim/tests/newcomer/typed.py /srv/hour-debian --without-aya || status=1
if [ -d /rust/bin ]; then
	PATH=/rust/bin:$PATH python3 /bpf-shim/tests/newcomer/typed.py /srv/hour-stable || status=1
fi
exit $status
"""

# The root, a directory of a compiler, and one of crates, each of which may be missing.
BIND = """set -e
mount --make-rprivate /
if [ -d "$2" ]; then mkdir -p "$1/rust" && mount --bind -o ro "$2" "$1/rust"; fi
if [ -d "$3" ]; then mkdir -p "$1/root/.cargo/registry" && mount --bind "$3" "$1/root/.cargo/registry"; fi
"""


def stable():
    """The directory of rustup's stable compiler, and that of the crates that cargo has."""
    found = subprocess.run(["rustup", "run", "stable", "rustc", "--print", "sysroot"], text=True, capture_output=True,
                           check=False) if shutil.which("rustup") else None
    crates = pathlib.Path(os.environ.get("CARGO_HOME", pathlib.Path.home() / ".cargo")) / "registry"
    return [found.stdout.strip() if found and found.returncode == 0 else "", crates]


def enter(root, steps, log, alone):
    script = BIND + install.MOUNTS.removeprefix("set -e\nmount --make-rprivate /\n")
    (root / "typing").write_text(steps)
    (root / "steps").write_text(first_program.ALONE.replace('"$@"', "sh /typing") if alone else steps)
    install.run(["unshare", "-m", *(["-n"] if alone else []), "sh", "-c", script, "sh", root, *stable()], log)


def try_suite(suite):
    """Returns how many passed, failed and were skipped."""
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        print(f"skip {suite}: needs root and debootstrap")
        return [0, 0, 1]
    root, log_path = install.HOME / f"hour-{suite}", install.HOME / f"hour-{suite}.log"
    started = time.monotonic()
    shutil.rmtree(root, ignore_errors=True)
    install.HOME.mkdir(parents=True, exist_ok=True)
    typed = next(block.text for block in snippets.blocks(snippets.README)
                 if block.heading == snippets.QUICK_START and block.language == "sh")
    with open(log_path, "w", encoding="utf-8") as log:
        try:
            install.make_root(suite, root, log)
        except (install.archive.Unavailable, OSError) as why:
            shutil.rmtree(root, ignore_errors=True)
            print(f"skip {suite}: no root: {why}; see {log_path}", flush=True)
            return [0, 0, 1]
        try:
            enter(root, INSTALL.replace("@TYPED@\n", typed).replace("@RUSTC@", SUITES[suite]), log, False)
            enter(root, TYPE, log, True)
        except install.archive.Unavailable as why:
            print(f"FAIL {suite}: {why}; see {log_path}", flush=True)
            return [0, 1, 0]
        finally:
            shutil.rmtree(root, ignore_errors=True)
    compilers = re.findall(r"^rustc (\S+)", log_path.read_text(errors="replace"), re.M)
    print(f"pass {suite}: by rustc {' and '.join(compilers)}, {time.monotonic() - started:.0f} s", flush=True)
    return [1, 0, 0]


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("hour.py: ended by a signal"))
    counts = [0, 0, 0]
    for suite in sys.argv[1:] or SUITES:
        counts = [a + b for a, b in zip(counts, try_suite(suite))]
    print("hour: {} passed, {} failed, {} skipped".format(*counts))
    return 1 if counts[1] else 0


if __name__ == "__main__":
    sys.exit(main())
