#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# What abuild asks of the APKBUILD in this directory, and its phases as far as they are the recipe's own: for busybox's ash.
# shellcheck disable=SC1091,SC2154 # the recipe sets most of the variables

die() {
	echo "APKBUILD: $*" >&2
	exit 1
}

startdir=$PWD
srcdir=$startdir/src
. ./APKBUILD
pkgdir=$startdir/pkg/$pkgname
builddir=$srcdir/$pkgname-$pkgver

for value in "$pkgver" "$pkgrel" "$pkgdesc" "$url" "$arch" "$license" "$source"; do
	[ -n "$value" ] || die "a field is missing"
done
[ ${#pkgdesc} -lt 128 ] || die "pkgdesc is too long"
case $(sed -n 's/^# *Maintainer: //p' APKBUILD) in
*\ \<*@*.*\>) ;;
*) die "Maintainer is not an address of RFC 822" ;;
esac
case $(type package) in
*function*) ;;
*) die "no function package" ;;
esac

mkdir -p "$srcdir"
for file in $source; do
	[ -e "$file" ] || die "source $file is missing"
	tar -xJf "$file" -C "$srcdir"
done
# Of Alpine's abuild.conf.
export CFLAGS="-Os -fstack-clash-protection -Wformat -Werror=format-security" LDFLAGS="-Wl,--as-needed,-O1,--sort-common"
(cd "$builddir" && build)
(cd "$builddir" && package)

# Its package of documentation takes the manual; what else there is belongs into these.
other=$(find "$pkgdir" -type f | grep -v -e "^$pkgdir/usr/bin/" -e "^$pkgdir/usr/share/man/man1/") || true
[ -z "$other" ] || die "files in places that abuild refuses: $other"
