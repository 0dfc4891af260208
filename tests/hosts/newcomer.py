# SPDX-License-Identifier: MIT OR Apache-2.0
"""The twelve programs of tests/newcomer on another machine, debug and release, as cargo builds them."""
import os
import pathlib
import re
import shutil
import subprocess
import sys

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "docs"))
from first_program import ALONE  # noqa: E402

NEWCOMER = TESTS / "newcomer"
PROGRAMS = NEWCOMER / "Inputs" / "programs"
NAMES = sorted(path.stem for path in (PROGRAMS / "probes" / "src" / "bin").glob("*.rs"))
PROFILES = {"debug": [], "release": ["--release"]}
HERE = "x86_64-unknown-linux-gnu"
FLAGS = "-Clinker-plugin-lto -Aunknown-lints -Wlinker-messages"


def build(package, triple, rustc, linker, target):
    """Returns what cargo says; it leaves out what does not link."""
    shutil.rmtree(target, ignore_errors=True)
    name = triple.upper().replace("-", "_")
    environment = {**os.environ, "RUSTC": str(rustc), f"CARGO_TARGET_{name}_LINKER": str(linker),
                   f"CARGO_TARGET_{name}_RUSTFLAGS": FLAGS}
    said = ""
    for option in PROFILES.values():
        said += subprocess.run(["cargo", "build", "--quiet", "--keep-going", "--locked", "--offline", "--package", package,
                                "--target", triple, "--target-dir", target, *option], cwd=PROGRAMS, env=environment,
                               text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=3000, check=False).stdout
    return said


def why(said):
    """The end of what cargo said."""
    return f"cargo said: ... {said[-600:]}"


def link(rustc, linker, target):
    """What the compiler of this machine compiles, by a linker; yields each program, and a reason if it was not linked."""
    said = build("probes", HERE, rustc, linker, target)
    for profile in PROFILES:
        for name in NAMES:
            yield f"{profile} {name}", None if (target / HERE / profile / name).exists() else why(said)


def drive(here, there, triple, rustc, target):
    """The same of what the compiler of that machine compiles, by its linker; they are given their traffic."""
    said = build("probes", triple, rustc, there, target)
    native = target.with_name(target.name + "-native")
    said += build("native", HERE, shutil.which("rustc"), here, native)
    for profile in PROFILES:
        words = ["unshare", "-m", "-n", "sh", "-c", ALONE, "sh", sys.executable, NEWCOMER / "drive.py",
                 target / triple / profile, native / HERE / profile / "native"]
        heard = subprocess.run(words, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600, check=False)
        for name in NAMES:
            found = re.search(rf"^(ok|FAIL) {profile} {name}(.*)", heard.stdout, re.M)
            fine = found and found[1] == "ok"
            yield f"{profile} {name}", None if fine else f"{found[2] if found else heard.stdout}: {why(said)}"
