# SPDX-License-Identifier: MIT OR Apache-2.0
"""What became of a program in a mode, and to which class that belongs."""
import dataclasses
import re
import subprocess

import building

RIGHT, WRONG, REFUSED, LINK, CRASH, INVALID = "right", "WRONG", "refused", "link error", "crash", "invalid"
LOADER_CRASHED = "the loader crashed"
OLD = lambda mode: mode.kernel == "4.15"
# Link errors that are in order: the message's class, in which modes, and why.
IN_ORDER = [
    (r"this atomic operation does not exist in BPF", lambda mode: True, "there is no such instruction"),
    (r"this atomic operation needs Linux N", lambda mode: mode.kernel in ("4.15", "5.4"), "not in this kernel"),
    (r"this atomic operation needs instruction set vN", lambda mode: mode.cpu in ("", "v1", "v2"), "not in this CPU"),
    (r"an atomic (load|store) that orders others needs instruction set vN", lambda mode: mode.cpu != "v4",
     "not in this CPU"),
    (r"an atomic (load|store) that orders others needs Linux N", lambda mode: True, "exists from 6.15 on"),
    (r"BPF has no sequentially consistent atomic load", lambda mode: True, "there is no such instruction"),
    (r"loop cannot be unrolled for Linux N", OLD, "no loops there"),
    (r".* is a constant that does not fit into the code, which needs Linux N", OLD, "no data there"),
    (r"'…' is a variable outside of maps, which needs Linux N", OLD, "no data there"),
    (r"(about )?N instructions, and Linux N takes N", OLD, "short programs there"),
    (r".*the verifier (of Linux N )?probably ", lambda mode: bool(mode.kernel), "its verifier gives up"),
    (r"needs (more than )?N bytes of stack", lambda mode: True, "512 bytes in all"),
]


@dataclasses.dataclass
class Outcome:
    kind: str          # one of those above
    reason: str = ""   # the class within the kind
    text: str = ""     # all that was said
    peer: str = ""     # of what is refused: how the peer fares

    def __str__(self):
        return f"{self.kind}: {self.reason}" if self.reason else self.kind


def linker_message(stderr):
    """The linker's first error, out of rustc's report."""
    found = re.search(r"bpf-(?:shim|linker): (?:error|internal error): (.*)", stderr)
    return found[1].strip() if found else ""


def message_class(message):
    """Without places, names and numbers."""
    message = re.sub(r"^(?:\S*[./]\S*: )?(?:in '[^']*': )?", "", message)
    message = re.sub(r"(internal error: [^:]*: [^?]*)\?.*", r"\1", message)  # behind it, the code
    message = re.sub(r", called at [^ ;]*", "", message)
    message = re.sub(r"'[^']*'", "'…'", message)
    return re.sub(r"\d+(\.\d+)*", "N", message)


def refusal_class(text):
    """The verifier's reason: the last line of its log that is neither an instruction nor a state."""
    for line in reversed(text.split("|")):
        line = line.strip()
        if not line or re.match(r"\d+: |; |from \d+|(cur|old) state|R\d+(_\w+)?=|fp-?\d+=|frame\d+:|mark_precise|(parent|last|regs=)", line):
            continue
        line = re.sub(r"\bR\d+\b", "Rn", line)
        return re.sub(r"-?\b(0x[0-9a-f]+|[0-9a-f]*\d[0-9a-f]*)\b", "N", line)
    return "no reason given"


class Loader:
    """run_many, which loads and runs the objects."""

    def __init__(self, harness, inputs_path):
        self.words = [str(harness), f"@{inputs_path}"]
        self.process = None

    def start(self):
        self.process = subprocess.Popen(self.words, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True, errors="replace")

    def run(self, target):
        """The harness's lines for this object; None when the harness itself has ended."""
        if not self.process or self.process.poll() is not None:
            self.start()
        lines = []
        try:
            self.process.stdin.write(f"{target}\n")
            self.process.stdin.flush()
            for line in self.process.stdout:
                if line == "end\n":
                    return lines
                lines.append(line.rstrip("\n"))
        except BrokenPipeError:
            pass
        self.process.wait()
        return None

    def close(self):
        if self.process:
            self.process.stdin.close()
            self.process.wait()


def link(words, target, environment=None):
    """None when the object is there, else what rustc and the linker said."""
    target.unlink(missing_ok=True)
    try:
        built = building.run(words, env=environment)
    except subprocess.TimeoutExpired:
        return Outcome(CRASH, "timeout of the link")
    if built.returncode == 0:
        return None if target.exists() else Outcome(CRASH, "no object, and no error")
    status = re.search(r"linking with .* failed: (exit status: \d+|signal: \d+.*)", built.stderr)
    if not status:
        return Outcome(INVALID, "rustc", built.stderr)
    message = linker_message(built.stderr)
    if status[1] not in ("exit status: 1", "exit status: 5") or message.startswith("internal error"):
        return Outcome(CRASH, f"{status[1]}: {message_class(message)}", built.stderr)
    return Outcome(LINK, message_class(message), built.stderr)


def judge(lines, expected):
    """The harness's lines of an object with one program."""
    if lines is None:
        return Outcome(CRASH, LOADER_CRASHED)
    kind, _, rest = lines[0].partition(" ")
    _, _, rest = rest.partition(" ")
    if kind == "refused":
        return Outcome(REFUSED, refusal_class(rest), rest)
    if kind != "ran":
        return Outcome(CRASH, f"not run: {rest}", rest)
    got = [int(word) for word in rest.split()]
    if got == expected:
        return Outcome(RIGHT)
    different = [f"input {i}: got {a:#x}, want {b:#x}" for i, (a, b) in enumerate(zip(got, expected)) if a != b]
    return Outcome(WRONG, "", "; ".join(different))


def in_order(outcome, mode):
    """Why a link error is right, or ''."""
    if outcome.kind == LINK:
        for pattern, holds, why in IN_ORDER:
            if re.match(pattern, outcome.reason) and holds(mode):
                return why
    return ""
