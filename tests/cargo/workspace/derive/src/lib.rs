//! `#[derive(Words)]`: how many 32-bit words a structure has, counted by its fields.
use proc_macro::{TokenStream, TokenTree};

#[proc_macro_derive(Words)]
pub fn words(input: TokenStream) -> TokenStream {
    let mut name = String::new();
    let mut fields = 0;
    let mut tokens = input.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(word) if word.to_string() == "struct" => {
                name = tokens.next().expect("a name").to_string();
            }
            TokenTree::Group(body) if !name.is_empty() => {
                fields = body.stream().to_string().matches(": u32").count();
            }
            _ => {}
        }
    }
    format!("impl {name} {{ pub const WORDS: usize = {fields}; }}").parse().unwrap()
}
