// mistake: an address is written into a record
// rights: bpf
// kind: leak-into-record
// reason: an address is written into memory that user space can read
// note: 'let value = VALUES.get(&0);': the value comes from here: returned by bpf_map_lookup_elem()
// help: write what it points to instead
#![no_std]
#![no_main]
use bpf::*;

bpf::program_file!();
bpf::maps! { VALUES: Array<[u64; 4], 1>; EVENTS: RingBuf; }

#[no_mangle]
#[link_section = "xdp"]
unsafe extern "C" fn prog(_ctx: *const c_void) -> i32 {
    let value = VALUES.get(&0);
    if value.is_null() {
        return 0;
    }
    let record: *mut u64 = EVENTS.reserve();
    if record.is_null() {
        return 0;
    }
    #[cfg(not(mended))]
    write_volatile(record, value as u64); //~ refused
    #[cfg(mended)]
    write_volatile(record, 1);
    EVENTS.submit(record);
    0
}
