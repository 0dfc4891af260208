#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Builds each program of the corpus with bpf-shim and natively, and compares what they compute.

A program is a file NAME.rs here; its leading comments say what it promises and how it wants to be
built. Each mode is a way of building it: front door x opt-level x codegen-units x map style x panic
handler; opt-level 0 is a debug build, with the checks that cargo's dev profile has. The object is
checked, loaded into the running kernel by run_prog, and run over the same inputs as the native build.
"""

import argparse
import concurrent.futures
import dataclasses
import fcntl
import itertools
import os
import pathlib
import re
import shutil
import subprocess
import sys

from inputs import INPUTS

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
BUILD = TOP / "build" / "tests"
HARNESS = TOP / "tests" / "kernel"
BPF_TARGET = "bpfel-unknown-none"
HEADER_KEYS = {"promise", "panics", "handlers", "overflow-checks", "debug-checks", "link-args",
               "panic-return", "doors", "maps", "inputs", "data", "kernel", "refused"}
SHARED = ("prelude", "line")  # what programs include
PASS, SHORT = 2, 1
NOT_ALLOWED = 77


class Failure(Exception):
    """Why a program failed in a mode."""


class Skip(Exception):
    """Why a program could not be tried in a mode."""


@dataclasses.dataclass(frozen=True)
class Mode:
    door: str
    opt: str
    units: int
    maps: str
    handler: str
    kernel: str = ""  # --kernel, when it is given

    def __str__(self):
        kernel = f" for {self.kernel}" if self.kernel else ""
        return f"{self.door} O{self.opt} cgu{self.units} {self.maps} {self.handler}{kernel}"


DOORS = ("host", "bpf")
OPTS = ("1", "2", "3", "s", "0")
UNITS = (1, 16)
MAPS = ("libbpf", "redbpf", "aya")
HANDLERS = ("loop", "unreachable", "helper")


class Program:
    keys = HEADER_KEYS
    needed = ("promise", "kernel")

    def __init__(self, path):
        self.path = path
        self.name = path.stem
        self.header = {}
        for line in path.read_text().splitlines():
            if not line.startswith("// "):
                break
            key, _, value = line[3:].partition(": ")
            if key not in self.keys:
                sys.exit(f"{path.name}: unknown header '{key}'")
            self.header[key] = value
        for key in self.needed:
            if key not in self.header:
                sys.exit(f"{path.name}: no {key}")

    def choice(self, key, default):
        return tuple(self.header[key].split()) if key in self.header else default

    def is_refused(self, mode):
        """The header says by which doors, opt-levels and perhaps codegen units the verifier does not take it yet, or that
        of a kernel that it is built for; the day it does, the header is wrong."""
        refused, level = self.choice("refused", ()), f"{mode.door}-O{mode.opt}"
        return not {level, f"{level}-cgu{mode.units}", f"{level}-{mode.kernel}", f"{level}-{mode.maps}"}.isdisjoint(refused)

    def overflow_checks(self, opt):
        """on or off; the header says why a debug build has them off."""
        checks = self.header.get("overflow-checks", "off")
        return self.header.get("debug-checks", "on").split()[0] if opt == "0" else checks

    def flags(self, opt):
        return ["--edition", "2021", "--crate-type", "bin", "-A", "warnings",
                "-C", f"overflow-checks={self.overflow_checks(opt)}"]


def programs():
    return [Program(path) for path in sorted(HERE.glob("*.rs")) if path.stem not in SHARED]


def all_modes(program):
    """The whole matrix; map style and handler go round."""
    doors = program.choice("doors", DOORS)
    maps = itertools.cycle(program.choice("maps", MAPS))
    handlers = itertools.cycle(program.choice("handlers", HANDLERS))
    for door, opt, units in itertools.product(doors, OPTS, UNITS):
        yield Mode(door, opt, units, next(maps), next(handlers))


def default_modes(program, number):
    """Every door at opt-level 3, every handler asked for, a debug build, two combinations of the
    rest, so that the corpus as a whole has them all, and one for the oldest kernel that the program
    has to fit."""
    doors = program.choice("doors", DOORS)
    maps = program.choice("maps", MAPS)
    handlers = program.choice("handlers", HANDLERS)
    wanted = len(program.choice("handlers", ()))

    modes = [Mode(door, "3", 16, maps[0], handlers[number % len(handlers)]) for door in doors]
    for turn in range(1, wanted):
        handler = handlers[(number + turn) % len(handlers)]
        modes.append(Mode(doors[turn % len(doors)], "3", 16, maps[0], handler))

    modes.append(Mode(doors[number % len(doors)], "0", 16, maps[0],
                      handlers[(number + 1) % len(handlers)]))
    optimised = [opt for opt in OPTS if opt != "0"]
    rest = [c for c in itertools.product(DOORS, optimised, UNITS) if c[1:] != ("3", 16)]
    for i in range(2):
        door, opt, units = rest[(2 * number + i) % len(rest)]
        if door in doors:
            maps_turn = 1 + i + 2 * number // len(rest)
            modes.append(Mode(door, opt, units, maps[maps_turn % len(maps)],
                              handlers[(number + i + 1) % len(handlers)]))
    modes.append(for_kernel(program, program.header["kernel"]))
    return modes


def for_kernel(program, kernel):
    maps = program.choice("maps", MAPS)
    handlers = program.choice("handlers", HANDLERS)
    return Mode("host", "3", 16, maps[0], handlers[0], kernel)


# Building

def run(words, **options):
    return subprocess.run([str(word) for word in words], text=True, capture_output=True,
                          check=False, timeout=300, **options)


def real(rustc):
    """What a proxy of rustup's starts, which costs time; any other compiler itself."""
    sysroot = run([rustc, "--print", "sysroot"]).stdout.strip() if rustc else ""
    path = pathlib.Path(sysroot) / "bin" / "rustc"
    return str(path) if sysroot and path.exists() else rustc


def find_compilers():
    """The compiler for each door; None where there is none. RUSTC names the one for all doors."""
    named = os.environ.get("RUSTC")
    on_path = named or real(shutil.which("rustc"))
    bpf = None
    for rustc in [named] if named else (on_path, "/usr/bin/rustc"):
        if not rustc or not pathlib.Path(rustc).exists():
            continue
        found = run([rustc, "--print", "target-libdir", "--target", BPF_TARGET])
        if found.returncode == 0 and list(pathlib.Path(found.stdout.strip()).glob("libcore-*.rlib")):
            bpf = rustc
            break
    return {"host": on_path, "bpf": bpf}


def linker_words(stderr):
    """What the linker said, out of rustc's report; else the first error of rustc."""
    said = [line.strip().removeprefix("= note: ") for line in stderr.splitlines()
            if "bpf-shim: " in line and '"-o"' not in line]
    if not said:
        said = [line for line in stderr.splitlines() if "error" in line] or ["no message"]
    return "; ".join(said[:4])


def refusal(stderr):
    """The verifier's last words: the instructions before the refusal, without the source lines."""
    noise = ("libbpf: ", "processed ", ";", "run_prog: libbpf ")
    lines = [line for line in stderr.splitlines() if line and not line.startswith(noise)]
    # Behind a loop without an end stand the two states that are the same.
    ends = [at for at, line in enumerate(lines) if line.startswith("infinite loop detected")]
    lines = lines[:ends[-1] + 1] if ends else lines
    return " | ".join(re.sub(r"\s+", " ", line) for line in lines[-4:])


class Corpus:
    order = "little"  # of the bytes of the machine that runs the objects

    def __init__(self, shim):
        self.shim = shim
        self.compilers = find_compilers()
        self.readelf = (shutil.which("llvm-readelf")
                        or next(map(str, pathlib.Path("/usr/lib").glob("llvm-*/bin/llvm-readelf")),
                                None))
        self.native = {}

    def directory(self, program):
        path = BUILD / "corpus" / program.name
        path.mkdir(parents=True, exist_ok=True)
        return path

    def run_native(self, program, opt):
        """The lines of the native build: (program, input, outcome)."""
        binary = self.directory(program) / "native"
        # Not optimised: an optimiser's fault must show, too, and it takes half the time.
        built = run([self.compilers["host"], *program.flags(opt), "-C", "opt-level=0", "-C", "debug-assertions=off",
                     "--cfg", "native", "-o", binary, program.path])
        if built.returncode:
            raise Failure("native build: " + linker_words(built.stderr))
        inputs = INPUTS[program.header.get("inputs", "bytes")]()
        hexes = "".join(data.hex() + "\n" for data in inputs)
        (self.directory(program) / "inputs").write_text(hexes)
        ran = run([binary], input=hexes)
        if ran.returncode:
            raise Failure(f"native run: status {ran.returncode}: {ran.stderr}")
        lines = [tuple(line.split(" ", 2)) for line in ran.stdout.splitlines()]
        if program.overflow_checks(opt) != program.overflow_checks("3"):
            return lines
        panics = {outcome == "panic" for _, _, outcome in lines}
        wanted = {"never": {False}, "some": {True, False}, "always": {True}}
        if panics != wanted[program.header.get("panics", "never")]:
            raise Failure("the native build does not panic as often as the header says")
        return lines

    def build(self, program, mode, suffix="", link_args=()):
        # No dots: rustc would take what is behind one for an extension, in its own files' names.
        name = str(mode).replace(" ", "-").replace(".", "_")
        target = self.directory(program) / (name + suffix + ".o")
        words = [self.compilers[mode.door], *program.flags(mode.opt), "-C", f"linker={self.shim}",
                 "-C", f"opt-level={mode.opt}", "-C", f"codegen-units={mode.units}",
                 "--cfg", f'door="{mode.door}"', "--cfg", f'maps="{mode.maps}"',
                 "--cfg", f'handler="{mode.handler}"', "-o", target]
        if mode.door == "host":
            words += ["-C", "linker-plugin-lto", "-C", "panic=abort"]
        else:
            words += ["--target", BPF_TARGET]
        if mode.maps != "redbpf":  # RedBPF's maps need no BTF
            words += ["-C", "debuginfo=2"]
        for arg in (*program.choice("link-args", ()), *link_args):
            words += ["-C", f"link-arg={arg}"]
        if mode.kernel:
            words += ["-C", f"link-arg=--kernel={mode.kernel}"]
        built = run([*words, program.path])
        if built.returncode:
            raise Failure("link: " + linker_words(built.stderr))
        return target

    def check_object(self, program, target):
        """What no loader should meet."""
        unwanted = (".text", ".eh_frame", ".llvm", ".debug", ".comment", ".note", ".rodata.",
                    ".data.", ".bss.", ".rela")
        if program.header.get("data") == "none":
            unwanted += (".rodata", ".data", ".bss")
        if not self.readelf:
            raise Skip("no llvm-readelf")
        shown = run([self.readelf, "--wide", "-S", "-s", "-r", target])
        if shown.returncode:
            raise Failure("readelf: " + shown.stderr.strip())
        found = []
        section = None
        for line in shown.stdout.splitlines():
            if match := re.match(r"Relocation section '\.rela?(.*)' at", line):
                section = match[1]
            elif match := re.search(r"\s(R_BPF_\w+|Unknown)\s", line):
                if match[1] != "R_BPF_64_64" and not section.startswith(".BTF"):
                    found.append(f"{match[1]} in {section}")
                if section.startswith((".rodata", ".data", ".maps", "maps")):
                    found.append(f"a relocation in {section}")
            elif match := re.match(r"\s+\[ *\d+\] (\S+) +[A-Z]", line):
                name = match[1]
                # Of notes for --explain, which loaders skip as they skip debug info.
                if name.startswith(unwanted) and name != ".debug_bpf_shim":
                    found.append(f"section {name}")
            elif match := re.match(r"\s+\d+: \w+ +(\d+) (\w+) +(\w+) +\w+ +(\w+) ?(.*)", line):
                size, kind, binding, where, name = match.groups()
                if where == "UND" and name:
                    found.append(f"undefined symbol {name}")
                if kind == "FUNC" and (binding != "GLOBAL" or size == "0"):
                    found.append(f"{binding} function {name} of size {size}")
        if found:
            raise Failure("object: " + ", ".join(sorted(set(found))))

    def check_for_kernel(self, mode, target):
        """The finished file, by the checker alone."""
        checked = run([self.shim, "--check", target, "--kernel", mode.kernel])
        # A warning of what that kernel's verifier probably refuses is a broken promise, too.
        warned = ("probably" in checked.stderr or "helper's key" in checked.stderr)
        if checked.returncode or warned:
            raise Failure("check: " + linker_words(checked.stderr + checked.stdout))

    def check_debug_info(self, mode, target):
        """The kernel takes the BTF as it stands, and each function and line is told of."""
        if mode.maps == "redbpf":  # built without debug info
            return
        if mode.kernel in ("4.15", "4.16", "4.17") and mode.maps != "libbpf":  # no BTF
            return
        checked = run([BUILD / "btf_check", target])
        if checked.returncode == NOT_ALLOWED:
            raise Skip("no right to load BTF")
        if checked.returncode:
            raise Failure("BTF: " + "; ".join((checked.stdout + checked.stderr).splitlines()[-3:]))

    def run_words(self, program, mode, target, inputs):
        """What the harness is told, behind its name."""
        words = ["-e", "-m", "RESULT"]
        if mode.handler == "helper":
            words += ["-m", "PANICS"]
        if program.header.get("inputs") == "contexts":
            words.append("-c")
        return [*words, str(target), f"@{inputs}"]

    def run_object(self, program, mode, target):
        """What the running kernel did with each input."""
        words = self.run_words(program, mode, target, self.directory(program) / "inputs")
        ran = run([BUILD / "run_prog", *words])
        if ran.returncode == NOT_ALLOWED:
            raise Skip(ran.stderr.strip())
        if ran.returncode:
            raise Failure("load: " + refusal(ran.stderr))
        return list(self.outcomes(mode, ran.stdout.splitlines()))

    def outcomes(self, mode, lines):
        """The harness's lines, as (program, input, retval, RESULT, PANICS)."""
        for line in lines:
            words = line.split(" ")
            if words[0] == "run":
                outcome = [words[1], words[2], int(words[3]), None, None]
            elif words[1] == "RESULT":
                outcome[3] = int.from_bytes(bytes.fromhex(words[3]), self.order)
                if mode.handler != "helper":
                    yield outcome
            else:
                outcome[4] = int.from_bytes(bytes.fromhex(words[3]), self.order)
                yield outcome

    def wanted(self, program, mode):
        """The outcomes that are right, by the native build."""
        result, panics = 0, 0
        for name, number, expected in self.native[program.name, program.overflow_checks(mode.opt)]:
            if expected.startswith("pass "):
                result, retval = int(expected[5:], 16), PASS
            elif expected == "short":
                retval = SHORT
            else:
                retval = int(program.header.get("panic-return", "0"))
                panics += 1
            retval = int(program.header.get("returns", retval))
            yield [name, number, retval, result, panics if mode.handler == "helper" else None]

    def compare(self, program, mode, outcomes):
        wanted = list(self.wanted(program, mode))
        if len(outcomes) != len(wanted):
            raise Failure(f"{len(outcomes)} runs, {len(wanted)} expected")
        for want, got in zip(wanted, outcomes):
            if got != want:
                show = lambda o: f"r0 {o[2]} result {o[3]:#x} panics {o[4]}"
                raise Failure(f"{want[0]} on input {want[1]}: got {show(got)}, want {show(want)}")

    def try_mode(self, program, mode):
        """Returns the verdict and its reason."""
        target = None
        try:
            if not self.compilers[mode.door]:
                raise Skip(f"no compiler for the {mode.door} door")
            target = self.build(program, mode)
            self.check_object(program, target)
            self.check_debug_info(mode, target)
            if mode.kernel:
                self.check_for_kernel(mode, target)
            self.compare(program, mode, self.run_object(program, mode, target))
        except Failure as failure:
            # By the verifier, or by the linker for a loader that lacks what the program needs.
            if program.is_refused(mode) and str(failure).startswith(("load: ", "link: bpf-shim: error: in '")):
                if target:
                    target.unlink()  # other loaders would be refused, too
                return "pass", ""
            return "FAIL", str(failure)
        except Skip as skip:
            return "skip", str(skip)
        if program.is_refused(mode):
            return "FAIL", "loads now: take it out of 'refused'"
        return "pass", ""

    def prepare(self, program, opts=("3", "0")):
        try:
            for opt in opts:
                if (program.name, program.overflow_checks(opt)) not in self.native:
                    lines = self.run_native(program, opt)
                    self.native[program.name, program.overflow_checks(opt)] = lines
        except Failure as failure:
            return str(failure)
        return None


def take_turn(folder="corpus"):
    """Runs share the directory of objects and inputs: returns what holds it until it is closed."""
    (BUILD / folder).mkdir(parents=True, exist_ok=True)
    turn = open(BUILD / folder / "lock", "w", encoding="utf-8")
    fcntl.flock(turn, fcntl.LOCK_EX)
    return turn


def parse_words():
    parser = argparse.ArgumentParser(description="Runs the corpus of Rust programs.")
    parser.add_argument("--shim", type=pathlib.Path, default=TOP / "build" / "bpf-shim",
                        help="the linker to test")
    parser.add_argument("--only", action="append", help="only this program (may be repeated)")
    parser.add_argument("--full", action="store_true", help="the whole matrix of modes")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--list", action="store_true", help="show the programs and their promises")
    return parser.parse_args()


def show(program, results):
    line = " ".join(f"{mode}: {verdict};" for mode, (verdict, _) in results)
    print(f"{program.name:24} {line}", flush=True)


def main():
    args = parse_words()
    chosen = [(number, program) for number, program in enumerate(programs())
              if not args.only or program.name in args.only]
    if args.list:
        for _, program in chosen:
            print(f"{program.name:24} {program.header['promise']}")
        return 0
    if not chosen:
        sys.exit("no such program")

    subprocess.run(["make", "-s", "-C", HARNESS], check=True)
    turn = take_turn()
    corpus = Corpus(args.shim.resolve())
    if not corpus.compilers["host"]:
        print("corpus: 0 passed, 0 failed, 1 skipped (no rustc)")
        return 0

    counts = {"pass": 0, "FAIL": 0, "skip": 0}
    reasons = []
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        started = []
        for number, program in chosen:
            modes = list(all_modes(program)) if args.full else default_modes(program, number)
            started.append((program, modes, pool.submit(corpus.prepare, program)))
        waiting = []
        for program, modes, prepared in started:
            if problem := prepared.result():
                counts["FAIL"] += 1
                reasons.append(f"FAIL {program.name}: {problem}")
                continue
            waiting.append((program, [(mode, pool.submit(corpus.try_mode, program, mode))
                                      for mode in modes]))
        for program, tries in waiting:
            results = [(mode, tried.result()) for mode, tried in tries]
            show(program, results)
            for mode, (verdict, reason) in results:
                counts[verdict] += 1
                if reason:
                    reasons.append(f"{verdict} {program.name} [{mode}]: {reason}")

    print("\n".join(reasons))
    print(f"corpus: {counts['pass']} passed, {counts['FAIL']} failed, {counts['skip']} skipped")
    return 1 if counts["FAIL"] else 0


if __name__ == "__main__":
    sys.exit(main())
