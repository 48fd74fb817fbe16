// SPDX-License-Identifier: GPL-2.0
/*
 * A vector interface that is not permitted, not there or not understood is
 * none: the console names the parameter and says why, and the kernel goes on.
 */
#include <linux/capability.h>

#include "../net/net.h"
#include "devices.h"

/* Taps take it to be made; packet sockets do not. */
static void give_up_administration(void)
{
	struct __user_cap_header_struct head = {
		.version = _LINUX_CAPABILITY_VERSION_3,
	};
	struct __user_cap_data_struct data[2];

	if (syscall(SYS_capget, &head, data))
		KTAP_BAIL("capget");
	data[0].effective &= ~(1U << CAP_NET_ADMIN);
	data[0].permitted &= ~(1U << CAP_NET_ADMIN);
	if (syscall(SYS_capset, &head, data))
		KTAP_BAIL("capset");
}

static const struct {
	const char *parameter;
	const char *why;
} bad[] = {
	{ "transport=tap,ifname=tap77", "EPERM" },
	{ "transport=raw,ifname=none", "ENODEV" },
	{ "transport=raw,mtu=1500", "EINVAL" },
	{ "transport=fd,fd=999", "EBADF" },
	{ "transport=fd,fd=4x", "EINVAL" },
	{ "transport=wire", "no such transport" },
	{ "ifname=tap78", "no transport" },
	{ "transport=raw,ifname=lo,depth=0", "not a value for depth" },
	{ "transport=raw,ifname=lo,mac=01:02", "not a value for mac" },
	{ "transport", "not NAME=VALUE" },
	{ "transport=raw=lo", "two equals signs" },
	{ "a=1,a=1,a=1,a=1,a=1,a=1,a=1,a=1,a=1,a=1,a=1,a=1,a=1,a=1,a=1,a=1,a=1,"
	  "a=1,a=1,a=1,a=1", "too many items" },
};

#define NR	((int)(sizeof(bad) / sizeof(bad[0])))

static int interfaces(void)
{
	char name[16];
	int i, nr = 0;

	for (i = 0; i < NR; i++) {
		snprintf(name, sizeof(name), "vec%d", i);
		nr += lkl_ifname_to_ifindex(name) >= 0;
	}
	return nr;
}

int main(void)
{
	char line[900];
	int i, used = 0;

	own_namespace();
	if (access("/dev/net/tun", F_OK))
		KTAP_SKIP_ALL("host: there is no /dev/net/tun");
	give_up_administration();
	for (i = 0; i < NR; i++)
		used += snprintf(line + used, sizeof(line) - used, "vec%d:%s ",
				 i, bad[i].parameter);
	devices_boot("%s vec vecx:transport=tap vec90:transport=raw,ifname=lo",
		     line);
	devices_need("/proc/net/dev", "vec90");
	KTAP_PLAN(NR + 5);
	for (i = 0; i < NR; i++)
		CHECK(console_has(bad[i].parameter, bad[i].why), "%s: %s",
		      bad[i].parameter, bad[i].why);
	CHECK(console_has("vector_setup", "Expected ':'"), "no number: why");
	CHECK(console_has("vector_setup", "Bad device number"),
	      "a number that is none: why");
	CHECK_EQ(interfaces(), 0, "there is no such interface");
	CHECK_EQ(lkl_if_up(lkl_ifname_to_ifindex("vec90")), 0,
		 "the one that is in order works");
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	lkl_cleanup();
	return KTAP_END();
}
