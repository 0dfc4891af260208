//! Programs that the kernel runs at its own functions and events.
#![no_std]
#![no_main]

use aya_ebpf::EbpfContext;
use aya_ebpf::helpers::{
    bpf_get_current_comm, bpf_get_current_pid_tgid, bpf_ktime_get_ns, bpf_probe_read_kernel,
};
use aya_ebpf::macros::{
    btf_tracepoint, fentry, fexit, kprobe, kretprobe, lsm, map, perf_event, raw_tracepoint,
    tracepoint, uprobe, uretprobe,
};
use aya_ebpf::maps::{Array, HashMap, PerCpuArray, StackTrace};
use aya_ebpf::programs::tracing::StackIdContext;
use aya_ebpf::programs::{
    BtfTracePointContext, FEntryContext, FExitContext, LsmContext, PerfEventContext, ProbeContext,
    RawTracePointContext, RetProbeContext, TracePointContext,
};
use programs as _;

#[map]
static CALLS: HashMap<[u8; 16], u64> = HashMap::with_max_entries(64, 0);
#[map]
static SINCE: HashMap<u64, u64> = HashMap::with_max_entries(64, 0);
#[map]
static PATHS: PerCpuArray<[u8; 256]> = PerCpuArray::with_max_entries(1, 0);
#[map]
static STACKS: StackTrace = StackTrace::with_max_entries(16, 0);
/// 0 fentry, 1 fexit, 2 raw tracepoint, 3 tracepoint, 4 lsm, 5 perf event, 6 uprobe.
#[map]
static RESULTS: Array<u64> = Array::with_max_entries(8, 0);

fn result(index: u32, value: u64) {
    if let Some(result) = RESULTS.get_ptr_mut(index) {
        unsafe { *result = value };
    }
}

#[kprobe]
pub fn enter(ctx: ProbeContext) -> u32 {
    let Ok(command) = bpf_get_current_comm() else { return 1 };
    let calls = unsafe { CALLS.get(command) }.copied().unwrap_or(0);
    let _ = CALLS.insert(command, calls + 1, 0);
    let _ = SINCE.insert(bpf_get_current_pid_tgid(), unsafe { bpf_ktime_get_ns() }, 0);
    let Some(file) = ctx.arg::<*const u64>(0) else { return 1 };
    u32::from(unsafe { bpf_probe_read_kernel(file) }.unwrap_or(0) == 0)
}

#[kretprobe]
pub fn leave(ctx: RetProbeContext) -> u32 {
    let thread = bpf_get_current_pid_tgid();
    if let Some(since) = unsafe { SINCE.get(thread) } {
        result(7, unsafe { bpf_ktime_get_ns() } - since);
        let _ = SINCE.remove(thread);
    }
    u32::from(ctx.ret::<i32>() < 0)
}

#[uprobe]
pub fn asked(ctx: ProbeContext) -> u32 {
    result(6, ctx.arg(0).unwrap_or(0));
    0
}

#[uretprobe]
pub fn answered(ctx: RetProbeContext) -> u32 {
    u32::from(ctx.ret::<u64>() == 42)
}

/// The kernel runs bpf_fentry_test1(1) to test such programs.
#[fentry]
pub fn before(ctx: FEntryContext) -> i32 {
    result(0, ctx.arg::<u32>(0).into());
    0
}

#[fexit]
pub fn after(ctx: FExitContext) -> i32 {
    result(1, (ctx.arg::<u32>(0) * 100 + ctx.ret::<u32>().unwrap_or(99)).into());
    0
}

#[raw_tracepoint]
pub fn raw(ctx: RawTracePointContext) -> i32 {
    result(2, ctx.arg::<u64>(0) ^ ctx.arg::<u64>(1));
    0
}

/// sys_enter_openat: the file name is a pointer at 24. It sees what the whole machine opens.
#[tracepoint]
pub fn opened(ctx: TracePointContext) -> u32 {
    let Some(path) = PATHS.get_ptr_mut(0) else { return 1 };
    let Ok(name) = (unsafe { ctx.read_at::<*const u8>(24) }) else { return 1 };
    let Some(length) = read_string(name, unsafe { &mut *path }) else { return 1 };
    if unsafe { &*path }.starts_with(b"/no/such/") {
        result(3, length);
    }
    0
}

/// The length of the string without its NUL.
#[cfg(target_arch = "bpf")]
fn read_string(from: *const u8, to: &mut [u8]) -> Option<u64> {
    unsafe { aya_ebpf::helpers::bpf_probe_read_user_str_bytes(from, to) }
        .map(|text| text.len() as u64)
        .ok()
}

/// aya-ebpf's own way panics outside the BPF target.
#[cfg(not(target_arch = "bpf"))]
fn read_string(from: *const u8, to: &mut [u8]) -> Option<u64> {
    let length = unsafe {
        aya_ebpf::helpers::generated::bpf_probe_read_user_str(
            to.as_mut_ptr().cast(),
            to.len() as u32,
            from.cast(),
        )
    };
    (length > 0).then(|| length as u64 - 1)
}

#[lsm(hook = "file_open")]
pub fn may_open(ctx: LsmContext) -> i32 {
    result(4, u64::from(ctx.pid()));
    let before: i32 = ctx.arg(1);
    before
}

#[btf_tracepoint(function = "sched_switch")]
pub fn switched(ctx: BtfTracePointContext) -> i32 {
    let preempted: u8 = ctx.arg(0);
    i32::from(preempted)
}

#[perf_event]
pub fn tick(ctx: PerfEventContext) -> u32 {
    let Ok(stack) = ctx.get_stackid(&STACKS, 0) else { return 1 };
    result(5, stack as u64);
    0
}
