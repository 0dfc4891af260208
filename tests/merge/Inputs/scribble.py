# SPDX-License-Identifier: MIT OR Apache-2.0
"""Prints ARCHIVE with the second half of its member, a copy of MEMBER, overwritten with zeros."""
import sys

archive, member = (open(path, "rb").read() for path in sys.argv[1:])
start = archive.index(member)
half = len(member) // 2 & ~3
end = start + len(member)
sys.stdout.buffer.write(archive[: start + half] + bytes(end - start - half) + archive[end:])
