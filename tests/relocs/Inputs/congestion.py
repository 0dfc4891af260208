#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Registers the congestion control of an object (static RUSTY, named bpf_rusty), lets a connection over the loopback
device of a network namespace of its own use it, and tells what the kernel says of that connection: congestion.py OBJECT
[HOLDER]. bpftool registers it, or it is a link that the program HOLDER (tests/kernel/hold_links.c) holds."""
import contextlib
import fcntl
import os
import socket
import struct
import subprocess
import sys
import tempfile
import threading

NAME = b"bpf_rusty"
SIZE = 1 << 20
# linux/tcp.h, struct tcp_info: eight bytes, then numbers of 32 bits.
TCP_INFO_SIZE, WINDOW = 104, 8 + 18 * 4


def transfer(size):
    """The name of the congestion control that the sender has, and its window."""
    server = socket.create_server(("127.0.0.1", 0))
    client = socket.socket()
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_CONGESTION, NAME)
    client.connect(server.getsockname())
    receiver, _ = server.accept()
    sender = threading.Thread(target=client.sendall, args=(bytes(size),))
    sender.start()
    while size:
        size -= len(receiver.recv(1 << 16))
    sender.join()
    used = client.getsockopt(socket.IPPROTO_TCP, socket.TCP_CONGESTION, 16).rstrip(b"\0")
    info = client.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, TCP_INFO_SIZE)
    return used.decode(), struct.unpack_from("=I", info, WINDOW)[0]


@contextlib.contextmanager
def registered(target):
    subprocess.run(["bpftool", "struct_ops", "register", target], check=True, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        subprocess.run(["bpftool", "struct_ops", "unregister", "name", "RUSTY"], check=True, stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def held(target, holder):
    with subprocess.Popen([holder, target], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        if process.stdout.readline() != "held\n":
            sys.exit("congestion.py: there is no link")
        yield
        process.stdin.close()


def main():
    if sys.argv[1] != "inside":
        os.execvp("unshare", ["unshare", "-n", sys.executable, __file__, "inside", *sys.argv[1:]])
    # The names of congestion controls are the kernel's, not the namespace's: one at a time.
    turn = open(os.path.join(tempfile.gettempdir(), "bpf_rusty.lock"), "w", encoding="utf-8")
    fcntl.flock(turn, fcntl.LOCK_EX)
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    with held(*sys.argv[2:]) if len(sys.argv) == 4 else registered(sys.argv[2]):
        print("registered", flush=True)
        name, window = transfer(SIZE)
        print(f"the connection uses {name}, with a window of {window}", flush=True)
    print("unregistered")


main()
