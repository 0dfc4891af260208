# SPDX-License-Identifier: MIT OR Apache-2.0
"""As much of libbpf as a test needs: it loads, attaches, and reads maps and ring buffers."""
import ctypes
import ctypes.util
import socket

LIB = ctypes.CDLL(ctypes.util.find_library("bpf") or "libbpf.so.1", use_errno=True)
POINTER = ctypes.c_void_p
SAMPLE = ctypes.CFUNCTYPE(ctypes.c_int, POINTER, POINTER, ctypes.c_size_t)
for name in ("bpf_object__open_file", "bpf_object__find_program_by_name", "bpf_program__attach",
             "bpf_program__attach_xdp", "ring_buffer__new"):
    getattr(LIB, name).restype = POINTER
SO_ATTACH_BPF = 50
EGRESS = 2


class Hook(ctypes.Structure):
    _fields_ = [("sz", ctypes.c_size_t), ("ifindex", ctypes.c_int), ("attach_point", ctypes.c_int),
                ("parent", ctypes.c_uint32)]


class Options(ctypes.Structure):
    _fields_ = [("sz", ctypes.c_size_t), ("prog_fd", ctypes.c_int), ("flags", ctypes.c_uint32),
                ("prog_id", ctypes.c_uint32), ("handle", ctypes.c_uint32), ("priority", ctypes.c_uint32)]


class Refused(Exception):
    """What libbpf or the kernel does not do."""


class Object:
    """An object file whose programs are in the kernel, from 'with' to its end."""

    def __init__(self, path):
        self.path, self.links = path, []

    def __enter__(self):
        self.object = POINTER(LIB.bpf_object__open_file(str(self.path).encode(), None))
        if not self.object:
            raise Refused(f"{self.path.name} is not opened")
        if LIB.bpf_object__load(self.object):
            raise Refused(f"{self.path.name} is not loaded")
        return self

    def __exit__(self, *_):
        for link in self.links:
            LIB.bpf_link__destroy(link)
        LIB.bpf_object__close(self.object)

    def program(self, name):
        program = POINTER(LIB.bpf_object__find_program_by_name(self.object, name.encode()))
        if not program:
            raise Refused(f"no program '{name}'")
        return program

    def link(self, pointer):
        if not pointer:
            raise Refused(f"{self.path.name} is not attached")
        self.links.append(POINTER(pointer))

    def attach(self, name):
        self.link(LIB.bpf_program__attach(self.program(name)))

    def attach_xdp(self, name, interface):
        self.link(LIB.bpf_program__attach_xdp(self.program(name), socket.if_nametoindex(interface)))

    def attach_egress(self, name, interface):
        hook = Hook(ctypes.sizeof(Hook), socket.if_nametoindex(interface), EGRESS, 0)
        options = Options(sz=ctypes.sizeof(Options), prog_fd=LIB.bpf_program__fd(self.program(name)))
        LIB.bpf_tc_hook_create(ctypes.byref(hook))
        if LIB.bpf_tc_attach(ctypes.byref(hook), ctypes.byref(options)):
            raise Refused(f"{self.path.name} is not attached")

        def detach():
            gone = Options(sz=ctypes.sizeof(Options), handle=options.handle, priority=options.priority)
            LIB.bpf_tc_detach(ctypes.byref(hook), ctypes.byref(gone))
        return detach

    def attach_socket(self, name, taker):
        number = LIB.bpf_program__fd(self.program(name))
        taker.setsockopt(socket.SOL_SOCKET, SO_ATTACH_BPF, number)

    def map(self, name):
        number = LIB.bpf_object__find_map_fd_by_name(self.object, name.encode())
        if number < 0:
            raise Refused(f"no map '{name}'")
        return number

    def put(self, name, key, value):
        if LIB.bpf_map_update_elem(self.map(name), key, value, ctypes.c_uint64(0)):
            raise Refused(f"'{name}' takes no value")

    def get(self, name, key, size):
        value = ctypes.create_string_buffer(size)
        if LIB.bpf_map_lookup_elem(self.map(name), key, value):
            raise Refused(f"'{name}' has no value for {key!r}")
        return value.raw

    def forget(self, name, key):
        LIB.bpf_map_delete_elem(self.map(name), key)

    def dump(self, name, key_size, size):
        """All values of a map, by key."""
        found, key = {}, None
        following = ctypes.create_string_buffer(key_size)
        while not LIB.bpf_map_get_next_key(self.map(name), key, following):
            key = following.raw
            found[key] = self.get(name, key, size)
        return found

    def records(self, name, during):
        """What a ring buffer gets while a function runs."""
        found = []
        take = SAMPLE(lambda _, data, size: found.append(ctypes.string_at(data, size)) or 0)
        ring = POINTER(LIB.ring_buffer__new(self.map(name), take, None, None))
        if not ring:
            raise Refused(f"'{name}' is no ring buffer")
        during()
        LIB.ring_buffer__consume(ring)
        LIB.ring_buffer__free(ring)
        return found
