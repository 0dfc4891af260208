// Promise: a binary search in a map's value loads. LLVM compares twice the middle in place of the middle, of which the
// verifier then knows nothing. Both kinds of maps say how large their values are.
// REQUIRES: rustc, root-bpf
// RUN: %doors 0500000000000000000000000000 ff00000000000000000000000000 | FileCheck %s
// RUN: sed 's/"maps"/".maps"/; s/type Map = Words/type Map = Types/' %s > %t.rs && sh %S/Inputs/doors.sh %shim %top/build/tests/run_prog %t %t.rs \
// RUN:   0500000000000000000000000000 ff00000000000000000000000000 | FileCheck %s
// Words of 32 bits without their instructions, too.
// RUN: env WORD=-Clink-arg=--cpu=v2 sh %S/Inputs/doors.sh %shim %top/build/tests/run_prog %t %s 0500000000000000000000000000 ff00000000000000000000000000 | FileCheck %s
// CHECK: run prog 0 6
// CHECK-NEXT: run prog 1 200
#![no_std]
#![no_main]

#[repr(C)]
pub struct Words {
    kind: u32,
    key: u32,
    value: u32,
    entries: u32,
    flags: u32,
}

#[repr(C)]
pub struct Types {
    r#type: *const [i32; 2],
    key: *const u32,
    value: *const Table,
    max_entries: *const [i32; 1],
}
unsafe impl Sync for Types {}

impl Words {
    const MAP: Words = Words { kind: 2, key: 4, value: size_of::<Table>() as u32, entries: 1, flags: 0 };
}

impl Types {
    const MAP: Types = Types {
        r#type: core::ptr::null(),
        key: core::ptr::null(),
        value: core::ptr::null(),
        max_entries: core::ptr::null(),
    };
}

type Map = Words;

pub struct Table {
    used: u32,
    rows: [[u32; 3]; 200],
}

#[no_mangle]
#[link_section = "maps"]
static TABLE: Map = Map::MAP;

fn find(table: &Table, wanted: u32) -> Option<usize> {
    let (mut low, mut high) = (0u32, unsafe { core::ptr::read_volatile(&table.used) });
    for _ in 0..8 {
        if low >= high {
            break;
        }
        let middle = low + (high - low) / 2;
        if table.rows.get(middle as usize)?[0] <= wanted {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Some(low as usize)
}

#[no_mangle]
#[link_section = "xdp"]
extern "C" fn prog(context: &[u32; 2]) -> u32 {
    let lookup: extern "C" fn(&Map, &u32) -> Option<&'static mut Table> = unsafe { core::mem::transmute(1usize) };
    let (start, end) = (context[0] as usize, context[1] as usize);
    if start + 14 > end {
        return 1001;
    }
    let wanted = unsafe { *(start as *const u8) } as u32;
    let Some(table) = lookup(&TABLE, &0) else { return 1002 };
    table.used = 200;
    for (number, row) in table.rows.iter_mut().enumerate() {
        row[0] = number as u32;
    }
    find(table, wanted).map_or(1003, |found| found as u32)
}

#[no_mangle]
#[link_section = "license"]
static LICENSE: [u8; 4] = *b"GPL\0";

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
