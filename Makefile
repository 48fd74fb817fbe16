# SPDX-License-Identifier: GPL-2.0
#
# The front door: says what can be done and has the scripts, kbuild and
# tools/lkl/Makefile do it. There is no compile rule here, and no -j anywhere
# else.

SHELL	:= /bin/sh
O	?= build
JOBS	?= $(shell nproc)
prefix	?= /usr/local

override O := $(abspath $(O))
export O JOBS KERNEL EXTRA_DIRS DESTDIR prefix

# Our own steps go one after the other; the builds that they start share JOBS.
ifeq ($(filter -j%,$(MAKEFLAGS)),)
MAKEFLAGS += -j$(JOBS)
endif
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

S	:= scripts/lkl

.PHONY: help
help:
	@sed -n 's/^## \{0,1\}//p' $(firstword $(MAKEFILE_LIST))

## Targets:
##   demo        copy real files into an ext4 image and out, archive it, compare
##   check       everything that has to work before a change goes in
##   check-long  clang, aarch64, debug kernels, the oldest supported 6.12.y
##   lkl         the kernel, the library and the programs, in build/
##   um          User Mode Linux, from the same tree
##   kunit       the kernel's own unit tests, inside a program
##   bench       the figures of Documentation/arch/lkl
##   docs        the documentation as HTML, in build/docs
##   install     programs, library and headers as built, to DESTDIR and prefix
##   clean       remove what the others made in build/
##
## Steps that the others do by themselves:
##   deps        install the Debian packages that are missing
##   prepare     unpack the kernel source, move drivers, put ours in
##   headers     generate the lkl/ headers from the kernel's
##
## Variables:
##   KERNEL=     another kernel: a tarball or a source tree (6.12)
##   CONFIG=     kernel config fragments, on top of arch/lkl's defconfig
##   EXTRA_DIRS= folders of kernel code to build in, such as a file system
##   O=          where build products go (build)
##   JOBS=       how many compilers at a time (as many as CPUs)
##   TESTS=      for check: only the tests whose names begin with this
##   DESTDIR= prefix=   for install (/usr/local)
##   DEPS=0      do not look for packages
##   V=1         show the commands

.PHONY: deps
deps:
	@$(S)/deps.sh base

.PHONY: prepare
prepare: deps
	@$(S)/prepare.sh

.PHONY: kernel
kernel: deps
	+@$(S)/kernel.sh lkl $(CONFIG) >/dev/null

.PHONY: headers
headers: kernel
	+@$(S)/tools.sh lkl headers

.PHONY: lkl
lkl: kernel
	+@$(S)/tools.sh lkl lib tools

.PHONY: um
um: deps
	+@$(S)/kernel.sh -u um
	+@$(S)/kernel.sh -u um-all all

.PHONY: demo
demo: kernel
	+@$(S)/tools.sh lkl lib tools
	@$(S)/demo.sh

.PHONY: check
check: kernel
	+@$(S)/check.sh $(TESTS)

.PHONY: check-long
check-long: check
	@$(S)/deps.sh base long
	+@$(S)/check-long.sh

.PHONY: kunit
kunit: deps
	+@$(S)/kunit.sh

.PHONY: bench
bench: kernel
	+@$(S)/tools.sh lkl lib bench
	@$(S)/bench.sh

.PHONY: docs
docs: deps
	@$(S)/docs.sh

.PHONY: install
install:
	+@$(S)/tools.sh lkl install

.PHONY: clean
clean:
	@rm -rf $(addprefix $(O)/,src kernel tools tools-* include include-* \
		docs test-logs oldest bench.txt)
	@rmdir $(O) 2>/dev/null || :
