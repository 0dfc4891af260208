# SPDX-License-Identifier: MIT OR Apache-2.0
#
#   make            build/bpf-shim (installs what the build needs, should something be missing)
#   make demo       builds a Rust XDP program with it, loads it, runs it over packets
#   make check      all tests; ends with the slowest ones and the counts
#   make test       one test: T=rewrite/NAME, with or without its suffix; one folder: T=rewrite
#   make check-all  the same with every program and project in every mode
#   make bench      measures links and their objects; AGAINST=SHIM compares with another bpf-shim,
#                   PEER=BPF-LINKER names the peer that the large ones are compared with
#   make lint       formatting, clang-tidy, shellcheck, both compilers, the layering rules
#   make install    to $(DESTDIR)$(PREFIX)/bin and share/man
#   make deb        builds a package for Debian, build/bpf-shim_VERSION_ARCHITECTURE.deb
#   make dist       packs the committed sources, build/bpf-shim-VERSION.tar.xz
#   make clean
#
# V=1 shows the commands; SANITIZE=address,undefined builds with sanitizers, into a directory of its
# own; DEVELOPER=1 verifies the module after each change, in a directory of its own, too;
# CC=clang-22 builds with clang.

VERSION := 0.2.0

comma := ,
empty :=
space := $(empty) $(empty)

PREFIX ?= /usr/local
SANITIZE ?=
DEVELOPER ?=
BUILD := build$(if $(SANITIZE),/$(subst $(comma),-,$(SANITIZE)))$(if $(DEVELOPER),/developer)

# The newest LLVM headers, 19 at least; the library itself is the calling compiler's.
llvm_headers := $(sort $(wildcard /usr/lib/llvm-19/include/llvm-c /usr/lib/llvm-[2-9][0-9]/include/llvm-c))
LLVM_HEADERS ?= $(or $(patsubst %/llvm-c,%,$(lastword $(llvm_headers))),$(shell llvm-config --includedir))

CFLAGS ?= -O2 -g
sanitizers := $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-omit-frame-pointer -fno-sanitize-recover=all)
preprocess := -D_GNU_SOURCE -DBPF_SHIM_VERSION='"$(VERSION)"' $(if $(DEVELOPER),-DBPF_SHIM_DEVELOPER) -Ishim $(addprefix -isystem ,$(LLVM_HEADERS))
compile := -std=c17 -Wall -Wextra -Werror -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wshadow $(sanitizers)
libraries := -lelf -lbsd -liberty -ldl

Q := $(if $(V),,@)

sources := $(sort $(shell find shim -name '*.c'))
objects := $(sources:%.c=$(BUILD)/%.o) $(BUILD)/shim/ir/lower/runtime_text.o

all: $(BUILD)/bpf-shim

$(BUILD)/bpf-shim: $(objects)
	@echo "  LD    $@"
	$(Q)$(CC) $(compile) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(libraries)

# For the crate, which links it.
$(BUILD)/libbpf_shim.a: $(objects)
	@echo "  AR    $@"
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC    $<"
	$(Q)$(CC) $(preprocess) $(CPPFLAGS) $(compile) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/%.o: %.S
	@mkdir -p $(@D)
	@echo "  AS    $<"
	$(Q)$(CC) -c -o $@ $<

$(BUILD)/shim/ir/lower/runtime_text.o: shim/ir/lower/runtime.ll
# The version and the flags stand in this file.
$(objects): Makefile

# The rooms object, program and check on their own, for tests/elf.
h_object := $(BUILD)/tests/elf/Inputs/h_object.o \
	    $(filter $(BUILD)/shim/base/%.o $(BUILD)/shim/kernel/%.o $(BUILD)/shim/elf/%.o,$(objects))
$(BUILD)/tests/h_object: $(h_object)
	@mkdir -p $(@D)
	@echo "  LD    $@"
	$(Q)$(CC) $(compile) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(libraries)

PROBED := build/libraries.mk
DEPENDENCIES := ./install.sh --deps build
# Being an included makefile, it is made before anything else, and make then starts again, with what
# it installed.
ifneq ($(filter-out clean dist,$(or $(MAKECMDGOALS),all)),)
include $(PROBED)
endif
define probe
#include <bsd/stdlib.h>
#include <gelf.h>
#include <libiberty/demangle.h>
#include <llvm-c/Core.h>
#include <llvm/Config/llvm-config.h>
_Static_assert(LLVM_VERSION_MAJOR >= 19, "too old");
int main(void) { return 0; }
endef
export probe
$(PROBED):
	@mkdir -p $(@D)
	@echo "$$probe" | $(CC) $(preprocess) -x c -o $@.probe - $(libraries) 2>/dev/null || { $(DEPENDENCIES); }
	@rm -f $@.probe
	@echo "# The libraries are there; delete this file to look again." > $@

check: all $(BUILD)/tests/h_object
	@./install.sh --deps test
	@tests/check.py $(abspath $(BUILD)/bpf-shim)

T ?=
test: all $(BUILD)/tests/h_object
	@tests/check.py $(abspath $(BUILD)/bpf-shim) "$(T)"

check-all: all $(BUILD)/tests/h_object
	@./install.sh --deps test kernels
	@tests/check.py $(abspath $(BUILD)/bpf-shim) --full

lint: all
	@./install.sh --deps lint test
	@find shim -name '*.[ch]' | xargs wc -l | awk '$$1 > 400 && $$2 != "total" { print "warning: " $$2 " has " $$1 " lines" }'
	@tests/check.py $(abspath $(BUILD)/bpf-shim) lint

# Looks again only at what has changed; the object file knows the headers. The analyzer walks graphs of some hundred megabytes:
# on large pages, which glibc takes for its heap if it is told to, that is a tenth less work.
TIDY ?= clang-tidy
tidy: $(sources:%.c=$(BUILD)/%.tidy)
$(BUILD)/%.tidy: %.c $(BUILD)/%.o shim/.clang-tidy
	$(Q)GLIBC_TUNABLES=glibc.malloc.hugetlb=1 $(TIDY) --quiet $< -- $(preprocess) -std=c17 2>$@.err >$@.out || { cat $@.out $@.err; false; }
	@touch $@

demo: all
	@./install.sh --deps demo
	@tests/demo/run.py $(abspath $(BUILD)/bpf-shim)

bench: all
	@./install.sh --deps test
	@tests/bench/run.py $(abspath $(BUILD)/bpf-shim) $(if $(AGAINST),--against "$(AGAINST)")
	@tests/bench/real.py $(abspath $(BUILD)/bpf-shim) $(if $(PEER),--peer "$(PEER)")
	@tests/bench/scaling.py $(abspath $(BUILD)/bpf-shim)

install: all
	install -D -m 755 $(BUILD)/bpf-shim "$(DESTDIR)$(PREFIX)/bin/bpf-shim"
	install -D -m 644 man/bpf-shim.1 "$(DESTDIR)$(PREFIX)/share/man/man1/bpf-shim.1"

# The committed sources, the same bytes at each call.
name := bpf-shim-$(VERSION)
dist:
	@mkdir -p build
	$(Q)git archive --format=tar --prefix=$(name)/ HEAD | xz -9 -T1 > build/$(name).tar.xz
	@echo "  DIST  build/$(name).tar.xz"

deb: all
	@packaging/deb.sh $(VERSION) $(abspath $(BUILD))

clean:
	rm -rf build

.PHONY: all check test check-all lint tidy demo bench install dist deb clean
.DELETE_ON_ERROR:
-include $(objects:.o=.d) $(BUILD)/tests/elf/Inputs/h_object.d
