#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Loads objects that run.py of ../corpus has left with aya and with cilium/ebpf: run.py OBJECT...

Each loader gets the map styles that it knows; an object's file name tells its style. libbpf is no part
of it: the corpus loads each object with that when it builds it. The last line sums up.
"""
import os
import pathlib
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
AYA = TOP / "tests" / "aya"
BUILD = TOP / "build" / "aya"
ALONE = ["sh", AYA / "Inputs" / "alone.sh"]
MOST_OBJECTS = 500  # in one call
NOT_ALLOWED = 77


class Skip(Exception):
    """Why a loader cannot be tried."""


def run(words, **options):
    return subprocess.run(words, capture_output=True, text=True, check=False, **options)


def get(words, what, **options):
    """For what is not there without a network."""
    try:
        failed = run(words, **options).returncode
    except FileNotFoundError:
        failed = True
    if failed:
        raise Skip(what)


def build_aya():
    cargo = ["cargo", "+stable"] if run(["sh", "-c", "cargo +stable --version"]).returncode == 0 else ["/usr/bin/cargo"]
    manifest = ["--manifest-path", AYA / "loader" / "Cargo.toml"]
    get([*cargo, "fetch", *manifest], "no cargo, or the crates cannot be fetched",
        env={**os.environ, "CARGO_NET_RETRY": "0", "CARGO_HTTP_TIMEOUT": "20"})
    subprocess.run([*cargo, "build", "--quiet", "--locked", "--offline", *manifest], check=True,
                   env={**os.environ, "CARGO_TARGET_DIR": str(BUILD / "loader")})
    return BUILD / "loader" / "debug" / "loader"


def build_cilium():
    get(["go", "mod", "download"], "no Go, or its modules cannot be fetched", cwd=AYA / "cilium")
    subprocess.run(["go", "build", "-o", BUILD / "cilium", "."], check=True, cwd=AYA / "cilium")
    return BUILD / "cilium"


LOADERS = [
    ("aya", build_aya, ("libbpf", "aya")),
    ("cilium", build_cilium, ("libbpf",)),
]


def is_of(styles, path):
    return any(f"-{style}-" in pathlib.Path(path).name for style in styles)


def load(loader, objects):
    """Returns how many are loaded and how many are not; says which."""
    loaded = 0
    for start in range(0, len(objects), MOST_OBJECTS):
        result = run([*ALONE, loader, "--load", *objects[start:start + MOST_OBJECTS]])
        if result.returncode == NOT_ALLOWED:
            raise Skip("this process may not load BPF")
        loaded += sum(line.startswith("ok ") for line in result.stdout.splitlines())
        if result.returncode:
            print("\n".join(line for line in result.stdout.splitlines() if not line.startswith("ok ")))
            print(result.stderr, end="")
    return loaded, len(objects) - loaded


def main():
    counts = [0, 0, 0]
    for name, build, styles in LOADERS:
        objects = [path for path in sys.argv[1:] if is_of(styles, path)]
        try:
            loaded, failed = load(build(), objects)
        except Skip as skip:
            counts[2] += 1
            print(f"skip {name}: {skip}")
            continue
        print(f"{name:8} {loaded} objects loaded, {failed} not")
        counts = [counts[0] + loaded, counts[1] + failed, counts[2]]
    print("loaders: {} passed, {} failed, {} skipped".format(*counts))
    return 1 if counts[1] else 0


if __name__ == "__main__":
    sys.exit(main())
