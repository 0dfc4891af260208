//! What each object of ../programs has to do, the one of ../template, and the one of the README.

use std::fs::File;
use std::path::Path;
use std::sync::Mutex;

use anyhow::{Context, Result, ensure};
use aya::maps::lpm_trie::{Key, LpmTrie};
use aya::maps::{
    Array, ArrayOfMaps, HashMap, HashOfMaps, MapData, PerCpuArray, PerfEventArray, ProgramArray,
    RingBuf, perf,
};
use aya::programs::{
    CgroupSkb, FEntry, FExit, RawTracePoint, RawTracePointRunOptions, SchedClassifier,
    SocketFilter, TestRun, TestRunOptions, TracePoint, UProbe, Xdp, uprobe,
};
use aya::{Ebpf, EbpfLoader};
use aya_log::EbpfLogger;

use crate::load::{load, load_by, program, run, run_xdp};

type Check = fn(&Path) -> Result<()>;

pub const ALL: &[(&str, Check)] = &[
    ("parse", parse),
    ("tc", tc),
    ("btf", btf),
    ("log", log_lines),
    ("loops", loops),
    ("maps", maps),
    ("inner", inner),
    ("globals", globals),
    ("pinned", pinned),
    ("tail", tail),
    ("events", events),
    ("probes", probes),
    ("sockets", sockets),
    ("packets", packets),
    ("hello", hello),
];

macro_rules! expect {
    ($got:expr, $want:expr) => {{
        let (got, want) = ($got, $want);
        ensure!(got == want, "{}: {got:?}, not {want:?}", stringify!($got));
    }};
}

fn take<T>(ebpf: &mut Ebpf, name: &str) -> Result<T>
where
    T: TryFrom<aya::maps::Map, Error = aya::maps::MapError>,
{
    let map = ebpf.take_map(name).with_context(|| format!("no map '{name}'"))?;
    T::try_from(map).with_context(|| format!("map '{name}'"))
}

/// Ethernet, IPv4 with so many bytes of options, then the ports.
fn packet(from: [u8; 4], protocol: u8, options: usize, port: u16) -> Vec<u8> {
    let mut packet = vec![0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff, 1, 2, 3, 4, 5, 6, 8, 0];
    let length = 20 + options;
    packet.extend([0x40 | (length / 4) as u8, 0, 0, 64, 0, 0, 0, 0, 64, protocol, 0, 0]);
    packet.extend(from);
    packet.extend([10, 1, 2, 3]);
    packet.resize(packet.len() + options, 0xee);
    packet.extend(4000u16.to_be_bytes());
    packet.extend(port.to_be_bytes());
    packet.extend([0; 16]);
    packet
}

fn parse(path: &Path) -> Result<()> {
    let mut ebpf = load(path, 1)?;
    let mut blocked: HashMap<_, u32, u16> = take(&mut ebpf, "BLOCKED")?;
    blocked.insert(0x0a00_0001, 445, 0)?;

    let bad = packet([10, 0, 0, 1], 6, 0, 445);
    expect!(run_xdp(&mut ebpf, "parse", &bad)?, 1);
    expect!(run_xdp(&mut ebpf, "parse", &packet([10, 0, 0, 1], 17, 40, 445))?, 1);
    expect!(run_xdp(&mut ebpf, "parse", &packet([10, 0, 0, 1], 6, 8, 80))?, 3);
    expect!(run_xdp(&mut ebpf, "parse", &packet([10, 0, 0, 2], 6, 0, 445))?, 2);
    expect!(run_xdp(&mut ebpf, "parse", &packet([10, 0, 0, 1], 1, 0, 445))?, 2);
    expect!(run_xdp(&mut ebpf, "parse", &bad[..36])?, 0);
    expect!(run_xdp(&mut ebpf, "parse", &bad[..20])?, 0);
    expect!(run_xdp(&mut ebpf, "parse", &[0; 14])?, 2);

    let counts: PerCpuArray<_, [u64; 2]> = take(&mut ebpf, "BY_PROTOCOL")?;
    let sum = |protocol| -> Result<[u64; 2]> {
        let of_cpus = counts.get(&protocol, 0)?;
        Ok(of_cpus.iter().fold([0, 0], |sum, one| [sum[0] + one[0], sum[1] + one[1]]))
    };
    let whole = bad.len() as u64;
    expect!(sum(6)?, [4, whole + (whole + 8) + whole + 36]);
    expect!(sum(17)?, [1, whole + 40]);
    expect!(sum(1)?, [1, whole]);
    Ok(())
}

fn checksum(header: &[u8]) -> u16 {
    let mut sum: u32 = header.chunks(2).map(|pair| u32::from(pair[0]) << 8 | u32::from(pair[1])).sum();
    while sum > 0xffff {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    !sum as u16
}

fn tc(path: &Path) -> Result<()> {
    let mut ebpf = load(path, 2)?;
    let mut sent = packet([10, 0, 0, 1], 6, 0, 80);
    let sum = checksum(&sent[14..34]);
    sent[24..26].copy_from_slice(&sum.to_be_bytes());

    let hop: &mut SchedClassifier = program(&mut ebpf, "hop")?;
    let mut got = vec![0; sent.len()];
    let options =
        TestRunOptions { data_in: Some(&sent), data_out: Some(&mut got), ..TestRunOptions::new() };
    expect!(hop.test_run(options)?.return_value, 0);
    expect!(got[22], 63);
    expect!(checksum(&got[14..34]), 0);
    expect!(&got[26..], &sent[26..]);
    sent[22] = 1;
    expect!(run(hop, &sent)?, 2);

    let summer: &mut SchedClassifier = program(&mut ebpf, "sum")?;
    for length in [14 + 20, 60, 78, 79, 200] {
        let bytes: Vec<u8> = (0..length).map(|i| (i * 7 + 3) as u8).collect();
        let want: u32 = bytes[14..].iter().take(64).map(|byte| u32::from(*byte)).sum();
        expect!(run(summer, &bytes)?, want % 251);
    }
    Ok(())
}

fn btf(path: &Path) -> Result<()> {
    let mut ebpf = load(path, 1)?;
    let mut routes: LpmTrie<_, [u8; 4], u32> = take(&mut ebpf, "ROUTES")?;
    routes.insert(&Key::new(8, [10, 0, 0, 0]), 8, 0)?;
    routes.insert(&Key::new(24, [10, 1, 2, 0]), 24, 0)?;

    let sent = packet([10, 0, 0, 1], 6, 0, 80);
    for _ in 0..3 {
        expect!(run_xdp(&mut ebpf, "btf", &sent)?, 2);
    }
    expect!(run_xdp(&mut ebpf, "btf", &sent[..33])?, 0);

    let flow = [1, 2, 3, 4, 5, 6, 0, 8];
    let flows: HashMap<_, [u8; 8], [u32; 2]> = take(&mut ebpf, "FLOWS")?;
    expect!(flows.get(&flow, 0)?, [3, 24]);
    let total: PerCpuArray<_, u64> = take(&mut ebpf, "TOTAL")?;
    expect!(total.get(&0, 0)?.iter().sum::<u64>(), 3 * sent.len() as u64);
    Ok(())
}

/// Keeps what aya-log hands over.
struct Lines(Mutex<Vec<String>>);

impl log::Log for Lines {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }
    fn log(&self, record: &log::Record<'_>) {
        let line = format!("{} {}: {}", record.level(), record.target(), record.args());
        self.0.lock().unwrap().push(line);
    }
    fn flush(&self) {}
}

fn lines_of(ebpf: &mut Ebpf, program: &str, packets: &[&[u8]]) -> Result<Vec<String>> {
    let lines = Lines(Mutex::new(Vec::new()));
    let mut logger = EbpfLogger::init_with_logger(ebpf, &lines)?;
    for packet in packets {
        run_xdp(ebpf, program, packet)?;
    }
    logger.flush();
    drop(logger);
    Ok(lines.0.into_inner()?)
}

fn log_lines(path: &Path) -> Result<()> {
    let sent = packet([10, 0, 0, 1], 6, 0, 80);
    let error = "ERROR log: cut";
    let warn = "WARN log: -1 -9223372036854775808 18446744073709551615 text";
    let info = "INFO log: 54 bytes of 800 from 01:02:03:04:05:06 10.0.0.1";
    let debug = "DEBUG log: BEEF 10.0.0.1";

    let mut all = load(path, 1)?;
    expect!(lines_of(&mut all, "log", &[&sent, &sent[..20]])?, [info, warn, debug, error]);

    /* aya-log's level: 2 is warn. */
    let level = 2u8;
    let mut some = load_by(EbpfLoader::new().override_global("AYA_LOG_LEVEL", &level, true), path, 1)?;
    expect!(lines_of(&mut some, "log", &[&sent, &sent[..20]])?, [warn, error]);
    Ok(())
}

fn loops(path: &Path) -> Result<()> {
    let mut ebpf = load(path, 3)?;
    let mut results: Array<_, u64> = take(&mut ebpf, "RESULTS")?;
    for length in [14, 64, 128, 300] {
        let bytes: Vec<u8> = (0..length).map(|i| (i * 5) as u8).collect();
        let want = bytes.iter().take(128).fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3)
        });
        expect!(run_xdp(&mut ebpf, "hash", &bytes)?, 2);
        expect!(results.get(&0, 0)?, want);
    }

    let name = b"\x03www\x07example\x03org\0.";
    expect!(run_xdp(&mut ebpf, "name", name)?, 17);
    expect!(run_xdp(&mut ebpf, "name", &name[..16])?, 0);
    expect!(run_xdp(&mut ebpf, "name", &[b'\x10'; 14])?, 0);
    expect!(run_xdp(&mut ebpf, "name", &[0; 14])?, 1);

    for (bytes, returned, first, second) in
        [([4, 5], 7, 7, 50), ([0, 1], 7, 7, 10), ([5, 1], 0, 7, 0), ([2, 0], 0, 7, 30), ([1, 9], 0, 7, 20)]
    {
        results.set(1, 0, 0)?;
        results.set(2, 0, 0)?;
        let mut packet = [0; 14];
        packet[..2].copy_from_slice(&bytes);
        expect!((bytes, run_xdp(&mut ebpf, "panics", &packet)?), (bytes, returned));
        expect!((bytes, results.get(&1, 0)?, results.get(&2, 0)?), (bytes, first, second));
    }
    Ok(())
}

fn maps(path: &Path) -> Result<()> {
    let mut ebpf = load(path, 1)?;
    let mut routes: LpmTrie<_, [u8; 4], u32> = take(&mut ebpf, "ROUTES")?;
    routes.insert(&Key::new(16, [10, 9, 0, 0]), 5, 0)?;

    let mut sent = [0; 14];
    sent[..4].copy_from_slice(&[10, 9, 8, 7]);
    expect!(run_xdp(&mut ebpf, "maps", &sent)?, 50 + 4 + 1);
    expect!(run_xdp(&mut ebpf, "maps", &sent)?, 50 + 1);
    sent[1] = 1;
    expect!(run_xdp(&mut ebpf, "maps", &sent)?, 10 + 4 + 1);

    let recent: HashMap<_, u32, u64> = take(&mut ebpf, "RECENT")?;
    expect!(recent.get(&0x0a09_0807, 0)?, 2);
    expect!(recent.get(&0x0a01_0807, 0)?, 1);
    Ok(())
}

fn inner(path: &Path) -> Result<()> {
    let mut ebpf = load(path, 1)?;
    let mut by_index: ArrayOfMaps<_, Array<MapData, u32>> = take(&mut ebpf, "BY_INDEX")?;
    let mut by_key: HashOfMaps<_, u32, Array<MapData, u32>> = take(&mut ebpf, "BY_KEY")?;
    for (number, base) in [(0u32, 100), (1, 200)] {
        let mut map = Array::<MapData, u32>::create(4, 0)?;
        map.set(3, base + 3, 0)?;
        by_index.set(number, &map, 0)?;
        map.set(2, base + 2, 0)?;
        by_key.insert(number + 40, &map, 0)?;
    }
    for (outer, key, element, want) in
        [(0, 0, 3, 103), (0, 1, 2, 202), (1, 41, 3, 203), (1, 7, 0, 2), (0, 9, 0, 2), (0, 0, 4, 2)]
    {
        let mut sent = [0; 14];
        sent[..3].copy_from_slice(&[outer, key, element]);
        expect!((sent, run_xdp(&mut ebpf, "inner", &sent)?), (sent, want));
    }
    Ok(())
}

/// The second load goes on with the maps of the first.
fn pinned(path: &Path) -> Result<()> {
    for want in [1 + 20, 2 + 40] {
        let mut loader = EbpfLoader::new();
        loader.default_map_pin_directory("/sys/fs/bpf");
        let mut ebpf = load_by(&mut loader, path, 1)?;
        expect!(run_xdp(&mut ebpf, "pinned", &[0; 14])?, want);
    }
    for name in ["LEGACY", "TYPED"] {
        let map = Array::<_, u32>::try_from(aya::maps::Map::Array(MapData::from_pin(
            Path::new("/sys/fs/bpf").join(name),
        )?))?;
        expect!((name, map.get(&0, 0)?), (name, if name == "TYPED" { 4 } else { 2 }));
    }
    Ok(())
}

fn globals(path: &Path) -> Result<()> {
    let packet = |byte| {
        let mut packet = [0; 14];
        packet[0] = byte;
        packet
    };
    let mut ebpf = load(path, 1)?;
    expect!(run_xdp(&mut ebpf, "globals", &packet(0))?, 2);
    expect!(run_xdp(&mut ebpf, "globals", &packet(7))?, 3);

    let (limit, factor, table) = (1000u32, 30u16, [9u8, 8, 7, 6, 5, 4, 3, 2]);
    let mut loader = EbpfLoader::new();
    loader.override_global("LIMIT", &limit, true);
    loader.override_global("FACTOR", &factor, true);
    loader.override_global("TABLE", &table[..], true);
    let mut ebpf = load_by(&mut loader, path, 1)?;
    expect!(run_xdp(&mut ebpf, "globals", &packet(0))?, 270);
    expect!(run_xdp(&mut ebpf, "globals", &packet(7))?, 60);

    let runs: Array<_, [u8; 4]> = take(&mut ebpf, ".bss")?;
    expect!(u32::from_ne_bytes(runs.get(&0, 0)?), 2);
    let last: Array<_, [u8; 4]> = take(&mut ebpf, ".data")?;
    expect!(u32::from_ne_bytes(last.get(&0, 0)?), 60);
    Ok(())
}

fn tail(path: &Path) -> Result<()> {
    let mut ebpf = load(path, 3)?;
    let mut next: ProgramArray<_> = take(&mut ebpf, "NEXT")?;
    let mut later: ProgramArray<_> = take(&mut ebpf, "LATER")?;
    let path: Array<_, u32> = take(&mut ebpf, "PATH")?;

    let mut sent = [0; 14];
    sent[0] = 2;
    expect!(run_xdp(&mut ebpf, "first", &sent)?, 101);
    next.set(2, program::<Xdp>(&mut ebpf, "second")?.fd()?, 0)?;
    expect!(run_xdp(&mut ebpf, "first", &sent)?, 102);
    later.set(0, program::<Xdp>(&mut ebpf, "third")?.fd()?, 0)?;
    expect!(run_xdp(&mut ebpf, "first", &sent)?, 103);
    sent[0] = 9;
    expect!(run_xdp(&mut ebpf, "first", &sent)?, 101);
    expect!(path.get(&0, 0)?, 1121231);
    Ok(())
}

/// All samples that the CPUs have.
fn samples(ebpf: &mut Ebpf, name: &str, run: impl FnOnce(&mut Ebpf) -> Result<()>) -> Result<Vec<Vec<u8>>> {
    let mut array: PerfEventArray<_> = take(ebpf, name)?;
    let cpus = aya::util::online_cpus().map_err(|(_, error)| error)?;
    let mut buffers =
        cpus.into_iter().map(|cpu| array.open(cpu, None)).collect::<Result<Vec<_>, _>>()?;
    run(ebpf)?;
    let mut all = Vec::new();
    for buffer in &mut buffers {
        buffer.for_each(|event| {
            if let perf::PerfEvent::Sample { head, tail } = event {
                all.push([head, tail].concat());
            }
        });
    }
    Ok(all)
}

fn events(path: &Path) -> Result<()> {
    let mut ebpf = load(path, 1)?;
    let sent = packet([10, 0, 0, 1], 6, 0, 80);
    let mut run_once = |ebpf: &mut Ebpf| -> Result<()> {
        expect!(run_xdp(ebpf, "events", &sent)?, 2);
        Ok(())
    };
    let typed = samples(&mut ebpf, "EVENTS", &mut run_once)?;
    let mut want = sent[..14].to_vec();
    want.extend((sent.len() as u16).to_ne_bytes());
    want.extend((1u64 << 40).to_ne_bytes());
    expect!(typed.len(), 1);
    /* The kernel rounds up what it takes from a sample's 4-byte header on. */
    expect!(&typed[0][..24], &want[..]);

    let bytes = samples(&mut ebpf, "BYTES", &mut run_once)?;
    expect!(bytes.len(), 1);
    expect!(&bytes[0][..6], &sent[6..12]);

    let mut ring: RingBuf<_> = take(&mut ebpf, "TYPED")?;
    expect!(ring.next().context("nothing of the type")?.to_vec(), want);
    let mut ring: RingBuf<_> = take(&mut ebpf, "RING")?;
    for _ in 0..2 {
        expect!(ring.next().context("nothing put out")?.to_vec(), &sent[..6]);
        let want = [sent.len() as u64, 3].map(u64::to_ne_bytes).concat();
        expect!(ring.next().context("nothing submitted")?.to_vec(), want);
    }
    ensure!(ring.next().is_none(), "an event too many");
    Ok(())
}

/// What the uprobe is attached to.
#[unsafe(no_mangle)]
#[inline(never)]
extern "C" fn loader_asks(number: u64) -> u64 {
    std::hint::black_box(number) + 1
}

fn probes(path: &Path) -> Result<()> {
    let mut ebpf = load(path, 11)?;
    let results: Array<_, u64> = take(&mut ebpf, "RESULTS")?;

    if program::<FEntry>(&mut ebpf, "before")?.fd().is_ok() {
        program::<FEntry>(&mut ebpf, "before")?.attach()?;
        let after: &mut FExit = program(&mut ebpf, "after")?;
        after.attach()?;
        after.test_run(())?;
        expect!(results.get(&0, 0)?, 1);
        expect!(results.get(&1, 0)?, 102);
    }

    let raw: &mut RawTracePoint = program(&mut ebpf, "raw")?;
    let mut options = RawTracePointRunOptions::new();
    options.args[0] = 0xff00;
    options.args[1] = 0x0ff0;
    raw.test_run(options)?;
    expect!(results.get(&2, 0)?, 0xf0f0);

    if Path::new("/sys/kernel/tracing/events/syscalls").exists() {
        let opened: &mut TracePoint = program(&mut ebpf, "opened")?;
        opened.attach("syscalls", "sys_enter_openat")?;
        let _ = File::open("/no/such/file");
        expect!(results.get(&3, 0)?, "/no/such/file".len() as u64);
    }

    let asked: &mut UProbe = program(&mut ebpf, "asked")?;
    asked.attach("loader_asks", "/proc/self/exe", uprobe::UProbeScope::CallingProcess)?;
    loader_asks(4711);
    expect!(results.get(&6, 0)?, 4711);
    Ok(())
}

fn sockets(path: &Path) -> Result<()> {
    let mut ebpf = load(path, 13)?;
    let mut denied: HashMap<_, u32, u8> = take(&mut ebpf, "DENIED")?;
    denied.insert(0x0a01_0203, 1, 0)?;
    let mut sent = packet([10, 0, 0, 1], 6, 0, 80);
    let leaving: &mut CgroupSkb = program(&mut ebpf, "leaving")?;
    expect!(run(leaving, &sent)?, 0);
    sent[30] = 11;
    expect!(run(leaving, &sent)?, 1);

    let arriving: &mut CgroupSkb = program(&mut ebpf, "arriving")?;
    expect!(run(arriving, &sent)?, 1);
    sent.resize(1200, 0);
    expect!(run(arriving, &sent)?, 0);

    let filter: &mut SocketFilter = program(&mut ebpf, "filter")?;
    sent[15] = 77; /* the filter sees the packet from the IP header on */
    expect!(run(filter, &sent)?, 77);
    Ok(())
}

/// The template's own userspace does more; here its object may be of any profile.
fn packets(path: &Path) -> Result<()> {
    let closed = 80u16;
    let mut ebpf = load_by(EbpfLoader::new().override_global("CLOSED", &closed, true), path, 3)?;
    expect!(run_xdp(&mut ebpf, "packets", &packet([10, 0, 0, 1], 17, 0, 80))?, 1);
    expect!(run_xdp(&mut ebpf, "packets", &packet([10, 0, 0, 1], 17, 0, 81))?, 2);
    expect!(run_xdp(&mut ebpf, "packets", &packet([10, 0, 0, 1], 6, 0, 80))?, 2);
    expect!(run_xdp(&mut ebpf, "packets", &packet([10, 0, 0, 1], 17, 0, 80)[..35])?, 0);
    let marks: &mut SchedClassifier = program(&mut ebpf, "marks")?;
    expect!(run(marks, &packet([10, 0, 0, 1], 17, 0, 80))?, 3);
    Ok(())
}

fn hello(path: &Path) -> Result<()> {
    let mut ebpf = load(path, 1)?;
    let sent = packet([10, 0, 0, 1], 17, 0, 80);
    expect!(lines_of(&mut ebpf, "hello", &[&sent, &sent[..20]])?, ["INFO hello: 54 bytes, protocol 17"]);
    let count: Array<_, u64> = take(&mut ebpf, "COUNT")?;
    expect!(count.get(&0, 0)?, 1);
    Ok(())
}
