# SPDX-License-Identifier: GPL-2.0
#
# For ARCH=lkl: the files that the host's compiler makes, by option of Kconfig.
# Read by tools/lkl/Makefile; paths are relative to the kernel's source.

um-host := drivers/um-host

um-y := $(um-host)/os/file.c $(um-host)/os/irq.c
um-$(CONFIG_BLK_DEV_UBD) += $(um-host)/ubd_user.c
um-$(CONFIG_BLK_DEV_COW_COMMON) += $(um-host)/cow_user.c
um-$(CONFIG_UML_RTC) += $(um-host)/rtc_user.c
um-$(CONFIG_UML_NET_VECTOR) += $(addprefix $(um-host)/,vector_user.c \
	os/execvp.c os/helper.c)
um-$(CONFIG_HOSTFS) += fs/hostfs/hostfs_user.c
um-$(CONFIG_UM_CONSOLE) += $(addprefix $(um-host)/,chan_user.c fd.c null.c \
	port_user.c pty.c tty.c xterm.c os/execvp.c os/helper.c os/tty.c \
	os/util.c)

# What of libc is not called as it is, but as lkl_um_<name>() of the library: see
# its um/libc.c. All that a thread can be cancelled in is among it.
um-libc := accept close connect epoll_create epoll_ctl epoll_wait eventfd \
	fdatasync fsync getaddrinfo mkstemp open open64 pread pread64 pwrite \
	pwrite64 read readv recvmmsg recvmsg sendmmsg sendmsg socket waitpid \
	write writev

# A helper that shares memory and descriptors is a thread.
CFLAGS-$(um-host)/ubd_user.c := -Dclone=lkl_um_clone
CFLAGS-$(um-host)/os/helper.c := -Dclone=lkl_um_clone
# What else kbuild would say.
CFLAGS-$(um-host)/null.c := -DDEV_NULL='"/dev/null"'
CFLAGS-$(um-host)/xterm.c := \
	-DCONFIG_XTERM_CHAN_DEFAULT_EMULATOR='"$(CONFIG_XTERM_CHAN_DEFAULT_EMULATOR)"'
# Signal handlers are the program's: helper.c has its own.
CFLAGS-$(um-host)/os/util.c := -Dvscnprintf=vsnprintf \
	-Dos_fix_helper_signals=um_fix_helper_signals \
	-Dos_kill_ptraced_process=os_kill_process
# arch/um renames the kernel's strrchr(), and this file asks for it.
CFLAGS-$(um-host)/cow_user.c := -Dkernel_strrchr=strrchr
