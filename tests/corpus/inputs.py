# SPDX-License-Identifier: MIT OR Apache-2.0
"""What the programs are run over: the same bytes on every machine."""

import random
import struct

from frames import frame_inputs, skb_inputs


def byte_inputs():
    noise = random.Random(1)
    words = [1 << 63, 2**64 - 1, 1 << 31, 2**32 - 1, (1 << 63) - 1, 0x80, 1, 0]
    small = lambda limit: bytes(noise.randrange(limit) for _ in range(64))
    inputs = [bytes(64), b"\xff" * 64, bytes(range(64)), bytes(range(255, 191, -1)),
              struct.pack("<8Q", *words), struct.pack("<8Q", *reversed(words)),
              small(4), small(8), small(20), b"\0" * 20 + small(64)[20:]]
    inputs += [small(128) for _ in range(3)]
    inputs += [small(256) for _ in range(11)]
    return inputs


def text_inputs():
    texts = ["GET /index.html 8080 HTTP", "content: 12      65535 x", "PUT x           1\0\0\0",
             "a bc def ghij   0099", "\u00e4\u00f6\u00fc\u20ac xyz      77777",
             "A=\"b;c\";d=e      12 4"]
    inputs = [text.encode()[:64].ljust(64, b"\0") for text in texts]
    return inputs + [b"\xff\xfe GET" + bytes(58), b"ab\xe2\x82    " + bytes(56)] + byte_inputs()[-4:]


def packet_inputs():
    """Frames whole, cut short, and with lying headers."""
    ethernet = bytes(range(12))
    ip = lambda ihl, protocol: (bytes([0x40 | ihl, 0, 0, 40]) + bytes(5) + bytes([protocol])
                                + bytes([0, 0, 10, 1, 2, 3, 192, 168, 7, 9]) + bytes(range(1, 41)))
    tcp = lambda doff, options: (struct.pack(">HHIIBBHHH", 443, 51000, 1, 2, doff << 4, 2, 512, 0, 0)
                                 + options)
    v4 = ethernet + b"\x08\x00"
    mss = v4 + ip(5, 6)[:20] + tcp(8, b"\x01\x01\x08\x04\x00\x01\x02\x04\x05\xb4\x00\x00")
    udp = v4 + ip(5, 17)[:20] + struct.pack(">HHHH", 53, 40000, 12, 0) + b"query"
    vlan = ethernet + b"\x81\x00\x00\x05" + udp[12:]
    double = ethernet + b"\x88\xa8\x00\x07" + vlan[12:]
    with_options = v4 + ip(7, 6)[:28] + tcp(5, b"")
    long = v4 + ip(15, 17) + bytes(40)
    lying = v4 + ip(3, 6)
    arp = ethernet + b"\x08\x06" + bytes(30)
    whole = [mss, udp, vlan, double, with_options, long, lying, arp,
             v4 + ip(5, 6)[:20] + tcp(15, b"\x03\x00" * 20), v4 + ip(5, 1)[:24]]
    return whole + [mss[:n] for n in (14, 15, 33, 34, 37, 46, 56, 61)] + [vlan[:17], udp[:33]]


def value_inputs():
    """Each value of the first byte, in front of others that go other ways through their own values."""
    return [bytes([value, 255 - value, value * 7 & 255, value * 31 + 5 & 255])
            + bytes((value * (2 * at + 1) + at) & 255 for at in range(60)) for value in range(256)]


def header_inputs():
    """Packets of each length with a length of four bits at 14, in words: what is behind it is just there, just not
    there, far inside or far outside."""
    packets = []
    for length in range(14, 98):
        words = (length - 14) // 4
        for low in sorted({0, 15, *(min(15, max(0, words + more)) for more in (-1, 0, 1))}):
            packet = bytearray((length * 5 + at * 3) & 255 for at in range(length))
            if length > 14:
                packet[14] = packet[14] & 0xF0 | low
            packets.append(bytes(packet))
    return packets


def record_inputs():
    """96 bytes: lists of type, length and value; IPv4 and IPv6 headers; cookies; noise."""
    noise = random.Random(3)
    some = lambda count, limit=256: bytes(noise.randrange(limit) for _ in range(count))
    ethernet = some(12)
    option = lambda kind, value: bytes([kind, len(value)]) + value
    options = [option(53, b"\x01") + option(12, b"printer-7") + option(61, some(7)) + option(255, b""),
               option(12, b"a-name-of-more-than-16-bytes") + option(1, some(4)), option(3, some(70)),
               option(1, b"") * 20 + option(12, b"late"), b"\x0c\xff" + some(20)]
    ip = lambda first: bytes([first]) + some(9) + b"\0\0" + some(28)
    v6 = lambda source: bytes(8) + source + some(16)
    sources = [bytes(15) + b"\x01", bytes.fromhex("20010db8") + some(12), b"\xfe\x80" + some(14),
               b"\xff\x02" + some(14), bytes(10) + b"\xff\xff\x0a\x01\x02\x03",
               bytes(10) + b"\xff\xff\x7f\0\0\x01", b"\xfd" + some(15)]
    cookies = [b"  session=abc;", b"name=\"a;b\";", b"a_name_that_is_too_long=1;", b"x y=1;", b"=", b"Q=" + b"v" * 70]
    records = [b"\x08\0" + data for data in options + [ip(0x45), ip(0x4f), ip(0x40)]]
    records += [b"\x86\xdd" + v6(source) for source in sources]
    records += [b"\0\0" + cookie for cookie in cookies]
    ports = [(ethernet + some(24) + struct.pack(">H", port)).ljust(96, b"\x07") for port in (22, 443, 8080, 9999)]
    return [(ethernet + data).ljust(96, b"\0")[:96] for data in records] + ports + [some(96), some(96, 4)]


def word_inputs():
    """Lines of text, of which the first has two words or more."""
    lines = ["GET 8080 and more of a text that is long", "  PUT\t65535 x, filled up to 32 bytes.....",
             "verb-that-has-more-than-sixteen 12 bytes", "ADD 4294967295 is what a u32 can be, and",
             "ADD 4294967296 is one more than that is", "SUB -5 is no number of that type, is it?",
             "a +7 has a sign, and is filled up to here", "none", "\u00e4\u00f6\u00fc 12345 letters that are two bytes long",
             "\u20ac 99 three \U0001f600 and four, filled up to here", "x" * 40, " " * 40, "short 1\nGET 5"]
    inputs = [line.encode()[:64].ljust(64, b"\0") for line in lines]
    broken = [b"ab\xe2\x82 5 cut short" + b"." * 40, b"\xff\xfe 17" + b"." * 40, b"G 1" + b"." * 28 + b"\xc3" + b"." * 20]
    return inputs + [data[:64].ljust(64, b"\0") for data in broken] + byte_inputs()[-4:]


INPUTS = {"values": value_inputs, "headers": header_inputs,
          "bytes": byte_inputs, "contexts": byte_inputs, "texts": text_inputs,
          "records": record_inputs, "words": word_inputs,
          "packets": packet_inputs, "frames": frame_inputs,
          "skb-frames": skb_inputs}
