#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Every atomic operation, in every width, order and use of its result, for every instruction set and
kernel, by every LLVM that is here: atomics.py [--shim FILE] [--full]

All cases are one program, each on a line of its own. What a link refuses must be what this file says,
in these words; the rest is linked, has the instructions that this file says, runs in this machine's
kernel, and computes what the same code computes natively. The last line is the counts.
"""
import argparse
import ctypes
import functools
import dataclasses
import importlib.util
import itertools
import os
import pathlib
import random
import re
import subprocess
import sys

import archive

# Under another name: it imports the corpus's 'run'.
SPEC = importlib.util.spec_from_file_location("llvms", archive.TOP / "tests" / "llvms" / "run.py")
llvms = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(llvms)

HOME = archive.HOME / "atomics"
OPERATIONS = ("add", "sub", "and", "or", "xor", "xchg", "cmpxchg", "nand", "max", "min", "umax", "umin")
ORDERS = ("monotonic", "acquire", "release", "acq_rel", "seq_cst")
WIDTHS = (8, 16, 32, 64, 128)
# 'dead' is stored where nothing reads it, 'folded' multiplied by what turns out to be zero.
USES = ("unused", "used", "dead", "folded")
CPUS = (None, "v1", "v2", "v3", "v4")
KERNELS = (None, "4.15", "5.4", "5.12", "6.1", "6.6", "6.15")
INPUTS = 8
NEVER = (99, 0)


@dataclasses.dataclass(frozen=True)
class Case:
    operation: str
    width: int
    order: str
    use: str = ""

    def __str__(self):
        return f"{self.operation} i{self.width} {self.order} {self.use}".strip()


@dataclasses.dataclass(frozen=True)
class Config:
    llvm: int
    cpu: str | None
    kernel: str | None

    def __str__(self):
        return f"LLVM {self.llvm} --cpu {self.cpu} --kernel {self.kernel}"

    def words(self):
        return ([f"--cpu={self.cpu}"] if self.cpu else []) + (
            [f"--kernel={self.kernel}"] if self.kernel else [])

    def since(self):
        return tuple(int(n) for n in self.kernel.split(".")) if self.kernel else NEVER

    def given_cpu(self):
        """The instruction set that is not to be raised, or None."""
        if self.cpu or not self.kernel:
            return self.cpu
        return "v4" if self.since() >= (6, 6) else "v3" if self.since() >= (5, 12) else "v2"


def all_cases():
    cases = [Case(*case) for case in itertools.product(OPERATIONS, (32, 64), ORDERS, USES)]
    cases += [Case("load", width, order) for width in WIDTHS
              for order in ("unordered", "monotonic", "acquire", "seq_cst")]
    cases += [Case("store", width, order) for width in WIDTHS
              for order in ("unordered", "monotonic", "release", "seq_cst")]
    cases += [Case(operation, width, "seq_cst", "used")
              for operation in OPERATIONS for width in (8, 16, 128)]
    cases += [Case("fence", 0, order) for order in ORDERS[1:]]
    cases += [Case("compiler_fence", 0, order) for order in ORDERS[1:]]
    # What LLVM would make a load or a store of; they write what was there.
    cases += [Case("or-zero", width, order, use) for width in (32, 64) for order in ORDERS
              for use in USES[:2]]
    return cases


def ordered_access(case, config):
    """How an ordered load or store is refused, or the instruction that it becomes."""
    if case.width == 128:
        return WIDTH
    consistent = case.order == "seq_cst"
    native = (not consistent and config.since() >= (6, 15) and config.given_cpu() == "v4"
              and config.llvm >= 21)
    if native:
        return "load_acquire" if case.operation == "load" else "store_release"
    what = f"an atomic {case.operation} that orders others"
    if case.operation == "store" and case.width >= 32:
        if config.since() < (5, 12):
            return f"{what} needs Linux 5.12", "use Ordering::Relaxed"
        if config.given_cpu() in ("v1", "v2"):
            return (f"{what} needs instruction set v3, not {config.given_cpu()}",
                    "use Ordering::Relaxed, or pass --cpu v3 (Linux 5.12 and later)")
        return "xchg"
    if consistent:
        return (f"BPF has no sequentially consistent atomic {case.operation}",
                "use Ordering::Relaxed, or Acquire and Release with --cpu v4 (Linux 6.15 and later)")
    if config.since() < (6, 15):
        return f"{what} needs Linux 6.15", "use Ordering::Relaxed"
    if config.given_cpu() != "v4":
        return (f"{what} needs instruction set v4, not {config.given_cpu() or 'v2'}",
                "use Ordering::Relaxed, or pass --cpu v4 (Linux 6.15 and later)")
    return (f"an atomic {case.operation} that orders others needs LLVM 21, and this is {config.llvm}",
            "use Ordering::Relaxed, or build with a newer compiler")


WIDTH = ("atomic operations are possible on 32 and 64 bits only", "use AtomicU32 or AtomicU64")


def expected(case, config):
    """(error, help), or the instruction, or None where there is none of its own."""
    if case.operation == "compiler_fence":
        return None
    if case.operation == "fence":
        return ("a fence does not exist in BPF",
                "use compiler_fence(), or an atomic operation in place of what it orders")
    if case.operation in ("load", "store"):
        relaxed = case.order in ("unordered", "monotonic")
        return ordered_access(case, config) if not relaxed else WIDTH if case.width == 128 else None
    if case.width not in (32, 64):
        return WIDTH
    if case.operation in ("nand", "max", "min", "umax", "umin"):
        return ("this atomic operation does not exist in BPF",
                "there are add, sub, and, or, xor, swap and compare_exchange")
    simple = case.operation in ("add", "sub") and case.use != "used"
    if config.since() < (5, 12):
        if simple:
            return "lock +="
        return ("this atomic operation needs Linux 5.12",
                "older kernels have fetch_add() and fetch_sub() alone, without their results")
    if config.given_cpu() in ("v1", "v2"):
        if simple:
            return "lock +="
        return (f"this atomic operation needs instruction set v3, not {config.given_cpu()}",
                "pass --cpu v3 (Linux 5.12 and later), or use fetch_add() or fetch_sub() without "
                "their results")
    if case.operation in ("xchg", "cmpxchg"):
        return case.operation
    operation = {"sub": "add", "or-zero": "or"}.get(case.operation, case.operation)
    # Before LLVM 20 the order decides nothing.
    if case.use == "used" or (case.order != "monotonic" and config.llvm >= 20):
        return f"fetch_{operation}"
    return "lock " + {"add": "+=", "and": "&=", "or": "|=", "xor": "^="}[operation]


def body_of(number, case):
    """The lines of the function for one case: a new value of %h{number + 1}."""
    width, at = f"i{case.width}", f"!dbg !{100 + number}"
    n, lines = number, []
    size = case.width // 8
    if case.operation.endswith("fence"):
        scope = 'syncscope("singlethread") ' if case.operation == "compiler_fence" else ""
        lines += [f"fence {scope}{case.order}, {at}"]
        return lines + [f"%h{n + 1} = add i64 %h{n}, 1"]
    wide = "zext" if case.width < 64 else "trunc" if case.width > 64 else "add"

    def to_64(name, of):
        return f"%{name} = " + (f"add i64 {of}, 0" if wide == "add" else f"{wide} {width} {of} to i64")

    def from_64(name, of):
        cast = "trunc" if case.width < 64 else "zext" if case.width > 64 else "add"
        return f"%{name} = " + (f"add i64 {of}, 0" if cast == "add" else f"{cast} i64 {of} to {width}")
    lines += [f"%a{n} = mul i64 %in0, {2 * n + 3}", f"%b{n} = xor i64 %in1, %h{n}",
              from_64(f"init{n}", f"%a{n}"), from_64(f"value{n}", f"%b{n}"),
              f"store volatile {width} %init{n}, ptr %cell, align 16"]
    old = None
    if case.operation == "load":
        lines += [f"%old{n} = load atomic {width}, ptr %cell {case.order}, align {size}, {at}"]
        old = f"%old{n}"
    elif case.operation == "store":
        lines += [f"store atomic {width} %value{n}, ptr %cell {case.order}, align {size}, {at}"]
    elif case.operation == "cmpxchg":
        lines += [f"%bit{n} = trunc i64 %b{n} to i1",
                  f"%want{n} = select i1 %bit{n}, {width} %init{n}, {width} %value{n}",
                  f"%pair{n} = cmpxchg ptr %cell, {width} %want{n}, {width} %value{n} {case.order} "
                  f"monotonic, align {size}, {at}",
                  f"%old{n} = extractvalue {{ {width}, i1 }} %pair{n}, 0"]
        old = f"%old{n}"
    else:
        operation, value = case.operation, f"%value{n}"
        if operation == "or-zero":
            operation, value = "or", "0"
        lines += [f"%old{n} = atomicrmw {operation} ptr %cell, {width} {value} {case.order}, "
                  f"align {size}, {at}"]
        old = f"%old{n}"
    lines += [f"%new{n} = load volatile {width}, ptr %cell, align 16", to_64(f"x{n}", f"%new{n}")]
    if case.use == "dead":
        lines += [f"store {width} {old}, ptr %slot"]
    elif case.use == "folded":
        lines += [f"store {width} 0, ptr %slot", f"%zero{n} = load {width}, ptr %slot",
                  f"%product{n} = mul {width} {old}, %zero{n}", to_64(f"y{n}", f"%product{n}")]
    elif case.use == "used" or case.operation == "load":
        lines += [to_64(f"y{n}", old)]
    else:
        lines += [f"%y{n} = add i64 0, 0"]
    if case.use == "dead":
        lines += [f"%y{n} = add i64 0, 0"]
    lines += [f"%m{n} = mul i64 %h{n}, 6364136223846793005", f"%s{n} = xor i64 %m{n}, %x{n}",
              f"%t{n} = mul i64 %s{n}, 3935559000370003845", f"%h{n + 1} = add i64 %t{n}, %y{n}"]
    return lines


# Every kernel has packets: the input is the first 16 bytes of one.
PACKET = ["%data = load i32, ptr %ctx", "%end = getelementptr i8, ptr %ctx, i64 4",
          "%data_end = load i32, ptr %end", "%from = zext i32 %data to i64",
          "%to = zext i32 %data_end to i64", "%packet = inttoptr i64 %from to ptr",
          "%limit = inttoptr i64 %to to ptr", "%after = getelementptr i8, ptr %packet, i64 16",
          "%short = icmp ugt ptr %after, %limit", "br i1 %short, label %none, label %some", "none:",
          "ret i32 1", "some:"]


def module_of(cases, native=False):
    """One program; case N is on line N + 1 of the source that its debug information names."""
    lines = ["define i32 @prog(ptr %packet) !dbg !4 {"] if native else [
        'target triple = "bpfel"', 'define i32 @prog(ptr %ctx) section "xdp" !dbg !4 {']
    lines += ["%local = alloca i128, align 16", "%slot = alloca i128, align 16"]
    lines += [] if native else PACKET
    # The compiler must not know the place, or it makes a register of it.
    lines += ['%cell = call ptr asm "", "=r,0"(ptr %local)', "%in0 = load i64, ptr %packet",
              "%second = getelementptr i8, ptr %packet, i64 8", "%in1 = load i64, ptr %second",
              "%h0 = add i64 %in0, 1"]
    for number, case in enumerate(cases):
        lines += body_of(number, case)
    last = f"%h{len(cases)}"
    lines += [f"%high = lshr i64 {last}, 32", f"%mixed = xor i64 {last}, %high",
              "%r = trunc i64 %mixed to i32", "ret i32 %r", "}",
              "!llvm.dbg.cu = !{!0}", "!llvm.module.flags = !{!3}",
              "!0 = distinct !DICompileUnit(language: DW_LANG_Rust, file: !1, emissionKind: LineTablesOnly)",
              '!1 = !DIFile(filename: "cases.rs", directory: "/src")', "!2 = !{}",
              '!3 = !{i32 2, !"Debug Info Version", i32 3}',
              '!4 = distinct !DISubprogram(name: "prog", scope: !1, file: !1, line: 1, type: !5, '
              "unit: !0, spFlags: DISPFlagDefinition)", "!5 = !DISubroutineType(types: !2)"]
    lines += [f"!{100 + number} = !DILocation(line: {number + 1}, column: 1, scope: !4)"
              for number in range(len(cases))]
    return "\n".join(lines) + "\n"


def refusals_of(stderr, cases):
    """(error, help) by case."""
    found, lines = {}, stderr.splitlines()
    for at, line in enumerate(lines):
        error = re.search(r"error: (?:.*/)?cases\.rs:(\d+):1: in 'prog': (.*)", line)
        if not error:
            continue
        text = re.sub(r"(and this is \d+)[.\d]+$", r"\1", error[2])
        helped = re.search(r"help: (.*)", lines[at + 1]) if at + 1 < len(lines) else None
        found[cases[int(error[1]) - 1]] = (text, helped[1] if helped else "")
    return found


def link(shim, config, cases):
    """(refusals, the cases left, the object)."""
    source, target = HOME / "cases.ll", HOME / "cases.o"
    refused = {}
    while True:
        source.write_text(module_of(cases))
        done = llvms.run(shim, source, "-o", target, *config.words())
        if done.returncode == 0:
            return refused, cases, target
        found = refusals_of(done.stderr, cases)
        if not found or set(found) & set(refused):
            raise llvms.Failure(f"{config}: {done.stderr}")
        refused |= found
        cases = [case for case in cases if case not in found]


def instructions_of(path):
    """The atomic instructions of an object, by their own encoding (RFC 9669, 5.3)."""
    names = {0x00: "lock +=", 0x40: "lock |=", 0x50: "lock &=", 0xa0: "lock ^=", 0x01: "fetch_add",
             0x41: "fetch_or", 0x51: "fetch_and", 0xa1: "fetch_xor", 0xe1: "xchg", 0xf1: "cmpxchg",
             0x100: "load_acquire", 0x110: "store_release"}
    sizes = {0xc3: 32, 0xdb: 64, 0xd3: 8, 0xcb: 16}
    raw = HOME / "text"
    llvms.run("llvm-objcopy", f"--dump-section=xdp={raw}", path, "/dev/null")
    code = raw.read_bytes()
    insns = [code[at:at + 8] for at in range(0, len(code), 8)]
    return [(names[int.from_bytes(insn[4:], "little")], sizes[insn[0]])
            for insn in insns if insn[0] in sizes]


@functools.cache
def native_of(cases):
    """What a tuple of cases computes; many configurations have the same."""
    source, library = HOME / "native.ll", HOME / "native.so"
    source.write_text(module_of(cases, native=True))
    clang = sorted(pathlib.Path("/usr/lib").glob("llvm-*/bin/clang"),
                   key=lambda path: int(path.parts[3].split("-")[1]))[-1]
    built = llvms.run(clang, "-O0", "-w", "-shared", "-fPIC", "-x", "ir", source, "-o", library)
    if built.returncode:
        raise llvms.Failure(built.stderr)
    opened = ctypes.CDLL(str(library))
    handle = opened._handle  # pylint: disable=protected-access
    results = [opened.prog(data) & 0xffffffff for data in INPUT_BYTES]
    ctypes.CDLL(None).dlclose(ctypes.c_void_p(handle))
    return results


RANDOM = random.Random(1)
INPUT_BYTES = [RANDOM.randbytes(16) for _ in range(INPUTS)]


def results_of(target):
    ran = llvms.run(llvms.corpus.BUILD / "run_prog", target, *(data.hex() for data in INPUT_BYTES))
    if ran.returncode == llvms.corpus.NOT_ALLOWED:
        raise llvms.corpus.Skip(ran.stderr.strip())
    if ran.returncode:
        raise llvms.Failure(ran.stderr[-2000:])
    return [int(line.split()[3]) & 0xffffffff for line in ran.stdout.splitlines()]


def try_config(shim, config, cases):
    """The number of cases that were right; raises Failure."""
    refused, left, target = link(shim, config, cases)
    for case in cases:
        want, got = expected(case, config), refused.get(case)
        if got != (want if isinstance(want, tuple) else None):
            raise llvms.Failure(f"{config}: {case}: refused as {got}, expected {want}")
    want = [(expected(case, config), case.width) for case in left if expected(case, config)]
    got = instructions_of(target)
    if got != want:
        first = next((pair for pair in itertools.zip_longest(want, got) if pair[0] != pair[1]))
        raise llvms.Failure(f"{config}: expected {first[0]}, found {first[1]}")
    if results_of(target) != native_of(tuple(left)):
        wrong = []
        for case in left:
            link(shim, config, [case])
            if results_of(target) != native_of((case,)):
                wrong.append(str(case))
        raise llvms.Failure(f"{config}: wrong results: {', '.join(wrong)}")
    return len(cases)


def configs_of(major, full):
    kernels = KERNELS if full else (None, "5.4", "6.1", "6.15")
    cpus = CPUS if full else (None, "v2", "v3", "v4")
    return [Config(major, cpu, kernel) for cpu in cpus for kernel in kernels
            if full or not (cpu and kernel) or (cpu, kernel) in (("v4", "6.1"), ("v2", "6.15"))]


def main():
    parser = argparse.ArgumentParser(description="Every atomic operation.")
    parser.add_argument("--shim", type=pathlib.Path, default=archive.TOP / "build" / "bpf-shim")
    parser.add_argument("--full", action="store_true", help="each instruction set with each kernel")
    args = parser.parse_args()
    os.environ.pop("BPF_SHIM_LLVM", None)
    HOME.mkdir(parents=True, exist_ok=True)
    llvms.OUT.mkdir(parents=True, exist_ok=True)
    subprocess.run(["make", "-s", "-C", llvms.corpus.HARNESS], check=True)
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    libraries = llvms.find_libraries(args.shim.resolve(), llvms.find_suites())
    for major, shim in sorted(libraries.items()):
        for config in configs_of(major, args.full):
            try:
                counts["passed"] += try_config(shim, config, all_cases())
            except llvms.corpus.Skip as why:
                print(f"skip {config}: {why}")
                counts["skipped"] += 1
            except llvms.Failure as why:
                print(f"FAIL {why}", flush=True)
                counts["failed"] += 1
    print("atomics: {passed} passed, {failed} failed, {skipped} skipped".format(**counts))
    return 1 if counts["failed"] or not counts["passed"] else 0


if __name__ == "__main__":
    sys.exit(main())
