# SPDX-License-Identifier: MIT OR Apache-2.0
"""faults.py SHIM FAULT.so CALL[:on][:llvm][:STEP] INPUT...: makes each call of a link fail in turn.

Links the inputs once for each n, with the n-th call of that kind failing (:on, and all after it;
:llvm, of those that libLLVM makes), until the link has no n-th one; with a STEP, for every STEP-th n.
However a link ends, it must end in time, with a status of the table and a message, leave either the
whole output or the older one, and nothing else. Prints one line: how many links, how many failed.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

# shim/base/exitcode.h without EXITCODE_BUG and EXITCODE_USAGE.
STATUSES = {0, 1, 3, 4, 5, 6, 7, 8}
SECONDS = 60


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
        self.step = next((int(word) for word in rest if word.isdigit()), 1)

    def link(self, number, folder):
        """Returns the finished process, and whether the fault has struck."""
        fired = folder / "fired"
        output = folder / "d" / "out"
        output.parent.mkdir()
        output.write_bytes(b"old")
        environment = {**self.environment, "FAULT_NUMBER": str(number), "FAULT_FIRED": str(fired)}
        done = subprocess.run([self.shim, *self.inputs, "-o", output], cwd=folder, env=environment,
                              capture_output=True, text=True, errors="replace", timeout=SECONDS)
        return done, fired.exists()

    def complaints(self, done, folder, whole):
        output = (folder / "d" / "out").read_bytes()
        lines = done.stderr.splitlines()
        errors = [line for line in lines if line.startswith("bpf-shim: error: ")]
        if done.returncode not in STATUSES:
            yield f"status {done.returncode}"
        # The message itself may be what could not be written.
        if done.returncode and not errors and self.call != "write":
            yield "no error message"
        if any(not line.startswith("bpf-shim: ") for line in lines):
            yield "messages of another form"
        if done.returncode and output != b"old":
            yield "the older output is gone"
        if not done.returncode and output != whole:
            yield "another output"
        if [path.name for path in (folder / "d").iterdir()] != ["out"]:
            yield "files are left behind"

    def run(self):
        """Returns the number of links, of failures, and of findings."""
        with tempfile.TemporaryDirectory() as name:
            done, _ = self.link(0, pathlib.Path(name))
            if done.returncode:
                sys.exit(f"the link without a fault has status {done.returncode}:\n{done.stderr}")
            whole = (pathlib.Path(name) / "d" / "out").read_bytes()
        links = failed = findings = 0
        number = 1
        while True:
            with tempfile.TemporaryDirectory() as name:
                done, fired = self.link(number, pathlib.Path(name))
                if not fired:
                    return links, failed, findings
                links += 1
                failed += done.returncode != 0
                for complaint in self.complaints(done, pathlib.Path(name), whole):
                    findings += 1
                    print(f"{self.call} {number}: {complaint} (status {done.returncode})\n"
                          f"{done.stderr}", file=sys.stderr)
            number += self.step


def main():
    shim, library, wish, *inputs = sys.argv[1:]
    links, failed, findings = Faults(shim, library, wish, inputs).run()
    print(f"{wish}: {links} links, {failed} failed, {findings} findings")
    sys.exit(findings != 0 or not links)


main()
