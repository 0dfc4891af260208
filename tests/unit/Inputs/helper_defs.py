#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Lists the helpers of libbpf's bpf_helper_defs.h: number, name, arguments, and '...' or 'void'."""
import re
import sys

HELPER = re.compile(r"^static (?:__bpf_fastcall )?(.*?)\(\*(?:const )?bpf_(\w+)\)\((.*)\) = \(void \*\) ?(\d+);", re.M)
# Declared with a result that the kernel does not give: RET_VOID in kernel/bpf/helpers.c.
NO_RESULT = ("spin_lock", "spin_unlock")

with open(sys.argv[1], encoding="utf-8") as header:
    text = header.read()
helpers = sorted((int(number), name, result.strip(), parameters)
                 for result, name, parameters, number in HELPER.findall(text))
if len(helpers) != text.count("= (void *)"):
    sys.exit("not every declaration is understood")
for number, name, result, parameters in helpers:
    words = [] if parameters == "void" else parameters.split(",")
    variadic = bool(words) and words[-1].strip() == "..."
    form = " ..." if variadic else " void" if result == "void" or name in NO_RESULT else ""
    print(number, name, len(words) - variadic, end=form + "\n")
