; SPDX-License-Identifier: MIT OR Apache-2.0
;
; Bodies for what the BPF backend would turn into calls of a library that does not exist. They are
; inlined and, where their length is known, unrolled; so they are written for the verifier: forward
; loops with one counter, every access through "base + counter", no masks.
;
; A dividend, and what is compared in memory, may be undef or poison where the result is not used: it is
; frozen before it decides a branch. Divisors and lengths are never: that would be undefined in the
; program, too.
;
; mem_intrinsics.c and arithmetic.c call them by name.

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

; ---- the same for what is volatile, byte by byte ----

define void @__bpf_shim_copy_volatile(ptr %dst, ptr %src, i64 %n) {
entry:
  %some = icmp ne i64 %n, 0
  br i1 %some, label %loop, label %done
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %from = getelementptr i8, ptr %src, i64 %i
  %to = getelementptr i8, ptr %dst, i64 %i
  %v = load volatile i8, ptr %from, align 1
  store volatile i8 %v, ptr %to, align 1
  %next = add nuw i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %done
done:
  ret void
}

define void @__bpf_shim_move_volatile(ptr %dst, ptr %src, i64 %n) {
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
  %up.v = load volatile i8, ptr %up.from, align 1
  store volatile i8 %up.v, ptr %up.to, align 1
  %i.next = add nuw i64 %i, 1
  %up.more = icmp ult i64 %i.next, %n
  br i1 %up.more, label %up, label %done
down:
  %j = phi i64 [ %n, %which ], [ %j.next, %down ]
  %j.next = add i64 %j, -1
  %down.from = getelementptr i8, ptr %src, i64 %j.next
  %down.to = getelementptr i8, ptr %dst, i64 %j.next
  %down.v = load volatile i8, ptr %down.from, align 1
  store volatile i8 %down.v, ptr %down.to, align 1
  %down.more = icmp ne i64 %j.next, 0
  br i1 %down.more, label %down, label %done
done:
  ret void
}

define void @__bpf_shim_fill_volatile(ptr %dst, i8 %byte, i64 %n) {
entry:
  %some = icmp ne i64 %n, 0
  br i1 %some, label %loop, label %done
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %to = getelementptr i8, ptr %dst, i64 %i
  store volatile i8 %byte, ptr %to, align 1
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
  %ra = load i8, ptr %pa, align 1
  %rb = load i8, ptr %pb, align 1
  %va = freeze i8 %ra
  %vb = freeze i8 %rb
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
  %r = load i8, ptr %p, align 1
  %c = freeze i8 %r
  %end = icmp eq i8 %c, 0
  %next = add nuw i64 %i, 1
  br i1 %end, label %done, label %loop
done:
  ret i64 %i
}

; ---- signed division, by way of unsigned (below v4); 32 bits are widened first ----

define i64 @__bpf_shim_sdiv(i64 %dividend, i64 %b) {
  %a = freeze i64 %dividend
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

define i64 @__bpf_shim_srem(i64 %dividend, i64 %b) {
  %a = freeze i64 %dividend
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

; ---- 128-bit division, after Knuth (The Art of Computer Programming, volume 2, 4.3.1, algorithm D) ----

; A digit of the quotient: of u (64 bits) and the next 32 bits below it, by v1 and v0, the halves of the
; divisor, whose top bit is set; u is less than the divisor. The quotient of u by v1 is at most two too large.
define i64 @__bpf_shim_div_digit(i64 %u, i64 %next, i64 %v1, i64 %v0) alwaysinline {
entry:
  %q = udiv i64 %u, %v1
  %back = mul i64 %q, %v1
  %r = sub i64 %u, %back
  %q.up = lshr i64 %q, 32
  %wide = icmp ne i64 %q.up, 0
  %low = mul i64 %q, %v0
  %r.up = shl i64 %r, 32
  %rest = or i64 %r.up, %next
  %above = icmp ugt i64 %low, %rest
  %large = select i1 %wide, i1 true, i1 %above
  br i1 %large, label %one, label %done
one:
  %q1 = sub i64 %q, 1
  %r1 = add i64 %r, %v1
  %r1.up = lshr i64 %r1, 32
  %in.reach = icmp eq i64 %r1.up, 0
  br i1 %in.reach, label %check, label %done
check:
  %q1.up = lshr i64 %q1, 32
  %wide1 = icmp ne i64 %q1.up, 0
  %low1 = mul i64 %q1, %v0
  %r1.shift = shl i64 %r1, 32
  %rest1 = or i64 %r1.shift, %next
  %above1 = icmp ugt i64 %low1, %rest1
  %large1 = select i1 %wide1, i1 true, i1 %above1
  %q2 = sub i64 %q1, 1
  %q12 = select i1 %large1, i64 %q2, i64 %q1
  br label %done
done:
  %result = phi i64 [ %q, %entry ], [ %q1, %one ], [ %q12, %check ]
  ret i64 %result
}

; 128 by 64 bits, u.h less than v, the top bit of v set.
define i64 @__bpf_shim_div_wide(i64 %u.h, i64 %u.l, i64 %v) alwaysinline {
  %v1 = lshr i64 %v, 32
  %v0 = and i64 %v, 4294967295
  %next1 = lshr i64 %u.l, 32
  %next0 = and i64 %u.l, 4294967295
  %q1 = call i64 @__bpf_shim_div_digit(i64 %u.h, i64 %next1, i64 %v1, i64 %v0)
  %u.up = shl i64 %u.h, 32
  %u.all = or i64 %u.up, %next1
  %taken = mul i64 %q1, %v
  %middle = sub i64 %u.all, %taken
  %q0 = call i64 @__bpf_shim_div_digit(i64 %middle, i64 %next0, i64 %v1, i64 %v0)
  %q.up = shl i64 %q1, 32
  %q = add i64 %q.up, %q0
  ret i64 %q
}

declare i64 @llvm.ctlz.i64(i64, i1)

; By up to 64 bits: the high half first, its remainder and the low half then. By more: the halved dividend by
; the top 64 bits of the divisor, which is at most one too large; one less is then tried out.
define i128 @__bpf_shim_udiv128(i128 %dividend, i128 %b) {
entry:
  %a = freeze i128 %dividend
  %a.l = trunc i128 %a to i64
  %a.up = lshr i128 %a, 64
  %a.h = trunc i128 %a.up to i64
  %b.l = trunc i128 %b to i64
  %b.up = lshr i128 %b, 64
  %b.h = trunc i128 %b.up to i64
  %short = icmp eq i64 %b.h, 0
  %top = select i1 %short, i64 %b.l, i64 %b.h
  %s = call i64 @llvm.ctlz.i64(i64 %top, i1 true)
  %s.rest = xor i64 %s, 63
  %top.up = shl i64 %top, %s
  %a.l.half = lshr i64 %a.l, 1
  br i1 %short, label %by.short, label %by.long
by.short:
  %q.h = udiv i64 %a.h, %b.l
  %high = mul i64 %q.h, %b.l
  %k = sub i64 %a.h, %high
  %k.up = shl i64 %k, %s
  %k.low = lshr i64 %a.l.half, %s.rest
  %short.h = or i64 %k.up, %k.low
  %short.l = shl i64 %a.l, %s
  br label %divide
by.long:
  %b.half = lshr i64 %b.l, 1
  %b.low = lshr i64 %b.half, %s.rest
  %long.v = or i64 %top.up, %b.low
  %long.h = lshr i64 %a.h, 1
  %long.up = shl i64 %a.h, 63
  %long.l = or i64 %long.up, %a.l.half
  br label %divide
divide:
  %u.h = phi i64 [ %short.h, %by.short ], [ %long.h, %by.long ]
  %u.l = phi i64 [ %short.l, %by.short ], [ %long.l, %by.long ]
  %v = phi i64 [ %top.up, %by.short ], [ %long.v, %by.long ]
  %up = phi i64 [ %q.h, %by.short ], [ 0, %by.long ]
  %q.l = call i64 @__bpf_shim_div_wide(i64 %u.h, i64 %u.l, i64 %v)
  br i1 %short, label %done, label %correct
correct:
  %near = lshr i64 %q.l, %s.rest
  %none = icmp eq i64 %near, 0
  %near.less = sub i64 %near, 1
  %least = select i1 %none, i64 0, i64 %near.less
  %least.wide = zext i64 %least to i128
  %product = mul i128 %least.wide, %b
  %rest = sub i128 %a, %product
  %more = icmp uge i128 %rest, %b
  %one = zext i1 %more to i64
  %exact = add i64 %least, %one
  br label %done
done:
  %low = phi i64 [ %q.l, %divide ], [ %exact, %correct ]
  %q.up.wide = zext i64 %up to i128
  %q.shifted = shl i128 %q.up.wide, 64
  %q.low.wide = zext i64 %low to i128
  %q = or i128 %q.shifted, %q.low.wide
  ret i128 %q
}

define i128 @__bpf_shim_urem128(i128 %dividend, i128 %b) {
  %a = freeze i128 %dividend
  %q = call i128 @__bpf_shim_udiv128(i128 %a, i128 %b)
  %p = mul i128 %q, %b
  %r = sub i128 %a, %p
  ret i128 %r
}

define i128 @__bpf_shim_sdiv128(i128 %dividend, i128 %b) {
  %a = freeze i128 %dividend
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

define i128 @__bpf_shim_srem128(i128 %dividend, i128 %b) {
  %a = freeze i128 %dividend
  %q = call i128 @__bpf_shim_sdiv128(i128 %a, i128 %b)
  %p = mul i128 %q, %b
  %r = sub i128 %a, %p
  ret i128 %r
}

; By a constant that is not 0: one or two comparisons are left when that is known. The divisions are
; of constants.
define { i64, i1 } @__bpf_shim_umulo_constant(i64 %a, i64 %constant) {
  %low = mul i64 %a, %constant
  %most = udiv i64 -1, %constant
  %over = icmp ugt i64 %a, %most
  %r.0 = insertvalue { i64, i1 } poison, i64 %low, 0
  %r = insertvalue { i64, i1 } %r.0, i1 %over, 1
  ret { i64, i1 } %r
}

define { i64, i1 } @__bpf_shim_smulo_constant(i64 %a, i64 %constant) {
  %low = mul i64 %a, %constant
  %minus = icmp eq i64 %constant, -1
  %lowest = select i1 %minus, i64 -9223372036854775807, i64 -9223372036854775808
  %end.1 = sdiv i64 %lowest, %constant
  %end.2 = sdiv i64 9223372036854775807, %constant
  %positive = icmp sgt i64 %constant, 0
  %least = select i1 %positive, i64 %end.1, i64 %end.2
  %most = select i1 %positive, i64 %end.2, i64 %end.1
  %below = icmp slt i64 %a, %least
  %above = icmp sgt i64 %a, %most
  %over = or i1 %below, %above
  %r.0 = insertvalue { i64, i1 } poison, i64 %low, 0
  %r = insertvalue { i64, i1 } %r.0, i1 %over, 1
  ret { i64, i1 } %r
}

; ---- 128-bit multiplication with overflow; its products are lowered later ----

define { i128, i1 } @__bpf_shim_umulo128(i128 %a, i128 %b) {
  %al = and i128 %a, 18446744073709551615
  %ah = lshr i128 %a, 64
  %bl = and i128 %b, 18446744073709551615
  %bh = lshr i128 %b, 64
  %low = mul i128 %al, %bl
  %cross.1 = mul i128 %al, %bh
  %cross.2 = mul i128 %ah, %bl
  %cross = or i128 %cross.1, %cross.2
  %a.high = icmp ne i128 %ah, 0
  %b.high = icmp ne i128 %bh, 0
  %both = and i1 %a.high, %b.high
  %cross.high = lshr i128 %cross, 64
  %too.wide = icmp ne i128 %cross.high, 0
  %up = shl i128 %cross, 64
  %sum = add i128 %low, %up
  %carry = icmp ult i128 %sum, %low
  %over.1 = or i1 %both, %too.wide
  %over = or i1 %over.1, %carry
  %product = mul i128 %a, %b
  %r.0 = insertvalue { i128, i1 } poison, i128 %product, 0
  %r = insertvalue { i128, i1 } %r.0, i1 %over, 1
  ret { i128, i1 } %r
}

define { i128, i1 } @__bpf_shim_smulo128(i128 %a, i128 %b) {
  %na = icmp slt i128 %a, 0
  %ma = sub i128 0, %a
  %ua = select i1 %na, i128 %ma, i128 %a
  %nb = icmp slt i128 %b, 0
  %mb = sub i128 0, %b
  %ub = select i1 %nb, i128 %mb, i128 %b
  %u = call { i128, i1 } @__bpf_shim_umulo128(i128 %ua, i128 %ub)
  %up = extractvalue { i128, i1 } %u, 0
  %uo = extractvalue { i128, i1 } %u, 1
  %n = xor i1 %na, %nb
  %mp = sub i128 0, %up
  %p = select i1 %n, i128 %mp, i128 %up
  %wrong.sign = icmp slt i128 %p, 0
  %differs = xor i1 %wrong.sign, %n
  %some = icmp ne i128 %p, 0
  %bad.sign = and i1 %differs, %some
  %over = or i1 %uo, %bad.sign
  %r.0 = insertvalue { i128, i1 } poison, i128 %p, 0
  %r = insertvalue { i128, i1 } %r.0, i1 %over, 1
  ret { i128, i1 } %r
}

; ---- 128-bit shifts by a variable distance below 128, in halves ----

define i128 @__bpf_shim_shl128(i128 %a, i128 %n) {
  %low = trunc i128 %a to i64
  %a.up = lshr i128 %a, 64
  %high = trunc i128 %a.up to i64
  %d = trunc i128 %n to i64
  %m = and i64 %d, 63
  %rest = sub i64 63, %m
  %low.1 = lshr i64 %low, 1
  %over = lshr i64 %low.1, %rest
  %high.m = shl i64 %high, %m
  %high.near = or i64 %high.m, %over
  %low.near = shl i64 %low, %m
  %far = icmp ugt i64 %d, 63
  %r.high = select i1 %far, i64 %low.near, i64 %high.near
  %r.low = select i1 %far, i64 0, i64 %low.near
  %w.high = zext i64 %r.high to i128
  %w.up = shl i128 %w.high, 64
  %w.low = zext i64 %r.low to i128
  %r = or i128 %w.up, %w.low
  ret i128 %r
}

define i128 @__bpf_shim_lshr128(i128 %a, i128 %n) {
  %low = trunc i128 %a to i64
  %a.up = lshr i128 %a, 64
  %high = trunc i128 %a.up to i64
  %d = trunc i128 %n to i64
  %m = and i64 %d, 63
  %rest = sub i64 63, %m
  %high.1 = shl i64 %high, 1
  %over = shl i64 %high.1, %rest
  %low.m = lshr i64 %low, %m
  %low.near = or i64 %low.m, %over
  %high.near = lshr i64 %high, %m
  %far = icmp ugt i64 %d, 63
  %r.low = select i1 %far, i64 %high.near, i64 %low.near
  %r.high = select i1 %far, i64 0, i64 %high.near
  %w.high = zext i64 %r.high to i128
  %w.up = shl i128 %w.high, 64
  %w.low = zext i64 %r.low to i128
  %r = or i128 %w.up, %w.low
  ret i128 %r
}

define i128 @__bpf_shim_ashr128(i128 %a, i128 %n) {
  %low = trunc i128 %a to i64
  %a.up = lshr i128 %a, 64
  %high = trunc i128 %a.up to i64
  %d = trunc i128 %n to i64
  %m = and i64 %d, 63
  %rest = sub i64 63, %m
  %high.1 = shl i64 %high, 1
  %over = shl i64 %high.1, %rest
  %low.m = lshr i64 %low, %m
  %low.near = or i64 %low.m, %over
  %high.near = ashr i64 %high, %m
  %sign = ashr i64 %high, 63
  %far = icmp ugt i64 %d, 63
  %r.low = select i1 %far, i64 %high.near, i64 %low.near
  %r.high = select i1 %far, i64 %sign, i64 %high.near
  %w.high = zext i64 %r.high to i128
  %w.up = shl i128 %w.high, 64
  %w.low = zext i64 %r.low to i128
  %r = or i128 %w.up, %w.low
  ret i128 %r
}
