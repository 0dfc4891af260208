//! Programs at sockets and control groups.
#![no_std]
#![no_main]

use aya_ebpf::bindings::{sk_action::SK_DROP, sk_action::SK_PASS};
use aya_ebpf::macros::{
    cgroup_device, cgroup_skb, cgroup_sock, cgroup_sock_addr, cgroup_sockopt, cgroup_sysctl, map,
    sk_lookup, sk_msg, sock_ops, socket_filter, stream_parser, stream_verdict,
};
use aya_ebpf::maps::{HashMap, SockHash, SockMap};
use aya_ebpf::programs::{
    DeviceContext, SkBuffContext, SkLookupContext, SkMsgContext, SockAddrContext, SockContext,
    SockOpsContext, SockoptContext, SysctlContext,
};
use programs as _;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Key {
    from: u32,
    to: u32,
    from_port: u32,
    to_port: u32,
}

#[map]
static SOCKETS: SockHash<Key> = SockHash::with_max_entries(16, 0);
#[map]
static PEERS: SockMap = SockMap::with_max_entries(4, 0);
#[map]
static DENIED: HashMap<u32, u8> = HashMap::with_max_entries(16, 0);

/// Packets of the IPv4 destinations in DENIED are dropped.
#[cgroup_skb(egress)]
pub fn leaving(ctx: SkBuffContext) -> i32 {
    let Ok(to) = ctx.load::<u32>(16) else { return 1 };
    i32::from(unsafe { DENIED.get(u32::from_be(to)) }.is_none())
}

#[cgroup_skb(ingress)]
pub fn arriving(ctx: SkBuffContext) -> i32 {
    i32::from(ctx.len() < 1000)
}

/// As many bytes as the packet's second byte says.
#[socket_filter]
pub fn filter(ctx: SkBuffContext) -> i64 {
    match ctx.load::<u8>(1) {
        Ok(length) => length.into(),
        Err(_) => 0,
    }
}

#[sock_ops]
pub fn connected(ctx: SockOpsContext) -> u32 {
    if ctx.family() == 2 && matches!(ctx.op(), 4 | 5) {
        let mut key = Key {
            from: ctx.local_ip4(),
            to: ctx.remote_ip4(),
            from_port: ctx.local_port(),
            to_port: u32::from_be(ctx.remote_port()),
        };
        let _ = SOCKETS.update(&mut key, unsafe { &mut *ctx.ops }, 0);
    }
    0
}

#[sk_msg]
pub fn message(ctx: SkMsgContext) -> u32 {
    let start = ctx.data();
    if start + 4 > ctx.data_end() || ctx.size() > 1 << 16 {
        return SK_DROP;
    }
    let mut sum = 0;
    for i in 0..4 {
        sum += u32::from(unsafe { *((start + i) as *const u8) });
    }
    if sum % 2 == 0 { SK_PASS } else { SK_DROP }
}

#[stream_parser]
pub fn parser(ctx: SkBuffContext) -> u32 {
    ctx.len()
}

#[stream_verdict]
pub fn verdict(ctx: SkBuffContext) -> u32 {
    unsafe { PEERS.redirect_skb(&ctx, 0, 0) as u32 }
}

#[cgroup_sock_addr(connect4)]
pub fn connect(ctx: SockAddrContext) -> i32 {
    let address = unsafe { &mut *ctx.sock_addr };
    if address.user_port == 53u32.to_be() >> 16 {
        address.user_port = 5353u32.to_be() >> 16;
    }
    i32::from(address.user_ip4 != 0)
}

#[cgroup_sock(sock_create)]
pub fn created(ctx: SockContext) -> i32 {
    i32::from(unsafe { (*ctx.sock).family } != 17)
}

#[cgroup_sockopt(setsockopt)]
pub fn option(ctx: SockoptContext) -> i32 {
    i32::from(unsafe { (*ctx.sockopt).level } != 41)
}

#[cgroup_sysctl]
pub fn sysctl(ctx: SysctlContext) -> i32 {
    i32::from(unsafe { (*ctx.sysctl).write } == 0)
}

#[cgroup_device]
pub fn device(ctx: DeviceContext) -> i32 {
    let device = unsafe { &*ctx.device };
    i32::from(device.major == 1 && matches!(device.minor, 3 | 5 | 8 | 9))
}

#[sk_lookup]
pub fn choose(ctx: SkLookupContext) -> u32 {
    i32::from(unsafe { (*ctx.lookup).local_port } != 22) as u32
}
