use which::which;

/// The linker is found by its name alone; when it changes, the programs are to be built again.
fn main() {
    let bpf_linker = which("bpf-linker").unwrap();
    println!("cargo:rerun-if-changed={}", bpf_linker.to_str().unwrap());
}
