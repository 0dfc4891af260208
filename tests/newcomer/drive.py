#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Five programs and seven functions with traffic: drive.py DIRECTORY NATIVE [NAME...]

The directory has the objects of Inputs/programs. Each is loaded, attached and given what it is made for, and has to do
with it what it says. Wants a network of its own, with a pair of
interfaces, eth0 and peer0, and tracefs.
"""
import os
import pathlib
import random
import socket
import struct
import subprocess
import sys

from libbpf import Object, Refused

ALL_KINDS = 3
MARK = bytes.fromhex("000000000001" "020000000001" "88b5") + b"the last one".ljust(50)
FUNCTIONS = ("checksum", "number", "path", "prefix", "sorted", "state", "tlv")
KEPT = 96
TEXT = 14  # where the text of a packet begins


class Wrong(Exception):
    """What a program did."""


def expect(what, got, wanted):
    if got != wanted:
        raise Wrong(f"{what}: {got!r}, and not {wanted!r}")


def ethernet(kind, *tags):
    tagged = b"".join(struct.pack(">HH", tag, 7) for tag in tags)
    return bytes.fromhex("ffffffffffff" "020000000001") + tagged + struct.pack(">H", kind)


def ipv4(protocol, payload, source="192.0.2.1", options=b""):
    fixed = struct.pack(">BBHHHBBH4s4s", 0x45 + len(options) // 4, 0, 20 + len(options) + len(payload), 1, 0, 64,
                        protocol, 0, socket.inet_aton(source), socket.inet_aton("192.0.2.2"))
    return fixed + options + payload


def udp(port, payload):
    return struct.pack(">HHHH", 40000, port, 8 + len(payload), 0) + payload


def tcp(port, payload, options=b""):
    return struct.pack(">HHIIBBHHH", 40000, port, 1, 1, (5 + len(options) // 4) << 4, 0x18, 64, 0, 0) + options + payload


def question(*labels, flags=0x0100, end=b"\0"):
    name = b"".join(bytes([len(label)]) + label for label in labels)
    return struct.pack(">HHHHHH", 7, flags, 1, 0, 0, 0) + name + end + struct.pack(">HH", 1, 1)


def listen():
    taker = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ALL_KINDS))
    taker.bind(("eth0", ALL_KINDS))
    taker.settimeout(10)
    return taker


def pass_through(frames):
    """Sends frames from peer0, and returns which of them, by number, come to eth0."""
    with listen() as taker, socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as giver:
        giver.bind(("peer0", 0))
        for frame in [*frames, MARK]:
            try:
                giver.send(frame)
            except OSError as why:  # what a filter of tc drops is told to the sender
                if why.errno != 105:
                    raise
        came = []
        while (frame := taker.recv(4096)) != MARK:
            came.append(frame)
    return [number for number, frame in enumerate(frames) if frame in came]


def drive_firewall(loaded):
    loaded.attach_xdp("firewall", "eth0")
    loaded.put("ADDRESSES", socket.inet_aton("198.51.100.9"), bytes(8))
    loaded.put("PORTS", struct.pack("<H", 23), bytes(8))
    frames = [ethernet(0x0800) + ipv4(6, tcp(port, b"%d" % port)) for port in (22, 23, 24)]
    frames += [ethernet(0x0800) + ipv4(17, udp(53, b"from there"), "198.51.100.9"),
               ethernet(0x0800) + ipv4(1, bytes(8), "198.51.100.9"),
               ethernet(0x0800) + ipv4(17, udp(23, b"behind options"), options=bytes([1] * 8)),
               ethernet(0x0800) + ipv4(6, tcp(23, b""))[:21],  # the port is cut off
               ethernet(0x0800) + ipv4(6, b"")[:12], ethernet(0x0800), ethernet(0x86dd) + bytes(40),
               ethernet(0x0806) + bytes(28)]
    expect("packets that come through", pass_through(frames), [0, 2, 6, 7, 8, 9, 10])
    tagged = [ethernet(0x0800, *tags) + ipv4(6, tcp(23, b"tagged")) for tags in ((0x8100,), (0x88a8, 0x8100))]
    tagged += [ethernet(0x0800, 0x8100)[:15]]
    pass_through(tagged)
    expect("dropped by address", loaded.get("ADDRESSES", socket.inet_aton("198.51.100.9"), 8), struct.pack("<Q", 2))
    expect("dropped by port", loaded.get("PORTS", struct.pack("<H", 23), 8), struct.pack("<Q", 4))


def drive_dns(loaded):
    loaded.attach_xdp("dns", "eth0")
    messages = [question(b"www", b"Example", b"org"), question(b"WWW", b"example", b"org"), question(b"a"),
                question(b"x" * 63), question(b"answer", flags=0x8180), question(b"pointer", end=b"\xc0\x0c"),
                question(b"x" * 40, b"y" * 40), question(b"cut", b"off", end=b"\x09")]
    frames = [ethernet(0x0800) + ipv4(17, udp(53, message)) for message in messages]
    frames += [ethernet(0x0800) + ipv4(17, udp(5353, messages[0])), ethernet(0x0800) + ipv4(17, udp(53, messages[0])[:24]),
               ethernet(0x0800) + ipv4(17, udp(53, messages[2]), options=bytes([1] * 12))]
    expect("packets that come through", len(pass_through(frames)), len(frames))
    counts = {key.rstrip(b"\0"): struct.unpack("<Q", value)[0]
              for key, value in loaded.dump("QUESTIONS", 64, 8).items()}
    expect("names", counts, {b"www.example.org": 2, b"a": 2, b"x" * 63: 1})


def drive_exec(loaded):
    loaded.attach("exec")
    files = ["/bin/true", "/bin/../bin/true", "/bin/" + "./" * 40 + "true"]
    started = []

    def execute():
        for file in files:
            child = os.fork()
            if child == 0:
                os.execv(file, ["true"])
            started.append(child)
            os.waitpid(child, 0)

    told = {}
    for record in loaded.records("EXECS", execute):
        pid, length, comm, text = struct.unpack("<Ii16s64s", record)
        told[pid] = (text[:length].rstrip(b"\0").decode(), comm.split(b"\0")[0].decode())
    comm = pathlib.Path("/proc/self/comm").read_text().strip()
    expect("executed files", [told.get(pid) for pid in started], [(file[:63], comm) for file in files])


def drive_histogram(loaded):
    loaded.put("PROCESS", bytes(4), struct.pack("<I", os.getpid()))
    sizes = [0, 1, 2, 3, 4, 1000, 1023, 1024, 65536]
    number = os.open("/dev/null", os.O_WRONLY)
    loaded.attach("write")
    for size in sizes:
        os.write(number, bytes(size))
    counts = struct.unpack("<33Q", loaded.get("SIZES", bytes(4), 33 * 8))
    os.close(number)
    expect("counts by size", counts, tuple(sum(size.bit_length() == slot for size in sizes) for slot in range(33)))


def drive_http(loaded):
    detach = loaded.attach_egress("http", "peer0")
    try:
        lines = [b"GET / HTTP/1.1", b"GET /admin HTTP/1.1", b"GET /admin/users HTTP/1.1", b"GET /administer HTTP/1.1",
                 b"POST /admin?a=b HTTP/1.1", b"POST /form HTTP/1.1", b"DELETE /admin HTTP/1.1", b"GET /endless", b"GET ",
                 b"\x16\x03\x01", b""]
        frames = [ethernet(0x0800) + ipv4(6, tcp(80, line)) for line in lines]
        frames += [ethernet(0x0800) + ipv4(6, tcp(81, lines[1])),
                   ethernet(0x0800) + ipv4(6, tcp(80, lines[1], bytes([1] * 20)), options=bytes([1] * 40)),
                   ethernet(0x0800) + ipv4(6, tcp(80, b""))[:30]]
        expect("packets that come through", pass_through(frames), [0, 3, 5, 7, 8, 9, 10, 11, 13])
        counts = [struct.unpack("<Q", loaded.get("METHODS", struct.pack("<I", number), 8))[0] for number in range(3)]
        expect("methods", counts, [5, 2, 1])
    finally:
        detach()


def texts():
    """What the functions are made for, and what they are not."""
    yield from (b"GET 42\nrest".ljust(40), b" put 7 8".ljust(40), b"x 4294967295 ".ljust(40), b"x 4294967296 ".ljust(40),
                "größe 5".encode().ljust(40), b"\xff\xfe 5".ljust(40), b"longest-of-all-verbs 5".ljust(40), b"one".ljust(40))
    yield from (bytes([len(path)]) + path for path in (b"/usr/bin/Env", b"/tmp/a/b/run.sh", b"name", b"/", b"", b"a//b/",
                                                      b"/" * 81, b"/usr/share/A-Very-Long-Name-Indeed", b"x" * 81))
    yield from (b'  session="abc def"; x', b"id=42; other", b"=", b"a_name_that_is_too_long=1", b"q=\"", b"\ta=b")
    yield from (bytes([1, 2, 9, 9, 12, 4]) + b"four" + bytes([3, 0]), bytes([12, 255]), bytes([12, 0]), bytes([5, 79, 0]))
    for address in ("::1", "fe80::1", "fd00::7", "2001:db8::1", "::ffff:10.0.0.1", "::ffff:192.0.2.1", "ff02::1"):
        yield bytes([0x60]) + bytes(7) + socket.inet_pton(socket.AF_INET6, address)
    yield from (ipv4(6, tcp(port, b"some data"), options=bytes([1] * 4 * words)) for port in (22, 443, 1) for words in (0, 3, 10))
    chance = random.Random(16)
    for _ in range(60):
        yield chance.randbytes(82)
        yield bytes(chance.choices(b' /;="ab12', k=82))


def drive_function(loaded, name, native):
    frames = [(bytes(12) + b"\x88\xb6" + text).ljust(110, b"\0") for text in texts()]
    lines = "".join(frame[:KEPT].hex() + "\n" for frame in frames)
    said = subprocess.run([native], input=lines, text=True, capture_output=True, check=True).stdout
    wanted = [line.split()[FUNCTIONS.index(name)] for line in said.splitlines()]
    some = sum(one != "-" for one in wanted)
    if not 3 <= some:
        raise Wrong(f"only {some} of {len(wanted)} packets have a result natively")
    with listen() as filtered, listen() as all_of_them, socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as giver:
        giver.bind(("peer0", 0))
        loaded.attach_socket("filter", filtered)
        for frame, result in zip(frames, wanted, strict=True):
            for key in loaded.dump("FOUND", 16, 8):
                loaded.forget("FOUND", key)
            giver.send(frame)
            while all_of_them.recv(4096) != frame:
                pass
            found = [f"{key.hex()}:{struct.unpack('<Q', value)[0]:x}" for key, value in loaded.dump("FOUND", 16, 8).items()]
            expect(f"of {frame[TEXT:KEPT]!r}", found, [] if result == "-" else [result])


def main():
    directory, native = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    programs = {name.removeprefix("drive_"): drive for name, drive in globals().items()
                if name.startswith("drive_") and name != "drive_function"}
    bad = 0
    for name in sys.argv[3:] or [*programs, *FUNCTIONS]:
        try:
            with Object(directory / name) as loaded:
                if name in programs:
                    programs[name](loaded)
                else:
                    drive_function(loaded, name, native)
            print(f"ok {directory.name} {name}", flush=True)
        except (Wrong, Refused, TimeoutError) as why:
            bad += 1
            print(f"FAIL {directory.name} {name}: {why}", flush=True)
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
