#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""How long links take, and how large their objects are: run.py BPF-SHIM [--against OTHER] [--runs N].
Stable rustc builds three programs of the corpus and the demo; what each link was made of is saved by
--repro, and hyperfine measures that link alone. OTHER does the same links in the same run; the ratio
is our time divided by its."""
import argparse
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
TESTS = HERE.parent
CORPUS = ("packet_parser", "iter_windows", "loop_thousand")
ENVIRONMENT = {**os.environ, "RUSTUP_TOOLCHAIN": "stable"}  # only rustup heeds it
WARMUP = 2


def run(words, **options):
    """What a command prints; its failure is ours."""
    done = subprocess.run(words, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          check=False, **options)
    if done.returncode:
        sys.exit(f"bench: '{words[0]}' failed with status {done.returncode}\n{done.stderr}")
    return done.stdout


def save_corpus_link(shim, name, work):
    saved = work / name
    run(["rustc", "--edition", "2021", "--crate-type", "bin", "-A", "warnings", "-C", "opt-level=3",
         "-C", "debuginfo=2", "-C", "panic=abort", "-C", "linker-plugin-lto", "-C", f"linker={shim}",
         "-C", f"link-arg=--repro={saved}", "--cfg", 'door="host"', "--cfg", 'maps="libbpf"',
         "--cfg", 'handler="loop"', "-o", work / f"{name}.o", TESTS / "corpus" / f"{name}.rs"],
        env=ENVIRONMENT)
    return saved


def save_demo_link(shim, work):
    """The demo's linker is found on PATH by the name bpf-shim."""
    saved = work / "demo"
    (work / "bin").mkdir()
    (work / "bin" / "bpf-shim").symlink_to(shim)
    run(["cargo", "rustc", "--release", "--offline", "--", "-C", f"link-arg=--repro={saved}"],
        cwd=TESTS / "demo",
        env={**ENVIRONMENT, "PATH": f"{work}/bin:{os.environ['PATH']}",
             "CARGO_TARGET_DIR": str(work / "target")})
    return saved


def measure_time(shims, saved, runs):
    """Mean and standard deviation of the link by each shim, in milliseconds."""
    figures = saved.parent / f"{saved.name}.json"
    run(["hyperfine", "-N", "--warmup", str(WARMUP), "-r", str(runs), "--export-json", figures,
         *(f"{shlex.quote(str(shim))} @args" for shim in shims)], cwd=saved)
    results = json.loads(figures.read_text())["results"]
    return [(result["mean"] * 1000, result["stddev"] * 1000) for result in results]


def measure_memory(shim, saved):
    """MiB at its peak, that of its worker process too; leaves the object at saved/out."""
    child = subprocess.Popen([shim, "@args"], cwd=saved)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"bench: '{shim}' failed with status {child.returncode}")
    return used.ru_maxrss / 1024


def measure_object(path):
    """Instructions, bytes, bytes of .BTF and of .BTF.ext."""
    sizes = {}
    instructions = 0
    sections = re.findall(r"\] (\S+) +[A-Z]+ +[0-9a-f]+ [0-9a-f]+ ([0-9a-f]+) [0-9a-f]+ +([A-Z]*) ",
                          run(["readelf", "-W", "-S", path]))
    for name, size, flags in sections:
        sizes[name] = int(size, 16)
        if "X" in flags:
            instructions += sizes[name] // 8
    return instructions, path.stat().st_size, sizes.get(".BTF", 0), sizes.get(".BTF.ext", 0)


def show_row(saved, shims, runs):
    times = measure_time(shims, saved, runs)
    memory = measure_memory(shims[0], saved)
    instructions, size, types, ext = measure_object(saved / "out")
    row = (f"{saved.name:<14} {times[0][0]:>8.1f} ± {times[0][1]:<6.1f} {memory:>8.1f}"
           f" {instructions:>12} {size:>8} {types:>7} {ext:>9}")
    for mean, deviation in times[1:]:
        row += f" {mean:>10.1f} ± {deviation:<6.1f} {times[0][0] / mean:>6.2f}"
    print(row, flush=True)


def parse_words():
    parser = argparse.ArgumentParser(description="Measures links and their objects.")
    parser.add_argument("shim", type=pathlib.Path)
    parser.add_argument("--against", type=pathlib.Path, help="another bpf-shim, for the ratio of times")
    parser.add_argument("--runs", type=int, default=15, help="how often each link is measured")
    return parser.parse_args()


def find_shims(args):
    """Ours, then the other one, if there is one; both can be run."""
    shims = [path.absolute() for path in (args.shim, args.against) if path]
    for path in shims:
        if not path.is_file() or not os.access(path, os.X_OK):
            sys.exit(f"bench: '{path}' is no program that can be run")
    return shims


def main():
    args = parse_words()
    shims = find_shims(args)
    work = shims[0].parent / "bench"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    links = [save_corpus_link(shims[0], name, work) for name in CORPUS]
    links.append(save_demo_link(shims[0], work))
    print(f"{'program':<14} {'link, ms':>17} {'peak MiB':>8} {'instructions':>12} {'object':>8}"
          f" {'.BTF':>7} {'.BTF.ext':>9}" + (f" {'other, ms':>19} {'ratio':>6}" if args.against else ""))
    for saved in links:
        show_row(saved, shims, args.runs)


if __name__ == "__main__":
    main()
