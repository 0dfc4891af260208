# Promise: a function that calls itself by way of another is named, and so is a chain of nine frames.
# RUN: llvm-mc -triple bpfel -filetype=obj %s -o %t.o
# RUN: not %h_object --check %t.o 2>&1 | FileCheck %s
	.macro function name, callee
	.type \name,@function
\name:
	call \callee
	exit
	.size \name, .-\name
	.endm
	.section xdp,"ax",@progbits
	.globl round, nested
	function round, a
	function nested, c
# CHECK: in 'round': 'a' calls itself
# CHECK: in 'nested': calls nest 9 deep, the kernel takes 8
	.text
	function a, b
	function b, a
	function c, d
	function d, e
	function e, f
	function f, g
	function g, h
	function h, i
	function i, j
	.type j,@function
j:	exit
	.size j, .-j
