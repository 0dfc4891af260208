# SPDX-License-Identifier: MIT OR Apache-2.0
# For Nix: nix-build packaging
{
  pkgs ? import <nixpkgs> { },
}:
pkgs.stdenv.mkDerivation {
  pname = "bpf-shim";
  version = "0.2.0";
  src = pkgs.lib.cleanSource ../.;

  buildInputs = [
    pkgs.elfutils
    pkgs.libbsd
    pkgs.libiberty
    pkgs.llvmPackages.libllvm
  ];
  makeFlags = [
    "PREFIX=${placeholder "out"}"
    "LLVM_HEADERS=${pkgs.lib.getDev pkgs.llvmPackages.libllvm}/include"
    "DEPENDENCIES=false" # all are declared above
  ];
  enableParallelBuilding = true;

  meta = {
    description = "Linker for BPF programs written in Rust";
    license = [
      pkgs.lib.licenses.mit
      pkgs.lib.licenses.asl20
    ];
    platforms = pkgs.lib.platforms.linux;
    mainProgram = "bpf-shim";
  };
}
