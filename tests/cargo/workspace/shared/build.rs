// Writes a table for both sides.
use std::{env, fs, path::Path};

fn main() {
    let squares: Vec<String> = (0..32).map(|n| (n * n).to_string()).collect();
    let text = format!("pub static SQUARES: [u32; 32] = [{}];", squares.join(", "));
    fs::write(Path::new(&env::var_os("OUT_DIR").unwrap()).join("squares.rs"), text).unwrap();
    println!("cargo::rerun-if-changed=build.rs");
}
