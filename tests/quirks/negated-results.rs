// promise: an LSM program that returns -1 or 0 by a condition, which code generation negates
// inputs: bytes
// load only: true
#![no_std]
#![no_main]

#[no_mangle]
#[link_section = "lsm/task_alloc"]
unsafe extern "C" fn alloc(arguments: *const u64) -> i32 {
    // The second argument is the flags of clone(). No process has these.
    let (task, flags) = unsafe { (*arguments, *arguments.add(1)) };
    if task == 7 && flags == u64::MAX - 1 { -1 } else { 0 }
}

#[link_section = "license"]
#[no_mangle]
static LICENSE: [u8; 4] = *b"GPL\0";

#[panic_handler]
fn handler(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
