#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Links of programs as large as real ones, beside the peer's: real.py BPF-SHIM [--peer BPF-LINKER]
[--runs N] [--programs NAME,...] [--profiles release,plain,debug].

The programs of programs/ and those that generate.py writes are built once for the BPF target and once by
stable Rust for the host; what each link is made of is saved by --repro. The same saved link is then done by
bpf-shim under its own name (own), as bpf-linker (alias), and by bpf-linker itself (peer); that of stable
Rust by bpf-shim alone (host). Of each: user seconds, the least of N; whether aya loads all programs into the
running kernel; how many instructions the verifier walked through; the nanoseconds of a run. In brackets stand
ratios to the peer's; of nanoseconds and instructions over the programs that both have loaded.

Without --peer, cargo installs bpf-linker; where it cannot, its column says so. 'walked' and 'ns' are sums.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
PROGRAMS = ("shared", "unwinder", "router", "logs", "bindings")
PROFILES = ("release", "plain", "debug")  # plain: a release without debug info
DEBIAN = {"PATH": "/usr/bin:/bin", "RUSTC_BOOTSTRAP": "1"}  # its rustc has core for the BPF target
STABLE = {"RUSTUP_TOOLCHAIN": "stable"}
DOORS = {"bpf": ("bpfel-unknown-none", DEBIAN, []),
         "host": ("x86_64-unknown-linux-gnu", STABLE, ["-Clinker-plugin-lto"])}


def run(words, **options):
    done = subprocess.run(words, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                          **options)
    if done.returncode:
        sys.exit(f"bench: '{words[0]}' failed with status {done.returncode}\n{done.stdout[-2000:]}")
    return done.stdout


def fetch(manifest):
    run(["cargo", "fetch", "--quiet", "--manifest-path", manifest], env={**os.environ, **STABLE})


def build_loader():
    target = TOP / "build" / "aya" / "loader"
    manifest = TOP / "tests" / "aya" / "loader" / "Cargo.toml"
    fetch(manifest)
    run(["cargo", "build", "--offline", "--quiet", "--manifest-path", manifest],
        env={**os.environ, **STABLE, "CARGO_TARGET_DIR": str(target)})
    return target / "debug" / "loader"


def find_peer(given, root):
    """The path of bpf-linker, or None, and why."""
    if given:
        return given, ""
    peer = root / "bin" / "bpf-linker"
    if not peer.exists():
        # Where no LLVM is named, it takes the library of the linker's default directories, which Debian leaves empty.
        newest = max(pathlib.Path("/usr/lib").glob("llvm-*"), key=lambda path: int(path.name[5:]), default="/usr")
        done = subprocess.run(["cargo", "install", "--quiet", "--root", root, "bpf-linker"], text=True,
                              capture_output=True, check=False,
                              env={"LLVM_PREFIX": str(newest), **os.environ, **STABLE})
        if done.returncode:
            return None, (done.stderr.strip().splitlines() or ["no reason given"])[-1]
    return peer, ""


def prepare_sources(work):
    project = work / "programs"
    shutil.copytree(HERE / "programs", project, ignore=shutil.ignore_patterns("target"))
    fetch(project / "Cargo.toml")
    run([sys.executable, HERE / "generate.py", project / "src" / "bin"])
    return project


def save_link(shim, project, name, profile, door):
    """The directory that holds what the link is made of."""
    target, environment, flags = DOORS[door]
    saved = project.parent / f"{name}-{profile}-{door}"
    flags = [f"-Clinker={shim}", *flags]
    flags += ["-Cdebuginfo=0"] if profile == "plain" else ["-Cdebuginfo=2", "-Clink-arg=--btf"]
    words = ["cargo", "rustc", "--offline", "--quiet", "--target", target, "--bin", name,
             *([] if profile == "debug" else ["--release"]), "--", f"-Clink-arg=--repro={saved}"]
    run(words, cwd=project,
        env={**os.environ, **environment, "CARGO_ENCODED_RUSTFLAGS": "\x1f".join(flags),
             "CARGO_TARGET_DIR": str(project.parent / f"target-{door}")})
    return saved


def link_words(saved, output):
    """The saved words, without those that only bpf-shim knows, and with this output."""
    words, rest = [], iter((saved / "args").read_text().splitlines())
    for word in rest:
        if word in ("-L", "--llvm"):
            next(rest)
        elif not word.startswith("-o"):
            words.append(word)
    return [*words, "-o", output]


def time_link(linker, saved, output):
    """User seconds, or None when it fails."""
    with open(saved / f"{output}.err", "w", encoding="utf-8") as errors:
        child = subprocess.Popen([linker, *link_words(saved, output)], cwd=saved, stderr=errors,
                                 stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return None if child.returncode else used.ru_utime


def measure_links(linkers, saved, runs):
    """User seconds of each linker, the least of some; None when it fails. They take turns, so that what else
    the machine does meets all of them."""
    seconds = {}
    for _ in range(runs):
        for who, (linker, door) in linkers.items():
            if seconds.get(who, 0) is not None:
                used = time_link(linker, saved[door], f"out.{who}")
                seconds[who] = used and min(used, seconds.get(who, used))
    return seconds


def measure_objects(loader, paths):
    """By path: by the name of a program, instructions walked and nanoseconds (or None); no path: it does not
    load. All are measured in one process, in turns."""
    done = run(["sh", TOP / "tests" / "aya" / "Inputs" / "alone.sh", loader, "--measure", *paths])
    found = {}
    for line in done.splitlines():
        words = line.split()
        if len(words) == 4 and words[2].isdigit():
            costs = (int(words[2]), None if words[3] == "-" else int(words[3]))
            found.setdefault(pathlib.Path(words[0]), {})[words[1]] = costs
    return found


def total(programs, which):
    return sum(costs[which] or 0 for costs in programs.values())


def ratio(ours, theirs):
    return f"({ours / theirs:4.2f})" if ours is not None and theirs else " " * 6


def show(name, profile, who, seconds, programs, peer_seconds, peer_programs):
    if seconds is None:
        print(f"{name:<9} {profile:<8} {who:<6} no link", flush=True)
        return
    row = f"{name:<9} {profile:<8} {who:<6} {seconds:>7.2f} {ratio(seconds, peer_seconds)}"
    if programs is None:
        row += "  refused"
    else:
        row += f" {len(programs):>8}"
        for which, width in ((0, 9), (1, 7)):
            ours = total(programs, which)
            row += f" {ours:>{width}} {ratio(ours, total(peer_programs, which) if peer_programs else None)}"
    print(row.rstrip(), flush=True)


def measure(name, profile, saved, linkers, loader, runs):
    paths = {who: saved[door] / f"out.{who}" for who, (_, door) in linkers.items()}
    seconds = measure_links(linkers, saved, runs)
    programs = measure_objects(loader, [paths[who] for who in linkers if seconds[who] is not None])
    peer = (seconds.get("peer"), programs.get(paths.get("peer")))
    for who in linkers:
        show(name, profile, who, seconds[who], programs.get(paths[who]), *peer)


def parse_words():
    parser = argparse.ArgumentParser(description="Measures links as large as real ones, and their objects.")
    parser.add_argument("shim", type=pathlib.Path)
    parser.add_argument("--peer", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--programs", default=",".join(PROGRAMS))
    parser.add_argument("--profiles", default=",".join(PROFILES))
    return parser.parse_args()


def main():
    args = parse_words()
    shim = args.shim.absolute()
    work = shim.parent / "bench" / "real"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    (work / "bpf-linker").symlink_to(shim)
    peer, why = find_peer(args.peer and args.peer.absolute(), shim.parent / "peer")
    loader = build_loader()
    project = prepare_sources(work)
    linkers = {"own": (shim, "bpf"), "alias": (work / "bpf-linker", "bpf"), "host": (shim, "host")}
    if peer:
        linkers["peer"] = (peer, "bpf")
    else:
        print(f"skipped: the peer, which cannot be installed: {why}")
    print(f"{'program':<9} {'profile':<8} {'linker':<6} {'user, s':>7} {'':6} {'programs':>8}"
          f" {'walked':>9} {'':6} {'ns':>7}".rstrip())
    for name in args.programs.split(","):
        for profile in args.profiles.split(","):
            saved = {door: save_link(shim, project, name, profile, door) for door in DOORS}
            measure(name, profile, saved, linkers, loader, args.runs)


if __name__ == "__main__":
    main()
