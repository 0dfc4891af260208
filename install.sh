#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
# Builds bpf-shim and installs it; or installs what building and testing it needs.
set -eu

usage() {
    cat <<'END'
usage: ./install.sh [--prefix DIR] [--alias]    build and install bpf-shim
       ./install.sh --uninstall [--prefix DIR]  remove it again
       ./install.sh --deps [--dry-run] [FOR...] install what is missing

  --prefix DIR  where to: DIR/bin (/usr/local as root, else ~/.local)
  --alias       also install it under the name bpf-linker
  --dry-run     only show the commands
  FOR           build, demo, test, lint; without one: all of these; or kernels: what boots others
END
}

say() {
    printf 'install.sh: %s\n' "$*"
}

die() {
    printf 'install.sh: error: %s\n' "$*" >&2
    exit 1
}

# What for, how to see that it is there, and its packages. A bar between two choices of packages:
# the first that exists is taken. @ is the version of LLVM; - means that no package is known. What
# stands behind a question mark serves some tests only: where there is no package they are skipped.
needs() {
    cat <<'END'
#for    seen by                   apt                     dnf                    pacman      zypper          apk
build   command:cc                gcc                     gcc                    gcc         gcc             gcc
build   header:stdio.h            libc6-dev               glibc-devel            glibc       glibc-devel     musl-dev
build   header:linux/bpf.h        libc6-dev               glibc-devel            glibc       glibc-devel     linux-headers
build   command:make              make                    make                   make        make            make
build   header:gelf.h             libelf-dev              elfutils-libelf-devel  libelf      libelf-devel    elfutils-dev
build   header:bsd/stdlib.h       libbsd-dev              libbsd-devel           libbsd      libbsd-devel    libbsd-dev
build   header:libiberty/demangle.h libiberty-dev         binutils-devel         binutils    binutils-devel  binutils-dev
build   llvm                      llvm-@-dev              llvm-devel             llvm        llvm-devel      llvm-dev
demo    command:python3           python3                 python3                python      python3         python3
demo    command:rustc             rustc-web|rustc         rust                   rust        rust            rust
demo    command:cargo             cargo-web|cargo         cargo                  rust        cargo           cargo
demo    tool:ld.lld               lld-@                   lld                    lld         lld             lld
demo    header:bpf/libbpf.h       libbpf-dev              libbpf-devel           libbpf      libbpf-devel    libbpf-dev
test    command:python3           python3                 python3                python      python3         python3
test    command:rustc             rustc-web|rustc         rust                   rust        rust            rust
test    command:cargo             cargo-web|cargo         cargo                  rust        cargo           cargo
test    ?file:/usr/bin/rustc      rustc-web|rustc         -                      -           -               -
test    ?file:/usr/bin/cargo      cargo-web|cargo         -                      -           -               -
test    ?file:/usr/bin/rust-lld   rust-web-llvm|rust-llvm -                      -           -               -
test    ?bpf-core                 libstd-rust-web-dev-bpf|libstd-rust-dev-bpf -  -           -               -
test    ?core-source              rust-web-src|rust-src   -                      -           -               -
test    ?file:/usr/sbin/debootstrap debootstrap           -                      -           -               -
test    header:bpf/libbpf.h       libbpf-dev              libbpf-devel           libbpf      libbpf-devel    libbpf-dev
test    tool:FileCheck            llvm-@-tools            -                      -           -               llvm-test-utils
test    tool:lit                  llvm-@-tools            python3-lit            -           -               llvm-test-utils
test    tool:llvm-as              llvm-@                  llvm                   llvm        llvm            llvm
test    tool:clang                clang-@                 clang                  clang       clang           clang
test    fuzzer                    libclang-rt-@-dev       compiler-rt            compiler-rt clang           compiler-rt
test    tool:ld.lld               lld-@                   lld                    lld         lld             lld
test    tool:bpftool              bpftool                 bpftool                bpf         bpftool         bpftool
test    command:ip                iproute2                iproute                iproute2    iproute2        iproute2
test    ?file:/usr/lib/llvm-14/lib/libclang.so.1 libclang1-14 - - - -
test    ?file:/usr/lib/llvm-14/lib/clang/14.0.6/include/stddef.h libclang-common-14-dev - - - -
test    ?file:/usr/bin/csmith csmith                      -                      -           -               -
test    ?kernel-headers           linux-headers-amd64|linux-headers-arm64 -      -           -               -
test    command:mandoc            mandoc                  mandoc                 mandoc      mandoc          mandoc
test    command:hyperfine         hyperfine               hyperfine              hyperfine   hyperfine       hyperfine
test    ?file:/usr/bin/valgrind   valgrind                valgrind               valgrind    valgrind        valgrind
test    command:git               git                     git                    git         git             git
test    command:xz                xz-utils                xz                     xz          xz              xz
lint    tool:clang                clang-@                 clang                  clang       clang           clang
lint    tool:clang-format         clang-format-@          clang-tools-extra      clang       clang-tools     clang-extra-tools
lint    tool:clang-tidy           clang-tidy-@            clang-tools-extra      clang       clang-tools     clang-extra-tools
lint    command:shellcheck        shellcheck              ShellCheck             shellcheck  ShellCheck      shellcheck
kernels command:qemu-system-x86_64 qemu-system-x86        qemu-system-x86-core   qemu-system-x86 qemu-x86    qemu-system-x86_64
kernels ?file:/usr/bin/qemu-system-s390x qemu-system-misc -                      -           -               -
kernels ?file:/usr/bin/s390x-linux-gnu-gcc gcc-s390x-linux-gnu -                 -           -               -
kernels command:busybox           busybox-static          busybox                busybox     busybox-static  busybox-static
kernels command:cpio              cpio                    cpio                   cpio        cpio            cpio
kernels command:file              file                    file                   file        file            file
END
}

# The packagers' columns above.
column_of() {
    case $1 in
    apt-get) echo 3 ;;
    dnf) echo 4 ;;
    pacman) echo 5 ;;
    zypper) echo 6 ;;
    apk) echo 7 ;;
    esac
}

find_packager() {
    for packager in apt-get dnf pacman zypper apk; do
        if command -v $packager >/dev/null 2>&1; then
            echo $packager
            return
        fi
    done
    die "no packager that is known here (apt-get, dnf, pacman, zypper, apk)"
}

has_header() {
    echo "#include <$1>" | cc -E - >/dev/null 2>&1
}

# LLVM's tools carry its version in their names, or stand in a directory of its own.
has_tool() {
    command -v "$1" >/dev/null 2>&1 && return
    for tool in /usr/lib/llvm-*/bin/"$1" /usr/sbin/"$1"; do
        if [ -x "$tool" ]; then
            return
        fi
    done
    return 1
}

# The Makefile looks in the same places.
has_llvm() {
    for header in /usr/lib/llvm-19/include/llvm-c/Core.h /usr/lib/llvm-[2-9][0-9]/include/llvm-c/Core.h; do
        if [ -e "$header" ]; then
            return
        fi
    done
    version=$(llvm-config --version 2>/dev/null) && [ "${version%%.*}" -ge 19 ]
}

# libFuzzer comes with clang's runtime.
has_fuzzer() {
    for library in /usr/lib/llvm-*/lib/clang/*/lib/linux/libclang_rt.fuzzer-*.a \
        /usr/lib*/clang/*/lib/*/libclang_rt.fuzzer*.a; do
        if [ -e "$library" ]; then
            return
        fi
    done
    return 1
}

# A core library for BPF, as Debian has it.
has_bpf_core() {
    for library in /usr/lib/rustlib/bpfel-unknown-none/lib/libcore-*.rlib; do
        [ -e "$library" ] && return
    done
    return 1
}

# Of some kernel: RedBPF's crates make their bindings from them.
has_kernel_headers() {
    for headers in /lib/modules/*/build; do
        [ -e "$headers" ] && return
    done
    return 1
}

is_there() {
    case ${1#\?} in
    command:*) command -v "${1#command:}" >/dev/null 2>&1 ;;
    header:*) has_header "${1#header:}" ;;
    tool:*) has_tool "${1#tool:}" ;;
    file:*) [ -e "${1#\?file:}" ] ;;
    bpf-core) has_bpf_core ;;
    core-source) [ -e /usr/lib/rustlib/src/rust/library/core/src/lib.rs ] ;;
    kernel-headers) has_kernel_headers ;;
    llvm) has_llvm ;;
    fuzzer) has_fuzzer ;;
    esac
}

# 22 is what the shim is tested with most; else the newest that it can be built with.
apt_llvm_version() {
    for version in 22 30 29 28 27 26 25 24 23 21 20 19; do
        if apt-cache show llvm-$version-dev >/dev/null 2>&1; then
            echo $version
            return
        fi
    done
    die "the package sources have no llvm-N-dev with N of 19 or more"
}

apt_candidate() {
    apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: //p'
}

# apt-cache shows names, too, that other packages only provide.
apt_has() {
    apt-cache show "$1" >/dev/null 2>&1 && [ "$(apt_candidate "$1")" != '(none)' ]
}

apt_choose() {
    first=${1%%|*}
    if [ "$first" = "$1" ] || apt_has "$first"; then
        echo "$first"
    else
        echo "${1#*|}"
    fi
}

# The rows that the purposes in $purposes ask for and that are not there yet: those with a question
# mark, or those without.
missing_rows() {
    needs | while read -r purpose probe packages; do
        case " $purposes " in *" $purpose "*) ;; *) continue ;; esac
        case $1$probe in 'needed?'* | optional[!?]*) continue ;; esac
        is_there "$probe" || echo "$purpose $probe $packages"
    done
}

# The packages for some tests, one a line: as far as the distribution has them.
optional_packages() {
    [ "$packager" = apt-get ] || return 0
    missing_rows optional | while read -r purpose probe package rest; do
        package=$(apt_choose "$package")
        apt_has "$package" || continue
        # A library of another compiler than the one that is installed is of no use.
        if [ "$probe" = '?bpf-core' ] || [ "$probe" = '?core-source' ]; then
            compiler=$(apt_choose 'rustc-web|rustc')
            [ "$(apt_candidate "$package")" = "$(apt_candidate "$compiler")" ] || continue
        fi
        echo "$package"
    done | sort -u
}

# The packages that bring what is missing, one a line.
missing_packages() {
    column=$(column_of "$packager")
    missing_rows needed | while read -r purpose probe apt dnf pacman zypper apk; do
        package=$(echo "- - $apt $dnf $pacman $zypper $apk" | cut -d ' ' -f "$column")
        if [ "$package" = - ]; then
            say "${probe#*:} is missing, and no package of this distribution is known for it" >&2
            continue
        fi
        case $package in
        *@*) package=$(echo "$package" | sed "s/@/$(apt_llvm_version)/") ;;
        *'|'*) package=$(apt_choose "$package") ;;
        esac
        echo "$package"
        # Debian's core library for BPF, and the linker for bitcode of ordinary programs.
        if [ "$package" = rustc-web ]; then
            printf '%s\n' libstd-rust-web-dev-bpf rust-web-llvm
        fi
    done | sort -u
}

# Runs a command as root, or shows it.
as_root() {
    if [ "$dry_run" ]; then
        echo "$@"
    elif [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        die "run this as root: $*"
    fi
}

update_apt() {
    # Fresh images have no lists.
    if [ "$packager" = apt-get ]; then
        as_root apt-get update -q
    fi
}

install_packages() {
    case $packager in
    apt-get) as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" ;;
    dnf) as_root dnf install -y "$@" ;;
    pacman) as_root pacman -S --needed --noconfirm "$@" ;;
    zypper) as_root zypper --non-interactive install "$@" ;;
    apk) as_root apk add "$@" ;;
    esac
}

may_be_root() {
    [ "$dry_run" ] || [ "$(id -u)" = 0 ] || command -v sudo >/dev/null 2>&1
}

# Whether apt has its lists of packages.
has_apt_lists() {
    for list in /var/lib/apt/lists/*_Packages*; do
        [ -e "$list" ] && return
    done
    return 1
}

# What only some tests need: nothing fails where it cannot be had.
install_optional() {
    [ "$(missing_rows optional)" ] && command -v apt-get >/dev/null 2>&1 && may_be_root || return 0
    packager="apt-get"
    has_apt_lists || update_apt
    packages=$(optional_packages)
    # Package names hold no spaces.
    # shellcheck disable=SC2086
    set -- $packages
    if [ $# = 0 ]; then
        return
    fi
    if apt-get install -s --no-install-recommends "$@" >/dev/null 2>&1; then
        say "installs with apt-get, for some tests: $*"
        install_packages "$@"
    else
        say "cannot be installed, and some tests are skipped: $*"
    fi
}

install_deps() {
    if [ -z "$(missing_rows needed)" ]; then
        say "all that is needed is installed (for: $purposes)"
    else
        packager=$(find_packager)
        update_apt
        packages=$(missing_packages)
        # As above.
        # shellcheck disable=SC2086
        set -- $packages
        say "installs with $packager: $*"
        install_packages "$@"
    fi
    install_optional
}

install_shim() {
    make -s -C "$top"
    make -s -C "$top" install PREFIX="$prefix"
    say "installed $prefix/bin/bpf-shim and its page of the manual"
    if [ "$alias" ]; then
        ln -sf bpf-shim "$prefix/bin/bpf-linker"
        say "installed $prefix/bin/bpf-linker, which is bpf-shim"
    fi
    case ":$PATH:" in
    *":$prefix/bin:"*) ;;
    *) say "put $prefix/bin on PATH" ;;
    esac
    host=$(rustc -vV 2>/dev/null | sed -n 's/^host: //p')
    cat <<END

Put this into .cargo/config.toml of a project of BPF programs:

[build]
target = "${host:-x86_64-unknown-linux-gnu}"

[target.${host:-x86_64-unknown-linux-gnu}]
linker = "bpf-shim"
rustflags = ["-Clinker-plugin-lto"]

and this into its Cargo.toml:

[profile.dev]
panic = "abort"

[profile.release]
panic = "abort"
debug = 2
END
}

uninstall_shim() {
    if [ "$(readlink "$prefix/bin/bpf-linker")" = bpf-shim ]; then
        rm "$prefix/bin/bpf-linker"
    fi
    rm -f "$prefix/bin/bpf-shim" "$prefix/share/man/man1/bpf-shim.1"
    say "removed bpf-shim from $prefix/bin"
}

top=$(cd "$(dirname "$0")" && pwd)
action=install
alias=
dry_run=
purposes=
if [ "$(id -u)" = 0 ]; then
    prefix=/usr/local
else
    prefix=$HOME/.local
fi
while [ $# -gt 0 ]; do
    case $1 in
    --alias) alias=yes ;;
    --deps) action=deps ;;
    --dry-run) dry_run=yes ;;
    --help | -h)
        usage
        exit
        ;;
    --prefix)
        [ $# -gt 1 ] || die "option '--prefix' needs a value"
        case $2 in
        /*) prefix=$2 ;;
        *) prefix=$PWD/$2 ;;
        esac
        shift
        ;;
    --uninstall) action=uninstall ;;
    build | demo | test | lint | kernels) purposes="$purposes $1" ;;
    *) die "unknown word '$1'; see --help" ;;
    esac
    shift
done

case $action in
deps)
    purposes=${purposes:-build demo test lint}
    purposes=${purposes# }
    install_deps
    ;;
install) install_shim ;;
uninstall) uninstall_shim ;;
esac
