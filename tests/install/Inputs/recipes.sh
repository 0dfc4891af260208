#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# Builds what packaging/ has for others than Debian, with Debian's own libraries: recipes.sh ARCHIVE
# Arch's makepkg and Nix are in Debian's archive. Of abuild, which is not, apkbuild.sh does what concerns
# the recipe; for nixpkgs, which is not either, nixpkgs.nix stands in. Wants root, for makepkg refuses it.
set -eu

archive=$1
here=$(cd "$(dirname "$0")" && pwd)
packaging=$(cd "$here/../../../packaging" && pwd)
work=$(mktemp -d)
chmod 755 "$work"
jobs=-j$(nproc)

# What Arch Linux builds its packages with.
mkdir "$work/arch"
cp "$packaging/PKGBUILD" "$archive" "$work/arch"
cat /etc/makepkg.conf - >"$work/makepkg.conf" <<END
CFLAGS="-O2 -pipe -fno-plt -fexceptions -Wp,-D_FORTIFY_SOURCE=3 -Wformat -Werror=format-security -fstack-clash-protection"
LDFLAGS="-Wl,-O1 -Wl,--sort-common -Wl,--as-needed -Wl,-z,relro -Wl,-z,now -Wl,-z,pack-relative-relocs"
LTOFLAGS="-flto=auto"
OPTIONS=(strip docs !libtool !staticlibs emptydirs zipman purge !debug lto)
MAKEFLAGS="$jobs"
END
chown -R nobody "$work/arch"
su -s /bin/bash nobody -c "cd '$work/arch' && HOME='$work/arch' makepkg --config '$work/makepkg.conf' --nodeps"
mkdir "$work/arch/root"
tar -xf "$work"/arch/bpf-shim-*.pkg.tar.gz -C "$work/arch/root"
test -s "$work/arch/root/usr/share/man/man1/bpf-shim.1.gz"
test -s "$work/arch/root/usr/share/licenses/bpf-shim/LICENSE"
"$work/arch/root/usr/bin/bpf-shim" --version
echo "recipes: PKGBUILD is built"

mkdir "$work/alpine"
cp "$packaging/APKBUILD" "$archive" "$work/alpine"
(cd "$work/alpine" && MAKEFLAGS=$jobs busybox ash -e "$here/apkbuild.sh")
"$work/alpine/pkg/bpf-shim/usr/bin/bpf-shim" --version
echo "recipes: APKBUILD is built"

mkdir "$work/nix"
tar -xf "$archive" -C "$work/nix" --strip-components=1
nix-build --option build-users-group '' --option sandbox false --option substituters '' \
    -I nixpkgs="$here/nixpkgs.nix" -o "$work/result" "$work/nix/packaging"
test -s "$work/result/share/man/man1/bpf-shim.1"
# The libLLVM that nixpkgs' rustc has is found where nothing else leads to it.
for newest in /usr/lib/llvm-*; do :; done
strings "$work/result/bin/bpf-shim" | grep -x "$newest/lib"
"$work/result/bin/bpf-shim" --version
echo "recipes: default.nix is built"
rm -r "$work"
