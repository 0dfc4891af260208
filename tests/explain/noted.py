#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Which lines the linker has changed code of stands in the object: noted.py SHIM

Programs of the corpus, each of which some change changes, are built, and have to name it, with lines that
they have. Of the changes in pipeline.c, none may be quiet but those that are listed here with the reason.
"""
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
sys.path.insert(0, str(TOP / "tests" / "corpus"))
import run  # pylint: disable=wrong-import-position

# (program, --kernel): the changes that show in it.
SHOWN = {
    ("atomic_orders", ""): {"atomics", "settle-atomics"},
    ("call_pointer", ""): {"indirect-calls"},
    ("checksum_folded", ""): {"folded-sums"},
    ("count_three", "4.15"): {"flat"},
    ("format_integers", ""): {"memory"},
    ("hash_fnv", ""): {"undefined"},
    ("int_wide_results", ""): {"arithmetic", "wide-arithmetic"},
    ("loop_continue", "4.15"): {"bound-loops", "fresh-bounds"},
    ("loop_while_let", ""): {"constant-phis", "index-bounds"},
    ("memory_overlap", "4.15"): {"narrow-spills", "remat", "stack-index"},
    ("recursion", ""): {"stuck-counters"},
    ("rodata_small", ""): {"rodata-addresses", "pointer-tables", "stack-addresses"},
    ("rodata_small", "4.15"): {"rodata"},
    ("rodata_strings", ""): {"stack-pointers"},
    ("slice_gre", ""): {"packet-lengths", "packet-bounds"},
    ("str_parse", ""): {"cursors"},
}
QUIET = {
    "inline_end_panics": "a panic ends the program, as is documented",
    "debug_locations_to_user": "it changes lines and no code",
    "externs_replace_reads": "it is how the kernel's names are written in Rust",
    "endless_loops_note": "it marks loops that LLVM must not drop",
    "quirks_apply": "each quirk notes its own lines",
}


def build(corpus, name, kernel):
    program = run.Program(TOP / "tests" / "corpus" / f"{name}.rs")
    mode = run.Mode(program.choice("doors", ("bpf",))[0], "3", 16, program.choice("maps", run.MAPS)[0],
                    program.choice("handlers", run.HANDLERS)[0], kernel)
    try:
        return corpus.build(program, mode)
    except run.Failure as why:
        sys.exit(f"{name}: {why}")


def notes(target):
    """(change, file, line) of each line of the section."""
    dumped = target.with_suffix(".notes")
    dumped.unlink(missing_ok=True)
    subprocess.run(["llvm-objcopy", "--dump-section", f".debug_bpf_shim={dumped}", target], check=False, capture_output=True)
    text = dumped.read_text() if dumped.exists() else ""
    return [re.fullmatch(r"(\S+) (.+):(\d+)", line).groups() for line in text.splitlines()]


def main():
    shim = pathlib.Path(sys.argv[1]).resolve()
    corpus, wrong = run.Corpus(shim), []
    run.BUILD = TOP / "build" / "explain" / "noted"
    for (name, kernel), expected in SHOWN.items():
        found = notes(build(corpus, name, kernel))
        wrong += [f"{name} {kernel}: nothing is noted of '{change}'" for change in expected - {change for change, _, _ in found}]
        for change, path, line in found:
            source = TOP / "tests" / "corpus" / pathlib.Path(path).name
            if not source.exists() or not 0 < int(line) <= len(source.read_text().splitlines()):
                wrong.append(f"{name} {kernel}: '{change}' names {path}:{line}")
    pipeline = (TOP / "shim" / "ir" / "pipeline.c").read_text()
    quiet = set(re.findall(r"^\t(\w+),", re.search(r"quiet\[\].*?\{\n(.*?)\n\};", pipeline, re.S)[1], re.M))
    wrong += [f"{name}: is quiet in pipeline.c or here alone" for name in quiet ^ set(QUIET)]
    print("\n".join(wrong))
    print(f"{len(SHOWN)} objects, {len(set().union(*SHOWN.values()))} changes, {len(wrong)} wrong")
    return len(wrong) > 0


if __name__ == "__main__":
    sys.exit(main())
