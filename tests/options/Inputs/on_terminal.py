#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Runs a command with a terminal as its stderr and shows, with the escapes readable, what it got.

on_terminal.py [NAME=VALUE...] COMMAND [WORD...]"""
import os
import pty
import subprocess
import sys

words = sys.argv[1:]
environment = {**os.environ, "TERM": "xterm"}
environment.pop("NO_COLOR", None)
while "=" in words[0]:
    name, value = words.pop(0).split("=", 1)
    environment[name] = value
controller, terminal = pty.openpty()
subprocess.run(words, stderr=terminal, env=environment, check=False, timeout=60)
os.close(terminal)
text = b""
try:
    while part := os.read(controller, 4096):
        text += part
except OSError:  # the terminal is closed
    pass
print(text.decode().replace("\r\n", "\n").replace("\x1b", "<ESC>"), end="")
