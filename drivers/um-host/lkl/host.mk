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

# A helper that shares memory and descriptors is a thread.
CFLAGS-$(um-host)/ubd_user.c := -Dclone=lkl_um_clone
CFLAGS-$(um-host)/os/helper.c := -Dclone=lkl_um_clone
# Other processes may end, and the signal of that is the program's.
CFLAGS-$(um-host)/os/file.c := -Dconnect=lkl_um_connect -Dsendmsg=lkl_um_sendmsg
# Null devices and regular files.
CFLAGS-$(um-host)/os/irq.c := -Depoll_ctl=lkl_um_epoll_ctl
# arch/um renames the kernel's strrchr(), and this file asks for it.
CFLAGS-$(um-host)/cow_user.c := -Dkernel_strrchr=strrchr
