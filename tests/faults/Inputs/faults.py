# SPDX-License-Identifier: MIT OR Apache-2.0
"""faults.py SHIM FAULT.so CALL[:on][:llvm][:SIGNAL][:STEP] INPUT...: makes each call of a link fail in turn.

Links the inputs once for each n, with the n-th call of that kind failing (:on, and all after it;
:llvm, of those that libLLVM makes), until the link has no n-th one; with a STEP, for every STEP-th n.
With a SIGNAL (HUP, INT, TERM), that arrives before the call, and nothing fails. However a link ends, it
must end in time, with a status of the table and a message (or by the signal, without one), leave either
the whole output or the older one, and no other file and no process. Prints one line: how many links, how
many failed.
"""
import collections
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

# shim/base/exitcode.h without EXITCODE_BUG and EXITCODE_USAGE.
STATUSES = {0, 1, 3, 4, 5, 6, 7, 8}
SECONDS = 330
SIGNALS = {"HUP": signal.SIGHUP, "INT": signal.SIGINT, "TERM": signal.SIGTERM}


Link = collections.namedtuple("Link", "status stderr group struck")


def die_of_signals():
    """What a caller without a terminal ignores would be ignored here, too."""
    for number in SIGNALS.values():
        signal.signal(number, signal.SIG_DFL)


def runs(group):
    """Whether a process of that group runs; those that nobody has waited for do not."""
    for process in filter(str.isdigit, os.listdir("/proc")):
        try:
            stat = pathlib.Path("/proc", process, "stat").read_text(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            continue
        state, _, owner = stat.rpartition(")")[2].split()[:3]
        if int(owner) == group and state not in "ZX":
            return True
    return False


def group_ends(group):
    """Whether all processes of that group are gone, or soon will be."""
    for _ in range(100):
        if not runs(group):
            return True
        time.sleep(0.05)
    return False


class Faults:
    def __init__(self, shim, library, wish, inputs):
        self.call, *rest = wish.split(":")
        self.shim = os.path.abspath(shim)
        self.inputs = [os.path.abspath(path) for path in inputs]
        self.environment = {**os.environ, "LD_PRELOAD": os.path.abspath(library), "FAULT_CALL": self.call}
        if "on" in rest:
            self.environment["FAULT_ON"] = "1"
        if "llvm" in rest:
            self.environment["FAULT_FROM"] = "llvm"
        self.signal = next((SIGNALS[word] for word in rest if word in SIGNALS), None)
        if self.signal:
            self.environment["FAULT_SIGNAL"] = str(int(self.signal))
        self.step = next((int(word) for word in rest if word.isdigit()), 1)

    def link(self, number, folder):
        """Returns the finished process, and whether the fault has struck."""
        fired = folder / "fired"
        output = folder / "d" / "out"
        output.parent.mkdir()
        output.write_bytes(b"old")
        environment = {**self.environment, "FAULT_NUMBER": str(number), "FAULT_FIRED": str(fired)}
        with open(folder / "stderr", "w+", errors="replace") as stderr:
            # In a group of its own, which tells whether a process is left.
            process = subprocess.Popen([self.shim, *self.inputs, "-o", output], cwd=folder, env=environment,
                                       stdout=subprocess.DEVNULL, stderr=stderr, start_new_session=True,
                                       preexec_fn=die_of_signals)
            try:
                process.wait(SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                print(f"{self.call} {number}: not done in time", file=sys.stderr)
            stderr.seek(0)
            return Link(process.returncode, stderr.read(), process.pid, fired.exists())

    def complaints(self, link, folder, whole):
        output = (folder / "d" / "out").read_bytes()
        lines = link.stderr.splitlines()
        errors = [line for line in lines if line.startswith("bpf-shim: error: ")]
        if link.status not in (STATUSES if self.signal is None else {0, -self.signal}):
            yield f"status {link.status}"
        # The message itself may be what could not be written.
        if link.status > 0 and not errors and self.call != "write":
            yield "no error message"
        # (With 8, the n-th call of the parent may have failed after the n-th of the worker.)
        if link.status == 7 and len(errors) > 1:
            yield "a crash is one error"
        if any(not line.startswith("bpf-shim: ") for line in lines):
            yield "messages of another form"
        if link.status > 0 and output != b"old":
            yield "the older output is gone"
        if link.status == 0 and output != whole:
            yield "another output"
        if link.status < 0 and output not in (b"old", whole):
            yield "half an output"
        if [path.name for path in (folder / "d").iterdir()] != ["out"]:
            yield "files are left behind"
        if not group_ends(link.group):
            yield "a process is left behind"

    def run(self):
        """Returns the number of links, of failures, and of findings."""
        with tempfile.TemporaryDirectory() as name:
            link = self.link(0, pathlib.Path(name))
            if link.status:
                sys.exit(f"the link without a fault has status {link.status}:\n{link.stderr}")
            whole = (pathlib.Path(name) / "d" / "out").read_bytes()
        links = failed = findings = 0
        number = 1
        while True:
            with tempfile.TemporaryDirectory() as name:
                link = self.link(number, pathlib.Path(name))
                if not link.struck:
                    return links, failed, findings
                links += 1
                failed += link.status != 0
                for complaint in self.complaints(link, pathlib.Path(name), whole):
                    findings += 1
                    print(f"{self.call} {number}: {complaint} (status {link.status})\n"
                          f"{link.stderr}", file=sys.stderr)
            number += self.step


def main():
    shim, library, wish, *inputs = sys.argv[1:]
    links, failed, findings = Faults(shim, library, wish, inputs).run()
    print(f"{wish}: {links} links, {failed} failed, {findings} findings")
    sys.exit(findings != 0 or not links)


main()
