; A counter that starts with a constant and grows by little in each round of a loop that the verifier walks cannot
; overflow: its check goes. One that grows by much, starts high, or may stand beside what ends its loop unseen (may_goto) keeps
; its check; so does a comparison with a number that it may come to.
; REQUIRES: root-bpf
; RUN: rm -rf %t.dump && %shim %s -o %t --dump-module %t.dump
; RUN: cat %t.dump/*-overflow-checks.ll | FileCheck %s --check-prefix=CODE
; RUN: %run %t 0000000003000000 ff000000e8030000 | FileCheck %s

; CODE-LABEL: define i32 @counted(
; CODE-NOT: br i1 %over
; CODE-LABEL: define{{.*}} i32 @ended(
; CODE-NOT: br i1 %over
; CODE-NOT: br i1 %ends
; CODE-LABEL: define i32 @large(
; CODE: br i1 %over
; CODE-LABEL: define i32 @high(
; CODE: br i1 %over
; CODE-LABEL: define i32 @near(
; CODE: br i1 %over
; CODE-LABEL: define i32 @assembly(
; CODE: br i1 %over

; CHECK: run counted 0 0
; CHECK: run counted 1 1000
target triple = "bpfel"

define i32 @counted(ptr %ctx) section "syscall" {
entry:
  %at = getelementptr i8, ptr %ctx, i64 4
  %rounds = load i32, ptr %at
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %i.next, %next ]
  %n = phi i32 [ 0, %entry ], [ %n.next, %next ]
  %x = load volatile i32, ptr %ctx
  %wanted = icmp eq i32 %x, 255
  br i1 %wanted, label %count, label %next
count:
  %over = icmp eq i32 %n, -1
  br i1 %over, label %panic, label %add
add:
  %more = add i32 %n, 1
  br label %next
next:
  %n.next = phi i32 [ %n, %loop ], [ %more, %add ]
  %i.next = add i32 %i, 1
  %below = icmp ult i32 %i.next, 1000
  %again = icmp ult i32 %i.next, %rounds
  %both = and i1 %below, %again
  br i1 %both, label %loop, label %done
panic:
  ret i32 -1
done:
  ret i32 %n.next
}

; The check stands between what ends the loop and the branch that asks for it: each goes its own way.
define i32 @ended(ptr %ctx) section "syscall" {
entry:
  %at = getelementptr i8, ptr %ctx, i64 4
  %rounds = load i32, ptr %at
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %i.next, %again ]
  %n = phi i32 [ 0, %entry ], [ %more, %again ]
  %below = icmp ult i32 %i, 100
  br i1 %below, label %inside, label %counted
inside:
  %x = load volatile i32, ptr %ctx
  %go = icmp ult i32 %i, %rounds
  br i1 %go, label %going, label %counted
going:
  store volatile i32 %x, ptr %ctx
  br label %counted
counted:
  %x.last = phi i32 [ 0, %loop ], [ 0, %inside ], [ %x, %going ]
  %ends = phi i1 [ true, %loop ], [ true, %inside ], [ false, %going ]
  %over = icmp eq i32 %n, -1
  br i1 %over, label %panic, label %add
add:
  %more = add i32 %n, 1
  br i1 %ends, label %done, label %again
again:
  %low = and i32 %x.last, 1
  %step = add i32 %low, 1
  %i.next = add i32 %i, %step
  br label %loop
panic:
  ret i32 -1
done:
  ret i32 %more
}

define i32 @large(ptr %ctx) section "syscall" {
entry:
  %at = getelementptr i8, ptr %ctx, i64 4
  %rounds = load i32, ptr %at
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %i.next, %next ]
  %n = phi i32 [ 0, %entry ], [ %n.next, %next ]
  %x = load volatile i32, ptr %ctx
  %wanted = icmp eq i32 %x, 255
  br i1 %wanted, label %count, label %next
count:
  %over = icmp ugt i32 %n, -5001
  br i1 %over, label %panic, label %add
add:
  %more = add i32 %n, 5000
  br label %next
next:
  %n.next = phi i32 [ %n, %loop ], [ %more, %add ]
  %i.next = add i32 %i, 1
  %below = icmp ult i32 %i.next, 16
  %again = icmp ult i32 %i.next, %rounds
  %both = and i1 %below, %again
  br i1 %both, label %loop, label %done
panic:
  ret i32 -1
done:
  ret i32 %n.next
}

define i32 @high(ptr %ctx) section "syscall" {
entry:
  %at = getelementptr i8, ptr %ctx, i64 4
  %rounds = load i32, ptr %at
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %i.next, %next ]
  %n = phi i32 [ -1000000, %entry ], [ %n.next, %next ]
  %x = load volatile i32, ptr %ctx
  %wanted = icmp eq i32 %x, 255
  br i1 %wanted, label %count, label %next
count:
  %over = icmp eq i32 %n, -1
  br i1 %over, label %panic, label %add
add:
  %more = add i32 %n, 1
  br label %next
next:
  %n.next = phi i32 [ %n, %loop ], [ %more, %add ]
  %i.next = add i32 %i, 1
  %below = icmp ult i32 %i.next, 16
  %again = icmp ult i32 %i.next, %rounds
  %both = and i1 %below, %again
  br i1 %both, label %loop, label %done
panic:
  ret i32 -1
done:
  ret i32 %n.next
}

define i32 @near(ptr %ctx) section "syscall" {
entry:
  %at = getelementptr i8, ptr %ctx, i64 4
  %rounds = load i32, ptr %at
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %i.next, %next ]
  %n = phi i32 [ 0, %entry ], [ %n.next, %next ]
  %x = load volatile i32, ptr %ctx
  %wanted = icmp eq i32 %x, 255
  br i1 %wanted, label %count, label %next
count:
  %over = icmp eq i32 %n, 900
  br i1 %over, label %panic, label %add
add:
  %more = add i32 %n, 1
  br label %next
next:
  %n.next = phi i32 [ %n, %loop ], [ %more, %add ]
  %i.next = add i32 %i, 1
  %below = icmp ult i32 %i.next, 16
  %again = icmp ult i32 %i.next, %rounds
  %both = and i1 %below, %again
  br i1 %both, label %loop, label %done
panic:
  ret i32 -1
done:
  ret i32 %n.next
}

define i32 @assembly(ptr %ctx) section "syscall" {
entry:
  %at = getelementptr i8, ptr %ctx, i64 4
  %rounds = load i32, ptr %at
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %i.next, %next ]
  %n = phi i32 [ 0, %entry ], [ %n.next, %next ]
  %x = load volatile i32, ptr %ctx
  %wanted = icmp eq i32 %x, 255
  br i1 %wanted, label %count, label %next
count:
  %over = icmp eq i32 %n, -1
  br i1 %over, label %panic, label %add
add:
  %more = add i32 %n, 1
  br label %next
next:
  %n.next = phi i32 [ %n, %loop ], [ %more, %add ]
  %i.next = add i32 %i, 1
  %below = icmp ult i32 %i.next, 16
  %again = icmp ult i32 %i.next, %rounds
  %both = and i1 %below, %again
  call void asm sideeffect "", ""()
  br i1 %both, label %loop, label %done
panic:
  ret i32 -1
done:
  ret i32 %n.next
}
