// mistake: a value has no work
// kind: work-missing
// reason: a value of 'WORKS' has no work: no field has the type bpf_wq
// help: give the value a field of the type bpf_wq
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[repr(C)]
pub struct Value {
    count: u64,
    #[cfg(not(mended))]
    work: [u64; 2],
    #[cfg(mended)]
    work: btf::bpf_wq,
}
bpf::maps! {
    WORKS: Array<Value, 4>;
    OTHERS: Array<Value, 4>;
}
btf::ksyms! {
    fn bpf_wq_init(work: *mut btf::bpf_wq, map: *const c_void, flags: u32) -> i32;
}

#[no_mangle]
#[link_section = "classifier"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    let value = WORKS.get(&0);
    if value.is_null() {
        return 0;
    }
    bpf_wq_init((&raw mut (*value).work).cast(), WORKS.pointer(), 0); //~ refused
    0
}
