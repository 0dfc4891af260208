# SPDX-License-Identifier: MIT OR Apache-2.0
# As much of nixpkgs as packaging/default.nix uses, with this system's compiler and libraries in place of its own.
{ }:
let
  system = { outPath = "/usr"; };
  directories = builtins.attrNames (builtins.readDir /usr/lib);
  llvms = builtins.filter (name: builtins.match "llvm-[0-9]+" name != null) directories;
  newest = "/usr/lib/${builtins.elemAt llvms (builtins.length llvms - 1)}";
in
{
  rustc.llvmPackages.libllvm = { outPath = newest; dev = newest; lib = newest; };
  elfutils = system;
  libbsd = system;
  libiberty = system;
  lib = {
    cleanSource = builtins.filterSource (path: _: baseNameOf path != ".git");
    cleanSourceWith = { filter, src }: builtins.filterSource filter src;
    getDev = package: package.dev;
    getLib = package: package.lib;
    licenses = { mit = "MIT"; asl20 = "Apache-2.0"; };
    platforms.linux = [ "x86_64-linux" "aarch64-linux" ];
  };
  # The phases of the standard environment that do something here.
  stdenv.mkDerivation = attributes: derivation {
    name = "${attributes.pname}-${attributes.version}";
    system = builtins.currentSystem;
    builder = "/bin/sh";
    inherit (attributes) src makeFlags postFixup;
    PATH = "/usr/bin:/bin";
    args = [ "-ec" ''
      cp -r $src source
      chmod -R u+w source
      cd source
      make -j$(nproc) $makeFlags
      make $makeFlags install
      eval "$postFixup"
    '' ];
  };
}
