# SPDX-License-Identifier: MIT OR Apache-2.0
"""hostile.py OBJECT DIRECTORY [SHIM]: objects that no tool writes, each OBJECT with one lie in it.

OBJECT is what clang makes of tests/elf/btf-maps.c: little-endian, with .maps, .BTF and .BTF.ext. With a
SHIM, checks each, and gives each to a link: they must end in time, with little memory, a status of the
table and messages. Prints one line of counts.
"""
import pathlib
import resource
import struct
import subprocess
import sys

SECONDS = 20
MEMORY = 1 << 30
CHECK_STATUSES = {0: "fit", 1: "refused", 3: "damaged"}

# Elf64_Ehdr, Elf64_Shdr, Elf64_Sym and Elf64_Rel: where a field lies, and its form.
HEADER = {"shoff": (40, "Q"), "shentsize": (58, "H"), "shnum": (60, "H"), "shstrndx": (62, "H")}
SECTION = {"name": (0, "I"), "type": (4, "I"), "flags": (8, "Q"), "offset": (24, "Q"), "size": (32, "Q"),
           "link": (40, "I"), "info": (44, "I"), "addralign": (48, "Q"), "entsize": (56, "Q")}
SYMBOL = {"name": (0, "I"), "info": (4, "B"), "shndx": (6, "H"), "value": (8, "Q"), "size": (16, "Q")}
RELOCATION = {"offset": (0, "Q"), "type": (8, "I"), "symbol": (12, "I")}
# struct btf_header, and that of .BTF.ext.
BTF = {"magic": (0, "H"), "hdr_len": (4, "I"), "type_off": (8, "I"), "type_len": (12, "I"),
       "str_off": (16, "I"), "str_len": (20, "I")}
EXT = {"hdr_len": (4, "I"), "func_off": (8, "I"), "func_len": (12, "I"), "line_off": (16, "I"),
       "line_len": (20, "I")}
FIRST = 24  # bytes of the header of .BTF: the first type lies behind it

NOBITS, HASH, SHN_XINDEX = 8, 5, 0xffff
POINTER, ARRAY, STRUCT, DATASEC = 2, 3, 4, 15
# Bytes behind the head of a BTF type of each kind: once, and for each of its members.
BTF_TAILS = {1: (4, 0), 3: (12, 0), 4: (0, 12), 5: (0, 12), 6: (0, 8), 13: (0, 8), 14: (4, 0), 15: (0, 12),
             17: (4, 0), 19: (0, 12)}
MAX = {"B": 2**8 - 1, "H": 2**16 - 1, "I": 2**32 - 1, "Q": 2**64 - 1}


class Object:
    def __init__(self, original):
        self.data = bytearray(original)
        self.shoff = self.get(0, HEADER, "shoff")
        self.count = self.get(0, HEADER, "shnum")
        strings = self.section(self.get(0, HEADER, "shstrndx"))[0]
        self.index = {}
        for i in range(self.count):
            at = strings + self.get(self.row(i), SECTION, "name")
            self.index[self.data[at:self.data.index(0, at)].decode()] = i

    def get(self, base, layout, field):
        offset, form = layout[field]
        return struct.unpack_from("<" + form, self.data, base + offset)[0]

    def put(self, base, layout, **fields):
        for field, value in fields.items():
            offset, form = layout[field]
            struct.pack_into("<" + form, self.data, base + offset, value & MAX[form])

    def row(self, i):
        return self.shoff + 64 * i

    def section(self, which):
        """Where a section lies in the file, and its size."""
        row = self.row(which if isinstance(which, int) else self.index[which])
        return self.get(row, SECTION, "offset"), self.get(row, SECTION, "size")

    def header(self, **fields):
        self.put(0, HEADER, **fields)

    def lie(self, name, **fields):
        self.put(self.row(self.index[name]), SECTION, **fields)

    def symbol(self, i, **fields):
        self.put(self.section(".symtab")[0] + 24 * i, SYMBOL, **fields)

    def symbols(self, **fields):
        for i in range(1, self.section(".symtab")[1] // 24):
            self.symbol(i, **fields)

    def relocations(self, name, **fields):
        start, size = self.section(name)
        for at in range(start, start + size, 16):
            self.put(at, RELOCATION, **fields)

    def btf(self, **fields):
        self.put(self.section(".BTF")[0], BTF, **fields)

    def ext(self, **fields):
        self.put(self.section(".BTF.ext")[0], EXT, **fields)

    def types(self, wanted):
        """The number of each BTF type of that kind, and where it lies."""
        start = self.section(".BTF")[0]
        at, end = start + FIRST, start + FIRST + self.get(start, BTF, "type_len")
        number = 1
        while at < end:
            info = struct.unpack_from("<I", self.data, at + 4)[0]
            kind, members = info >> 24 & 31, info & 0xffff
            if kind == wanted:
                yield number, at
            once, each = BTF_TAILS.get(kind, (0, 0))
            at += 12 + once + each * members
            number += 1

    def types_refer(self, kind, place, number=None):
        """At this place types of that kind refer to themselves, or to that number."""
        for own, at in self.types(kind):
            struct.pack_into("<I", self.data, at + place, own if number is None else number)

    def type_info(self, kind, info):
        for _, at in self.types(kind):
            struct.pack_into("<I", self.data, at + 4, info)

    def all_sections(self, **fields):
        for i in range(1, self.count):
            self.put(self.row(i), SECTION, **fields)


def sections_overlap(o):
    o.all_sections(offset=o.section("xdp")[0])


def sections_are_the_section_table(o):
    for name in ("xdp", ".maps", ".BTF"):
        o.lie(name, offset=o.shoff, size=64 * o.count)


def extended_count(o):
    o.header(shnum=0)
    o.put(o.row(0), SECTION, size=2**40)


def extended_names(o):
    o.header(shstrndx=SHN_XINDEX)
    o.put(o.row(0), SECTION, link=2**31)


def strings_do_not_end(o):
    start, size = o.section(".strtab")
    o.data[start:start + size] = b"x" * size


def btf_strings_do_not_end(o):
    start = o.section(".BTF")[0]
    at = start + FIRST + o.get(start, BTF, "str_off")
    size = o.get(start, BTF, "str_len")
    o.data[at:at + size] = b"x" * size


def ext_records(o, record_size, count):
    start = o.section(".BTF.ext")[0]
    at = start + o.get(start, EXT, "hdr_len") + o.get(start, EXT, "line_off")
    struct.pack_into("<III", o.data, at, record_size, 1, count)


LIES = {
    "table-beyond-the-end": lambda o: o.header(shoff=2**63),
    "table-at-odd-place": lambda o: o.header(shoff=o.shoff + 1),
    "table-is-the-header": lambda o: o.header(shoff=0),
    "rows-of-no-size": lambda o: o.header(shentsize=0),
    "rows-of-one-byte": lambda o: o.header(shentsize=1),
    "most-sections": lambda o: o.header(shnum=0xfeff),
    "extended-count": extended_count,
    "extended-names": extended_names,
    "names-beyond": lambda o: o.header(shstrndx=0xfe00),
    "names-in-code": lambda o: o.header(shstrndx=o.index["xdp"]),
    "name-beyond": lambda o: o.all_sections(name=2**32 - 1),
    "sections-overlap": sections_overlap,
    "sections-are-the-section-table": sections_are_the_section_table,
    "section-wraps-around": lambda o: o.lie("xdp", offset=2**64 - 8, size=16),
    "code-of-16-exbibytes": lambda o: o.lie("xdp", size=2**64 - 1),
    "code-of-odd-size": lambda o: o.lie("xdp", size=13),
    "code-without-bytes": lambda o: o.lie("xdp", type=NOBITS, size=2**32 - 1),
    "maps-without-bytes": lambda o: o.lie(".maps", type=NOBITS, size=2**32 - 8),
    "btf-without-bytes": lambda o: o.lie(".BTF", type=NOBITS),
    "all-without-bytes": lambda o: o.all_sections(type=NOBITS, size=2**32 - 1),
    "all-compressed": lambda o: o.all_sections(flags=0x800),
    "alignment-of-no-power": lambda o: o.all_sections(addralign=3),
    "alignment-of-8-exbibytes": lambda o: o.all_sections(addralign=2**63),
    "types-are-hashes": lambda o: o.all_sections(type=HASH),
    "all-are-symbols": lambda o: o.all_sections(type=2),
    "all-are-relocations": lambda o: o.all_sections(type=9),
    "all-are-extended-indices": lambda o: o.all_sections(type=18),
    "strings-do-not-end": strings_do_not_end,
    "symbols-name-themselves": lambda o: o.lie(".symtab", link=o.index[".symtab"]),
    "symbols-have-names-in-code": lambda o: o.lie(".symtab", link=o.index["xdp"]),
    "symbols-have-no-names": lambda o: o.lie(".symtab", link=2**32 - 1),
    "symbols-of-no-size": lambda o: o.lie(".symtab", entsize=0),
    "symbols-of-one-byte": lambda o: o.lie(".symtab", entsize=1),
    "symbols-all-local": lambda o: o.lie(".symtab", info=2**32 - 1),
    "symbols-cut": lambda o: o.lie(".symtab", size=o.section(".symtab")[1] - 1),
    "symbols-in-extended-sections": lambda o: o.symbols(shndx=SHN_XINDEX),
    "symbols-in-no-section": lambda o: o.symbols(shndx=0xfe00),
    "symbols-beyond": lambda o: o.symbols(value=2**64 - 1),
    "symbols-of-16-exbibytes": lambda o: o.symbols(size=2**64 - 1),
    "functions-overlap": lambda o: o.symbols(info=0x12, shndx=o.index["xdp"], value=0, size=8),
    "functions-at-odd-places": lambda o: o.symbols(info=0x12, shndx=o.index["xdp"], value=4, size=4),
    "functions-wrap-around": lambda o: o.symbols(info=0x12, shndx=o.index["xdp"], value=8, size=2**64 - 8),
    "maps-overlap": lambda o: o.symbols(info=0x11, shndx=o.index[".maps"], value=0, size=2**63),
    "relocations-of-themselves": lambda o: o.lie(".relxdp", info=o.index[".relxdp"]),
    "relocations-of-symbols": lambda o: o.lie(".relxdp", info=o.index[".symtab"]),
    "relocations-of-nothing": lambda o: o.lie(".relxdp", info=2**32 - 1),
    "relocations-by-code": lambda o: o.lie(".relxdp", link=o.index["xdp"]),
    "relocations-of-no-size": lambda o: o.lie(".relxdp", entsize=0),
    "relocations-cut": lambda o: o.lie(".relxdp", size=o.section(".relxdp")[1] - 1),
    "relocations-beyond": lambda o: o.relocations(".relxdp", offset=2**64 - 1),
    "relocations-at-odd-places": lambda o: o.relocations(".relxdp", offset=5),
    "relocations-at-one-place": lambda o: o.relocations(".relxdp", offset=0),
    "relocations-by-no-symbol": lambda o: o.relocations(".relxdp", symbol=2**32 - 1),
    "relocations-of-odd-type": lambda o: o.relocations(".relxdp", type=2**32 - 1),
    "relocations-of-maps-are-code": lambda o: o.relocations(".rel.maps", type=10),
    "btf-of-other-magic": lambda o: o.btf(magic=0xeb9e),
    "btf-header-of-4-gibibytes": lambda o: o.btf(hdr_len=2**32 - 1),
    "btf-header-of-no-size": lambda o: o.btf(hdr_len=0),
    "btf-types-wrap-around": lambda o: o.btf(type_off=2**32 - 4, type_len=8),
    "btf-types-are-strings": lambda o: o.btf(str_off=0, str_len=2**31),
    "btf-types-at-odd-place": lambda o: o.btf(type_off=1),
    "btf-strings-do-not-end": btf_strings_do_not_end,
    "btf-pointers-to-themselves": lambda o: o.types_refer(POINTER, 8),
    "btf-typedefs-of-themselves": lambda o: (o.types_refer(POINTER, 8), o.type_info(POINTER, 8 << 24)),
    "btf-arrays-of-themselves": lambda o: o.types_refer(ARRAY, 12),
    "btf-arrays-of-4-gibibytes": lambda o: o.types_refer(ARRAY, 20, 2**32 - 1),
    "btf-structs-in-themselves": lambda o: o.types_refer(STRUCT, 16),
    "btf-structs-of-nothing": lambda o: o.types_refer(STRUCT, 16, 2**32 - 1),
    "btf-structs-of-65535": lambda o: o.type_info(STRUCT, STRUCT << 24 | 65535),
    "btf-sections-in-themselves": lambda o: o.types_refer(DATASEC, 12),
    "btf-sections-of-65535": lambda o: o.type_info(DATASEC, DATASEC << 24 | 65535),
    "btf-types-of-no-kind": lambda o: o.type_info(POINTER, 31 << 24),
    "ext-header-of-4-gibibytes": lambda o: o.ext(hdr_len=2**32 - 1),
    "ext-lines-wrap-around": lambda o: o.ext(line_off=2**32 - 4, line_len=8),
    "ext-functions-are-lines": lambda o: o.ext(func_off=0, func_len=2**31),
    "ext-records-of-no-size": lambda o: ext_records(o, 0, 2**32 - 1),
    "ext-records-of-4-gibibytes": lambda o: ext_records(o, 2**32 - 1, 2**32 - 1),
    "ext-too-many-records": lambda o: ext_records(o, 16, 2**28),
}


def limit_memory():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def run(*words):
    """Returns the status, after proving that there are messages for it."""
    done = subprocess.run(words, capture_output=True, text=True, errors="replace", timeout=SECONDS,
                          preexec_fn=limit_memory, check=False)
    lines = done.stderr.splitlines()
    errors = [line for line in lines if line.startswith("bpf-shim: error: ")]
    if ("--json" not in words and bool(done.returncode) != bool(errors)) or any(not line.startswith("bpf-shim: ") for line in lines):
        sys.exit(f"{words}: status {done.returncode}\n{done.stderr}")
    return done.returncode


def judge(shim, path):
    """Returns the kind of end that the check had."""
    status = run(shim, "--check", path)
    if status not in CHECK_STATUSES or run(shim, "--check", "--json", path) != status:
        sys.exit(f"{path}: --check ends with status {status}")
    output = path.with_suffix(".out")
    status_of_link = run(shim, path, "-o", output)
    if status_of_link != 3 or output.exists():
        sys.exit(f"{path}: a link ends with status {status_of_link}")
    return CHECK_STATUSES[status]


def main():
    original = pathlib.Path(sys.argv[1]).read_bytes()
    directory = pathlib.Path(sys.argv[2])
    shim = sys.argv[3] if len(sys.argv) > 3 else None
    counts = dict.fromkeys(CHECK_STATUSES.values(), 0)
    directory.mkdir(parents=True, exist_ok=True)
    for name, tell in LIES.items():
        lying = Object(original)
        tell(lying)
        if lying.data == original:
            sys.exit(f"hostile.py: '{name}' changes nothing")
        path = directory / f"hostile-{name}.o"
        path.write_bytes(lying.data)
        if shim:
            counts[judge(shim, path)] += 1
    if shim:
        print(f"{len(LIES)} objects: {', '.join(f'{counts[kind]} {kind}' for kind in counts)}")


main()
