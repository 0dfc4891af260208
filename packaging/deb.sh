#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# Packs what 'make install' installs into a package for Debian: deb.sh VERSION BUILD
# It fits the release that it is built on, and later ones.
set -eu

version=$1 build=$2
architecture=$(dpkg --print-architecture)
name=bpf-shim_${version}_$architecture
root=$build/deb/$name
rm -rf "$build/deb"
mkdir -p "$root/DEBIAN" "$build/deb/debian" "$root/usr/share/doc/bpf-shim"

make -s install DESTDIR="$root" PREFIX=/usr BUILD="$build"
strip --strip-unneeded "$root/usr/bin/bpf-shim"
gzip -9n "$root/usr/share/man/man1/bpf-shim.1"
cp LICENSE "$root/usr/share/doc/bpf-shim/copyright"
gzip -9nc CHANGELOG.md >"$root/usr/share/doc/bpf-shim/changelog.gz"
cp README.md "$root/usr/share/doc/bpf-shim"

# dpkg-shlibdeps wants the place of a source package.
printf 'Source: bpf-shim\n\nPackage: bpf-shim\nArchitecture: any\n' >"$build/deb/debian/control"
depends=$(cd "$build/deb" && dpkg-shlibdeps -O "$name/usr/bin/bpf-shim" 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
cat >"$root/DEBIAN/control" <<END
Package: bpf-shim
Version: $version
Architecture: $architecture
Maintainer: bpf-shim maintainers <maintainers@localhost>
Installed-Size: $(du -sk --exclude=DEBIAN "$root" | cut -f1)
Depends: $depends
Recommends: rustc
Suggests: bpftool
Section: devel
Priority: optional
Description: linker for BPF programs written in Rust
 rustc runs it as its linker. It links LLVM bitcode to one BPF object that
 libbpf loads and the kernel accepts, on stable Rust, with the libLLVM of the
 rustc that called it.
END
chmod -R u=rwX,go=rX "$root"
dpkg-deb --root-owner-group --build "$root" "$build/$name.deb" >/dev/null
echo "  DEB   $build/$name.deb"
