# SPDX-License-Identifier: MIT OR Apache-2.0
#
#   make            build/bpf-shim
#   make demo       build a Rust XDP program with it, load it, run it over packets
#   make check      all tests
#   make lint       formatting, clang-tidy, shellcheck, the layering rules
#
# V=1 shows the commands; SANITIZE=address,undefined builds with sanitizers (into a directory of its
# own); CC=clang-22 builds with clang.

VERSION := 0.1.0
LLVM_HEADERS ?= $(firstword $(wildcard /usr/lib/llvm-22/include /usr/lib/llvm-*/include))

CC ?= cc
SANITIZE ?=
BUILD := build$(if $(SANITIZE),/$(subst $(eval) ,-,$(subst $(comma), ,$(SANITIZE))))
comma := ,

WARNINGS := -Wall -Wextra -Werror -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wshadow
CPPFLAGS += -D_GNU_SOURCE -DBPF_SHIM_VERSION='"$(VERSION)"' -Ishim -isystem $(LLVM_HEADERS)
CFLAGS ?= -O2 -g
CFLAGS += -std=c17 $(WARNINGS)
LDLIBS += -lelf -lbsd -liberty -ldl
ifneq ($(SANITIZE),)
CFLAGS += -fsanitize=$(SANITIZE) -fno-omit-frame-pointer -fno-sanitize-recover=all
LDFLAGS += -fsanitize=$(SANITIZE)
endif

Q := $(if $(V),,@)

objects := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard shim/*.c shim/*/*.c))) \
	   $(BUILD)/shim/ir/runtime_text.o

all: $(BUILD)/bpf-shim

$(BUILD)/bpf-shim: $(objects)
	@echo "  LD    $@"
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC    $<"
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/%.o: %.S
	@mkdir -p $(@D)
	@echo "  AS    $<"
	$(Q)$(CC) -c -o $@ $<

$(BUILD)/shim/ir/runtime_text.o: shim/ir/runtime.ll

# The rooms object, program and check on their own, for tests/elf.
h_object := $(BUILD)/tests/elf/Inputs/h_object.o \
	    $(filter $(BUILD)/shim/base/%.o \
		     $(addprefix $(BUILD)/shim/elf/,object% btf% lines% program% check%),$(objects))
$(BUILD)/tests/h_object: $(h_object)
	@mkdir -p $(@D)
	@echo "  LD    $@"
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)
-include $(BUILD)/tests/elf/Inputs/h_object.d

clean:
	rm -rf build

.PHONY: all clean
.DELETE_ON_ERROR:
-include $(objects:.o=.d)
