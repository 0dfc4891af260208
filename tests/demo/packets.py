# SPDX-License-Identifier: MIT OR Apache-2.0
"""The packets of the demo, each with the verdict and the row of counters it must get."""
import struct

ABORTED, DROP, PASS = 0, 1, 2
UNKNOWN, ARP, ICMP, TCP, UDP = range(5)
PROTOCOLS = ["unknown", "arp", "icmp", "tcp", "udp"]
VERDICTS = ["ABORTED", "DROP", "PASS"]

LOOSE_ROUTE = bytes([131, 7, 4, 10, 0, 0, 1, 0])
ROUTER_ALERT = bytes([148, 4, 0, 0])
NO_OPERATION = bytes([1, 1, 1, 1])
ENDLESS = bytes([148, 0, 0, 0])


def ethernet(kind, *tags):
    tagged = b"".join(struct.pack(">HH", tag, 7) for tag in tags)
    return bytes.fromhex("020000000001" "020000000002") + tagged + struct.pack(">H", kind)


def ipv4(protocol, options=b"", words=None):
    words = words or 5 + len(options) // 4
    fixed = struct.pack(">BBHHHBBH4s4s", 0x40 | words, 0, 60, 1, 0, 64, protocol, 0,
                        bytes([192, 0, 2, 1]), bytes([192, 0, 2, 2]))
    return ethernet(0x0800) + fixed + options


def to_port(port):
    return struct.pack(">HH", 40000, port) + bytes(16)


web = ipv4(6) + to_port(443)
tagged = ethernet(0x0800, 0x8100) + web[14:]

PACKETS = [
    ("TCP to port 443", web, TCP, PASS),
    ("TCP to port 445", ipv4(6) + to_port(445), TCP, DROP),
    ("UDP to port 53", ipv4(17) + to_port(53), UDP, PASS),
    ("UDP to port 5353", ipv4(17) + to_port(5353), UDP, DROP),
    ("ICMP", ipv4(1) + bytes(8), ICMP, PASS),
    ("ARP", ethernet(0x0806) + bytes(28), ARP, PASS),
    ("IPv6", ethernet(0x86dd) + bytes(40), UNKNOWN, PASS),
    ("TCP under a VLAN tag", tagged, TCP, PASS),
    ("TCP under two VLAN tags", ethernet(0x0800, 0x88a8, 0x8100) + web[14:], TCP, PASS),
    ("UDP with a router alert", ipv4(17, ROUTER_ALERT) + to_port(53), UDP, PASS),
    ("UDP, no-operation options", ipv4(17, NO_OPERATION) + to_port(53), UDP, PASS),
    ("UDP with a loose route", ipv4(17, NO_OPERATION + LOOSE_ROUTE) + to_port(53), UDP, DROP),
    ("cut inside the VLAN tag", tagged[:16], UNKNOWN, ABORTED),
    ("cut inside the IPv4 header", web[:30], UNKNOWN, ABORTED),
    ("cut before the TCP ports", web[:36], UNKNOWN, ABORTED),
    ("header length of 12 bytes", ipv4(6, words=3) + to_port(443), UNKNOWN, ABORTED),
    ("header longer than packet", ipv4(6, ROUTER_ALERT, words=15), UNKNOWN, ABORTED),
    ("option without a length", ipv4(17, ENDLESS) + to_port(53), UNKNOWN, ABORTED),
]
