# SPDX-License-Identifier: MIT OR Apache-2.0
"""Builds programs for both sides: natively, many in one process, and as BPF objects in many modes."""
import dataclasses
import os
import pathlib
import re
import shutil
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
BUILD = TOP / "build" / "tests" / "differential"
BPF_TARGET = "bpfel-unknown-none"
SECONDS = 120  # for one compiler; a program takes less than one

NATIVE_SECONDS = 5  # a hundred programs take some milliseconds

# What stands around a body. A panic returns 0.
BPF = """#![no_std]
#![no_main]
mod program {
%s
}
#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(ctx: *const [u32; 2]) -> u32 {
    let (start, end) = unsafe { ((*ctx)[0] as usize, (*ctx)[1] as usize) };
    if start + 64 > end {
        return 0;
    }
    let d: [u8; 64] = unsafe { *(start as *const [u8; 64]) };
    program::body(&d)
}
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\\0";
"""
NATIVE_MAIN = """
fn inputs() -> Vec<[u8; 64]> {
    let digit = |text: &str| u8::from_str_radix(text, 16).unwrap();
    let bytes = |line: String| core::array::from_fn(|i| digit(&line[2 * i..2 * i + 2]));
    std::io::stdin().lines().map(|line| bytes(line.unwrap())).collect()
}
fn run(number: usize, body: fn(&[u8; 64]) -> u32, inputs: &[[u8; 64]]) {
    print!("{number}");
    for d in inputs {
        print!(" {}", std::panic::catch_unwind(|| body(d)).unwrap_or(0));
    }
    println!();
}
"""


@dataclasses.dataclass(frozen=True)
class Mode:
    """One way of building: its words are those of --mode, too."""
    door: str = "host"         # or bpf
    opt: str = "3"
    checks: bool = False       # of overflows
    units: int = 16            # codegen units
    debug: int = 0
    cpu: str = ""
    kernel: str = ""
    subprograms: bool = False
    alias: bool = False        # called by the name bpf-linker

    def __str__(self):
        words = [self.door, f"O{self.opt}", "checks" if self.checks else "", f"cgu{self.units}",
                 "debug" if self.debug else "", self.cpu, f"k{self.kernel}" if self.kernel else "",
                 "subprograms" if self.subprograms else "", "bpf-linker" if self.alias else ""]
        return " ".join(word for word in words if word)

    @staticmethod
    def parse(text):
        values = {}
        for word in text.split():
            if word in ("host", "bpf"):
                values["door"] = word
            elif re.fullmatch("O[0-3s]", word):
                values["opt"] = word[1:]
            elif word in ("checks", "subprograms"):
                values[word] = True
            elif re.fullmatch(r"cgu\d+", word):
                values["units"] = int(word[3:])
            elif word == "debug":
                values["debug"] = 2
            elif re.fullmatch("v[1-4]", word):
                values["cpu"] = word
            elif re.fullmatch(r"k(\d+\.\d+|running)", word):
                values["kernel"] = word[1:]
            elif word == "bpf-linker":
                values["alias"] = True
            else:
                raise ValueError(f"no mode has the word '{word}'")
        return Mode(**values)


def random_mode(random, doors):
    """The defaults are the most frequent, since they are so with users."""
    kernel = random.choices(["", "4.15", "5.4", "6.1", "running"], [55, 12, 12, 11, 10])[0]
    known = {"": 4, "4.15": 2, "5.4": 2, "6.1": 3, "running": 4}[kernel]
    cpu = random.choice(["", *(f"v{n}" for n in range(1, known + 1))])
    return Mode(door=random.choice(doors), opt=random.choices("0123s", [2, 1, 2, 4, 1])[0],
                checks=random.random() < 0.4, units=random.choice([1, 16]), debug=random.choice([0, 0, 2]),
                cpu=cpu, kernel=kernel,
                subprograms=kernel != "4.15" and random.random() < 0.15, alias=random.random() < 0.12)


def run(words, seconds=SECONDS, **options):
    return subprocess.run([str(word) for word in words], text=True, capture_output=True, errors="replace",
                          check=False, timeout=seconds, **options)


def find_compilers():
    """The compiler for each door. RUSTC names the one for both; a proxy of rustup's costs time."""
    named = os.environ.get("RUSTC") or shutil.which("rustc")
    found = {}
    for rustc in filter(None, (named, "/usr/bin/rustc")):
        if not pathlib.Path(rustc).exists():
            continue
        sysroot = run([rustc, "--print", "sysroot"])
        if sysroot.returncode:
            continue
        real = pathlib.Path(sysroot.stdout.strip()) / "bin" / "rustc"
        rustc = str(real) if real.exists() else rustc
        found.setdefault("host", rustc)
        if list(pathlib.Path(sysroot.stdout.strip()).glob(f"lib/rustlib/{BPF_TARGET}/lib/libcore-*.rlib")):
            found.setdefault("bpf", rustc)
    return found


def common_flags(checks):
    # Programs made at random have what lints deny; debug assertions would come with opt-level 0.
    return ["--edition", "2021", "--crate-type", "bin", "--cap-lints", "allow",
            "-C", f"overflow-checks={'on' if checks else 'off'}", "-C", "debug-assertions=off"]


def build_native(rustc, bodies, checks, directory):
    """One program of all the bodies, not optimised: an optimiser's fault must show, too. Returns rustc's
    report when it does not compile, else None."""
    source = directory / "native.rs"
    modules = "".join(f"mod p{i} {{\n{body}\n}}\n" for i, body in enumerate(bodies))
    calls = "".join(f"    run({i}, p{i}::body, &inputs);\n" for i in range(len(bodies)))
    source.write_text(f"{modules}{NATIVE_MAIN}\nfn main() {{\n    std::panic::set_hook(Box::new(|_| {{}}));\n"
                      f"    let inputs = inputs();\n{calls}}}\n")
    built = run([rustc, *common_flags(checks), "-C", "opt-level=0", "-C", "debuginfo=0",
                 "-o", directory / "native", source], 1200)
    return built.stderr if built.returncode else None


def run_native(directory, inputs):
    """What each body returns for each input; 0 where it panics."""
    try:
        ran = run([directory / "native"], NATIVE_SECONDS, input=inputs)
    except subprocess.TimeoutExpired as expired:
        raise RuntimeError("native run: it does not end") from expired
    if ran.returncode:
        raise RuntimeError(f"native run: status {ran.returncode}: {ran.stderr[-300:]}")
    return [[int(word) for word in line.split()[1:]] for line in ran.stdout.splitlines()]


def build_words(rustc, linker, mode, source, target):
    words = [rustc, *common_flags(mode.checks), "-C", f"linker={linker}", "-C", f"opt-level={mode.opt}",
             "-C", f"codegen-units={mode.units}", "-C", f"debuginfo={mode.debug}", "-o", target, source]
    if mode.door == "host":
        words += ["-C", "linker-plugin-lto", "-C", "panic=abort"]
    else:
        words += ["--target", BPF_TARGET]
    for option in ("cpu", "kernel"):
        if getattr(mode, option):
            words += ["-C", f"link-arg=--{option}={getattr(mode, option)}"]
    if mode.subprograms:
        words += ["-C", "link-arg=--subprograms"]
    return words


def write_bpf(body, directory):
    source = directory / "prog.rs"
    source.write_text(BPF % body)
    return source


def make_alias(shim):
    """The same linker by the other name."""
    directory = BUILD / "alias"
    directory.mkdir(parents=True, exist_ok=True)
    alias = directory / "bpf-linker"
    alias.unlink(missing_ok=True)
    alias.symlink_to(shim)
    return alias
