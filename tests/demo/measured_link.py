#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Runs the bpf-shim named by DEMO_SHIM and writes what it used to the file named by DEMO_FIGURES:
seconds of CPU, then KiB of memory at its peak. Both count its worker process, too."""
import os
import sys

shim = os.environ["DEMO_SHIM"]
child = os.posix_spawn(shim, [shim, *sys.argv[1:]], os.environ)
_, status, used = os.wait4(child, 0)
with open(os.environ["DEMO_FIGURES"], "w", encoding="ascii") as figures:
    figures.write(f"{used.ru_utime + used.ru_stime} {used.ru_maxrss}\n")
sys.exit(os.waitstatus_to_exitcode(status))
