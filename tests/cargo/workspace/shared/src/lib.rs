//! What the programs and the user's side have in common, some of it written by the build script.
#![no_std]

include!(concat!(env!("OUT_DIR"), "/squares.rs"));

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Header {
    pub kind: u32,
    pub length: u32,
}

impl Header {
    pub fn verdict(&self) -> u32 {
        match self.kind {
            0 => self.length,
            1 => SQUARES[(self.length & 31) as usize],
            _ => panic!("unknown kind"),
        }
    }
}
