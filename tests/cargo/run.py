#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Builds each project here with real cargo in every mode, and loads every object into the kernel.

A project is a directory with a test.toml, which says what it promises, which objects cargo leaves
with which programs in them, what these return, and what the host programs beside them print. A mode
is a way (compiler and target) and a setting (profile and what is changed in it), or another manner
of naming the linker, of handing it words, or of naming directories.
"""

import argparse
import concurrent.futures
import dataclasses
import fcntl
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
BUILD = TOP / "build" / "tests"
HARNESS = TOP / "tests" / "kernel"
SPECS = TOP / "target-spec"
LIBRARY = "/usr/lib/rustlib/src/rust/library/Cargo.toml"
HOST = f"{os.uname().machine}-unknown-linux-gnu"
NOT_ALLOWED = 77


class Failure(Exception):
    """Why a project failed in a mode."""


class Skip(Exception):
    """Why a project could not be tried in a mode."""


def run(words, **options):
    return subprocess.run(words, capture_output=True, check=False, timeout=600, **options)


def text(output):
    return output.decode(errors="replace")


# Ways

@dataclasses.dataclass(frozen=True)
class Way:
    """A compiler and a target."""
    name: str
    toolchain: str  # a toolchain of rustup's, or "debian"
    target: str | None  # None: no --target, so that rustflags reach build scripts, too
    build_std: bool = False

    @property
    def is_host(self):
        return self.target in (None, HOST)

    @property
    def is_big_endian(self):
        return "bpfeb" in (self.target or "")

    @property
    def variable(self):
        """The start of the environment variables that configure the target."""
        target = (self.target or HOST).removesuffix(".json")
        return "CARGO_TARGET_" + target.upper().replace("-", "_")

    def cargo(self):
        return ["/usr/bin/cargo"] if self.toolchain == "debian" else ["cargo", f"+{self.toolchain}"]

    def rustc(self):
        return ["/usr/bin/rustc"] if self.toolchain == "debian" else ["rustc", f"+{self.toolchain}"]


WAYS = [
    Way("host-stable", "stable", HOST),
    Way("host-nightly", "nightly", HOST),
    Way("host-debian", "debian", HOST),
    Way("everywhere", "stable", None),
    Way("bpfel-debian", "debian", "bpfel-unknown-none"),
    Way("bpfeb-debian", "debian", "bpfeb-unknown-none"),
    Way("bpfel-nightly", "nightly", "bpfel-unknown-none", build_std=True),
    Way("bpfel-json", "debian", "bpfel-shim.json", build_std=True),
    Way("bpfeb-json", "debian", "bpfeb-shim.json", build_std=True),
]


def why_not(way):
    """None, or why this way cannot be gone."""
    def works(words):
        try:
            return run(words).returncode == 0
        except FileNotFoundError:
            return False

    if not works([*way.cargo(), "-V"]) or not works([*way.rustc(), "-V"]):
        return f"no cargo and rustc: {way.toolchain}"
    if way.build_std and way.toolchain == "debian":
        if not works(["/usr/bin/cargo", "fetch", "--locked", "--manifest-path", LIBRARY]):
            return "no sources of core, or none of the crates that they want"
    elif way.build_std:
        sysroot = text(run([*way.rustc(), "--print", "sysroot"]).stdout).strip()
        if not (pathlib.Path(sysroot) / "lib/rustlib/src/rust/library").exists():
            return f"{way.toolchain} has no rust-src"
    elif not way.is_host:
        found = text(run([*way.rustc(), "--print", "target-libdir", "--target", way.target]).stdout)
        if not list(pathlib.Path(found.strip()).glob("libcore-*.rlib")):
            return f"no core for {way.target}"
    return None


# Settings

@dataclasses.dataclass(frozen=True)
class Setting:
    """A profile and what is changed in it."""
    name: str
    profile: str = "release"
    changes: tuple = ()  # of the profile, as (KEY, value)
    rustflags: tuple = ()


def changed(name, key, *values):
    return [Setting(f"{name}={value}", changes=((key, value),)) for value in values]


RELEASE, DEV = Setting("release"), Setting("dev", profile="dev")
FEW = [RELEASE, DEV]
SOME = [*FEW, *changed("opt", "OPT_LEVEL", "1", "s"), *changed("lto", "LTO", "thin", "fat"),
        *changed("debug", "DEBUG", "2"), *changed("units", "CODEGEN_UNITS", "256")]
ALL = [
    *FEW,
    *changed("opt", "OPT_LEVEL", "0", "1", "2", "3", "s", "z"),
    *changed("debug", "DEBUG", "0", "1", "2"),
    *changed("units", "CODEGEN_UNITS", "1", "256"),
    *changed("incremental", "INCREMENTAL", "true"),
    *changed("lto", "LTO", "off", "thin", "fat", "true"),
    *changed("overflow-checks", "OVERFLOW_CHECKS", "true"),
    *changed("debug-assertions", "DEBUG_ASSERTIONS", "true"),
    *changed("strip", "STRIP", "none", "debuginfo", "symbols"),
    Setting("embed-bitcode=yes", rustflags=("-Cembed-bitcode=yes",)),
    Setting("embed-bitcode=no", rustflags=("-Cembed-bitcode=no",)),
    Setting("dev unchecked", profile="dev", changes=(("OVERFLOW_CHECKS", "false"),
                                                     ("DEBUG_ASSERTIONS", "false"))),
    Setting("dev units=1", profile="dev", changes=(("CODEGEN_UNITS", "1"),
                                                   ("INCREMENTAL", "false"))),
    Setting("dev opt=z", profile="dev", changes=(("OPT_LEVEL", "z"),)),
    Setting("dev lto=fat", profile="dev", changes=(("LTO", "fat"),)),
]
SETTINGS = {"few": FEW, "some": SOME, "all": ALL}


# Other manners of naming the linker and the directories. Each is given the build and changes it.

def config(build, linker, extra=""):
    flags = ', rustflags = ["-Clinker-plugin-lto"]' if build.way.is_host else ""
    build.environment.pop(build.way.variable + "_LINKER", None)
    build.environment.pop(build.way.variable + "_RUSTFLAGS", None)
    build.write(".cargo/config.toml",
                f'[target]\n"{build.way.target}" = {{ linker = "{linker}"{flags} }}\n{extra}')


def tool(build, name="bpf-shim", copy=False):
    """The shim within the project: a symbolic link, or a copy."""
    path = build.directory / "tools" / name
    path.parent.mkdir(exist_ok=True)
    if copy:
        shutil.copy(build.shim, path)
    else:
        path.symlink_to(build.shim)
    return "tools/" + name


def on_path(build, name="bpf-shim"):
    tool(build, name)
    build.environment["PATH"] = f"{build.directory}/tools:{os.environ['PATH']}"
    return name


def rustflags(build, *flags):
    build.environment.pop(build.way.variable + "_LINKER", None)
    build.environment.pop(build.way.variable + "_RUSTFLAGS", None)
    lto = ["-Clinker-plugin-lto"] if build.way.is_host else []
    build.environment["CARGO_ENCODED_RUSTFLAGS"] = "\x1f".join([*lto, *flags])


def build_config_rustflags(build):
    rustflags(build)
    flags = build.environment.pop("CARGO_ENCODED_RUSTFLAGS").split("\x1f")
    words = [*filter(None, flags), f"-Clinker={build.shim}"]
    build.write(".cargo/config.toml", f"[build]\nrustflags = {words}\n")


def many_words(build):
    """More than one command line can hold: rustc then writes @FILE."""
    words = ["-Clinker-plugin-lto"] if build.way.is_host else []
    words += [f"-Clink-arg=-L/{'d' * 100}/{i}" for i in range(30000)]
    config(build, build.shim)
    build.write(".cargo/config.toml",
                f'[target.{build.way.target}]\nlinker = "{build.shim}"\nrustflags = {words}\n')


def cfg_table(build):
    build.environment.pop(build.way.variable + "_LINKER")
    arch = "bpf" if not build.way.is_host else os.uname().machine
    build.write(".cargo/config.toml",
                f"[target.'cfg(target_arch = \"{arch}\")']\nlinker = \"{build.shim}\"\n")


def not_named(build):
    """rustc then takes bpf-linker."""
    build.environment.pop(build.way.variable + "_LINKER")
    on_path(build, "bpf-linker")


MANNERS = {
    "config, absolute path": lambda build: config(build, build.shim),
    "config, relative path": lambda build: config(build, tool(build, copy=True)),
    "config, symbolic link": lambda build: config(build, tool(build)),
    "config, on PATH": lambda build: config(build, on_path(build)),
    "config, by cfg": cfg_table,
    "environment, relative path":
        lambda build: build.environment.update({build.way.variable + "_LINKER": tool(build)}),
    "environment, on PATH":
        lambda build: build.environment.update({build.way.variable + "_LINKER": on_path(build)}),
    "rustflags, absolute path": lambda build: rustflags(build, f"-Clinker={build.shim}"),
    "rustflags, relative path": lambda build: rustflags(build, f"-Clinker={tool(build)}"),
    "rustflags, on PATH": lambda build: rustflags(build, f"-Clinker={on_path(build)}"),
    "rustflags in the config": build_config_rustflags,
    "named bpf-linker": lambda build: config(build, on_path(build, "bpf-linker")),
    "named ld": lambda build: config(build, tool(build, "ld")),
    "not named": not_named,
    "30000 words": many_words,
    "directory with spaces": lambda build: config(build, tool(build)),
    "directory with quotes": lambda build: config(build, tool(build)),
}
BPF_MANNERS = {"named ld", "not named"}  # for the host, rustc then means another linker
DIRECTORIES = {
    "directory with spaces": "a directory/with spaces ",
    "directory with quotes": "it's a \"directory\" $(false) \\",
}


@dataclasses.dataclass(frozen=True)
class Mode:
    way: Way
    setting: Setting
    manner: str | None = None

    def __str__(self):
        return self.manner or self.setting.name


class Project:
    def __init__(self, path):
        self.path = path
        self.name = path.name
        self.test = tomllib.loads((path / "test.toml").read_text())

    def modes(self, full):
        """All modes; or each way, each setting and each manner at least once."""
        settings = SETTINGS[self.test["settings"]]
        ways = [way for way in WAYS if full or not way.build_std]
        if "host" in self.test:
            ways = [way for way in ways if not way.build_std]
        if full:
            for way in ways:
                # Each change of the profile builds core again.
                for setting in FEW if way.build_std else settings:
                    yield Mode(way, setting)
        else:
            for number, way in enumerate(ways):
                yield Mode(way, FEW[number % len(FEW)])
            for number, setting in enumerate(settings):
                if setting not in FEW or number >= len(ways):
                    yield Mode(ways[number % len(ways)], setting)
        if self.test.get("linkers"):
            ways = [next(way for way in WAYS if way.name == name)
                    for name in ("host-stable", "bpfel-debian")]
            for number, manner in enumerate(MANNERS):
                chosen = ways[1:] if manner in BPF_MANNERS else ways
                for way in chosen if full else [chosen[number % len(chosen)]]:
                    yield Mode(way, RELEASE, manner)


def projects():
    return [Project(path.parent) for path in sorted(HERE.glob("*/test.toml"))]


# Building

class Build:
    """One project, copied to a directory of its own, and how cargo is to be called there."""

    def __init__(self, shim, project, mode):
        self.shim = str(shim)
        self.project = project
        self.way = mode.way
        self.setting = mode.setting
        name = re.sub(r"\W+", "-", f"{mode.way.name} {mode}")
        self.root = BUILD / "cargo" / project.name / name
        self.directory = self.root / DIRECTORIES.get(mode.manner, "project")
        shutil.rmtree(self.root, ignore_errors=True)
        # New times: what was built before is built again.
        shutil.copytree(project.path, self.directory, copy_function=shutil.copy)
        self.environment = self.plain_environment()
        if mode.manner:
            MANNERS[mode.manner](self)

    def plain_environment(self):
        environment = {key: value for key, value in os.environ.items()
                       if not key.startswith(("CARGO_", "RUSTC", "RUSTFLAGS", "BPF_SHIM"))
                       or key == "CARGO_HOME"}
        environment["CARGO_TERM_COLOR"] = "never"
        way, flags = self.way, list(self.setting.rustflags)
        if way.toolchain == "debian":
            environment["RUSTC"] = "/usr/bin/rustc"
            environment["RUSTC_BOOTSTRAP"] = "1"
        if way.target and way.target.endswith(".json"):
            shutil.copy(SPECS / way.target, self.directory)
            tool(self)  # the target itself names it
            environment["PATH"] = f"{self.directory}/tools:{os.environ['PATH']}"
        else:
            environment[way.variable + "_LINKER"] = self.shim
        if way.is_host:
            flags.insert(0, "-Clinker-plugin-lto")
        environment[way.variable + "_RUSTFLAGS"] = " ".join(flags)
        for key, value in self.setting.changes:
            environment[f"CARGO_PROFILE_{self.setting.profile.upper()}_{key}"] = value
        if way.build_std:  # core is built once for all projects
            environment["CARGO_TARGET_DIR"] = str(BUILD / "cargo" / "build-std" / way.name)
        return environment

    def write(self, name, content):
        path = self.directory / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content)

    def cargo(self, *words):
        options = ["--profile", self.setting.profile]
        if self.way.target:
            options += ["--target", self.way.target]
        # Where the crates that core wants have been fetched, cargo looks for them as for any.
        options += ["-Zbuild-std=core"] if self.way.build_std else ["--offline"]
        if self.way.target and self.way.target.endswith(".json"):
            options += ["-Zjson-target-spec"]
        ran = run([*self.way.cargo(), *words, *options], cwd=self.directory, env=self.environment)
        if ran.returncode:
            raise Failure(f"cargo {words[0]}: " + said(text(ran.stderr)))
        return text(ran.stdout)

    def output(self, name):
        target = pathlib.Path(self.environment.get("CARGO_TARGET_DIR", self.directory / "target"))
        folder = "debug" if self.setting.profile == "dev" else self.setting.profile
        return target / (self.way.target or ".").removesuffix(".json") / folder / name


def said(stderr):
    """What the linker said, out of cargo's report; else the first errors."""
    lines = [line.strip().removeprefix("= note: ") for line in stderr.splitlines()]
    found = [line for line in lines if line.startswith("bpf-shim: ")]
    found = found or [line for line in lines if line.startswith("error")] or lines[-3:]
    return "; ".join(found[:4])


class Runner:
    def __init__(self, shim):
        self.shim = shim
        self.reasons = {way: why_not(way) for way in WAYS}
        self.readelf = (shutil.which("llvm-readelf")
                        or next(map(str, pathlib.Path("/usr/lib").glob("llvm-*/bin/llvm-readelf")),
                                None))
        self.unloaded = None  # why objects are not loaded

    def check_object(self, wanted, path, way):
        """The form: what is in it and what is not."""
        shown = run([self.readelf, "--wide", "-h", "-S", "-s", path])
        if shown.returncode:
            raise Failure("readelf: " + text(shown.stderr).strip())
        shown = text(shown.stdout)
        order = "big" if way.is_big_endian else "little"
        if "Machine: EM_BPF" not in re.sub(" +", " ", shown) or f"{order} endian" not in shown:
            raise Failure(f"{wanted['name']} is no {order}-endian BPF object")
        sections = re.findall(r"^ +\[ *\d+\] (\S+) +[A-Z]", shown, re.MULTILINE)
        unwanted = [name for name in sections
                    if name.startswith((".text", ".eh_frame", ".llvm", ".debug", ".rela"))
                    and name != ".debug_bpf_shim"]  # notes for --explain, which loaders skip
        symbols = re.findall(r"^ +\d+: \w+ +\d+ (\w+) +GLOBAL +\w+ +(\w+) (\S+)", shown, re.MULTILINE)
        programs = sorted(name for kind, _, name in symbols if kind == "FUNC")
        missing = set(wanted.get("symbols", ())) - {name for _, _, name in symbols}
        undefined = [name for _, where, name in symbols if where == "UND"]
        if unwanted or programs != wanted["programs"] or missing or undefined:
            raise Failure(f"{wanted['name']}: sections {unwanted}, programs {programs}, "
                          f"missing {sorted(missing)}, undefined {undefined}")

    def load_object(self, wanted, path):
        """Loads it, and runs its programs."""
        runs = wanted.get("runs", [])
        words = [BUILD / "run_prog", *(["-c"] if wanted.get("context") else [])]
        # Each run on its own: some programs take no packets, and maps start anew.
        for program, data, expected in runs or [(None, None, None)]:
            choice = ["-p", program] if program else []
            ran = run([*words, *choice, path, *([data] if data else [])])
            if ran.returncode == NOT_ALLOWED:
                self.unloaded = text(ran.stderr).strip()
                return
            if ran.returncode:
                raise Failure(f"load {wanted['name']}: "
                              + " | ".join(text(ran.stderr).splitlines()[-4:]))
            if program and text(ran.stdout) != f"run {program} 0 {expected}\n":
                raise Failure(f"{program} on {data}: {text(ran.stdout).strip()}, "
                              f"want {expected}")

    def build_and_check(self, project, mode):
        build = Build(self.shim, project, mode)
        packages = [word for name in project.test.get("packages", ()) for word in ("-p", name)]
        build.cargo("build", *packages, *project.test.get("words", ()))
        for wanted in project.test["object"]:
            path = build.output(wanted["name"])
            self.check_object(wanted, path, mode.way)
            if not mode.way.is_big_endian:
                self.load_object(wanted, path)
        for wanted in project.test.get("host", ()) if mode.way.is_host else ():
            printed = build.cargo(*wanted["words"])
            if wanted["prints"] not in printed:
                raise Failure(f"cargo {' '.join(wanted['words'])} prints {printed!r}")
        shutil.rmtree(build.root)

    def try_mode(self, project, mode):
        """Returns the verdict and its reason."""
        try:
            if self.reasons[mode.way]:
                raise Skip(self.reasons[mode.way])
            if not self.readelf:
                raise Skip("no llvm-readelf")
            self.build_and_check(project, mode)
        except Failure as failure:
            return "FAIL", str(failure)
        except Skip as skip:
            return "skip", str(skip)
        return "pass", ""


def parse_words():
    parser = argparse.ArgumentParser(description="Builds the cargo projects.")
    parser.add_argument("--shim", type=pathlib.Path, default=TOP / "build" / "bpf-shim",
                        help="the linker to test")
    parser.add_argument("--only", action="append", help="only this project (may be repeated)")
    parser.add_argument("--mode", help="only modes whose 'WAY SETTING' holds this text")
    parser.add_argument("--full", action="store_true", help="every way with every setting")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--list", action="store_true", help="show the projects and their promises")
    return parser.parse_args()


def show(project, verdicts):
    """A table: a line for each way."""
    for way in WAYS:
        line = " ".join(f"{mode}: {verdict};" for mode, (verdict, _) in verdicts
                        if mode.way == way)
        if line:
            print(f"{project.name:10} {way.name:14} {line}", flush=True)


def main():
    args = parse_words()
    chosen = [project for project in projects() if not args.only or project.name in args.only]
    if args.list:
        for project in chosen:
            print(f"{project.name:10} {project.test['promise']}")
        return 0
    if not chosen:
        sys.exit("no such project")

    subprocess.run(["make", "-s", "-C", HARNESS], check=True)
    # Runs share the directories, so they take turns.
    (BUILD / "cargo").mkdir(parents=True, exist_ok=True)
    turn = open(BUILD / "cargo" / "lock", "w", encoding="utf-8")
    fcntl.flock(turn, fcntl.LOCK_EX)
    runner = Runner(args.shim.resolve())

    counts = {"pass": 0, "FAIL": 0, "skip": 0}
    reasons = []
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        tries = [(project, [(mode, pool.submit(runner.try_mode, project, mode))
                            for mode in project.modes(args.full)
                            if not args.mode or args.mode in f"{mode.way.name} {mode}"])
                 for project in chosen]
        for project, modes in tries:
            verdicts = [(mode, tried.result()) for mode, tried in modes]
            show(project, verdicts)
            for mode, (verdict, reason) in verdicts:
                counts[verdict] += 1
                if reason:
                    reasons.append(f"{verdict} {project.name} [{mode.way.name} {mode}]: {reason}")

    if runner.unloaded:
        reasons.append(f"no object was loaded: {runner.unloaded}")
    print("\n".join(reasons))
    print(f"cargo: {counts['pass']} passed, {counts['FAIL']} failed, {counts['skip']} skipped")
    return 1 if counts["FAIL"] else 0


if __name__ == "__main__":
    sys.exit(main())
