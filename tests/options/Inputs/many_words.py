# SPDX-License-Identifier: MIT OR Apache-2.0
"""many_words.py SHIM PROGRAM FOLDER: links with 100,000 words, each time to what a plain link gives."""
import pathlib
import subprocess
import sys
import time

COUNT = 100_000
SECONDS = 60


def main():
    shim, program, folder = sys.argv[1:]
    folder = pathlib.Path(folder)
    output, words, empty = folder / "out", folder / "words", folder / "empty.ll"
    empty.write_text('target triple = "bpfel"\n')

    def link(what, *arguments):
        output.unlink(missing_ok=True)
        start = time.monotonic()
        subprocess.run([shim, program, "--export=prog,_license", *arguments, "-o", output], check=True,
                       timeout=SECONDS)
        print(f"{what}: {time.monotonic() - start:.2f} s", file=sys.stderr)
        return output.read_bytes()

    def link_by_file(what, lines):
        words.write_text("".join(f"{line}\n" for line in lines))
        return link(what, f"@{words}")

    whole = link("plain")
    # Longer ones would not fit into the kernel's limit for a command line.
    assert link("arguments", *["-L."] * COUNT) == whole
    assert link_by_file("words of a file", ["-L", "."] * (COUNT // 2)) == whole
    assert link_by_file("exports", [f"--export=name_{i}" for i in range(COUNT)]) == whole
    # More than a process may have mappings.
    assert link_by_file("inputs", [empty] * COUNT) == whole
    print("equal")


main()
