//! A stack unwinder: up to 20 frames, each looked up by its program counter in tables of 1,000 rows. The
//! perf event reads the memory of the process, the XDP program that of a copy, so that it can be run alone.
#![no_std]
#![no_main]

use aya_ebpf::EbpfContext;
use aya_ebpf::bindings::xdp_action::XDP_PASS;
use aya_ebpf::helpers::{bpf_get_current_pid_tgid, bpf_probe_read_user};
use aya_ebpf::macros::{map, perf_event, xdp};
use aya_ebpf::maps::{Array, HashMap, PerCpuArray};
use aya_ebpf::programs::{PerfEventContext, XdpContext};
use programs::ptr_at;

const FRAMES: usize = 20;
const ROWS: usize = 1000;
const MAPPINGS: usize = 16;
const END: u64 = u64::MAX;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Row {
    pc: u32,
    cfa_offset: i16,
    rbp_offset: i16,
    cfa_kind: u8,
    rbp_kind: u8,
    ra_kind: u8,
    _pad: u8,
}

#[repr(C)]
pub struct Table {
    used: u32,
    rows: [Row; ROWS],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Mapping {
    begin: u64,
    end: u64,
    bias: u64,
    table: u32,
    _pad: u32,
}

#[repr(C)]
pub struct Process {
    used: u32,
    mappings: [Mapping; MAPPINGS],
}

#[repr(C)]
pub struct Trace {
    depth: u32,
    reason: u32,
    process: u64,
    hash: u64,
    frames: [u64; FRAMES],
}

#[map]
static TABLES: Array<Table> = Array::with_max_entries(16, 0);
#[map]
static PROCESSES: HashMap<u32, Process> = HashMap::with_max_entries(64, 0);
#[map]
static ANY_PROCESS: Array<Process> = Array::with_max_entries(1, 0);
#[map]
static TRACE: PerCpuArray<Trace> = PerCpuArray::with_max_entries(1, 0);
#[map]
static STACK: PerCpuArray<[u64; 512]> = PerCpuArray::with_max_entries(1, 0);
#[map]
static COUNTS: HashMap<u64, u64> = HashMap::with_max_entries(1024, 0);

struct Registers {
    pc: u64,
    sp: u64,
    bp: u64,
}

trait Memory {
    fn read(&self, address: u64) -> Option<u64>;
}

struct OfProcess;

impl Memory for OfProcess {
    #[inline(always)]
    fn read(&self, address: u64) -> Option<u64> {
        unsafe { bpf_probe_read_user(address as *const u64).ok() }
    }
}

struct Copy<'a>(&'a [u64; 512]);

impl Memory for Copy<'_> {
    #[inline(always)]
    fn read(&self, address: u64) -> Option<u64> {
        let index = (address / 8) as usize;
        if index < self.0.len() { Some(self.0[index]) } else { None }
    }
}

fn find_mapping(process: &Process, pc: u64) -> Option<&Mapping> {
    for (number, mapping) in process.mappings.iter().enumerate() {
        if number as u32 >= process.used {
            return None;
        }
        if pc >= mapping.begin && pc < mapping.end {
            return Some(mapping);
        }
    }
    None
}

/// The last row that begins at or before `pc`.
fn find_row(table: &Table, pc: u32) -> Option<Row> {
    let (mut low, mut high) = (0, table.used as usize);
    let mut found = None;
    for _ in 0..10 {
        if low >= high {
            break;
        }
        let middle = low + (high - low) / 2;
        let row = table.rows.get(middle)?;
        if row.pc <= pc {
            found = Some(*row);
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    found
}

fn step(memory: &impl Memory, registers: &mut Registers, row: Row) -> Option<()> {
    let base = match row.cfa_kind {
        0 => registers.sp,
        1 => registers.bp,
        2 => memory.read(registers.sp.wrapping_add_signed(row.cfa_offset as i64))?,
        _ => return None,
    };
    let cfa = base.wrapping_add_signed(row.cfa_offset as i64);
    let ra = match row.ra_kind {
        0 => memory.read(cfa.wrapping_sub(8))?,
        _ => END,
    };
    registers.bp = match row.rbp_kind {
        0 => registers.bp,
        1 => memory.read(cfa.wrapping_add_signed(row.rbp_offset as i64))?,
        _ => 0,
    };
    registers.sp = cfa;
    registers.pc = ra;
    Some(())
}

fn unwind(process: &Process, memory: &impl Memory, trace: &mut Trace, mut registers: Registers) {
    trace.depth = 0;
    trace.hash = 14695981039346656037;
    trace.reason = 0;
    for frame in 0..FRAMES {
        trace.frames[frame] = registers.pc;
        trace.hash = (trace.hash ^ registers.pc).wrapping_mul(1099511628211);
        trace.depth += 1;
        if registers.pc == END {
            break;
        }
        let Some(mapping) = find_mapping(process, registers.pc) else {
            trace.reason = 1;
            break;
        };
        let pc = registers.pc.wrapping_sub(mapping.begin).wrapping_add(mapping.bias) as u32;
        let Some(table) = TABLES.get(mapping.table) else {
            trace.reason = 2;
            break;
        };
        let Some(row) = find_row(table, pc) else {
            trace.reason = 3;
            break;
        };
        if step(memory, &mut registers, row).is_none() {
            trace.reason = 4;
            break;
        }
    }
}

fn count(trace: &Trace) {
    match COUNTS.get_ptr_mut(&trace.hash) {
        Some(count) => unsafe { *count += 1 },
        None => _ = COUNTS.insert(&trace.hash, &1, 0),
    }
}

#[perf_event]
pub fn sample(ctx: PerfEventContext) -> u32 {
    let process = (bpf_get_current_pid_tgid() >> 32) as u32;
    let (Some(mappings), Some(trace)) = (unsafe { PROCESSES.get(&process) }, TRACE.get_ptr_mut(0)) else {
        return 0;
    };
    let regs = ctx.as_ptr() as *const u64;
    let registers = unsafe { Registers { pc: *regs.add(16), sp: *regs.add(19), bp: *regs.add(4) } };
    let trace = unsafe { &mut *trace };
    trace.process = process as u64;
    unwind(mappings, &OfProcess, trace, registers);
    count(trace);
    0
}

/// How many rows of a table stand for leaves: a walk over all of them.
fn count_leaves(table: &Table) -> u32 {
    let mut leaves = 0;
    for row in &table.rows {
        if row.pc != 0 && row.cfa_kind == 0 && row.cfa_offset == 8 {
            leaves += 1;
        }
    }
    leaves
}

fn fill(table: &mut Table, process: &mut Process) {
    table.used = ROWS as u32;
    for (number, row) in table.rows.iter_mut().enumerate() {
        row.pc = number as u32 * 16;
        row.cfa_offset = 16 + (number as i16 % 3) * 8;
    }
    process.used = 3;
    for (number, mapping) in process.mappings.iter_mut().enumerate() {
        mapping.begin = number as u64 * 0x4000;
        mapping.end = mapping.begin + 0x4000;
    }
}

#[xdp]
pub fn prepare(_ctx: XdpContext) -> u32 {
    let (Some(table), Some(process)) = (TABLES.get_ptr_mut(0), ANY_PROCESS.get_ptr_mut(0)) else {
        return 0;
    };
    let (table, process) = unsafe { (&mut *table, &mut *process) };
    fill(table, process);
    count_leaves(table)
}

#[xdp]
pub fn unwind_copy(ctx: XdpContext) -> u32 {
    let Ok(start) = ptr_at::<[u8; 4]>(&ctx, 26) else {
        return XDP_PASS;
    };
    let (Some(process), Some(trace), Some(stack)) =
        (ANY_PROCESS.get(0), TRACE.get_ptr_mut(0), STACK.get(0))
    else {
        return XDP_PASS;
    };
    let pc = unsafe { u32::from_be_bytes(*start) } as u64 & 0xffff;
    let trace = unsafe { &mut *trace };
    unwind(process, &Copy(stack), trace, Registers { pc, sp: 64, bp: 0 });
    count(trace);
    trace.depth
}
