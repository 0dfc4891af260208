#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The README's table of mistakes: mistakes.py SHIM

Each is made in the project of the quick start, by the oldest and the newest stable compiler. cargo must fail with
a message of the table, and succeed with its remedy. A row without a mistake here, or the other way round, fails.
"""
import pathlib
import re
import shutil
import subprocess
import sys

import compilers
import snippets

MAIN, MANIFEST, CONFIG = "src/main.rs", "Cargo.toml", ".cargo/config.toml"
UNSAFE = re.compile(r"unsafe\((\w+(?: = \".*?\")?)\)")
HELPER = 'extern "C" { fn bpf_ktime_get_ns() -> u64; }\n'
FLAGS = 'rustflags = ["-Clinker-plugin-lto", "-Aunknown-lints", "-Wlinker-messages"]'
TEST = "\n[[bin]]\nname = \"first\"\ntest = false\nbench = false\n"


class Project:
    """A project of the quick start that one compiler builds."""

    def __init__(self, compiler, shim):
        self.compiler, self.shim = compiler, shim
        self.work = compilers.OUT / f"mistake-{compiler.version}"
        self.top = self.work / "first"
        self.reset()

    def reset(self):
        shutil.rmtree(self.top, ignore_errors=True)
        self.env = compilers.environment(self.compiler, self.shim, self.work)
        self.say("new", "--quiet", "--vcs", "none", "first", cwd=self.work)
        snippets.write(snippets.README, snippets.QUICK_START, self.top)

    def say(self, *words, cwd=None):
        """What cargo says; None when all is well."""
        done = subprocess.run([*self.compiler.cargo, *words], cwd=cwd or self.top, env=self.env, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, check=False)
        return done.stdout if done.returncode else None

    def build(self, **options):
        return self.say("build", "--offline", **options)

    def edit(self, name, change):
        path = self.top / name
        text = path.read_text()
        path.write_text(change(text))
        if path.read_text() == text:
            sys.exit(f"nothing to change in {path}")


# Each makes its mistake and says what cargo said, then applies the remedy and says that again.

def no_abort(project):
    project.edit(MANIFEST, lambda text: text.replace('panic = "abort"\n', ""))
    yield project.build()
    project.reset()
    yield project.build()


def plain_attributes(project):
    project.edit(MAIN, lambda text: UNSAFE.sub(r"\1", text))
    yield project.build()
    project.edit(MAIN, lambda text: re.sub(r"#\[(no_mangle|link_section = \".*?\")\]", r"#[unsafe(\1)]", text))
    yield project.build()


def plain_extern(project):
    project.edit(MAIN, lambda text: text + HELPER)
    yield project.build()
    project.edit(MAIN, lambda text: text.replace(HELPER, "#[allow(dead_code)]\nunsafe " + HELPER))
    yield project.build()


def not_on_path(project):
    project.env["PATH"] = project.env["PATH"].partition(":")[2]
    link = project.work / "bin" / "bpf-shim"
    project.env["PATH"] = ":".join(place for place in project.env["PATH"].split(":")
                                   if not (pathlib.Path(place) / "bpf-shim").exists())
    yield project.build()
    project.edit(CONFIG, lambda text: text.replace('"bpf-shim"', f'"{link}"'))
    yield project.build()


def elsewhere(project):
    yield project.say("build", "--offline", "--manifest-path", project.top / MANIFEST, cwd=project.work)
    yield project.build()


def no_flags(project):
    project.edit(CONFIG, lambda text: text.replace(FLAGS, ""))
    yield project.build()
    project.edit(CONFIG, lambda text: text + FLAGS)
    yield project.build()


def flags_of_environment(project):
    project.env["RUSTFLAGS"] = "-Ctarget-cpu=native"
    yield project.build()
    project.env["RUSTFLAGS"] += " -Clinker-plugin-lto"
    yield project.build()


def tests(project):
    said = project.say("test", "--offline")
    lints = "RUSTC" not in project.env and project.say("clippy", "--version") is None
    if said and lints:
        said = project.say("clippy", "--offline", "--all-targets")
    yield said
    project.edit(MANIFEST, lambda text: text + TEST)
    left = project.say("test", "--offline") or (lints and project.say("clippy", "--offline", "--all-targets"))
    project.edit(MANIFEST, lambda text: text.replace(TEST, ""))
    project.edit(MAIN, lambda text: text.replace("#![no_std]\n#![no_main]", "#![cfg_attr(not(test), no_std, no_main)]")
                 .replace("#[panic_handler]", "#[cfg(not(test))]\n#[panic_handler]")
                 + "#[test]\nfn runs_on_the_host() {\n    assert_eq!(prog(&[0, 13]), 1);\n}\n")
    yield left or project.say("test", "--offline") or project.build()


def too_old_for_aya(project):
    """Only of the old compiler: the manifest alone decides."""
    snippets.write(snippets.README, "aya on stable Rust", project.top)
    project.edit(MANIFEST, lambda text: re.sub(r"aya.*\n", "", text))
    yield project.build()
    project.reset()
    yield project.build()


MISTAKES = {
    'no `panic = "abort"`': no_abort,
    '`#[no_mangle]`, `#[link_section = "xdp"]` in edition 2024': plain_attributes,
    '`extern "C" { ... }` in edition 2024': plain_extern,
    "bpf-shim is not on PATH": not_on_path,
    "cargo is called elsewhere (`--manifest-path`), or there is no `.cargo/config.toml`": elsewhere,
    "no `-Clinker-plugin-lto`": no_flags,
    "`RUSTFLAGS` in the environment": flags_of_environment,
    "`cargo test`, `cargo clippy --all-targets`": tests,
    "aya with Debian's rustc 1.85": too_old_for_aya,
}


def rows():
    """The messages of each mistake."""
    text = snippets.README.read_text()
    table = text[text.index("| mistake | message |"):]
    table = table[:table.index("\n\n")].splitlines()[2:]
    found = {}
    for line in table:
        mistake, messages, _ = (cell.strip() for cell in line.strip("|").split(" | ", 2))
        found[mistake] = [double.strip() or single
                          for double, single in re.findall(r"``(.*?)``|`([^`]*)`", messages)]
    return found


def fault_of(project, mistake, messages):
    project.reset()
    said, after = MISTAKES[mistake](project)
    if not said:
        return "is no mistake"
    if not any(message in said for message in messages):
        return f"says {said}"
    return f"the remedy does not help: {after}" if after else ""


def main():
    shim = pathlib.Path(sys.argv[1]).resolve()
    told = rows()
    bad = [mistake for mistake in {*told, *MISTAKES} if (mistake in told) != (mistake in MISTAKES)]
    for mistake in bad:
        print(f"FAIL {mistake}: is in the README or here alone")
    for compiler in compilers.find():
        if "nightly" in compiler.version:
            continue
        project = Project(compiler, shim)
        for mistake, messages in told.items():
            if mistake not in MISTAKES or (mistake.endswith("rustc 1.85") and compiler.key()[:2] != [1, 85]):
                continue
            fault = fault_of(project, mistake, messages)
            print(f"{'FAIL' if fault else 'ok'} {compiler.version} {mistake} {fault}".rstrip(), flush=True)
            bad += [fault] if fault else []
    return len(bad) > 0


if __name__ == "__main__":
    sys.exit(main())
