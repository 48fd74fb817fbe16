/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Read before the stock driver for vhost-user devices: what it takes for a
 * fault of the kernel, with a trace, is that another process has ended.
 */
#ifndef _UM_HOST_LKL_VHOST_WARN_H
#define _UM_HOST_LKL_VHOST_WARN_H

#include <linux/bug.h>
#include <linux/printk.h>

#undef WARN
#define WARN(condition, ...) ({				\
	bool said = condition;				\
							\
	if (said)					\
		pr_debug("virtio_uml: " __VA_ARGS__);	\
	unlikely(said);					\
})

#undef WARN_ON
#define WARN_ON(condition) ({				\
	bool wrong = condition;				\
							\
	unlikely(wrong);				\
})

#endif
