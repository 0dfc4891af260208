// SPDX-License-Identifier: MIT OR Apache-2.0
// The attribute #[test] for coretests.py: of all tests of a crate those of the numbers in CORETEST_ONLY
// become BPF programs, prog_NUMBER, which return 1 at their end, and the others go. Without the variable
// all go; CORETEST_LIST names a file for a line about each: its name, whether it should panic, its text.
extern crate proc_macro;

use proc_macro::{TokenStream, TokenTree};
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

static COUNT: AtomicUsize = AtomicUsize::new(0);

fn name_of(item: &TokenStream) -> Option<String> {
    let mut after_fn = false;
    for token in item.clone() {
        match token {
            TokenTree::Ident(ident) if after_fn => return Some(ident.to_string()),
            TokenTree::Ident(ident) => after_fn = ident.to_string() == "fn",
            _ => after_fn = false,
        }
    }
    None
}

#[proc_macro_attribute]
pub fn test(_: TokenStream, item: TokenStream) -> TokenStream {
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = name_of(&item).expect("a test is a function");
    if let Ok(path) = std::env::var("CORETEST_LIST") {
        let text = item.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
        let panics = text.contains("should_panic");
        let mut list = std::fs::OpenOptions::new().create(true).append(true).open(path).unwrap();
        writeln!(list, "{name}\t{panics}\t{text}").unwrap();
    }
    let wanted = std::env::var("CORETEST_ONLY").unwrap_or_default();
    if !wanted.split(',').any(|only| only == number.to_string()) {
        return TokenStream::new();
    }
    let program = format!(
        "#[unsafe(no_mangle)]
        #[unsafe(link_section = \"xdp\")]
        extern \"C\" fn prog_{number}(_: *const u8) -> u32 {{ {name}(); 1 }}"
    );
    // The test's own tokens: some ask for their lines.
    let program: TokenStream = program.parse().unwrap();
    item.into_iter().chain(program).collect()
}
