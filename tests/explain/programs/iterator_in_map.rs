// mistake: an iterator that lies in a map
// kind: iterator-place
// reason: bpf_iter_num_new() works with iterators on the stack only
// note: 'let value = VALUES.get(&0);': the value comes from here: returned by bpf_map_lookup_elem()
// help: make it in a local variable
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { VALUES: Array<btf::bpf_iter_num, 1>; }
btf::ksyms! {
    fn bpf_iter_num_new(it: *mut btf::bpf_iter_num, start: i32, end: i32) -> i32;
    fn bpf_iter_num_destroy(it: *mut btf::bpf_iter_num);
}
#[no_mangle]
#[link_section = "classifier"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    let value = VALUES.get(&0);
    if value.is_null() {
        return 0;
    }
    #[cfg(mended)]
    let mut local = btf::bpf_iter_num::ZERO;
    #[cfg(mended)]
    let value = &raw mut local;
    bpf_iter_num_new(value, 0, 4); //~ refused
    bpf_iter_num_destroy(value);
    0
}
