# SPDX-License-Identifier: MIT OR Apache-2.0
"""Other kernels than the running one: Debian's, downloaded with apt into build/kernels, unpacked there and
never installed, and booted under qemu. One of them is big-endian."""
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
BUILD = HERE.parent.parent / "build"
KERNELS = BUILD / "kernels"
# Where Debian has which kernel.
SUITES = {"5.10": "bullseye", "6.1": "bookworm", "6.12": "trixie"}
# One that is newer than all of these, whatever it is: it has what they lack.
NEWEST = "newest"
NEWEST_SUITE = "trixie-backports"
# A big-endian one.
BIG = "6.1-s390x"
BIG_SUITE, BIG_ARCHITECTURE, BIG_TRIPLE = "bookworm", "s390x", "s390x-linux-gnu"
LIBRARIES = ["libbpf-dev", "libelf-dev", "zlib1g-dev", "busybox-static"]
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
BOOT_SECONDS = 1800
# lsm: before 5.11 Debian's kernels ask no program of BPF unless they are told to.
# no_timer_check: the timer of a guest on a busy machine may be late. Neither is KVM used, which does
# not get beyond the firmware on some machines.
QEMU = (
    ["qemu-system-x86_64", "-cpu", "max", "-serial", "stdio", "-append",
     "console=ttyS0 quiet panic=-1 no_timer_check lsm=bpf"],
    ["qemu-system-s390x", "-cpu", "max", "-chardev", "stdio,id=console", "-device",
     "sclpconsole,chardev=console", "-append", "console=ttysclp0 quiet panic=-1 lsm=bpf"],
)
INIT = """#!/bin/sh
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t sysfs sysfs /sys
/bin/busybox mount -t devtmpfs dev /dev
echo "@@ kernel $(/bin/busybox uname -r)"
ulimit -l unlimited # what kernels before 5.11 count maps against
cd /files
/bin/sh /commands 2>&1 | /bin/busybox sed 's/^/@@ /'
echo "@@ end"
/bin/busybox poweroff -f
"""


class Missing(Exception):
    """What is not here, and so the kernel is not."""


def call(*words, **options):
    done = subprocess.run(words, capture_output=True, text=True, check=False, **options)
    if done.returncode:
        raise Missing(f"{words[0]} failed: {(done.stderr or done.stdout).strip().splitlines()[-1:]}")
    return done.stdout


def build(name, *sources, version=None):
    """A program that runs without a system around it: static, with libbpf. It is for that kernel's machine."""
    compiler, program = ["cc"], BUILD / "tests" / "static" / name
    if version == BIG:
        root = find_libraries()
        program = BUILD / "tests" / BIG_TRIPLE / name
        compiler = [f"{BIG_TRIPLE}-gcc", "-isystem", root / "usr/include", f"-L{root}/usr/lib/{BIG_TRIPLE}"]
    if not program.exists() or program.stat().st_mtime < max(source.stat().st_mtime for source in sources):
        program.parent.mkdir(parents=True, exist_ok=True)
        part = f"{program}.{os.getpid()}"
        call(*compiler, "-std=c17", "-D_GNU_SOURCE", "-O2", "-Wall", "-Wextra", "-Werror", "-static", "-o", part,
             *sources, "-lbpf", "-lelf", "-lz")
        os.replace(part, program)
    return program


def mirror():
    """The place that this machine has its own Debian packages from."""
    for line in call("apt-get", "indextargets", "--format", "$(ORIGIN)|$(LABEL)|$(REPO_URI)",
                     "Created-By: Packages").splitlines():
        origin, label, uri = line.split("|")
        if (origin, label) == ("Debian", "Debian"):
            return uri
    raise Missing("this machine has no packages of Debian")


def state_of(version):
    """Where what belongs to a kernel is."""
    return KERNELS / (BIG_ARCHITECTURE if version == BIG else SUITES.get(version, NEWEST_SUITE))


def apt_words(version):
    """apt with a state of its own, for one suite and machine: nothing of the system's changes."""
    state = state_of(version)
    suite, architecture = (BIG_SUITE, BIG_ARCHITECTURE) if version == BIG else (state.name, "amd64")
    (state / "lists" / "partial").mkdir(parents=True, exist_ok=True)
    (state / "cache" / "archives" / "partial").mkdir(parents=True, exist_ok=True)
    sources = state / "sources.list"
    sources.write_text(f"deb [arch={architecture} signed-by={KEYRING}] {mirror()} {suite} main\n")
    return ["-o", f"Dir::Etc::SourceList={sources}", "-o", "Dir::Etc::SourceParts=/dev/null",
            "-o", f"Dir::State::Lists={state}/lists", "-o", f"Dir::Cache={state}/cache",
            "-o", f"APT::Architecture={architecture}", "-o", f"APT::Architectures={architecture}"]


def find_depended(words, package, kind):
    """The package of a kind that another one depends on; None: there is none."""
    found = re.search(rf"Depends: ({kind}-\d\S+)", call("apt-cache", *words, "depends", package))
    return found and found[1]


def unpack(words, package, target):
    """Downloads a package, and unpacks it into a folder."""
    with tempfile.TemporaryDirectory(dir=KERNELS) as folder:
        call("apt-get", *words, "-o", "APT::Sandbox::User=root", "download", package, cwd=folder)
        (archive,) = pathlib.Path(folder).glob("*.deb")
        call("dpkg-deb", "-x", archive, target)


def find_libraries():
    """What programs for the big-endian machine are linked with, and its busybox: a folder."""
    root = state_of(BIG) / "root"
    if not root.exists():
        words = apt_words(BIG)
        call("apt-get", *words, "update")
        part = root.with_suffix(f".{os.getpid()}")
        for package in LIBRARIES:
            unpack(words, package, part)
        os.replace(part, root)
    return root


def find_kernel(version):
    """The kernel's image, downloaded when it is not there yet."""
    state = state_of(version)
    found = sorted(state.glob(f"vmlinuz-{'' if version == NEWEST else version.split('-')[0]}*"))
    if found:
        return found[-1]
    words = apt_words(version)
    call("apt-get", *words, "update")
    meta = f"linux-image-{BIG_ARCHITECTURE}" if version == BIG else "linux-image-cloud-amd64"
    package = find_depended(words, meta, "linux-image")
    if not package:
        raise Missing(f"{state.name} has no {meta}")
    # Newer packages have the image in another one, and in another folder.
    package = find_depended(words, package, "linux-binary") or package
    with tempfile.TemporaryDirectory(dir=KERNELS) as folder:
        unpack(words, package, f"{folder}/root")
        (image,) = [*pathlib.Path(folder).glob("root/boot/vmlinuz-*"),
                    *pathlib.Path(folder).glob("root/usr/lib/modules/*/vmlinuz")]
        release = image.parent.name if image.name == "vmlinuz" else image.name.removeprefix("vmlinuz-")
        target = state / f"vmlinuz-{release}"
        shutil.move(image, target)
    return target


def find_busybox(version):
    busybox = find_libraries() / "bin" / "busybox" if version == BIG else shutil.which("busybox")
    if not busybox or "statically" not in call("file", "-L", busybox):
        raise Missing("no busybox-static")
    return busybox


def make_initrd(folder, busybox, programs, files, commands):
    """A system of busybox, the programs and the files."""
    root = folder / "root"
    for name in ("bin", "proc", "sys", "dev", "files"):
        (root / name).mkdir(parents=True)
    shutil.copy(busybox, root / "bin" / "busybox")
    for name in ("sh", "cat", "cmp", "ls", "tail"):
        (root / "bin" / name).symlink_to("busybox")
    for path in programs:
        shutil.copy(path, root / "bin")
    for name, path in files.items():
        shutil.copy(path, root / "files" / name)
    (root / "commands").write_text(commands)
    (root / "init").write_text(INIT)
    (root / "init").chmod(0o755)
    initrd = folder / "initrd.gz"
    call("sh", "-c", f"cd '{root}' && find . | cpio -o -H newc 2>/dev/null | gzip -1 > '{initrd}'")
    return initrd


def check_tools(version):
    compiler = f"{BIG_TRIPLE}-gcc" if version == BIG else "cc"
    for tool in (QEMU[version == BIG][0], compiler, "cpio", "file"):
        if not shutil.which(tool):
            raise Missing(f"no {tool}")
    if platform.machine() != "x86_64":
        raise Missing("the kernels are for x86_64")


def run_image(version, image, initrd):
    """Boots an image with an initramfs of make_initrd(). The lines of output, the first of which is 'kernel
    RELEASE'."""
    check_tools(version)
    qemu = subprocess.run(
        [*QEMU[version == BIG], "-accel", "tcg", "-m", "1024", "-nographic", "-no-reboot", "-nodefaults",
         "-kernel", image, "-initrd", initrd],
        stdin=subprocess.DEVNULL, capture_output=True, timeout=BOOT_SECONDS, check=False)
    lines = [line.split("@@ ", 1)[1] for line in qemu.stdout.decode(errors="replace").splitlines()
             if "@@ " in line]
    if "end" not in lines:
        sys.exit(f"guest.py: the kernel did not come to the end:\n{qemu.stdout.decode(errors='replace')[-2000:]}")
    return lines[:lines.index("end")]


def boot(version, programs, files, commands):
    """Boots the kernel once, and runs the commands (a script for sh) in a folder with the files (name ->
    path), with the programs on PATH. The lines of output, as of run_image()."""
    check_tools(version)
    image = find_kernel(version)
    with tempfile.TemporaryDirectory() as folder:
        initrd = make_initrd(pathlib.Path(folder), find_busybox(version), programs, files, commands)
        return run_image(version, image, initrd)
