target triple = "bpfel"

define i32 @prog(ptr %ctx) section "xdp" {
  ret i32 2
}

@_license = global [4 x i8] c"GPL\00", section "license"
