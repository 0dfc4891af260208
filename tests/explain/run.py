#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Builds refused programs and their mended twins, asks the kernel, and has --explain explain it:
run.py SHIM [--update] [NAME...]

A program is a file programs/NAME.rs, or NAME.c or NAME.cpp for what bpf-shim itself would refuse or mend. Its header tells the mistake, the error that --explain has to print
(reason), its notes with the lines that they name, and its help; '//~ refused' stands on the line that the error has to name, unless the header
has 'line: none'. Built with --cfg mended (-DMENDED), it has to load. 'rights: bpf' takes the other rights away
before the program is loaded, 'rights: none' all. 'skip: QUIRK, QUIRK' builds the program without these quirks, because with
them bpf-shim mends it: then it has to load. 'called: bpf-linker' links it under that name, because under its own
bpf-shim refuses it. 'kernel: VERSION' is for what the kernel that runs the tests does not say:
the program, and its mended twin, are for that kernel alone, and its log in logs/ is explained. 'refused: BTF': not the program. The explanation has to be the same from a log of level 1 and of level 2, with
other lines around it, and from its last lines. Each row of the table in shim/explain/kinds*.c has to
explain one of the programs or a log in logs/. --update writes reason, kind and help down as they are.
"""
import concurrent.futures
import glob
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
# Each script that runs beside this one builds in a folder of its own.
BUILD = TOP / "build" / "explain" / pathlib.Path(sys.argv[0]).stem
NOT_ALLOWED = 77
RUSTC = ["/usr/bin/rustc", "--edition", "2021", "--target", "bpfel-unknown-none", "-A", "warnings",
         "-C", "opt-level=3", "-C", "debuginfo=2", "-Z", "crate-attr=feature(asm_experimental_arch)"]
# For the programs that have to keep LLVM from changing what they do wrong by assembly.
ENVIRONMENT = {**os.environ, "RUSTC_BOOTSTRAP": "1"}
KEYS = ("mistake", "rights", "kernel", "skip", "called", "refused", "line", "kind", "reason", "note", "help")


class Failure(Exception):
    """Why a program is not explained as it should be."""


def run(words, **options):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, errors="replace",
                          check=False, env=ENVIRONMENT, timeout=120, **options)


class Program:
    def __init__(self, path):
        self.path = path
        self.name = path.stem
        self.lines = path.read_text().splitlines()
        self.header = {}
        for line in self.lines:
            if not line.startswith("// "):
                break
            key, _, value = line[3:].partition(": ")
            if key not in KEYS:
                sys.exit(f"{path.name}: unknown header '{key}'")
            self.header[key] = self.header[key] + "\n" + value if key in self.header else value
        self.code = self.lines[sum(value.count("\n") + 1 for value in self.header.values()):]

    def refused_line(self):
        marked = [i for i, line in enumerate(self.lines, 1)
                  if "//~ refused" in line and not line.startswith("// ")]
        if self.header.get("line") == "none":
            marked = [None]
        if len(marked) != 1:
            raise Failure("not one line is marked")
        return marked[0]

    def update(self, explained):
        kept = {key: self.header[key] for key in ("mistake", "rights", "kernel", "skip", "called", "refused", "line") if key in self.header}
        kept.update(explained)
        kept["reason"] = re.sub(r"; \d+ % of the last \d+", "; <N> % of the last <N>", kept["reason"])
        header = [f"// {key}: {line}" for key in KEYS if kept.get(key) for line in kept[key].split("\n")]
        self.path.write_text("\n".join(header + self.code) + "\n")


def build_tools():
    BUILD.mkdir(parents=True, exist_ok=True)
    say = BUILD / "say"
    made = run(["cc", "-std=c17", "-D_GNU_SOURCE", "-O1", "-Wall", "-Werror", "-o", say, HERE / "say.c", "-lbpf"])
    if made.returncode:
        sys.exit(made.stderr)
    made = run([*RUSTC, "--crate-type", "rlib", "--crate-name", "bpf", "-o", BUILD / "libbpf.rlib",
                f"--remap-path-prefix={HERE}=/cargo/registry/src/bpf", HERE / "bpf.rs"])
    if made.returncode:
        sys.exit(made.stderr)
    made = run([*RUSTC, "--crate-type", "rlib", "--crate-name", "btf", "-o", BUILD / "libbtf.rlib",
                f"--remap-path-prefix={TOP}=/cargo/registry/src", TOP / "target-spec" / "btf" / "src" / "lib.rs"])
    if made.returncode:
        sys.exit(made.stderr)
    return say


def clang():
    """For what bpf-shim does not let through, and other compilers do."""
    newest = max(glob.glob("/usr/lib/llvm-*/bin/clang"), key=lambda path: int(path.split("-")[1].split("/")[0]))
    return [newest, "-target", "bpf", "-mcpu=v3", "-O2", "-g", "-c", "-I", f"/usr/include/{os.uname().machine}-linux-gnu"]


def build(shim, program, mended, skip=True):
    target = BUILD / f"{program.name}{'-mended' if mended else '' if skip else '-by-linker'}.o"
    if program.path.suffix != ".rs":
        made = run([*clang(), *(["-DMENDED"] if mended else []), "-o", target, program.path])
        if made.returncode:
            raise Failure(made.stderr)
        return target
    words = [*RUSTC, "--crate-type", "bin", "--extern", f"bpf={BUILD / 'libbpf.rlib'}", "--extern", f"btf={BUILD / 'libbtf.rlib'}", "-C", f"linker={shim}",
             "-o", target, program.path]
    if mended:
        words += ["--cfg", "mended"]
    elif "called" in program.header:
        folder = target.with_suffix(".linker")
        folder.mkdir(exist_ok=True)
        alias = folder / program.header["called"]
        alias.unlink(missing_ok=True)
        alias.symlink_to(pathlib.Path(shim).absolute())
        words[words.index(f"linker={shim}")] = f"linker={alias}"
        words += ["-C", "link-arg=--btf"]
    elif skip and "skip" in program.header:
        for quirk in program.header["skip"].split(", "):
            words += ["-C", f"link-arg=--skip-quirk={quirk}"]
    made = run(words)
    if made.returncode:
        said = [line for line in made.stderr.splitlines() if "error" in line]
        raise Failure(f"{'mended: ' if mended else ''}{said[:2]}")
    return target


def ask(say, program, target, level):
    rights = ["-b"] if program.header.get("rights") == "bpf" else []
    said = run([say, *rights, "-l", level, target])
    if said.returncode == NOT_ALLOWED:
        sys.exit(NOT_ALLOWED)
    first, _, log = said.stdout.partition("\n")
    # libbpf does without BTF that the kernel does not take.
    refused = program.header.get("refused") == "BTF" and "BEGIN BTF LOAD LOG" in log
    return " loaded" in first and not refused, log


def explain(shim, lines, target, log):
    """What --explain prints. Of the lines of notes it is the text that counts: headers may grow."""
    source = dict(enumerate((line.partition(" //~")[0].strip() for line in lines), 1))
    done = run([shim, "--verbose", "--explain", target], input=log, cwd=HERE)
    kind = re.search(r"trace: the verifier says '.*': ([\w-]+|not in the table)$", done.stderr, re.M)
    error = re.search(r"error: (?:(\S+?):(\d+)(?::\d+)?: )?(?:in '[^']*': )?(.*)", done.stderr)
    notes = re.findall(r"note: \S+?:(\d+)(?::\d+)?: (.*)", done.stderr)
    helped = re.search(r"help: (.*)", done.stderr)
    if done.returncode not in (0, 1) or not error:
        raise Failure(f"status {done.returncode}: {done.stderr}")
    where = (error[1], int(error[2])) if error[1] else None
    return {"kind": kind[1] if kind else "", "where": where, "reason": error[3],
            "note": "\n".join(f"'{source.get(int(line), '')}': {text}" for line, text in notes), "help": helped[1] if helped else ""}, done.returncode


def same(value, expected):
    """"<N>" stands for any number, where machines differ."""
    return re.fullmatch(re.escape(expected).replace("<N>", r"\d+"), value) is not None


def last_lines(log):
    lines = log.splitlines(keepends=True)
    last = max((i for i, line in enumerate(lines) if re.match(r"\d+: \([0-9a-f]{2}\)", line)), default=0)
    return "".join(lines[max(0, last - 1):])


def check(shim, say, program, update):
    target = build(shim, program, False)
    mended = build(shim, program, True)
    if "kernel" in program.header:
        return None
    loaded, log = ask(say, program, target, 1)
    if loaded:
        raise Failure("the kernel takes it")
    if "skip" in program.header and not ask(say, program, build(shim, program, False, skip=False), 1)[0]:
        raise Failure(f"is refused with {program.header['skip']}, too")
    loaded_mended, said = ask(say, program, mended, 1)
    if not loaded_mended:
        raise Failure("the mended program is refused:\n" + "\n".join(said.splitlines()[-12:]))
    explained, status = explain(shim, program.lines, target, log)
    where = explained.pop("where")
    if status:
        raise Failure(f"not understood: {explained['reason']}\n" + "\n".join(log.splitlines()[-12:]))
    line = program.refused_line()
    if line is None and where:
        raise Failure(f"names {where}")
    if line is not None and (not where or pathlib.Path(where[0]).name != program.path.name or where[1] != line):
        raise Failure(f"names {where}, not line {line}: {explained['reason']}\n" + "\n".join(log.splitlines()[-12:]))
    if update:
        program.update(explained)
    for key, value in explained.items():
        if not update and not same(value, program.header.get(key, "")):
            raise Failure(f"{key} is '{value}', not '{program.header.get(key, '')}'")
    if explained["kind"] in ("too-large", "too-many-jumps"):  # which line has most steps depends on how much there is of the log
        return explained["kind"]
    _, thorough = ask(say, program, target, 2)
    around = "loading ...\n" + "".join("\t" + row + "\n" for row in thorough.splitlines()) + "Error: exit status 1\n"
    for what, text in (("of level 2", around), ("cut short", last_lines(log))):
        again, _ = explain(shim, program.lines, target, text)
        if again.pop("where") != where:
            raise Failure(f"the log {what} gives another place")
        if what != "cut short" and again != explained:
            raise Failure(f"the log {what} gives {again}")
    return explained["kind"]


def check_for_kernel(shim, program, log, update):
    """The words for a program that only this kernel refuses."""
    explained, status = explain(shim, program.lines, BUILD / f"{program.name}.o", log)
    line, where = program.refused_line(), explained.pop("where")
    if status or (where and where[1]) != line:
        yield f"{program.name}: names {where}, not line {line}: {explained['reason']}"
    if update:
        program.update(explained)
    for key, value in explained.items():
        if not update and not same(value, program.header.get(key, "")):
            yield f"{program.name}: {key} is '{value}', not '{program.header.get(key, '')}'"


def check_recorded(shim, programs, path, update):
    """What older kernels said of the programs. Their objects may have changed since, the words have not:
    the first line of each log has the kind."""
    kinds, wrong, text, found = set(), [], [], set()
    for part in re.split(r"^== ", path.read_text(), flags=re.M)[1:]:
        head, _, log = part.partition("\n")
        name, _, kind = head.partition(" ")
        explained, _ = explain(shim, [], BUILD / f"{name}.o", log)
        where = explained["where"]
        program = programs.get(name)
        if program and program.header.get("kernel") == path.stem:
            wrong += check_for_kernel(shim, program, log, update)
            found.add(name)
        if where and pathlib.Path(where[0]).stem != name:
            wrong.append(f"{path.name}: {name}: names {where}")
        if explained["kind"] != kind and not update:
            wrong.append(f"{path.name}: {name}: is {explained['kind']}, not {kind}: {explained['reason']}")
        if explained["kind"] == "not in the table" and "does not say why" not in explained["reason"]:
            wrong.append(f"{path.name}: {name}: {explained['reason']}")
        kinds.add(explained["kind"])
        text.append(f"== {name} {explained['kind']}\n{log}")
    wrong += [f"{path.name}: {name}: is not in it" for name, program in programs.items()
              if program.header.get("kernel") == path.stem and name not in found]
    if update:
        path.write_text("".join(text))
    return kinds, wrong


def known_kinds():
    names = set()
    for path in (TOP / "shim" / "explain").glob("kinds*.c"):
        names |= set(re.findall(r'^\t\{"([a-z0-9-]+)",', path.read_text(), re.M))
    return names


def main():
    words = [word for word in sys.argv[1:] if word != "--update"]
    shim, wanted = pathlib.Path(words[0]).resolve(), words[1:]
    update = len(words) + 1 < len(sys.argv)
    say = build_tools()
    programs = [Program(path) for path in sorted((HERE / "programs").glob("*.[rc]*"))
                if not wanted or path.stem in wanted]
    kinds, failed = set(), 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        tasks = [pool.submit(check, shim, say, program, update) for program in programs]
        for program, task in zip(programs, tasks):
            try:
                kinds.add(task.result())
            except Failure as why:
                failed += 1
                print(f"{program.name}: {why}")
    kinds.discard(None)
    for path in [] if wanted else sorted((HERE / "logs").glob("*.txt")):
        recorded, wrong = check_recorded(shim, {program.name: program for program in programs}, path, update)
        kinds |= recorded
        failed += len(wrong)
        print("\n".join(wrong))
    if not wanted:
        for name in sorted(known_kinds() - kinds):
            failed += 1
            print(f"no program is refused as '{name}'")
    print(f"{len(programs)} programs, {len(kinds)} kinds, {failed} failures")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
