#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The sources compile with musl's headers, and want of it nothing that it lacks: musl.py

Debian has musl, but none of the libraries for it. So each object is compiled, and its undefined symbols
must be musl's or those libraries'.
"""
import pathlib
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests" / "llvms"))
import archive  # noqa: E402

WORK = TOP / "build" / "hosts" / "musl"
HEADERS = ("linux", "asm-generic", "libelf.h", "gelf.h", "bsd", "libiberty", "x86_64-linux-gnu/asm")
LIBRARIES = ("libelf.a", "libbsd.a", "libiberty.a")


def symbols(word, *paths):
    """Names that nm lists, without their versions."""
    listed = archive.run("nm", "-P", *word.split(), *paths)
    return {line.split()[0].split("@")[0] for line in listed.splitlines() if len(line.split()) > 1}


def fetch():
    if not (WORK / "usr").exists():
        WORK.mkdir(parents=True, exist_ok=True)
        archive.run("apt-get", "download", "-q", "musl-dev", "musl", cwd=WORK)
        for deb in WORK.glob("*.deb"):
            archive.unpack(deb, WORK)
    others = WORK / "others"
    others.mkdir(exist_ok=True)
    for name in HEADERS:
        link = others / pathlib.Path(name).name
        link.unlink(missing_ok=True)
        link.symlink_to(pathlib.Path("/usr/include") / name)
    return WORK / "usr", others


def main():
    try:
        usr, others = fetch()
    except archive.Unavailable as why:
        print(f"musl: skipped ({why})")
        return 0
    clang = max(pathlib.Path("/usr/lib").glob("llvm-*/bin/clang"), key=lambda path: int(path.parts[3][5:]))
    compiler = (f"{clang} --target=x86_64-linux-musl -nostdlibinc"
                f" -isystem {usr}/include/x86_64-linux-musl -isystem {others}")
    sources = sorted((TOP / "shim").rglob("*.c"))
    objects = [WORK / "build" / source.relative_to(TOP).with_suffix(".o") for source in sources]
    subprocess.run(["make", "-s", "-C", TOP, "-j2", f"BUILD={WORK}/build", f"CC={compiler}", *objects],
                   check=True, stdout=subprocess.DEVNULL)
    wanted = symbols("--undefined-only", *objects) - symbols("--defined-only", *objects)
    had = symbols("--defined-only", next(usr.glob("lib/*/libc.a")))
    for name in LIBRARIES:
        had |= symbols("--defined-only", next(pathlib.Path("/usr/lib/x86_64-linux-gnu").glob(name)))
    # Of runtime_text.S, and of the linker.
    lacking = sorted(name for name in wanted - had if not name.startswith(("runtime_", "_GLOBAL_")))
    print("\n".join(f"FAIL musl has no '{name}'" for name in lacking))
    print(f"musl: {len(objects)} objects want {len(wanted)} symbols, {len(lacking)} of them are missing")
    return bool(lacking)


if __name__ == "__main__":
    sys.exit(main())
