// Enums with data have their real layout: a union of the variants, and the tag where it is, also in
// the middle of one variant's data; those without data are enums of their size.
#![no_std]
#![no_main]
include!("prelude.rs");

#[repr(u8)]
pub enum Verdict {
    Abort,
    Drop,
    Pass = 7,
}
#[repr(i64)]
pub enum Wide {
    Small = -1,
    Large = 1 << 40,
}
pub enum Lone {
    Only,
}
pub enum Event {
    Idle,
    Key(u8),
    Move { x: i16, y: i16 },
    Copy([u8; 6]),
    Wide(u64),
}
#[repr(C)]
pub enum Tagged {
    Nothing,
    Pair(u8, u64),
}
pub struct Inner {
    a: u64,
    b: bool,
}

#[repr(C)]
pub struct Value {
    verdict: Verdict,
    wide: Wide,
    lone: Lone,
    event: Event,
    tagged: Tagged,
    tag_in_the_middle: Option<Inner>,
}

look_at!(Value);
