// SPDX-License-Identifier: MIT OR Apache-2.0
//! What is expected of each probe. Kprobes and uprobes are only loaded: a kernel need not have them.
use crate::{expect, failed, net, Outcome};
use futures::StreamExt;
use redbpf::load::Loaded;
use redbpf::{xdp, Array, HashMap, SockMap};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::io::AsRawFd;
use std::process::Command;
use std::time::Duration;
use tokio::runtime::Runtime;

type Check = fn(&mut Loaded, &Runtime) -> Outcome;

pub const CHECKS: &[(&str, Check)] = &[
    ("xdp_ports", xdp_ports),
    ("xdp_loops", xdp_loops),
    ("xdp_events", xdp_events),
    ("xdp_options", xdp_options),
    ("filter_flows", filter_flows),
    ("stream_echo", stream_echo),
    ("read_latency", |loaded, _| programs(loaded, &["vfs_read", "vfs_read"])),
    ("io_percentiles", |loaded, _| programs(loaded, &["blk_account_io_done"])),
    ("big_values", |loaded, _| programs(loaded, &["do_sys_open"])),
    ("shared_array", |loaded, _| programs(loaded, &["__x64_sys_getpid", "__x64_sys_gettid"])),
    ("user_stacks", |loaded, _| programs(loaded, &["malloc", "malloc"])),
];

const ABORTED: u32 = 0;
const DROP: u32 = 1;
const PASS: u32 = 2;

/// The names of all programs, each of which is loaded.
fn programs(loaded: &mut Loaded, names: &[&str]) -> Outcome {
    let all = &loaded.module.programs;
    let mut got: Vec<_> = all.iter().filter(|p| p.fd().is_some()).map(|p| p.name()).collect();
    got.sort_unstable();
    expect("programs", got.as_slice(), names)
}

fn xdp_ports(loaded: &mut Loaded, _: &Runtime) -> Outcome {
    {
        let run = |data: &[u8]| net::test_run(loaded.program("count_ports"), &net::udp(53, data));
        let map = loaded.map("verdicts").ok_or("no map")?;
        let verdicts = Array::<[u8; 8]>::new(map).map_err(failed("array"))?;
        verdicts.set(0, [0, 0, 1, 0, 0, 0, 0, 1]).map_err(failed("set"))?;
        expect("verdict 0", run(&[0])?, PASS)?;
        expect("verdict 2", run(&[2])?, DROP)?;
        expect("verdict 7", run(&[7])?, DROP)?;
        expect("index out of range", run(&[8])?, ABORTED)?;
        expect("no data", run(&[])?, PASS)?;
    }
    let xdp = loaded.xdp_mut("count_ports").ok_or("no program")?;
    xdp.attach_xdp("v0", xdp::Flags::SkbMode).map_err(failed("attach"))?;
    net::send("v1", &net::udp(9999, &[0]))?;
    std::thread::sleep(Duration::from_millis(200));
    let map = loaded.map("port_counts").ok_or("no map")?;
    let counts = HashMap::<u16, u64>::new(map).map_err(failed("hash map"))?;
    expect("packets to port 53", counts.get(53), Some(5))?;
    expect("packets to port 9999", counts.get(9999), Some(1))
}

fn loops(seed: u64) -> [u64; 4] {
    let mut mixed = seed;
    for i in 0..100 {
        mixed = mixed.rotate_left(5) ^ i;
    }
    let mut inclusive = seed;
    for i in 0..=99 {
        inclusive = inclusive.wrapping_mul(31).wrapping_add(i);
    }
    let mut masked = seed;
    for i in 0..(seed & 63) {
        masked ^= masked << (i & 7) | 1;
    }
    let mut triangle = seed;
    for i in 0..8u64 {
        for k in i..8 {
            triangle = triangle.wrapping_add(i * k) ^ triangle >> 3;
        }
    }
    [mixed, inclusive, masked, triangle]
}

fn xdp_loops(loaded: &mut Loaded, _: &Runtime) -> Outcome {
    let map = loaded.map("results").ok_or("no map")?;
    let results = Array::<u64>::new(map).map_err(failed("array"))?;
    for seed in [0u8, 1, 63, 64, 200, 255] {
        expect("verdict", net::test_run(loaded.program("run_loops"), &[seed; 64])?, PASS)?;
        let got: Vec<u64> = (0..4).filter_map(|i| results.get(i)).collect();
        expect("results", got.as_slice(), &loops(seed.into()))?;
    }
    Ok(())
}

/// As the probe has it, with what xdp::MapData adds.
#[repr(C)]
struct Packet {
    len: u32,
    first: u32,
    offset: u32,
    size: u32,
    payload: [u8; 14],
}

fn xdp_events(loaded: &mut Loaded, runtime: &Runtime) -> Outcome {
    let packet: Vec<u8> = (7..71).collect();
    expect("verdict", net::test_run(loaded.program("report"), &packet)?, DROP)?;
    let next = runtime.block_on(async {
        tokio::time::timeout(Duration::from_secs(2), loaded.events.next()).await
    });
    let (map, events) = next.map_err(failed("event"))?.ok_or("no more events")?;
    expect("map", map.as_str(), "packets")?;
    expect("events", events.len(), 1)?;
    if events[0].len() < std::mem::size_of::<Packet>() - 2 {
        return Err(format!("an event of {} bytes", events[0].len()));
    }
    let event = unsafe { events[0].as_ptr().cast::<Packet>().read_unaligned() };
    expect("event", [event.len, event.first, event.offset, event.size], [64, 7, 0, 14])?;
    expect("payload", &event.payload[..], &packet[..14])
}

fn xdp_options(loaded: &mut Loaded, _: &Runtime) -> Outcome {
    let run = |options: &[u8]| {
        net::test_run(loaded.program("parse_options"), &net::tcp(80, 2, options))
    };
    let map = loaded.map("found").ok_or("no map")?;
    let found = Array::<[u8; 16]>::new(map).map_err(failed("array"))?;
    let words = |count: u8, scale: u8, kinds: [u8; 8]| {
        let mut bytes = [count, 0, 0, 0, scale, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        bytes[8..].copy_from_slice(&kinds);
        Some(bytes)
    };
    expect("verdict", run(&[2, 4, 5, 180, 1, 3, 3, 7, 0, 0, 0, 0])?, PASS)?;
    expect("options", found.get(0), words(3, 7, [2, 1, 3, 0, 0, 0, 0, 0]))?;
    expect("verdict", run(&[1, 1, 1, 1, 1, 1, 1, 0])?, PASS)?;
    expect("five options", found.get(0), words(5, 7, [1, 1, 1, 1, 1, 0, 0, 0]))?;
    expect("verdict without TCP", net::test_run(loaded.program("parse_options"), &net::udp(1, &[0]))?, DROP)
}

fn filter_flows(loaded: &mut Loaded, _: &Runtime) -> Outcome {
    const SYN: u8 = 2;
    const ACK: u8 = 16;
    let filter = loaded.socket_filter_mut("watch_flows").ok_or("no program")?;
    let socket = filter.attach_socket_filter("v0").map_err(failed("attach"))?;
    let syn = net::tcp(8080, SYN, &[]);
    net::send("v1", &net::tcp(8080, ACK, &[]))?;
    net::send("v1", &net::udp(8080, &[]))?;
    net::send("v1", &syn)?;
    expect("the frame with SYN", net::receive(socket), Some(syn))?;
    expect("another frame", net::receive(socket), None)?;
    let map = loaded.map("flows").ok_or("no map")?;
    let flows = HashMap::<([u32; 2], [u16; 2]), u64>::new(map).map_err(failed("hash map"))?;
    expect("segments", flows.get(([0x0a000001, 0x0a000002], [1234, 8080])), Some(2))
}

fn stream_echo(loaded: &mut Loaded, _: &Runtime) -> Outcome {
    Command::new("ip").args(["link", "set", "lo", "up"]).status().map_err(failed("ip"))?;
    let listener = TcpListener::bind("127.0.0.1:0").map_err(failed("listen"))?;
    let address = listener.local_addr().map_err(failed("address"))?;
    let mut client = TcpStream::connect(address).map_err(failed("connect"))?;
    let (server, _) = listener.accept().map_err(failed("accept"))?;

    let map = loaded.map("echo_sockmap").ok_or("no map")?;
    let mut sockets = SockMap::new(map).map_err(failed("sockmap"))?;
    let parser = loaded.stream_parsers().next().ok_or("no parser")?;
    let verdict = loaded.stream_verdicts().next().ok_or("no verdict")?;
    parser.attach_sockmap(&sockets).map_err(failed("attach parser"))?;
    verdict.attach_sockmap(&sockets).map_err(failed("attach verdict"))?;
    sockets.set(0, server.as_raw_fd()).map_err(failed("set"))?;

    client.set_read_timeout(Some(Duration::from_secs(2))).map_err(failed("timeout"))?;
    client.write_all(b"there and back").map_err(failed("write"))?;
    let mut back = [0; 14];
    client.read_exact(&mut back).map_err(failed("read"))?;
    expect("echo", &back, b"there and back")
}
