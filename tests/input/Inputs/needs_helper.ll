target triple = "bpfel"

declare i32 @helper(i32)

define i32 @prog(ptr %ctx) section "xdp" {
  %value = load i32, ptr %ctx
  %result = call i32 @helper(i32 %value)
  ret i32 %result
}
