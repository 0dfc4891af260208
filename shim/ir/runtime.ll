; SPDX-License-Identifier: MIT OR Apache-2.0
;
; Bodies for what the BPF backend would turn into calls of a library that does not exist. They are
; inlined and, where their length is known, unrolled; so they are written for the verifier: forward
; loops with one counter, every access through "base + counter", no masks.
; rewrite_memory.c and rewrite_arithmetic.c call them by name.

; ---- copies; the number is the alignment of both sides, and the length is a multiple of it ----

define void @__bpf_shim_copy_8(ptr %dst, ptr %src, i64 %n) {
entry:
  %some = icmp ne i64 %n, 0
  br i1 %some, label %loop, label %done
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %from = getelementptr i8, ptr %src, i64 %i
  %to = getelementptr i8, ptr %dst, i64 %i
  %v = load i64, ptr %from, align 8
  store i64 %v, ptr %to, align 8
  %next = add nuw i64 %i, 8
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %done
done:
  ret void
}

define void @__bpf_shim_copy_4(ptr %dst, ptr %src, i64 %n) {
entry:
  %some = icmp ne i64 %n, 0
  br i1 %some, label %loop, label %done
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %from = getelementptr i8, ptr %src, i64 %i
  %to = getelementptr i8, ptr %dst, i64 %i
  %v = load i32, ptr %from, align 4
  store i32 %v, ptr %to, align 4
  %next = add nuw i64 %i, 4
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %done
done:
  ret void
}

define void @__bpf_shim_copy_2(ptr %dst, ptr %src, i64 %n) {
entry:
  %some = icmp ne i64 %n, 0
  br i1 %some, label %loop, label %done
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %from = getelementptr i8, ptr %src, i64 %i
  %to = getelementptr i8, ptr %dst, i64 %i
  %v = load i16, ptr %from, align 2
  store i16 %v, ptr %to, align 2
  %next = add nuw i64 %i, 2
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %done
done:
  ret void
}

define void @__bpf_shim_copy_1(ptr %dst, ptr %src, i64 %n) {
entry:
  %some = icmp ne i64 %n, 0
  br i1 %some, label %loop, label %done
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %from = getelementptr i8, ptr %src, i64 %i
  %to = getelementptr i8, ptr %dst, i64 %i
  %v = load i8, ptr %from, align 1
  store i8 %v, ptr %to, align 1
  %next = add nuw i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %done
done:
  ret void
}

; ---- memmove: forward when the destination lies below the source, else backward ----

define void @__bpf_shim_move_1(ptr %dst, ptr %src, i64 %n) {
entry:
  %some = icmp ne i64 %n, 0
  br i1 %some, label %which, label %done
which:
  %below = icmp ult ptr %dst, %src
  br i1 %below, label %up, label %down
up:
  %i = phi i64 [ 0, %which ], [ %i.next, %up ]
  %up.from = getelementptr i8, ptr %src, i64 %i
  %up.to = getelementptr i8, ptr %dst, i64 %i
  %up.v = load i8, ptr %up.from, align 1
  store i8 %up.v, ptr %up.to, align 1
  %i.next = add nuw i64 %i, 1
  %up.more = icmp ult i64 %i.next, %n
  br i1 %up.more, label %up, label %done
down:
  %j = phi i64 [ %n, %which ], [ %j.next, %down ]
  %j.next = add i64 %j, -1
  %down.from = getelementptr i8, ptr %src, i64 %j.next
  %down.to = getelementptr i8, ptr %dst, i64 %j.next
  %down.v = load i8, ptr %down.from, align 1
  store i8 %down.v, ptr %down.to, align 1
  %down.more = icmp ne i64 %j.next, 0
  br i1 %down.more, label %down, label %done
done:
  ret void
}

; ---- fills; the byte is spread over the word by the caller's multiplication ----

define void @__bpf_shim_fill_8(ptr %dst, i8 %byte, i64 %n) {
entry:
  %wide = zext i8 %byte to i64
  %word = mul i64 %wide, 72340172838076673 ; 0x0101010101010101
  %some = icmp ne i64 %n, 0
  br i1 %some, label %loop, label %done
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %to = getelementptr i8, ptr %dst, i64 %i
  store i64 %word, ptr %to, align 8
  %next = add nuw i64 %i, 8
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %done
done:
  ret void
}

define void @__bpf_shim_fill_1(ptr %dst, i8 %byte, i64 %n) {
entry:
  %some = icmp ne i64 %n, 0
  br i1 %some, label %loop, label %done
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %to = getelementptr i8, ptr %dst, i64 %i
  store i8 %byte, ptr %to, align 1
  %next = add nuw i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %done
done:
  ret void
}

; ---- comparison and length ----

define i32 @__bpf_shim_compare(ptr %a, ptr %b, i64 %n) {
entry:
  %some = icmp ne i64 %n, 0
  br i1 %some, label %loop, label %equal
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %same ]
  %pa = getelementptr i8, ptr %a, i64 %i
  %pb = getelementptr i8, ptr %b, i64 %i
  %va = load i8, ptr %pa, align 1
  %vb = load i8, ptr %pb, align 1
  %eq = icmp eq i8 %va, %vb
  br i1 %eq, label %same, label %differ
same:
  %next = add nuw i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %equal
differ:
  %wa = zext i8 %va to i32
  %wb = zext i8 %vb to i32
  %d = sub nsw i32 %wa, %wb
  ret i32 %d
equal:
  ret i32 0
}

define i64 @__bpf_shim_length(ptr %s) {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %p = getelementptr i8, ptr %s, i64 %i
  %c = load i8, ptr %p, align 1
  %end = icmp eq i8 %c, 0
  %next = add nuw i64 %i, 1
  br i1 %end, label %done, label %loop
done:
  ret i64 %i
}

; ---- signed division, by way of unsigned (below v4); 32 bits are widened first ----

define i64 @__bpf_shim_sdiv(i64 %a, i64 %b) {
  %na = icmp slt i64 %a, 0
  %ma = sub i64 0, %a
  %ua = select i1 %na, i64 %ma, i64 %a
  %nb = icmp slt i64 %b, 0
  %mb = sub i64 0, %b
  %ub = select i1 %nb, i64 %mb, i64 %b
  %uq = udiv i64 %ua, %ub
  %mq = sub i64 0, %uq
  %nq = xor i1 %na, %nb
  %q = select i1 %nq, i64 %mq, i64 %uq
  ret i64 %q
}

define i64 @__bpf_shim_srem(i64 %a, i64 %b) {
  %na = icmp slt i64 %a, 0
  %ma = sub i64 0, %a
  %ua = select i1 %na, i64 %ma, i64 %a
  %nb = icmp slt i64 %b, 0
  %mb = sub i64 0, %b
  %ub = select i1 %nb, i64 %mb, i64 %b
  %ur = urem i64 %ua, %ub
  %mr = sub i64 0, %ur
  %r = select i1 %na, i64 %mr, i64 %ur
  ret i64 %r
}

; ---- multiplication ----

; 64 x 64 -> 128 bits, from four products of 32-bit halves.
define i128 @__bpf_shim_mul_wide(i64 %a, i64 %b) alwaysinline {
  %al = and i64 %a, 4294967295
  %ah = lshr i64 %a, 32
  %bl = and i64 %b, 4294967295
  %bh = lshr i64 %b, 32
  %ll = mul i64 %al, %bl
  %lh = mul i64 %al, %bh
  %hl = mul i64 %ah, %bl
  %hh = mul i64 %ah, %bh
  %ll.high = lshr i64 %ll, 32
  %lh.low = and i64 %lh, 4294967295
  %mid.1 = add i64 %ll.high, %lh.low
  %hl.low = and i64 %hl, 4294967295
  %mid = add i64 %mid.1, %hl.low
  %lh.high = lshr i64 %lh, 32
  %hl.high = lshr i64 %hl, 32
  %mid.high = lshr i64 %mid, 32
  %high.1 = add i64 %hh, %lh.high
  %high.2 = add i64 %high.1, %hl.high
  %high = add i64 %high.2, %mid.high
  %low = mul i64 %a, %b
  %high.wide = zext i64 %high to i128
  %high.up = shl i128 %high.wide, 64
  %low.wide = zext i64 %low to i128
  %r = or i128 %high.up, %low.wide
  ret i128 %r
}

define i128 @__bpf_shim_mul(i128 %a, i128 %b) {
  %al = trunc i128 %a to i64
  %bl = trunc i128 %b to i64
  %a.shift = lshr i128 %a, 64
  %b.shift = lshr i128 %b, 64
  %ah = trunc i128 %a.shift to i64
  %bh = trunc i128 %b.shift to i64
  %low = call i128 @__bpf_shim_mul_wide(i64 %al, i64 %bl)
  %cross.1 = mul i64 %al, %bh
  %cross.2 = mul i64 %ah, %bl
  %cross = add i64 %cross.1, %cross.2
  %cross.wide = zext i64 %cross to i128
  %high = shl i128 %cross.wide, 64
  %r = add i128 %low, %high
  ret i128 %r
}

define { i64, i1 } @__bpf_shim_umulo(i64 %a, i64 %b) {
  %wide = call i128 @__bpf_shim_mul_wide(i64 %a, i64 %b)
  %low = trunc i128 %wide to i64
  %shift = lshr i128 %wide, 64
  %high = trunc i128 %shift to i64
  %over = icmp ne i64 %high, 0
  %r.0 = insertvalue { i64, i1 } poison, i64 %low, 0
  %r = insertvalue { i64, i1 } %r.0, i1 %over, 1
  ret { i64, i1 } %r
}

; The signed high half is the unsigned one less a for each negative b and b for each negative a.
define { i64, i1 } @__bpf_shim_smulo(i64 %a, i64 %b) {
  %wide = call i128 @__bpf_shim_mul_wide(i64 %a, i64 %b)
  %low = trunc i128 %wide to i64
  %shift = lshr i128 %wide, 64
  %uhigh = trunc i128 %shift to i64
  %na = icmp slt i64 %a, 0
  %nb = icmp slt i64 %b, 0
  %less.b = select i1 %na, i64 %b, i64 0
  %less.a = select i1 %nb, i64 %a, i64 0
  %high.1 = sub i64 %uhigh, %less.b
  %high = sub i64 %high.1, %less.a
  %sign = ashr i64 %low, 63
  %over = icmp ne i64 %high, %sign
  %r.0 = insertvalue { i64, i1 } poison, i64 %low, 0
  %r = insertvalue { i64, i1 } %r.0, i1 %over, 1
  ret { i64, i1 } %r
}

; ---- 128-bit division: shift and subtract, a bit at a time ----

define i128 @__bpf_shim_udiv128(i128 %a, i128 %b) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %i.next, %loop ]
  %n = phi i128 [ %a, %entry ], [ %n.next, %loop ]
  %rem = phi i128 [ 0, %entry ], [ %rem.next, %loop ]
  %rem.up = shl i128 %rem, 1
  %bit = lshr i128 %n, 127
  %try = or i128 %rem.up, %bit
  %carry = icmp slt i128 %rem, 0
  %big = icmp uge i128 %try, %b
  %fits = or i1 %carry, %big
  %sub = select i1 %fits, i128 %b, i128 0
  %rem.next = sub i128 %try, %sub
  %n.up = shl i128 %n, 1
  %q = zext i1 %fits to i128
  %n.next = or i128 %n.up, %q
  %i.next = add nuw i32 %i, 1
  %more = icmp ult i32 %i.next, 128
  br i1 %more, label %loop, label %done
done:
  ret i128 %n.next
}

define i128 @__bpf_shim_urem128(i128 %a, i128 %b) {
  %q = call i128 @__bpf_shim_udiv128(i128 %a, i128 %b)
  %p = call i128 @__bpf_shim_mul(i128 %q, i128 %b)
  %r = sub i128 %a, %p
  ret i128 %r
}

define i128 @__bpf_shim_sdiv128(i128 %a, i128 %b) {
  %na = icmp slt i128 %a, 0
  %ma = sub i128 0, %a
  %ua = select i1 %na, i128 %ma, i128 %a
  %nb = icmp slt i128 %b, 0
  %mb = sub i128 0, %b
  %ub = select i1 %nb, i128 %mb, i128 %b
  %uq = call i128 @__bpf_shim_udiv128(i128 %ua, i128 %ub)
  %mq = sub i128 0, %uq
  %nq = xor i1 %na, %nb
  %q = select i1 %nq, i128 %mq, i128 %uq
  ret i128 %q
}

define i128 @__bpf_shim_srem128(i128 %a, i128 %b) {
  %q = call i128 @__bpf_shim_sdiv128(i128 %a, i128 %b)
  %p = call i128 @__bpf_shim_mul(i128 %q, i128 %b)
  %r = sub i128 %a, %p
  ret i128 %r
}
