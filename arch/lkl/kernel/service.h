/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The one host thread that the kernel has of its own.
 */
#ifndef _LKL_SERVICE_H
#define _LKL_SERVICE_H

#include <linux/types.h>

struct host_thread;

int lkl_service_start(void);
void lkl_service_stop(void);
struct host_thread *lkl_service_thread(void);

/* Called when the next timer is due at @deadline_ns. Context: CPU owned. */
void lkl_service_timer(u64 deadline_ns);

/*
 * See that whoever was handed the CPU takes it. Context: any thread, not from
 * the owner of the CPU.
 */
void lkl_service_watch(void);

#endif
