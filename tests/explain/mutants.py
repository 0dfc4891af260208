#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Damages logs and objects: mutants.py SHIM COUNT [--seed N]

--explain has to end in time with a status of its own, and to invent nothing: a line is named only if the
last instruction of the log has the opcode that the object has at this place.
"""
import concurrent.futures
import pathlib
import random
import re
import subprocess
import sys

import run

PROGRAMS = ("map_index_off_by_one", "packet_short_check", "map_index_negative", "ringbuf_not_submitted",
            "callback_returns", "helper_length_zero", "socket_written", "loop_without_end", "changed_by_linker",
            "kfunc_maybe_null", "list_node_after_unlock", "arena_missing", "kptr_other_struct", "lock_order")
INSN = re.compile(r"(?<![^\s|])(\d+): \(([0-9a-f]{2})\) (?=\s*\S)")
LISTED = re.compile(r"^ *(\d+): [.\w]+ \(([0-9a-f]{2})\) ", re.M)
STATUSES = (0, 1, 3)
SECONDS = 20
LARGEST = 1 << 16


def samples(shim, say):
    """(object, its bytes, log, opcodes by index) of each program."""
    for name in PROGRAMS:
        program = run.Program(run.HERE / "programs" / f"{name}.rs")
        target = run.build(shim, program, False)
        log = run.ask(say, program, target, 2)[1].encode()
        # Level 2 begins with a list of the instructions, also of those that are not walked.
        opcodes = {int(insn): opcode for listed in (LISTED, INSN) for insn, opcode in listed.findall(log.decode())}
        yield target, target.read_bytes(), log, opcodes


def damage(dice, data, lines):
    """One to four changes: of bytes, or of lines if it is text."""
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(data))
        change = dice.randrange(6 if lines else 3)
        if change == 0:
            data = data[:at] + bytes([dice.randrange(256)]) + data[at + 1:]
        elif change == 1:
            data = data[:at] + data[at + dice.randint(1, 40):]
        elif change == 2:
            data = data[:at] + data[dice.randrange(len(data)):][:dice.randint(1, 60)] + data[at:]
        elif change == 3:
            rows = data.split(b"\n")
            dice.shuffle(rows)
            data = b"\n".join(rows)
        elif change == 4:
            data = re.sub(rb"\d+", lambda m: m[0] if dice.random() < 0.97 else b"%d" % dice.getrandbits(dice.randrange(1, 70)), data)
        else:
            data = data[at:] if dice.random() < 0.5 else data[:at]
        if not data:
            return b"\n"
    return data[:LARGEST]


def last_insn(text):
    found = [m for line in text.split("\n") if "before " not in line and "idx" not in line and "omitted" not in line
             and not line.lstrip(" \t|").startswith((";", "mark_precise")) for m in INSN.finditer(line.replace("\0", " "))]
    return (int(found[-1][1]), found[-1][2]) if found else None


def logs_of(text):
    """A line of figures ends a log, and so does an exit before instruction 0: another program's may follow."""
    for part in re.split(r"processed \d+ insns", text):
        lines, ended = [], False
        for line in part.split("\n"):
            insn = last_insn(line)
            if ended and insn and insn[0] == 0:
                yield "\n".join(lines)
                lines = []
            if insn:
                ended = insn[1] == "95"
            lines.append(line)
        yield "\n".join(lines)


def explain(shim, target, log):
    done = subprocess.run([shim, "--explain", target], input=log, capture_output=True, timeout=SECONDS, check=False)
    return done.returncode, done.stderr.decode(errors="replace")


def try_one(shim, folder, sample, number, seed):
    """'named', 'unnamed' or 'damaged'; raises what is wrong."""
    dice = random.Random(seed * 1000003 + number)
    target, data, log, opcodes = sample
    if dice.random() < 0.25:
        target = folder / f"{number % 16}.o"
        target.write_bytes(damage(dice, data, False))
        status, said = explain(shim, target, log)
        if status not in STATUSES:
            raise run.Failure(f"object {number}: status {status}: {said}")
        return "damaged"
    log = damage(dice, log, True)
    status, said = explain(shim, target, log)
    if status not in STATUSES:
        raise run.Failure(f"log {number}: status {status}: {said}")
    if not re.search(r"error: \S+\.rs:\d+", said):
        return "unnamed"
    last = [last_insn(part) for part in logs_of(log.decode(errors="replace"))]
    if any(last) and not any(opcodes.get(pair[0]) == pair[1] for pair in filter(None, last)):
        raise run.Failure(f"log {number}: invents a line for {last}: {said}")
    return "named"


def main():
    shim, count = pathlib.Path(sys.argv[1]).resolve(), int(sys.argv[2])
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    say = run.build_tools()
    chosen = list(samples(shim, say))
    folder = run.BUILD / "mutants"
    folder.mkdir(exist_ok=True)
    ends, failed = {"named": 0, "unnamed": 0, "damaged": 0}, 0

    def part(first):
        results = []
        # Each thread has its own files.
        own = folder / str(first)
        own.mkdir(exist_ok=True)
        for number in range(first, count, 2):
            try:
                results.append(try_one(shim, own, chosen[number % len(chosen)], number, seed))
            except (run.Failure, subprocess.TimeoutExpired) as why:
                results.append(why)
        return results

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for result in (result for results in pool.map(part, range(2)) for result in results):
            if isinstance(result, str):
                ends[result] += 1
            else:
                failed += 1
                print(result)
    print(", ".join(f"{number} {end}" for end, number in ends.items()) + f", {failed} wrong")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
