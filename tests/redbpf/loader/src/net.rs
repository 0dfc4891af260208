// SPDX-License-Identifier: MIT OR Apache-2.0
//! Packets, and the two ways to bring them to a program: the kernel's test run, and a veth.
use crate::failed;
use std::io::Error;
use std::os::unix::io::RawFd;

const TCP: u8 = 6;
const UDP: u8 = 17;

/// An Ethernet frame with an IPv4 packet in it, without checksums.
fn frame(protocol: u8, transport: &[u8]) -> Vec<u8> {
    let mut frame = vec![0xff; 12];
    frame.extend([0x08, 0x00, 0x45, 0]);
    frame.extend((20 + transport.len() as u16).to_be_bytes());
    frame.extend([0, 0, 0, 0, 64, protocol, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2]);
    frame.extend(transport);
    frame
}

pub fn udp(port: u16, data: &[u8]) -> Vec<u8> {
    let mut header = vec![0x04, 0xd2];
    header.extend(port.to_be_bytes());
    header.extend((8 + data.len() as u16).to_be_bytes());
    header.extend([0, 0]);
    header.extend(data);
    frame(UDP, &header)
}

/// `options` fills whole words.
pub fn tcp(port: u16, flags: u8, options: &[u8]) -> Vec<u8> {
    let mut header = vec![0x04, 0xd2];
    header.extend(port.to_be_bytes());
    header.extend([0, 0, 0, 1, 0, 0, 0, 0]);
    header.extend([(5 + options.len() as u8 / 4) << 4, flags, 0, 64, 0, 0, 0, 0]);
    header.extend(options);
    frame(TCP, &header)
}

/// What the program returns for the packet.
pub fn test_run(program: Option<&redbpf::Program>, packet: &[u8]) -> Result<u32, String> {
    let fd = program.and_then(|program| *program.fd()).ok_or("no such program is loaded")?;
    let mut data = packet.to_vec();
    let mut out = vec![0u8; 4096];
    let (mut size, mut result, mut duration) = (0, 0, 0);
    let status = unsafe {
        bpf_sys::bpf_prog_test_run(
            fd,
            1,
            data.as_mut_ptr().cast(),
            data.len() as u32,
            out.as_mut_ptr().cast(),
            &mut size,
            &mut result,
            &mut duration,
        )
    };
    if status < 0 {
        return Err(format!("test run: {}", Error::last_os_error()));
    }
    Ok(result)
}

/// Sends a frame out of an interface.
pub fn send(interface: &str, frame: &[u8]) -> Result<(), String> {
    let name = std::ffi::CString::new(interface).map_err(failed("name"))?;
    unsafe {
        let socket = libc::socket(libc::AF_PACKET, libc::SOCK_RAW, 0);
        let mut to: libc::sockaddr_ll = std::mem::zeroed();
        to.sll_family = libc::AF_PACKET as u16;
        to.sll_ifindex = libc::if_nametoindex(name.as_ptr()) as i32;
        let sent = libc::sendto(
            socket,
            frame.as_ptr().cast(),
            frame.len(),
            0,
            (&to as *const libc::sockaddr_ll).cast(),
            std::mem::size_of_val(&to) as u32,
        );
        let error = Error::last_os_error();
        libc::close(socket);
        if sent < 0 {
            return Err(format!("send: {error}"));
        }
    }
    Ok(())
}

/// The next frame from a socket, or None after a second without one.
pub fn receive(socket: RawFd) -> Option<Vec<u8>> {
    let mut frame = vec![0u8; 4096];
    let mut wait = libc::pollfd { fd: socket, events: libc::POLLIN, revents: 0 };
    let size = unsafe {
        if libc::poll(&mut wait, 1, 1000) != 1 {
            return None;
        }
        libc::recv(socket, frame.as_mut_ptr().cast(), frame.len(), 0)
    };
    frame.truncate(usize::try_from(size).ok()?);
    Some(frame)
}
