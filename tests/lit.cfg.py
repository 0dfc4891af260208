# SPDX-License-Identifier: MIT OR Apache-2.0
# What all tests share. Run: lit tests  (another binary: BPF_SHIM=build/x/bpf-shim lit tests,
# or lit -Dshim=...).
import ctypes
import glob
import os
import platform
import shlex
import shutil
import subprocess

import lit.formats

top = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
shim = os.path.abspath(
    lit_config.params.get("shim")
    or os.environ.get("BPF_SHIM")
    or os.path.join(top, "build", "bpf-shim")
)
build = os.path.dirname(shim)
if not os.access(shim, os.X_OK):
    lit_config.fatal("no bpf-shim at %s: run 'make' first" % shim)

config.name = "bpf-shim"
config.test_format = lit.formats.ShTest(execute_external=False)
config.test_source_root = os.path.join(top, "tests")
config.test_exec_root = os.path.join(build, "lit")
# The longest tests start first: in a first run by the seconds in .lit_test_times.txt here, then by what lit has measured.
# In the order of their names, one of a folder that goes one at a time waits, and keeps a worker, while another runs.
config.suffixes = [".rs", ".ll", ".c", ".s", ".test"]
# Directories of material, and the C sources of the kernel harness, are no tests themselves.
config.excludes = ["Inputs", "cargo", "corpus", "differential", "loaders", "quirks"]
config.excludes += map(os.path.basename, glob.glob(os.path.join(top, "tests", "kernel*", "*.c")))


def output(*words):
    """What a command prints, or None when it is missing or fails."""
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


# The LLVM tools that judge the results; on PATH, so that tests can say FileCheck, llvm-readelf.
llvm_bin = sorted(glob.glob("/usr/lib/llvm-*/bin/FileCheck"), key=lambda p: int(p.split("-")[1].split("/")[0]))
if not llvm_bin and not shutil.which("FileCheck"):
    lit_config.fatal("no FileCheck: install llvm-22-tools")
if llvm_bin:
    path = os.path.dirname(llvm_bin[-1]) + os.pathsep + os.environ["PATH"]
    config.environment["PATH"] = path
for name in ("HOME", "RUSTUP_HOME", "CARGO_HOME"):
    if name in os.environ:
        config.environment[name] = os.environ[name]
# glibc fills memory with this when it is freed: what is read later is no valid pointer, each time (mallopt(3)).
config.environment["MALLOC_PERTURB_"] = "165"
# Nobody debugs macros and build scripts, which cargo gives the debug info that the programs want.
config.environment.update({"CARGO_PROFILE_%s_BUILD_OVERRIDE_DEBUG" % profile: "0" for profile in ("DEV", "RELEASE")})

# Each compiler that is there: its words, by the name that tests use in REQUIRES and RUN lines.
compilers = {}
on_path = shutil.which("rustc")
if on_path and os.path.realpath(on_path) != os.path.realpath("/usr/bin/rustc"):
    for channel in ("stable", "nightly"):
        # What rustup's proxy starts: the proxy takes a twentieth of a small program's build.
        rustc = os.path.join(output(on_path, "+" + channel, "--print", "sysroot") or "", "bin", "rustc")
        if output(rustc, "-V"):
            compilers["rustc-" + channel] = rustc
if output("/usr/bin/rustc", "-V"):
    compilers["rustc-debian"] = "/usr/bin/rustc"
    sysroot = output("/usr/bin/rustc", "--print", "sysroot")
    if glob.glob(sysroot + "/lib/rustlib/bpfel-unknown-none/lib/libcore-*.rlib"):
        config.available_features.add("bpf-core")
config.available_features.update(compilers)
if compilers:
    config.available_features.add("rustc")
config.available_features.add(platform.machine())


def may_load_bpf():
    """Loads 'r0 = 0; exit' as a socket filter."""
    number = {"x86_64": 321, "aarch64": 280}.get(platform.machine())
    if number is None:
        return False
    insns = ctypes.create_string_buffer(bytes.fromhex("b700000000000000" "9500000000000000"))
    licence = ctypes.create_string_buffer(b"GPL")
    attr = ctypes.create_string_buffer(
        (1).to_bytes(4, "little")
        + (2).to_bytes(4, "little")
        + ctypes.addressof(insns).to_bytes(8, "little")
        + ctypes.addressof(licence).to_bytes(8, "little"),
        128,
    )
    fd = ctypes.CDLL(None, use_errno=True).syscall(number, 5, attr, 128)
    if fd < 0:
        return False
    os.close(fd)
    return True


if may_load_bpf():
    config.available_features.add("root-bpf")
if output("unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt") is not None:
    config.available_features.add("mount")

# %unit FILE... -o PROGRAM: a C program linked with the rooms themselves, built as they were.
with open(shim, "rb") as binary:
    sanitize = ["-fsanitize=address,undefined"] if b"__asan_init" in binary.read() else []
if glob.glob("/usr/lib/llvm-*/lib/clang/*/lib/linux/libclang_rt.fuzzer-*.a"):
    config.available_features.add("fuzzer")
if lit_config.params.get("full"):
    config.available_features.add("full")  # a run of everything: %if full %{ more %} %else %{ less %}
if not sanitize:
    config.available_features.add("no-sanitizer")  # allocations are the program's own
# Objects of files that have moved may still be there.
sources = [path for kind in ("c", "S")
           for path in glob.glob(os.path.join(top, "shim", "*", "**", "*." + kind), recursive=True)]
objects = sorted(os.path.join(build, os.path.splitext(os.path.relpath(path, top))[0] + ".o")
                 for path in sources)
unit = ["cc", "-std=c17", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror", "-g"] + sanitize
unit += ["-I" + os.path.join(top, "shim")] + objects + ["-lelf", "-lbsd", "-liberty", "-ldl"]

# %as-debug: cargo's release profile with what the dev profile has. Unlike that one it shares what runs on this machine, as
# macros and build scripts, with release builds. The units of the programs themselves are those of the dev profile.
as_debug = {"OPT_LEVEL": "0", "DEBUG": "2", "DEBUG_ASSERTIONS": "true", "OVERFLOW_CHECKS": "true", "INCREMENTAL": "true",
            "BUILD_OVERRIDE_DEBUG_ASSERTIONS": "false", "BUILD_OVERRIDE_OVERFLOW_CHECKS": "false"}
as_debug = " ".join("CARGO_PROFILE_RELEASE_%s=%s" % setting for setting in as_debug.items())

# The longer of two names that start alike comes first.
config.substitutions += [(r"%" + name + r"\b", words) for name, words in compilers.items()]
config.substitutions += [
    (r"%rustc\b", next(iter(compilers.values()), "rustc-is-missing")),
    (r"%shim\b", shim),
    (r"%build\b", build),
    (r"%status\b", "sh " + os.path.join(top, "tests", "status.sh")),
    (r"%unit\b", shlex.join(unit)),
    (r"%top\b", top),
    (r"%as-debug\b", as_debug),
]
