#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""--check never refuses an access to the stack that the running kernel takes: stack.py [--shim FILE]
[--seed N] [--programs N]

Random programs, each with accesses outside the frame and misaligned ones behind random conditions, are
judged by both. Where the kernel proves that the conditions never hold, it takes the program, and then
--check must. The last line is the counts.
"""
import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(TOP / "tests" / "kernels"))

import ask  # noqa: E402
import compare  # noqa: E402
import guest  # noqa: E402

PER_OBJECT = 50
SCALARS = (2, 3, 4, 5, 7, 8)
CONSTANTS = (0, 1, 2, 3, 4, 7, 8, 10, 14, 15, 16, 31, 48, 63, 64, 100, 127, 128, 255, 256, 1500, 65535,
             -1, -2, -8, -48, -128, 0x7fffffff, -0x80000000)
COMPARISONS = ("==", "!=", "<", "<=", ">", ">=", "s<", "s<=", "s>", "s>=", "&")


class Writer:
    """One random program, in the assembler's words."""

    def __init__(self, choice, name):
        self.choice, self.name, self.labels = choice, name, 0
        self.lines = []

    def constant(self):
        return self.choice.choice(CONSTANTS) if self.choice.random() < 0.8 else self.choice.randrange(-2**31, 2**31)

    def scalar(self, wide=True):
        return ("r" if wide else "w") + str(self.choice.choice(SCALARS))

    def label(self):
        self.labels += 1
        return f".L{self.name}_{self.labels}"

    def load(self, register):
        """A number that the verifier does not know, or knows."""
        kind = self.choice.randrange(9)
        if kind == 0:  # of the context: len, mark, priority
            return [f"{register} = *({self.choice.choice(('u8', 'u16', 'u32'))} *)(r6 + "
                    f"{self.choice.choice((0, 8, 32))})"]
        if kind == 1:
            return [f"{register} = {self.constant()}"]
        if kind == 2:
            return [f"r0 = variable ll", f"{register} = *({self.choice.choice(('u8', 'u16', 'u32', 'u64'))} *)(r0 + 0)"]
        if kind == 3:
            return [f"r0 = constant ll", f"{register} = *(u8 *)(r0 + {self.choice.randrange(8)})"]
        if kind == 4:
            return [f"{register} = *(u64 *)(r10 - {self.choice.choice((8, 16, 24))})"]
        if kind == 5:
            return [f"*(u64 *)(r10 - {self.choice.choice((8, 16, 24))}) = {register}"]
        if kind == 6:
            return [f"r0 = variable ll", f"{register} = *({self.choice.choice(('s8', 's16', 's32'))} *)(r0 + 8)"]
        return self.packet(register)

    def packet(self, register):
        size, leave = self.choice.choice((1, 4, 14, 20)), self.label()
        comparison = self.choice.choice((f"if r1 > r9 goto {leave}", f"if r9 < r1 goto {leave}"))
        return ["r9 = *(u32 *)(r6 + 80)", "r0 = *(u32 *)(r6 + 76)", "r1 = r0", f"r1 += {size}", comparison,
                f"{register} = *(u8 *)(r0 + {size - 1})", f"{leave}:"]

    def alu(self):
        wide = self.choice.random() < 0.5
        target = self.scalar(wide)
        source = self.scalar(wide) if self.choice.random() < 0.3 else self.constant()
        kind = self.choice.randrange(8)
        if kind == 0:
            return [f"{target} = -{target}"]
        if kind == 1:
            return [self.choice.choice((f"{target} = (s8){self.scalar(wide)}", f"{target} = (s16){self.scalar(wide)}"))]
        if kind == 2:
            register = self.scalar()
            return [f"{register} = {self.choice.choice(('be16', 'be32', 'be64', 'le16', 'le32', 'bswap16', 'bswap32'))} {register}"]
        if kind == 3:
            return [f"{target} {self.choice.choice(('<<=', '>>=', 's>>='))} {self.choice.randrange(64 if wide else 32)}"]
        operation = self.choice.choice(("+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "=", "s/=", "s%="))
        if operation in ("/=", "%=", "s/=", "s%=") and source == 0:
            source = 3
        return [f"{target} {operation} {source}"]

    def condition(self, label):
        wide = self.choice.random() < 0.6
        right = self.scalar(wide) if self.choice.random() < 0.25 else self.constant()
        return f"if {self.scalar(wide)} {self.choice.choice(COMPARISONS)} {right} goto {label}"

    def bad_access(self):
        base, offset = self.choice.choice((("r10", 0), ("r1", -16), ("r1", -12)))
        lines = [] if base == "r10" else ["r1 = r10", f"r1 += {offset}"]
        far = self.choice.choice((0, 3, -11)) if base == "r10" else self.choice.choice((16, 13, -3))
        access = self.choice.choice((f"*(u64 *)({base} + {far}) = r6", f"r0 = *(u64 *)({base} + {far})"))
        return lines + [access.replace("+ -", "- ")]

    def program(self):
        self.lines = ["r6 = r1", "r0 = 0"] + [f"*(u64 *)(r10 - {at}) = r0" for at in (8, 16, 24)]
        self.lines += [f"r{register} = {self.constant()}" for register in SCALARS]
        for _ in range(self.choice.randrange(1, 5)):
            self.lines += self.load(self.scalar())
        for _ in range(self.choice.randrange(1, 5)):
            for _ in range(self.choice.randrange(4)):
                self.lines += self.alu() if self.choice.random() < 0.8 else self.load(self.scalar())
            label = self.label()
            self.lines.append(self.condition(label))
            if self.choice.random() < 0.4:
                self.lines += self.bad_access()
            else:
                self.lines += self.alu()
            self.lines.append(f"{label}:")
        self.lines += ["r0 = 0", "exit"]
        body = "\n".join("\t" + line if not line.endswith(":") else line for line in self.lines)
        return (f'\t.section tc,"ax",@progbits\n\t.globl {self.name}\n\t.type {self.name},@function\n'
                f"{self.name}:\n{body}\n\t.size {self.name}, .-{self.name}\n")


DATA = """
	.section .rodata,"a",@progbits
	.globl constant
	.type constant,@object
constant:
	.byte 1, 2, 3, 4, 0, 255, 128, 7
	.size constant, 8
	.section .bss,"aw",@nobits
	.globl variable
	.type variable,@object
	.p2align 3
variable:
	.zero 16
	.size variable, 16
"""


def judge(shim, kernel, objects):
    """What --check says of each program."""
    release = ".".join(kernel.split(".")[:2])
    done = subprocess.run([shim, "--check", "--json", "--kernel", release, *objects], capture_output=True, text=True,
                          check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"--check ended with status {done.returncode}: {done.stderr}")
    return {program["name"]: program["fits"] for entry in json.loads(done.stdout)["objects"]
            for program in entry["programs"]}


def main():
    parser = argparse.ArgumentParser(description="Random programs, judged by --check and the kernel.")
    parser.add_argument("--shim", default=TOP / "build" / "bpf-shim")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--programs", type=int, default=2000)
    words = parser.parse_args()
    choice = random.Random(words.seed)
    both = taken = missed = wrong = other = 0
    with tempfile.TemporaryDirectory() as folder:
        folder, sources = pathlib.Path(folder), {}
        assembler = compare.Build.tool("llvm-mc")
        for number in range(words.programs // PER_OBJECT):
            writers = [Writer(choice, f"p{number}_{i}") for i in range(PER_OBJECT)]
            texts = {writer.name: writer.program() for writer in writers}
            sources.update(texts)
            subprocess.run([assembler, "-triple", "bpfel", "-mcpu=v4", "-filetype=obj", "-o", folder / f"{number}.o"],
                           input="".join(texts.values()) + DATA, text=True, check=True)
        objects = sorted(folder.glob("*.o"))
        try:
            answers = ask.ask("running", objects)
        except guest.Missing as reason:
            print(f"stack: skipped ({reason})")
            return 0
        fits = judge(words.shim, answers[0].split(" ", 1)[1], objects)
        for line in answers:
            if not line.startswith("load "):
                continue
            _, _, program, answer = line.split(" ", 3)
            if answer == "ok" and not fits[program]:
                wrong += 1
                print(f"wrong: the kernel takes {program}, --check does not:\n{sources[program]}")
            elif answer == "ok":
                taken += 1
            elif not fits[program]:
                both += 1
            elif "stack" in answer:
                missed += 1
            else:
                other += 1
    print(f"stack: {taken} taken and {both} refused by both, {missed} by the kernel alone, {other} for other reasons, "
          f"{wrong} wrong")
    return 1 if wrong or not taken or not both else 0


if __name__ == "__main__":
    sys.exit(main())
