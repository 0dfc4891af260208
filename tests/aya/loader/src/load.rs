//! Loading: every program of an object, whatever its type.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use aya::maps::Array;
use aya::programs::{
    Program, ProgramError, RawTracePoint, RawTracePointRunOptions, TestRun, TestRunOptions, Xdp,
};
use aya::{Btf, Ebpf, EbpfLoader};

/// How often each object is loaded, and how often each program is timed in each load, at the most and at the
/// least; of many programs as often as keeps the whole below so many.
const LOADS: usize = 4;
const MOST_ROUNDS: usize = 40;
const LEAST_ROUNDS: usize = 8;
const RUNS_OF_A_LOAD: usize = 1600;

/// Found out by trying: capabilities, sysctl and security modules all have a say.
pub fn is_allowed() -> bool {
    aya::maps::Array::<_, u32>::create(1, 0).is_ok()
}

/// What the kernel's own names are for the programs that are attached to them at load.
fn load_program(name: &str, program: &mut Program) -> Result<()> {
    match try_load(name, program) {
        Err(error) if is_forbidden(&error) => {
            println!("skip program '{name}': this machine forbids its type to everyone");
            Ok(())
        }
        result => result,
    }
}

/// Some machines let nobody load tracing programs: EPERM before the verifier has said a word. When
/// it is the verifier that refuses a program, there is a log.
fn is_forbidden(error: &anyhow::Error) -> bool {
    match error.downcast_ref() {
        Some(ProgramError::LoadError { io_error, verifier_log }) => {
            io_error.raw_os_error() == Some(1) && verifier_log.to_string().is_empty()
        }
        _ => false,
    }
}

fn try_load(name: &str, program: &mut Program) -> Result<()> {
    match program {
        Program::Xdp(p) => p.load()?,
        Program::SchedClassifier(p) => p.load()?,
        Program::KProbe(p) => p.load()?,
        Program::UProbe(p) => p.load()?,
        Program::TracePoint(p) => p.load()?,
        Program::RawTracePoint(p) => p.load()?,
        Program::PerfEvent(p) => p.load()?,
        Program::SocketFilter(p) => p.load()?,
        Program::CgroupSkb(p) => p.load()?,
        Program::CgroupSock(p) => p.load()?,
        Program::CgroupSockAddr(p) => p.load()?,
        Program::CgroupSockopt(p) => p.load()?,
        Program::CgroupSysctl(p) => p.load()?,
        Program::CgroupDevice(p) => p.load()?,
        Program::SockOps(p) => p.load()?,
        Program::SkMsg(p) => p.load()?,
        Program::SkSkb(p) => p.load()?,
        Program::SkLookup(p) => p.load()?,
        Program::FlowDissector(p) => p.load()?,
        Program::Lsm(p) => p.load("file_open", &Btf::from_sys_fs()?)?,
        Program::BtfTracePoint(p) => p.load("sched_switch", &Btf::from_sys_fs()?)?,
        Program::FEntry(p) => p.load("bpf_fentry_test1", &Btf::from_sys_fs()?)?,
        Program::FExit(p) => p.load("bpf_fentry_test1", &Btf::from_sys_fs()?)?,
        _ => bail!("'{name}' is of a type that no test uses"),
    }
    Ok(())
}

/// Opens the object by `loader` and loads its programs; tells how many they are.
fn load_all(loader: &mut EbpfLoader<'_>, path: &Path) -> Result<(Ebpf, usize)> {
    let mut ebpf = loader.load_file(path)?;
    let mut loaded = 0;
    for (name, program) in ebpf.programs_mut() {
        load_program(name, program).with_context(|| format!("program '{name}'"))?;
        loaded += 1;
    }
    Ok((ebpf, loaded))
}

/// There must be `count` programs.
pub fn load_by(loader: &mut EbpfLoader<'_>, path: &Path, count: usize) -> Result<Ebpf> {
    let (ebpf, loaded) = load_all(loader, path)?;
    if loaded != count {
        bail!("{loaded} programs, not {count}");
    }
    Ok(ebpf)
}

/// Of this object nothing is known but that it holds programs.
pub fn load_unknown(loader: &mut EbpfLoader<'_>, path: &Path) -> Result<()> {
    let (_, loaded) = load_all(loader, path)?;
    if loaded == 0 {
        bail!("no program");
    }
    Ok(())
}

pub fn load(path: &Path, count: usize) -> Result<Ebpf> {
    load_by(&mut EbpfLoader::new(), path, count)
}

pub fn program<'a, T>(ebpf: &'a mut Ebpf, name: &str) -> Result<&'a mut T>
where
    &'a mut T: TryFrom<&'a mut Program>,
{
    let program = ebpf.program_mut(name).with_context(|| format!("no program '{name}'"))?;
    program.try_into().ok().with_context(|| format!("'{name}' is of another type"))
}

/// What the program returns for the packet, which has at least 14 bytes.
pub fn run<T>(program: &T, packet: &[u8]) -> Result<u32>
where
    T: for<'a> TestRun<Opts<'a> = TestRunOptions<'a>, Result = aya::TestRunResult>,
{
    let options = TestRunOptions { data_in: Some(packet), ..TestRunOptions::new() };
    Ok(program.test_run(options)?.return_value)
}

pub fn run_xdp(ebpf: &mut Ebpf, name: &str, packet: &[u8]) -> Result<u32> {
    run(program::<Xdp>(ebpf, name)?, packet)
}

/// Runs go on with the packet as the run before has left it: what routes it takes one off the 255 hops that
/// it may still go, and would only turn it down from then on.
const RUNS: u32 = 200;

/// A UDP packet of IPv4, and room behind it.
fn any_packet() -> [u8; 128] {
    let mut packet = [0; 128];
    packet[12] = 0x08;
    packet[14..26].copy_from_slice(&[0x45, 0, 0, 114, 0, 1, 0, 0, 255, 17, 0, 0]);
    packet[26..34].copy_from_slice(&[10, 0, 0, 1, 10, 0, 0, 2]);
    packet[34..42].copy_from_slice(&[0x30, 0x39, 0, 53, 0, 94, 0x12, 0x34]);
    packet
}

/// The mean of many runs, in nanoseconds; None where the kernel runs no such program by itself.
fn time_of(program: &Program) -> Result<Option<u128>> {
    let packet = any_packet();
    let options = TestRunOptions { data_in: Some(&packet), repeat: RUNS, ..TestRunOptions::new() };
    let run = match program {
        Program::Xdp(p) => p.test_run(options)?,
        Program::SchedClassifier(p) => p.test_run(options)?,
        _ => return Ok(None),
    };
    Ok(Some(run.duration.as_nanos()))
}

/// One line for each program of each object that loads: the object, the program, how many instructions the
/// verifier walked through, and how many nanoseconds a run takes, or `-` where the kernel runs none by itself.
///
/// Objects that are compared are measured here together: the same program of all of them takes its turn,
/// again and again, so that what else the machine does meets all of them. The least of the means counts:
/// everything else only adds to it. Several loads, because the same code is faster at one address than at
/// another.
pub fn measure(paths: &[String]) -> Result<()> {
    let mut costs: BTreeMap<(usize, String), (u32, Option<u128>)> = BTreeMap::new();
    for _ in 0..LOADS {
        let mut objects = Vec::new();
        for (at, path) in paths.iter().enumerate() {
            // A refused object is no failure of the measuring: it has no lines.
            if let Ok((ebpf, _)) = load_all(&mut EbpfLoader::new(), Path::new(path)) {
                objects.push((at, ebpf));
            }
        }
        let programs: usize = objects.iter().map(|(_, ebpf)| ebpf.programs().count()).sum();
        let rounds = (RUNS_OF_A_LOAD / programs.max(1)).clamp(LEAST_ROUNDS, MOST_ROUNDS);
        for _ in 0..rounds {
            for (at, ebpf) in &objects {
                for (name, program) in ebpf.programs() {
                    let walked = program.info()?.verified_instruction_count().unwrap_or(0);
                    let time = time_of(program)?;
                    let cost = costs.entry((*at, name.to_string())).or_insert((walked, time));
                    cost.1 = cost.1.min(time);
                }
            }
        }
    }
    for ((at, name), (walked, time)) in costs {
        let time = time.map_or("-".to_string(), |time| time.to_string());
        println!("{} {name} {walked} {time}", paths[at]);
    }
    Ok(())
}

/// What the raw tracepoint `prog` leaves in the array RESULT.
pub fn run_for_result(path: &Path) -> Result<Vec<u64>> {
    let mut ebpf = load(path, 1)?;
    program::<RawTracePoint>(&mut ebpf, "prog")?.test_run(RawTracePointRunOptions::new())?;
    let map = Array::<_, u64>::try_from(ebpf.take_map("RESULT").context("no map 'RESULT'")?)?;
    map.iter().map(|value| Ok(value?)).collect()
}
