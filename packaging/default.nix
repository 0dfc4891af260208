# SPDX-License-Identifier: MIT OR Apache-2.0
# For Nix: nix-build packaging
{
  pkgs ? import <nixpkgs> { },
}:
let
  # That of nixpkgs' rustc, which has it in a directory of the store that bpf-shim cannot guess.
  llvm = pkgs.rustc.llvmPackages.libllvm;
in
pkgs.stdenv.mkDerivation {
  pname = "bpf-shim";
  version = "0.2.0";
  src = pkgs.lib.cleanSourceWith {
    filter = path: _: baseNameOf path != "build";
    src = pkgs.lib.cleanSource ../.;
  };

  strictDeps = true;
  buildInputs = [
    pkgs.elfutils
    pkgs.libbsd
    pkgs.libiberty
    llvm
  ];
  makeFlags = [
    "PREFIX=${placeholder "out"}"
    "LLVM_HEADERS=${pkgs.lib.getDev llvm}/include"
    "DEPENDENCIES=false" # all are declared above
  ];
  enableParallelBuilding = true;
  # It is opened by its name; what is not linked is left out of the path before this.
  postFixup = "patchelf --add-rpath ${pkgs.lib.getLib llvm}/lib $out/bin/bpf-shim";

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
