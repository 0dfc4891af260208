# SPDX-License-Identifier: MIT OR Apache-2.0
"""bad_stdout.py SHIM: how it ends, and its messages, when stdout cannot be written."""
import os
import signal
import subprocess
import sys


def without_reader():
    """A pipe with nobody at the other end; its signal is ignored, or the process would just end."""
    read, write = os.pipe()
    os.close(read)
    os.dup2(write, 1)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)


def full():
    os.dup2(os.open("/dev/full", os.O_WRONLY), 1)


def closed():
    os.close(1)


def end(words, stdout):
    done = subprocess.run([sys.argv[1], *words], preexec_fn=stdout, stderr=subprocess.PIPE, text=True,
                          timeout=30, check=False)
    first = " | ".join(line for line in done.stderr.splitlines() if " help: " not in line)
    print(f"{' '.join(words)} {stdout.__name__.replace('_', ' a ')}:"
          f" {done.returncode} {first}", flush=True)


def main():
    for words in (["--help"], ["--version"], ["--check", "prog.o"], ["--check", "--json", "prog.o"]):
        for stdout in (full, closed, without_reader):
            end(words, stdout)
    end(["prog.o", "-o", "out"], closed)


main()
