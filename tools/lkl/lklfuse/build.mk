# SPDX-License-Identifier: GPL-2.0
ifneq ($(call have-package,fuse3),)
tools	+= lklfuse
CFLAGS-lklfuse := $(shell pkg-config --cflags fuse3) \
	$(if $(filter 1,$(BLKID)),-DHAVE_BLKID $(shell pkg-config --cflags blkid))
LDLIBS-lklfuse := $(shell pkg-config --libs fuse3)
else
tools-missing += lklfuse:libfuse3-dev
endif
