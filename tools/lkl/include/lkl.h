/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Linux kernel library: everything.
 */
#ifndef _LKL_H
#define _LKL_H

#include <lkl_boot.h>
#include <lkl_config.h>
#include <lkl_disk.h>
#include <lkl_event.h>
#include <lkl_fs.h>
#include <lkl_host.h>
#include <lkl_load.h>
#include <lkl_net.h>
#include <lkl_netdev.h>
#include <lkl_netlink.h>
#include <lkl_pcap.h>
#include <lkl_sys.h>
#include <lkl_wireguard.h>

#endif
