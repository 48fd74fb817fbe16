# SPDX-License-Identifier: GPL-2.0
ifneq ($(call have-package,libarchive),)
tools += fs2tar
shared-fs2tar := copy
LDLIBS-fs2tar := $(shell pkg-config --libs libarchive)
CFLAGS-fs2tar := $(shell pkg-config --cflags libarchive)
else
tools-missing += fs2tar:libarchive-dev
endif
