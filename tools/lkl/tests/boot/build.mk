# SPDX-License-Identifier: GPL-2.0
LIB-tests/boot/dlopen	:= none
LIB-tests/boot/fork	:= shared
LIB-tests/boot/load	:= shared
LIB-tests/boot/load_faults	:= shared
LIB-tests/boot/load_often	:= shared
LIB-tests/boot/load_panic	:= shared
# A program that changes the library's variable has a copy of it.
LIB-tests/boot/print	:= shared
CFLAGS-tests/boot/print	:= -fno-pie -no-pie
# What pkg-config says of static libraries; dlopen() of lkl_load() warns.
CFLAGS-tests/boot/static_link := $(if $(SAN),,-static -Wl,--no-warnings)
