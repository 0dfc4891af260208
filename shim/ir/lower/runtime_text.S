/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* runtime.ll as bytes of the program, NUL-terminated as LLVM's parser of text wants it. */
	.section .rodata
	.global runtime_text, runtime_text_end
runtime_text:
	.incbin "shim/ir/lower/runtime.ll"
runtime_text_end:
	.byte 0
	.section .note.GNU-stack, "", %progbits
