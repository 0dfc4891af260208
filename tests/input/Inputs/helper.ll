target triple = "bpfel"

define i32 @helper(i32 %value) {
  %result = add i32 %value, 40
  ret i32 %result
}
