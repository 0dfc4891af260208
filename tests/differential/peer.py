# SPDX-License-Identifier: MIT OR Apache-2.0
"""What becomes of a refused program when another linker makes it: bpf-linker, which runs LLVM's passes as clang does for C.
What its object is refused for as well, a C compiler's output of the same shape would be refused for. Much of what it makes of
such programs does not come so far: it is counted apart, and says nothing."""
import dataclasses

import building
import verdicts

LOADS, TOO = "loads", "is refused, too"


def verdict(tester, peer, body, mode, name):
    """How the peer fares, in a few words. It links for the target of BPF alone, whose core lacks most atomics."""
    if "bpf" not in tester.compilers:
        return "there is no core for BPF"
    directory = tester.workplace(f"peer-{name}")
    target = directory / "prog.o"
    alike = dataclasses.replace(mode, door="bpf", cpu="", kernel="", subprograms=False)
    words = building.build_words(tester.compilers["bpf"], peer, alike, building.write_bpf(body, directory), target)
    # Its instruction set is that of rustc.
    failed = verdicts.link([*words, "-C", f"target-cpu={mode.cpu or 'v3'}"], target)
    if failed:
        return "does not compile for BPF" if failed.kind == verdicts.INVALID else "does not link"
    outcome = tester.load(target, [])
    if outcome.kind == verdicts.REFUSED:
        return f"{TOO}: {outcome.reason}"
    return LOADS if outcome.kind == verdicts.WRONG else "gives no object that libbpf opens"
