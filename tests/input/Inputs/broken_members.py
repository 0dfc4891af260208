# SPDX-License-Identifier: MIT OR Apache-2.0
"""broken_members.py SHIM PROGRAM MEMBER FOLDER: archives whose member headers lie, each linked with PROGRAM.

PROGRAM needs MEMBER. Prints how each link ends: its status and its first message.
"""
import pathlib
import struct
import subprocess
import sys

SECONDS = 30
HEADER_SIZE = 60


def header(name=b"helper.o/", date=b"0", size=b"", magic=b"`\n"):
    return (name.ljust(16) + date.ljust(12) + b"0".ljust(6) + b"0".ljust(6) + b"644".ljust(8) + size.ljust(10)
            + magic)


def archive(member, head=None, table=None, names=None):
    """An archive of one member, with parts of it given otherwise."""
    head = head or header(size=str(len(member)).encode())
    long_names = names if names is not None else b""
    where = 8 + HEADER_SIZE + 16 + len(long_names)
    table = table if table is not None else struct.pack(">II", 1, where) + b"helper\0\0"
    return (b"!<arch>\n" + header(b"/", size=str(len(table)).encode()) + table + long_names + head + member
            + b"\n" * (len(member) & 1))


def bsd_table(wide="I", entries_size=None, names_size=None, name=0, where=None, names=b"helper\0\0"):
    """The table of BSD's archives, for one symbol; 'wide' is the kind of its numbers."""
    size = struct.calcsize(wide)
    if where is None:
        where = 8 + HEADER_SIZE + 4 * size + len(names)
    return struct.pack(f"<{wide}{wide}{wide}{wide}", 2 * size if entries_size is None else entries_size, name, where,
                       len(names) if names_size is None else names_size) + names


def bsd(member, name=b"helper.o", table=None, table_name=b"__.SYMDEF"):
    """An archive as BSD's ar writes it."""
    table = bsd_table() if table is None else table
    data = name + member
    return (b"!<arch>\n" + header(table_name, size=str(len(table)).encode()) + table
            + header(b"#1/" + str(len(name)).encode(), size=str(len(data)).encode()) + data
            + b"\n" * (len(data) & 1))


def archives(member):
    size = str(len(member)).encode()
    yield "whole", archive(member)
    yield "no-size", archive(member, header(size=b""))
    yield "size-of-letters", archive(member, header(size=b"xyz"))
    yield "size-below-zero", archive(member, header(size=b"-1"))
    yield "size-beyond", archive(member, header(size=b"9999999999"))
    yield "size-too-small", archive(member, header(size=b"40"))
    yield "size-zero", archive(member, header(size=b"0"))
    yield "other-magic", archive(member, header(size=size, magic=b"xy"))
    yield "no-name", archive(member, header(name=b"", size=size))
    yield "name-of-slashes", archive(member, header(name=b"/" * 16, size=size))
    yield "long-name-without-names", archive(member, header(name=b"/0", size=size))
    yield "long-name-beyond", archive(member, header(name=b"/99999", size=size),
                                      names=header(b"//", size=b"10") + b"helper.o/\n")
    yield "long-name-unended", archive(member, header(name=b"/0", size=size),
                                       names=header(b"//", size=b"10") + b"x" * 10)
    yield "bsd-name", archive(b"helper.o" + member, header(name=b"#1/8", size=str(len(member) + 8).encode()))
    yield "bsd-name-of-odd-length", bsd(member, b"helpe.o")
    yield "bsd-name-with-nuls", bsd(member, b"helper.o\0\0\0\0")
    yield "bsd-name-beyond", archive(member, header(name=b"#1/99999999", size=size))
    yield "bsd-name-is-all", archive(member, header(name=b"#1/" + size, size=size))
    yield "bsd-name-of-gnu", archive(member, header(name=b"#1/", size=size))
    yield "bsd-table", bsd(member, table=bsd_table())
    yield "bsd-table-short-name", bsd(member, table_name=b"__.SYMDEF SORTED")
    yield "bsd-table-64", bsd(member, table=bsd_table(wide="Q"), table_name=b"__.SYMDEF_64")
    yield "bsd-table-empty", bsd(member, table=b"")
    yield "bsd-table-counts-beyond", bsd(member, table=bsd_table(entries_size=2**31))
    yield "bsd-table-counts-half", bsd(member, table=bsd_table(entries_size=7))
    yield "bsd-table-counts-beyond-64", bsd(member, table=bsd_table(wide="Q", entries_size=2**64 - 8),
                                            table_name=b"__.SYMDEF_64")
    yield "bsd-table-names-beyond", bsd(member, table=bsd_table(names_size=9))
    yield "bsd-table-name-beyond", bsd(member, table=bsd_table(name=8))
    yield "bsd-table-name-unended", bsd(member, table=bsd_table(names=b"helperxx"))
    yield "bsd-table-points-beyond", bsd(member, table=bsd_table(where=2**32 - 1))
    yield "bsd-table-alone", bsd(b"")
    yield "table-counts-beyond", archive(member, table=struct.pack(">II", 2**32 - 1, 84) + b"helper\0\0")
    yield "table-points-beyond", archive(member, table=struct.pack(">II", 1, 2**32 - 1) + b"helper\0\0")
    yield "table-points-into-a-member", archive(member, table=struct.pack(">II", 1, 100) + b"helper\0\0")
    yield "table-name-unended", archive(member, table=struct.pack(">II", 1, 84) + b"helperxx")
    yield "table-empty", archive(member, table=b"")
    yield "cut-in-a-header", archive(member)[:8 + HEADER_SIZE + 16 + 30]
    yield "magic-alone", b"!<arch>\n"


def main():
    shim, program, member, folder = sys.argv[1:]
    folder = pathlib.Path(folder)
    for name, data in archives(pathlib.Path(member).read_bytes()):
        (folder / "a.a").write_bytes(data)
        (folder / "out").write_bytes(b"old")
        done = subprocess.run([shim, program, "a.a", "-o", "out"], cwd=folder, capture_output=True, text=True,
                              timeout=SECONDS, check=False)
        if (done.returncode == 0) == ((folder / "out").read_bytes() == b"old"):
            sys.exit(f"{name}: status {done.returncode}, and not the output for it")
        print(f"{name}: {done.returncode} {''.join(done.stderr.splitlines()[:1])}")


main()
