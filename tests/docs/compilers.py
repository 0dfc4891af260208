# SPDX-License-Identifier: MIT OR Apache-2.0
"""The compilers that are here, each with its cargo: from the oldest that is promised, of Debian's archive."""
import os
import shutil
import subprocess
import sys

import snippets

sys.path.insert(0, str(snippets.TOP / "tests" / "llvms"))
import archive  # noqa: E402

OUT = snippets.TOP / "build" / "docs"


class Compiler:
    def __init__(self, rustc, cargo):
        self.rustc, self.cargo = rustc, cargo
        self.version = subprocess.run([*rustc, "-V"], text=True, capture_output=True, check=True).stdout.split()[1]

    def key(self):
        return [int(number) for number in self.version.split("-")[0].split(".")]


def oldest():
    try:
        root = archive.fetch("bookworm")
    except archive.Unavailable as why:
        print(f"skip the oldest compiler: {why}")
        return []
    words = [archive.run_with(root, root / "usr" / "bin" / name, OUT / f"old-{name}", {})
             for name in ("rustc", "cargo")]
    return [Compiler([str(words[0])], [str(words[1])])]


def find():
    """All of them, oldest first."""
    found = oldest()
    rustup = shutil.which("rustup")
    for channel in ("stable", "nightly"):
        words = ["rustup", "run", channel]
        if rustup and subprocess.run([*words, "cargo", "-V"], capture_output=True, check=False).returncode == 0:
            found.append(Compiler([*words, "rustc"], [*words, "cargo"]))
    if os.access("/usr/bin/rustc", os.X_OK) and os.access("/usr/bin/cargo", os.X_OK):
        found.append(Compiler(["/usr/bin/rustc"], ["/usr/bin/cargo"]))
    return sorted(found, key=Compiler.key)


def environment(compiler, shim, work):
    """For that compiler's cargo, with bpf-shim on PATH and no flags of this environment."""
    (work / "bin").mkdir(parents=True, exist_ok=True)
    link = work / "bin" / "bpf-shim"
    link.unlink(missing_ok=True)
    link.symlink_to(shim)
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith("CARGO_TARGET") and not name.endswith("RUSTFLAGS")}
    kept["PATH"] = f"{work / 'bin'}:{kept['PATH']}"
    if len(compiler.rustc) == 1:
        kept["RUSTC"] = compiler.rustc[0]
    return kept
