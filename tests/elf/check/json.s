# Promise: --json prints one document of a shape that stays (docs/check.md), valid whatever the names in
# the object are, and nothing else.
# RUN: llvm-mc -triple bpfel -mcpu=v3 -filetype=obj %s -o %t.o
# RUN: %status 1 %shim --check --json --kernel 5.2 %t.o > %t.json 2> %t.err
# RUN: not test -s %t.err
# RUN: python3 -m json.tool %t.json | FileCheck %s --match-full-lines
# RUN: cp %t.o %t.odd.o
# RUN: sed -i 's/prog_one/p\xff"\\\x01\xc3\xa4g/' %t.odd.o
# RUN: %status 1 %shim --check --json %t.odd.o > %t.odd.json
# RUN: python3 -c 'import json, sys; print(*[ascii(p["name"]) for p in json.load(open(sys.argv[1]))["objects"][0]["programs"]])' \
# RUN:   %t.odd.json | FileCheck %s --check-prefix=ODD
	.section xdp,"ax",@progbits
	.globl prog_one
	.type prog_one,@function
prog_one:
	w0 = 1
	if w0 == 1 goto -2
	exit
	.size prog_one, .-prog_one
	.section license,"a"
	.ascii "GPL"
# CHECK: {
# CHECK-NEXT:     "version": 1,
# CHECK-NEXT:     "kernel": "5.2",
# CHECK-NEXT:     "objects": [
# CHECK-NEXT:         {
# CHECK-NEXT:             "file": "{{.*}}.o",
# CHECK-NEXT:             "fits": false,
# CHECK-NEXT:             "programs": [
# CHECK-NEXT:                 {
# CHECK-NEXT:                     "name": "prog_one",
# CHECK-NEXT:                     "section": "xdp",
# CHECK-NEXT:                     "instructions": 3,
# CHECK-NEXT:                     "stack": 0,
# CHECK-NEXT:                     "maps": 0,
# CHECK-NEXT:                     "oldest": null,
# CHECK-NEXT:                     "fits": false,
# CHECK-NEXT:                     "walked": null
# CHECK-NEXT:                 }
# CHECK-NEXT:             ],
# CHECK-NEXT:             "findings": [
# CHECK-NEXT:                 {
# CHECK-NEXT:                     "rule": "license",
# CHECK-NEXT:                     "severity": "error",
# CHECK-NEXT:                     "text": "the text in section 'license' does not end in exactly one NUL",
# CHECK-NEXT:                     "help": "write it as a byte string of its exact length, as in [u8; 4] = *b\"GPL\\0\"",
# CHECK-NEXT:                     "since": null,
# CHECK-NEXT:                     "count": 1,
# CHECK-NEXT:                     "function": null,
# CHECK-NEXT:                     "insn": null,
# CHECK-NEXT:                     "file": null,
# CHECK-NEXT:                     "line": 0,
# CHECK-NEXT:                     "column": 0
# CHECK-NEXT:                 },
# CHECK-NEXT:                 {
# CHECK-NEXT:                     "rule": "instruction",
# CHECK:                          "since": "5.1",
# CHECK-NEXT:                     "count": 1,
# CHECK-NEXT:                     "function": "prog_one",
# CHECK-NEXT:                     "insn": 1,
# CHECK:                          "rule": "loop",
# ODD: 'p\ufffd"\\\x01\xe4g'
