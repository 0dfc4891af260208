# SPDX-License-Identifier: MIT OR Apache-2.0
"""parallel.py SHIM PROGRAM COUNT FOLDER: COUNT links at once into one directory.

Every second one has an output of its own; the others share one, which must be a whole object, whoever
is last. Nothing else may be in the directory in the end.
"""
import pathlib
import subprocess
import sys


def main():
    shim, program, count, folder = sys.argv[1:]
    folder = pathlib.Path(folder)
    shared = folder / "shared"
    links = []
    for i in range(int(count)):
        output = shared if i % 2 else folder / f"own-{i}"
        links.append((subprocess.Popen([shim, program, "-o", output], stderr=subprocess.PIPE), output))
    for process, output in links:
        _, stderr = process.communicate(timeout=600)
        if process.returncode or stderr:
            sys.exit(f"{output}: status {process.returncode}\n{stderr.decode()}")
    contents = {output.read_bytes() for _, output in links}
    if {path for path in folder.iterdir()} != {output for _, output in links}:
        sys.exit(f"files are left behind: {sorted(folder.iterdir())}")
    print(f"{len(links)} links, {len(contents)} contents")


main()
