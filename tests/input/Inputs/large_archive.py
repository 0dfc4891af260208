# SPDX-License-Identifier: MIT OR Apache-2.0
"""large_archive.py SHIM MAIN HELPER COUNT SIZE FOLDER: links MAIN with a large archive, and judges.

The archive has HELPER, COUNT other members that look like bitcode, all of SIZE bytes and most of that a
hole, and symbols for all of them. The link must do with few of its bytes: little time, little memory.
"""
import pathlib
import resource
import struct
import subprocess
import sys
import time

SECONDS = 60
MEMORY = 256 << 20  # of its own: pages of the archive do not count


def header(name, size):
    return f"{name:<16}{0:<12}{0:<6}{0:<6}{644:<8}{size:<10}`\n".encode()


def write_archive(path, helper, count, size):
    names = ["helper", *(f"symbol_{i}" for i in range(count))]
    strings = b"".join(name.encode() + b"\0" for name in names)
    strings += b"\0" * (len(strings) & 1)
    # The table of symbols has offsets of 32 bits, or as LLVM writes it for larger archives.
    title, form = ("/", "I") if count * (60 + size) < 2**31 else ("/SYM64/", "Q")
    table = struct.calcsize(f">{1 + len(names)}{form}") + len(strings)
    first = 8 + 60 + table
    second = first + 60 + len(helper) + (len(helper) & 1)
    offsets = [first, *(second + i * (60 + size) for i in range(count))]
    with open(path, "wb") as archive:
        archive.write(b"!<arch>\n" + header(title, table))
        archive.write(struct.pack(f">{1 + len(names)}{form}", len(names), *offsets) + strings)
        archive.write(header("helper.o/", len(helper)) + helper + b"\n" * (len(helper) & 1))
        for i in range(count):
            archive.seek(second + i * (60 + size))
            archive.write(header(f"m{i}.o/", size) + b"BC\xc0\xde")
        archive.truncate(second + count * (60 + size))


def limit_memory():
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def main():
    shim, main_path, helper, count, size, folder = sys.argv[1:]
    folder = pathlib.Path(folder)
    archive, output = folder / "libhelper.a", folder / "out"
    write_archive(archive, pathlib.Path(helper).read_bytes(), int(count), int(size))
    start = time.monotonic()
    done = subprocess.run([shim, main_path, archive, "-o", output], timeout=SECONDS, check=False,
                          preexec_fn=limit_memory)
    seconds = time.monotonic() - start
    print(f"{archive.stat().st_size >> 20} MiB, {count} members: {seconds:.2f} s", file=sys.stderr)
    archive.unlink()
    sys.exit(done.returncode)


main()
