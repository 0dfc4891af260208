// SPDX-License-Identifier: MIT OR Apache-2.0

// Opens objects whose maps BTF describes with cilium/ebpf, runs their programs and compares what is
// in the maps: cilium OBJECT... (named btf and inner, of ../programs). With --load as the first word
// nothing is run: every program is to load. With --run it is the raw tracepoint prog that is run, and
// what the array RESULT has then is shown as tests/kernel/run_prog does. One line an object; status 1
// when one of them is not as expected.
package main

import (
	"errors"
	"fmt"
	"math/bits"
	"os"
	"path/filepath"
	"slices"

	"github.com/cilium/ebpf"
)

// Ethernet, IPv4, and the first bytes behind it.
var packet = []byte{
	0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff, 1, 2, 3, 4, 5, 6, 8, 0,
	0x45, 0, 0, 64, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 1, 2, 3,
	0, 1, 0, 2, 0, 3, 0, 4,
}

func run(program *ebpf.Program, input []byte, want uint32) error {
	got, err := program.Run(&ebpf.RunOptions{Data: input})
	if err == nil && got != want {
		err = fmt.Errorf("returned %d, not %d", got, want)
	}
	return err
}

type state struct{ Seen, Route uint32 }

type prefix struct {
	Bits    uint32
	Address [4]byte
}

func checkBtf(objects *ebpf.Collection) error {
	route := uint32(24)
	if err := objects.Maps["ROUTES"].Put(prefix{24, [4]byte{10, 1, 2}}, route); err != nil {
		return err
	}
	for range 2 {
		if err := run(objects.Programs["btf"], packet, 2); err != nil {
			return err
		}
	}
	var got state
	if err := objects.Maps["FLOWS"].Lookup([8]byte{1, 2, 3, 4, 5, 6, 0, 8}, &got); err != nil {
		return err
	}
	if got != (state{2, route}) {
		return fmt.Errorf("FLOWS has %v", got)
	}
	var total []uint64
	if err := objects.Maps["TOTAL"].Lookup(uint32(0), &total); err != nil {
		return err
	}
	if !slices.Contains(total, uint64(2*len(packet))) {
		return fmt.Errorf("TOTAL has %v", total)
	}
	return nil
}

func checkInner(objects *ebpf.Collection) error {
	inner, err := ebpf.NewMap(&ebpf.MapSpec{Type: ebpf.Array, KeySize: 4, ValueSize: 4, MaxEntries: 4})
	if err != nil {
		return err
	}
	defer inner.Close()
	if err := inner.Put(uint32(3), uint32(99)); err != nil {
		return err
	}
	if err := objects.Maps["BY_INDEX"].Put(uint32(1), inner); err != nil {
		return err
	}
	if err := objects.Maps["BY_KEY"].Put(uint32(77), inner); err != nil {
		return err
	}
	input := slices.Clone(packet)
	for first, want := range map[[3]byte]uint32{{0, 1, 3}: 99, {1, 77, 3}: 99, {0, 0, 3}: 2, {1, 77, 4}: 2} {
		copy(input, first[:])
		if err := run(objects.Programs["inner"], input, want); err != nil {
			return fmt.Errorf("%v: %w", first, err)
		}
	}
	return nil
}

func loadUnknown(path string) error {
	objects, err := ebpf.LoadCollection(path)
	var refusal *ebpf.VerifierError
	if errors.As(err, &refusal) {
		return fmt.Errorf("%w\n%+v", err, refusal)
	}
	if err != nil {
		return fmt.Errorf("%+v", err)
	}
	defer objects.Close()
	if len(objects.Programs) == 0 {
		return fmt.Errorf("no program")
	}
	return nil
}

func showResult(path string) error {
	objects, err := ebpf.LoadCollection(path)
	if err != nil {
		return fmt.Errorf("%+v", err)
	}
	defer objects.Close()
	if _, err := objects.Programs["prog"].Run(&ebpf.RunOptions{Context: uint64(0)}); err != nil {
		return err
	}
	var key uint32
	var value uint64
	for entries := objects.Maps["RESULT"].Iterate(); entries.Next(&key, &value); {
		fmt.Printf("map RESULT %08x %016x\n", bits.ReverseBytes32(key), bits.ReverseBytes64(value))
	}
	return nil
}

func check(path string) error {
	checks := map[string]func(*ebpf.Collection) error{"btf": checkBtf, "inner": checkInner}
	check, known := checks[filepath.Base(path)]
	if !known {
		return fmt.Errorf("nothing is expected of an object of this name")
	}
	objects, err := ebpf.LoadCollection(path)
	if err != nil {
		return fmt.Errorf("%+v", err)
	}
	defer objects.Close()
	return check(objects)
}

func main() {
	status := 0
	objects, look := os.Args[1:], check
	if len(objects) > 0 && objects[0] == "--load" {
		objects, look = objects[1:], loadUnknown
	} else if len(objects) > 0 && objects[0] == "--run" {
		objects, look = objects[1:], showResult
	}
	for _, path := range objects {
		if err := look(path); err != nil {
			fmt.Printf("FAIL %s: %v\n", path, err)
			status = 1
		} else {
			fmt.Printf("ok   %s\n", path)
		}
	}
	os.Exit(status)
}
