//! `packets FROM TO`: two ends of a veth. Packets sent at FROM arrive at TO; what the programs there
//! did with them is printed.

use std::io::{Error, Write as _};

use anyhow::{Context as _, Result, ensure};
use aya::maps::{HashMap, PerCpuArray, RingBuf};
use aya::programs::{SchedClassifier, TcAttachType, TracePoint, Xdp, XdpMode, tc};
use aya::{Ebpf, EbpfLoader};
use aya_log::EbpfLogger;
use packets_common::Seen;

/// Ethernet, IPv4, UDP, and so many bytes behind them.
fn udp(port: u16, bytes: usize) -> Vec<u8> {
    let mut packet = vec![0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2, 0, 0, 0, 0, 1, 8, 0];
    let length = 28 + bytes as u16;
    packet.extend([0x45, 0]);
    packet.extend(length.to_be_bytes());
    packet.extend([0, 0, 0, 0, 64, 17, 0, 0, 10, 7, 0, 1, 10, 7, 0, 2, 0x30, 0x39]);
    packet.extend(port.to_be_bytes());
    packet.extend((length - 20).to_be_bytes());
    packet.resize(packet.len() + 2 + bytes, 0);
    packet
}

fn send(interface: &str, packets: &[Vec<u8>]) -> Result<()> {
    let name = std::ffi::CString::new(interface)?;
    unsafe {
        let socket = libc::socket(libc::AF_PACKET, libc::SOCK_RAW, 0);
        ensure!(socket >= 0, "socket: {}", Error::last_os_error());
        let mut address: libc::sockaddr_ll = std::mem::zeroed();
        address.sll_family = libc::AF_PACKET as u16;
        address.sll_ifindex = libc::if_nametoindex(name.as_ptr()) as i32;
        for packet in packets {
            let sent = libc::sendto(
                socket,
                packet.as_ptr().cast(),
                packet.len(),
                0,
                (&raw const address).cast(),
                size_of_val(&address) as u32,
            );
            ensure!(sent == packet.len() as isize, "sendto: {}", Error::last_os_error());
        }
        libc::close(socket);
    }
    Ok(())
}

fn attach(ebpf: &mut Ebpf, from: &str, to: &str) -> Result<()> {
    let program: &mut Xdp = ebpf.program_mut("packets").context("no 'packets'")?.try_into()?;
    program.load()?;
    program.attach(to, XdpMode::Skb)?;

    tc::qdisc_add_clsact(from)?;
    let program: &mut SchedClassifier = ebpf.program_mut("marks").context("no 'marks'")?.try_into()?;
    program.load()?;
    program.attach(from, TcAttachType::Egress)?;

    let program: &mut TracePoint = ebpf.program_mut("asks").context("no 'asks'")?.try_into()?;
    program.load()?;
    program.attach("syscalls", "sys_enter_getppid")?;
    Ok(())
}

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [from, to] = &words[..] else { anyhow::bail!("usage: packets FROM TO") };
    env_logger::builder()
        .filter_level(log::LevelFilter::Info)
        .format(|out, record| writeln!(out, "{} {}", record.level(), record.args()))
        .target(env_logger::Target::Stdout)
        .init();

    let closed = 53u16;
    let mut ebpf = EbpfLoader::new().override_global("CLOSED", &closed, true).load(
        aya::include_bytes_aligned!(concat!(env!("OUT_DIR"), "/packets")),
    )?;
    let mut logger = EbpfLogger::init(&mut ebpf)?;
    attach(&mut ebpf, from, to)?;

    send(from, &[udp(53, 10), udp(80, 20), udp(53, 30), udp(443, 40)])?;
    unsafe { libc::getppid() };

    logger.flush();
    let seen: PerCpuArray<_, Seen> = ebpf.map("SEEN").context("no SEEN")?.try_into()?;
    let of_udp = seen.get(&17, 0)?.iter().fold(Seen::default(), |sum, of_cpu| Seen {
        packets: sum.packets + of_cpu.packets,
        bytes: sum.bytes + of_cpu.bytes,
    });
    println!("seen {} packets, {} bytes", of_udp.packets, of_udp.bytes);
    let marked: HashMap<_, u16, u32> = ebpf.map("MARKED").context("no MARKED")?.try_into()?;
    let mut ports = marked.iter().collect::<Result<Vec<_>, _>>()?;
    ports.sort_unstable();
    println!("marked {ports:?}");
    let mut asked = RingBuf::try_from(ebpf.take_map("ASKED").context("no ASKED")?)?;
    let mut mine = 0;
    while let Some(item) = asked.next() {
        mine += u32::from(*item == std::process::id().to_ne_bytes());
    }
    println!("asked {mine} times");
    Ok(())
}
