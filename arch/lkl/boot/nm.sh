#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# nm for link-vmlinux.sh, where the linker is lld.
#
# usage: nm.sh NM [ARGUMENT...]
#
# lld -r ignores the addresses of vmlinux.lds and has every section begin at 0.
# kallsyms tells text from data by address, and would call an instruction by the
# name of the data that is as far from its start. So of a kernel (-n FILE) only
# symbols of text are shown.
nm=$1
shift

case $* in
-n*.o) exec "$nm" "$@" ;;
-n*) "$nm" "$@" | grep ' [TtWw] ' ;;
*) exec "$nm" "$@" ;;
esac
