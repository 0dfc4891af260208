// mistake: work is made for another map than the one it lies in
// kind: work-map
// reason: bpf_wq_init() gets work of one map, and another map
// help: pass the map that the work lies in
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
#[repr(C)]
pub struct Value {
    count: u64,
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
    #[cfg(not(mended))]
    let map = OTHERS.pointer();
    #[cfg(mended)]
    let map = WORKS.pointer();
    bpf_wq_init((&raw mut (*value).work).cast(), map, 0); //~ refused
    0
}
