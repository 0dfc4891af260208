# SPDX-License-Identifier: MIT OR Apache-2.0
"""Frames of many protocols: whole, cut short at every length, damaged, and noise."""

import random
import struct

ADDRESSES = bytes([2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2])
SHORTEST = 15  # the kernel runs no program on a buffer that ends behind the Ethernet header


def ethernet(kind, payload):
    return ADDRESSES + struct.pack(">H", kind) + payload


def ipv4(protocol, payload, options=b"", source=(10, 1, 2, 3), target=(192, 168, 7, 9)):
    length = 20 + len(options)
    return (struct.pack(">BBHHHBBH", 0x40 | length // 4, 0, length + len(payload), 7, 0, 64, protocol,
                        0x1234) + bytes(source) + bytes(target) + options + payload)


def ipv6(following, payload):
    address = bytes([0x20, 1, 0xd, 0xb8]) + bytes(11)
    return (struct.pack(">IHBB", 6 << 28, len(payload), following, 64) + address + b"\1" + address
            + b"\2" + payload)


def tcp(payload, options=b"", port=443):
    return (struct.pack(">HHIIBBHHH", 51000, port, 1, 2, (20 + len(options)) // 4 << 4, 0x12, 512, 0,
                        0) + options + payload)


def udp(port, payload):
    return struct.pack(">HHHH", 40000, port, 8 + len(payload), 0) + payload


def frame4(protocol, payload, **words):
    return ethernet(0x800, ipv4(protocol, payload, **words))


def datagram(port, payload):
    return frame4(17, udp(port, payload))


def name(text):
    return b"".join(bytes([len(label)]) + label.encode() for label in text.split(".")) + b"\0"


def dns():
    query = struct.pack(">HHHHHH", 9, 0x100, 1, 0, 0, 0)
    return [datagram(53, query + name("www.Example.com") + struct.pack(">HH", 28, 1)),
            datagram(53, query + name("a.very-long-label-of-thirty-bytes.org") + b"\0\1\0\1")]


def hello():
    extension = lambda kind, data: struct.pack(">HH", kind, len(data)) + data
    host = b"www.example.org"
    sni = struct.pack(">HBH", len(host) + 3, 0, len(host)) + host
    extensions = extension(23, b"") + extension(0, sni) + extension(10, b"\0\2\0\x1d")
    body = (b"\3\3" + bytes(range(32)) + b"\4abcd" + b"\0\4\x13\1\x13\2" + b"\1\0"
            + struct.pack(">H", len(extensions)) + extensions)
    handshake = b"\1" + len(body).to_bytes(3, "big") + body
    return frame4(6, tcp(b"\x16\3\1" + struct.pack(">H", len(handshake)) + handshake))


def tunnels():
    inner = ipv4(6, tcp(b""), source=(172, 16, 0, 1))
    vxlan = b"\x08\0\0\0\0\1\2\0" + ethernet(0x800, inner)
    return [frame4(47, b"\xb0\0\x08\0" + bytes([0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 9]) + inner),
            frame4(47, b"\x20\0\x08\0\5\6\7\x08" + inner), datagram(4789, vxlan),
            frame4(4, ipv4(4, inner, options=bytes(4)), options=b"\1\1\1\0"),
            ethernet(0x8847, b"\0\1\x20\x40\0\3\x11\x40" + inner),
            ethernet(0x8864, b"\x11\0\0\x2a" + struct.pack(">H", len(inner) + 2) + b"\0\x21" + inner)]


def attributes():
    dhcp = bytes(236) + b"\x63\x82\x53\x63" + b"\x35\1\3\x3d\2\1\7\x32\4\xc0\xa8\7\x63\xff"
    radius = b"\1\7\0\x2b" + bytes(range(16)) + b"\1\6root\5\6\0\0\0\2\x4f\x0b123456789"
    stun = (b"\1\1\0\x14\x21\x12\xa4\x42" + bytes(12) + b"\x80\x22\0\5abcde\0\0\0"
            + b"\0\x20\0\x08\0\1\x12\x34\x5e\x12\xa4\x43")
    lldp = b"\2\7\4\1\2\3\4\5\6\4\4\5eth\6\2\0\x78\0\0"
    sctp = bytes(12) + b"\1\0\0\x0a123456\0\0" + b"\3\1\0\4" + b"\0\3\0\5a"
    return [datagram(67, dhcp), datagram(1812, radius), datagram(3478, stun), ethernet(0x88cc, lldp),
            frame4(132, sctp), frame4(2, b"\x11\0\0\0\xe0\0\0\x16\2\x7d\0\2\x0a\0\0\1\x0a\0\0\2")]


def texts():
    return [frame4(6, tcp(b"GET /api/items?x=1 HTTP/1.1\r\nHost: a\r\n", port=80)),
            frame4(6, tcp(b"POST /form HTTP/1.0\r\n", options=b"\1\1\1\1", port=80)),
            datagram(69, b"\0\1boot.kernel.img\0OCTET\0"), datagram(514, b"<165>Oct 11 host app"),
            frame4(6, tcp(b"\x10\x8f\2\0\4MQTT\4\2\0\x3c", port=1883))]


def others():
    mss = b"\2\4\5\xb4\1\3\3\7\4\2\x08\x0a\0\0\0\1\0\0\0\0"
    frames = [frame4(6, tcp(b"x", options=mss)), frame4(6, tcp(b"", options=mss), options=b"\x94\4\0\0"),
              frame4(1, b"\x08\0\0\0\x12\x34\0\7ping"), datagram(123, b"\x23" + bytes(range(1, 48))),
              frame4(17, udp(9, b"query"), options=b"\7\7\4\1\2\3\4\0"),
              ethernet(0x806, b"\0\1\x08\0\6\4\0\1" + ADDRESSES[:6] + b"\x0a\0\0\1" + bytes(6)
                       + b"\x0a\0\0\2"),
              datagram(443, b"\xc3\0\0\0\1\x08abcdefgh\5vwxyz\0\x44")]
    tagged = b"\0\5\x08\0" + ipv4(17, udp(53, b"abc"))
    frames += [ethernet(0x8100, tagged), ethernet(0x88a8, b"\0\7\x81\0" + tagged)]
    chain = b"\x2b\0\5\2\0\0\0\0" + b"\x2c\1" + bytes(14) + b"\6\0\0\0\0\0\0\1" + tcp(b"y")
    frames += [ethernet(0x86dd, ipv6(0, chain)), ethernet(0x86dd, ipv6(17, udp(53, b"six"))),
               ethernet(0x86dd, ipv6(58, b"\x87\0\0\0\0\0\0\0" + bytes(range(16))
                                     + b"\x0e\1abcdef\1\1" + ADDRESSES[:6]))]
    return frames


def damaged(frame, noise):
    changed = bytearray(frame)
    for _ in range(noise.randrange(1, 4)):
        changed[noise.randrange(12, len(frame))] = noise.choice([0, 1, 0xff, noise.randrange(256)])
    return bytes(changed)


def frame_inputs():
    noise = random.Random(16)
    whole = dns() + [hello()] + tunnels() + attributes() + texts() + others()
    cut = [frame[:length] for frame in whole for length in range(SHORTEST, len(frame))]
    hurt = [damaged(frame, noise) for frame in whole for _ in range(24)]
    rest = [bytes(noise.randrange(256) for _ in range(noise.randrange(SHORTEST, 128)))
            for _ in range(64)]
    return whole + cut + hurt + rest


def skb_inputs():
    """Those that the kernel makes a socket buffer of: not those that end within the IP header."""
    least = {b"\x08\0": 34, b"\x86\xdd": 54}
    return [frame for frame in frame_inputs() if len(frame) > least.get(frame[12:14], SHORTEST)]
