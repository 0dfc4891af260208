#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Installs bpf-shim in bare roots of Debian, made by debootstrap: run.py [SUITE...]

In each: the sources as 'make dist' packs them, install.sh --deps build, install.sh, the demo with
that root's own rustc and LLVM, install.sh --uninstall; in one, the recipes of packaging/, too. Takes minutes, root,
and Debian's archive.
Mounts are made in a namespace of their own, so none is left behind.
"""
import argparse
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(TOP / "tests" / "llvms"))
import archive  # noqa: E402

HOME = TOP / "build" / "roots"

# Per suite: what is installed before, so that the newest LLVM's headers are taken.
SUITES = {"bookworm": "", "trixie": "", "sid": "llvm-23-dev"}
# Where other distributions' recipes are built; and with what of theirs, and what that does not depend on by itself.
RECIPES = "trixie"
BUILDERS = "makepkg pacman-package-manager file libarchive-tools nix-bin busybox patchelf"

MOUNTS = """set -e
mount --make-rprivate /
mount -t proc proc "$1/proc"
mount -t sysfs sys "$1/sys"
mount --rbind /dev "$1/dev"
exec chroot "$1" /bin/sh /steps
"""

STEPS = """set -e
export HOME=/root DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
apt-get update -q
if [ "@BEFORE@" ]; then apt-get install -y -q --no-install-recommends @BEFORE@; fi
cd /bpf-shim
./install.sh --deps build
./install.sh --alias
bpf-shim --version
bpf-linker --version
test -s /usr/local/share/man/man1/bpf-shim.1
ls -d /usr/lib/llvm-*/include
if [ "@BUILDERS@" ]; then
	apt-get install -y -q --no-install-recommends @BUILDERS@
	tests/install/Inputs/recipes.sh /bpf-shim-*.tar.xz
fi
./install.sh --deps demo
rustc -vV | grep LLVM
make demo
./install.sh --uninstall
test -z "$(find /usr/local -name '*bpf*')"
echo installed, shown and removed
"""


def run(words, log, **options):
    log.write(f"$ {' '.join(map(str, words))}\n")
    log.flush()
    done = subprocess.run(words, stdout=log, stderr=subprocess.STDOUT, check=False, timeout=3000,
                          **options)
    if done.returncode:
        raise archive.Unavailable(f"'{words[0]}' ended with status {done.returncode}")


def apt_settings():
    """What this machine's apt needs to reach its mirror."""
    dump = archive.run("apt-config", "dump")
    wanted = ("Acquire::Check-Valid-Until ", "Acquire::http::Proxy ", "Acquire::https::Proxy ")
    return "".join(line + "\n" for line in dump.splitlines() if line.startswith(wanted))


def make_root(suite, root, log):
    plain, security = archive.mirrors()
    run(["debootstrap", "--variant=minbase", suite, root, plain], log)
    lines = [f"deb {plain} {suite} main\n"]
    if suite != "sid":
        lines.append(f"deb {plain} {suite}-updates main\n")
        if security:
            lines.append(f"deb {security} {suite}-security main\n")
    (root / "etc" / "apt" / "sources.list").write_text("".join(lines))
    (root / "etc" / "apt" / "apt.conf.d" / "machine").write_text(apt_settings())
    distribution = root / "bpf-shim"
    distribution.mkdir()
    run(["make", "-s", "-C", TOP, "dist"], log)
    packed = max((TOP / "build").glob("bpf-shim-*.tar.xz"), key=lambda path: path.stat().st_mtime)
    run(["tar", "-x", "-C", distribution, "--strip-components=1", "-f", packed], log)
    shutil.copy(packed, root)


def try_suite(suite):
    """Returns how many passed, failed and were skipped."""
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        print(f"skip {suite}: needs root and debootstrap")
        return [0, 0, 1]
    root, log_path = HOME / suite, HOME / f"{suite}.log"
    started = time.monotonic()
    shutil.rmtree(root, ignore_errors=True)
    HOME.mkdir(parents=True, exist_ok=True)
    with open(log_path, "w", encoding="utf-8") as log:
        try:
            make_root(suite, root, log)
        except (archive.Unavailable, OSError) as why:
            shutil.rmtree(root, ignore_errors=True)
            print(f"skip {suite}: no root: {why}; see {log_path}", flush=True)
            return [0, 0, 1]
        try:
            builders = BUILDERS if suite == RECIPES else ""
            (root / "steps").write_text(STEPS.replace("@BEFORE@", SUITES[suite]).replace("@BUILDERS@", builders))
            run(["unshare", "-m", "sh", "-c", MOUNTS, "sh", root], log)
        except archive.Unavailable as why:
            print(f"FAIL {suite}: {why}; see {log_path}", flush=True)
            return [0, 1, 0]
        finally:
            shutil.rmtree(root, ignore_errors=True)
    print(f"pass {suite}: {time.monotonic() - started:.0f} s", flush=True)
    return [1, 0, 0]


def main():
    parser = argparse.ArgumentParser(description="Installs bpf-shim in bare roots of Debian.")
    parser.add_argument("suites", nargs="*", choices=[*SUITES, []], metavar="SUITE")
    args = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("run.py: ended by a signal"))
    counts = [0, 0, 0]
    for suite in args.suites or SUITES:
        counts = [a + b for a, b in zip(counts, try_suite(suite))]
    print("install: {} passed, {} failed, {} skipped".format(*counts))
    return 1 if counts[1] else 0


if __name__ == "__main__":
    sys.exit(main())
