// SPDX-License-Identifier: MIT OR Apache-2.0
//! Writes bindings of some types of a header, as `aya-tool generate` does: bindings HEADER OUT STYLE TYPE..., where the
//! style is that of enums: `consts`, `module` or `rust`.

use bindgen::EnumVariation;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().collect();
    let [_, header, out, style, types @ ..] = words.as_slice() else {
        return Err("usage: bindings HEADER OUT STYLE TYPE...".into());
    };
    let style = match style.as_str() {
        "consts" => EnumVariation::Consts,
        "module" => EnumVariation::ModuleConsts,
        _ => EnumVariation::Rust { non_exhaustive: false },
    };
    let mut builder = bindgen::builder();
    for name in types {
        builder = builder.allowlist_type(name);
    }
    builder
        .header(header)
        .use_core()
        .layout_tests(false)
        .generate_comments(false)
        .prepend_enum_name(false)
        .default_enum_style(style)
        .clang_arg("-Wno-unknown-attributes")
        .generate()?
        .write_to_file(out)?;
    Ok(())
}
