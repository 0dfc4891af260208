#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Each change to a module leaves what its programs compute: changes.py [--shim FILE] [--only NAME]...
[--programs N] [--inputs N] [--seed N]

The programs are those of the quirks, some of tests/differential/bodies, and random ones of the shapes that single changes look for. The module
behind each line of shim/ir/pipeline.c (--dump-module) is compiled for this machine, and run over the same
random inputs as the one before it. Each shape, and each quirk's program, says which changes it is for: they
must have changed some. Prints how many modules each change has changed; the last line is the counts.
"""
import argparse
import collections
import concurrent.futures
import pathlib
import random
import re
import shutil
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
sys.path[:0] = [str(TOP / "tests" / folder) for folder in ("differential",)]
import building  # noqa: E402
import inputs as packets  # noqa: E402
import run as differential  # noqa: E402
import shapes  # noqa: E402
import stages  # noqa: E402

QUIRKS = TOP / "tests" / "quirks"
BODIES = TOP / "tests" / "differential" / "bodies"
# Changes that do not say how many places they have changed.
UNCOUNTED = ("rodata", "stack-index")
# A loop is only tried with a bound: LLVM has not yet proved that it holds.
TRIED = "@__bpf_shim_bound"
CRATE = """#![no_std]
#![no_main]
%s
fn packet(ctx: *const [u32; 2]) -> &'static [u8] {
    let (start, end) = unsafe { ((*ctx)[0] as usize, (*ctx)[1] as usize) };
    unsafe { core::slice::from_raw_parts(start as *const u8, end - start) }
}
trait Input<'a>: Sized {
    fn of(packet: &'a [u8]) -> Option<Self>;
}
impl<'a> Input<'a> for &'a [u8] {
    fn of(packet: &'a [u8]) -> Option<Self> {
        Some(packet)
    }
}
impl Input<'_> for [u8; 64] {
    fn of(packet: &[u8]) -> Option<Self> {
        packet.get(..64)?.try_into().ok()
    }
}
fn run<I: Input<'static>>(ctx: *const [u32; 2], body: impl Fn(I) -> u64) -> u32 {
    let Some(input) = I::of(packet(ctx)) else {
        return 0;
    };
    let result = body(input);
    (result ^ (result >> 32)) as u32
}
%s
#[panic_handler]
fn handler(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
"""
ENTRY = """
#[no_mangle]
#[link_section = "xdp"]
extern "C" fn %s(ctx: *const [u32; 2]) -> u32 {
    run(ctx, |input%s| %s::body(%sinput))
}"""
IR_PROGRAM = """define i32 @%s(ptr %%ctx) section "xdp" {
  %s
  %%start = load i32, ptr %%ctx, align 4
  %%field = getelementptr i8, ptr %%ctx, i64 4
  %%end = load i32, ptr %%field, align 4
  %%low = zext i32 %%start to i64
  %%high = zext i32 %%end to i64
  %%packet = inttoptr i64 %%low to ptr
  %%last = add i64 %%low, 64
  %%short = icmp ugt i64 %%last, %%high
  br i1 %%short, label %%leave, label %%entry
entry:
  %s
  br label %%leave
leave:
  ret i32 0
}
"""


class Module:
    """What is linked: how, its programs, and the changes that it is for."""

    def __init__(self, name, kind, changes):
        self.name, self.kind, self.changes = name, kind, changes
        self.text, self.source, self.words, self.programs = "", None, [], []

    def write(self, folder):
        if self.text:
            self.source = folder / f"{self.name}.{self.kind}"
            self.source.write_text(self.text)


def text_of_program(name, lines):
    lines = [line.replace("$", f".{name}") for line in lines if not line.startswith("declare")]
    own = [line for line in lines if line.startswith("@")]
    lines = [line for line in lines if not line.startswith("@")]
    middle = lines.index("")
    return "".join(f"{line}\n" for line in own) + IR_PROGRAM % (name, "\n  ".join(lines[:middle]), "\n  ".join(lines[middle + 1:]))


def module_of_shape(shape, number, choice, count, rustc):
    """Programs of one shape, in one module."""
    count = min(count, shape.mode.get("programs", count))
    made = [shape.make(choice) for _ in range(count)]
    module = Module(f"{shape.name}-{number}", "ll" if isinstance(made[0], list) else "rs", shape.changes)
    module.programs = [f"prog{i}" for i in range(count)]
    if module.kind == "ll":
        module.text = 'target triple = "bpfel"\n' + "".join(map(text_of_program, module.programs, made))
        module.text += "".join(sorted({f"{line}\n" for lines in made for line in lines if line.startswith("declare")}))
        module.words = shape.mode.get("words", [])
        return module
    module.text = CRATE % ("".join(f"mod p{i} {{{body}\n}}\n" for i, body in enumerate(made)),
                           "".join(ENTRY % (name, ": [u8; 64]" if ": &[u8; 64]" in body else ": &'static [u8]", f"p{i}", "&" if ": &[u8; 64]" in body else "")
                                   for i, (name, body) in enumerate(zip(module.programs, made))))
    module.words = [rustc, *building.common_flags(shape.mode.get("checks", False)), "-C", f"opt-level={shape.mode['opt']}",
                    "-C", "linker-plugin-lto", "-C", "panic=abort", "-C", "codegen-units=1",
                    *(["-C", "debug-assertions=on"] if shape.mode.get("assertions") else []),
                    *(f"-Clink-arg={word}" for word in shape.mode.get("words", []))]
    return module


def module_of_quirk(path, compilers):
    """The program that a quirk has; None for one that cannot run by itself."""
    text = path.read_text()
    header = dict(re.findall(r"^// ([a-z -]+): (.*)$", text, re.M))
    if "load only" in header or header.get("door", "host") not in compilers:
        return None
    module = Module(path.stem, "rs", [path.stem])
    door = header.get("door", "host")
    module.source = path
    module.programs = re.findall(r"^\s+(?:xdp|tc) (\w+) =>", text, re.M)
    module.words = [compilers[door], *building.common_flags(False), "-C", f"opt-level={header.get('opt', '3')}",
                    "-C", "debuginfo=2", "-C", "codegen-units=1", "--cfg", f'door="{door}"', "--cfg", 'maps="libbpf"',
                    "--cfg", 'handler="loop"']
    module.words += ["-C", "linker-plugin-lto", "-C", "panic=abort"] if door == "host" else ["--target", building.BPF_TARGET]
    kernel = header.get("kernel", "5.10")
    words = header.get("link-args", "").split() + ([f"--kernel={kernel}"] if kernel != "running" else [])
    module.words += [f"-Clink-arg={word}" for word in words]
    return module if module.programs else None


class Bench:
    """Where modules are linked and run."""

    def __init__(self, words, folder):
        # Its name is how rustc's messages are recognised.
        self.shim, self.folder = words.shim, folder
        self.clang = stages.find_clang()
        self.host = folder / "host"
        building.run([self.clang, "-std=c17", "-O1", "-rdynamic", "-o", self.host, HERE / "Inputs" / "host.c", "-ldl"]).check_returncode()
        choice = random.Random(words.seed)
        lines = [data.hex() for data in packets.inputs()]
        lines += [bytes(choice.randrange(limit) for _ in range(64)).hex()
                  for limit in (2, 4, 16, 128, 256) for _ in range(words.inputs // 5)]
        self.inputs = "\n".join(lines) + "\n"

    def link(self, module, folder):
        """The dumps, and the trace."""
        dumps, trace, target = folder / "dumps", folder / "trace", folder / "prog.o"
        dumps.mkdir(parents=True)
        module.write(folder)
        options = [f"--dump-module={dumps}", "--verbose", f"--log-file={trace}"]
        if module.kind == "ll":
            built = building.run([self.shim, module.source, "-o", target, *module.words, *options])
        else:
            built = building.run([*module.words, "-C", f"linker={self.shim}", *(f"-Clink-arg={word}" for word in options),
                                  "-o", target, module.source])
        # What a kernel makes of the object comes after all changes, and is not asked here.
        errors = re.findall(r"bpf-shim: error: (.*)", built.stderr)
        if built.returncode and not (errors and all(re.search(r"the verifier (of Linux \S+ )?probably |\d+ instructions, and Linux |needs (more than )?\d+ bytes of stack", error) for error in errors)):
            sys.exit(f"{module.name}: {built.stderr[-2000:]}")
        return sorted(dumps.glob("*.ll"), key=lambda path: int(path.name.split("-")[0])), trace.read_text()

    def run(self, module, dump, folder):
        """The lines that its programs print; a text when it does not compile or run."""
        text = stages.for_the_host(dump.read_text())
        text = re.sub(r"(call [^@%\n]*)inttoptr \(i64 (\d+) to ptr\)\(", r"\1@bpf_helper_\2(", text)
        text += "".join(f"declare void @bpf_helper_{number}()\n" for number in sorted(set(re.findall(r"@bpf_helper_(\d+)\(", text))))
        source, library = folder / f"{dump.stem}.host.ll", folder / f"{dump.stem}.so"
        source.write_text(text)
        for whole in (False, True):
            problem = stages.build_library(self.clang, source, library, whole)
            if problem:
                return "not compiled: " + problem[:300]
            ran = building.run([self.host, library, *module.programs], input=self.inputs)
            if "undefined symbol" not in ran.stderr:
                break
        library.unlink()
        return ran.stdout.splitlines() if not ran.returncode else f"status {ran.returncode}: {ran.stderr[:200]}"


class Result:
    """What became of one module."""

    def __init__(self, module):
        self.module = module
        self.changed = collections.Counter()  # places, by change
        self.compared = 0                     # runs
        self.wrong = []                       # texts


def read_trace(trace):
    changed = collections.Counter()
    for name, count in re.findall(r"trace: ([a-z0-9-]+): (\d+) places", trace):
        changed[name] += int(count)
    for name in re.findall(r"trace: quirk ([a-z-]+): ", trace):
        changed[name] += 1
    return +changed


def try_module(bench, module):
    folder = bench.folder / module.name
    result = Result(module)
    dumps, trace = bench.link(module, folder)
    result.changed = read_trace(trace)
    before = text = None
    for dump in dumps:
        last, text = text, dump.read_text().split("\n", 1)[1]
        name = dump.stem.split("-", 1)[1]
        if last and text != last and name in UNCOUNTED:
            result.changed[name] += 1
        if text == last or TRIED in text:
            continue
        now = bench.run(module, dump, folder)
        if isinstance(now, str):
            result.wrong.append(f"{dump.stem}: {now}")
            continue
        if before is not None:
            result.compared += len(now)
            differing = [f"{a}, now {b}" for a, b in zip(before, now) if a != b]
            if differing or len(before) != len(now):
                result.wrong.append(f"{dump.stem}: {len(differing)} of {len(now)} runs differ, the first: {differing[:1]}")
        before = now
    if not result.wrong:
        shutil.rmtree(folder)
    return result


def module_of_body(path, name, mode, changes, compilers):
    """One of the differential tests' bodies."""
    body = dict(differential.bodies_in(BODIES / f"{path}.rs"))[name]
    mode = building.Mode.parse(mode)
    module = Module(f"{path}-{name}", "rs", changes)
    module.text, module.programs = building.BPF % body, ["prog"]
    words = building.build_words(compilers[mode.door], "", mode, "", "")
    module.words = [word for word in map(str, words) if word]
    del module.words[module.words.index("-o")]
    return module


def modules(words, compilers):
    for path, name, mode, changes in shapes.BODIES:
        if building.Mode.parse(mode).door in compilers:
            yield module_of_body(path, name, mode, changes, compilers)
    for path in sorted(QUIRKS.glob("*.rs")):
        module = module_of_quirk(path, compilers)
        if module:
            yield module
    for shape in shapes.SHAPES:
        for number in range(max(words.programs // words.together, 1) * shape.mode.get("modules", 1)):
            # What one shape draws is its own: another that draws more changes none of its programs.
            choice = random.Random(f"{words.seed} {shape.name} {number}")
            yield module_of_shape(shape, number, choice, words.together, compilers["host"])


def report(results):
    """Returns the counts of modules and changes that are as they must be, and of others."""
    passed = failed = 0
    changed = collections.Counter(name for result in results for name in result.changed)
    for name, count in sorted(changed.items()):
        print(f"{count:4} {name}")
    for result in results:
        for wrong in result.wrong:
            print(f"FAIL {result.module.name}: {wrong}")
        passed += not result.wrong
        failed += bool(result.wrong)
    for name in sorted({name for result in results for name in result.module.changes}):
        named = [result for result in results if name in result.module.changes]
        found = any(name in result.changed for result in named)
        if not found:
            print(f"FAIL {name}: it changes nothing in {', '.join(result.module.name for result in named)}")
        passed += found
        failed += not found
    return passed, failed


def main():
    parser = argparse.ArgumentParser(description="Changes to modules, run on this machine.")
    parser.add_argument("--shim", type=pathlib.Path, default=TOP / "build" / "bpf-shim")
    parser.add_argument("--only", action="append", help="modules whose name starts so")
    parser.add_argument("--programs", type=int, default=16, help="of each shape")
    parser.add_argument("--together", type=int, default=16, help="programs in a module")
    parser.add_argument("--inputs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=pathlib.Path, help="the directory for what fails")
    parser.add_argument("--jobs", type=int, default=2)
    words = parser.parse_args()
    words.shim = words.shim.resolve()
    compilers = building.find_compilers()
    if "host" not in compilers:
        print("changes: 0 passed, 0 failed, 1 skipped (no rustc)")
        return 0
    chosen = [module for module in modules(words, compilers)
              if not words.only or any(module.name.startswith(name) for name in words.only)]
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(words.jobs) as pool:
        folder = words.keep or pathlib.Path(folder)
        bench = Bench(words, folder)
        results = list(pool.map(lambda module: try_module(bench, module), chosen))
    passed, failed = report(results)
    runs = sum(result.compared for result in results)
    print(f"changes: {passed} passed, {failed} failed, {len(results)} modules, {runs} runs compared")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
