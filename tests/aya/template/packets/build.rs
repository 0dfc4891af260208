use anyhow::{Context as _, anyhow};
use aya_build::Toolchain;

fn main() -> anyhow::Result<()> {
    let cargo_metadata::Metadata { packages, .. } = cargo_metadata::MetadataCommand::new()
        .no_deps()
        .exec()
        .context("MetadataCommand::exec")?;
    let cargo_metadata::Package { name, manifest_path, .. } = packages
        .into_iter()
        .find(|package| package.name.as_str() == "packets-ebpf")
        .ok_or_else(|| anyhow!("packets-ebpf package not found"))?;
    let package = aya_build::Package {
        name: name.as_str(),
        root_dir: manifest_path.parent().ok_or_else(|| anyhow!("no parent"))?.as_str(),
        ..Default::default()
    };
    aya_build::build_ebpf([package], Toolchain::default())
}
