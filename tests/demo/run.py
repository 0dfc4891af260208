#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The demo: run.py BPF-SHIM. Builds the XDP program beside this file with cargo, shows the object,
loads it into the running kernel and runs it over packets. Fails when a verdict is not as expected."""
import os
import pathlib
import re
import shutil
import subprocess
import sys

from packets import PACKETS, PROTOCOLS, VERDICTS

HERE = pathlib.Path(__file__).resolve().parent
NOT_ALLOWED = 77  # status of run_prog


def step(text):
    print(f"\n== {text}", flush=True)


def run(words, **options):
    """What a command prints; its failure is ours."""
    done = subprocess.run(words, text=True, stdout=subprocess.PIPE, check=False, **options)
    if done.returncode:
        sys.exit(f"demo: '{words[0]}' failed with status {done.returncode}")
    return done.stdout


def build(shim, work):
    """Plain cargo; its linker, found on PATH by the name bpf-shim, is measured. Returns the object."""
    shutil.rmtree(work, ignore_errors=True)
    (work / "bin").mkdir(parents=True)
    (work / "bin" / "bpf-shim").symlink_to(HERE / "measured_link.py")
    compiler = run(["rustc", "-vV"])
    version = re.search(r"rustc \S+", compiler)[0]
    llvm = re.search(r"LLVM version: (\S+)", compiler)[1]
    step(f"cargo build --release   ({version}, LLVM {llvm}, the host target)")
    run(["cargo", "build", "--release", "--offline"], cwd=HERE, env={
        **os.environ,
        "PATH": f"{work}/bin:{os.environ['PATH']}",
        "CARGO_TARGET_DIR": str(work / "target"),
        "DEMO_SHIM": str(shim),
        "DEMO_FIGURES": str(work / "figures"),
    })
    seconds, peak = (work / "figures").read_text().split()
    print(f"   the link took {float(seconds):.2f} s of CPU time and {int(peak) / 1024:.0f} MiB of memory"
          " at its peak")
    return work / "target" / "release" / "packet-filter"


def show_object(path):
    step("what is in the object")
    shown = run(["readelf", "-W", "-S", "-s", path])
    for name, kind, size in re.findall(
            r"\] (\S+) +([A-Z]+) +[0-9a-f]+ [0-9a-f]+ ([0-9a-f]+)", shown):
        print(f"   section {name:<14} {kind:<9} {int(size, 16):>7} bytes")
    for size, name in re.findall(r": [0-9a-f]+ +(\d+) FUNC .* (\S+)$", shown, re.MULTILINE):
        print(f"   program {name:<14} {int(size) // 8:>17} instructions")


def run_packets(path, work):
    """What run_prog printed, or None where this process may not load BPF."""
    step(f"load it into the running kernel (Linux {os.uname().release}), run it over packets")
    harness = HERE.parent / "kernel"
    run(["make", "-s", "-C", harness])
    inputs = work / "packets"
    inputs.write_text("".join(data.hex() + "\n" for _, data, _, _ in PACKETS))
    done = subprocess.run([HERE.parent.parent / "build" / "tests" / "run_prog", "-m", "VERDICTS",
                           path, f"@{inputs}"], text=True, stdout=subprocess.PIPE, check=False)
    if done.returncode == NOT_ALLOWED:
        return None
    if done.returncode:
        sys.exit("demo: the kernel does not take the program")
    return done.stdout


def show_verdicts(output):
    """Returns how many are wrong."""
    wrong = 0
    print(f"   {'packet':<27} {'bytes':>5}   verdict")
    results = re.findall(r"^run packet_filter \d+ (\d+)$", output, re.MULTILINE)
    for (name, data, _, expected), got in zip(PACKETS, map(int, results), strict=True):
        verdict = VERDICTS[got] if got < len(VERDICTS) else str(got)
        note = "" if got == expected else f"   <-- {VERDICTS[expected]} expected"
        wrong += got != expected
        print(f"   {name:<27} {len(data):>5}   {verdict}{note}")
    return wrong


def show_counters(output):
    """Returns how many are wrong."""
    wrong = 0
    expected = [[0] * len(VERDICTS) for _ in PROTOCOLS]
    for _, _, protocol, verdict in PACKETS:
        expected[protocol][verdict] += 1
    step("the map that it counted into")
    print(f"   {'protocol':<10}" + "".join(f"{verdict:>9}" for verdict in VERDICTS))
    rows = re.findall(r"^map VERDICTS \w+ (\w+)$", output, re.MULTILINE)
    for name, row, want in zip(PROTOCOLS, map(bytes.fromhex, rows), expected, strict=True):
        got = [int.from_bytes(row[i:i + 8], sys.byteorder) for i in range(0, len(row), 8)]
        note = "" if got == want else f"   <-- {want} expected"
        wrong += got != want
        print(f"   {name:<10}" + "".join(f"{number:>9}" for number in got) + note)
    return wrong


def main():
    shim = pathlib.Path(sys.argv[1]).absolute()
    work = shim.parent / "demo"
    path = build(shim, work)
    show_object(path)
    output = run_packets(path, work)
    if output is None:
        print("   this process may not load BPF (root may): the demo ends here")
        return 0
    wrong = show_verdicts(output) + show_counters(output)
    print(f"\n{wrong} wrong" if wrong else "\nall verdicts and counters are as expected")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
